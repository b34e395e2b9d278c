import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endOfOutbox, readOutbox, tellEndedSuppressions } from '../../src/storage/outbox.store.ts';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { openStream } from '../support/event-stream.ts';
import { until } from '../support/process.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pool: pg.Pool;
beforeAll(async () => {
  server = await testServer();
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

const tables = [
  'outbox',
  'alert_rule',
  'alert',
  'waiting_delivery',
  'domain_delivery_time',
  'event_count',
  'sender_trouble',
  'webhook_endpoint',
  'webhook_message',
  'webhook_try',
];

test('every table that readers may read, and that carries a tenant, lets through that tenant’s rows only', async () => {
  const { rows } = await pool.query<{ table: string; secured: boolean }>(
    `select c.relname as table, c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid) as secured
       from pg_class c
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant'
      where c.relkind in ('r', 'p') and has_table_privilege('bezorgd_reader', c.oid, 'select')`,
  );
  expect(rows.filter((row) => !row.secured)).toEqual([]);
  expect(rows.map((row) => row.table)).toEqual(expect.arrayContaining(tables));
});

test('what one tenant has in them, another’s reads do not see', async () => {
  const of = { 'bezorgd-tenant': 'alpha' };
  const occurredAt = new Date(Date.now() - 20 * 3_600_000).toISOString();
  await server.post('/v1/alert-rules', { kind: 'mail-failed', name: 'f' }, of);
  await server.post('/v1/alert-rules', { kind: 'mail-silent', name: 's' }, of);
  const { body } = await server.post('/v1/webhooks', { url: 'https://8.8.8.8/x' }, of);
  await server.post(`/v1/webhooks/${body.webhook.id}/ping`, {}, of);
  const mail = (type: string, id: string, reply?: string) => ({
    type,
    messageId: id,
    recipient: `${id}@example.com`,
    occurredAt,
    reply,
  });
  await server.post(
    '/v1/events',
    { events: [mail('processed', 'a'), mail('bounced', 'b', '550 5.7.1 blocked using Spamhaus'), mail('delivered', 'c')] },
    of,
  );
  await until('the leader has taken it in', async () => {
    const { rows } = await pool.query(
      'select (select count(*) from alert) > 0 and (select count(*) from waiting_delivery) > 0 as done',
    );
    return rows[0].done;
  });
  const reads = new TenantReads(server.databaseUrl, 2, pino({ level: 'silent' }));
  const count = async (tenant: string, table: string): Promise<number> =>
    (
      await reads
        .of(tenant, true)
        .query<{ n: number }>({ name: table, text: `select count(*)::int as n from ${table}`, values: [] })
    ).rows[0]!.n;
  const filled = tables.filter((table) => !['domain_delivery_time', 'webhook_try'].includes(table));
  for (const table of filled) {
    expect([table, (await count('alpha', table)) > 0]).toEqual([table, true]);
    expect([table, await count('beta', table)]).toEqual([table, 0]);
  }
  await reads.end();
});

test('a block that ends by time is told, once: one by hand, and one whose end the policy says', async () => {
  const stream = await openStream(`${server.url}/v1/stream?type=suppression.lifted`, { authorization: `Bearer ${server.key}` });
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  await server.post('/v1/suppressions', {
    address: 'soon@example.com',
    reason: 'x',
    until: new Date(Date.now() + 3_600_000).toISOString(),
  });
  await server.post('/v1/events', {
    events: [
      {
        type: 'bounced',
        messageId: 'ends@example.org',
        recipient: 'dead@example.com',
        occurredAt,
        reply: '550 5.1.1 User unknown',
      },
    ],
  });
  const ends = async (): Promise<Date[]> =>
    (await pool.query<{ ends_at: Date }>("select ends_at from block_end where tenant = 'default' order by 1")).rows.map(
      (row) => row.ends_at,
    );
  await until('the ends are known', async () => (await ends()).length === 2);
  expect((await ends())[1]).toEqual(new Date(Date.parse(occurredAt) + 7 * 86_400_000));

  // The time has come for both.
  await pool.query("update suppression set until = now() - interval '1 second' where cause = 'manual'");
  await pool.query("update suppression set since = since - interval '8 days' where cause = 'hard-bounce'");
  const past = new Date(Date.now() + 8 * 86_400_000);
  await tellEndedSuppressions(pool, past);
  await tellEndedSuppressions(pool, past);
  const told = [(await stream.next()).data, (await stream.next()).data];
  expect(told.map((event: any) => [event.type, event.data.recipient.address]).toSorted()).toEqual([
    ['suppression.lifted', 'dead@example.com'],
    ['suppression.lifted', 'soon@example.com'],
  ]);
  stream.close();
  await until('nothing ends any more', async () => (await ends()).length === 0);
});

test('a policy that ends or lengthens blocks is told, each time, to those whose block it changes', async () => {
  const of = { 'bezorgd-tenant': 'strict' };
  const bounced = (name: string, days: number) => ({
    type: 'bounced',
    messageId: `${name}@example.org`,
    recipient: `${name}@example.com`,
    occurredAt: new Date(Date.now() - days * 86_400_000).toISOString(),
    reply: '550 5.1.1 User unknown',
  });
  const stream = await openStream(`${server.url}/v1/stream?type=suppression.added&type=suppression.lifted`, {
    authorization: `Bearer ${server.key}`,
    ...of,
  });
  const toldNext = async (count: number) => {
    const events: any[] = [];
    while (events.length < count) events.push((await stream.next()).data);
    return events.toSorted((a, b) => (a.data.recipient.address < b.data.recipient.address ? -1 : 1));
  };
  const set = async (days: number) => {
    const answer = await fetch(`${server.url}/v1/suppression-policy`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json', ...of },
      body: JSON.stringify({ hardBounce: { days } }),
    });
    expect(answer.status).toBe(200);
  };
  const short = (events: any[]) => events.map(({ type, data }) => [type, data.recipient.address]);
  await server.post('/v1/events', { events: [bounced('old', 5), bounced('new', 1), bounced('long-over', 100)] }, of);
  await server.post('/v1/suppressions', { address: 'by-hand@example.com', reason: 'x' }, of);
  expect((await toldNext(4)).map(({ data }) => data.recipient.address)).toContain('by-hand@example.com');
  await set(3);
  const first = await toldNext(2);
  expect(short(first)).toEqual([
    ['suppression.added', 'new@example.com'],
    ['suppression.lifted', 'old@example.com'],
  ]);
  expect(Date.parse(first[0].data.until) - Date.parse(first[0].data.since)).toBe(3 * 86_400_000);
  await set(7);
  const second = await toldNext(2);
  expect(short(second)).toEqual([
    ['suppression.added', 'new@example.com'],
    ['suppression.added', 'old@example.com'],
  ]);
  await set(3);
  const third = await toldNext(2);
  expect(short(third)).toEqual(short(first));
  expect(new Set([...first, ...second, ...third].map((event) => event.id)).size).toBe(6);
  // The same again changes nothing: what is told next is the next thing that happens.
  await set(3);
  await server.post('/v1/events', { events: [bounced('next', 0)] }, of);
  expect(short(await toldNext(1))).toEqual([['suppression.added', 'next@example.com']]);
  stream.close();
});

test('a policy that makes soft bounces block, and then not, is told both times', async () => {
  const of = { 'bezorgd-tenant': 'softly' };
  const full = (days: number) => ({
    type: 'bounced',
    messageId: `full-${days}@example.org`,
    recipient: 'full@example.com',
    occurredAt: new Date(Date.now() - days * 86_400_000).toISOString(),
    reply: '452 4.2.2 Mailbox full',
  });
  await server.post('/v1/events', { events: [full(3), full(2), full(1)] }, of);
  const stream = await openStream(`${server.url}/v1/stream?type=suppression.added&type=suppression.lifted`, {
    authorization: `Bearer ${server.key}`,
    ...of,
  });
  const set = (softBounce: object | null) =>
    fetch(`${server.url}/v1/suppression-policy`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json', ...of },
      body: JSON.stringify({ softBounce }),
    });
  await set({ count: 2, withinDays: 30, days: 30 });
  expect((await stream.next()).data).toMatchObject({ type: 'suppression.added', data: { cause: 'soft-bounce' } });
  await set(null);
  expect((await stream.next()).data).toMatchObject({
    type: 'suppression.lifted',
    data: { recipient: { address: 'full@example.com' } },
  });
  stream.close();
});

test('many recipients of few rows are read in parts', async () => {
  const from = await endOfOutbox(pool);
  for (let row = 0; row < 10; row++)
    await pool.query(
      "insert into outbox (tenant, recipients) select 'read-in-parts', array_agg(gen_random_uuid()) from generate_series(1, 1000)",
    );
  const read = async () => (await readOutbox(pool, from, 100)).flatMap((row) => row.recipients).length;
  // Rows are seen once all transactions before them are over.
  await until('they can be read', async () => (await read()) >= 3000);
  expect(await read()).toBeLessThanOrEqual(4000);
});

test('who may not see addresses is told without them', async () => {
  const made = await server.graphql(
    'mutation { createApiKey(input: { name: "ops", roles: [OPERATOR], tenant: "default" }) { key } }',
  );
  const stream = await openStream(`${server.url}/v1/stream`, { authorization: `Bearer ${made.data.createApiKey.key}` });
  await server.post('/v1/suppressions', { address: 'secret.name@example.com', reason: 'x' });
  const { data } = await stream.next();
  expect(data).toMatchObject({ type: 'suppression.added', data: { recipient: { address: 's***@example.com' } } });
  stream.close();
});

test('what is told blocks what is told: all mail before one kind of it', async () => {
  const stream = await openStream(`${server.url}/v1/stream?type=suppression.added&recipient=both@example.com`, {
    authorization: `Bearer ${server.key}`,
  });
  const address = 'both@example.com';
  const add = (more: object) => server.post('/v1/suppressions', { address, reason: 'x', ...more });
  await add({ cause: 'unsubscribe', stream: 'marketing' });
  expect((await stream.next()).data.data).toMatchObject({ cause: 'unsubscribe', stream: 'marketing', until: null });
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  await server.post('/v1/events', {
    events: [{ type: 'bounced', messageId: 'both@example.org', recipient: address, occurredAt, reply: '550 5.1.1 User unknown' }],
  });
  expect((await stream.next()).data.data).toMatchObject({ cause: 'hard-bounce', stream: null });
  await server.post('/v1/suppressions/lift', { address, reason: 'x' });
  await add({ stream: 'marketing' });
  expect((await stream.next()).data.data).toMatchObject({ stream: 'marketing' });
  await add({ stream: 'transactional' });
  expect((await stream.next()).data.data).toMatchObject({ cause: 'manual', stream: null });
  stream.close();
});
