import { recipientPlaceholder, type Category, type Confidence, type Permanence, type RunnerUp, type Scope } from '@bezorgd/rules';
import type { Reads } from './reads.ts';
import type { DeliveryEventType } from '../events/mail-event.ts';

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
  readonly detail: Readonly<Record<string, string | boolean | null>> | null;
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
  detail: Record<string, string | boolean | null> | null;
  report_id: string | null;
  /** Whether the caller may see addresses. */
  shown: boolean;
}

/** A delivery with more events than this (a newsletter opened by a machine, say) shows its oldest, and goes on from there where asked. */
export const maxEntries = 500;

/** Which events of a delivery: those from `firstEventAt` to `lastEventAt`. */
export interface AskedTimeline {
  readonly id: string;
  readonly address: string | null;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
}

/**
 * The events of several deliveries at once, each in the order they happened, without the first `after` of each; one list per question, in their order. Served by
 * the primary key of the day partitions between the first and the last event.
 */
export async function readTimelines(
  reads: Reads,
  tenant: string,
  asked: readonly AskedTimeline[],
  after = 0,
): Promise<readonly (readonly TimelineRow[])[]> {
  const { rows } = await reads.query<RawRow & { place: number }>({
    name: 'read-timelines',
    text: `select asked.place::int as place, e.event_id, e.producer_event_id, e.type, e.occurred_at, e.received_at, e.reply_code,
                  e.enhanced_status_code, e.reply, e.command, e.mx_host, e.remote_ip, e.attempt, e.category, e.permanence, e.scope, e.rule_id,
                  e.rule_version, s.digest, e.proof, e.report_id, addresses_shown() as shown,
                  case when addresses_shown() then e.detail else e.detail - 'ip' end as detail
             from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) with ordinality as asked(delivery_id, first_at, last_at, place)
            cross join lateral (
              select *
                from event
               where delivery_id = asked.delivery_id and occurred_at between asked.first_at and asked.last_at and tenant = $4
               order by occurred_at, event_id
               limit ${maxEntries} offset $5) e
             left join ruleset s on s.ruleset_id = e.ruleset_id
            order by asked.place, e.occurred_at, e.event_id`,
    values: [
      asked.map((one) => one.id),
      asked.map((one) => one.firstEventAt),
      asked.map((one) => one.lastEventAt),
      tenant,
      after,
    ],
  });
  const timelines = asked.map((): TimelineRow[] => []);
  for (const raw of rows) timelines[raw.place - 1]!.push(rowOf(raw, asked[raw.place - 1]!.address));
  return timelines;
}

function rowOf(raw: RawRow, address: string | null): TimelineRow {
  const { reply, proof } = withAddress(raw.reply, raw.proof, address);
  const words = (text: string): string => (raw.shown ? text : starred(text));
  return {
    eventId: raw.producer_event_id === null ? raw.event_id : words(raw.producer_event_id),
    type: raw.type,
    occurredAt: raw.occurred_at,
    receivedAt: raw.received_at,
    replyCode: raw.reply_code,
    enhancedStatusCode: raw.enhanced_status_code,
    reply: reply && words(reply),
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
    detail:
      raw.detail &&
      Object.fromEntries(
        Object.entries(raw.detail).map(([name, value]) => [name, typeof value === 'string' ? words(value) : value]),
      ),
    reportId: raw.report_id,
  };
}

/**
 * Addresses of others in a server's words, for those who may not see them, also where the local part is quoted or the at sign is
 * written otherwise; as long as before, so that spans hold.
 */
function starred(text: string): string {
  return text.replace(
    /"([^"])((?:[^"]|\\")*)"(?=@|%40|＠)|([^\s<>"@＠])([^\s<>"@＠]*)(?=@|%40|＠)/gu,
    (_, quoted: string | undefined, rest: string, first: string, more: string) =>
      quoted === undefined ? first + '*'.repeat(more.length) : `"${quoted}${'*'.repeat(rest.length)}"`,
  );
}

/** Puts the address back where it stood, and moves the matched span along. An erased address stays a placeholder. */
function withAddress(
  reply: string | null,
  proof: TimelineRow['proof'],
  address: string | null,
): Pick<TimelineRow, 'reply' | 'proof'> {
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

/** A word of an event's detail; null where there is none. */
export function textOf(detail: TimelineRow['detail'], name: 'userAgent' | 'ip' | 'method' | 'url' | 'reason'): string | null {
  const value = detail?.[name];
  return typeof value === 'string' ? value : null;
}
