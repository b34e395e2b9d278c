import { actors, labels } from '@bezorgd/rules';
import { z } from 'zod';
import { statuses } from '../deliveries/delivery-state.ts';
import { streams } from '../suppressions/judge-suppressions.ts';

/**
 * What webhooks, streams, subscriptions and Kafka carry, the one source of its documents. An event tells the state as it
 * was when it was told; its id is made from that state, so that the same news has the same id however often it comes.
 */
const instant = z.iso.datetime({ offset: true });
const words = z.object({ cause: z.string(), remedy: z.string() });
const recipient = z.object({
  id: z.uuid(),
  address: z.string().nullable().meta({ description: 'Null once the person was erased.' }),
  domain: z.string(),
});

const frame = {
  id: z.uuid().meta({ description: 'The same news has the same id: use it to recognise a repetition.' }),
  tenant: z.string(),
  timestamp: instant.meta({ description: 'When it came to be so.' }),
};

export const deliveryChanged = z
  .object({
    ...frame,
    type: z.literal('delivery.status-changed'),
    data: z.object({
      id: z.uuid(),
      messageId: z.string(),
      recipient,
      status: z.enum(statuses),
      statusAt: instant,
      sent: z.boolean(),
      label: z.enum(labels).nullable(),
      verdict: z
        .object({ category: z.string(), permanence: z.string().nullable(), scope: z.string().nullable() })
        .nullable()
        .meta({ description: 'What happened, whether later can succeed, whom it hits next. Open lists.' }),
      replyCode: z.int().nullable(),
      enhancedStatusCode: z.string().nullable(),
      ruleId: z.string().nullable(),
      ruleVersion: z.int().nullable(),
      explanation: z.object({ actor: z.enum(actors), en: words, nl: words }),
      tags: z.record(z.string(), z.string()),
    }),
  })
  .meta({ id: 'DeliveryStatusChanged', description: 'A delivery has this status now.' });

const suppressionData = z.object({
  recipient,
  suppressionId: z.string(),
  cause: z
    .string()
    .meta({ description: 'hard-bounce, soft-bounce, complaint, unsubscribe, manual. An open list: do not send when in doubt.' }),
  since: instant,
  until: instant.nullable().meta({ description: 'Null: for ever.' }),
  stream: z.enum(streams).nullable().meta({ description: 'What kind of mail it blocks; null: any.' }),
});

export const suppressionAdded = z
  .object({
    ...frame,
    type: z.literal('suppression.added'),
    data: suppressionData.extend({
      category: z.string().nullable(),
      ruleId: z.string().nullable(),
      ruleVersion: z.int().nullable(),
      deliveryId: z.string().nullable(),
    }),
  })
  .meta({ id: 'SuppressionAdded', description: 'This address must not be mailed now.' });

const suppressionLifted = z.object({ ...frame, type: z.literal('suppression.lifted'), data: suppressionData }).meta({
  id: 'SuppressionLifted',
  description: 'This address may be mailed again: its block was lifted, ended by itself, or a mail was accepted since.',
});

const alertKinds = ['mail-failed', 'mail-silent', 'rate', 'sender-trouble', 'webhook-failing'] as const;

export const alertDataSchema = z
  .object({
    id: z.uuid(),
    kind: z.string().meta({ description: `${alertKinds.join(', ')}. An open list.`, examples: ['rate'] }),
    ruleId: z.uuid().nullable().meta({ description: 'Null: a rule of the service itself.' }),
    cause: z.string().meta({ description: 'What it is about; one open alert per cause.' }),
    forOperators: z.boolean(),
    openedAt: instant,
    lastSeenAt: instant,
    closedAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: z.string().nullable(),
    sequence: z.int().meta({ description: '1 when opened; one more with every reminder and at the end.' }),
    explanation: z.object({ en: words, nl: words }),
    detail: z.record(z.string(), z.unknown()).meta({ description: 'The numbers behind it.' }),
  })
  .meta({ id: 'Alert', description: 'Something that somebody should look at.' });
export type AlertData = z.infer<typeof alertDataSchema>;

function alertEvent<T extends string>(type: T, description: string) {
  const id = type.replace(/(?:^|[.])(\w)/g, (_, letter: string) => letter.toUpperCase());
  return z.object({ ...frame, type: z.literal(type), data: alertDataSchema }).meta({ id, description });
}
const alertOpened = alertEvent('alert.opened', 'Something needs attention.');
const alertReminded = alertEvent('alert.reminded', 'It still needs attention.');
const alertClosed = alertEvent('alert.closed', 'It is over, or was acknowledged.');

const ping = z
  .object({ ...frame, type: z.literal('ping'), data: z.object({ message: z.string() }) })
  .meta({ id: 'Ping', description: 'A test: nothing happened.' });

export const pushedEvents = [
  deliveryChanged,
  suppressionAdded,
  suppressionLifted,
  alertOpened,
  alertReminded,
  alertClosed,
  ping,
] as const;
export const pushedEventSchema = z
  .discriminatedUnion('type', pushedEvents)
  .meta({ id: 'PushedEvent', description: 'What webhooks and streams carry. An open list: ignore a type that you do not know.' });

export type PushedEvent = z.infer<typeof pushedEventSchema>;
export type DeliveryChanged = z.infer<typeof deliveryChanged>;
export type PushedEventType = PushedEvent['type'];

/** What can be asked for; a ping is sent by hand. */
export const pushedEventTypes = [
  'delivery.status-changed',
  'suppression.added',
  'suppression.lifted',
  'alert.opened',
  'alert.reminded',
  'alert.closed',
] as const satisfies readonly PushedEventType[];
export type AskedEventType = (typeof pushedEventTypes)[number];

/** Which events a receiver wants; every part that is given must hold. */
export interface EventFilter {
  readonly types: readonly string[] | null;
  readonly statuses: readonly string[] | null;
  readonly messageId: string | null;
  readonly recipientId: string | null;
  /** May see alerts for those who run the sending. */
  readonly operator: boolean;
  readonly showAddresses: boolean;
}

/** An event as a receiver may see it. */
export function asSeen(event: PushedEvent, { showAddresses }: EventFilter): PushedEvent {
  if (showAddresses || !('recipient' in event.data)) return event;
  const { recipient: to } = event.data;
  const address = to.address?.replace(/^(.).*@/u, '$1***@') ?? null;
  return { ...event, data: { ...event.data, recipient: { ...to, address } } } as PushedEvent;
}

/** Statuses and message ids are about deliveries: who names one is told of nothing else, unless they name types too. */
export function isWanted(event: PushedEvent, filter: EventFilter): boolean {
  if (filter.types !== null && !filter.types.includes(event.type)) return false;
  switch (event.type) {
    case 'delivery.status-changed': {
      const { status, messageId, recipient: to } = event.data;
      return (
        (filter.statuses === null || filter.statuses.includes(status)) &&
        (filter.messageId === null || filter.messageId === messageId) &&
        (filter.recipientId === null || filter.recipientId === to.id)
      );
    }
    case 'suppression.added':
    case 'suppression.lifted':
      return (
        (filter.recipientId === null || filter.recipientId === event.data.recipient.id) &&
        filter.messageId === null &&
        (filter.statuses === null || filter.types !== null)
      );
    case 'alert.opened':
    case 'alert.reminded':
    case 'alert.closed':
      return (
        (filter.operator || !event.data.forOperators) &&
        filter.messageId === null &&
        filter.recipientId === null &&
        (filter.statuses === null || filter.types !== null)
      );
    case 'ping':
      return false;
    default:
      return event satisfies never;
  }
}
