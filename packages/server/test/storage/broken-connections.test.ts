import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { isStoreUnavailable } from '../../src/errors.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: pg.Client;
beforeAll(async () => {
  server = await testServer();
  admin = new pg.Client({ connectionString: server.databaseUrl, application_name: 'the-killer' });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await server.stop();
});

const kill = () =>
  admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name <> 'the-killer'",
  );
const events = (n: number) =>
  Array.from({ length: 200 }, (_, i) => ({
    type: 'opened',
    messageId: `${n}-${i}@example.org`,
    recipient: 'ann@example.com',
    occurredAt: new Date(Date.now() - 1000).toISOString(),
  }));

test('connections that the database ends, idle or busy, end neither the process nor the service', async () => {
  let refused = 0;
  for (let round = 0; round < 12; round++) {
    const asked = [
      server.post('/v1/events', { events: events(round) }),
      server.post('/v1/suppressions/check', { addresses: ['ann@example.com'] }),
      server.graphql('{ deliveries { nodes { id } } }'),
    ];
    if (round % 2) await kill();
    const [posted] = await Promise.all(asked);
    await kill();
    if ((posted as { status: number }).status !== 200) {
      expect(posted).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
      refused++;
      // What the answer promises: the same request is safe to send again.
      for (let tries = 0; tries < 20 && (await server.post('/v1/events', { events: events(round) })).status !== 200; tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const { rows } = await admin.query(
    'select count(*)::int as events, (select sum(opens)::int from delivery) as opens from event',
  );
  expect(rows[0]).toEqual({ events: 2400, opens: 2400 });
  expect(refused).toBeLessThan(12);
});

test('a check and a question work again right after', async () => {
  await kill();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await server.get('/readyz')).status).toBe(200);
  expect((await server.post('/v1/suppressions/check', { addresses: ['ann@example.com'] })).status).toBe(200);
});

test('a database that takes no connections, for a copy or a restore, is away, not broken', async () => {
  const { pathname } = new URL(server.databaseUrl);
  const elsewhere = new pg.Client({ connectionString: inject('databaseUrl') });
  await elsewhere.connect();
  await elsewhere.query(`alter database ${pathname.slice(1)} allow_connections false`);
  await kill();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await server.get('/v1/deliveries')).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
  expect((await server.graphql('{ deliveries { nodes { id } } }')).errors?.[0].extensions).toMatchObject({
    code: 'STORE_UNAVAILABLE',
  });
  await elsewhere.query(`alter database ${pathname.slice(1)} allow_connections true`);
  await elsewhere.end();
  expect((await server.get('/v1/deliveries')).status).toBe(200);
});

test.each([
  ['55000', 'database "bezorgd" is not currently accepting connections', true],
  ['55000', 'sequence is not yet defined in this session', false],
  ['3D000', 'database "bezorgd" does not exist', true],
  ['28P01', 'password authentication failed for user "bezorgd"', true],
  ['28000', 'no pg_hba.conf entry for host', true],
  ['22021', 'invalid byte sequence for encoding "UTF8"', false],
])('%s, %s: away is %s', (code, message, away) => {
  expect(isStoreUnavailable(Object.assign(new Error(message), { code }))).toBe(away);
});

test.each([
  ['Connection terminated unexpectedly'],
  ['Client has encountered a connection error and is not queryable'],
  ['Client was closed and is not queryable'],
  ['Premature close'],
])('what the driver says of a connection that is gone is the database’s absence: %s', (message) => {
  expect(isStoreUnavailable(new Error(message))).toBe(true);
  expect(isStoreUnavailable(Object.assign(new Error('x'), { code: 'ERR_STREAM_DESTROYED' }))).toBe(true);
  expect(isStoreUnavailable(new TypeError('x is not a function'))).toBe(false);
});
