import type pg from 'pg';
import type { StoredEvent } from '../ingest/stored-event.ts';
import { copyInto, copyLine, timestamp } from './copy.ts';

const columns =
  'tenant, delivery_id, occurred_at, event_id, type, received_at, producer_event_id, reply_code, enhanced_status_code, reply, command, mx_host, remote_ip, attempt, category, permanence, scope, rule_id, rule_version, ruleset_id, proof, detail, report_id, clamped, topic, part, kafka_offset';

/** SQLSTATE unique_violation. */
const uniqueViolation = '23505';

/** A repeated event: same delivery, time and id. */
export function eventKey(event: Pick<StoredEvent, 'deliveryId' | 'occurredAt' | 'eventId'>): string {
  return `${event.deliveryId}${event.eventId}${event.occurredAt}`;
}

/**
 * Appends events and returns those that were new. They go straight into the table; only when one of them is there already
 * (a producer or a broker repeated it) they take the way that tells new from known.
 */
export async function appendEvents(
  client: pg.ClientBase,
  events: readonly StoredEvent[],
  rulesetId: number,
  receivedAt: number,
): Promise<readonly StoredEvent[]> {
  const distinct = [...new Map(events.map((event) => [eventKey(event), event])).values()];
  if (distinct.length === 0) return distinct;
  const lines = distinct.map((event) => lineOf(event, rulesetId, timestamp(receivedAt)));
  await client.query('savepoint append_events');
  try {
    await copyInto(client, `event (${columns})`, lines);
    return distinct;
  } catch (error) {
    if ((error as pg.DatabaseError).code !== uniqueViolation) throw error;
    await client.query('rollback to savepoint append_events');
    return appendNewOnly(client, distinct, lines);
  }
}

async function appendNewOnly(
  client: pg.ClientBase,
  events: readonly StoredEvent[],
  lines: readonly string[],
): Promise<readonly StoredEvent[]> {
  await client.query('create temporary table if not exists incoming_event (like event) on commit delete rows');
  await copyInto(client, `incoming_event (${columns})`, lines);
  const inserted = await client.query<{ key: string }>(
    `insert into event (${columns})
     select ${columns}
       from incoming_event
      order by delivery_id, occurred_at, event_id
     on conflict do nothing
     returning delivery_id::text || event_id::text || (extract(epoch from occurred_at) * 1000)::bigint as key`,
  );
  const fresh = new Set(inserted.rows.map((row) => row.key));
  return events.filter((event) => fresh.has(eventKey(event)));
}

function lineOf(event: StoredEvent, rulesetId: number, receivedAt: string): string {
  const { classification, reply, position } = event;
  return copyLine([
    event.tenant,
    event.deliveryId,
    timestamp(event.occurredAt),
    event.eventId,
    event.type,
    receivedAt,
    event.producerEventId,
    reply?.replyCode ?? null,
    reply?.enhancedStatusCode ?? null,
    reply?.text ?? null,
    event.command,
    event.mxHost,
    event.remoteIp,
    event.attempt,
    classification?.verdict.category ?? null,
    classification?.verdict.permanence ?? null,
    classification?.verdict.scope ?? null,
    classification?.ruleId ?? null,
    classification?.ruleVersion ?? null,
    classification ? rulesetId : null,
    proofOf(event),
    event.detail && JSON.stringify(event.detail),
    event.reportId,
    event.clamped,
    position?.topic ?? null,
    position?.partition ?? null,
    position?.offset ?? null,
  ]);
}

/** What shows that the verdict is right, beside the rule; nothing for an acceptance. */
function proofOf({ classification }: StoredEvent): string | null {
  if (!classification) return null;
  const { pluginId, pluginVersion, span, confidence, runnersUp } = classification;
  return JSON.stringify({ pluginId, pluginVersion, span, confidence, ...(runnersUp.length > 0 && { runnersUp }) });
}
