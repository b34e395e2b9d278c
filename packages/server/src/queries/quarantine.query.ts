import { equal } from './equal.ts';
import type { Reads } from './reads.ts';
import { pageOf, type Cursor, type Page } from './cursor.ts';

export interface QuarantineRow {
  readonly quarantineId: string;
  readonly receivedAt: Date;
  readonly source: string;
  readonly topic: string | null;
  readonly partition: number | null;
  readonly offset: bigint | null;
  readonly bytes: number;
  readonly errorClass: string;
  readonly errorPath: string | null;
  readonly errorMessage: string;
}

/** Newest first; of every tenant and of none when `tenant` is null. Served by `quarantine_by_tenant`, or by `quarantine_by_time`. */
export async function listQuarantined(
  reads: Reads,
  tenant: string | null,
  limit: number,
  after: Cursor | null,
): Promise<Page<QuarantineRow>> {
  const ofTenant = equal(4, { tenant });
  const { rows } = await reads.query<RawRow>({
    name: `list-quarantined${ofTenant.shape}`,
    text: `select ${columns}
             from quarantine
            where (received_at, quarantine_id) < ($1::timestamptz, $2::uuid) ${ofTenant.text}
            order by received_at desc, quarantine_id desc
            limit $3`,
    values: [
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      limit + 1,
      ...ofTenant.values,
    ],
  });
  return pageOf(rows.map(rowOf), limit);
}

/** Of a tenant, or of any when null; newest first. Served by the primary key. */
export async function findQuarantined(
  reads: Reads,
  tenant: string | null,
  quarantineIds: readonly string[],
): Promise<readonly QuarantineRow[]> {
  const { rows } = await reads.query<RawRow>({
    name: 'find-quarantined',
    text: `select ${columns}
             from quarantine
            where quarantine_id = any($1::uuid[]) and ($2::text is null or tenant = $2)
            order by received_at desc, quarantine_id desc`,
    values: [quarantineIds, tenant],
  });
  return rows.map(rowOf);
}

interface RawRow {
  quarantine_id: string;
  received_at: Date;
  source: string;
  topic: string | null;
  part: number | null;
  kafka_offset: bigint | null;
  value_bytes: number;
  error_class: string;
  error_path: string | null;
  error_message: string;
}
const columns =
  'quarantine_id, received_at, source, topic, part, kafka_offset, value_bytes, error_class, error_path, error_message';

function rowOf(raw: RawRow): QuarantineRow {
  return {
    quarantineId: raw.quarantine_id,
    receivedAt: raw.received_at,
    source: raw.source,
    topic: raw.topic,
    partition: raw.part,
    offset: raw.kafka_offset,
    bytes: raw.value_bytes,
    errorClass: raw.error_class,
    errorPath: raw.error_path,
    errorMessage: raw.error_message,
  };
}
