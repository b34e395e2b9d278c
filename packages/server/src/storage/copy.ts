import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

export type Cell = string | number | bigint | boolean | Uint8Array | null;

const escapable = /[\\\n\r\t]/;
const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** One line of COPY's text format. Null characters cannot be stored and become U+FFFD. */
export function copyLine(cells: readonly Cell[]): string {
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += '\t';
    line += cellText(cells[i]!);
  }
  return `${line}\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'string') {
    const storable = cell.includes('\0') ? cell.replaceAll('\0', '\u{FFFD}') : cell;
    return escapable.test(storable) ? storable.replace(/[\\\n\r\t]/g, (character) => escapes[character]!) : storable;
  }
  if (typeof cell === 'object') return `\\\\x${Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('hex')}`;
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  return String(cell);
}

/** An instant for COPY; milliseconds since 1970. */
export function timestamp(ms: number): string {
  const second = Math.floor(ms / 1000);
  let known = knownSeconds.get(second);
  if (known === undefined) {
    if (knownSeconds.size >= 10_000) knownSeconds.clear();
    known = new Date(second * 1000).toISOString().slice(0, 20);
    knownSeconds.set(second, known);
  }
  return `${known}${String(ms - second * 1000).padStart(3, '0')}Z`;
}

/** Text of a second up to its dot: the events of a batch share few, and formatting a date is dear. */
const knownSeconds = new Map<number, string>();

/** Streams lines into a table. Rejects with the database's error, and the connection stays usable (inside a savepoint). */
export async function copyInto(client: pg.ClientBase, target: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${target} from stdin`));
  await new Promise<void>((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    stream.end(lines.join(''));
  });
}
