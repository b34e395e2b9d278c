import { bounceTypeOf, labelOf, type Audience, type BounceType, type Label, type Language } from '@bezorgd/rules';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, FieldResolver, ID, InputType, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { deliveryFilter } from '../answers/delivery-filter.ts';
import { explainDelivery } from '../answers/explain-delivery.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { isUuid } from '../events/ids.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { cursorOf, listDeliveries, type DeliveryFilter, type DeliveryRow } from '../queries/delivery.query.ts';
import { readTimeline, type TimelineRow } from '../queries/timeline.query.ts';
import { ClassificationType, ExplanationType, VerdictType } from './classification.type.ts';
import type { GraphQLContext } from './context.ts';
import {
  AudienceEnum,
  BounceTypeEnum,
  DeliveryStatusEnum,
  EngagementEnum,
  LabelEnum,
  LanguageEnum,
  SmtpCommandEnum,
} from './enums.ts';
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
  @Field(() => ID, { nullable: true, description: 'The returned mail that told this.' })
  readonly reportId!: string | null;
}

@ObjectType('Delivery', { description: 'One message to one recipient: the unit of status.', simpleResolvers: true })
export class DeliveryType {
  @Field(() => ID)
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
  @Field(() => Int)
  readonly opens!: number;
  @Field(() => Int)
  readonly clicks!: number;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First open.' })
  readonly openedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First click.' })
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
    return isUuid(id.toLowerCase()) ? deliveries.load(id.toLowerCase()) : null;
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

  @FieldResolver(() => [TimelineEntryType], { description: 'All that happened, in the order it happened; at most 500 entries.' })
  async timeline(@Root() row: DeliveryRow, @Ctx() { service }: GraphQLContext): Promise<readonly TimelineRow[]> {
    return readTimeline(service.readsOf(row.tenant), row);
  }

  @FieldResolver(() => ClassificationType, {
    nullable: true,
    description: 'The deciding event’s classification with its whole proof.',
  })
  async classification(@Root() row: DeliveryRow, @Ctx() { service }: GraphQLContext): Promise<ClassificationType | null> {
    if (row.category === null) return null;
    const entries = await readTimeline(service.readsOf(row.tenant), {
      ...row,
      firstEventAt: row.statusAt,
      lastEventAt: row.statusAt,
    });
    const decider = entries.find((entry) => entry.category === row.category && entry.ruleId === row.ruleId);
    return decider ? classificationOfEntry(decider) : null;
  }

  @FieldResolver(() => EngagementEnum, {
    description: 'The second axis: what came back from the reader, or from a machine on their side.',
  })
  engagement(@Root() { clicks, opens }: DeliveryRow): 'none' | 'opened' | 'clicked' {
    return clicks > 0 ? 'clicked' : opens > 0 ? 'opened' : 'none';
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
    return detail?.['userAgent'] ?? null;
  }

  @FieldResolver(() => String, { nullable: true })
  ip(@Root() { detail }: TimelineRow): string | null {
    return detail?.['ip'] ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The link that was followed.' })
  url(@Root() { detail }: TimelineRow): string | null {
    return detail?.['url'] ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Why, in the words of the sending system.' })
  reason(@Root() { detail }: TimelineRow): string | null {
    return detail?.['reason'] ?? null;
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

/** Shared by the root query and a recipient's own list. Throws a fault that names the argument. */
export async function deliveryPage(
  { service, tenant }: GraphQLContext,
  filter: DeliveryFilter,
  first: number,
  after: string | undefined,
): Promise<DeliveryConnectionType> {
  const { limit, cursor } = pageArguments(first, after);
  const { rows, hasNextPage } = await listDeliveries(service.readsOf(tenant), tenant, filter, limit, cursor);
  return connectionOf(rows, hasNextPage, (row) => encodeCursor(cursorOf(row)));
}
