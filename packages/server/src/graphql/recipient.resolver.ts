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
import { findRecipient } from '../queries/recipient.query.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import type { SuppressionRow } from '../queries/suppression.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryConnectionType, deliveryPage, DeliveryType } from './delivery.resolver.ts';
import { RecipientType } from './recipient.type.ts';

@ObjectType('Suppression', { description: 'Our decision not to mail a recipient, with what caused it.', simpleResolvers: true })
export class SuppressionType {
  @Field(() => ID, { name: 'id', simple: false })
  readonly suppressionId!: string;
  @Field(() => String, { description: 'hard-bounce, complaint, unsubscribe, manual. An open list: block when in doubt.' })
  readonly cause!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly since!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Null: for ever.' })
  readonly until!: Date | null;
  @Field(() => Boolean, { description: 'Whether it blocks now: not over, not lifted, and no mail accepted since (hard bounce).' })
  readonly active!: boolean;
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
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

@InputType('LiftSuppressionsInput', { description: 'Lifts all that blocks an address now. What happens later blocks anew.' })
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
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

@Resolver(() => SuppressionType)
export class SuppressionResolver {
  @FieldResolver(() => DeliveryType, { nullable: true, description: 'The delivery whose event caused it.' })
  async delivery(@Root() { deliveryId }: SuppressionRow, @Ctx() { deliveries }: GraphQLContext): Promise<DeliveryRow | null> {
    return deliveryId === null ? null : deliveries.load(deliveryId);
  }
}

@Resolver(() => RecipientType)
export class RecipientResolver {
  @Authorized<Scope>('mail:read')
  @Query(() => RecipientType, { nullable: true, description: 'What we know of an address; null when we never mailed it.' })
  async recipient(
    @Arg('address', () => String, { description: 'Letter case does not matter.' }) address: string,
    @Ctx() { service, tenant }: GraphQLContext,
  ): Promise<RecipientType | null> {
    if (!mailAddressSchema.safeParse(address).success) throw badArgument('address', 'give one mail address, local-part@domain');
    return findRecipient(service.readsOf(tenant), tenant, service.recipientIds.of(tenant, address).recipientId);
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => RecipientType, { description: 'Blocks an address by hand.' })
  async addSuppression(
    @Arg('input', () => AddSuppressionInput) input: AddSuppressionInput,
    @Ctx() context: GraphQLContext,
  ): Promise<RecipientType> {
    const { service, principal, tenant, now } = context;
    await addSuppression(service, principal, tenant, { ...input, until: input.until ?? null }, now);
    return service.recipientIds.of(tenant, input.address);
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => RecipientType, { description: 'Lifts all that blocks an address now; a complaint only with recipientAgreed.' })
  async liftSuppressions(
    @Arg('input', () => LiftSuppressionsInput) input: LiftSuppressionsInput,
    @Ctx() context: GraphQLContext,
  ): Promise<RecipientType> {
    const { service, principal, tenant, now } = context;
    await liftSuppressions(service, principal, tenant, input, now);
    return service.recipientIds.of(tenant, input.address);
  }

  @FieldResolver(() => Boolean, { description: 'May this address be mailed now?' })
  async maySend(@Root() { recipientId }: RecipientType, @Ctx() { activeSuppressions }: GraphQLContext): Promise<boolean> {
    return (await activeSuppressions.load(recipientId)) === null;
  }

  @FieldResolver(() => SuppressionType, {
    nullable: true,
    description: 'What blocks it now, and longest; null when it may be mailed.',
  })
  suppression(
    @Root() { recipientId }: RecipientType,
    @Ctx() { activeSuppressions }: GraphQLContext,
  ): Promise<SuppressionRow | null> {
    return activeSuppressions.load(recipientId);
  }

  @FieldResolver(() => [SuppressionType], { description: 'What ever blocked it, newest first; at most a hundred.' })
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
    return deliveryPage(context, { recipientId }, first, after);
  }
}
