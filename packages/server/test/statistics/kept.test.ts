import { createClient } from '@bezorgd/sdk';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerStatistics, statisticsQuestion } from '../../src/answers/statistics.ts';
import type { Reads } from '../../src/queries/reads.ts';
import { foldDomains } from '../../src/storage/statistics.store.ts';
import { Retention } from '../../src/storage/retention.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pool: pg.Pool;
const now = new Date();
const dayMs = 86_400_000;
const days = (n: number): string => new Date(now.getTime() - n * dayMs).toISOString();
const period = { since: days(90), until: now.toISOString() };

beforeAll(async () => {
  server = await testServer({ RETENTION_DAYS: '100' });
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 3 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

async function told(tenant: string, type: string, messageId: string, recipient: string, occurredAt: string): Promise<void> {
  const events = [{ type, messageId, recipient, occurredAt, tags: { kind: 'letter' } }];
  expect((await server.post('/v1/events', { events }, { 'bezorgd-tenant': tenant })).body).toMatchObject({ accepted: 1 });
}

test('what is deleted for its age stays counted, and nothing that comes later wipes it', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'short' });
  await client.privacy.setRetention({ days: 30 });
  for (const name of ['a', 'b', 'c']) await told('short', 'delivered', `${name}@example.org`, `${name}@example.com`, days(60));
  // In the same hour, and still kept, because something happened lately.
  await told('short', 'processed', 'slow@example.org', 'slow@example.com', days(60));
  await told('short', 'deferred', 'slow@example.org', 'slow@example.com', days(5));
  await told('short', 'delivered', 'new@example.org', 'new@example.com', days(5));
  const before = await client.statistics({ ...period, groupBy: ['day', 'domain', 'status'] });
  expect(before.total).toMatchObject({ deliveries: 5, counts: { delivered: 4, deferred: 1 } });

  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  expect(await retention.run(now)).toMatchObject({ deliveries: 3 });
  const after = await client.statistics({ ...period, groupBy: ['day', 'domain', 'status'] });
  expect({ ...after, timeError: 0, groups: after.groups.map(({ figures }) => figures) }).toEqual({
    ...before,
    groups: before.groups.map(({ figures }) => figures),
  });

  // Of an hour whose mails are deleted, what comes later changes nothing; of the others it does.
  await told('short', 'delivered', 'slow@example.org', 'slow@example.com', days(4));
  await told('short', 'bounced', 'new@example.org', 'new@example.com', days(4));
  await retention.run(now);
  const { total } = await client.statistics(period);
  expect(total).toMatchObject({ deliveries: 5, counts: { delivered: 3, deferred: 1, 'soft-bounced': 1 } });
  expect((await client.statistics({ ...period, groupBy: 'tag', tag: 'kind' })).total.deliveries).toBe(5);
});

test('what held mails back is asked for from mails that are kept, and from no others', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'short' });
  const asked = { until: now.toISOString() };
  await expect(client.rejections({ ...asked, since: days(90) })).rejects.toThrow(/since: .* kept since 20.*ask for later/);
  expect(await client.rejections({ ...asked, since: days(10) })).toMatchObject({ deliveries: 0 });
});

test('a domain and a tag together are counted from mails that are kept, and from no others', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'short' });
  const both = { groupBy: ['domain', 'tag'] as ('domain' | 'tag')[], tag: 'kind', until: now.toISOString() };
  await expect(client.statistics({ ...both, since: days(90) })).rejects.toThrow(/since: .* kept since 20.*ask for later/);
  const { groups } = await client.statistics({ ...both, since: days(10) });
  expect(groups.map(({ domain, tag, figures }) => [domain, tag, figures.deliveries])).toEqual([['example.com', 'letter', 1]]);

  const many: Reads = { query: async () => ({ rows: [{ sealed_before: null, n: 200_001 }] }) as any };
  const question = statisticsQuestion({
    since: new Date(days(10)),
    until: now,
    groupBy: ['tag'],
    tag: 'kind',
    domain: 'example.com',
  });
  await expect(answerStatistics(many, 'short', question, 50, null)).rejects.toThrow(/until: .* at most 200000 mails/);
});

test('a forgotten person’s domain is counted no more, their mail is', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'forgetful' });
  await told('forgetful', 'delivered', 'p@example.org', 'p@jansen.example', days(3));
  await told('forgetful', 'delivered', 'q@example.org', 'q@example.com', days(3));
  await client.privacy.erase({ address: 'p@jansen.example', reason: 'asked' });
  const { groups } = await client.statistics({ ...period, groupBy: 'domain' });
  expect(groups.map((group) => [group.domain, group.figures.deliveries]).toSorted()).toEqual([
    ['erased.invalid', 1],
    ['example.com', 1],
  ]);
  await expect
    .poll(async () => (await pool.query("select from delivery_hour where value = 'jansen.example'")).rowCount, {
      timeout: 20_000,
    })
    .toBe(0);
});

test('a domain at which nobody is known any more is not named in what stays counted; figures go when the tenant says', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'folded' });
  await client.privacy.setRetention({ days: 30 });
  for (const name of ['a', 'b']) await told('folded', 'delivered', `${name}@example.org`, `${name}@example.com`, days(60));
  await told('folded', 'delivered', 'p@example.org', 'p@jansen.example', days(60));
  await told('folded', 'delivered', 'k@example.org', 'kim@kim.example', days(50));
  await told('folded', 'delivered', 'n@example.org', 'n@example.com', days(5));
  await client.suppressions.add({ address: 'kim@kim.example', reason: 'asked' });
  await pool.query("update recipient set first_seen_at = $1 where tenant = 'folded'", [days(60)]);
  const byDomain = async () => {
    const { groups, total } = await client.statistics({ ...period, groupBy: 'domain' });
    return { total: total.deliveries, groups: Object.fromEntries(groups.map((one) => [one.domain, one.figures.deliveries])) };
  };
  const retention = new Retention(pool, 100, pino({ level: 'silent' }));
  // The block keeps its address, and so its domain.
  expect(await retention.run(now)).toMatchObject({ deliveries: 4, recipients: 3, hours: 0 });
  expect(await byDomain()).toEqual({ total: 5, groups: { 'example.com': 3, 'kim.example': 1, null: 1 } });

  await client.privacy.erase({ address: 'kim@kim.example', reason: 'asked' });
  expect(await byDomain()).toEqual({ total: 5, groups: { 'example.com': 3, null: 2 } });

  expect(await client.privacy.setRetention({ days: 30, statisticsDays: 7 })).toEqual({
    days: 30,
    reportDays: 30,
    statisticsDays: 30,
  });
  expect((await client.privacy.setRetention({ days: 30, statisticsDays: 55 })).statisticsDays).toBe(55);
  expect((await retention.run(now))!.hours).toBeGreaterThan(0);
  expect(await byDomain()).toEqual({ total: 2, groups: { 'example.com': 1, null: 1 } });
  await expect(client.privacy.setRetention({ statisticsDays: 0 })).rejects.toThrow(/statisticsDays: give at least 1 day/);
});

test.each([1, 2, 100])('names are looked at %i at a time, and each once', async (atOnce) => {
  const tenant = `fold-${atOnce}`;
  await told(tenant, 'delivered', 'k@example.org', 'kept@c.example', days(1));
  await pool.query(
    `insert into delivery_hour (tenant, hour, slice, value, status, deliveries, accepted, deferred, opened, clicked)
     select $1, now() - interval '9 days', slice, value, 4, 1, 1, 0, 0, 0
       from unnest(array['a.example', 'b.example', 'b.example', 'c.example', 'd.example', null]) as value
      cross join unnest(array['domain', 'tag:kind']) as slice`,
    [tenant],
  );
  await pool.query("insert into delivery_hour_seal (tenant, sealed_before) values ($1, now() - interval '2 days')", [tenant]);
  await foldDomains(pool, tenant, atOnce);
  const { rows } = await pool.query(
    "select slice, array_agg(value order by value) as values from delivery_hour where tenant = $1 and hour < now() - interval '2 days' group by slice order by slice",
    [tenant],
  );
  expect(rows).toEqual([
    { slice: 'domain', values: ['c.example', null, null, null, null, null] },
    { slice: 'tag:kind', values: ['a.example', 'b.example', 'b.example', 'c.example', 'd.example', null] },
  ]);
});
