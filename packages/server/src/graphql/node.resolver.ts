import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { badArgument, Fault } from '../errors.ts';
import { isUuid } from '../events/ids.ts';
import { findQuarantined } from '../queries/quarantine.query.ts';
import { findReport } from '../queries/report.query.ts';
import type { GraphQLContext } from './context.ts';
import { NodeType, readGlobalId, type NodeTypeName, type TypedNode } from './node.ts';

interface NodeReader {
  readonly scope: Scope;
  /** Null: there is none, or none for this caller. */
  read(id: string, context: GraphQLContext): Promise<object | null>;
}

const uuidOnly =
  (read: NodeReader['read']): NodeReader['read'] =>
  (id, context) =>
    isUuid(id) ? read(id, context) : Promise.resolve(null);

const readers = {
  Delivery: { scope: 'mail:read', read: uuidOnly((id, { deliveries }) => deliveries.load(id)) },
  Message: { scope: 'mail:read', read: (id, { messages }) => messages.load(id) },
  Recipient: { scope: 'mail:read', read: uuidOnly((id, { recipients }) => recipients.load(id)) },
  Suppression: {
    scope: 'mail:read',
    async read(id, { suppressions }) {
      const [recipientId = '', suppressionId] = id.split(':');
      if (!isUuid(recipientId)) return null;
      return (await suppressions.load(recipientId)).find((row) => row.suppressionId === suppressionId) ?? null;
    },
  },
  Report: {
    scope: 'mail:read',
    read: uuidOnly((id, { reads, tenant }) => findReport(reads, tenant, id)),
  },
  QuarantinedMessage: {
    scope: 'operations:read',
    read: uuidOnly(async (id, { service, askedTenant }) => {
      const [found] = await findQuarantined(service.operatorReads, askedTenant, [id]);
      return found ?? null;
    }),
  },
  ApiKey: { scope: 'keys:write', read: (id, { service, askedTenant }) => service.apiKeys.get(id, askedTenant) },
} as const satisfies Record<NodeTypeName, NodeReader>;

const maxNodes = 200;

@Resolver()
export class NodeResolver {
  @Query(() => NodeType, { nullable: true, description: 'An object by its global id; null when there is none.' })
  node(@Arg('id', () => ID) id: string, @Ctx() context: GraphQLContext): Promise<TypedNode | null> {
    return readNode(id, context, 'id');
  }

  @Query(() => [NodeType], {
    nullable: 'items',
    description: `Up to ${maxNodes} objects, in the order asked; null where there is none.`,
  })
  nodes(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: GraphQLContext): Promise<readonly (TypedNode | null)[]> {
    if (ids.length > maxNodes) throw badArgument('ids', `give at most ${maxNodes}`);
    return Promise.all(ids.map((id, index) => readNode(id, context, `ids.${index}`)));
  }
}

async function readNode(text: string, context: GraphQLContext, argument: string): Promise<TypedNode | null> {
  const asked = readGlobalId(text);
  if (!asked) throw badArgument(argument, 'give the id of an object as it was answered, unchanged');
  const reader: NodeReader = readers[asked.type];
  if (!context.principal.scopes.has(reader.scope))
    throw new Fault('forbidden', `This API key may not do this: it needs ${reader.scope}`);
  const found = await reader.read(asked.id, context);
  return found && { ...found, __typename: asked.type };
}
