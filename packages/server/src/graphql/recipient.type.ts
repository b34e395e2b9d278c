import { Field, ObjectType } from 'type-graphql';
import { NodeType } from './node.ts';

@ObjectType('Recipient', {
  implements: NodeType,
  description: 'An address that messages were meant for.',
  simpleResolvers: true,
})
export class RecipientType {
  @Field(() => String, { description: 'As REST, webhooks and Kafka know it.' })
  readonly recipientId!: string;
  @Field(() => String, { nullable: true, description: 'Null once the person was erased; blocks keep working.' })
  readonly address!: string | null;
  @Field(() => String)
  readonly domain!: string;
}
