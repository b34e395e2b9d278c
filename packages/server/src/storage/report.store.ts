import type pg from 'pg';
import type { StoredReport } from '../ingest/stored-event.ts';
import { copyInto, copyLine, timestamp } from './copy.ts';

/** Keeps returned mails and returns the ids of those that were new; the same bytes are the same report. */
export async function appendReports(client: pg.ClientBase, reports: readonly StoredReport[]): Promise<ReadonlySet<string>> {
  if (reports.length === 0) return new Set();
  const distinct = [...new Map(reports.map((report) => [`${report.tenant} ${report.reportId}`, report])).values()];
  const columns =
    'tenant, report_id, received_at, kind, reader, original_message_id, delivery_ids, signs, raw, topic, part, kafka_offset';
  await client.query('create temporary table if not exists incoming_report (like report) on commit delete rows');
  await copyInto(
    client,
    `incoming_report (${columns})`,
    distinct.map(({ tenant, reportId, receivedAt, kind, reader, originalMessageId, deliveryIds, signs, raw, position }) =>
      copyLine([
        tenant,
        reportId,
        timestamp(receivedAt),
        kind,
        reader,
        originalMessageId,
        `{${deliveryIds.join(',')}}`,
        `{${signs.join(',')}}`,
        raw,
        position?.topic ?? null,
        position?.partition ?? null,
        position?.offset ?? null,
      ]),
    ),
  );
  const inserted = await client.query<{ report_id: string }>(
    `insert into report (${columns})
     select ${columns}
       from incoming_report
      order by tenant, report_id
     on conflict do nothing
     returning report_id`,
  );
  return new Set(inserted.rows.map((row) => row.report_id));
}
