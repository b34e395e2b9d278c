import { createClient } from '@bezorgd/sdk';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluateAlerts, measureTimes, takeInOutbox, type AlertDeps } from '../../src/alerts/evaluate.ts';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { dsn } from '../support/dsn.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/process.ts';
import { startReceiver } from '../support/receiver.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pool: pg.Pool;
let reads: TenantReads;
let deps: AlertDeps;
/** While it holds the lock no server leads, and time is what the tests say. */
let lead: pg.Client;
beforeAll(async () => {
  const databaseUrl = await freshDatabase();
  lead = new pg.Client({ connectionString: databaseUrl });
  await lead.connect();
  await lead.query('select pg_advisory_lock(4252633)');
  server = await testServer({ DATABASE_URL: databaseUrl, WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 3 });
  reads = new TenantReads(server.databaseUrl, 2, pino({ level: 'silent' }));
  deps = { pool, readsOf: (tenant) => reads.of(tenant, true) };
});
afterAll(async () => {
  await lead.end();
  await reads.end();
  await pool.end();
  await server.stop();
});

const minute = 60_000;
async function tell(tenant: string, events: Record<string, unknown>[]): Promise<void> {
  const answer = await server.post('/v1/events', { events }, { 'bezorgd-tenant': tenant });
  expect(answer.body).toMatchObject({ refused: [] });
}
let clock = Date.now() - 2 * 3_600_000;
function event(type: string, messageId: string, more: object = {}): Record<string, unknown> {
  clock += 10;
  return { type, messageId, recipient: `${messageId}@example.com`, occurredAt: new Date(clock).toISOString(), ...more };
}
/** Takes in all that was told so far, whoever leads. */
async function settle(tenant: string, now = new Date()): Promise<void> {
  await until('the outbox is read', async () => {
    while (await takeInOutbox(deps, now));
    const { rows } = await pool.query(
      "select exists (select from outbox o, outbox_reader r where r.name = 'alerts' and o.tenant = $1 and (o.tx, o.outbox_id) > (r.tx, r.outbox_id)) as more",
      [tenant],
    );
    return !rows[0].more;
  });
}
async function alerts(tenant: string, query = '?open=true'): Promise<any[]> {
  return (await server.get(`/v1/alerts${query}`, { 'bezorgd-tenant': tenant })).body.alerts;
}
async function rule(tenant: string, body: object): Promise<string> {
  const answer = await server.post('/v1/alert-rules', { name: 'test', ...body }, { 'bezorgd-tenant': tenant });
  expect(answer.body).toMatchObject({ id: expect.any(String) });
  return answer.body.id;
}
const unknownUser = { reply: '550 5.1.1 User unknown' };

describe('mail-failed', () => {
  test('tells of each mail with its tag once, why and what to do, in two languages; acknowledging ends it', async () => {
    await rule('failed', { kind: 'mail-failed', tag: { name: 'kind', value: 'appointment' } });
    const failing = event('bounced', 'missed', { ...unknownUser, tags: { kind: 'appointment' } });
    await tell('failed', [
      failing,
      event('bounced', 'newsletter', unknownUser),
      event('delivered', 'fine', { tags: { kind: 'appointment' } }),
    ]);
    await settle('failed');
    await tell('failed', [event('opened', 'missed')]);
    await settle('failed');
    const [alert, ...more] = await alerts('failed');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ kind: 'mail-failed', sequence: 1, detail: { messageId: 'missed', status: 'hard-bounced' } });
    expect(alert.explanation.en.cause).toMatch(/^A mail to example.com failed/);
    expect(alert.explanation.nl.cause).toMatch(/^Een mail aan example.com is mislukt/);
    expect(alert.explanation.nl.remedy).not.toBe(alert.explanation.en.remedy);

    const done = await server.post(`/v1/alerts/${alert.id}/acknowledge`, { onBehalfOf: 'Noor' }, { 'bezorgd-tenant': 'failed' });
    expect(done.body).toMatchObject({ acknowledgedBy: expect.stringMatching(/^Noor \(key:/), closedAt: expect.any(String) });
    expect(await alerts('failed')).toEqual([]);
  });

  test('a flood is a hundred alerts and one that counts the rest', async () => {
    await rule('flood', { kind: 'mail-failed' });
    const flood = (from: number, count: number) =>
      Array.from({ length: count }, (_, n) => event('bounced', `flood-${from + n}`, unknownUser));
    await tell('flood', flood(0, 150));
    await settle('flood');
    await tell('flood', flood(150, 30));
    await settle('flood');
    const all = await alerts('flood', '?open=true&first=200');
    expect(all.length).toBe(101);
    expect(all.find((alert) => alert.cause.startsWith('many')).detail.count).toBe(80);
  });
});

describe('rate', () => {
  test('opens once over the limit and volume, reminds while it lasts, ends after a quiet time', async () => {
    const now = new Date();
    await rule('rated', {
      kind: 'rate',
      rate: 'bounce',
      above: 0.05,
      minimumVolume: 20,
      remindEveryMinutes: 30,
      quietMinutes: 60,
    });
    await tell('rated', [
      ...Array.from({ length: 15 }, (_, n) => event('delivered', `r-${n}`)),
      event('bounced', 'r-bad', unknownUser),
    ]);
    await settle('rated');
    await evaluateAlerts(deps, now);
    expect(await alerts('rated')).toEqual([]);
    await tell('rated', [
      ...Array.from({ length: 15 }, (_, n) => event('delivered', `s-${n}`)),
      event('bounced', 's-bad', unknownUser),
    ]);
    await settle('rated');
    await evaluateAlerts(deps, now);
    await evaluateAlerts(deps, new Date(now.getTime() + minute));
    const [opened] = await alerts('rated');
    expect(opened).toMatchObject({ kind: 'rate', sequence: 1, detail: { count: 2, volume: 32 } });
    expect(opened.explanation.en.cause).toMatch(/6.25 % were bounces \(2 of 32\); the limit is 5 %/);
    expect(opened.explanation.nl.cause).toMatch(/6,25 % bounces \(2 van 32\)/);

    await evaluateAlerts(deps, new Date(now.getTime() + 31 * minute));
    expect((await alerts('rated')).map(({ id, sequence }) => [id, sequence])).toEqual([[opened.id, 2]]);
    // The window has passed, the quiet time has not.
    await evaluateAlerts(deps, new Date(now.getTime() + 80 * minute));
    expect(await alerts('rated')).toHaveLength(1);
    await evaluateAlerts(deps, new Date(now.getTime() + 150 * minute));
    expect(await alerts('rated')).toEqual([]);
    expect(await alerts('rated', '?open=false')).toMatchObject([{ id: opened.id, sequence: 3, closedAt: expect.any(String) }]);
  });

  test('counts a delivery once, however often and by whom it was told', async () => {
    const counts = async () => {
      await settle('twice');
      const { rows } = await pool.query("select kind, n::int from event_count where tenant = 'twice' order by kind");
      return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
    };
    const full = { reply: '452 4.2.2 Mailbox full' };
    await tell('twice', [event('delivered', 'x'), event('deferred', 'y', full), event('bounced', 'y', full)]);
    expect(await counts()).toEqual({ tried: 2, concluded: 2, delivered: 1, deferred: 1, bounced: 1 });
    await tell('twice', [event('deferred', 'y', full), event('bounced', 'y', unknownUser)]);
    await tell('twice', [event('bounced', 'y', unknownUser), event('delivered', 'x')]);
    expect(await counts()).toEqual({ tried: 2, concluded: 2, delivered: 1, deferred: 1, bounced: 1, 'hard-bounced': 1 });
    // Accepted, and returned later.
    await tell('twice', [event('bounced', 'x', unknownUser)]);
    expect(await counts()).toEqual({ tried: 2, concluded: 2, delivered: 1, deferred: 1, bounced: 2, 'hard-bounced': 2 });
  });

  test('counts a delivery once, though two tell of it in the same moment', async () => {
    await tell('at-once', [event('processed', 'x')]);
    await settle('at-once');
    const holder = await pool.connect();
    await holder.query("begin; select from delivery where tenant = 'at-once' for update");
    const both = [event('bounced', 'x', unknownUser), event('bounced', 'x', { reply: '550 5.1.1 No such user' })];
    const told = both.map((one) => tell('at-once', [one]));
    await until('both wait for the row', async () => {
      const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      return (await pool.query(waiting)).rowCount === 2;
    });
    await holder.query('rollback');
    holder.release();
    await Promise.all(told);
    await settle('at-once');
    const { rows } = await pool.query("select n::int from event_count where tenant = 'at-once' and kind = 'bounced'");
    expect(rows).toEqual([{ n: 1 }]);
  });
});

test('history that is told late alerts nobody', async () => {
  const days = (n: number): string => new Date(Date.now() - n * 24 * 60 * minute).toISOString();
  await rule('history', { kind: 'mail-failed' });
  await rule('history', { kind: 'mail-silent', afterMinutes: 5 });
  await rule('history', { kind: 'rate', rate: 'bounce', above: 0.01, minimumVolume: 1 });
  const spam = { reply: '554 5.7.1 Service unavailable; client [192.0.2.1] blocked using zen.spamhaus.org' };
  const told = (age: number) => [
    { ...event('bounced', `dead-${age}`, unknownUser), occurredAt: days(age) },
    { ...event('bounced', `listed-${age}`, spam), occurredAt: days(age) },
    { ...event('processed', `silent-${age}`), occurredAt: days(age) },
  ];
  await tell('history', [...told(300), ...told(8)]);
  await settle('history');
  await evaluateAlerts(deps, new Date());
  expect(await alerts('history')).toEqual([]);
  await tell('history', told(6));
  await settle('history');
  await evaluateAlerts(deps, new Date());
  expect((await alerts('history')).map(({ kind, detail }) => [kind, detail.count]).toSorted()).toEqual([
    ['mail-failed', 1],
    ['mail-failed', 1],
    ['mail-silent', 1],
    ['rate', 2],
    ['sender-trouble', 1],
  ]);
});

test('what only a returned mail tells of counts in no rate', async () => {
  const mail = dsn({ messageId: 'never-sent@example.org', recipients: ['nobody@example.net'] });
  const raw = Buffer.from(mail).toString('base64');
  await tell('forged', [{ type: 'report', raw }]);
  await settle('forged');
  const counts = async () => (await pool.query("select kind from event_count where tenant = 'forged' order by kind")).rows;
  expect((await pool.query("select sent from delivery where tenant = 'forged'")).rows).toEqual([{ sent: false }]);
  expect(await counts()).toEqual([]);
});

test('a tenant is evaluated on one connection, so that evaluations cannot wait for each other', async () => {
  const one = new pg.Pool({ connectionString: server.databaseUrl, max: 1, connectionTimeoutMillis: 2000 });
  await rule('single', { kind: 'rate', rate: 'bounce', above: 0.1, minimumVolume: 1 });
  await tell('single', [event('bounced', 'single', unknownUser)]);
  await settle('single');
  await evaluateAlerts({ ...deps, pool: one }, new Date());
  expect(await alerts('single')).toMatchObject([{ kind: 'rate' }]);
  await one.end();
});

describe('sender-trouble', () => {
  const blocked = {
    reply: '550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using Spamhaus',
    mxHost: 'mx.example.net',
  };

  test('goes to operators without a rule, once per cause, and into no recipient’s file', async () => {
    const now = new Date();
    const trouble = (n: number) => ({ ...event('bounced', `t-${n}`, blocked), recipient: `p${n}@example.net` });
    await tell('trouble', [1, 2, 3, 4].map(trouble));
    await settle('trouble');
    await evaluateAlerts(deps, now);
    await tell('trouble', [5, 6].map(trouble));
    await settle('trouble');
    await evaluateAlerts(deps, new Date(now.getTime() + minute));
    const [alert, ...more] = await alerts('trouble');
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'sender-trouble',
      forOperators: true,
      sequence: 1,
      ruleId: null,
      detail: { domain: 'example.net', count: 6 },
    });
    expect(alert.explanation.en.cause).toMatch(/^example.net refuses or delays our mail because of the sender \(6 replies\)/);
    const check = await server.post('/v1/suppressions/check', { addresses: ['p1@example.net'] }, { 'bezorgd-tenant': 'trouble' });
    expect(check.body.results[0].maySend).toBe(true);

    const made = await server.graphql(
      'mutation { createApiKey(input: {name: "s", roles: [SUPPORT], tenant: "trouble"}) { key } }',
    );
    const support = { authorization: `Bearer ${made.data.createApiKey.key}` };
    expect((await server.get('/v1/alerts', support)).body.alerts).toEqual([]);
    expect((await server.post(`/v1/alerts/${alert.id}/acknowledge`, {}, support)).status).toBe(404);
  });
});

test('each blocklist is a cause of its own, named with where to look', async () => {
  const said = (list: string) => `550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using ${list}`;
  await tell('lists', [
    event('bounced', 'b-1', { reply: said('zen.spamhaus.org') }),
    event('bounced', 'b-2', { reply: said('bl.spamcop.net') }),
    event('bounced', 'b-3', { reply: said('zen.spamhaus.org') }),
    event('bounced', 'b-4', { reply: said('dnsbl.sorbs.net') }),
  ]);
  await settle('lists');
  await evaluateAlerts(deps, new Date());
  const found = (await alerts('lists')).toSorted((a, b) => (a.cause < b.cause ? -1 : 1));
  expect(found.map(({ cause, detail }) => [cause, detail.blocklist, detail.count])).toEqual([
    ['ip-blocked SORBS example.com', 'SORBS', 1],
    ['ip-blocked SpamCop example.com', 'SpamCop', 1],
    ['ip-blocked Spamhaus example.com', 'Spamhaus', 2],
  ]);
  expect(found[0].explanation.nl.remedy).toMatch(/^Ze vragen nog de lijst van SORBS, die op 2024-06-05 is gestopt/);
  expect(found[2].explanation.en.remedy).toMatch(/^The list is that of Spamhaus: https:\/\/check.spamhaus.org\/ /);
});

test('one cause at many receivers, such as a shared blocklist, is one alert', async () => {
  const reply = '550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using Spamhaus';
  await tell(
    'listed',
    Array.from({ length: 9 }, (_, n) => ({ ...event('bounced', `l-${n}`, { reply }), recipient: `p@d${n}.example.net` })),
  );
  await settle('listed');
  await evaluateAlerts(deps, new Date());
  await tell('listed', [{ ...event('bounced', 'l-9', { reply }), recipient: 'p@d9.example.net' }]);
  await settle('listed');
  await evaluateAlerts(deps, new Date());
  const all = await alerts('listed');
  expect(all).toMatchObject([{ kind: 'sender-trouble', sequence: 1, detail: { domains: 10, count: 10 } }]);
  expect(all[0].explanation.nl.cause).toMatch(/en 9 andere domeinen weigeren of vertragen/);
});

describe('mail-silent', () => {
  test('tells per domain of mails without a final event, by the domain’s usual time or the set one, and ends with them', async () => {
    const now = Date.now();
    const at = (minutesAgo: number): string => new Date(now - minutesAgo * minute).toISOString();
    const mail = (type: string, id: string, domain: string, minutesAgo: number) => ({
      type,
      messageId: id,
      recipient: `${id}@${domain}`,
      occurredAt: at(minutesAgo),
    });
    // A domain that we know: twenty mails, each accepted within a minute.
    await tell(
      'silent',
      Array.from({ length: 20 }, (_, n) => [
        mail('processed', `q${n}`, 'quick.example.com', 300),
        mail('delivered', `q${n}`, 'quick.example.com', 299),
      ]).flat(),
    );
    await rule('silent', { kind: 'mail-silent', afterMinutes: 240, minimumObservations: 10, quietMinutes: 1 });
    await settle('silent');
    await measureTimes(deps, new Date(now));
    await tell('silent', [
      mail('processed', 'late', 'quick.example.com', 60),
      mail('processed', 'early', 'unknown.example.com', 60),
      mail('processed', 'old', 'unknown.example.com', 250),
      mail('suspended', 'planned', 'unknown.example.com', 250),
      mail('delivered', 'fine', 'unknown.example.com', 250),
    ]);
    await settle('silent');
    await evaluateAlerts(deps, new Date(now));
    const found = (await alerts('silent')).map(({ cause, detail }) => [cause, detail.count]);
    expect(found.toSorted()).toEqual([
      ['quick.example.com', 1],
      ['unknown.example.com', 1],
    ]);
    const silent = (await server.get('/v1/silent-deliveries', { 'bezorgd-tenant': 'silent' })).body.deliveries;
    expect(silent.map(({ domain }: any) => domain).toSorted()).toEqual(['quick.example.com', 'unknown.example.com']);

    await tell('silent', [mail('delivered', 'late', 'quick.example.com', 1), mail('bounced', 'old', 'unknown.example.com', 1)]);
    await settle('silent');
    await evaluateAlerts(deps, new Date(now + 5 * minute));
    expect(await alerts('silent')).toEqual([]);
  });

  test('waits for a mail that is held back from the end on that was given; without an end it is planned', async () => {
    const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * minute).toISOString();
    const mail = (type: string, id: string, minutesAgo: number, end?: number) => ({
      type,
      messageId: id,
      recipient: `${id}@example.com`,
      occurredAt: at(minutesAgo),
      ...(end !== undefined && { until: at(end) }),
    });
    await rule('held', { kind: 'mail-silent', afterMinutes: 5 });
    await tell(
      'held',
      ['planned', 'tomorrow', 'over', 'tried', 'late-try'].map((id) => mail('processed', id, 600)),
    );
    await settle('held');
    const silent = async (): Promise<string[]> => {
      await settle('held');
      const { body } = await server.get('/v1/silent-deliveries', { 'bezorgd-tenant': 'held' });
      const { rows } = await pool.query(
        "select message_id from delivery where tenant = 'held' and delivery_id = any($1::uuid[]) order by 1",
        [body.deliveries.map(({ deliveryId }: { deliveryId: string }) => deliveryId)],
      );
      return rows.map((row) => row.message_id);
    };
    expect(await silent()).toHaveLength(5);
    await tell('held', [
      mail('suspended', 'planned', 590),
      mail('suspended', 'tomorrow', 590, -1440),
      mail('suspended', 'over', 590, 300),
      mail('suspended', 'tried', 590, 3),
      mail('deferred', 'tried', 2),
      mail('suspended', 'late-try', 590, 60),
      mail('deferred', 'late-try', 59),
    ]);
    expect(await silent()).toEqual(['late-try', 'over']);
    await evaluateAlerts(deps, new Date());
    expect(await alerts('held')).toMatchObject([{ cause: 'example.com', detail: { count: 2 } }]);
    await tell('held', [mail('suspended', 'over', 580, -60), mail('delivered', 'late-try', 1)]);
    expect(await silent()).toEqual([]);
  });

  test('lists them page after page, those due at one moment as well, each with its delivery', async () => {
    const occurredAt = new Date(Date.now() - 600 * minute).toISOString();
    await rule('pages', { kind: 'mail-silent', afterMinutes: 5 });
    await tell(
      'pages',
      Array.from({ length: 7 }, (_, n) => ({ ...event('processed', `page-${n}`), occurredAt })),
    );
    await settle('pages');
    const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'pages' });
    const listed = [];
    for await (const { deliveryId } of client.alerts.silentDeliveries({ first: 3 })) listed.push(deliveryId);
    expect(new Set(listed).size).toBe(7);
    const query =
      '{ silentDeliveries(first: 3) { nodes { deliveryId delivery { status messageId } } pageInfo { hasNextPage } } }';
    const { body } = await server.post('/graphql', { query }, { 'bezorgd-tenant': 'pages' });
    expect(body.data.silentDeliveries.nodes.map((node: any) => node.deliveryId)).toEqual(listed.slice(0, 3));
    expect(body.data.silentDeliveries.nodes[0].delivery).toEqual({
      status: 'PROCESSED',
      messageId: expect.stringMatching(/^page-/),
    });
    expect(body.data.silentDeliveries.pageInfo.hasNextPage).toBe(true);
  });

  test('finds those that were sent before the rule was made', async () => {
    await tell('before', [{ ...event('processed', 'forgotten'), occurredAt: new Date(Date.now() - 600 * minute).toISOString() }]);
    await settle('before');
    await rule('before', { kind: 'mail-silent' });
    await evaluateAlerts(deps, new Date());
    expect((await alerts('before'))[0]).toMatchObject({ kind: 'mail-silent', detail: { count: 1 } });
  });

  test('is found by an index', async () => {
    const client = await pool.connect();
    await client.query('set enable_seqscan = off');
    const { rows } = await client.query(
      "explain select delivery_id from waiting_delivery where tenant = 'silent' and due_at <= now() order by due_at, delivery_id limit 500",
    );
    client.release();
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('waiting_delivery_by_due');
  });
});

test.each([
  [{ kind: 'nothing' }, /kind/],
  [{ kind: 'rate', rate: 'bounce', above: 1.5 }, /above: /],
  [{ kind: 'rate', rate: 'boredom', above: 0.1 }, /rate: /],
  [{ kind: 'mail-silent', afterMinutes: 0 }, /afterMinutes: /],
  [{ kind: 'mail-failed', statuses: ['delivered'] }, /statuses/],
  [{ kind: 'mail-failed', name: ' ' }, /name: /],
])('a rule %j is refused with the field', async (body, words) => {
  const answer = await server.post('/v1/alert-rules', { name: 'test', ...body });
  expect([answer.status, answer.body.detail]).toEqual([400, expect.stringMatching(words)]);
});

test('a rule that is removed closes what it opened', async () => {
  const id = await rule('removed', { kind: 'mail-silent' });
  await tell('removed', [{ ...event('processed', 'x'), occurredAt: new Date(Date.now() - 600 * minute).toISOString() }]);
  await settle('removed');
  await evaluateAlerts(deps, new Date());
  expect(await alerts('removed')).toHaveLength(1);
  const gone = await fetch(`${server.url}/v1/alert-rules/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${server.key}`, 'bezorgd-tenant': 'removed' },
  });
  expect(gone.status).toBe(204);
  await evaluateAlerts(deps, new Date());
  expect(await alerts('removed')).toEqual([]);
});

describe('a rule that is changed', () => {
  const change = async (tenant: string, id: string, body: object) => {
    const answer = await fetch(`${server.url}/v1/alert-rules/${id}`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${server.key}`, 'bezorgd-tenant': tenant, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as any };
  };
  const longAgo = (minutes: number): string => new Date(Date.now() - minutes * minute).toISOString();

  test('keeps what is not said, is logged, and ends what it opened once it is off', async () => {
    const id = await rule('changed', {
      kind: 'rate',
      rate: 'bounce',
      above: 0.1,
      minimumVolume: 2,
      remindEveryMinutes: 30,
      quietMinutes: 5,
    });
    await tell('changed', [event('delivered', 'c1'), event('bounced', 'c2', unknownUser)]);
    await settle('changed');
    await evaluateAlerts(deps, new Date());
    expect(await alerts('changed')).toHaveLength(1);
    const { body } = await change('changed', id, { above: 0.6, remindEveryMinutes: null });
    expect(body).toMatchObject({
      id,
      kind: 'rate',
      enabled: true,
      quietMinutes: 5,
      remindEveryMinutes: null,
      settings: { rate: 'bounce', above: 0.6, minimumVolume: 2 },
    });
    // Not out of line by the changed rule, but the quiet time has not passed.
    await evaluateAlerts(deps, new Date());
    expect(await alerts('changed')).toHaveLength(1);
    const query = `mutation { changeAlertRule(id: "${id}", input: {enabled: false, name: "Off"}) { name enabled settings } }`;
    const made = (await server.post('/graphql', { query }, { 'bezorgd-tenant': 'changed' })).body;
    expect(made.data.changeAlertRule).toMatchObject({ name: 'Off', enabled: false, settings: { above: 0.6 } });
    await evaluateAlerts(deps, new Date());
    expect(await alerts('changed')).toEqual([]);
    const { rows } = await pool.query(
      "select detail from audit_log where tenant = 'changed' and action = 'alert-rule.change' order by audit_id",
    );
    expect(rows.map(({ detail }) => [detail.before.above, detail.change])).toEqual([
      [0.1, { above: 0.6, remindEveryMinutes: null }],
      [0.6, { enabled: false, name: 'Off' }],
    ]);
  });

  test.each([
    [{ above: 2 }, /above: /],
    [{ afterMinutes: 5 }, /afterMinutes: does not belong to this kind/],
    [{ kind: 'mail-silent' }, /kind/],
  ])('to %j is refused with the field, and stays as it was', async (body, words) => {
    const id = await rule('kept', { kind: 'rate', rate: 'bounce', above: 0.1 });
    const answer = await change('kept', id, body);
    expect([answer.status, answer.body.detail]).toEqual([400, expect.stringMatching(words)]);
    const { rules } = (await server.get('/v1/alert-rules', { 'bezorgd-tenant': 'kept' })).body;
    expect(rules.find((one: any) => one.id === id)).toMatchObject({ kind: 'rate', settings: { above: 0.1 } });
    expect((await change('another', id, { above: 0.2 })).status).toBe(404);
  });

  test('about silence counts from now on for mails that wait already, and for nobody once it is off', async () => {
    const id = await rule('patient', { kind: 'mail-silent', afterMinutes: 300, quietMinutes: 1 });
    await tell('patient', [
      { ...event('processed', 'waits'), occurredAt: longAgo(60) },
      { ...event('processed', 'waits-long'), occurredAt: longAgo(6000) },
    ]);
    await settle('patient');
    const due = async () => (await server.get('/v1/silent-deliveries', { 'bezorgd-tenant': 'patient' })).body.deliveries.length;
    expect(await due()).toBe(1);
    await change('patient', id, { afterMinutes: 30 });
    expect(await due()).toBe(2);
    await change('patient', id, { afterMinutes: 7200 });
    expect(await due()).toBe(0);
    await change('patient', id, { enabled: false });
    expect((await pool.query("select from waiting_delivery where tenant = 'patient'")).rowCount).toBe(0);
    await change('patient', id, { enabled: true, afterMinutes: 30 });
    // Looks back three days; what is older was not followed.
    expect(await due()).toBe(1);
  });
});

test('the server that leads now sends an alert out', async () => {
  await lead.query('select pg_advisory_unlock(4252633)');
  const receiver = await startReceiver();
  await server.post(
    '/v1/webhooks',
    { url: receiver.url, types: ['alert.opened', 'alert.closed'] },
    { 'bezorgd-tenant': 'pushed' },
  );
  await rule('pushed', { kind: 'mail-failed' });
  await tell('pushed', [event('bounced', 'told', unknownUser)]);
  const [opened] = await receiver.got(1);
  expect(opened!.event).toMatchObject({
    type: 'alert.opened',
    data: { kind: 'mail-failed', sequence: 1, explanation: { nl: {} } },
  });
  await server.post(`/v1/alerts/${opened!.event.data.id}/acknowledge`, {}, { 'bezorgd-tenant': 'pushed' });
  const [, closed] = await receiver.got(2);
  expect(closed!.event).toMatchObject({
    type: 'alert.closed',
    data: { id: opened!.event.data.id, closedAt: expect.any(String) },
  });
  await receiver.close();
});
