import type pg from 'pg';
import { expand, type ExpandDeps } from '../push/expand.ts';
import type { PushedEvent } from '../push/pushed-event.ts';
import {
  advanceReader,
  beginReader,
  endOfOutbox,
  isReader,
  readerPosition,
  readOutbox,
  suppressedRecipients,
  wasDropped,
  type SuppressedRecipient,
} from '../storage/outbox.store.ts';
import type { EventSink, SinkMessage } from './event-sink.ts';

export const kafkaReader = 'kafka';
const rowsPerRead = 50;

/**
 * From the outbox to the broker, one batch: the position moves after the broker has it, so a crash in between publishes it
 * again, and loses nothing. Resolves to whether there is more.
 */
export async function publishOutbox(pool: pg.Pool, deps: ExpandDeps, sink: EventSink, now: Date): Promise<boolean> {
  // New here, or switched off for longer than the outbox is kept: begin with all that blocks.
  if (!(await isReader(pool, kafkaReader)) || (await wasDropped(pool, await readerPosition(pool, kafkaReader))))
    await publishAllBlocks(pool, deps, sink, now);
  const from = await readerPosition(pool, kafkaReader);
  const rows = await readOutbox(pool, from, rowsPerRead);
  const last = rows.at(-1);
  if (!last) return false;
  const parts = { deliveries: true, suppressions: true, alerts: false };
  for (const [tenant, ofTenant] of Map.groupBy(rows, (row) => row.tenant)) {
    await sink.publish((await expand(deps, tenant, ofTenant, now, parts)).flatMap(messageOf));
  }
  await advanceReader(pool, kafkaReader, from, last);
  return true;
}

/**
 * Before the first batch: all that blocks now, and a tombstone for what does not any more, so that `mail.suppression` is whole
 * whatever it said before. Who comes back after a crash begins again; what changes meanwhile follows.
 */
async function publishAllBlocks(pool: pg.Pool, deps: ExpandDeps, sink: EventSink, now: Date): Promise<void> {
  const start = await endOfOutbox(pool);
  const parts = { deliveries: false, suppressions: true, alerts: false };
  for (let after: SuppressedRecipient | null = null; ;) {
    const page: readonly SuppressedRecipient[] = await suppressedRecipients(pool, after, 1000);
    for (const [tenant, recipients] of Map.groupBy(page, (one) => one.tenant)) {
      const row = { deliveries: [], recipients: recipients.map((one) => one.recipientId), alerts: [] };
      await sink.publish((await expand(deps, tenant, [row], now, parts)).flatMap(messageOf));
    }
    after = page.at(-1) ?? null;
    if (!after) break;
  }
  await beginReader(pool, kafkaReader, start);
}

function messageOf(event: PushedEvent): readonly SinkMessage[] {
  const headers = { tenant: event.tenant, 'event-id': event.id };
  switch (event.type) {
    case 'delivery.status-changed':
      return [{ topic: 'mail.status', key: `${event.tenant}/${event.data.id}`, value: JSON.stringify(event), headers }];
    case 'suppression.added':
    case 'suppression.lifted': {
      const value = event.type === 'suppression.added' ? JSON.stringify(event) : null;
      return [{ topic: 'mail.suppression', key: `${event.tenant}/${event.data.recipient.id}`, value, headers }];
    }
    default:
      return [];
  }
}
