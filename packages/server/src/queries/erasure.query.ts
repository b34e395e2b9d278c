import { pageOf, type Cursor, type Page } from './cursor.ts';
import type { Reads } from './reads.ts';

/** What was cleared, and where. */
export interface Cleared {
  readonly address: number;
  readonly events: number;
  readonly reports: number;
  readonly quarantined: number;
  readonly notes: number;
  readonly pushed: number;
}

export interface Erasure {
  readonly erasureId: string;
  readonly recipientId: string;
  readonly erasedAt: Date;
  readonly erasedBy: string;
  readonly reason: string;
  readonly cleared: Cleared;
}

interface RawRow {
  erasure_id: string;
  recipient_id: string;
  erased_at: Date;
  erased_by: string;
  reason: string;
  cleared: Cleared;
}

/** Who was forgotten, newest first. Served by `erasure_by_time`. */
export async function listErasures(reads: Reads, tenant: string, limit: number, after: Cursor | null): Promise<Page<Erasure>> {
  const { rows } = await reads.query<RawRow>({
    name: 'list-erasures',
    text: `select erasure_id, recipient_id, erased_at, erased_by, reason, cleared
             from erasure
            where tenant = $1 and (erased_at, erasure_id) < ($2::timestamptz, $3::uuid)
            order by erased_at desc, erasure_id desc
            limit $4`,
    values: [tenant, after ? new Date(after.at) : 'infinity', after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff', limit + 1],
  });
  const erasures = rows.map((row) => ({
    erasureId: row.erasure_id,
    recipientId: row.recipient_id,
    erasedAt: row.erased_at,
    erasedBy: row.erased_by,
    reason: row.reason,
    cleared: row.cleared,
  }));
  return pageOf(erasures, limit);
}

/** Returned mails that tell of one recipient's deliveries, whole. Served by the primary keys of `event` and `report`. */
export async function readReportsOf(
  reads: Reads,
  tenant: string,
  reportIds: readonly string[],
): Promise<readonly { readonly reportId: string; readonly receivedAt: Date; readonly raw: Buffer }[]> {
  const { rows } = await reads.query<{ report_id: string; received_at: Date; raw: Buffer }>({
    name: 'read-reports-of',
    text: 'select report_id, received_at, raw from report where tenant = $1 and report_id = any($2::uuid[]) order by received_at, report_id',
    values: [tenant, reportIds],
  });
  return rows.map((row) => ({ reportId: row.report_id, receivedAt: row.received_at, raw: row.raw }));
}

/** Entries of the log. Served by the primary key. */
export async function readLogEntries(reads: Reads, tenant: string, auditIds: readonly string[]): Promise<readonly object[]> {
  const { rows } = await reads.query({
    name: 'read-log-entries',
    text: `select at, actor, action, subject, detail from audit_log
            where tenant = $1 and audit_id = any($2::bigint[])
            order by at, audit_id`,
    values: [tenant, auditIds],
  });
  return rows;
}

/** What was pushed, or answered to it. */
export interface PushedKey {
  readonly endpoint_id: string;
  readonly event_id: string;
}

/** Messages of webhooks, as they were sent, and what was answered to them. Served by the primary keys. */
export async function readPushed(reads: Reads, tenant: string, keys: readonly PushedKey[]): Promise<readonly object[]> {
  const { rows } = await reads.query({
    name: 'read-pushed',
    text: `select m.created_at as "createdAt", m.body, array(
                    select t.answer from webhook_try t
                     where t.tenant = $1 and t.endpoint_id = found.endpoint_id and t.event_id = found.event_id and t.answer is not null
                     order by t.tried_at) as answers
             from unnest($2::uuid[], $3::uuid[]) as found(endpoint_id, event_id)
             left join webhook_message m on m.tenant = $1 and m.endpoint_id = found.endpoint_id and m.event_id = found.event_id`,
    values: [tenant, keys.map((key) => key.endpoint_id), keys.map((key) => key.event_id)],
  });
  return rows;
}
