import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

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

test('pnpm new rule writes a rule and lists it', () => {
  const copy = path.join(folder, 'copy');
  cpSync(path.join(root, 'scripts', 'new.mjs'), path.join(copy, 'scripts', 'new.mjs'));
  cpSync(path.join(root, 'packages', 'rules', 'src'), path.join(copy, 'packages', 'rules', 'src'), { recursive: true });
  const made = node([path.join(copy, 'scripts', 'new.mjs'), 'rule', 'google.teapot-short']);
  expect([made.status, made.stderr]).toEqual([0, '']);
  const index = readFileSync(path.join(copy, 'packages/rules/src/plugins/google/index.ts'), 'utf8');
  expect(index).toMatch(/import \{ teapotShort \} from '\.\/teapot-short\.ts';/);
  expect(index).toMatch(/rules: \[[^\]]*teapotShort/);
  expect(readFileSync(path.join(copy, 'packages/rules/src/plugins/google/teapot-short.ts'), 'utf8')).toContain(
    "id: 'google.teapot-short'",
  );
});

test.each([[['rule', 'Google']], [['plugin']], [[]]])('%o is refused with the usage', (args) => {
  expect(node([path.join(root, 'scripts', 'new.mjs'), ...args])).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('usage: pnpm new'),
  });
});
