import type pg from 'pg';
import { historyMs, newlyCounted, type Known } from '../deliveries/counted-as.ts';
import { merge, notableStatus, stateOf, type DeliveryState } from '../deliveries/delivery-state.ts';
import type { StoredEvent } from '../ingest/stored-event.ts';
import { copyInto, copyLine, timestamp } from './copy.ts';
import type { DeliveryKey } from './engagement.store.ts';
import type { NewlyCounted } from './outbox.store.ts';

interface Change {
  readonly event: StoredEvent;
  readonly state: DeliveryState;
}

const columns = [
  'tenant',
  'delivery_id',
  'message_id',
  'recipient_id',
  'sent',
  'weight',
  'decided_at',
  'decided_by',
  'category',
  'permanence',
  'scope',
  'label',
  'rule_id',
  'rule_version',
  'reply_code',
  'enhanced_status_code',
  'notable_status',
  'first_event_at',
  'last_event_at',
  'delivered_at',
  'accepted_at',
  'opened_at',
  'clicked_at',
  'attempts',
  'opens',
  'clicks',
  'deferred',
  'provider',
  'tags',
  'tags_at',
  'tags_by',
] as const;

/** Those that belong to the deciding event and change with it. */
const ofDecider = columns.slice(columns.indexOf('weight'), columns.indexOf('first_event_at'));
const newDecider = '(excluded.weight, excluded.decided_at, excluded.decided_by) > (d.weight, d.decided_at, d.decided_by)';
const newTags = '(d.tags_at is null or (excluded.tags_at, excluded.tags_by) < (d.tags_at, d.tags_by))';

/** All that `Known` says of a row, in one number; 0: nothing. */
const known = (row: string): string =>
  `(${row}.weight + 128 * ${row}.sent::int + 256 * (${row}.delivered_at is not null)::int + 512 * ${row}.deferred::int)`;

function knownOf(packed: number): Known {
  return { sent: (packed & 128) > 0, weight: packed & 127, delivered: (packed & 256) > 0, deferred: (packed & 512) > 0 };
}

/**
 * `merge` of `deliveries/delivery-state.ts`, in SQL. Least and greatest pass over nulls. A row tells what was known of it when
 * it was locked, so that of two transactions that tell of one delivery in the same moment the second sees the first.
 */
const upsert = `
  with changed as (
  insert into delivery as d (${columns.join(', ')})
  select ${columns.join(', ')}
    from changed_delivery
   order by delivery_id
  on conflict (delivery_id, tenant) do update set
    ${ofDecider.map((column) => `${column} = case when ${newDecider} then excluded.${column} else d.${column} end`).join(',\n    ')},
    sent = d.sent or excluded.sent,
    first_event_at = least(d.first_event_at, excluded.first_event_at),
    last_event_at = greatest(d.last_event_at, excluded.last_event_at),
    delivered_at = least(d.delivered_at, excluded.delivered_at),
    accepted_at = least(d.accepted_at, excluded.accepted_at),
    opened_at = least(d.opened_at, excluded.opened_at),
    clicked_at = least(d.clicked_at, excluded.clicked_at),
    attempts = d.attempts + excluded.attempts,
    opens = d.opens + excluded.opens,
    clicks = d.clicks + excluded.clicks,
    deferred = d.deferred or excluded.deferred,
    provider = least(d.provider, excluded.provider),
    tags = case when ${newTags} then coalesce(excluded.tags, d.tags) else d.tags end,
    tags_at = least(d.tags_at, excluded.tags_at),
    tags_by = case when ${newTags} then coalesce(excluded.tags_by, d.tags_by) else d.tags_by end,
    known_before = ${known('d')}
  returning tenant, delivery_id, last_event_at, known_before, ${known('d')} as known, opens + clicks as readings)
  select tenant, known_before as "before", known as "after", count(*)::int as deliveries,
         last_event_at < $1 as history, coalesce(array_agg(delivery_id) filter (where readings > 0), '{}') as read
    from changed
   group by tenant, known_before, known, history`;

/** Deliveries of a transaction that it took from the one knowledge to the other. */
interface Changed {
  readonly tenant: string;
  readonly before: number;
  readonly after: number;
  readonly deliveries: number;
  /** Whether all of it happened too long ago to alert anybody. */
  readonly history: boolean;
  /** Those that have been opened or clicked. */
  readonly read: readonly string[];
}

interface Projected {
  readonly read: readonly DeliveryKey[];
  readonly counted: readonly NewlyCounted[];
}

/** Folds new events into their deliveries. Rows are locked in the order of their key, so that two writers cannot deadlock. */
export async function projectDeliveries(client: pg.ClientBase, fresh: readonly StoredEvent[], now: number): Promise<Projected> {
  const changes = new Map<string, Change>();
  for (const event of fresh) {
    const state = stateOf(statusEventOf(event));
    const before = changes.get(event.deliveryId);
    changes.set(event.deliveryId, before ? { event, state: merge(before.state, state) } : { event, state });
  }
  if (changes.size === 0) return { read: [], counted: [] };
  await client.query(
    'create temporary table if not exists changed_delivery (like delivery including defaults) on commit delete rows',
  );
  await copyInto(client, `changed_delivery (${columns.join(', ')})`, Array.from(changes.values(), lineOf));
  const { rows } = await client.query<Changed>({ name: 'project-deliveries', text: upsert, values: [new Date(now - historyMs)] });
  return {
    read: rows.flatMap(({ tenant, read }) => read.map((deliveryId) => ({ tenant, deliveryId }))),
    counted: rows
      .filter((row) => !row.history)
      .map(({ tenant, before, after, deliveries }) => ({
        tenant,
        kinds: newlyCounted(knownOf(before), knownOf(after)),
        deliveries,
      })),
  };
}

export function statusEventOf(event: StoredEvent): Parameters<typeof stateOf>[0] {
  const { classification, reply } = event;
  return {
    eventId: event.eventId,
    occurredAt: event.occurredAt,
    type: event.type,
    bounceType: classification?.bounceType ?? null,
    cause:
      classification || reply
        ? {
            category: classification?.verdict.category ?? null,
            permanence: classification?.verdict.permanence ?? null,
            scope: classification?.verdict.scope ?? null,
            label: classification?.label ?? null,
            ruleId: classification?.ruleId ?? null,
            ruleVersion: classification?.ruleVersion ?? null,
            replyCode: reply?.replyCode ?? null,
            enhancedStatusCode: reply?.enhancedStatusCode ?? null,
          }
        : null,
    provider: event.provider,
    tags: event.tags,
    reported: event.reportId !== null,
  };
}

function optional(ms: number | null): string | null {
  return ms === null ? null : timestamp(ms);
}

function lineOf({ event, state }: Change): string {
  const { cause } = state;
  return copyLine([
    event.tenant,
    event.deliveryId,
    event.messageId,
    event.recipient.recipientId,
    state.sent,
    state.weight,
    timestamp(state.decidedAt),
    state.decidedBy,
    cause?.category ?? null,
    cause?.permanence ?? null,
    cause?.scope ?? null,
    cause?.label ?? null,
    cause?.ruleId ?? null,
    cause?.ruleVersion ?? null,
    cause?.replyCode ?? null,
    cause?.enhancedStatusCode ?? null,
    notableStatus(state.weight),
    timestamp(state.firstEventAt),
    timestamp(state.lastEventAt),
    optional(state.deliveredAt),
    optional(state.acceptedAt),
    optional(state.openedAt),
    optional(state.clickedAt),
    state.attempts,
    state.opens,
    state.clicks,
    state.deferred,
    state.provider,
    state.tags && JSON.stringify(state.tags),
    optional(state.tagsAt),
    state.tagsBy,
  ]);
}
