import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType('Recipient', { description: 'An address that messages were meant for.', simpleResolvers: true })
export class RecipientType {
  @Field(() => ID, { name: 'id', simple: false })
  readonly recipientId!: string;
  @Field(() => String, { nullable: true, description: 'Null once the person was erased; blocks keep working.' })
  readonly address!: string | null;
  @Field(() => String)
  readonly domain!: string;
}
