// After `pnpm emit`: every generated file must be as committed (or staged), so that a review shows what changed in a contract.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const generated = ['packages/server/contract', 'packages/sdk/src/schema.ts', 'packages/rules/rules.lock.json', 'docs/rules'];
const root = path.resolve(import.meta.dirname, '..');
const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout;
const changed = git('diff', '--stat', '--', ...generated);
const added = git('ls-files', '--others', '--exclude-standard', '--', ...generated);
if (changed || added) {
  console.error(`Generated files are not as committed; commit what pnpm emit wrote:\n${changed}${added}`);
  process.exit(1);
}
console.log('Generated files are fresh');
