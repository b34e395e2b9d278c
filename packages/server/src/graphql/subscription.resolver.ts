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
import { badArgument } from '../errors.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { parsePosition, positionText } from '../push/live.ts';
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

/** Where an event stands. */
interface Placed {
  readonly cursor: string;
}

const cursorWords = 'Where to go on: given as `after`, what came since comes first. Some may come twice, with the same id.';
const afterWords = 'The cursor of the last event that came: what came since comes first. From now on when absent.';

@ObjectType('DeliveryChange', { description: 'A delivery has another status now.' })
class DeliveryChangeType {
  @Field(() => ID, { description: 'The same news has the same id.' })
  readonly id!: string;
  @Field(() => String, { description: cursorWords })
  readonly cursor!: string;
}

@ObjectType('SuppressionChange', { description: 'An address is blocked now, or may be mailed again.' })
class SuppressionChangeType {
  @Field(() => ID, { description: 'The same news has the same id.' })
  readonly id!: string;
  @Field(() => String, { description: cursorWords })
  readonly cursor!: string;
}

@ObjectType('AlertChange', { description: 'An alert was opened, told again, or closed.' })
class AlertChangeType {
  @Field(() => ID, { description: 'The same news has the same id.' })
  readonly id!: string;
  @Field(() => String, { description: cursorWords })
  readonly cursor!: string;
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

/** From when it is asked on, or after a cursor. Ends with a fault where the caller does not keep up. */
async function* news<T extends PushedEventType>(
  { service, principal, tenant, onStream }: GraphQLContext,
  types: readonly T[],
  asked: AskedEvents,
  after: string | null | undefined,
  path: string,
): AsyncGenerator<Of<T> & Placed, void> {
  const filter = eventFilter(service, principal, tenant, { ...asked, types }, path);
  const position = after ? parsePosition(after) : null;
  if (after && !position) throw badArgument('after', 'give the cursor of an event of this subscription, unchanged, or none');
  const stream = await service.live.open(tenant, filter, position);
  onStream?.(stream);
  try {
    for await (const { event, position: at } of stream) yield { ...(asSeen(event, filter) as Of<T>), cursor: positionText(at) };
  } finally {
    await stream.return();
  }
}

@Resolver()
export class NewsResolver {
  @Authorized<Scope>('mail:read')
  @Subscription(() => DeliveryChangeType, {
    description: 'Each delivery whose status changes.',
    subscribe: ({ args, context }: { args: { filter?: DeliveryChangeFilter; after?: string }; context: GraphQLContext }) =>
      news(context, ['delivery.status-changed'], args.filter ?? {}, args.after, 'filter.'),
  })
  deliveryChanged(
    @Arg('filter', () => DeliveryChangeFilter, { nullable: true }) _filter: DeliveryChangeFilter | undefined,
    @Arg('after', () => String, { nullable: true, description: afterWords }) _after: string | undefined,
    @Root() event: DeliveryEvent & Placed,
  ): DeliveryChangeType {
    return event;
  }

  @Authorized<Scope>('mail:read')
  @Subscription(() => SuppressionChangeType, {
    description: 'Each address that is blocked, or may be mailed again.',
    subscribe: ({ args, context }: { args: { recipient?: string; after?: string }; context: GraphQLContext }) =>
      news(context, ['suppression.added', 'suppression.lifted'], { recipient: args.recipient }, args.after, ''),
  })
  suppressionChanged(
    @Arg('recipient', () => String, { nullable: true }) _recipient: string | undefined,
    @Arg('after', () => String, { nullable: true, description: afterWords }) _after: string | undefined,
    @Root() event: SuppressionEvent & Placed,
  ): SuppressionChangeType {
    return event;
  }

  @Authorized<Scope>('mail:read')
  @Subscription(() => AlertChangeType, {
    description: 'Each alert that is opened, told again, or closed.',
    subscribe: ({ args, context }: { args: { after?: string }; context: GraphQLContext }) =>
      news(context, ['alert.opened', 'alert.reminded', 'alert.closed'], {}, args.after, ''),
  })
  alertChanged(
    @Arg('after', () => String, { nullable: true, description: afterWords }) _after: string | undefined,
    @Root() event: AlertEvent & Placed,
  ): AlertChangeType {
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
