import type { Language } from '@bezorgd/rules';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, FieldResolver, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { statusMeanings, type StatusMeaning } from '../answers/explain-delivery.ts';
import { messageIdOf } from '../answers/text.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { explainMessage, type MessageOutcome } from '../deliveries/message-outcome.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import type { MessageRow } from '../queries/message.query.ts';
import { ExplanationType } from './classification.type.ts';
import type { GraphQLContext } from './context.ts';
import { deliveriesOf, DeliveryConnectionType, DeliveryType } from './delivery.resolver.ts';
import { globalId, NodeType } from './node.ts';
import { ActorEnum, DeliveryStatusEnum, LanguageEnum, MessageOutcomeEnum } from './enums.ts';

@ObjectType('StatusCount', { description: 'How many deliveries have a status.', simpleResolvers: true })
export class StatusCountType {
  @Field(() => DeliveryStatusEnum)
  readonly status!: DeliveryStatus;
  @Field(() => Int)
  readonly count!: number;
}

@ObjectType('Message', {
  implements: NodeType,
  description: 'One mail as submitted, with the summary of its deliveries.',
  simpleResolvers: true,
})
class MessageType {
  @Field(() => String, { description: 'As submitted, without angle brackets.' })
  readonly messageId!: string;
  @Field(() => MessageOutcomeEnum, { description: 'What became of it as a whole.' })
  readonly outcome!: MessageOutcome;
  @Field(() => Boolean, {
    description:
      'False: the sending system never told of it, only returned mails do, which anybody can send. Then the rest is what they say.',
  })
  readonly sent!: boolean;
  @Field(() => Int, { description: 'To how many recipients it went.' })
  readonly recipients!: number;
  @Field(() => Int, { description: 'Recipients beside them, of whom only returned mails tell: they count in nothing here.' })
  readonly reported!: number;
  @Field(() => GraphQLDateTimeISO)
  readonly firstEventAt!: Date;
  @Field(() => GraphQLDateTimeISO)
  readonly lastEventAt!: Date;
}

@ObjectType('StatusMeaning', { description: 'What a status means, in plain words.', simpleResolvers: true })
class StatusMeaningType {
  @Field(() => String, { description: 'A delivery status, or opened or clicked. An open list.' })
  readonly status!: string;
  @Field(() => String, { description: 'What happened.' })
  readonly cause!: string;
  @Field(() => String, { description: 'What it does not prove.' })
  readonly caveat!: string;
  @Field(() => String, { description: 'What to do.' })
  readonly remedy!: string;
  @Field(() => ActorEnum, { description: 'Whose move it is.' })
  readonly actor!: string;
}

@Resolver(() => MessageType)
export class MessageResolver {
  @Authorized<Scope>('mail:read')
  @Query(() => MessageType, { nullable: true, description: 'One message by its id; null when we know of none.' })
  message(
    @Arg('messageId', () => String, { description: 'With or without angle brackets.' }) messageId: string,
    @Ctx() { messages }: GraphQLContext,
  ): Promise<MessageRow | null> {
    return messages.load(messageIdOf('messageId', messageId));
  }

  @Authorized<Scope>('rules:read')
  @Query(() => [StatusMeaningType], { description: 'What every status means, and what it does not prove.' })
  statusMeanings(@Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language): readonly StatusMeaning[] {
    return statusMeanings(language);
  }

  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { messageId }: MessageRow): string {
    return globalId('Message', messageId);
  }

  @FieldResolver(() => [StatusCountType], { description: 'How many of its deliveries stand where.' })
  counts(@Root() { counts }: MessageRow): readonly StatusCountType[] {
    return Object.entries(counts).map(([status, count]) => ({ status: status as DeliveryStatus, count }));
  }

  @FieldResolver(() => ExplanationType, { description: 'The outcome in plain words.' })
  explanation(
    @Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language,
    @Root() message: MessageRow,
  ): ExplanationType {
    return explainMessage(message, language);
  }

  @FieldResolver(() => DeliveryConnectionType, { description: 'Its deliveries, one per recipient.' })
  deliveries(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('status', () => [DeliveryStatusEnum], { nullable: true, description: 'One of these.' })
    status: DeliveryStatus[] | undefined,
    @Root() { messageId }: MessageRow,
    @Ctx() context: GraphQLContext,
  ): Promise<DeliveryConnectionType> {
    const statuses = status && status.length > 0 ? status : null;
    return deliveriesOf(context, { by: 'message', value: messageId, statuses }, first, after);
  }
}

@Resolver(() => DeliveryType)
export class MessageOfDeliveryResolver {
  @FieldResolver(() => MessageType, { description: 'The message that it is part of, as a whole.' })
  async message(@Root() { messageId }: DeliveryRow, @Ctx() { messages }: GraphQLContext): Promise<MessageRow> {
    return (await messages.load(messageId))!;
  }
}
