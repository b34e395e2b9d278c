import { badArgument } from '../errors.ts';
import { decodeCursor, type Cursor } from '../queries/cursor.ts';

export const maxPageSize = 200;

/** Throws a Fault that names the argument. */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) throw badArgument('first', `give 1 to ${maxPageSize}`);
  return first;
}

/** Throws a Fault that names the argument. */
export function pageArguments(first: number, after: string | undefined | null): { limit: number; cursor: Cursor | null } {
  const limit = pageSize(first);
  if (after === undefined || after === null) return { limit, cursor: null };
  const cursor = decodeCursor(after);
  if (!cursor) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return { limit, cursor };
}
