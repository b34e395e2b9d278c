import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseTranscript, type Transcript } from './transcript.ts';

/** The recordings that come with the package. */
export const transcriptsFolder = fileURLToPath(new URL('../transcripts/', import.meta.url));

/** Files and folders of `.smtp` files, in the order of their names; without any, the recordings of the package. */
export async function loadTranscripts(paths: readonly string[] = []): Promise<Transcript[]> {
  const transcripts: Transcript[] = [];
  for (const root of paths.length > 0 ? paths : [transcriptsFolder]) {
    const folder = (await stat(root)).isDirectory();
    const names = folder
      ? (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.smtp')).toSorted()
      : [path.basename(root)];
    for (const name of names) {
      const file = folder ? path.join(root, name) : root;
      const parent =
        path.resolve(root) === path.resolve(transcriptsFolder) || folder
          ? ''
          : `${path.basename(path.dirname(path.resolve(root)))}.`;
      transcripts.push(
        parseTranscript(await readFile(file, 'utf8'), parent + name.slice(0, -'.smtp'.length).replaceAll(path.sep, '.')),
      );
    }
  }
  return transcripts;
}
