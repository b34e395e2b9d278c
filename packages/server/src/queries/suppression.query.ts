import type { Category } from '@bezorgd/rules';
import type { Reads } from './reads.ts';

export interface SuppressionRow {
  readonly recipientId: string;
  readonly suppressionId: string;
  readonly cause: string;
  readonly since: Date;
  /** Null: for ever. */
  readonly until: Date | null;
  readonly active: boolean;
  readonly deliveryId: string | null;
  readonly eventId: string | null;
  readonly category: Category | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly rulesetDigest: string | null;
  readonly liftedAt: Date | null;
  readonly liftedBy: string | null;
  readonly liftReason: string | null;
  readonly createdBy: string | null;
  readonly reason: string | null;
}

interface RawRow {
  recipient_id: string;
  suppression_id: string;
  cause: string;
  since: Date;
  until: Date | null;
  active: boolean;
  delivery_id: string | null;
  event_id: string | null;
  category: Category | null;
  rule_id: string | null;
  rule_version: number | null;
  digest: string | null;
  lifted_at: Date | null;
  lifted_by: string | null;
  lift_reason: string | null;
  created_by: string | null;
  reason: string | null;
}

/**
 * The rows of `suppression` are facts; whether one blocks is asked now: not lifted, not over; for a hard bounce no mail
 * accepted for the recipient since; and where a returned mail tells it, only if we sent the mail that it speaks of.
 */
const active = `(s.lifted_at is null and (s.until is null or s.until > $3)
   and (not s.by_report or exists (
     select from delivery b where b.tenant = s.tenant and b.delivery_id = s.delivery_id and b.sent))
   and (s.cause <> 'hard-bounce' or not exists (
     select from delivery d where d.tenant = s.tenant and d.recipient_id = s.recipient_id and d.delivered_at > s.since)))`;
const columns = `s.recipient_id, s.suppression_id, s.cause, s.since, s.until, s.delivery_id, s.event_id, s.category, s.rule_id, s.rule_version,
  v.digest, s.lifted_at, s.lifted_by, s.lift_reason, s.created_by, s.reason`;

function rowOf(raw: RawRow): SuppressionRow {
  return {
    recipientId: raw.recipient_id,
    suppressionId: raw.suppression_id,
    cause: raw.cause,
    since: raw.since,
    until: raw.until,
    active: raw.active,
    deliveryId: raw.delivery_id,
    eventId: raw.event_id,
    category: raw.category,
    ruleId: raw.rule_id,
    ruleVersion: raw.rule_version,
    rulesetDigest: raw.digest,
    liftedAt: raw.lifted_at,
    liftedBy: raw.lifted_by,
    liftReason: raw.lift_reason,
    createdBy: raw.created_by,
    reason: raw.reason,
  };
}

/**
 * The suppression that blocks longest, by recipient; recipients that may be mailed are absent. Served by the primary key,
 * and by `delivery_by_recipient` for those with a hard bounce.
 */
export async function findActiveSuppressions(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SuppressionRow>> {
  const { rows } = await reads.query<RawRow>({
    name: 'find-active-suppressions',
    text: `select distinct on (s.recipient_id) ${columns}, true as active
             from suppression s
             left join ruleset v on v.ruleset_id = s.ruleset_id
            where s.tenant = $1 and s.recipient_id = any($2::uuid[]) and ${active}
            order by s.recipient_id, s.until desc nulls first, s.since desc`,
    values: [tenant, recipientIds, now],
  });
  return new Map(rows.map((raw) => [raw.recipient_id, rowOf(raw)]));
}

/** All that ever blocked these recipients, newest first, at most a hundred each. Served by the primary key. */
export async function listSuppressions(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
): Promise<readonly SuppressionRow[]> {
  const { rows } = await reads.query<RawRow>({
    name: 'list-suppressions',
    text: `select ${columns}, ${active} as active
             from unnest($2::uuid[]) as asked(recipient_id)
            cross join lateral (
              select *
                from suppression
               where tenant = $1 and recipient_id = asked.recipient_id
               order by since desc, suppression_id
               limit 100) s
             left join ruleset v on v.ruleset_id = s.ruleset_id
            order by s.since desc, s.suppression_id`,
    values: [tenant, recipientIds, now],
  });
  return rows.map(rowOf);
}
