import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { dsn } from '../support/dsn.ts';
import { freshDatabase } from '../support/database.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let reader: pg.Client;
let owner: pg.Client;
const tenants = ['alpha', 'beta'] as const;

const mail = (tenant: string): string =>
  dsn({ messageId: `reported@${tenant}.example.org`, recipients: [`bounced@${tenant}.example.com`] });

beforeAll(async () => {
  const databaseUrl = await freshDatabase();
  owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  // The server's leader would count the marked hours, and their marks would be gone.
  await owner.query('select pg_advisory_lock(4252633)');
  server = await testServer({ DATABASE_URL: databaseUrl });
  for (const tenant of tenants) {
    const shared = { recipient: 'shared@example.com', occurredAt: new Date(Date.now() - 60_000).toISOString() };
    await server.post(
      '/v1/events',
      {
        events: [
          {
            type: 'bounced',
            messageId: `secret-of-${tenant}`,
            reply: '550 5.1.1 User unknown',
            tags: { secret: tenant },
            ...shared,
          },
          { type: 'delivered', messageId: `open-${tenant}`, ...shared, recipient: `only@${tenant}.example.com` },
          {
            type: 'processed',
            messageId: `reported@${tenant}.example.org`,
            ...shared,
            recipient: `bounced@${tenant}.example.com`,
          },
          { type: 'report', raw: Buffer.from(mail(tenant)).toString('base64') },
        ],
      },
      { 'bezorgd-tenant': tenant },
    );
  }
  for (const tenant of tenants) {
    await server.put('/v1/suppression-policy', {}, { 'bezorgd-tenant': tenant });
    const seen = await server.post('/v1/addresses/review', { address: 'shared@example.com' }, { 'bezorgd-tenant': tenant });
    expect(seen.status).toBe(200);
    await owner.query(
      `insert into delivery_hour (tenant, hour, slice, status, deliveries, accepted, deferred, opened, clicked) values ($1, '2020-01-01', 'all', 4, 1, 1, 0, 0, 0)`,
      [tenant],
    );
    await owner.query(`insert into delivery_hour_seal (tenant, sealed_before) values ($1, '2020-01-01')`, [tenant]);
  }
  reader = new pg.Client({ connectionString: server.databaseUrl, options: '-c role=bezorgd_reader' });
  await reader.connect();
});
afterAll(async () => {
  await reader.end();
  await server.stop();
  await owner.end();
});

const tables = [
  'recipient',
  'delivery',
  'event',
  'suppression',
  'report',
  'tenant_policy',
  'recipient_review',
  'delivery_hour',
  'delivery_hour_mark',
  'delivery_hour_seal',
];

describe('under the role of the doors', () => {
  test('a read without a tenant fails instead of showing all', async () => {
    for (const table of tables) await expect(reader.query(`select 1 from ${table}`)).rejects.toThrow(/app\.tenant/);
  });

  test.each(tenants)('%s sees its own rows, and no other, whatever the SQL', async (tenant) => {
    await reader.query("select set_config('app.tenant', $1, false)", [tenant]);
    for (const table of tables) {
      const { rows } = await reader.query(`select distinct tenant from ${table} where true or tenant <> $1`, [tenant]);
      expect([table, rows]).toEqual([table, [{ tenant }]]);
    }
    const other = tenant === 'alpha' ? 'beta' : 'alpha';
    const joined = await reader.query(
      'select 1 from delivery d full join recipient r using (recipient_id) full join event e using (delivery_id) where $1 in (d.tenant, r.tenant, e.tenant)',
      [other],
    );
    expect(joined.rowCount).toBe(0);
    await reader.query('reset app.tenant');
  });

  test('no tenant at all sees nothing', async () => {
    await reader.query("select set_config('app.tenant', 'nobody', false)");
    for (const table of tables) expect((await reader.query(`select 1 from ${table}`)).rowCount).toBe(0);
    await reader.query('reset app.tenant');
  });

  test('there is no way round: no partition, no secret, no quarantine, no writing, no other role', async () => {
    await reader.query("select set_config('app.tenant', 'alpha', false)");
    const partitions = await reader.query<{ name: string }>(
      "select c.relname as name from pg_class c join pg_inherits i on i.inhrelid = c.oid where c.relkind = 'r'",
    );
    expect(partitions.rows.length).toBeGreaterThan(20);
    for (const { name } of partitions.rows)
      await expect(reader.query(`select 1 from ${name}`)).rejects.toThrow(/permission denied/);
    for (const table of ['service_secret', 'quarantine', 'sink_position', 'offset_gap', 'mikro_orm_migrations']) {
      await expect(reader.query(`select 1 from ${table}`)).rejects.toThrow(/permission denied/);
    }
    for (const statement of [
      "update recipient set address = 'x'",
      'delete from delivery',
      "insert into recipient (tenant, recipient_id, domain) values ('alpha', gen_random_uuid(), 'x')",
      'truncate event',
      'drop table delivery',
    ]) {
      await expect(reader.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    }
    await reader.query('reset app.tenant');
  });
});

describe('through the doors', () => {
  const queries = [
    'query($id: ID!) { delivery(id: $id) { messageId } }',
    'query($id: ID!) { report(id: $id) { originalMessageId } }',
    'query($id: ID!) { node(id: $id) { id } }',
  ];
  const everything =
    '{ deliveries(first: 20) { nodes { id deliveryId messageId message { id } tags { value } recipient { id recipientId address suppressionHistory { id suppressionId delivery { messageId } } deliveries(first: 5) { nodes { messageId } } } timeline { type } } } reports(first: 20) { nodes { id reportId originalMessageId deliveries { messageId } } } }';

  test.each(tenants)('%s finds nothing of the other, with the other’s own ids', async (tenant) => {
    const other = tenant === 'alpha' ? 'beta' : 'alpha';
    const ask = async (as: string, query: string, variables = {}): Promise<any> =>
      (await server.post('/graphql', { query, variables }, { 'bezorgd-tenant': as })).body;
    const mine = await ask(tenant, everything);
    expect(mine.errors?.[0].message).toBeUndefined();
    expect(JSON.stringify(mine)).toContain(`secret-of-${tenant}`);
    expect(JSON.stringify(mine)).not.toContain(other);
    const theirs = (await ask(other, everything)).data;
    const blocks = theirs.deliveries.nodes.flatMap((node: any) => node.recipient.suppressionHistory);
    const ids = [
      ...theirs.deliveries.nodes.flatMap((node: any) => [node.deliveryId, node.recipient.recipientId]),
      ...theirs.reports.nodes.map((node: any) => node.reportId),
      ...blocks.map((block: any) => block.suppressionId),
    ];
    const globalIds = [
      ...theirs.deliveries.nodes.flatMap((node: any) => [node.id, node.recipient.id]),
      ...theirs.reports.nodes.map((node: any) => node.id),
      ...blocks.map((block: any) => block.id),
    ];
    expect(ids.length).toBeGreaterThan(4);
    for (const id of globalIds)
      for (const query of queries) expect(Object.values((await ask(tenant, query, { id })).data)).toEqual([null]);
    for (const id of ids) {
      for (const query of queries.slice(0, 2)) expect(Object.values((await ask(tenant, query, { id })).data)).toEqual([null]);
      expect((await server.get(`/v1/deliveries/${id}`, { 'bezorgd-tenant': tenant })).status).toBe(404);
    }
    expect((await ask(tenant, `{ recipient(address: "only@${other}.example.com") { id } }`)).data.recipient).toBeNull();
    const check = await server.post(
      '/v1/suppressions/check',
      { addresses: [`bounced@${other}.example.com`, `bounced@${tenant}.example.com`, 'shared@example.com'] },
      { 'bezorgd-tenant': tenant },
    );
    expect(check.body.results.map((result: any) => result.maySend)).toEqual([true, false, false]);
  });

  test('tenants that take turns on one connection never see the last one’s rows', async () => {
    const reads = new TenantReads(server.databaseUrl, 1, pino({ level: 'silent' }));
    const of = async (tenant: string) =>
      (
        await reads
          .of(tenant, true)
          .query<{ tenant: string }>({ name: 'all', text: 'select distinct tenant from delivery', values: [] })
      ).rows.map((row) => row.tenant);
    const order = ['alpha', 'beta', 'beta', 'alpha', 'nobody', 'alpha', 'beta'];
    const seen = await Promise.all(order.map(of));
    await reads.end();
    expect(seen).toEqual(order.map((tenant) => (tenant === 'nobody' ? [] : [tenant])));
  });
});
