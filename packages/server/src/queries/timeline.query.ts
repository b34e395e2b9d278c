import type { Category, Confidence, Permanence, RunnerUp, Scope } from '@bezorgd/rules';
import type { Reads } from './reads.ts';
import type { DeliveryEventType } from '../events/mail-event.ts';
import { recipientPlaceholder } from '../ingest/mask-address.ts';

export interface TimelineRow {
  readonly eventId: string;
  readonly type: DeliveryEventType;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly replyCode: number | null;
  readonly enhancedStatusCode: string | null;
  readonly reply: string | null;
  readonly command: string | null;
  readonly mxHost: string | null;
  readonly remoteIp: string | null;
  readonly attempt: number | null;
  readonly category: Category | null;
  readonly permanence: Permanence | null;
  readonly scope: Scope | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly rulesetDigest: string | null;
  readonly proof: {
    readonly pluginId: string | null;
    readonly pluginVersion: string | null;
    readonly span: { readonly start: number; readonly end: number } | null;
    readonly confidence: Confidence;
    readonly runnersUp?: readonly RunnerUp[];
  } | null;
  readonly detail: Readonly<Record<string, string | null>> | null;
  readonly reportId: string | null;
}

interface RawRow {
  event_id: string;
  producer_event_id: string | null;
  type: DeliveryEventType;
  occurred_at: Date;
  received_at: Date;
  reply_code: number | null;
  enhanced_status_code: string | null;
  reply: string | null;
  command: string | null;
  mx_host: string | null;
  remote_ip: string | null;
  attempt: number | null;
  category: Category | null;
  permanence: Permanence | null;
  scope: Scope | null;
  rule_id: string | null;
  rule_version: number | null;
  digest: string | null;
  proof: TimelineRow['proof'];
  detail: Record<string, string | null> | null;
  report_id: string | null;
}

/** A delivery with more events than this (a newsletter opened by a machine, say) shows its oldest. */
const maxEntries = 500;

/**
 * A delivery's events in the order they happened. Served by the primary key of the day partitions between its first and its
 * last event.
 */
export async function readTimeline(
  reads: Reads,
  delivery: {
    readonly tenant: string;
    readonly id: string;
    readonly address: string | null;
    readonly firstEventAt: Date;
    readonly lastEventAt: Date;
  },
): Promise<readonly TimelineRow[]> {
  const { rows } = await reads.query<RawRow>({
    name: 'read-timeline',
    text: `select e.event_id, e.producer_event_id, e.type, e.occurred_at, e.received_at, e.reply_code, e.enhanced_status_code, e.reply, e.command,
                  e.mx_host, e.remote_ip, e.attempt, e.category, e.permanence, e.scope, e.rule_id, e.rule_version, s.digest, e.proof, e.detail, e.report_id
             from event e
             left join ruleset s on s.ruleset_id = e.ruleset_id
            where e.delivery_id = $1 and e.occurred_at between $2 and $3 and e.tenant = $4
            order by e.occurred_at, e.event_id
            limit ${maxEntries}`,
    values: [delivery.id, delivery.firstEventAt, delivery.lastEventAt, delivery.tenant],
  });
  return rows.map((raw) => rowOf(raw, delivery.address));
}

function rowOf(raw: RawRow, address: string | null): TimelineRow {
  const { reply, proof } = shown(raw.reply, raw.proof, address);
  return {
    eventId: raw.producer_event_id ?? raw.event_id,
    type: raw.type,
    occurredAt: raw.occurred_at,
    receivedAt: raw.received_at,
    replyCode: raw.reply_code,
    enhancedStatusCode: raw.enhanced_status_code,
    reply,
    command: raw.command,
    mxHost: raw.mx_host,
    remoteIp: raw.remote_ip,
    attempt: raw.attempt,
    category: raw.category,
    permanence: raw.permanence,
    scope: raw.scope,
    ruleId: raw.rule_id,
    ruleVersion: raw.rule_version,
    rulesetDigest: raw.digest,
    proof,
    detail: raw.detail,
    reportId: raw.report_id,
  };
}

/** Puts the address back where it stood, and moves the matched span along. An erased address stays a placeholder. */
function shown(reply: string | null, proof: TimelineRow['proof'], address: string | null): Pick<TimelineRow, 'reply' | 'proof'> {
  if (reply === null || address === null || !reply.includes(recipientPlaceholder)) return { reply, proof };
  const grows = address.length - recipientPlaceholder.length;
  const moved = (position: number): number =>
    position + grows * (reply.slice(0, position).split(recipientPlaceholder).length - 1);
  const span = proof?.span ?? null;
  return {
    reply: reply.replaceAll(recipientPlaceholder, address),
    proof: proof && { ...proof, span: span && { start: moved(span.start), end: moved(span.end) } },
  };
}
