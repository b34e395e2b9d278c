import { bounceTypeOf, labelOf, type Audience, type BounceType, type Label, type Language } from '@bezorgd/rules';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { deliveryFilter } from '../answers/delivery-filter.ts';
import { caveatOf, explainDelivery } from '../answers/explain-delivery.ts';
import { judgedTimeline, type JudgedEntry } from '../answers/judged-timeline.ts';
import { readingReasons } from '../engagement/judge-readings.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { isUuid } from '../events/ids.ts';
import { encodeCursor, type Page } from '../queries/cursor.ts';
import {
  cursorOf,
  engagementLevel,
  listDeliveries,
  type AskedPage,
  type DeliveryFilter,
  type DeliveryRow,
} from '../queries/delivery.query.ts';
import { textOf, type TimelineRow } from '../queries/timeline.query.ts';
import { ClassificationType, ExplanationType, VerdictType } from './classification.type.ts';
import type { GraphQLContext } from './context.ts';
import {
  AudienceEnum,
  BounceTypeEnum,
  DeliveryStatusEnum,
  EngagementLevelEnum,
  LabelEnum,
  LanguageEnum,
  ReadingByEnum,
  SmtpCommandEnum,
} from './enums.ts';
import { globalId, innerId, NodeType } from './node.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';
import { pageArguments } from '../answers/page.ts';
import { RecipientType } from './recipient.type.ts';

@ObjectType('Tag', { description: 'A name and a value that the sender gave.', simpleResolvers: true })
class TagType {
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly value!: string;
}

@ObjectType('SmtpReply', { description: 'What the remote server answered (RFC 5321).', simpleResolvers: true })
export class SmtpReplyType {
  @Field(() => Int, { nullable: true, description: 'Three digits; null when none were sent.' })
  readonly replyCode!: number | null;
  @Field(() => String, { nullable: true, description: 'class.subject.detail (RFC 3463); null when none was sent.' })
  readonly enhancedStatusCode!: string | null;
  @Field(() => String, { description: "The server's own words." })
  readonly text!: string;
}

@ObjectType('Judgement', { description: 'Who opened or clicked, as far as can be told.', simpleResolvers: true })
class JudgementType {
  @Field(() => ReadingByEnum)
  readonly by!: 'human' | 'machine';
  @Field(() => Float, { description: 'How likely a person did it: 0 (certainly a machine) to 1.' })
  readonly score!: number;
  @Field(() => [String], {
    description: `Why, the strongest first: ${readingReasons.join(', ')}. An open list.`,
  })
  readonly reasons!: readonly string[];
}

@ObjectType('Engagement', {
  description:
    'What people and machines on the other side did. Privacy proxies, prefetchers and link scanners open and click, too.',
  simpleResolvers: true,
})
class EngagementType {
  @Field(() => EngagementLevelEnum)
  readonly level!: 'none' | 'opened' | 'clicked';
  @Field(() => Int)
  readonly humanOpens!: number;
  @Field(() => Int)
  readonly humanClicks!: number;
  @Field(() => Int)
  readonly machineOpens!: number;
  @Field(() => Int)
  readonly machineClicks!: number;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First open by a person.' })
  readonly humanOpenedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First click by a person.' })
  readonly humanClickedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Last open or click by a person.' })
  readonly humanLastAt!: Date | null;
}

@ObjectType('TimelineEntry', { description: 'One thing that happened to a delivery.', simpleResolvers: true })
export class TimelineEntryType {
  @Field(() => String, { description: "The producer's id of the event, or ours when it gave none." })
  readonly eventId!: string;
  @Field(() => String, {
    description: 'What happened: processed, deferred, delivered, bounced, opened, complained, … An open list.',
  })
  readonly type!: string;
  @Field(() => GraphQLDateTimeISO)
  readonly occurredAt!: Date;
  @Field(() => GraphQLDateTimeISO, { description: 'When this service stored it.' })
  readonly receivedAt!: Date;
  @Field(() => SmtpCommandEnum, { nullable: true })
  readonly command!: string | null;
  @Field(() => String, { nullable: true })
  readonly mxHost!: string | null;
  @Field(() => String, { nullable: true })
  readonly remoteIp!: string | null;
  @Field(() => Int, { nullable: true })
  readonly attempt!: number | null;
  @Field(() => String, { nullable: true, description: 'The returned mail that told this.' })
  readonly reportId!: string | null;
  @Field(() => JudgementType, { nullable: true, description: 'Of an open or a click: a person or a machine.' })
  readonly judgement!: JudgementType | null;
}

@ObjectType('Delivery', {
  implements: NodeType,
  description: 'One message to one recipient: the unit of status.',
  simpleResolvers: true,
})
export class DeliveryType {
  @Field(() => String, { name: 'deliveryId', simple: false, description: 'As REST, webhooks and Kafka know it.' })
  readonly id!: string;
  @Field(() => String)
  readonly messageId!: string;
  @Field(() => Boolean, {
    description:
      'False: the sending system never told of it, only a returned mail does. Such a mail blocks nobody: anybody can send one.',
  })
  readonly sent!: boolean;
  @Field(() => DeliveryStatusEnum, { description: 'By the strongest evidence so far; late evidence may change it.' })
  readonly status!: DeliveryStatus;
  @Field(() => GraphQLDateTimeISO, { description: 'When the event happened that decided the status.' })
  readonly statusAt!: Date;
  @Field(() => LabelEnum, { nullable: true })
  readonly label!: Label | null;
  @Field(() => Int, { nullable: true, description: "The deciding reply's code (RFC 5321)." })
  readonly replyCode!: number | null;
  @Field(() => String, { nullable: true, description: "The deciding reply's enhanced status code (RFC 3463)." })
  readonly enhancedStatusCode!: string | null;
  @Field(() => String, { nullable: true, description: 'The rule behind the verdict.' })
  readonly ruleId!: string | null;
  @Field(() => Int, { nullable: true })
  readonly ruleVersion!: number | null;
  @Field(() => Int, { description: 'Of people and machines.' })
  readonly opens!: number;
  @Field(() => Int, { description: 'Of people and machines.' })
  readonly clicks!: number;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First open, by whomever.' })
  readonly openedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First click, by whomever.' })
  readonly clickedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First evidence that the receiving server accepted it.' })
  readonly deliveredAt!: Date | null;
  @Field(() => GraphQLDateTimeISO)
  readonly firstEventAt!: Date;
  @Field(() => GraphQLDateTimeISO)
  readonly lastEventAt!: Date;
  @Field(() => Int, { description: 'Tries to hand it over that we know of.' })
  readonly attempts!: number;
}

@ObjectType('DeliveryEdge', { simpleResolvers: true })
class DeliveryEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => DeliveryType)
  readonly node!: DeliveryRow;
}

@ObjectType('DeliveryConnection', {
  description: 'A page of deliveries, newest first (Relay connection).',
  simpleResolvers: true,
})
export class DeliveryConnectionType {
  @Field(() => [DeliveryEdgeType])
  readonly edges!: readonly DeliveryEdgeType[];
  @Field(() => [DeliveryType], { description: 'The nodes of the edges, for those who need no cursors.' })
  readonly nodes!: readonly DeliveryRow[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@InputType('DeliveryFilter', { description: 'Which deliveries; every part that is given must hold.' })
export class DeliveryFilterInput {
  @Field(() => String, { nullable: true, description: 'Address of the recipient; letter case does not matter.' })
  readonly recipient?: string;
  @Field(() => String, { nullable: true, description: 'The message as submitted; with or without angle brackets.' })
  readonly messageId?: string;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'One of these.' })
  readonly status?: DeliveryStatus[];
  @Field(() => LabelEnum, { nullable: true })
  readonly label?: Label;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First event at this time or later.' })
  readonly since?: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First event before this time.' })
  readonly until?: Date;
}

@Resolver(() => DeliveryType)
export class DeliveryResolver {
  @Authorized<Scope>('mail:read')
  @Query(() => DeliveryType, { nullable: true, description: 'One delivery by its id; null when there is none.' })
  async delivery(@Arg('id', () => ID) id: string, @Ctx() { deliveries }: GraphQLContext): Promise<DeliveryRow | null> {
    const inner = innerId('Delivery', id).toLowerCase();
    return isUuid(inner) ? deliveries.load(inner) : null;
  }

  @Authorized<Scope>('mail:read')
  @Query(() => DeliveryConnectionType, { description: 'Deliveries, newest first.' })
  async deliveries(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('filter', () => DeliveryFilterInput, { nullable: true }) filter: DeliveryFilterInput | undefined,
    @Ctx() context: GraphQLContext,
  ): Promise<DeliveryConnectionType> {
    return deliveryPage(context, deliveryFilter(context.service, context.tenant, filter ?? {}, 'filter.'), first, after);
  }

  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { id }: DeliveryRow): string {
    return globalId('Delivery', id);
  }

  @FieldResolver(() => RecipientType, { description: 'Whom the message was meant for.' })
  recipient(@Root() { recipientId, address, domain }: DeliveryRow): RecipientType {
    return { recipientId, address, domain };
  }

  @FieldResolver(() => VerdictType, {
    nullable: true,
    description: "The deciding event's verdict; null when no reply or report was classified.",
  })
  verdict(@Root() { category, permanence, scope }: DeliveryRow): VerdictType | null {
    return category && { category, permanence, scope };
  }

  @FieldResolver(() => BounceTypeEnum, { nullable: true, description: 'Null unless it bounced.' })
  bounceType(@Root() { status }: DeliveryRow): BounceType | null {
    return status === 'hard-bounced' ? 'hard' : status === 'soft-bounced' ? 'soft' : null;
  }

  @FieldResolver(() => ExplanationType, {
    description: 'What happened and what to do, in the asked language and for the asked reader.',
  })
  explanation(
    @Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language,
    @Arg('audience', () => AudienceEnum, { defaultValue: 'support' }) audience: Audience,
    @Root() row: DeliveryRow,
    @Ctx() { service }: GraphQLContext,
  ): ExplanationType {
    return explainDelivery(row, service.classifier.ruleset, language, audience);
  }

  @FieldResolver(() => String, { description: 'What the status does not prove.' })
  caveat(@Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language, @Root() row: DeliveryRow): string {
    return caveatOf(row, language);
  }

  @FieldResolver(() => [TimelineEntryType], { description: 'All that happened, in the order it happened; at most 500 entries.' })
  async timeline(@Root() row: DeliveryRow, @Ctx() { service, timelines }: GraphQLContext): Promise<readonly JudgedEntry[]> {
    return judgedTimeline(service, row, await timelines.load(row));
  }

  @FieldResolver(() => ClassificationType, {
    nullable: true,
    description: 'The deciding event’s classification with its whole proof.',
  })
  async classification(@Root() row: DeliveryRow, @Ctx() { timelines }: GraphQLContext): Promise<ClassificationType | null> {
    if (row.category === null) return null;
    const entries = await timelines.load({ ...row, firstEventAt: row.statusAt, lastEventAt: row.statusAt });
    const decider = entries.find((entry) => entry.category === row.category && entry.ruleId === row.ruleId);
    return decider ? classificationOfEntry(decider) : null;
  }

  @FieldResolver(() => EngagementType, {
    description: 'The second axis: what people on the other side did, apart from what machines did.',
  })
  engagement(@Root() row: DeliveryRow): EngagementType {
    const { opens, clicks, humanOpens, humanClicks, humanOpenedAt, humanClickedAt, humanLastAt } = row;
    return {
      level: engagementLevel(row),
      humanOpens,
      humanClicks,
      machineOpens: opens - humanOpens,
      machineClicks: clicks - humanClicks,
      humanOpenedAt,
      humanClickedAt,
      humanLastAt,
    };
  }

  @FieldResolver(() => [TagType])
  tags(@Root() { tags }: DeliveryRow): readonly TagType[] {
    return Object.entries(tags ?? {}).map(([name, value]) => ({ name, value }));
  }
}

@Resolver(() => TimelineEntryType)
export class TimelineEntryResolver {
  @FieldResolver(() => SmtpReplyType, { nullable: true })
  reply(@Root() { reply, replyCode, enhancedStatusCode }: TimelineRow): SmtpReplyType | null {
    return reply === null ? null : { text: reply, replyCode, enhancedStatusCode };
  }

  @FieldResolver(() => ClassificationType, { nullable: true, description: 'Null where there was nothing to classify.' })
  classification(@Root() row: TimelineRow): ClassificationType | null {
    return classificationOfEntry(row);
  }

  @FieldResolver(() => String, { nullable: true, description: 'What loaded the images or followed the link.' })
  userAgent(@Root() { detail }: TimelineRow): string | null {
    return textOf(detail, 'userAgent');
  }

  @FieldResolver(() => String, { nullable: true })
  ip(@Root() { detail }: TimelineRow): string | null {
    return textOf(detail, 'ip');
  }

  @FieldResolver(() => String, { nullable: true, description: 'The link that was followed.' })
  url(@Root() { detail }: TimelineRow): string | null {
    return textOf(detail, 'url');
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why, in the words of the sending system.' })
  reason(@Root() { detail }: TimelineRow): string | null {
    return textOf(detail, 'reason');
  }
}

function classificationOfEntry(row: TimelineRow): ClassificationType | null {
  if (row.category === null) return null;
  const verdict = { category: row.category, permanence: row.permanence, scope: row.scope };
  return {
    verdict,
    bounceType: bounceTypeOf(verdict),
    label: labelOf(verdict),
    confidence: (row.proof?.confidence ?? 'fallback') as ClassificationType['confidence'],
    pluginId: row.proof?.pluginId ?? null,
    pluginVersion: row.proof?.pluginVersion ?? null,
    ruleId: row.ruleId,
    ruleVersion: row.ruleVersion,
    span: row.proof?.span ?? null,
    runnersUp: row.proof?.runnersUp ?? [],
    rulesetDigest: row.rulesetDigest,
  };
}

/** Of all deliveries. Throws a fault that names the argument. */
async function deliveryPage(
  { reads, tenant }: GraphQLContext,
  filter: DeliveryFilter,
  first: number,
  after: string | undefined,
): Promise<DeliveryConnectionType> {
  const { limit, cursor } = pageArguments(first, after);
  return connectionOfPage(await listDeliveries(reads, tenant, filter, limit, cursor));
}

/** Of one recipient or one message; those of a list of them are read together. Throws a fault that names the argument. */
export async function deliveriesOf(
  { deliveryPages }: GraphQLContext,
  owner: Pick<AskedPage, 'by' | 'value' | 'statuses'>,
  first: number,
  after: string | undefined,
): Promise<DeliveryConnectionType> {
  const { limit, cursor } = pageArguments(first, after);
  return connectionOfPage(await deliveryPages.load({ ...owner, limit, after: cursor }));
}

function connectionOfPage({ rows, hasNextPage }: Page<DeliveryRow>): DeliveryConnectionType {
  return connectionOf(rows, hasNextPage, (row) => encodeCursor(cursorOf(row)));
}
