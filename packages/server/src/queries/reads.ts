import type { QueryResultRow } from 'pg';

/** What a read needs of a database: one prepared statement at a time. */
export interface Reads {
  query<R extends QueryResultRow>(statement: {
    readonly name: string;
    readonly text: string;
    readonly values: readonly unknown[];
  }): Promise<{ readonly rows: R[] }>;
}
