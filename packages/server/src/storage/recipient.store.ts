import type pg from 'pg';
import type { StoredEvent } from '../ingest/stored-event.ts';
import { locks } from './locks.ts';

export const holdRecipientsSql = `select pg_advisory_xact_lock_shared(${locks.recipients}), (select last_value::text from recipient_epoch) as epoch`;

/** Keeps recipients from being deleted until the transaction ends; answers how often any were. */
export async function holdRecipients(client: pg.ClientBase): Promise<bigint> {
  const { rows } = await client.query<{ epoch: string }>({
    name: 'hold-recipients',
    text: holdRecipientsSql,
  });
  return BigInt(rows[0]!.epoch);
}

/** Waits until nobody holds recipients, and lets nobody hold them until the transaction ends. */
export async function seizeRecipients(client: pg.ClientBase): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(${locks.recipients}), nextval('recipient_epoch')`);
}

/** Makes the rows of recipients that are not there yet. `known` spares the round trip for those seen before; it is bounded. */
export async function ensureRecipients(
  client: pg.ClientBase,
  events: readonly StoredEvent[],
  known: Set<string>,
): Promise<readonly string[]> {
  const missing = new Map<string, StoredEvent>();
  for (const event of events) {
    const key = `${event.tenant} ${event.recipient.recipientId}`;
    if (!known.has(key)) missing.set(key, event);
  }
  if (missing.size === 0) return [];
  const rows = [...missing.values()].toSorted((a, b) => (a.recipient.recipientId < b.recipient.recipientId ? -1 : 1));
  await client.query({
    name: 'ensure-recipients',
    text: `insert into recipient (tenant, recipient_id, address, domain)
           select * from unnest($1::text[], $2::uuid[], $3::text[], $4::text[])
           on conflict do nothing`,
    values: [
      rows.map((event) => event.tenant),
      rows.map((event) => event.recipient.recipientId),
      rows.map((event) => event.recipient.address),
      rows.map((event) => event.recipient.domain),
    ],
  });
  return [...missing.keys()];
}
