import { once } from 'node:events';
import net from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultRuleset } from '@bezorgd/rules';
import { LiveEvents } from '../../src/push/live.ts';
import type { EventFilter } from '../../src/push/pushed-event.ts';
import { dropOutbox, endOfOutbox, mendOutbox, readerPosition, readOutbox } from '../../src/storage/outbox.store.ts';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { until } from '../support/process.ts';
import { openStream, type OpenStream } from '../support/event-stream.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pool: pg.Pool;
beforeAll(async () => {
  server = await testServer();
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

let clock = Date.now() - 3_600_000;
function event(type: string, messageId: string, more: object = {}): Record<string, unknown> {
  clock += 1000;
  return { type, messageId, recipient: `${messageId}@example.com`, occurredAt: new Date(clock).toISOString(), ...more };
}
const unknownUser = { reply: '550 5.1.1 User unknown' };
async function tell(...events: Record<string, unknown>[]): Promise<void> {
  expect((await server.post('/v1/events', { events })).body).toMatchObject({ refused: [] });
}
function stream(query = '', headers: Record<string, string> = {}): Promise<OpenStream> {
  return openStream(`${server.url}/v1/stream${query}`, { authorization: `Bearer ${server.key}`, ...headers });
}

describe('the stream', () => {
  test('tells what became of a mail, with the state and the reason in words', async () => {
    const open = await stream('?messageId=told');
    await tell(event('processed', 'told'));
    expect((await open.next()).data.data.status).toBe('processed');
    await tell(event('bounced', 'told', unknownUser));
    const { event: name, data } = await open.next();
    open.close();
    expect(name).toBe('delivery.status-changed');
    expect(data).toMatchObject({
      type: 'delivery.status-changed',
      tenant: 'default',
      data: {
        messageId: 'told',
        recipient: { address: 'told@example.com' },
        status: 'hard-bounced',
        verdict: { category: 'recipient-unknown', permanence: 'permanent', scope: 'recipient' },
        ruleId: expect.any(String),
        ruleVersion: expect.any(Number),
        explanation: { actor: expect.any(String), en: { cause: expect.any(String) }, nl: { remedy: expect.any(String) } },
      },
    });
  });

  test('goes on where it was broken off, and loses nothing in between', async () => {
    const first = await stream('?type=delivery.status-changed');
    await tell(event('delivered', 'before'));
    const seen = await first.next();
    first.close();
    await tell(event('delivered', 'away-1'), event('delivered', 'away-2'));
    await tell(event('delivered', 'away-3'));
    const second = await stream('?type=delivery.status-changed', { 'last-event-id': seen.id });
    const got = [await second.next(), await second.next(), await second.next()].map(({ data }) => data.data.messageId);
    await tell(event('delivered', 'back'));
    expect((await second.next()).data.data.messageId).toBe('back');
    second.close();
    expect(got.toSorted()).toEqual(['away-1', 'away-2', 'away-3']);
  });

  test('goes on for all that come back at once', async () => {
    const first = await stream('?type=delivery.status-changed');
    await tell(event('delivered', 'together'));
    const { id } = await first.next();
    first.close();
    const names = Array.from({ length: 8 }, (_, n) => `reader-${n}`);
    const back = await Promise.all(names.map((name) => stream(`?messageId=${name}`, { 'last-event-id': id })));
    await tell(...names.map((name) => event('delivered', name)));
    const got = await Promise.all(back.map((open) => open.next()));
    for (const open of back) open.close();
    expect(got.map(({ data }) => data.data.messageId)).toEqual(names);
    // And goes on when some of them have left.
    const [one, two] = await Promise.all(['later', 'left'].map((name) => stream(`?messageId=${name}`, { 'last-event-id': id })));
    two!.close();
    await tell(event('delivered', 'later'));
    expect((await one!.next()).data.data.messageId).toBe('later');
    one!.close();
  });

  test('who is cut in the middle of a batch gets the batch again, with the same ids', async () => {
    const first = await stream('?type=delivery.status-changed');
    await tell(event('delivered', 'batch-1'), event('delivered', 'batch-2'), event('delivered', 'batch-3'));
    const one = await first.next();
    first.close();
    const second = await stream('?type=delivery.status-changed', { 'last-event-id': one.id });
    const again = [await second.next(), await second.next(), await second.next()];
    second.close();
    expect(again.map(({ data }) => data.data.messageId).toSorted()).toEqual(['batch-1', 'batch-2', 'batch-3']);
    expect(again.map(({ data }) => data.id)).toContain(one.data.id);
  });

  test('keeps to its filter and to its tenant', async () => {
    const failed = await stream('?status=hard-bounced&status=soft-bounced');
    const other = await stream('', { 'bezorgd-tenant': 'other' });
    await tell(event('delivered', 'fine'), event('bounced', 'not-fine', unknownUser));
    await tell({ ...event('delivered', 'theirs'), tenant: 'other' });
    expect((await failed.next()).data.data.messageId).toBe('not-fine');
    expect((await other.next()).data.data.messageId).toBe('theirs');
    failed.close();
    other.close();
  });

  test('tells when an address is blocked, and when it may be mailed again, by whatever way', async () => {
    const open = await stream('?type=suppression.added&type=suppression.lifted');
    const next = async () => {
      const { data } = await open.next();
      return [data.type, data.data.recipient.address, data.data.cause];
    };
    await tell(event('processed', 'blocked'), event('bounced', 'blocked', unknownUser));
    expect(await next()).toEqual(['suppression.added', 'blocked@example.com', 'hard-bounce']);
    await tell({ ...event('delivered', 'later'), recipient: 'blocked@example.com' });
    expect(await next()).toEqual(['suppression.lifted', 'blocked@example.com', 'hard-bounce']);
    await server.post('/v1/suppressions', { address: 'by-hand@example.com', reason: 'asked' });
    expect(await next()).toEqual(['suppression.added', 'by-hand@example.com', 'manual']);
    await server.post('/v1/suppressions/lift', { address: 'by-hand@example.com', reason: 'asked again' });
    expect(await next()).toEqual(['suppression.lifted', 'by-hand@example.com', 'manual']);
    open.close();
  });

  test.each([
    ['?status=lost', {}, 400, /status/],
    ['?recipient=nobody', {}, 400, /recipient/],
    ['', { 'last-event-id': 'yesterday' }, 400, /Last-Event-ID/],
    ['', { 'last-event-id': '999999999999-1' }, 410, /Last-Event-ID/],
    ['', { authorization: 'Bearer nonsense' }, 401, /API key/],
  ])('%s %o is answered with %i', async (query, headers, status, words) => {
    const answer = await server.get(`/v1/stream${query}`, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.body.detail).toMatch(words);
  });
});

test('a connection that nobody reads is closed, and holds up nobody', async () => {
  const { hostname, port } = new URL(server.url);
  const socket = net.connect(Number(port), hostname);
  socket.pause();
  socket.write(
    `GET /v1/stream?type=delivery.status-changed HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer ${server.key}\r\n\r\n`,
  );
  // What the service has written is not read: the system's buffers fill first, then ours, then it is cut.
  const other = await stream('?messageId=last');
  for (let n = 0; n < 30; n++)
    await tell(
      ...Array.from({ length: 1000 }, (_, m) => event('delivered', `unread-${n}-${m}`, { tags: { a: 'x'.repeat(256) } })),
    );
  await tell(event('delivered', 'last'));
  expect((await other.next()).data.data.messageId).toBe('last');
  other.close();
  let got = '';
  socket.on('data', (chunk) => (got = (got + chunk.toString()).slice(-2000)));
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'close');
  expect(got).not.toContain('"last"');
});

describe('the outbox', () => {
  test('a transaction that commits late is not passed over', async () => {
    const start = await endOfOutbox(pool);
    const late = await pool.connect();
    await late.query('begin');
    await late.query("insert into outbox (tenant) values ('late')");
    await pool.query("insert into outbox (tenant) values ('early')");
    expect(await readOutbox(pool, start, 100)).toEqual([]);
    await late.query('commit');
    late.release();
    // Other databases of this server may have older transactions open for a moment.
    await until('no older transaction is open', async () => (await readOutbox(pool, start, 100)).length === 2);
    expect((await readOutbox(pool, start, 100)).map((row) => row.tenant)).toEqual(['late', 'early']);
  });

  test('what was dropped is said to be gone, never skipped in silence', async () => {
    const position = await endOfOutbox(pool);
    await pool.query("insert into outbox (tenant, at) values ('old', now() - interval '9 days')");
    const longAgo = new Date(Date.now() - 8 * 86_400_000);
    await pool.query("insert into outbox_reader (name, tx, outbox_id, updated_at) values ('behind', $1::xid8, 0, now())", [
      position.tx,
    ]);
    expect(await dropOutbox(pool, longAgo, ['behind'])).toBe(0);
    await pool.query("delete from outbox_reader where name = 'behind'");
    expect(await dropOutbox(pool, longAgo, ['behind'])).toBe(1);
    const answer = await server.get('/v1/stream', { 'last-event-id': `${position.tx}-0` });
    expect([answer.status, answer.body.code]).toEqual([410, 'position-gone']);
    // The row only claimed to be old: a transaction that is open elsewhere in this server may be older, and streams begin there.
    await pool.query("delete from outbox_reader where name = 'dropped'");
  });

  test('is read in the order of transactions as numbers', async () => {
    await pool.query("insert into outbox (tx, tenant) values ('10', 'ten'), ('9', 'nine'), ('100', 'hundred')");
    expect((await readOutbox(pool, { tx: '8', outboxId: '0' }, 3)).map((row) => row.tenant)).toEqual(['nine', 'ten', 'hundred']);
    const { rows } = await pool.query(
      `explain select tx::text from outbox where (tx, outbox_id) > ('8'::xid8, 0) order by outbox.tx, outbox.outbox_id limit 50`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('outbox_pkey');
    expect(plan).not.toContain('Sort');
    await pool.query("delete from outbox where tx < '101'");
  });

  test('of a database that was restored elsewhere, where transactions are counted anew, is told and goes on', async () => {
    await pool.query("insert into outbox (tx, tenant) values ('900000000', 'restored')");
    await pool.query("insert into outbox_reader (name, tx, outbox_id, updated_at) values ('restored', '900000001', 7, now())");
    await mendOutbox(pool);
    const position = await readerPosition(pool, 'restored');
    expect((await readOutbox(pool, position, 100)).map((row) => row.tenant)).toContain('restored');
    await pool.query("delete from outbox_reader where name = 'restored'");
  });

  test('an event that changed nothing is in no outbox', async () => {
    const again = event('delivered', 'twice', { eventId: 'same' });
    await tell(again);
    const before = (await pool.query('select count(*)::int as n from outbox')).rows[0].n;
    await tell(again);
    expect((await pool.query('select count(*)::int as n from outbox')).rows[0].n).toBe(before);
  });
});

test('a reader that does not read is cut, comes back, and gets everything', async () => {
  const log = pino({ level: 'silent' });
  const reads = new TenantReads(server.databaseUrl, 2, log);
  const live = new LiveEvents({
    pool,
    readsOf: (tenant) => reads.of(tenant, true),
    ruleset: defaultRuleset,
    log,
    pollMs: 10,
    maxQueued: 5,
  });
  const all: EventFilter = {
    types: ['delivery.status-changed'],
    statuses: null,
    messageId: null,
    recipientId: null,
    operator: false,
    showAddresses: true,
  };
  const slow = await live.open('default', all, null);
  const start = slow.position();
  const cut = new Promise((resolve) => slow.cut.addEventListener('abort', resolve));
  await tell(...Array.from({ length: 20 }, (_, n) => event('delivered', `slow-${n}`)));
  await cut;
  await expect(slow.next()).rejects.toMatchObject({ code: 'too-slow' });

  const back = await live.open('default', all, start);
  const got = new Set<string>();
  while (got.size < 20) {
    const { value } = await back.next();
    if (value?.event.type === 'delivery.status-changed') got.add(value.event.data.messageId);
  }
  await back.return();
  live.stop();
  await reads.end();
  expect(got.size).toBe(20);
});
