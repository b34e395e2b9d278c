import type pg from 'pg';
import { uuidOf } from '../events/ids.ts';
import type { StoredEvent } from '../ingest/stored-event.ts';

/** How long a hard bounce blocks, counted from the latest one. */
export const hardBounceDays = 7;

/**
 * One row per event that suppresses, so that the rows are a function of the set of events, and the history is kept for
 * free. Whether a row still blocks is asked when it is read (`queries/suppression.query.ts`).
 */
export async function projectSuppressions(
  client: pg.ClientBase,
  fresh: readonly StoredEvent[],
  rulesetId: number,
): Promise<void> {
  const rows = fresh.flatMap((event) => suppressionOf(event, rulesetId));
  if (rows.length === 0) return;
  await client.query({
    name: 'project-suppressions',
    text: `insert into suppression (tenant, recipient_id, suppression_id, cause, since, until, delivery_id, event_id, by_report, category, rule_id, rule_version, ruleset_id)
           select * from jsonb_to_recordset($1::jsonb) as s(
             tenant text, recipient_id uuid, suppression_id uuid, cause text, since timestamptz, until timestamptz,
             delivery_id uuid, event_id uuid, by_report boolean, category text, rule_id text, rule_version integer, ruleset_id integer)
           on conflict do nothing`,
    values: [JSON.stringify(rows)],
  });
}

function suppressionOf(event: StoredEvent, rulesetId: number): readonly Record<string, unknown>[] {
  const cause =
    event.type === 'complained'
      ? 'complaint'
      : event.type === 'bounced' && event.classification?.bounceType === 'hard'
        ? 'hard-bounce'
        : null;
  if (!cause) return [];
  const untilMs = cause === 'hard-bounce' ? event.occurredAt + hardBounceDays * 86_400_000 : null;
  return [
    {
      tenant: event.tenant,
      recipient_id: event.recipient.recipientId,
      // One id may name events of several deliveries, or of several times: each blocks for itself.
      suppression_id: uuidOf('suppression', event.deliveryId, event.occurredAt, event.eventId),
      cause,
      since: new Date(event.occurredAt).toISOString(),
      until: untilMs && new Date(untilMs).toISOString(),
      delivery_id: event.deliveryId,
      event_id: event.eventId,
      by_report: event.reportId !== null,
      category: event.classification?.verdict.category ?? null,
      rule_id: event.classification?.ruleId ?? null,
      rule_version: event.classification?.ruleVersion ?? null,
      ruleset_id: rulesetId,
    },
  ];
}
