import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { instantRange, isInstant } from '../events/instant.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import { streams, suppressionCauses, type Stream, type SuppressionCause } from './judge-suppressions.ts';

export const importFormats = ['csv', 'jsonl'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** A block as somebody else kept it. */
export interface ImportedSuppression {
  readonly address: string;
  readonly cause: SuppressionCause;
  /** Null: not said. */
  readonly since: Date | null;
  /** Null: by the policy, or for ever. */
  readonly until: Date | null;
  readonly stream: Stream | null;
  readonly reason: string | null;
  /** Whom to mail instead of a retired address. */
  readonly successor: string | null;
}

export interface RefusedLine {
  /** From 1; a CSV file's first line is its header. */
  readonly line: number;
  readonly path: string | null;
  readonly message: string;
}

export interface ReadImport {
  readonly rows: readonly ImportedSuppression[];
  /** Lines that say `active: false`: what blocked once. */
  readonly skipped: number;
  readonly refused: readonly RefusedLine[];
}

export const maxImportLines = 100_000;

const instantError = `give an RFC 3339 time with its offset, ${instantRange} in UTC, or nothing`;
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine(isInstant, { error: instantError });
const empty = z.union([z.literal(''), z.null(), z.undefined()]).transform(() => null);
const line = z.object({
  address: mailAddressSchema,
  cause: z
    .union([z.literal('').transform(() => 'manual' as const), z.enum(suppressionCauses)], {
      error: `give one of ${suppressionCauses.join(', ')}`,
    })
    .default('manual'),
  since: z.union([empty, instant], { error: instantError }).default(null),
  until: z.union([empty, instant], { error: instantError }).default(null),
  stream: z.union([empty, z.enum(streams)], { error: `give ${streams.join(' or ')}, or nothing: all mail` }).default(null),
  successor: z.union([empty, mailAddressSchema], { error: 'give one mail address, or nothing' }).default(null),
  reason: z
    .string()
    .overwrite((text) => text.toWellFormed())
    .max(2000)
    .regex(/^[^\0]*$/, { message: 'the null character is not allowed' })
    .nullish(),
});

/**
 * A file of blocks: CSV (RFC 4180) with a header that names its columns, or one JSON object a line. Each line is judged for itself.
 * Throws RangeError for a file with more than `maxImportLines`, SyntaxError for CSV that cannot be read on.
 */
export function readImport(text: string, format: ImportFormat, now: Date): ReadImport {
  boundLines(text);
  const rows: ImportedSuppression[] = [];
  const refused: RefusedLine[] = [];
  let skipped = 0;
  for (const { number, value } of format === 'csv' ? csvLines(text) : jsonLines(text)) {
    if (value === undefined) {
      refused.push({ line: number, path: null, message: 'The line is not a JSON object' });
      continue;
    }
    const active = activeOf((value as { active?: unknown }).active);
    if (active === null) {
      refused.push({ line: number, path: 'active', message: 'active: give true or false, or nothing' });
      continue;
    }
    if (!active) {
      skipped++;
      continue;
    }
    const parsed = line.safeParse(value);
    if (!parsed.success) {
      const issue = parsed.error.issues[0]!;
      const path = issue.path.join('.') || null;
      refused.push({ line: number, path, message: `${path ?? 'the line'}: ${issue.message}` });
      continue;
    }
    const { since, until, reason, ...rest } = parsed.data;
    const isRetired = rest.cause === 'retired';
    if (since !== null && since > now && !isRetired)
      refused.push({ line: number, path: 'since', message: 'since: is still to come' });
    else if (rest.successor !== null && !isRetired)
      refused.push({ line: number, path: 'successor', message: 'successor: only a retired address has one' });
    else if (until !== null && until <= now) skipped++;
    else rows.push({ ...rest, since, until, reason: reason || null });
  }
  return { rows, skipped, refused };
}

/** Spreadsheets write their own words for yes and no. Null: neither. */
function activeOf(value: unknown): boolean | null {
  const word = String(value ?? '')
    .trim()
    .toLowerCase();
  if (['', 'true', 'yes', '1', 'ja', 'waar'].includes(word)) return true;
  return ['false', 'no', '0', 'nee', 'onwaar'].includes(word) ? false : null;
}

/** Throws RangeError for a text of too many lines, before anything is made of it. */
function boundLines(text: string): void {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1))
    if (++lines > maxImportLines + 1) throw new RangeError(`give at most ${maxImportLines} lines at once`);
}

interface Line {
  readonly number: number;
  /** Undefined: not an object. */
  readonly value: object | undefined;
}

function csvLines(text: string): Line[] {
  let found: { record: Record<string, string>; info: { lines: number } }[];
  try {
    found = parse(text, {
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim()),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as typeof found;
  } catch (error) {
    throw new SyntaxError((error as Error).message, { cause: error });
  }
  return found.map(({ record, info }) => ({
    number: info.lines,
    value: Object.fromEntries(Object.entries(record).map(([name, cell]) => [name, withoutGuard(cell)])),
  }));
}

/** Our own exports put a quote before what a spreadsheet would take for a formula. */
function withoutGuard(cell: string): string {
  return guarded.test(cell) ? cell.slice(1) : cell;
}

/** What looks like a guard; in an export, what looked so before has one quote more. */
export const guarded = /^'+[=+\-@\t\r]/;

function jsonLines(text: string): Line[] {
  return text.split('\n').flatMap((raw, index) => {
    if (raw.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(raw);
    } catch {
      value = undefined;
    }
    return [
      { number: index + 1, value: typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined },
    ];
  });
}
