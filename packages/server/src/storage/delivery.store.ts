import type pg from 'pg';
import { newlyCounted, type Known } from '../deliveries/counted-as.ts';
import { merge, notableStatus, stateOf, type DeliveryState } from '../deliveries/delivery-state.ts';
import type { StoredEvent } from '../ingest/stored-event.ts';
import { copyInto, copyLine, timestamp } from './copy.ts';
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

/** A delivery that has been opened or clicked. */
export interface ReadDelivery {
  readonly tenant: string;
  readonly deliveryId: string;
  readonly deliveredAt: Date | null;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
}

/** `merge` of `deliveries/delivery-state.ts`, in SQL. Least and greatest pass over nulls. */
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
    tags_by = case when ${newTags} then coalesce(excluded.tags_by, d.tags_by) else d.tags_by end
  returning tenant, delivery_id as "deliveryId", delivered_at as "deliveredAt", first_event_at as "firstEventAt",
    last_event_at as "lastEventAt", opens + clicks as readings)
  select tenant, "deliveryId", "deliveredAt", "firstEventAt", "lastEventAt" from changed where readings > 0`;

/**
 * Deliveries that count as something already; the lateral keeps it at one look into the index each,
 * whatever the statistics. Nothing is locked yet: two transactions that tell of one delivery in the same moment may both count it.
 */
const countedBefore = `
  select d.delivery_id as "deliveryId", d.tenant, d.sent, d.weight, d.delivered_at is not null as delivered, d.deferred
    from changed_delivery c
   cross join lateral (
     select * from delivery d where d.delivery_id = c.delivery_id and d.tenant = c.tenant limit 1) d
   where d.delivered_at is not null or d.deferred or d.weight >= 60 or (d.sent and not c.sent)`;

interface Projected {
  readonly read: readonly ReadDelivery[];
  readonly counted: readonly NewlyCounted[];
}

/** Folds new events into their deliveries. Rows are locked in the order of their key, so that two writers cannot deadlock. */
export async function projectDeliveries(client: pg.ClientBase, fresh: readonly StoredEvent[]): Promise<Projected> {
  const changes = new Map<string, Change>();
  for (const event of fresh) {
    const state = stateOf(statusEventOf(event));
    const known = changes.get(event.deliveryId);
    changes.set(event.deliveryId, known ? { event, state: merge(known.state, state) } : { event, state });
  }
  if (changes.size === 0) return { read: [], counted: [] };
  await client.query(
    'create temporary table if not exists changed_delivery (like delivery including defaults) on commit delete rows',
  );
  await copyInto(client, `changed_delivery (${columns.join(', ')})`, Array.from(changes.values(), lineOf));
  const before = await client.query<Known & { deliveryId: string; tenant: string }>({
    name: 'counted-before',
    text: countedBefore,
  });
  const { rows: read } = await client.query<ReadDelivery>({ name: 'project-deliveries', text: upsert });
  return { read, counted: countsOf(changes, before.rows) };
}

function countsOf(
  changes: ReadonlyMap<string, Change>,
  before: readonly (Known & { readonly deliveryId: string })[],
): readonly NewlyCounted[] {
  const known = new Map(before.map((row) => [row.deliveryId, row]));
  return Array.from(changes, ([deliveryId, { event, state }]) => {
    const was = known.get(deliveryId);
    const after = {
      sent: state.sent || was?.sent === true,
      weight: Math.max(state.weight, was?.weight ?? 0),
      delivered: state.deliveredAt !== null || was?.delivered === true,
      deferred: state.deferred || was?.deferred === true,
    };
    return { tenant: event.tenant, kinds: newlyCounted(was, after) };
  });
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
