/** Writes what is derived from the rules: `rules.lock.json` and the pages in `docs/rules` at the root of the repository. */
import { mkdir, readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { defaultRuleset } from '../src/index.ts';
import { extendLock, type Lock } from './lock.ts';
import { rulePages } from './rule-pages.ts';

const lockFile = new URL('../rules.lock.json', import.meta.url);
const pagesFolder = new URL('../../../docs/rules/', import.meta.url);

const locked = await readFile(lockFile, 'utf8').then(
  (text) => JSON.parse(text) as Lock,
  (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return {};
  },
);
await writeFile(lockFile, `${JSON.stringify(extendLock(locked, defaultRuleset), null, 2)}\n`);

const pages = rulePages(defaultRuleset);
await mkdir(pagesFolder, { recursive: true });
for (const name of await readdir(pagesFolder, { recursive: true })) {
  if (name.endsWith('.md') && !pages.has(name.replaceAll('\\', '/'))) await rm(new URL(name, pagesFolder));
}
for (const [name, text] of pages) {
  const file = new URL(name, pagesFolder);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, text);
}
// A plugin that is gone leaves an empty folder behind.
for (const entry of await readdir(pagesFolder, { withFileTypes: true })) {
  const folder = new URL(`${entry.name}/`, pagesFolder);
  if (entry.isDirectory() && (await readdir(folder)).length === 0) await rmdir(folder);
}
