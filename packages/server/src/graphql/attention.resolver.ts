import type { Label, Language } from '@bezorgd/rules';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { attentionFilter, decidingMoment, decidingReply, reviewAddress } from '../answers/attention.ts';
import { pageArguments } from '../answers/page.ts';
import { bringBackAddress, retireAddress } from '../answers/retire-address.ts';
import { labelTexts } from '../deliveries/label-texts.ts';
import { pageAttention, type AttentionRow, type Review } from '../queries/attention.query.ts';
import { cursorOf, type DeliveryRow } from '../queries/delivery.query.ts';
import { encodeCursor } from '../queries/cursor.ts';
import type { RetirementRow } from '../queries/retirement.query.ts';
import type { SuppressionRow } from '../queries/suppression.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryType, SmtpReplyType } from './delivery.resolver.ts';
import { LabelEnum, LanguageEnum } from './enums.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';
import { SuppressionType } from './recipient.resolver.ts';
import { RecipientType } from './recipient.type.ts';

@ObjectType('Review', { description: 'Somebody looked at it.', simpleResolvers: true })
class ReviewType {
  @Field(() => GraphQLDateTimeISO, { description: 'When.' })
  readonly at!: Date;
  @Field(() => String, { description: 'Who: the person where one was named, and the key.' })
  readonly by!: string;
  @Field(() => String, { nullable: true, description: 'What came of it.' })
  readonly note!: string | null;
}

@ObjectType('AddressToReview', { description: 'A recipient that needs a person’s attention.', simpleResolvers: true })
class AddressToReviewType {
  @Field(() => DeliveryType, { description: 'The delivery that tells of it, with what to do and whose move it is.' })
  readonly delivery!: DeliveryRow;
  @Field(() => SuppressionType, { nullable: true, description: 'What blocks the recipient now, and longest.' })
  readonly suppression!: SuppressionRow | null;
  @Field(() => ReviewType, { nullable: true, description: 'The latest; null: nobody looked yet.' })
  readonly review!: Review | null;
  @Field(() => Boolean, { description: 'False again once something new happened.' })
  readonly reviewed!: boolean;
}

@ObjectType('AddressToReviewEdge', { simpleResolvers: true })
class AddressToReviewEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => AddressToReviewType)
  readonly node!: AttentionRow;
}

@ObjectType('AddressToReviewConnection', {
  description: 'A page of addresses to look at, newest first (Relay connection).',
  simpleResolvers: true,
})
class AddressToReviewConnectionType {
  @Field(() => [AddressToReviewEdgeType])
  readonly edges!: readonly AddressToReviewEdgeType[];
  @Field(() => [AddressToReviewType], { description: 'The nodes of the edges, for those who need no cursors.' })
  readonly nodes!: readonly AttentionRow[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@InputType('AddressToReviewFilter', { description: 'Every part that is given must hold.' })
class AddressToReviewFilter {
  @Field(() => LabelEnum, { nullable: true })
  readonly label?: Label | null;
  @Field(() => String, { nullable: true })
  readonly domain?: string | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'First event of that mail at this time or later.' })
  readonly since?: Date | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that are blocked now, or that are not.' })
  readonly blocked?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: 'Only those that somebody looked at, or that nobody did.' })
  readonly reviewed?: boolean | null;
}

@InputType('ReviewAddressInput', { description: 'Somebody looked at an address.' })
class ReviewAddressInput {
  @Field(() => String)
  readonly address!: string;
  @Field(() => String, { nullable: true, description: 'What came of it.' })
  readonly note?: string | null;
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

@Resolver(() => AddressToReviewType)
export class AttentionResolver {
  @Authorized<Scope>('mail:read')
  @Query(() => AddressToReviewConnectionType, {
    description:
      'Recipients whose latest mail that tells something failed, was reported as unwanted or was answered by a machine. Once a later mail is accepted they are gone from the list; a complaint stays. A filter leaves gaps: a page may be shorter than asked while another follows.',
  })
  async addressesToReview(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('filter', () => AddressToReviewFilter, { nullable: true }) filter: AddressToReviewFilter | undefined,
    @Ctx() { reads, tenant, now }: GraphQLContext,
  ): Promise<AddressToReviewConnectionType> {
    const asked = attentionFilter(filter ?? {}, 'filter.');
    const { limit, cursor } = pageArguments(first, after);
    const page = await pageAttention(reads, tenant, asked, limit, cursor, now);
    const connection = connectionOf(page.rows, page.hasNextPage, ({ delivery }) => encodeCursor(cursorOf(delivery)));
    return { ...connection, pageInfo: { ...connection.pageInfo, endCursor: page.end && encodeCursor(page.end) } };
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => AddressToReviewType, {
    description: 'Notes that somebody looked at an address. Something new brings it back to the list.',
  })
  reviewAddress(
    @Arg('input', () => ReviewAddressInput) input: ReviewAddressInput,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<AttentionRow> {
    return reviewAddress(service, principal, tenant, { ...input, note: input.note ?? null }, now);
  }

  @FieldResolver(() => RecipientType)
  recipient(@Root() { delivery: { recipientId, address, domain } }: AttentionRow): RecipientType {
    return { recipientId, address, domain };
  }

  @FieldResolver(() => LabelEnum)
  label(@Root() { delivery }: AttentionRow): Label {
    return delivery.label!;
  }

  @FieldResolver(() => String, { description: 'The label in words.' })
  labelText(
    @Arg('language', () => LanguageEnum, { defaultValue: 'en' }) language: Language,
    @Root() { delivery }: AttentionRow,
  ): string {
    return labelTexts[delivery.label!][language];
  }

  @FieldResolver(() => SmtpReplyType, { nullable: true, description: 'The server’s own words; null: it sent none.' })
  async reply(@Root() { delivery }: AttentionRow, @Ctx() { timelines }: GraphQLContext): Promise<SmtpReplyType | null> {
    const entry = decidingReply(await timelines.load(decidingMoment(delivery)), delivery);
    return entry && { replyCode: entry.replyCode, enhancedStatusCode: entry.enhancedStatusCode, text: entry.reply };
  }
}

@ObjectType('Retirement', { description: 'That an address is out of use, or will be.', simpleResolvers: true })
class RetirementType {
  @Field(() => GraphQLDateTimeISO, { description: 'From when on; may lie ahead.' })
  readonly since!: Date;
  @Field(() => String, { nullable: true })
  readonly reason!: string | null;
  @Field(() => String, { nullable: true, description: 'Who retired it.' })
  readonly createdBy!: string | null;
  @Field(() => String, { nullable: true, description: 'The address to mail instead.' })
  readonly successor!: string | null;
}

@InputType('RetireAddressInput', { description: 'Takes an address out of use. A second call changes date and successor.' })
class RetireAddressInput {
  @Field(() => String)
  readonly address!: string;
  @Field(() => String, { description: 'Why, for those who read the history.' })
  readonly reason!: string;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From when on, earlier or later than now; now when absent.' })
  readonly since?: Date | null;
  @Field(() => String, { nullable: true, description: 'The address to mail instead.' })
  readonly successor?: string | null;
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

@InputType('BringBackAddressInput', { description: 'Takes a retired address into use again, or drops the date for it.' })
class BringBackAddressInput {
  @Field(() => String)
  readonly address!: string;
  @Field(() => String, { description: 'Why, for those who read the history.' })
  readonly reason!: string;
  @Field(() => String, { nullable: true, description: 'The person for whom you act.' })
  readonly onBehalfOf?: string | null;
}

@Resolver(() => RecipientType)
export class RetirementResolver {
  @FieldResolver(() => RetirementType, { nullable: true, description: 'Null: in use, with no date for its end.' })
  retirement(@Root() { recipientId }: RecipientType, @Ctx() { retirements }: GraphQLContext): Promise<RetirementRow | null> {
    return retirements.load(recipientId);
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => RecipientType, {
    description: 'Takes an address out of use, from a date on; what happened to it stays. Blocks it until it is brought back.',
  })
  async retireAddress(
    @Arg('input', () => RetireAddressInput) input: RetireAddressInput,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<RecipientType> {
    const asked = { ...input, since: input.since ?? null, successor: input.successor ?? null };
    await retireAddress(service, principal, tenant, asked, now);
    return service.recipientIds.of(tenant, input.address);
  }

  @Authorized<Scope>('suppressions:write')
  @Mutation(() => RecipientType, {
    description: 'Takes a retired address into use again, or drops the date for it. What else blocks it goes on blocking.',
  })
  async bringBackAddress(
    @Arg('input', () => BringBackAddressInput) input: BringBackAddressInput,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<RecipientType> {
    await bringBackAddress(service, principal, tenant, input, now);
    return service.recipientIds.of(tenant, input.address);
  }
}
