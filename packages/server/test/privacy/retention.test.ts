import { createClient } from '@bezorgd/sdk';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Retention } from '../../src/storage/retention.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pool: pg.Pool;
const now = new Date();
const days = (n: number): string => new Date(now.getTime() - n * 86_400_000).toISOString();
const of = (tenant: string) => createClient({ baseUrl: server.url, apiKey: server.key, tenant });

beforeAll(async () => {
  server = await testServer({ RETENTION_DAYS: '100' });
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 3 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

async function told(tenant: string, name: string, age: number, type = 'bounced'): Promise<void> {
  const event = {
    type,
    messageId: `${name}@example.org`,
    recipient: `${name}@example.com`,
    occurredAt: days(age),
    ...(type === 'bounced' && { reply: '550 5.1.1 User unknown' }),
  };
  expect((await server.post('/v1/events', { events: [event] }, { 'bezorgd-tenant': tenant })).body).toMatchObject({
    accepted: 1,
  });
}

async function counts(tenant: string): Promise<Record<string, number>> {
  const { rows } = await pool.query(
    `select (select count(*)::int from event where tenant = $1) as events, (select count(*)::int from delivery where tenant = $1) as deliveries,
            (select count(*)::int from suppression where tenant = $1) as suppressions, (select count(*)::int from recipient where tenant = $1) as recipients,
            (select count(*)::int from report where tenant = $1) as reports`,
    [tenant],
  );
  return rows[0];
}

const partitions = async (): Promise<number> =>
  (await pool.query("select from pg_inherits where inhparent = 'event'::regclass")).rowCount ?? 0;

test('each tenant keeps as long as it said; a day of events goes once nobody needs it', async () => {
  expect(await of('long').privacy.retention()).toEqual({ days: 100, reportDays: 100, statisticsDays: null });
  expect(await of('short').privacy.setRetention({ days: 30 })).toEqual({ days: 30, reportDays: 30, statisticsDays: null });
  // Kept no longer than they may block.
  await of('short').suppressions.setPolicy({ hardBounce: { days: 7, growth: 1, maxDays: 7 } });
  for (const tenant of ['long', 'short']) {
    for (const age of [90, 50, 10]) await told(tenant, `${tenant}-${age}`, age);
    // Told over a long time: kept as a whole until its last event is old.
    await told(tenant, `${tenant}-slow`, 60, 'processed');
    await told(tenant, `${tenant}-slow`, 5, 'delivered');
    const client = of(tenant);
    await client.suppressions.add({ address: `${tenant}-never@example.com`, reason: 'asked' });
    await client.suppressions.import(`address,cause,since\n${tenant}-50@example.com,complaint,${days(50)}\n`, 'csv');
    await server.post(
      '/v1/events',
      { events: [{ type: 'report', raw: Buffer.from(`Subject: ${tenant}\r\n\r\nx`).toString('base64') }] },
      { 'bezorgd-tenant': tenant },
    );
  }
  // Only the short tenant has anything on this day.
  await told('short', 'short-alone', 70);
  await pool.query('update recipient set first_seen_at = $1', [days(95)]);
  const before = await partitions();
  const [long, short] = [await counts('long'), await counts('short')];
  expect(long).toEqual({ events: 5, deliveries: 4, suppressions: 5, recipients: 5, reports: 1 });
  expect(short).toEqual({ events: 6, deliveries: 5, suppressions: 6, recipients: 6, reports: 1 });

  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  expect(await retention.run(now)).toEqual({
    events: 4,
    days: 1,
    deliveries: 3,
    suppressions: 3,
    reviews: 0,
    reports: 0,
    quarantined: 0,
    alerts: 0,
    pushed: 0,
    recipients: 2,
    hours: 0,
  });
  expect(await counts('long')).toEqual(long);
  expect(await counts('short')).toEqual({
    // Of the slow one the old event is gone, its delivery stays.
    events: 2,
    deliveries: 2,
    // What people said stays: the complaint and the block by hand; and the bounce that is young enough.
    suppressions: 3,
    recipients: 4,
    reports: 1,
  });
  expect(await partitions()).toBe(before - 1);
  const check = (
    await of('short').suppressions.check([
      'short-50@example.com',
      'short-90@example.com',
      'short-10@example.com',
      'short-never@example.com',
    ])
  ).map((one) => one.cause);
  expect(check).toEqual(['complaint', null, null, 'manual']);

  // Nothing is left to do, and the same days can be written again.
  expect(await retention.run(now)).toMatchObject({ events: 0, days: 0, deliveries: 0 });
  await told('long', 'long-again', 70);
  expect((await counts('long'))['events']).toBe(6);

  // Three months later all but what people said is gone.
  const later = new Date(now.getTime() + 101 * 86_400_000);
  await retention.run(later);
  expect(await counts('long')).toEqual({ events: 0, deliveries: 0, suppressions: 2, recipients: 2, reports: 0 });
  const newest = (
    await pool.query(
      "select max(relname) as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'event'::regclass",
    )
  ).rows[0];
  expect(await partitions()).toBeLessThanOrEqual(2);
  expect(newest.name ?? 'none').toMatch(/^event_|none/);
});

test('what could not be read, was told or was pushed is kept no longer than the tenant’s mails', async () => {
  await of('brief').privacy.setRetention({ days: 20 });
  for (const tenant of ['brief', 'lasting']) {
    await pool.query(
      `insert into quarantine (quarantine_id, tenant, received_at, source, value, value_bytes, value_sha256, error_class, error_message)
       select gen_random_uuid(), $1, at, 'http', 'x', 1, '', 'invalid', 'x' from unnest($2::timestamptz[]) at`,
      [tenant, [days(25), days(5)]],
    );
    const message = 'select $1, md5($1)::uuid, gen_random_uuid()';
    await pool.query(
      `insert into webhook_message (tenant, endpoint_id, event_id, type, body, created_at, state, tries, next_try_at)
       ${message}, 'x', '{}', at, 'delivered', 1, at from unnest($2::timestamptz[]) at`,
      [tenant, [days(25), days(5)]],
    );
    await pool.query(
      `insert into webhook_try (tenant, endpoint_id, event_id, tried_at, duration_ms) ${message}, at, 1 from unnest($2::timestamptz[]) at`,
      [tenant, [days(25), days(5)]],
    );
    // Opened long ago: one is seen still, one is over, one waits for somebody who never came.
    await pool.query(
      `insert into alert (tenant, alert_id, rule_id, kind, cause, for_operators, opened_at, last_seen_at, told_at, closed_at, sequence, detail)
       select $1, gen_random_uuid(), gen_random_uuid(), 'rate', 'x', false, $2, seen, $2, closed, 1, '{}'
         from unnest($3::timestamptz[], $4::timestamptz[]) as v(seen, closed)`,
      [tenant, days(30), [days(1), days(25), days(25)], [null, days(24), null]],
    );
  }
  const left = async (tenant: string) =>
    (
      await pool.query(
        `select (select count(*)::int from quarantine where tenant = $1) as quarantined, (select count(*)::int from alert where tenant = $1) as alerts,
                (select count(*)::int from webhook_message where tenant = $1) as messages, (select count(*)::int from webhook_try where tenant = $1) as tries`,
        [tenant],
      )
    ).rows[0];
  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  expect(await retention.run(now)).toMatchObject({ quarantined: 1, alerts: 2, pushed: 2 });
  expect(await left('brief')).toEqual({ quarantined: 1, alerts: 1, messages: 1, tries: 1 });
  expect(await left('lasting')).toEqual({ quarantined: 2, alerts: 3, messages: 2, tries: 2 });
});

test('who looked at an address is forgotten in time; whom to mail instead of a retired one is not', async () => {
  const client = of('staff');
  await told('staff', 'looked-at', 10);
  await client.addresses.review({ address: 'looked-at@example.com', note: 'called' });
  await client.addresses.retire({ address: 'former@example.com', reason: 'left', successor: 'next@example.com' });
  await pool.query("update recipient set first_seen_at = $1 where tenant = 'staff'", [days(150)]);
  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  expect(await retention.run(now)).toMatchObject({ reviews: 0, recipients: 0 });
  await pool.query("update recipient_review set reviewed_at = $1 where tenant = 'staff'", [days(101)]);
  expect(await retention.run(now)).toMatchObject({ reviews: 1, recipients: 0 });
  const { data } = (
    await server.post(
      '/graphql',
      { query: '{ recipient(address: "former@example.com") { retirement { successor } } }' },
      { 'bezorgd-tenant': 'staff' },
    )
  ).body;
  expect(data.recipient.retirement).toEqual({ successor: 'next@example.com' });
});

const complaint = (messageId: string, recipient: string): string =>
  Buffer.from(
    `MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: X/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <${recipient}>\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${messageId}>\r\n--b--\r\n`,
  ).toString('base64');

test('what people said outlives the mail that it was about, and what was disproved stays so', async () => {
  const tenant = 'said';
  const client = of(tenant);
  await client.privacy.setRetention({ days: 10 });
  const send = (...events: object[]) => server.post('/v1/events', { events }, { 'bezorgd-tenant': tenant });
  const mail = (name: string, age: number, more: object = {}) => ({
    messageId: `${name}@example.org`,
    recipient: `${name}@example.com`,
    occurredAt: days(age),
    ...more,
  });
  await send({ type: 'delivered', ...mail('complainer', 20) });
  await send({ type: 'report', raw: complaint('complainer@example.org', 'complainer@example.com') });
  await send({ type: 'delivered', ...mail('leaver', 20, { tags: { stream: 'transactional' } }) });
  const leaving = 'From: leaver@example.com\r\nSubject: unsubscribe\r\nIn-Reply-To: <leaver@example.org>\r\n\r\nunsubscribe\r\n';
  await send({ type: 'report', raw: Buffer.from(leaving).toString('base64') });
  // A block from elsewhere, disproved by a mail that arrived.
  await client.suppressions.import(
    `address,cause,since,until\nalive@example.com,hard-bounce,${days(30)},2099-01-01T00:00:00Z\n`,
    'csv',
  );
  await send({ type: 'delivered', ...mail('alive', 20) });
  // Dead for longer than mails are kept, and blocked for as long as the policy says.
  await client.suppressions.setPolicy({ hardBounce: { days: 60, maxDays: 60 } });
  await send({ type: 'bounced', ...mail('dead', 20, { reply: '550 5.1.1 User unknown' }) });

  const asked = async () =>
    [
      ...(await client.suppressions.check(['complainer', 'alive', 'dead'].map((name) => `${name}@example.com`))),
      ...(await client.suppressions.check(['leaver@example.com'], { stream: 'transactional' })),
    ].map((check) => check.cause);
  expect(await asked()).toEqual(['complaint', null, 'hard-bounce', 'unsubscribe']);
  // The reports came today: time passes until they are old, too.
  await pool
    .query(
      "update event set occurred_at = occurred_at - interval '20 days' where tenant = $1 and report_id is not null and occurred_at > now() - interval '1 day'",
      [tenant],
    )
    .catch(() => {});
  await pool.query(
    "update delivery set first_event_at = first_event_at - interval '20 days', last_event_at = last_event_at - interval '20 days' where tenant = $1",
    [tenant],
  );
  await pool.query('update recipient set first_seen_at = $1 where tenant = $2', [days(95), tenant]);
  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  expect((await retention.run(now))!.deliveries).toBeGreaterThanOrEqual(4);
  expect((await counts(tenant))['deliveries']).toBe(0);
  expect(await asked()).toEqual(['complaint', null, 'hard-bounce', 'unsubscribe']);
  // A recipient that nothing spoke of any more is known again with its next mail.
  await send({ type: 'processed', ...mail('once', 50) });
  await pool.query('update recipient set first_seen_at = $1 where tenant = $2', [days(95), tenant]);
  await retention.run(now);
  await send({ type: 'bounced', ...mail('once', 0, { messageId: 'again@example.org', reply: '550 5.1.1 User unknown' }) });
  const { body } = await server.get('/v1/deliveries?recipient=once@example.com', { 'bezorgd-tenant': tenant });
  expect(body.deliveries).toMatchObject([{ messageId: 'again@example.org', recipient: { address: 'once@example.com' } }]);
});

test('only one server deletes at a time, and it stops when it is told to', async () => {
  const client = await pool.connect();
  await client.query('select pg_advisory_lock(4252634)');
  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  expect(await retention.run(now)).toBeNull();
  await client.query('select pg_advisory_unlock(4252634)');
  client.release();
  await told('short', 'stop', 90);
  await expect(retention.run(now, AbortSignal.abort(new Error('stopping')))).rejects.toThrow('stopping');
  expect(await retention.run(now)).not.toBeNull();
});

test('a term longer than the service’s is refused, with the way out', async () => {
  await expect(of('long').privacy.setRetention({ days: 101 })).rejects.toMatchObject({
    fields: [{ path: 'days', message: expect.stringMatching(/RETENTION_DAYS/) }],
  });
  const { errors } = await server.graphql('mutation { setRetentionPolicy(input: { days: 0 }) { days } }');
  expect(errors?.[0]).toMatchObject({
    message: expect.stringMatching(/days: give at least 1 day/),
  });
  const set = await server.graphql('mutation { setRetentionPolicy(input: { days: 20, reportDays: 50 }) { days reportDays } }');
  expect(set.data.setRetentionPolicy).toEqual({ days: 20, reportDays: 20 });
  expect((await server.graphql('{ retentionPolicy { days reportDays } }')).data.retentionPolicy).toEqual({
    days: 20,
    reportDays: 20,
  });
});
