import type { Label } from '@bezorgd/rules';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Float,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { answerRejections, answerStatistics, statisticsQuestion, type Grouping } from '../answers/statistics.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import type { Rejections } from '../queries/rejections.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryStatusEnum, GroupingEnum, LabelEnum } from './enums.ts';
import { StatusCountType } from './message.resolver.ts';
import { PageInfoType } from './page-info.type.ts';

type Answer = Awaited<ReturnType<typeof answerStatistics>>;
type FiguresAnswer = Answer['total'];

@ObjectType('MailShares', { description: 'From 0 to 1; null where there is nothing to share.', simpleResolvers: true })
class MailSharesType {
  @Field(() => Float, { nullable: true, description: 'Effectively delivered, of those tried.' })
  readonly delivered!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of those tried.' })
  readonly hardBounced!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of those tried.' })
  readonly softBounced!: number | null;
  @Field(() => Float, { nullable: true, description: 'Held back by a block, of all: the share to drive to zero.' })
  readonly rejected!: number | null;
  @Field(() => Float, { nullable: true, description: 'Of those effectively delivered.' })
  readonly complained!: number | null;
  @Field(() => Float, { nullable: true, description: 'By people, of those effectively delivered.' })
  readonly opened!: number | null;
  @Field(() => Float, { nullable: true, description: 'By people, of those effectively delivered.' })
  readonly clicked!: number | null;
}

@ObjectType('MailFigures', { description: 'Deliveries counted, each once, as they stand now.', simpleResolvers: true })
class MailFiguresType {
  @Field(() => Int)
  readonly deliveries!: number;
  @Field(() => Int, { description: 'All but those rejected and discarded, which were never sent.' })
  readonly tried!: number;
  @Field(() => Int, { description: 'The receiving server accepted them, whatever came later.' })
  readonly accepted!: number;
  @Field(() => Int, { description: 'Accepted, or proven by the recipient, and not bounced later.' })
  readonly effectiveDelivered!: number;
  @Field(() => Int, { description: 'Accepted, and bounced later.' })
  readonly bouncedAfterAcceptance!: number;
  @Field(() => Int, { description: 'An attempt failed at least once and was to be repeated.' })
  readonly deferred!: number;
  @Field(() => Int, { description: 'Opened by a person, as far as can be told.' })
  readonly opened!: number;
  @Field(() => Int, { description: 'Clicked by a person, as far as can be told.' })
  readonly clicked!: number;
  @Field(() => MailSharesType)
  readonly shares!: MailSharesType;
}

@ObjectType('TimeToDeliver', { description: 'From the first event to the acceptance, in milliseconds.', simpleResolvers: true })
class TimeToDeliverType {
  @Field(() => Float, { description: 'Half of the accepted deliveries took no longer.' })
  readonly p50Ms!: number;
  @Field(() => Float)
  readonly p90Ms!: number;
  @Field(() => Float)
  readonly p99Ms!: number;
}

@ObjectType('StatisticsGroup', { description: 'A field is null where it is not grouped by.', simpleResolvers: true })
class StatisticsGroupType {
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'When its hour or day begins.' })
  readonly at!: Date | null;
  @Field(() => String, { nullable: true, description: 'Grouped by domain, null: the rare ones of hours with more than 5,000.' })
  readonly domain!: string | null;
  @Field(() => String, { nullable: true, description: 'Id of the provider; other: none that is known.' })
  readonly provider!: string | null;
  @Field(() => String, { nullable: true, description: 'What happened. Grouped by category, null: no verdict was needed.' })
  readonly category!: string | null;
  @Field(() => LabelEnum, { nullable: true })
  readonly label!: Label | null;
  @Field(() => DeliveryStatusEnum, { nullable: true })
  readonly status!: DeliveryStatus | null;
  @Field(() => String, {
    nullable: true,
    description: 'Value of the tag. Grouped by tag, null: the rare ones of hours with more than 5,000.',
  })
  readonly tag!: string | null;
  @Field(() => MailFiguresType)
  readonly figures!: FiguresAnswer;
  @Field(() => TimeToDeliverType, { nullable: true, description: 'Null: no server accepted any.' })
  readonly timeToDeliver!: TimeToDeliverType | null;
}

@ObjectType('StatisticsEdge', { simpleResolvers: true })
class StatisticsEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => StatisticsGroupType)
  readonly node!: Answer['groups'][number]['group'];
}

@ObjectType('StatisticsConnection', {
  description: 'Groups by time, the largest first (Relay connection). Groups without any mail are absent.',
  simpleResolvers: true,
})
class StatisticsConnectionType {
  @Field(() => [StatisticsEdgeType])
  readonly edges!: readonly StatisticsEdgeType[];
  @Field(() => [StatisticsGroupType], { description: 'The nodes of the edges, for those who need no cursors.' })
  readonly nodes!: readonly StatisticsEdgeType['node'][];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
  @Field(() => MailFiguresType, { description: 'Of all groups.' })
  readonly total!: FiguresAnswer;
  @Field(() => MailFiguresType, { description: 'Of the groups that come after this page.' })
  readonly rest!: FiguresAnswer;
  @Field(() => Float, { description: 'How far times to deliver may be off, from 0 (exact) to 1. Counts are always exact.' })
  readonly timeError!: number;
}

@InputType('StatisticsFilter', { description: 'Every part that is given must hold.' })
class StatisticsFilterInput {
  @Field(() => String, { nullable: true })
  readonly domain?: string | null;
  @Field(() => String, { nullable: true, description: 'Id of a provider; other: none that is known.' })
  readonly provider?: string | null;
  @Field(() => String, { nullable: true })
  readonly category?: string | null;
  @Field(() => LabelEnum, { nullable: true })
  readonly label?: Label | null;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'One of these.' })
  readonly status?: readonly DeliveryStatus[] | null;
  @Field(() => String, { nullable: true, description: 'A value of the tag that the argument names.' })
  readonly tagValue?: string | null;
}

@ObjectType('RejectionsOfCause', { description: 'What one cause held back.', simpleResolvers: true })
class RejectionsOfCauseType {
  @Field(() => String, {
    nullable: true,
    description:
      'As in Suppression.cause. Null: no block of ours explains it, so the sending system held it back for a reason of its own.',
  })
  readonly cause!: string | null;
  @Field(() => Int, { description: 'Deliveries whose status is rejected.' })
  readonly deliveries!: number;
  @Field(() => Int, { description: 'Addresses that were written to.' })
  readonly recipients!: number;
}

@ObjectType('Rejections', {
  description: 'Mails that a block held back: each is one that somebody waits for, or one that should not have been made.',
  simpleResolvers: true,
})
class RejectionsType {
  @Field(() => Int, { description: 'Deliveries whose status is rejected.' })
  readonly deliveries!: number;
  @Field(() => Int, { description: 'Addresses that were written to.' })
  readonly recipients!: number;
  @Field(() => [RejectionsOfCauseType], { description: 'The most deliveries first.' })
  readonly byCause!: readonly RejectionsOfCauseType[];
}

@InputType('RejectionsFilter', { description: 'Every part that is given must hold; domain or tag, not both.' })
class RejectionsFilterInput {
  @Field(() => String, { nullable: true })
  readonly domain?: string | null;
  @Field(() => String, { nullable: true, description: 'Id of a provider; other: none that is known.' })
  readonly provider?: string | null;
  @Field(() => String, { nullable: true, description: 'A value of the tag that the argument names.' })
  readonly tagValue?: string | null;
}

@Resolver(() => MailFiguresType)
export class StatisticsResolver {
  @FieldResolver(() => [StatusCountType], { description: 'How many stand where.' })
  counts(@Root() { counts }: FiguresAnswer): readonly StatusCountType[] {
    return Object.entries(counts).map(([status, count]) => ({ status: status as DeliveryStatus, count }));
  }

  @Authorized<Scope>('mail:read')
  @Query(() => StatisticsConnectionType, {
    description:
      'How mails did. A delivery belongs to the hour of its first event, and counts once, as it stands now: what becomes known later changes the hour then.',
  })
  async statistics(
    @Arg('since', () => GraphQLDateTimeISO, { description: 'First event at this time or later.' }) since: Date,
    @Arg('until', () => GraphQLDateTimeISO, {
      description: 'First event before this time; at most 400 days later, 31 by hour, 93 by domain or tag.',
    })
    until: Date,
    @Arg('groupBy', () => [GroupingEnum], {
      defaultValue: [],
      description: 'At most 4; hour or day, domain or tag. None: one group.',
    })
    groupBy: readonly Grouping[],
    @Arg('tag', () => String, { nullable: true, description: 'Name of the tag that is grouped by or filtered for.' })
    tag: string | undefined,
    @Arg('timeZone', () => String, {
      defaultValue: 'UTC',
      description: 'Where days begin: UTC, or an IANA name with its area, such as Europe/Amsterdam.',
    })
    timeZone: string,
    @Arg('filter', () => StatisticsFilterInput, { nullable: true }) filter: StatisticsFilterInput | undefined,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { service, tenant }: GraphQLContext,
  ): Promise<StatisticsConnectionType> {
    const question = statisticsQuestion({ ...filter, since, until, groupBy, tag, timeZone }, 'filter.');
    const { groups, hasNextPage, ...whole } = await answerStatistics(service.countsOf(tenant), tenant, question, first, after);
    const edges = groups.map(({ group, cursor }) => ({ node: group, cursor }));
    return {
      ...whole,
      edges,
      nodes: edges.map((edge) => edge.node),
      pageInfo: {
        hasNextPage,
        hasPreviousPage: false,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      },
    };
  }

  @Authorized<Scope>('mail:read')
  @Query(() => RejectionsType, {
    description:
      'What held mail back, by the cause of the block at that time, as far as we know now. Of mails that are still kept; at most 200,000 rejected ones.',
  })
  async rejections(
    @Arg('since', () => GraphQLDateTimeISO, { description: 'First event at this time or later.' }) since: Date,
    @Arg('until', () => GraphQLDateTimeISO, { description: 'First event before this time; at most 400 days later.' }) until: Date,
    @Arg('tag', () => String, { nullable: true, description: 'Name of the tag that is filtered for.' }) tag: string | undefined,
    @Arg('filter', () => RejectionsFilterInput, { nullable: true }) filter: RejectionsFilterInput | undefined,
    @Ctx() { service, tenant }: GraphQLContext,
  ): Promise<Rejections> {
    return answerRejections(service.countsOf(tenant), tenant, statisticsQuestion({ ...filter, since, until, tag }, 'filter.'));
  }
}
