import { GraphQLBigInt, GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, FieldResolver, ID, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { isUuid } from '../events/ids.ts';
import { encodeCursor } from '../queries/cursor.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import { findQuarantined, listQuarantined, type QuarantineRow } from '../queries/quarantine.query.ts';
import { findReport, listReports, type ReportRow } from '../queries/report.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryType } from './delivery.resolver.ts';
import { globalId, innerId, NodeType } from './node.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';
import { pageArguments } from '../answers/page.ts';
import { givenText } from '../answers/text.ts';
import { discardQuarantined, maxQuarantined, replayQuarantined } from '../answers/quarantine.ts';

@ObjectType('Report', { implements: NodeType, description: 'A mail that came back.', simpleResolvers: true })
class ReportType {
  @Field(() => String, { description: 'As REST knows it.' })
  readonly reportId!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly receivedAt!: Date;
  @Field(() => String, {
    description:
      'bounce, delayed, delivered, complaint, auto-reply, challenge-response, displayed, unsubscribe-request, not-a-report, unknown. An open list.',
  })
  readonly kind!: string;
  @Field(() => String, { nullable: true, description: 'Which reader understood it.' })
  readonly reader!: string | null;
  @Field(() => String, { nullable: true, description: 'Message-ID of the mail it speaks of, as far as it tells.' })
  readonly originalMessageId!: string | null;
  @Field(() => [String], {
    description:
      'What an operator should look at: authenticated-sender says that somebody logged in to send the returned mail. If you did not, change that password. An open list.',
  })
  readonly signs!: readonly string[];
  @Field(() => Int)
  readonly bytes!: number;
}

@ObjectType('ReportEdge', { simpleResolvers: true })
class ReportEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => ReportType)
  readonly node!: ReportType;
}

@ObjectType('ReportConnection', { description: 'A page of returned mails, newest first.', simpleResolvers: true })
class ReportConnectionType {
  @Field(() => [ReportEdgeType])
  readonly edges!: readonly ReportEdgeType[];
  @Field(() => [ReportType])
  readonly nodes!: readonly ReportType[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@Resolver(() => ReportType)
export class ReportResolver {
  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { reportId }: ReportRow): string {
    return globalId('Report', reportId);
  }

  @Authorized<Scope>('mail:read')
  @Query(() => ReportType, { nullable: true, description: 'One returned mail; null when there is none.' })
  async report(@Arg('id', () => ID) id: string, @Ctx() { reads, tenant }: GraphQLContext): Promise<ReportRow | null> {
    const inner = innerId('Report', id);
    return isUuid(inner) ? findReport(reads, tenant, inner) : null;
  }

  @Authorized<Scope>('mail:read')
  @Query(() => ReportConnectionType, { description: 'Returned mails, newest first.' })
  async reports(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('kind', () => String, { nullable: true }) kind: string | undefined,
    @Ctx() { reads, tenant }: GraphQLContext,
  ): Promise<ReportConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const { rows, hasNextPage } = await listReports(reads, tenant, givenText('kind', kind), limit, cursor);
    return connectionOf(rows, hasNextPage, (row) => encodeCursor({ at: row.receivedAt.getTime(), id: row.reportId }));
  }

  @FieldResolver(() => [DeliveryType], { description: 'The deliveries it tells of.' })
  async deliveries(@Root() { deliveryIds }: ReportRow, @Ctx() { deliveries }: GraphQLContext): Promise<readonly DeliveryRow[]> {
    return (await deliveries.loadMany(deliveryIds)).filter((row): row is DeliveryRow => row !== null && !(row instanceof Error));
  }
}

@ObjectType('QuarantinedMessage', {
  implements: NodeType,
  description: 'Something that came in and could not be decoded. It is kept whole.',
  simpleResolvers: true,
})
class QuarantinedMessageType {
  @Field(() => String)
  readonly quarantineId!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly receivedAt!: Date;
  @Field(() => String, { description: 'kafka or http.' })
  readonly source!: string;
  @Field(() => String, { nullable: true })
  readonly topic!: string | null;
  @Field(() => Int, { nullable: true })
  readonly partition!: number | null;
  @Field(() => GraphQLBigInt, { nullable: true })
  readonly offset!: bigint | null;
  @Field(() => Int)
  readonly bytes!: number;
  @Field(() => String, {
    description: 'empty, too-large, not-utf-8, not-json, invalid, wrong-topic, time-out-of-range. An open list.',
  })
  readonly errorClass!: string;
  @Field(() => String, { nullable: true, description: 'The field to blame.' })
  readonly errorPath!: string | null;
  @Field(() => String, { description: 'What is wrong, and the way out.' })
  readonly errorMessage!: string;
}

@ObjectType('QuarantinedMessageEdge', { simpleResolvers: true })
class QuarantinedMessageEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => QuarantinedMessageType)
  readonly node!: QuarantinedMessageType;
}

@ObjectType('QuarantinedMessageConnection', {
  description: 'A page of quarantined messages, newest first.',
  simpleResolvers: true,
})
class QuarantinedMessageConnectionType {
  @Field(() => [QuarantinedMessageEdgeType])
  readonly edges!: readonly QuarantinedMessageEdgeType[];
  @Field(() => [QuarantinedMessageType])
  readonly nodes!: readonly QuarantinedMessageType[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@ObjectType('ReplayedQuarantine', { description: 'What became of messages that were read again.', simpleResolvers: true })
class ReplayedQuarantineType {
  @Field(() => Int, { description: 'Stored, and in quarantine no more.' })
  readonly replayed!: number;
  @Field(() => [QuarantinedMessageType], { description: 'Refused again: they stay, with the reason of now.' })
  readonly refused!: readonly QuarantineRow[];
  @Field(() => Int, { description: 'Not in quarantine.' })
  readonly unknown!: number;
}

@Resolver(() => QuarantinedMessageType)
export class QuarantineResolver {
  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { quarantineId }: QuarantinedMessageType): string {
    return globalId('QuarantinedMessage', quarantineId);
  }

  @Authorized<Scope>('operations:read')
  @Query(() => QuarantinedMessageConnectionType, {
    description:
      'What could not be decoded, newest first. A message is the tenant’s that it names; one in which none can be read is shown to those alone who ask for every tenant.',
  })
  async quarantinedMessages(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { service, askedTenant }: GraphQLContext,
  ): Promise<QuarantinedMessageConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const { rows, hasNextPage } = await listQuarantined(service.operatorReads, askedTenant, limit, cursor);
    return connectionOf(rows, hasNextPage, (row) => encodeCursor({ at: row.receivedAt.getTime(), id: row.quarantineId }));
  }

  @Authorized<Scope>('operations:write')
  @Mutation(() => ReplayedQuarantineType, {
    description:
      'Reads quarantined messages again as if they came now, after what was wrong is mended: a topic, RETENTION_DAYS, the database, this service. Twice is once.',
  })
  async replayQuarantinedMessages(
    @Arg('ids', () => [ID], { description: `1 to ${maxQuarantined}.` }) ids: string[],
    @Arg('onBehalfOf', () => String, { nullable: true, description: 'The person for whom you act.' }) onBehalfOf:
      | string
      | undefined,
    @Ctx() { service, principal, askedTenant, now }: GraphQLContext,
  ): Promise<ReplayedQuarantineType> {
    const asked = { ids: ids.map((id) => innerId('QuarantinedMessage', id)), onBehalfOf };
    const { replayed, refused, unknown } = await replayQuarantined(service, principal, askedTenant, asked, now);
    return {
      replayed: replayed.length,
      refused: await findQuarantined(service.operatorReads, askedTenant, refused),
      unknown: unknown.length,
    };
  }

  @Authorized<Scope>('operations:write')
  @Mutation(() => Int, { description: 'Removes quarantined messages for good; answers how many were there.' })
  async discardQuarantinedMessages(
    @Arg('ids', () => [ID], { description: `1 to ${maxQuarantined}.` }) ids: string[],
    @Arg('reason', () => String, { description: 'Why, for the log.' }) reason: string,
    @Arg('onBehalfOf', () => String, { nullable: true, description: 'The person for whom you act.' }) onBehalfOf:
      | string
      | undefined,
    @Ctx() { service, principal, askedTenant }: GraphQLContext,
  ): Promise<number> {
    const asked = { ids: ids.map((id) => innerId('QuarantinedMessage', id)), reason, onBehalfOf };
    return (await discardQuarantined(service, principal, askedTenant, asked)).length;
  }
}
