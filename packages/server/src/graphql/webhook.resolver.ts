import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars';
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
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { pageArguments } from '../answers/page.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { pushedEventTypes, type AskedEventType } from '../push/pushed-event.ts';
import { encodeCursor } from '../queries/cursor.ts';
import {
  listWebhookMessages,
  listWebhooks,
  messageStates,
  type MessageState,
  type WebhookMessageRow,
  type WebhookRow,
} from '../queries/webhook.query.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryStatusEnum } from './enums.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';

const PushedEventTypeEnum = Object.fromEntries(
  pushedEventTypes.map((type) => [type.replaceAll(/[.-]/g, '_').toUpperCase(), type]),
);
registerEnumType(PushedEventTypeEnum, { name: 'PushedEventType', description: 'What can be told.' });
const WebhookMessageStateEnum = Object.fromEntries(messageStates.map((state) => [state.toUpperCase(), state]));
registerEnumType(WebhookMessageStateEnum, { name: 'WebhookMessageState', description: 'What became of an event for a webhook.' });

@ObjectType('Webhook', { description: 'Where events are pushed, signed by Standard Webhooks.', simpleResolvers: true })
class WebhookType {
  @Field(() => ID)
  readonly id!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String)
  readonly url!: string;
  @Field(() => [PushedEventTypeEnum], { nullable: true, description: 'Null: all.' })
  readonly types!: readonly string[] | null;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'Deliveries that get one of these; null: all.' })
  readonly statuses!: readonly string[] | null;
  @Field(() => Boolean)
  readonly enabled!: boolean;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Switched off for failing too long; what comes waits.' })
  readonly disabledAt!: Date | null;
  @Field(() => String, { nullable: true })
  readonly disabledReason!: string | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly failingSince!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Until then the former secret signs too.' })
  readonly previousSecretUntil!: Date | null;
  @Field(() => GraphQLDateTimeISO)
  readonly createdAt!: Date;
  @Field(() => String)
  readonly createdBy!: string;
}

@ObjectType('WebhookWithSecret', { description: 'A webhook with what its requests are signed with.', simpleResolvers: true })
class WebhookWithSecretType {
  @Field(() => WebhookType)
  readonly webhook!: WebhookRow;
  @Field(() => String, { description: 'whsec_…' })
  readonly secret!: string;
}

@ObjectType('WebhookTry', { description: 'One try to send an event.', simpleResolvers: true })
class WebhookTryType {
  @Field(() => GraphQLDateTimeISO)
  readonly triedAt!: Date;
  @Field(() => Int)
  readonly durationMs!: number;
  @Field(() => Int, { nullable: true, description: 'Null: no answer.' })
  readonly status!: number | null;
  @Field(() => String, { nullable: true, description: 'How the answer began.' })
  readonly answer!: string | null;
  @Field(() => String, { nullable: true })
  readonly error!: string | null;
}

@ObjectType('WebhookMessage', { description: 'One event for one webhook.', simpleResolvers: true })
class WebhookMessageType {
  @Field(() => ID)
  readonly eventId!: string;
  @Field(() => String)
  readonly type!: string;
  @Field(() => WebhookMessageStateEnum)
  readonly state!: MessageState;
  @Field(() => GraphQLDateTimeISO)
  readonly createdAt!: Date;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly nextTryAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly doneAt!: Date | null;
  @Field(() => [WebhookTryType], { description: 'The latest ten, newest first.' })
  readonly tries!: readonly WebhookTryType[];
}

@ObjectType('WebhookMessageConnection', { description: 'A page of events for a webhook, newest first.', simpleResolvers: true })
class WebhookMessageConnectionType {
  @Field(() => [WebhookMessageType])
  readonly nodes!: readonly WebhookMessageRow[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@InputType('AddWebhookInput', { description: 'Where to push what.' })
class AddWebhookInput {
  @Field(() => String, { description: 'https://…; private addresses only where the operator allows them.' })
  readonly url!: string;
  @Field(() => String, { nullable: true })
  readonly name?: string | null;
  @Field(() => [PushedEventTypeEnum], { nullable: true, description: 'All when absent.' })
  readonly types?: AskedEventType[] | null;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'All when absent.' })
  readonly statuses?: DeliveryStatus[] | null;
}

@InputType('ChangeWebhookInput', { description: 'What is absent stays.' })
class ChangeWebhookInput {
  @Field(() => String, { nullable: true })
  readonly url?: string | null;
  @Field(() => String, { nullable: true })
  readonly name?: string | null;
  @Field(() => [PushedEventTypeEnum], { nullable: true, description: 'Null: all.' })
  readonly types?: AskedEventType[] | null;
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'Null: all.' })
  readonly statuses?: DeliveryStatus[] | null;
  @Field(() => Boolean, { nullable: true, description: 'True also switches on what was switched off for failing.' })
  readonly enabled?: boolean | null;
}

@Resolver(() => WebhookType)
export class WebhookResolver {
  @Authorized<Scope>('webhooks:write')
  @Query(() => [WebhookType], { description: 'The webhooks of the tenant, oldest first.' })
  webhooks(@Ctx() { tenant, reads }: GraphQLContext): Promise<readonly WebhookRow[]> {
    return listWebhooks(reads, tenant);
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => WebhookWithSecretType, { description: 'Has events pushed to an address. The secret is shown now.' })
  addWebhook(
    @Arg('input', () => AddWebhookInput) input: AddWebhookInput,
    @Ctx() { service, tenant, principal }: GraphQLContext,
  ): Promise<WebhookWithSecretType> {
    return service.webhooks.create(tenant, principal, input);
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => WebhookType, { description: 'Changes a webhook.' })
  changeWebhook(
    @Arg('id', () => ID) id: string,
    @Arg('input', () => ChangeWebhookInput) input: ChangeWebhookInput,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<WebhookRow> {
    return service.webhooks.change(tenant, principal, id, input, now);
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => Boolean, { description: 'Removes a webhook, with what waited for it.' })
  async removeWebhook(
    @Arg('id', () => ID) id: string,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<boolean> {
    await service.webhooks.remove(tenant, principal, id, now);
    return true;
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => WebhookWithSecretType, { description: 'A new secret; the former one signs too for a while.' })
  rotateWebhookSecret(
    @Arg('id', () => ID) id: string,
    @Arg('graceHours', () => Float, { defaultValue: 24, description: '0 to 168.' }) graceHours: number,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<WebhookWithSecretType> {
    return service.webhooks.rotateSecret(tenant, principal, id, graceHours, now);
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => ID, { description: 'Sends a test; its event id.' })
  pingWebhook(@Arg('id', () => ID) id: string, @Ctx() { service, tenant, now }: GraphQLContext): Promise<string> {
    return service.webhooks.ping(tenant, id, now);
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => Int, { description: 'Sends one event again, whatever became of it.' })
  resendWebhookEvent(
    @Arg('id', () => ID) id: string,
    @Arg('eventId', () => ID) eventId: string,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<number> {
    return service.webhooks.resend(tenant, principal, id, eventId, now);
  }

  @Authorized<Scope>('webhooks:write')
  @Mutation(() => Int, { description: 'Sends the events of a time again: the failed ones, or all. How many.' })
  resendWebhookEvents(
    @Arg('id', () => ID) id: string,
    @Arg('since', () => GraphQLDateTimeISO) since: Date,
    @Arg('until', () => GraphQLDateTimeISO) until: Date,
    @Arg('all', () => Boolean, { defaultValue: false }) all: boolean,
    @Ctx() { service, tenant, principal, now }: GraphQLContext,
  ): Promise<number> {
    return service.webhooks.resendWindow(tenant, principal, id, { since, until, all }, now);
  }

  @FieldResolver(() => WebhookMessageConnectionType, { description: 'What was pushed, newest first, with the tries.' })
  async messages(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('state', () => WebhookMessageStateEnum, { nullable: true }) state: MessageState | undefined,
    @Root() { id, tenant }: WebhookRow,
    @Ctx() { reads }: GraphQLContext,
  ): Promise<WebhookMessageConnectionType> {
    const { limit, cursor } = pageArguments(first, after);
    const { rows, hasNextPage } = await listWebhookMessages(reads, tenant, id, state ?? null, limit, cursor);
    return connectionOf(rows, hasNextPage, (row) => encodeCursor({ at: row.createdAt.getTime(), id: row.eventId }));
  }
}

@Resolver(() => WebhookMessageType)
export class WebhookMessageResolver {
  @FieldResolver(() => GraphQLJSONObject, { description: 'The event as it is sent.' })
  event(@Root() { body }: WebhookMessageRow): Record<string, unknown> {
    return JSON.parse(body) as Record<string, unknown>;
  }
}
