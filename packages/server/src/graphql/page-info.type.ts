import { Field, ObjectType } from 'type-graphql';
import { decodeCursor, type Cursor } from '../queries/cursor.ts';
import { badArgument } from '../errors.ts';

@ObjectType('PageInfo', { description: 'Where a page of a connection ends (Relay).', simpleResolvers: true })
export class PageInfoType {
  @Field(() => Boolean)
  readonly hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Always false: connections are read forward.' })
  readonly hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true })
  readonly startCursor!: string | null;
  @Field(() => String, { nullable: true })
  readonly endCursor!: string | null;
}

export const maxPageSize = 200;

/** Throws a Fault that names the argument. */
export function pageArguments(first: number, after: string | undefined | null): { limit: number; cursor: Cursor | null } {
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) {
    throw badArgument('first', `give 1 to ${maxPageSize}`);
  }
  if (after === undefined || after === null) return { limit: first, cursor: null };
  const cursor = decodeCursor(after);
  if (!cursor) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return { limit: first, cursor };
}

/** Rows to the edges, nodes and page info of a Relay connection. */
export function connectionOf<T>(rows: readonly T[], hasNextPage: boolean, cursor: (row: T) => string) {
  const edges = rows.map((node) => ({ node, cursor: cursor(node) }));
  return {
    edges,
    nodes: rows,
    pageInfo: {
      hasNextPage,
      hasPreviousPage: false,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
