import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { erasePerson } from '../answers/person.ts';
import { setRetentionPolicy } from '../answers/set-policy.ts';
import { badArgument } from '../errors.ts';
import { listErasures } from '../queries/erasure.query.ts';
import { findPolicy } from '../queries/policy.query.ts';
import { retentionOf, type RetentionPolicy } from '../retention/policy.ts';
import type { Cleared, Erasure } from '../queries/erasure.query.ts';
import type { GraphQLContext } from './context.ts';

@ObjectType('Cleared', { description: 'What was cleared, counted.', simpleResolvers: true })
class ClearedType {
  @Field(() => Int, { description: '1: the address; 0: it was gone already.' })
  readonly address!: number;
  @Field(() => Int, { description: 'Events without the ids, user agents, networks and links that stood there.' })
  readonly events!: number;
  @Field(() => Int, { description: 'Returned mails.' })
  readonly reports!: number;
  @Field(() => Int, { description: 'Messages that could not be decoded and named the address.' })
  readonly quarantined!: number;
  @Field(() => Int, { description: 'Words of staff that named the address.' })
  readonly notes!: number;
  @Field(() => Int, { description: 'Webhook messages and answers that named the address.' })
  readonly pushed!: number;
}

@ObjectType('Erasure', { description: 'The record that a person was forgotten; blocks keep working.', simpleResolvers: true })
class ErasureType {
  @Field(() => String)
  readonly erasureId!: string;
  @Field(() => String, { description: 'A keyed hash of the address: no way back without the key.' })
  readonly recipientId!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly erasedAt!: Date;
  @Field(() => String)
  readonly erasedBy!: string;
  @Field(() => String)
  readonly reason!: string;
  @Field(() => ClearedType)
  readonly cleared!: Cleared;
}

@InputType('EraseRecipientInput', { description: 'Whom to forget.' })
class EraseRecipientInput {
  @Field(() => String)
  readonly address!: string;
  @Field(() => String, { description: 'Such as the number of the request; not the address.' })
  readonly reason!: string;
}

@ObjectType('RetentionPolicy', { description: 'How long things are kept, in days.', simpleResolvers: true })
class RetentionPolicyType {
  @Field(() => Int, { description: 'Deliveries with their events, and what follows from them.' })
  readonly days!: number;
  @Field(() => Int, { description: 'Returned mails as they came.' })
  readonly reportDays!: number;
  @Field(() => Int, { nullable: true, description: 'Figures by the hour; never less long than the mails. Null: for good.' })
  readonly statisticsDays!: number | null;
}

@InputType('RetentionPolicyInput', {
  description: 'How long things are kept, in days; at most as long as the service keeps anything.',
})
class RetentionPolicyInput {
  @Field(() => Int, { nullable: true })
  readonly days?: number | null;
  @Field(() => Int, { nullable: true })
  readonly reportDays?: number | null;
  @Field(() => Int, { nullable: true })
  readonly statisticsDays?: number | null;
}

@Resolver()
export class PrivacyResolver {
  @Authorized<Scope>('privacy:write')
  @Mutation(() => ErasureType, { description: 'Forgets a person, and keeps the blocks.' })
  eraseRecipient(
    @Arg('input', () => EraseRecipientInput) input: EraseRecipientInput,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<Erasure> {
    return erasePerson(service, principal, tenant, input, now);
  }

  @Authorized<Scope>('privacy:write')
  @Query(() => [ErasureType], { description: 'Who was forgotten, newest first.' })
  async erasures(
    @Arg('first', () => Int, { defaultValue: 100, description: 'At most 1000.' }) first: number,
    @Ctx() { reads, tenant }: GraphQLContext,
  ): Promise<readonly Erasure[]> {
    if (first < 1 || first > 1000) throw badArgument('first', 'give 1 to 1000');
    return listErasures(reads, tenant, first);
  }

  @Authorized<Scope>('mail:read')
  @Query(() => RetentionPolicyType, { description: 'How long things of your tenant are kept.' })
  async retentionPolicy(@Ctx() { service, reads, tenant }: GraphQLContext): Promise<RetentionPolicy> {
    return retentionOf((await findPolicy(reads, tenant)).retention, service.prepare.retentionDays);
  }

  @Authorized<Scope>('policy:write')
  @Mutation(() => RetentionPolicyType, { description: 'Sets how long things are kept. What is older goes within an hour.' })
  setRetentionPolicy(
    @Arg('input', () => RetentionPolicyInput) { days, reportDays, statisticsDays }: RetentionPolicyInput,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<RetentionPolicy> {
    const given = { days: days ?? undefined, reportDays: reportDays ?? undefined, statisticsDays };
    return setRetentionPolicy(service, principal, tenant, given, now);
  }
}
