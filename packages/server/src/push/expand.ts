import type { Ruleset } from '@bezorgd/rules';
import { explainDelivery } from '../answers/explain-delivery.ts';
import { uuidOf } from '../events/ids.ts';
import { findAlerts } from '../queries/alert.query.ts';
import { findDeliveries, type DeliveryRow } from '../queries/delivery.query.ts';
import { findPolicy } from '../queries/policy.query.ts';
import { findRecipientsToTell } from '../queries/push.query.ts';
import { findRecipients } from '../queries/recipient.query.ts';
import type { Reads } from '../queries/reads.ts';
import { findBlocksToTell, listSuppressionFacts, type SuppressionRow } from '../queries/suppression.query.ts';
import type { OutboxRow } from '../storage/outbox.store.ts';
import { alertData, type AlertRow } from '../alerts/alert-data.ts';
import type { DeliveryChanged, PushedEvent } from './pushed-event.ts';

export interface ExpandDeps {
  readonly readsOf: (tenant: string) => Reads;
  readonly ruleset: Ruleset;
}

/** Which parts are wanted at all; those that are not are not read. */
export interface Parts {
  readonly deliveries: boolean;
  readonly suppressions: boolean;
  readonly alerts: boolean;
}
export const allParts: Parts = { deliveries: true, suppressions: true, alerts: true };

/** Rows of one tenant to what is told of them: the state as it is now, once each, deliveries in the order of the rows. */
export async function expand(
  { readsOf, ruleset }: ExpandDeps,
  tenant: string,
  rows: readonly Pick<OutboxRow, 'deliveries' | 'recipients' | 'alerts'>[],
  now: Date,
  parts: Parts = allParts,
): Promise<readonly PushedEvent[]> {
  const reads = readsOf(tenant);
  const deliveryIds = [...new Set(rows.flatMap((row) => row.deliveries))];
  const events: PushedEvent[] = [];
  if (parts.deliveries && deliveryIds.length > 0) {
    const found = new Map((await findDeliveries(reads, tenant, deliveryIds)).map((row) => [row.id, row]));
    events.push(...deliveryIds.flatMap((id) => found.get(id) ?? []).map((row) => deliveryChanged(row, ruleset)));
  }
  if (parts.suppressions) {
    const recipientIds = await recipientsToTell(reads, tenant, rows);
    const named = new Set(rows.flatMap((row) => row.recipients));
    if (recipientIds.length > 0) events.push(...(await suppressionEvents(reads, tenant, recipientIds, named, now)));
  }
  const alertIds = parts.alerts ? [...new Set(rows.flatMap((row) => row.alerts))] : [];
  if (alertIds.length > 0) {
    for (const row of await findAlerts(reads, tenant, alertIds)) events.push(alertEvent(row, ruleset));
  }
  return events;
}

function deliveryChanged(row: DeliveryRow, ruleset: Ruleset): DeliveryChanged {
  const en = explainDelivery(row, ruleset, 'en', 'support');
  const nl = explainDelivery(row, ruleset, 'nl', 'support');
  const statusAt = row.statusAt.toISOString();
  return {
    id: uuidOf('told', row.id, row.status, statusAt, row.category ?? '', row.ruleId ?? '', row.ruleVersion ?? ''),
    type: 'delivery.status-changed',
    tenant: row.tenant,
    timestamp: statusAt,
    data: {
      id: row.id,
      messageId: row.messageId,
      recipient: { id: row.recipientId, address: row.address, domain: row.domain },
      status: row.status,
      statusAt,
      sent: row.sent,
      label: row.label,
      verdict: row.category && { category: row.category, permanence: row.permanence, scope: row.scope },
      replyCode: row.replyCode,
      enhancedStatusCode: row.enhancedStatusCode,
      ruleId: row.ruleId,
      ruleVersion: row.ruleVersion,
      explanation: {
        actor: en.actor,
        en: { cause: en.cause, remedy: en.remedy },
        nl: { cause: nl.cause, remedy: nl.remedy },
      },
      tags: { ...row.tags },
    },
  };
}

/** Whose block may have begun or ended with these rows. */
export async function recipientsToTell(
  reads: Reads,
  tenant: string,
  rows: readonly Pick<OutboxRow, 'deliveries' | 'recipients'>[],
): Promise<readonly string[]> {
  const deliveryIds = [...new Set(rows.flatMap((row) => row.deliveries))];
  const caused = deliveryIds.length > 0 ? await findRecipientsToTell(reads, tenant, deliveryIds) : [];
  return [...new Set([...rows.flatMap((row) => row.recipients), ...caused])];
}

/**
 * What blocks each now; else what blocked it last. Nothing of those that never were blocked, but for those `named`: what
 * blocked them by another policy does not by this one, as if it never had.
 */
async function suppressionEvents(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  named: ReadonlySet<string>,
  now: Date,
): Promise<readonly PushedEvent[]> {
  const facts = Map.groupBy(await listSuppressionFacts(reads, tenant, recipientIds, now), (row) => row.recipientId);
  const active = await findBlocksToTell(reads, tenant, [...facts.keys()], now);
  const recipients = await findRecipients(reads, tenant, [...facts.keys()]);
  const { updatedAt } = await findPolicy(reads, tenant);
  return [...facts].flatMap(([recipientId, own]) => {
    const latest = own.find((row) => row.ended !== 'never') ?? (named.has(recipientId) ? own[0] : undefined);
    if (!latest) return [];
    const { address = null, domain = '' } = recipients.get(recipientId) ?? {};
    const recipient = { id: recipientId, address, domain };
    return [suppressionEvent(tenant, recipient, active.get(recipientId) ?? null, latest, updatedAt, now)];
  });
}

function suppressionEvent(
  tenant: string,
  recipient: { readonly id: string; readonly address: string | null; readonly domain: string },
  active: SuppressionRow | null,
  latest: SuppressionRow,
  policyAt: Date | null,
  now: Date,
): PushedEvent {
  const { suppressionId, cause, since, until, stream, category, ruleId, ruleVersion, deliveryId } = active ?? latest;
  const data = {
    recipient,
    suppressionId,
    cause,
    since: since.toISOString(),
    until: until?.toISOString() ?? null,
    stream,
  };
  // What one policy ends another may begin again: that is news, whatever was told before.
  const judgedBy = policyAt && policyAt > since ? policyAt.toISOString() : '';
  if (active)
    return {
      id: uuidOf('suppressed', recipient.id, suppressionId, until?.toISOString() ?? '', stream ?? '', judgedBy),
      type: 'suppression.added',
      tenant,
      timestamp: since.toISOString(),
      data: { ...data, category, ruleId, ruleVersion, deliveryId },
    };
  const endedAt = latest.liftedAt ?? latest.acceptedAfter ?? (until && until <= now ? until : since);
  return {
    id: uuidOf('lifted', recipient.id, suppressionId, judgedBy),
    type: 'suppression.lifted',
    tenant,
    timestamp: endedAt.toISOString(),
    data,
  };
}

function alertEvent(row: AlertRow, ruleset: Ruleset): PushedEvent {
  const type = row.closedAt !== null ? 'alert.closed' : row.sequence === 1 ? 'alert.opened' : 'alert.reminded';
  return {
    id: uuidOf('alert', row.id, row.sequence, type),
    type,
    tenant: row.tenant,
    timestamp: row.changedAt.toISOString(),
    data: alertData(row, ruleset),
  };
}
