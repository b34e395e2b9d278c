import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nodeProblem } from '../src/node-version.ts';

const root = path.resolve(import.meta.dirname, '..');
const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
const needed = engines.node.replace('>=', '');

test.each([
  ['18.20.0', false],
  ['20.19.5', false],
  ['22.17.1', false],
  [`${needed}.0`, true],
  ['22.20.0', true],
  ['24.1.0', true],
])('Node.js %s is new enough: %s', (version, enough) => {
  expect(nodeProblem(version) === null).toBe(enough);
});

test('an older Node.js is told at the start what is needed', async () => {
  const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'20.19.5'}})";
  const { code, said } = await new Promise<{ code: unknown; said: string }>((resolve) =>
    execFile(process.execPath, ['--import', old, path.join(root, 'dist', 'main.js')], { env: {} }, (error, _out, err) =>
      resolve({ code: error?.code, said: err }),
    ),
  );
  expect([code, said]).toEqual([2, expect.stringContaining(`Node.js ${needed} or newer is needed, and this is 20.19.5`)]);
});
