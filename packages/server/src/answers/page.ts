import { badArgument } from '../errors.ts';
import { decodeCursor, type Cursor } from '../queries/cursor.ts';

export const maxPageSize = 200;

/** Throws a Fault that names the argument. */
export function pageArguments(first: number, after: string | undefined | null): { limit: number; cursor: Cursor | null } {
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) throw badArgument('first', `give 1 to ${maxPageSize}`);
  if (after === undefined || after === null) return { limit: first, cursor: null };
  const cursor = decodeCursor(after);
  if (!cursor) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return { limit: first, cursor };
}
