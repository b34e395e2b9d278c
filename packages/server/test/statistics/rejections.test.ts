import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const now = Date.now();
const daysAgo = (days: number): string => new Date(now - days * 86_400_000).toISOString();
const period = { since: daysAgo(60), until: daysAgo(-1) };
let counter = 0;
const event = (type: string, recipient: string, days: number, more: object = {}) => ({
  type,
  messageId: `held-${++counter}@example.org`,
  recipient,
  occurredAt: daysAgo(days),
  ...more,
});
const hard = { reply: '550 5.1.1 User unknown' };
const marketing = { tags: { stream: 'marketing', kind: 'news' } };

beforeAll(async () => {
  server = await testServer();
  const client = createClient({ baseUrl: server.url, apiKey: server.key });
  await client.suppressions.import(
    [
      { address: 'cross@example.com', cause: 'complaint', since: daysAgo(20), reason: 'moved from elsewhere' },
      {
        address: 'tired@example.com',
        cause: 'unsubscribe',
        stream: 'marketing',
        since: daysAgo(10),
        reason: 'moved from elsewhere',
      },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
    'jsonl',
  );
  const { body } = await server.post('/v1/events', {
    events: [
      // Blocked for a week by a bounce: the first two are held back by it, the third comes long after it.
      event('bounced', 'dead@example.com', 30, hard),
      event('rejected', 'dead@example.com', 29),
      event('rejected', 'dead@example.com', 28),
      event('rejected', 'dead@example.com', 5),
      event('bounced', 'gone@gmail.com', 30, hard),
      event('rejected', 'gone@gmail.com', 29),
      event('rejected', 'cross@example.com', 3),
      // Held back although nothing blocks the address here.
      event('rejected', 'fine@example.com', 3),
      // Before the period.
      event('rejected', 'cross@example.com', 100),
      // Not held back.
      event('delivered', 'fine@example.com', 2),
      event('rejected', 'tired@example.com', 2, marketing),
      event('rejected', 'tired@example.com', 2, { tags: { stream: 'transactional' } }),
    ],
  });
  expect(body).toMatchObject({ accepted: 12, refused: [] });
  await server.post('/v1/events', { events: [event('rejected', 'secret@other.example', 3)] }, { 'bezorgd-tenant': 'other' });
});
afterAll(() => server.stop());

const wanted = {
  deliveries: 8,
  recipients: 5,
  byCause: [
    { cause: 'hard-bounce', deliveries: 3, recipients: 2 },
    { cause: null, deliveries: 3, recipients: 3 },
    { cause: 'complaint', deliveries: 1, recipients: 1 },
    { cause: 'unsubscribe', deliveries: 1, recipients: 1 },
  ],
};

test('each rejected mail has the cause of the block at its time, over GraphQL, REST and SDK', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key });
  expect(await client.rejections(period)).toEqual(wanted);
  const { data, errors } = await server.graphql(
    `query($since: DateTimeISO!, $until: DateTimeISO!) {
       rejections(since: $since, until: $until) { deliveries recipients byCause { cause deliveries recipients } }
       statistics(since: $since, until: $until) { total { counts { status count } } } }`,
    period,
  );
  expect(errors).toBeUndefined();
  expect(data.rejections).toEqual(wanted);
  expect(data.statistics.total.counts).toContainEqual({ status: 'REJECTED', count: wanted.deliveries });
});

test.each([
  ['domain=Gmail.com', [['hard-bounce', 1]]],
  ['provider=google', [['hard-bounce', 1]]],
  ['tag=kind&tagValue=news', [['unsubscribe', 1]]],
  ['domain=nobody.example', []],
])('of %s', async (query, causes) => {
  const { body } = await server.get(`/v1/statistics/rejections?since=${period.since}&until=${period.until}&${query}`);
  expect(body.byCause.map((one: any) => [one.cause, one.deliveries])).toEqual(causes);
});

test('a corrected block changes what it is said to have held back', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key });
  await client.suppressions.setPolicy({ hardBounce: { days: 1, growth: 1, maxDays: 1 } });
  const { byCause } = await client.rejections(period);
  expect(byCause.find((one) => one.cause === 'hard-bounce')).toBeUndefined();
});

test('another tenant sees its own alone, and bad input is refused by name', async () => {
  const other = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'other' });
  expect(await other.rejections(period)).toMatchObject({ deliveries: 1, byCause: [{ cause: null, deliveries: 1 }] });
  const { status, body } = await server.get(`/v1/statistics/rejections?since=${period.until}&until=${period.since}`);
  expect([status, body.errors[0].path]).toEqual([400, 'until']);
});
