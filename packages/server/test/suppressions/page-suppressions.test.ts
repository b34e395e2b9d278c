import { createClient } from '@bezorgd/sdk';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

/** Few blocks that hold among many that are over. */
let server: TestServer;
let client: ReturnType<typeof createClient>;
const holding = ['ann', 'bob', 'cas', 'dee', 'eve'].map((name) => `${name}@example.com`);
beforeAll(async () => {
  server = await testServer();
  client = createClient({ baseUrl: server.url, apiKey: server.key });
  const yesterday = new Date(Date.now() - 86_400_000).toISOString();
  const lines = holding.map((address) => JSON.stringify({ address, cause: 'manual', since: yesterday }));
  expect(await client.suppressions.import(lines.join('\n'), 'jsonl')).toMatchObject({ added: holding.length });
  const db = new pg.Client({ connectionString: server.databaseUrl });
  await db.connect();
  // Newer than what holds, and over: their end has come.
  await db.query(
    `with made as (
       insert into recipient (tenant, recipient_id, address, domain)
       select 'default', gen_random_uuid(), 'r' || n || '@example.com', 'example.com' from generate_series(1, 1000) n
       returning recipient_id)
     insert into suppression (cause, by_report, recipient_id, tenant, since, suppression_id, until)
     select 'manual', false, recipient_id, 'default', date_trunc('milliseconds', now()) - interval '1 ms' * row_number() over (), gen_random_uuid(), now()
       from made`,
  );
  await db.end();
});
afterAll(() => server.stop());

test('a page is filled with what was asked, and pages follow one another without gap or repetition', async () => {
  const { body } = await server.get('/v1/suppressions?activeOnly=true&first=3');
  expect(body.suppressions).toHaveLength(3);
  expect(body.hasNextPage).toBe(true);
  const next = await server.get(`/v1/suppressions?activeOnly=true&first=3&after=${body.endCursor}`);
  const found = [...body.suppressions, ...next.body.suppressions].map(({ address }: { address: string }) => address);
  expect(found.toSorted()).toEqual(holding);
  expect(next.body.hasNextPage).toBe(false);

  const query =
    '{ suppressions(first: 3, activeOnly: true) { nodes { recipient { address } } pageInfo { hasNextPage endCursor } } }';
  const { data } = await server.graphql(query);
  expect(data.suppressions.nodes.map((node: any) => node.recipient.address)).toEqual(found.slice(0, 3));
  expect(data.suppressions.pageInfo).toEqual({ hasNextPage: true, endCursor: body.endCursor });

  const all = [];
  for await (const { address } of client.suppressions.list({ activeOnly: false, first: 7 })) all.push(address);
  expect(all).toHaveLength(1005);
  expect(new Set(all).size).toBe(1005);
});
