import { hash } from 'node:crypto';
import type pg from 'pg';
import type { QuarantinedMessage, StoredReport } from '../ingest/stored-event.ts';
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

export async function appendQuarantined(
  client: pg.ClientBase,
  messages: readonly QuarantinedMessage[],
  receivedAt: number,
): Promise<void> {
  if (messages.length === 0) return;
  const columns =
    'quarantine_id, tenant, received_at, source, topic, part, kafka_offset, message_key, headers, value, value_bytes, value_sha256, error_class, error_path, error_message';
  await client.query('create temporary table if not exists incoming_quarantine (like quarantine) on commit delete rows');
  await copyInto(
    client,
    `incoming_quarantine (${columns})`,
    messages.map((message) =>
      copyLine([
        message.quarantineId,
        message.tenant,
        timestamp(receivedAt),
        message.source,
        message.position?.topic ?? null,
        message.position?.partition ?? null,
        message.position?.offset ?? null,
        message.key,
        message.headers && JSON.stringify(storable(message.headers)),
        message.value,
        message.value.length,
        hash('sha256', message.value, 'buffer'),
        message.errorClass,
        message.errorPath,
        message.errorMessage,
      ]),
    ),
  );
  await client.query(`insert into quarantine (${columns}) select ${columns} from incoming_quarantine on conflict do nothing`);
}

/** Header values that jsonb can hold: no null characters, no lone surrogates. */
function storable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const clean = (text: string): string => text.replaceAll('\0', '\u{FFFD}').toWellFormed();
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [clean(name), clean(value)]));
}
