import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { compile, defaultRuleset, parseReply } from '@bezorgd/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRuleset } from '../src/load-ruleset.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'bezorgd-plugins-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: unknown): Promise<string> {
  const where = path.join(folder, name);
  await writeFile(where, typeof content === 'string' ? content : JSON.stringify(content));
  return where;
}
const acme = {
  id: 'acme',
  version: '1.0.0',
  name: 'Acme',
  rules: [
    {
      id: 'acme.gone',
      version: 1,
      when: { phrases: ['left the building'] },
      verdict: { category: 'recipient-unknown', permanence: 'permanent', scope: 'recipient' },
      sources: [{ url: 'https://acme.example/errors', read: '2026-11-23' }],
      examples: { positive: ['550 Ann has left the building'], negative: ['550 The building is closed'] },
    },
  ],
};

test('without files it is the built-in ruleset', async () => {
  expect(compile(await loadRuleset([])).digest).toBe(compile(defaultRuleset).digest);
});

test('a plugin from a file goes before the built-in ones', async () => {
  const ruleset = await loadRuleset([await file('acme.json', acme)]);
  expect(compile(ruleset).classify({ reply: parseReply('550 5.1.1 User unknown, Ann has left the building') }).ruleId).toBe(
    'acme.gone',
  );
});

test('a plugin with the id of a built-in one takes its place in the order', async () => {
  const common = defaultRuleset.plugins.find((plugin) => plugin.id === 'common-phrases')!;
  const ruleset = await loadRuleset([
    await file('common.json', { ...common, version: '0.0.1', rules: common.rules.slice(0, 1) }),
    await file('acme.json', acme),
  ]);
  expect(ruleset.plugins.find((plugin) => plugin.id === 'common-phrases')?.version).toBe('0.0.1');
  expect(ruleset.plugins.map(({ id }) => id)).toEqual(['acme', ...defaultRuleset.plugins.map(({ id }) => id)]);
});

test.each([
  ['missing.json', null, /RULE_PLUGINS: .*missing\.json cannot be used: ENOENT/],
  ['text.json', 'no json', /RULE_PLUGINS: .*text\.json cannot be used/],
  ['bad.json', { ...acme, rules: [{ id: 'acme.x' }] }, /RULE_PLUGINS: .*bad\.json cannot be used: .*rules\[0\]/],
])('%s is refused with its name and the reason', async (name, content, message) => {
  const where = content === null ? path.join(folder, name) : await file(name, content);
  await expect(loadRuleset([where])).rejects.toThrow(message);
});
