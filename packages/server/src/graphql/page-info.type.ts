import { Field, ObjectType } from 'type-graphql';

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
