/** Where a page ends: opaque to callers. */
export interface Cursor {
  /** Milliseconds since 1970; before it, negative. */
  readonly at: number;
  readonly id: string;
}

export function encodeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

/** Null for anything that is not a cursor of ours. */
export function decodeCursor(text: string): Cursor | null {
  const match = /^(-?\d{1,14}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  );
  return match ? { at: Number(match[1]), id: match[2]! } : null;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNextPage: boolean;
}

/** Reads one row more than the page has, to know whether another follows. */
export function pageOf<T>(rows: readonly T[], limit: number): Page<T> {
  return { rows: rows.slice(0, limit), hasNextPage: rows.length > limit };
}
