import { hash } from 'node:crypto';
import type pg from 'pg';
import type { Refusal } from '../events/decode.ts';
import type { QuarantinedMessage } from '../ingest/stored-event.ts';
import { copyInto, copyLine, timestamp } from './copy.ts';

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

/** As it lies there. */
export interface Quarantined extends Omit<QuarantinedMessage, 'errorClass' | 'errorPath' | 'errorMessage'> {
  readonly receivedAt: number;
}

interface RawRow {
  quarantine_id: string;
  tenant: string | null;
  received_at: Date;
  source: 'kafka' | 'http';
  topic: string | null;
  part: number | null;
  kafka_offset: bigint | null;
  message_key: Buffer | null;
  headers: Record<string, string> | null;
  value: Buffer;
}

/** Whole messages by their ids: of one tenant, or of any when null. Served by the primary key. */
export async function readQuarantined(
  pool: pg.Pool,
  tenant: string | null,
  quarantineIds: readonly string[],
): Promise<readonly Quarantined[]> {
  const { rows } = await pool.query<RawRow>({
    name: 'read-quarantined',
    text: `select quarantine_id, tenant, received_at, source, topic, part, kafka_offset, message_key, headers, value
             from quarantine
            where quarantine_id = any($1::uuid[]) and ($2::text is null or tenant = $2)
            order by received_at, topic, part, kafka_offset, quarantine_id`,
    values: [quarantineIds, tenant],
  });
  return rows.map((row) => ({
    quarantineId: row.quarantine_id,
    tenant: row.tenant,
    receivedAt: row.received_at.getTime(),
    source: row.source,
    position: row.topic === null ? null : { topic: row.topic, partition: row.part!, offset: row.kafka_offset! },
    key: row.message_key,
    headers: row.headers,
    value: row.value,
  }));
}

/** Who takes messages out of quarantine, and how the log calls it. */
export interface Removal {
  readonly tenant: string | null;
  readonly action: 'quarantine.replay' | 'quarantine.discard';
  readonly by: string;
  readonly reason: string | null;
}

/** Takes messages out, with a line in the log for each; resolves to those that were there. */
export async function removeQuarantined(
  client: pg.ClientBase | pg.Pool,
  quarantineIds: readonly string[],
  { tenant, action, by, reason }: Removal,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ quarantine_id: string }>({
    name: 'remove-quarantined',
    text: `with gone as (
             delete from quarantine
              where quarantine_id = any($1::uuid[]) and ($2::text is null or tenant = $2)
              returning quarantine_id, tenant, error_class, value_sha256),
           logged as (
             insert into audit_log (tenant, actor, action, subject, detail)
             select tenant, $3, $4, quarantine_id::text,
                    jsonb_strip_nulls(jsonb_build_object('errorClass', error_class, 'sha256', encode(value_sha256, 'hex'), 'reason', $5::text))
               from gone)
           select quarantine_id from gone`,
    values: [quarantineIds, tenant, by, action, reason],
  });
  return rows.map((row) => row.quarantine_id);
}

/** Why a message that was read again is refused now. */
export async function renewRefusal(pool: pg.Pool, quarantineId: string, { errorClass, path, message }: Refusal): Promise<void> {
  await pool.query({
    name: 'renew-refusal',
    text: 'update quarantine set error_class = $2, error_path = $3, error_message = $4 where quarantine_id = $1',
    values: [quarantineId, errorClass, path, message],
  });
}
