import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const cli = path.resolve(import.meta.dirname, '..', 'dist', 'rules-cli.js');
const folder = mkdtempSync(path.join(os.tmpdir(), 'bezorgd-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], input = ''): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}
function file(name: string, content: unknown): string {
  const where = path.join(folder, name);
  writeFileSync(where, typeof content === 'string' ? content : JSON.stringify(content));
  return where;
}
const plugin = {
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

test('a plugin from outside is loaded, wins, and passes the checks', () => {
  const acme = file('acme.json', plugin);
  expect(run(['check', acme])).toMatchObject({ code: 0, out: '' });
  const { out } = run(
    ['classify', acme],
    '550 Ann has left the building\n{"reply": "452 4.2.2 Mailbox full", "mxHost": "mx.example.com"}\n',
  );
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).ruleId),
  ).toEqual(['acme.gone', expect.stringMatching(/mailbox-full/)]);
});

test('what is wrong with a plugin is said, and ends with 1', () => {
  const bad = file('bad.json', {
    ...plugin,
    rules: [
      { ...plugin.rules[0], examples: { positive: ['550 5.1.1 User unknown'], negative: ['550 Ann has left the building'] } },
    ],
  });
  const { code, out } = run(['check', bad]);
  expect(code).toBe(1);
  expect(out).toMatch(/positive-example-lost: acme\.gone/);
  expect(out).toMatch(/negative-example-matched: acme\.gone/);
});

test('a malformed plugin ends with 2 and the path of the fault', () => {
  expect(run(['check', file('broken.json', { ...plugin, rules: [{ id: 'acme.x' }] })])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/rules\[0\]/),
  });
  expect(run(['check', path.join(folder, 'missing.json')])).toMatchObject({ code: 2 });
  expect(run([])).toMatchObject({ code: 2, err: expect.stringContaining('bezorgd-rules check FILE') });
});

test.each([
  ['null', 'plugins[0] must be an object'],
  ['[]', 'plugins[0] must be an object'],
  ['{"plugins":null}', 'plugins must be a list'],
  ['{"id": ', 'Unexpected end of JSON input'],
])('%s is refused with the name of the file', (content, fault) => {
  const broken = file('broken.json', content);
  expect(run(['check', broken])).toEqual({ code: 2, out: '', err: `${broken}: ${fault}\n` });
});

test('a file that begins with a byte order mark is read', () => {
  expect(run(['check', file('marked.json', `\uFEFF${JSON.stringify(plugin)}`)])).toMatchObject({ code: 0 });
});

test('a reply that cannot be read is named by its line', () => {
  expect(run(['classify'], '550 5.1.1 User unknown\n\n{"reply": 5}\n')).toMatchObject({
    code: 2,
    err: 'line 3: reply must be a text\n',
  });
  const replies = file('replies.txt', '550 5.1.1 User unknown\n{"reply"\n');
  expect(run(['diff', 'default', 'default', replies])).toMatchObject({ code: 2, err: expect.stringMatching(/^line 2: /) });
});

test('a difference names the suppressions that would come and go', () => {
  const soft = file('soft.json', {
    ...plugin,
    version: '2.0.0',
    rules: [
      {
        ...plugin.rules[0],
        version: 2,
        verdict: { category: 'recipient-disabled', permanence: 'transient', scope: 'recipient' },
      },
    ],
  });
  const replies = file('replies.txt', '550 Ann has left the building\n550 5.1.1 User unknown\n');
  const { out } = run(['diff', file('hard.json', plugin), soft, replies]);
  expect(out).toMatch(/^2 replies: 1 verdicts change; 0 suppressions would come, 1 go/);
  expect(JSON.parse(run(['diff', file('hard.json', plugin), soft, replies, '--json']).out)).toMatchObject({
    suppressionsThatGo: 1,
    changes: [{ suppression: 'goes' }],
  });
  // What the built-in rules know stays known beside the plugin.
  expect(run(['diff', 'default', soft, replies]).out).toMatch(/^2 replies: 1 verdicts change; 0 suppressions would come, 0 go/);
});

test('rules of other programs become plugins', () => {
  const kumo = file('kumo.toml', '[rules]\nInvalidRecipient = ["^550.+nobody of that name"]\nOther = ["x"]\n');
  const { code, out, err } = run(['import', 'kumomta', kumo, '--id', 'theirs', '--source', 'https://example.org/k']);
  expect([code, JSON.parse(out).rules[0].id]).toEqual([0, 'theirs.invalid-recipient-1']);
  expect(err).toMatch(/Other is not a class we know/);
  expect(run(['classify', file('theirs.json', out)], '550 nobody of that name\n').out).toContain('theirs.invalid-recipient-1');
});

test('a program that we cannot import from is answered with the usage', () => {
  for (const program of ['postfix', 'constructor'])
    expect(run(['import', program, file('rules.txt', ''), '--id', 'theirs'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining('kumomta|zonemta'),
    });
});
