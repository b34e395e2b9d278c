import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { addSuppression, liftSuppressions } from '../answers/change-suppressions.ts';
import { badArgument } from '../errors.ts';
import type { ManualCause } from '../storage/manual-suppressions.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { pageSuppressions, type SuppressionRow } from '../queries/suppression.query.ts';
import { pageArguments } from '../answers/page.ts';
import { givenText } from '../answers/text.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';
import type { GraphQLContext } from './context.ts';
import { deliveriesOf, DeliveryConnectionType, DeliveryType } from './delivery.resolver.ts';
import { streams, type Stream } from '../suppressions/judge-suppressions.ts';
import { StreamEnum } from './enums.ts';
import { globalId, NodeType } from './node.ts';
import { RecipientType } from './recipient.type.ts';

@ObjectType('Suppression', {
  implements: NodeType,
  description: 'Our decision not to mail a recipient, with what caused it.',
  simpleResolvers: true,
})
export class SuppressionType {
  @Field(() => String, { description: 'As REST, webhooks and Kafka know it.' })
  readonly suppressionId!: string;
  @Field(() => String, {
    description: 'hard-bounce, soft-bounce, complaint, unsubscribe, manual, retired. An open list: block when in doubt.',
  })
  readonly cause!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly since!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'By the policy, or as given. Null: for ever.' })
  readonly until!: Date | null;
  @Field(() => StreamEnum, { nullable: true, description: 'What kind of mail it blocks; null: any.' })
  readonly stream!: Stream | null;
  @Field(() => Boolean, { description: 'Whether it blocks now.' })
  readonly active!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'Why it blocks no longer: over, lifted, accepted (a mail arrived since). An open list; null while it blocks.',
  })
  readonly ended!: string | null;
  @Field(() => String, { nullable: true, description: 'What happened, by the rule.' })
  readonly category!: string | null;
  @Field(() => String, { nullable: true, description: 'The rule that caused it.' })
  readonly ruleId!: string | null;
  @Field(() => Int, { nullable: true })
  readonly ruleVersion!: number | null;
  @Field(() => String, { nullable: true })
  readonly rulesetDigest!: string | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly liftedAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Who lifted it.' })
  readonly liftedBy!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  readonly liftReason!: string | null;
  @Field(() => String, { nullable: true, description: 'Who made it by hand; null: an event did.' })
  readonly createdBy!: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was made by hand.' })
  readonly reason!: string | null;
}

@ObjectType('SuppressionEdge', { simpleResolvers: true })
class SuppressionEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => SuppressionType)
  readonly node!: SuppressionRow;
}

@ObjectType('SuppressionConnection', {
  description: 'A page of suppressions, newest first (Relay connection).',
  simpleResolvers: true,
})
class SuppressionConnectionType {
  @Field(() => [SuppressionEdgeType])
  readonly edges!: readonly SuppressionEdgeType[];
  @Field(() => [SuppressionType], { description: 'The nodes of the edges, for those who need no cursors.' })
  readonly nodes!: readonly SuppressionRow[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

const ManualCauseEnum = { MANUAL: 'manual', UNSUBSCRIBE: 'unsubscribe' } as const;
registerEnumType(ManualCauseEnum, { name: 'ManualCause', description: 'Why an address is blocked by hand.' });

@InputType('AddSuppressionInput', { description: 'Blocks an address by hand.' })
class AddSuppressionInput {
  @Field(() => String)
  readonly address!: string;
  @Field(() => String, { description: 'Why, for those who read the history.' })
  readonly reason!: string;
  @Field(() => ManualCauseEnum, { defaultValue: 'manual' })
  readonly cause!: ManualCause;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'For ever when absent.' })
  readonly until?: Date | null;
  @Field(() => StreamEnum, { nullable: true, description: 'Only mail of this kind; any when absent.' })
  readonly stream?: Stream | null;
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

@InputType('LiftSuppressionsInput', {
  description: 'Lifts all that blocks an address now, but for its retirement. What happens later blocks anew.',
})
class LiftSuppressionsInput {
  @Field(() => String)
  readonly address!: string;
  @Field(() => String, { description: 'Why, for those who read the history.' })
  readonly reason!: string;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'For a complaint: the recipient has moved a mail of yours back to the inbox, so that their mail service forgets the report.',
  })
  readonly recipientAgreed!: boolean;
  @Field(() => StreamEnum, { nullable: true, description: 'Only blocks of this kind of mail; all when absent.' })
  readonly stream?: Stream | null;
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

const streamArgument = 'For what kind of mail. Absent: any, so that a block of one kind counts, too.';

@Resolver(() => SuppressionType)
export class SuppressionResolver {
  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { recipientId, suppressionId }: SuppressionRow): string {
    return globalId('Suppression', `${recipientId}:${suppressionId}`);
  }

  @FieldResolver(() => DeliveryType, { nullable: true, description: 'The delivery whose event caused it.' })
  async delivery(@Root() { deliveryId }: SuppressionRow, @Ctx() { deliveries }: GraphQLContext): Promise<DeliveryRow | null> {
    return deliveryId === null ? null : deliveries.load(deliveryId);
  }

  @FieldResolver(() => RecipientType, { description: 'Whom it blocks.' })
  async recipient(@Root() { recipientId }: SuppressionRow, @Ctx() { recipients }: GraphQLContext): Promise<RecipientType> {
    return (await recipients.load(recipientId))!;
  }

  @Authorized<Scope>('mail:read')
  @Query(() => SuppressionConnectionType, {
    description:
      'What blocks or blocked addresses, newest first. Where few of many block, a page may be shorter than asked while another follows.',
  })
  async suppressions(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('cause', () => String, { nullable: true, description: 'hard-bounce, complaint, …' }) cause: string | undefined,
    @Arg('activeOnly', () => Boolean, { defaultValue: false, description: 'Only those that block now.' }) activeOnly: boolean,
    @Ctx() { reads, tenant, now }: GraphQLContext,
  ): Promise<SuppressionConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const page = await pageSuppressions(reads, tenant, { cause: givenText('cause', cause), activeOnly }, limit, cursor, now);
    const connection = connectionOf(page.rows, page.hasNextPage, (row) =>
      encodeCursor({ at: row.since.getTime(), id: row.suppressionId }),
    );
    return { ...connection, pageInfo: { ...connection.pageInfo, endCursor: page.end && encodeCursor(page.end) } };
  }
}

@Resolver(() => RecipientType)
export class RecipientResolver {
  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { recipientId }: RecipientType): string {
    return globalId('Recipient', recipientId);
  }

  @Authorized<Scope>('mail:read')
  @Query(() => RecipientType, { nullable: true, description: 'What we know of an address; null when we never mailed it.' })
  async recipient(
    @Arg('address', () => String, { description: 'Letter case does not matter.' }) address: string,
    @Ctx() { service, tenant, recipients }: GraphQLContext,
  ): Promise<RecipientType | null> {
    if (!mailAddressSchema.safeParse(address).success) throw badArgument('address', 'give one mail address, local-part@domain');
    return recipients.load(service.recipientIds.of(tenant, address).recipientId);
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => RecipientType, { description: 'Blocks an address by hand.' })
  async addSuppression(
    @Arg('input', () => AddSuppressionInput) input: AddSuppressionInput,
    @Ctx() context: GraphQLContext,
  ): Promise<RecipientType> {
    const { service, principal, tenant, now } = context;
    await addSuppression(service, principal, tenant, { ...input, until: input.until ?? null, stream: input.stream ?? null }, now);
    return service.recipientIds.of(tenant, input.address);
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => RecipientType, { description: 'Lifts all that blocks an address now; a complaint only with recipientAgreed.' })
  async liftSuppressions(
    @Arg('input', () => LiftSuppressionsInput) input: LiftSuppressionsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<RecipientType> {
    const { service, principal, tenant, now } = context;
    await liftSuppressions(service, principal, tenant, { ...input, stream: input.stream ?? null }, now);
    return service.recipientIds.of(tenant, input.address);
  }

  @FieldResolver(() => Boolean, { description: 'May this address be mailed now?' })
  async maySend(
    @Arg('stream', () => StreamEnum, { nullable: true, description: streamArgument }) stream: Stream | undefined,
    @Root() { recipientId }: RecipientType,
    @Ctx() { suppressionsAt, now }: GraphQLContext,
  ): Promise<boolean> {
    return (await suppressionsAt.load({ recipientId, at: now, stream: stream ?? null })) === null;
  }

  @FieldResolver(() => SuppressionType, {
    nullable: true,
    description: 'What blocks it now, and longest; null when it may be mailed.',
  })
  suppression(
    @Arg('stream', () => StreamEnum, { nullable: true, description: streamArgument }) stream: Stream | undefined,
    @Root() { recipientId }: RecipientType,
    @Ctx() { suppressionsAt, now }: GraphQLContext,
  ): Promise<SuppressionRow | null> {
    return suppressionsAt.load({ recipientId, at: now, stream: stream ?? null });
  }

  @FieldResolver(() => [SuppressionType], { description: 'What ever blocked it, newest first; at most 200.' })
  async suppressionHistory(
    @Root() { recipientId }: RecipientType,
    @Ctx() { suppressions }: GraphQLContext,
  ): Promise<readonly SuppressionRow[]> {
    return suppressions.load(recipientId);
  }

  @FieldResolver(() => DeliveryConnectionType, { description: 'What was sent to it, newest first.' })
  async deliveries(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Root() { recipientId }: RecipientType,
    @Ctx() context: GraphQLContext,
  ): Promise<DeliveryConnectionType> {
    return deliveriesOf(context, { by: 'recipient', value: recipientId, statuses: null }, first, after);
  }
}

@Resolver(() => DeliveryType)
export class RejectedDeliveryResolver {
  @FieldResolver(() => SuppressionType, {
    nullable: true,
    description: 'For a rejected delivery: what blocked the recipient then, as far as we know. Null for all else.',
  })
  async suppression(
    @Root() { status, recipientId, statusAt, tags }: DeliveryRow,
    @Ctx() { suppressionsAt }: GraphQLContext,
  ): Promise<SuppressionRow | null> {
    if (status !== 'rejected') return null;
    const stream = streams.find((one) => one === tags?.['stream']) ?? null;
    return suppressionsAt.load({ recipientId, at: statusAt, stream });
  }
}
