import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { pageArguments } from '../answers/page.ts';
import { erasePerson } from '../answers/person.ts';
import { setRetentionPolicy } from '../answers/set-policy.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { listErasures } from '../queries/erasure.query.ts';
import { findPolicy } from '../queries/policy.query.ts';
import { retentionOf, type RetentionPolicy } from '../retention/policy.ts';
import type { Cleared, Erasure } from '../queries/erasure.query.ts';
import type { GraphQLContext } from './context.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';

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

@ObjectType('ErasureEdge', { simpleResolvers: true })
class ErasureEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => ErasureType)
  readonly node!: Erasure;
}

@ObjectType('ErasureConnection', { description: 'A page of erasures, newest first.', simpleResolvers: true })
class ErasureConnectionType {
  @Field(() => [ErasureEdgeType])
  readonly edges!: readonly ErasureEdgeType[];
  @Field(() => [ErasureType])
  readonly nodes!: readonly Erasure[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
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
  @Query(() => ErasureConnectionType, { description: 'Who was forgotten, newest first.' })
  async erasures(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { reads, tenant }: GraphQLContext,
  ): Promise<ErasureConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const { rows, hasNextPage } = await listErasures(reads, tenant, limit, cursor);
    return connectionOf(rows, hasNextPage, (row) => encodeCursor({ at: row.erasedAt.getTime(), id: row.erasureId }));
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
