import { createClient } from '@bezorgd/sdk';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tellEndedSuppressions } from '../../src/storage/outbox.store.ts';
import { openStream } from '../support/event-stream.ts';
import { nameServer, type NameServer } from '../support/name-server.ts';
import { until } from '../support/process.ts';
import { testServer, type TestServer } from '../support/server.ts';

let dns: NameServer;
let server: TestServer;
let client: ReturnType<typeof createClient>;
beforeAll(async () => {
  dns = await nameServer({ 'acme.test': { MX: [[10, 'mx.acme.test']] }, 'mx.acme.test': { A: ['192.0.2.25'] } });
  server = await testServer({ DNS_SERVERS: dns.address });
  client = createClient({ baseUrl: server.url, apiKey: server.key });
});
afterAll(async () => {
  await server.stop();
  await dns.stop();
});

const dayMs = 86_400_000;
const now = Date.now();
const daysAgo = (days: number): string => new Date(now - days * dayMs).toISOString();
const check = async (address: string) => (await client.suppressions.check([address]))[0]!;
let counter = 0;
async function told(type: string, recipient: string, days: number, more: Record<string, unknown> = {}) {
  const messageId = `retire-${++counter}@example.org`;
  await server.post('/v1/events', { events: [{ type, messageId, recipient, occurredAt: daysAgo(days), ...more }] });
  return messageId;
}

test('from its date on an address is out of use, with its history kept, until it is brought back', async () => {
  const address = 'old@acme.test';
  const messageId = await told('delivered', address, 20);
  const retired = await client.addresses.retire({
    address: 'Old@acme.test',
    since: daysAgo(10),
    reason: 'left the company',
    successor: 'new@acme.test',
    onBehalfOf: 'Noor',
  });
  expect(retired).toMatchObject({
    since: daysAgo(10),
    successor: 'new@acme.test',
    check: { maySend: false, cause: 'retired', since: daysAgo(10), until: null },
  });
  expect(await check(address)).toMatchObject({ maySend: false, cause: 'retired' });
  expect(await check('new@acme.test')).toMatchObject({ maySend: true });

  const report = await client.addresses.check(address, { language: 'nl' });
  expect(report).toMatchObject({ conclusion: 'blocked', lastDelivery: { messageId } });
  expect(report.findings[0]).toMatchObject({
    code: 'retired-with-successor',
    text: `Het adres is niet meer in gebruik sinds ${daysAgo(10).slice(0, 10)}; mail in plaats daarvan new@acme.test.`,
  });

  const { data } = await server.graphql(
    '{ recipient(address: "old@acme.test") { maySend retirement { since reason createdBy successor } suppressionHistory { cause active reason createdBy } deliveries { nodes { messageId } } } }',
  );
  expect(data.recipient).toMatchObject({
    maySend: false,
    retirement: {
      since: daysAgo(10),
      reason: 'left the company',
      successor: 'new@acme.test',
      createdBy: expect.stringMatching(/^Noor \(key:/),
    },
    suppressionHistory: [{ cause: 'retired', active: true, reason: 'left the company' }],
    deliveries: { nodes: [{ messageId }] },
  });

  // A mail that arrives all the same is no reason to mail it again.
  await told('delivered', address, 1);
  expect(await check(address)).toMatchObject({ cause: 'retired' });

  expect(await client.addresses.bringBack({ address, reason: 'came back' })).toMatchObject({ maySend: true, cause: null });
  const after = await server.graphql(
    '{ recipient(address: "old@acme.test") { maySend retirement { since } suppressionHistory { cause active ended liftReason } } }',
  );
  expect(after.data.recipient).toEqual({
    maySend: true,
    retirement: null,
    suppressionHistory: [{ cause: 'retired', active: false, ended: 'lifted', liftReason: 'came back' }],
  });
});

test('a date to come holds from then on, and can be changed or dropped', async () => {
  const address = 'leaving@acme.test';
  const inAWeek = new Date(now + 7 * dayMs).toISOString();
  expect((await client.addresses.retire({ address, since: inAWeek, reason: 'leaves' })).check).toMatchObject({ maySend: true });
  const retirement = async () =>
    (await server.graphql('{ recipient(address: "leaving@acme.test") { maySend retirement { since successor } } }')).data
      .recipient;
  expect(await retirement()).toEqual({ maySend: true, retirement: { since: inAWeek, successor: null } });
  await client.addresses.retire({ address, since: daysAgo(1), reason: 'left earlier', successor: 'next@acme.test' });
  expect(await retirement()).toEqual({ maySend: false, retirement: { since: daysAgo(1), successor: 'next@acme.test' } });
  // The former date does not come back.
  await client.addresses.bringBack({ address, reason: 'stays' });
  expect(await retirement()).toEqual({ maySend: true, retirement: null });
});

test('what else blocks goes its own way, and lifting that does not bring the address back', async () => {
  const address = 'both@acme.test';
  await told('bounced', address, 2, { reply: '550 5.1.1 User unknown' });
  await client.suppressions.add({ address, reason: 'asked' });
  await client.addresses.retire({ address, since: daysAgo(1), reason: 'replaced' });
  expect(await check(address)).toMatchObject({ cause: 'retired' });
  expect(await client.suppressions.lift({ address, reason: 'works again' })).toMatchObject({
    lifted: 2,
    check: { maySend: false, cause: 'retired' },
  });
  await expect(client.suppressions.lift({ address, reason: 'once more' })).rejects.toMatchObject({
    code: 'suppression-unknown',
    message: expect.stringContaining('bring it back'),
  });
  await client.suppressions.add({ address, reason: 'asked again' });
  expect(await client.addresses.bringBack({ address, reason: 'mistake' })).toMatchObject({ maySend: false, cause: 'manual' });
});

test('GraphQL does the same, and the log says who did what', async () => {
  const { data, errors } = await server.graphql(
    'mutation($since: DateTimeISO) { retireAddress(input: { address: "log@acme.test", since: $since, reason: "gone", successor: "next@acme.test" }) { address maySend retirement { since successor } } }',
    { since: daysAgo(3) },
  );
  expect(errors).toBeUndefined();
  expect(data.retireAddress).toEqual({
    address: 'log@acme.test',
    maySend: false,
    retirement: { since: daysAgo(3), successor: 'next@acme.test' },
  });
  const back = await server.graphql(
    'mutation { bringBackAddress(input: { address: "log@acme.test", reason: "back", onBehalfOf: "Bo" }) { maySend retirement { since } } }',
  );
  expect(back.data.bringBackAddress).toEqual({ maySend: true, retirement: null });
  const database = new pg.Client({ connectionString: server.databaseUrl });
  await database.connect();
  const { rows } = await database.query(
    "select action, actor, detail ->> 'reason' as reason from audit_log where action like 'address.%' order by audit_id desc limit 2",
  );
  await database.end();
  expect(rows).toEqual([
    { action: 'address.bring-back', actor: expect.stringMatching(/^Bo \(key:/), reason: 'back' },
    { action: 'address.retire', actor: expect.stringMatching(/^key:/), reason: 'gone' },
  ]);
});

test('another tenant’s address stays in use', async () => {
  await client.addresses.retire({ address: 'shared@acme.test', reason: 'gone here' });
  const other = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'other' });
  expect((await other.suppressions.check(['shared@acme.test']))[0]).toMatchObject({ maySend: true });
  await expect(other.addresses.bringBack({ address: 'shared@acme.test', reason: 'x' })).rejects.toMatchObject({ status: 404 });
});

test.each([
  [{ address: 'nonsense', reason: 'x' }, 'address'],
  [{ address: 'a@acme.test', reason: ' ' }, 'reason'],
  [{ address: 'a@acme.test', reason: 'x', since: 'soon' }, 'since'],
  [{ address: 'a@acme.test', reason: 'x', since: '1066-10-14T09:00:00Z' }, 'since'],
  [{ address: 'a@acme.test', reason: 'x', successor: 'nobody' }, 'successor'],
  [{ address: 'a@acme.test', reason: 'x', successor: 'A@ACME.test' }, 'successor'],
])('%j is refused, and the field is named', async (input, field) => {
  const { status, body } = await server.post('/v1/addresses/retire', input);
  expect([status, body.errors.map((error: { path: string }) => error.path)]).toEqual([400, [field]]);
});

test('a list of blocks takes retired addresses out and in again', async () => {
  await client.addresses.retire({ address: 'moved@acme.test', since: daysAgo(4), reason: 'moved' });
  const file = await client.suppressions.export('jsonl');
  const line = file.split('\n').find((one) => one.includes('moved@acme.test'))!;
  const other = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'import' });
  expect(await other.suppressions.import(line, 'jsonl')).toMatchObject({ added: 1, refused: [] });
  expect((await other.suppressions.check(['moved@acme.test']))[0]).toMatchObject({ cause: 'retired', since: daysAgo(4) });
});

test('who may not see addresses sees the successor without its name', async () => {
  await client.addresses.retire({ address: 'seen@acme.test', reason: 'now at next@acme.test', successor: 'next@acme.test' });
  const made = await server.graphql(
    'mutation { createApiKey(input: { name: "operator", roles: [OPERATOR], tenant: "default" }) { key } }',
  );
  const asked = async (key: string) =>
    (
      await server.post(
        '/graphql',
        { query: '{ recipient(address: "seen@acme.test") { retirement { reason successor } } }' },
        { authorization: `Bearer ${key}` },
      )
    ).body.data.recipient.retirement;
  expect(await asked(server.key)).toEqual({ reason: 'now at next@acme.test', successor: 'next@acme.test' });
  expect(await asked(made.data.createApiKey.key)).toEqual({ reason: 'now at n***@acme.test', successor: 'n***@acme.test' });
  const operator = createClient({ baseUrl: server.url, apiKey: made.data.createApiKey.key });
  expect((await operator.addresses.check('seen@acme.test')).findings[0]!.text).toContain('mail n***@acme.test instead');
});

test('those who are told of blocks are told of it', async () => {
  const database = new pg.Client({ connectionString: server.databaseUrl });
  await database.connect();
  const rows = async () =>
    (await database.query('select count(*)::int as count from outbox where recipients is not null')).rows[0].count;
  const before = await rows();
  await client.addresses.retire({ address: 'told@acme.test', reason: 'gone' });
  await client.addresses.bringBack({ address: 'told@acme.test', reason: 'back' });
  expect((await rows()) - before).toBe(2);
  await database.end();
});

test('a date to come is told when it has come', async () => {
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 });
  const since = new Date(now + 30 * dayMs);
  await client.addresses.retire({ address: 'later@acme.test', since: since.toISOString(), reason: 'leaves' });
  const watched = async () => (await pool.query('select from block_end where ends_at = $1', [since])).rowCount === 1;
  await until('the date is known', watched);
  const stream = await openStream(`${server.url}/v1/stream`, { authorization: `Bearer ${server.key}` });
  // The time has come.
  await pool.query("update suppression set since = now() - interval '1 second' where since = $1", [since]);
  await tellEndedSuppressions(pool, since);
  expect((await stream.next()).data).toMatchObject({
    type: 'suppression.added',
    data: { cause: 'retired', recipient: { address: 'later@acme.test' } },
  });
  stream.close();
  await pool.end();
});

test('a successor is forgotten with its person, and the address stays retired', async () => {
  await client.addresses.retire({ address: 'former@acme.test', reason: 'married: wife@acme.test', successor: 'wife@acme.test' });
  await client.privacy.erase({ address: 'wife@acme.test', reason: 'request 7' });
  const { data } = await server.graphql(
    '{ recipient(address: "former@acme.test") { maySend retirement { reason successor } suppressionHistory { reason } } }',
  );
  expect(data.recipient).toMatchObject({ maySend: false, retirement: { successor: null } });
  expect(JSON.stringify(data)).not.toContain('wife@acme.test');
});
