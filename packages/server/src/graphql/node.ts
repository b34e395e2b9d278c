import { Field, ID, InterfaceType } from 'type-graphql';

export const nodeTypes = ['Delivery', 'Message', 'Recipient', 'Suppression', 'Report', 'QuarantinedMessage', 'ApiKey'] as const;
export type NodeTypeName = (typeof nodeTypes)[number];

/** An object with its type, for those who ask by global id. */
export interface TypedNode {
  readonly __typename: NodeTypeName;
}

@InterfaceType('Node', {
  description: 'What can be asked for again by its id (Relay: Global Object Identification).',
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Unlike any other object’s. Opaque: what the doors beside GraphQL know stands beside it.' })
  readonly id!: string;
}

/** Type and the id that it has inside, as one opaque word. */
export function globalId(type: NodeTypeName, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

/** Null for anything that is not a global id of ours. */
export function readGlobalId(text: string): { readonly type: NodeTypeName; readonly id: string } | null {
  const decoded = Buffer.from(text, 'base64url').toString();
  const colon = decoded.indexOf(':');
  const type = nodeTypes.find((name) => name === decoded.slice(0, colon));
  return type && !decoded.includes('\0') ? { type, id: decoded.slice(colon + 1) } : null;
}

/** The inner id of a type, given as a global id or as the doors beside GraphQL know it. */
export function innerId(type: NodeTypeName, text: string): string {
  const global = readGlobalId(text);
  return global?.type === type ? global.id : text;
}
