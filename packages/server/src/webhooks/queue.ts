import type pg from 'pg';
import { expand, type ExpandDeps } from '../push/expand.ts';
import { isWanted, type PushedEvent } from '../push/pushed-event.ts';
import { webhookColumns, webhookOf, type RawWebhook, type WebhookRow } from '../queries/webhook.query.ts';
import { holdErasures } from '../storage/erasures.ts';
import { advanceReader, readerPosition, readOutbox, type OutboxRow } from '../storage/outbox.store.ts';
import { withTransaction } from '../storage/transaction.ts';

export const webhooksReader = 'webhooks';
const rowsPerRead = 50;

/**
 * From the outbox into the endpoints' queues, one batch: what waits and how far we read change in one transaction, and the id
 * of the news is the key, so that nothing is lost or queued twice. Resolves to whether there is more.
 */
export async function queueWebhooks(pool: pg.Pool, deps: ExpandDeps, now: Date): Promise<boolean> {
  const from = await readerPosition(pool, webhooksReader);
  const rows = await readOutbox(pool, from, rowsPerRead);
  const last = rows.at(-1);
  if (!last) return false;
  await withTransaction(pool, async (client) => {
    await holdErasures(client);
    // Another server may have read the same: then it has queued it, too.
    if (await advanceReader(client, webhooksReader, from, last))
      await insert(client, await newsFor(client, deps, rows, now), now);
  });
  return true;
}

interface Queued {
  readonly endpoint: WebhookRow;
  readonly event: PushedEvent;
}

async function newsFor(
  client: pg.ClientBase,
  deps: ExpandDeps,
  rows: readonly OutboxRow[],
  now: Date,
): Promise<readonly Queued[]> {
  const tenants = Map.groupBy(rows, (row) => row.tenant);
  const endpoints = await enabledEndpoints(client, [...tenants.keys()]);
  const queued: Queued[] = [];
  for (const [tenant, ofTenant] of tenants) {
    const listening = endpoints.get(tenant) ?? [];
    if (listening.length === 0) continue;
    const wants = (prefix: string): boolean =>
      listening.some(({ types }) => types === null || types.some((type) => type.startsWith(prefix)));
    const parts = { deliveries: wants('delivery.'), suppressions: wants('suppression.'), alerts: wants('alert.') };
    for (const event of await expand(deps, tenant, ofTenant, now, parts)) {
      for (const endpoint of listening) {
        const { types, statuses, operator } = endpoint;
        if (isWanted(event, { types, statuses, operator, messageId: null, recipientId: null, showAddresses: true }))
          queued.push({ endpoint, event });
      }
    }
  }
  return queued;
}

async function enabledEndpoints(
  client: pg.ClientBase,
  tenants: readonly string[],
): Promise<ReadonlyMap<string, readonly WebhookRow[]>> {
  const { rows } = await client.query<RawWebhook>({
    name: 'enabled-webhooks',
    text: `select ${webhookColumns} from webhook_endpoint where tenant = any($1::text[]) and enabled`,
    values: [tenants],
  });
  return Map.groupBy(rows.map(webhookOf), (row) => row.tenant);
}

async function insert(client: pg.ClientBase, queued: readonly Queued[], now: Date): Promise<void> {
  if (queued.length === 0) return;
  await client.query({
    name: 'queue-webhooks',
    text: `insert into webhook_message (tenant, endpoint_id, event_id, type, body, created_at, state, tries, next_try_at)
           select tenant, endpoint_id, event_id, type, body, $6, 'pending', 0, $6
             from unnest($1::text[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) as q(tenant, endpoint_id, event_id, type, body)
           on conflict do nothing`,
    values: [
      queued.map(({ endpoint }) => endpoint.tenant),
      queued.map(({ endpoint }) => endpoint.id),
      queued.map(({ event }) => event.id),
      queued.map(({ event }) => event.type),
      queued.map(({ event }) => JSON.stringify(event)),
      now,
    ],
  });
}

/** Served by `webhook_message_by_age` and `webhook_try_by_age`. */
export async function dropOldWebhookMessages(pool: pg.Pool, before: Date): Promise<void> {
  await pool.query('delete from webhook_message where created_at < $1', [before]);
  await pool.query('delete from webhook_try where tried_at < $1', [before]);
}
