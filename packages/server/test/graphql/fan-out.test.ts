import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { freshDatabase } from '../support/database.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let lead: pg.Client;
const asked: string[] = [];

beforeAll(async () => {
  const { of } = TenantReads.prototype;
  vi.spyOn(TenantReads.prototype, 'of').mockImplementation(function (this: TenantReads, tenant, showAddresses) {
    const reads = of.call(this, tenant, showAddresses);
    return {
      query(statement) {
        asked.push(statement.name);
        return reads.query(statement);
      },
    };
  });
  const databaseUrl = await freshDatabase();
  lead = new pg.Client({ connectionString: databaseUrl });
  await lead.connect();
  // While it holds the lock no server leads, and nothing works beside the questions.
  await lead.query('select pg_advisory_lock(4252633)');
  server = await testServer({ DATABASE_URL: databaseUrl });
  const occurredAt = (index: number) => new Date(Date.now() - 3_600_000 + index * 1000).toISOString();
  const events = Array.from({ length: 40 }, (_, index) => [
    {
      type: 'processed',
      messageId: `m${index % 20}@example.org`,
      recipient: `r${index % 8}@example.com`,
      occurredAt: occurredAt(index),
    },
    {
      type: index % 3 ? 'bounced' : 'rejected',
      messageId: `m${index % 20}@example.org`,
      recipient: `r${index % 8}@example.com`,
      occurredAt: occurredAt(index + 100),
      ...(index % 3 && { reply: '550 5.1.1 User unknown' }),
    },
  ]);
  await server.post('/v1/events', { events: events.flat() });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await server.stop();
  await lead.end();
});

/** The statements that a query sends, by name, for a list of `first`. */
async function statementsOf(query: string, first: number): Promise<string[]> {
  asked.length = 0;
  const { data, errors } = await server.graphql(`query($first: Int!) ${query}`, { first });
  expect(errors).toBeUndefined();
  expect(Object.values<any>(data)[0].nodes.length).toBe(first);
  // The page's own statement is named by what it filters.
  return asked.map((name) => (/^[0-9a-f]{40}$/.test(name) ? 'list-deliveries' : name)).toSorted();
}

test.each([
  ['timelines', '{ deliveries(first: $first) { nodes { timeline { type } classification { ruleId } } } }', 3],
  [
    'messages and their deliveries',
    '{ deliveries(first: $first) { nodes { message { outcome deliveries(first: 3) { nodes { status } } } } } }',
    3,
  ],
  [
    'recipients and what blocks them',
    '{ deliveries(first: $first) { nodes { recipient { maySend suppression { cause } suppressionHistory { cause } } } } }',
    5,
  ],
  [
    'recipients and their deliveries',
    '{ deliveries(first: $first) { nodes { recipient { deliveries(first: 2) { nodes { id } } } } } }',
    2,
  ],
  ['what blocked rejected ones', '{ deliveries(first: $first) { nodes { suppression { cause delivery { messageId } } } } }', 4],
  [
    'blocks, their recipients and deliveries',
    '{ suppressions(first: $first) { nodes { recipient { address maySend } delivery { messageId timeline { type } } } } }',
    8,
  ],
])('%s of a list: as many statements for twenty as for two', async (_, query, most) => {
  const two = await statementsOf(query, 2);
  const twenty = await statementsOf(query, 20);
  expect(twenty).toEqual(two);
  expect(twenty.length).toBeLessThanOrEqual(most);
});

test('addresses to look at, with their words and what blocks them: as many statements for eight as for two', async () => {
  const query =
    '{ addressesToReview(first: $first) { nodes { label reply { text } suppression { cause } recipient { address retirement { since } } delivery { explanation { cause } } } } }';
  const two = await statementsOf(query, 2);
  expect(await statementsOf(query, 8)).toEqual(two);
  expect(two.length).toBeLessThanOrEqual(7);
});
