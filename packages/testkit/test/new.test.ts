import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultRuleset } from '@bezorgd/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..', '..', '..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'bezorgd-new-'));
afterAll(() => rmSync(folder, { recursive: true }));

const node = (args: readonly string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder });

test('pnpm new plugin writes a plugin that passes the checks', () => {
  const made = node([path.join(root, 'scripts', 'new.mjs'), 'plugin', 'acme', folder]);
  expect([made.status, made.stderr]).toEqual([0, '']);
  const checked = node([
    path.join(root, 'packages', 'testkit', 'dist', 'rules-cli.js'),
    'check',
    path.join(folder, 'acme.plugin.json'),
  ]);
  expect([checked.status, checked.stdout]).toEqual([0, '']);
  expect(node([path.join(root, 'scripts', 'new.mjs'), 'plugin', 'acme', folder])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('exists already'),
  });
});

describe('pnpm new rule', () => {
  const copy = path.join(folder, 'copy');
  const make = (name: string) => node([path.join(copy, 'scripts', 'new.mjs'), 'rule', name]);
  beforeAll(() => {
    cpSync(path.join(root, 'scripts', 'new.mjs'), path.join(copy, 'scripts', 'new.mjs'));
    cpSync(path.join(root, 'packages', 'rules', 'src'), path.join(copy, 'packages', 'rules', 'src'), { recursive: true });
    symlinkSync(path.join(root, 'packages', 'rules', 'node_modules'), path.join(copy, 'packages', 'rules', 'node_modules'));
  });

  test('lists it last in the plugin that it names, whichever that is', () => {
    const byHand = ['smtp-reply-codes', 'yahoo'];
    const ids = defaultRuleset.plugins.map(({ id }) => id);
    for (const id of ids) {
      const { status, stderr } = make(`${id}.teapot-short`);
      expect({ id, status, stderr }).toEqual(
        byHand.includes(id)
          ? { id, status: 1, stderr: expect.stringContaining('add yours by hand') }
          : { id, status: 0, stderr: '' },
      );
    }
    const index = JSON.stringify(pathToFileURL(path.join(copy, 'packages/rules/src/index.ts')));
    const { stdout, stderr } = node([
      '--input-type=module',
      '--eval',
      `import { defaultRuleset } from ${index};
       console.log(JSON.stringify(defaultRuleset.plugins.map(({ id, rules }) => [id, rules.at(-1).id])));`,
    ]);
    expect(stderr).toBe('');
    expect(Object.fromEntries(JSON.parse(stdout))).toEqual(
      Object.fromEntries(
        ids.map((id) => [id, byHand.includes(id) ? expect.not.stringContaining('teapot') : `${id}.teapot-short`]),
      ),
    );
  });

  test('does not write it twice, nor for a plugin that is not there', () => {
    for (const name of ['google.teapot-twice', 'kpn.teapot-twice']) {
      expect(make(name)).toMatchObject({ status: 0 });
      expect(make(name)).toMatchObject({ status: 1, stderr: expect.stringContaining('already') });
    }
    expect(make('nobody.teapot')).toMatchObject({ status: 1, stderr: expect.stringContaining('There is no plugin nobody') });
  });
});

test.each([[['rule', 'Google']], [['plugin']], [[]]])('%o is refused with the usage', (args) => {
  expect(node([path.join(root, 'scripts', 'new.mjs'), ...args])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('usage: pnpm new'),
  });
});
