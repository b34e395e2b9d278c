import type pg from 'pg';
import { uuidOf } from '../events/ids.ts';
import type { StoredEvent } from '../ingest/stored-event.ts';
import type { SuppressionCause } from '../suppressions/judge-suppressions.ts';

/**
 * One row per event that may suppress, so that the rows are a function of the set of events, and the history is kept for
 * free. Whether a row blocks, and until when, is judged when it is asked for (`suppressions/judge-suppressions.ts`).
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
    text: `insert into suppression (tenant, recipient_id, suppression_id, cause, since, delivery_id, event_id, by_report, category, rule_id, rule_version, ruleset_id)
           select * from jsonb_to_recordset($1::jsonb) as s(
             tenant text, recipient_id uuid, suppression_id uuid, cause text, since timestamptz,
             delivery_id uuid, event_id uuid, by_report boolean, category text, rule_id text, rule_version integer, ruleset_id integer)
           on conflict do nothing`,
    values: [JSON.stringify(rows)],
  });
}

/** What an event is to a suppression; null: nothing. A sender's, a message's or a network's fault blocks nobody. */
function causeOf({ type, classification }: StoredEvent): SuppressionCause | null {
  if (type === 'complained') return 'complaint';
  if (type === 'unsubscribe-requested') return 'unsubscribe';
  if (type !== 'bounced' || !classification) return null;
  const { scope } = classification.verdict;
  if (classification.bounceType === 'hard') return 'hard-bounce';
  return classification.bounceType === 'soft' && (scope === 'recipient' || scope === 'domain') ? 'soft-bounce' : null;
}

function suppressionOf(event: StoredEvent, rulesetId: number): readonly Record<string, unknown>[] {
  const cause = causeOf(event);
  if (!cause) return [];
  return [
    {
      tenant: event.tenant,
      recipient_id: event.recipient.recipientId,
      // One id may name events of several deliveries, or of several times: each is a fact of its own.
      suppression_id: uuidOf('suppression', event.deliveryId, event.occurredAt, event.eventId),
      cause,
      since: new Date(event.occurredAt).toISOString(),
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
