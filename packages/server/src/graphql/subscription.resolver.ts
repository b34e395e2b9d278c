import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { eventFilter, type AskedEvents } from '../answers/event-filter.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { asSeen, type PushedEvent, type PushedEventType } from '../push/pushed-event.ts';
import { findAlerts, type AlertRow } from '../queries/alert.query.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import { AlertType } from './alert.resolver.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryType } from './delivery.resolver.ts';
import { DeliveryStatusEnum } from './enums.ts';
import { RecipientType } from './recipient.type.ts';

type Of<T extends PushedEventType> = Extract<PushedEvent, { type: T }>;
type DeliveryEvent = Of<'delivery.status-changed'>;
type SuppressionEvent = Of<'suppression.added' | 'suppression.lifted'>;
type AlertEvent = Of<'alert.opened' | 'alert.reminded' | 'alert.closed'>;

@ObjectType('DeliveryChange', { description: 'A delivery has another status now.' })
class DeliveryChangeType {
  @Field(() => ID, { description: 'The same news has the same id.' })
  readonly id!: string;
}

@ObjectType('SuppressionChange', { description: 'An address is blocked now, or may be mailed again.' })
class SuppressionChangeType {
  @Field(() => ID, { description: 'The same news has the same id.' })
  readonly id!: string;
}

@ObjectType('AlertChange', { description: 'An alert was opened, told again, or closed.' })
class AlertChangeType {
  @Field(() => ID, { description: 'The same news has the same id.' })
  readonly id!: string;
}

@InputType('DeliveryChangeFilter', { description: 'Which deliveries; every part that is given must hold.' })
class DeliveryChangeFilter {
  @Field(() => [DeliveryStatusEnum], { nullable: true, description: 'Those that have one of these now.' })
  readonly status?: DeliveryStatus[] | null;
  @Field(() => String, { nullable: true })
  readonly messageId?: string | null;
  @Field(() => String, { nullable: true, description: 'Address of the recipient; letter case does not matter.' })
  readonly recipient?: string | null;
}

/** From when it is asked on. Ends with a fault where the caller does not keep up. */
async function* news<T extends PushedEventType>(
  { service, principal, tenant }: GraphQLContext,
  types: readonly T[],
  asked: AskedEvents,
  path: string,
): AsyncGenerator<Of<T>, void> {
  const filter = eventFilter(service, principal, tenant, { ...asked, types }, path);
  const stream = await service.live.open(tenant, filter, null);
  try {
    for await (const { event } of stream) yield asSeen(event, filter) as Of<T>;
  } finally {
    await stream.return();
  }
}

@Resolver()
export class NewsResolver {
  @Authorized<Scope>('mail:read')
  @Subscription(() => DeliveryChangeType, {
    description: 'Each delivery whose status changes.',
    subscribe: ({ args, context }: { args: { filter?: DeliveryChangeFilter }; context: GraphQLContext }) =>
      news(context, ['delivery.status-changed'], args.filter ?? {}, 'filter.'),
  })
  deliveryChanged(
    @Arg('filter', () => DeliveryChangeFilter, { nullable: true }) _filter: DeliveryChangeFilter | undefined,
    @Root() event: DeliveryEvent,
  ): DeliveryChangeType {
    return event;
  }

  @Authorized<Scope>('mail:read')
  @Subscription(() => SuppressionChangeType, {
    description: 'Each address that is blocked, or may be mailed again.',
    subscribe: ({ args, context }: { args: { recipient?: string }; context: GraphQLContext }) =>
      news(context, ['suppression.added', 'suppression.lifted'], args, ''),
  })
  suppressionChanged(
    @Arg('recipient', () => String, { nullable: true }) _recipient: string | undefined,
    @Root() event: SuppressionEvent,
  ): SuppressionChangeType {
    return event;
  }

  @Authorized<Scope>('mail:read')
  @Subscription(() => AlertChangeType, {
    description: 'Each alert that is opened, told again, or closed.',
    subscribe: ({ context }: { context: GraphQLContext }) =>
      news(context, ['alert.opened', 'alert.reminded', 'alert.closed'], {}, ''),
  })
  alertChanged(@Root() event: AlertEvent): AlertChangeType {
    return event;
  }
}

@Resolver(() => DeliveryChangeType)
export class DeliveryChangeResolver {
  @FieldResolver(() => DeliveryType, { nullable: true, description: 'As it is now.' })
  delivery(@Root() { data }: DeliveryEvent, @Ctx() { deliveries }: GraphQLContext): Promise<DeliveryRow | null> {
    return deliveries.load(data.id);
  }
}

@Resolver(() => SuppressionChangeType)
export class SuppressionChangeResolver {
  @FieldResolver(() => Boolean, { description: 'True: must not be mailed. False: may be mailed again.' })
  blocked(@Root() { type }: SuppressionEvent): boolean {
    return type === 'suppression.added';
  }

  @FieldResolver(() => RecipientType)
  recipient(@Root() { data }: SuppressionEvent): RecipientType {
    const { id, address, domain } = data.recipient;
    return { recipientId: id, address, domain };
  }

  @FieldResolver(() => String, { description: 'hard-bounce, complaint, unsubscribe, manual. An open list.' })
  cause(@Root() { data }: SuppressionEvent): string {
    return data.cause;
  }

  @FieldResolver(() => GraphQLDateTimeISO, { nullable: true, description: 'Null: for ever.' })
  until(@Root() { data }: SuppressionEvent): Date | null {
    return data.until === null ? null : new Date(data.until);
  }
}

@Resolver(() => AlertChangeType)
export class AlertChangeResolver {
  @FieldResolver(() => AlertType, { nullable: true, description: 'As it is now.' })
  async alert(@Root() { data }: AlertEvent, @Ctx() { tenant, reads }: GraphQLContext): Promise<AlertRow | null> {
    return (await findAlerts(reads, tenant, [data.id]))[0] ?? null;
  }
}
