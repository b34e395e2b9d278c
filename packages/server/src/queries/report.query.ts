import { equal } from './equal.ts';
import type { Reads } from './reads.ts';
import { pageOf, type Cursor, type Page } from './cursor.ts';

export interface ReportRow {
  readonly reportId: string;
  readonly receivedAt: Date;
  readonly kind: string;
  readonly reader: string | null;
  readonly originalMessageId: string | null;
  readonly bytes: number;
  readonly deliveryIds: readonly string[];
  readonly signs: readonly string[];
}

interface RawRow {
  report_id: string;
  received_at: Date;
  kind: string;
  reader: string | null;
  original_message_id: string | null;
  bytes: number;
  delivery_ids: string[];
  signs: string[];
}

function rowOf(raw: RawRow): ReportRow {
  return {
    reportId: raw.report_id,
    receivedAt: raw.received_at,
    kind: raw.kind,
    reader: raw.reader,
    originalMessageId: raw.original_message_id,
    bytes: raw.bytes,
    deliveryIds: raw.delivery_ids,
    signs: raw.signs,
  };
}

/** Newest first. Served by `report_by_time`, and by `report_by_kind` where one is given. */
export async function listReports(
  reads: Reads,
  tenant: string,
  kind: string | undefined,
  limit: number,
  after: Cursor | null,
): Promise<Page<ReportRow>> {
  const ofKind = equal(5, { kind });
  const { rows } = await reads.query<RawRow>({
    name: `list-reports${ofKind.shape}`,
    text: `select report_id, received_at, kind, reader, original_message_id, length(raw) as bytes, delivery_ids, signs
             from report
            where tenant = $1 and (received_at, report_id) < ($2::timestamptz, $3::uuid) ${ofKind.text}
            order by received_at desc, report_id desc
            limit $4`,
    values: [
      tenant,
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      limit + 1,
      ...ofKind.values,
    ],
  });
  return pageOf(rows.map(rowOf), limit);
}

/** Served by the primary key. */
export async function findReport(reads: Reads, tenant: string, reportId: string): Promise<ReportRow | null> {
  const { rows } = await reads.query<RawRow>({
    name: 'find-report',
    text: `select report_id, received_at, kind, reader, original_message_id, length(raw) as bytes, delivery_ids, signs
             from report
            where tenant = $1 and report_id = $2`,
    values: [tenant, reportId],
  });
  return rows[0] ? rowOf(rows[0]) : null;
}
