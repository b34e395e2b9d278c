import { createClient, type BezorgdClient } from '@bezorgd/sdk';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { testServer, type TestServer } from '../support/server.ts';

/** Keys, quarantine, returned mails, recipients and the audit log, through REST and the SDK; GraphQL is their measure. */
let server: TestServer;
let all: BezorgdClient;
beforeAll(async () => {
  server = await testServer();
  all = clientOf(server.key);
});
afterAll(() => server.stop());

function clientOf(apiKey: string, tenant?: string, baseUrl = server.url): BezorgdClient {
  return createClient({ baseUrl, apiKey, attempts: 1, ...(tenant !== undefined && { tenant }) });
}

async function gathered<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const soon = (): string => new Date(Date.now() + 3_600_000).toISOString();
const past = (): string => new Date(Date.now() - 1000).toISOString();

describe('API keys', () => {
  test('are made, work, are listed, and end', async () => {
    const { key, apiKey } = await all.apiKeys.create({ name: ' desk ', roles: ['support'], tenant: 'acme', expiresAt: soon() });
    expect(apiKey).toMatchObject({ name: 'desk', roles: ['support'], tenant: 'acme', revokedAt: null, lastUsedOn: null });
    expect(key).toContain(apiKey.id);
    await clientOf(key).reports.list().next();
    const { value: listed } = await all.apiKeys.list().next();
    expect(listed).toMatchObject({ id: apiKey.id, lastUsedOn: new Date().toISOString().slice(0, 10) });
    expect(JSON.stringify(listed)).not.toContain(key.split('.')[1]);
    const { data } = await server.graphql('{ apiKeys { nodes { keyId name } } }');
    expect(data.apiKeys.nodes[0]).toEqual({ keyId: apiKey.id, name: 'desk' });

    const { revokedAt } = await all.apiKeys.revoke(apiKey.id);
    expect(revokedAt).not.toBeNull();
    expect(await all.apiKeys.revoke(apiKey.id)).toMatchObject({ revokedAt });
    await expect(clientOf(key).reports.list().next()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('of a tenant are of that tenant, whoever names it', async () => {
    const { key, apiKey } = await all.apiKeys.create({ name: 'root of acme', roles: ['admin'], tenant: 'acme' });
    const acme = clientOf(key);
    await expect(acme.apiKeys.create({ name: 'x', roles: ['admin'], tenant: 'other' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await acme.apiKeys.create({ name: 'mine', roles: ['sender'] })).apiKey.tenant).toBe('acme');
    const inOther = clientOf(server.key, 'other');
    const { apiKey: theirs } = await inOther.apiKeys.create({ name: 'theirs', roles: ['admin'] });
    expect(theirs.tenant).toBe('other');
    expect((await gathered(inOther.apiKeys.list())).map(({ id }) => id)).toEqual([theirs.id]);
    expect((await gathered(acme.apiKeys.list())).every(({ tenant }) => tenant === 'acme')).toBe(true);
    await expect(acme.apiKeys.revoke(theirs.id)).rejects.toMatchObject({ status: 404, code: 'api-key-unknown' });
    await expect(inOther.apiKeys.revoke(apiKey.id)).rejects.toMatchObject({ status: 404, code: 'api-key-unknown' });
    const { body } = await server.post('/graphql', { query: '{ apiKeys { nodes { keyId } } }' }, { 'bezorgd-tenant': 'other' });
    expect(body.data.apiKeys.nodes).toEqual([{ keyId: theirs.id }]);
  });

  test('and erasures are all listed, page after page, in every door', async () => {
    const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 1 });
    await pool.query(`insert into api_key (tenant, name, secret_hmac, roles, created_by, created_at, key_id)
      select 'pages', 'x', '', '{support}', 'x', now() - interval '1 second' * (n / 7), 'pages' || n from generate_series(1, 601) n`);
    await pool.query(`insert into erasure (tenant, erasure_id, recipient_id, erased_by, reason, cleared, erased_at)
      select 'pages', gen_random_uuid(), gen_random_uuid(), 'x', 'x', '{"address":0,"events":0,"reports":0,"quarantined":0,"notes":0,"pushed":0}',
             date_trunc('second', now()) - interval '1 second' * (n / 7) from generate_series(1, 1101) n`);
    await pool.end();
    const client = clientOf(server.key, 'pages');
    const lists = [
      ['apiKeys', 'api-keys', await gathered(client.apiKeys.list({ first: 200 })), 601],
      ['erasures', 'erasures', await gathered(client.privacy.erasures({ first: 200 })), 1101],
    ] as const;
    for (const [field, url, rows, count] of lists) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(count);
      const { body } = await server.get(`/v1/${url}?first=7`, { 'bezorgd-tenant': 'pages' });
      expect([body[field].length, body.hasNextPage]).toEqual([7, true]);
      const id = field === 'apiKeys' ? 'keyId' : 'erasureId';
      const asked = `query($after: String) { ${field}(first: 200, after: $after) { edges { cursor } nodes { ${id} } pageInfo { hasNextPage endCursor } } }`;
      const found: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { body: page } = await server.post(
          '/graphql',
          { query: asked, variables: { after } },
          { 'bezorgd-tenant': 'pages' },
        );
        found.push(...page.data[field].nodes.map((one: any) => one[id]));
        ({ hasNextPage: more, endCursor: after } = page.data[field].pageInfo);
      }
      expect(found).toEqual(rows.map((row) => row.id));
      const after = Buffer.from('nowhere').toString('base64url');
      expect(await server.get(`/v1/${url}?after=${after}`)).toMatchObject({ status: 400, body: { errors: [{ path: 'after' }] } });
    }
  });

  test.each<[string, object, RegExp]>([
    ['no name', { name: ' ', roles: ['admin'] }, /^name: /],
    ['a name that cannot be stored', { name: 'a\0b', roles: ['admin'] }, /^name: /],
    ['no role', { name: 'x', roles: [] }, /^roles: /],
    ['an unknown role', { name: 'x', roles: ['king'] }, /^roles/],
    ['a tenant without a name', { name: 'x', roles: ['admin'], tenant: '' }, /^tenant: /],
    ['a tenant in capitals', { name: 'x', roles: ['admin'], tenant: 'Acme' }, /^tenant: /],
    ['an end that is over', { name: 'x', roles: ['admin'], expiresAt: past() }, /^expiresAt: /],
    ['an end without an offset', { name: 'x', roles: ['admin'], expiresAt: '2099-01-01T00:00:00' }, /^expiresAt: /],
  ])('with %s are refused by the field', async (_, body, words) => {
    expect(await server.post('/v1/api-keys', body)).toMatchObject({
      status: 400,
      body: { code: 'bad-request', detail: expect.stringMatching(words) },
    });
  });
});

describe('quarantine', () => {
  test('shows to each what it sent itself, page after page, as GraphQL does', async () => {
    const acme = { 'bezorgd-tenant': 'acme' };
    for (const n of [1, 2, 3]) await server.post('/v1/events', { events: [{ type: 'delivered', n }] }, acme);
    await server.post('/v1/events', { events: [{ type: 'nonsense' }] }, { 'bezorgd-tenant': 'other' });
    const ids = (await gathered(clientOf(server.key, 'acme').quarantine.list({ first: 2 }))).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(await gathered(all.quarantine.list())).toHaveLength(4);
    const query = '{ quarantinedMessages { nodes { quarantineId } } }';
    const { body } = await server.post('/graphql', { query }, acme);
    expect(body.data.quarantinedMessages.nodes.map((node: any) => node.quarantineId)).toEqual(ids);

    expect(await all.quarantine.get(ids[0]!)).toMatchObject({
      source: 'http',
      topic: null,
      offset: null,
      errorClass: 'invalid',
      errorPath: expect.any(String),
      bytes: expect.any(Number),
    });
    expect(await clientOf(server.key, 'other').quarantine.get(ids[0]!)).toBeNull();
    expect((await server.get('/v1/quarantine/nonsense')).status).toBe(400);
  });
});

describe('what is in quarantine', () => {
  const acme = { 'bezorgd-tenant': 'again' };
  const mine = (): BezorgdClient => clientOf(server.key, 'again');
  const old = (days: number, n: number) => ({
    type: 'bounced',
    messageId: `old-${n}@example.org`,
    recipient: 'ann@example.com',
    occurredAt: new Date(Date.now() - days * 86_400_000).toISOString(),
    reply: '550 5.1.1 User unknown',
  });
  let pool: pg.Pool;
  beforeAll(() => void (pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 })));
  afterAll(() => pool.end());

  /** A server whose operator has mended what was wrong, on the same database. */
  async function mended<T>(work: (client: BezorgdClient, url: string) => Promise<T>): Promise<T> {
    const other = await testServer({ DATABASE_URL: server.databaseUrl, RETENTION_DAYS: '3000', API_KEY: server.key });
    try {
      return await work(createClient({ baseUrl: other.url, apiKey: server.key, attempts: 1, tenant: 'again' }), other.url);
    } finally {
      await other.stop();
    }
  }

  test('is read again: what is understood now is stored once and leaves, the rest stays with the reason of now', async () => {
    await server.post('/v1/events', { events: [old(1500, 1), old(2000, 2), { type: 'nonsense' }] }, acme);
    const waiting = await gathered(mine().quarantine.list());
    expect(waiting.map(({ errorClass }) => errorClass).toSorted()).toEqual(['invalid', 'time-out-of-range', 'time-out-of-range']);
    const ids = waiting.map(({ id }) => id);
    const stranger = '00000000-0000-4000-8000-000000000000';
    // Nothing is mended yet.
    expect(await mine().quarantine.replay([...ids, stranger])).toMatchObject({
      replayed: [],
      refused: { length: 3 },
      unknown: [stranger],
    });
    expect(await gathered(mine().deliveries.list({ recipient: 'ann@example.com' }))).toEqual([]);

    const [first, second] = await mended((client) =>
      Promise.all([client.quarantine.replay(ids, { onBehalfOf: 'Bea' }), client.quarantine.replay(ids, { onBehalfOf: 'Bea' })]),
    );
    const good = waiting.filter(({ errorClass }) => errorClass !== 'invalid').map(({ id }) => id);
    expect([...first!.replayed, ...second!.replayed].toSorted()).toEqual(good.toSorted());
    expect(first!.refused).toMatchObject([{ errorClass: 'invalid', errorPath: 'type' }]);
    const bounced = await gathered(mine().deliveries.list({ recipient: 'ann@example.com', since: '2020-01-01T00:00:00Z' }));
    expect(bounced.map(({ messageId, status }) => [messageId, status])).toEqual([
      ['old-1@example.org', 'hard-bounced'],
      ['old-2@example.org', 'hard-bounced'],
    ]);
    expect((await gathered(mine().quarantine.list())).map(({ errorClass }) => errorClass)).toEqual(['invalid']);
    const log = await gathered(mine().audit.list({ action: 'quarantine.replay' }));
    expect(log.map(({ actor, subject }) => [actor, subject]).toSorted()).toEqual(
      good.map((id) => [expect.stringMatching(/^Bea \(key:/), id]).toSorted(),
    );
  });

  test('is the tenant’s that it names, whoever sent it', async () => {
    const named = { ...old(1500, 9), tenant: 'named', recipient: 'lea@example.com' };
    // The key is for every tenant and asks for another.
    await server.post('/v1/events', { events: [named, { ...named, tenant: 'No Tenant' }] }, acme);
    const [first, ...others] = await gathered(clientOf(server.key, 'named').quarantine.list());
    expect([first?.errorClass, others]).toEqual(['time-out-of-range', []]);
    expect((await gathered(mine().quarantine.list())).filter(({ errorPath }) => errorPath === 'tenant')).toHaveLength(1);
    expect(await mended((_, url) => clientOf(server.key, 'named', url).quarantine.replay([first!.id]))).toMatchObject({
      replayed: [first!.id],
    });
    // A key of one tenant tells for that one alone, and sees what it sent.
    const { key } = await clientOf(server.key, 'own').apiKeys.create({ name: 'own', roles: ['admin'] });
    await server.post('/v1/events', { events: [named] }, { authorization: `Bearer ${key}` });
    expect(await gathered(clientOf(key).quarantine.list())).toMatchObject([{ errorClass: 'wrong-tenant' }]);
    expect(await gathered(clientOf(server.key, 'named').quarantine.list())).toEqual([]);
  });

  test('is discarded with a reason, by whom is logged, and its bytes are shown to those who may see addresses', async () => {
    await server.post('/v1/events', { events: [{ type: 'lost', recipient: 'zoë@example.com' }] }, acme);
    const [{ id } = { id: '' }] = await gathered(mine().quarantine.list());
    const bytes = await mine().quarantine.content(id);
    expect(JSON.parse(Buffer.from(bytes!).toString())).toEqual({ type: 'lost', recipient: 'zoë@example.com' });
    const { key } = await mine().apiKeys.create({ name: 'night shift', roles: ['operator'] });
    await expect(clientOf(key).quarantine.content(id)).rejects.toMatchObject({ code: 'forbidden' });
    const developer = (await mine().apiKeys.create({ name: 'dev', roles: ['developer'] })).key;
    await expect(clientOf(developer).quarantine.discard([id], 'mine')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await clientOf(server.key, 'other').quarantine.content(id)).toBeNull();
    expect(await clientOf(server.key, 'other').quarantine.discard([id], 'not mine')).toEqual([]);

    expect(await clientOf(key).quarantine.discard([id], ' sent by a test ')).toEqual([id]);
    expect(await mine().quarantine.get(id)).toBeNull();
    const [logged] = await gathered(mine().audit.list({ action: 'quarantine.discard', subject: id }));
    expect(logged).toMatchObject({ detail: { reason: 'sent by a test', errorClass: 'invalid' } });
  });

  test('came through Kafka: it is read as its topic says, and old news is not made new', async () => {
    await pool.query(
      `insert into quarantine (quarantine_id, tenant, received_at, source, topic, part, kafka_offset, message_key, headers, value, value_bytes, value_sha256, error_class, error_message)
       values ('11111111-1111-4111-8111-111111111111', null, now(), 'kafka', 'shop.mail.delivery', 2, 77, 'k', '{"trace": "x"}', $1, 1, '', 'not-storable', 'x'),
              ('22222222-2222-4222-8222-222222222222', null, now(), 'kafka', 'shop.mail.open', 2, 78, null, '{}', $1, 1, '', 'x', 'x'),
              ('33333333-3333-4333-8333-333333333333', null, now(), 'kafka', 'elsewhere', 2, 79, null, '{}', $1, 1, '', 'x', 'x'),
              ('44444444-4444-4444-8444-444444444444', null, now(), 'kafka', 'mail.delivery', 2, 80, null, '{}', $2, 1, '', 'x', 'x')`,
      [5, 5000].map((days) => Buffer.from(JSON.stringify({ ...old(days, 3), tenant: 'again' }))),
    );
    const query = `mutation ($ids: [ID!]!) { replayQuarantinedMessages(ids: $ids) { replayed unknown refused { quarantineId errorClass errorMessage } } }`;
    const ids = [
      '11111111-1111-4111-8111-111111111111',
      '22222222-2222-4222-8222-222222222222',
      '33333333-3333-4333-8333-333333333333',
      '44444444-4444-4444-8444-444444444444',
    ];
    // Of no tenant: who asks for one does not see it.
    const { body } = await server.post('/graphql', { query, variables: { ids } }, acme);
    expect(body.data.replayQuarantinedMessages).toEqual({ replayed: 0, unknown: 4, refused: [] });
    const { data } = await server.graphql(query, { ids });
    expect(data.replayQuarantinedMessages).toMatchObject({ replayed: 1, unknown: 0 });
    expect(data.replayQuarantinedMessages.refused.map((one: any) => [one.quarantineId, one.errorClass]).toSorted()).toEqual([
      [ids[1], 'wrong-topic'],
      [ids[2], 'wrong-topic'],
      [ids[3], 'time-out-of-range'],
    ]);
    const { rows } = await pool.query('select clamped, topic, part, kafka_offset::int from event where kafka_offset >= 77');
    expect(rows).toEqual([{ clamped: false, topic: 'shop.mail.delivery', part: 2, kafka_offset: 77 }]);
    const discard = 'mutation ($ids: [ID!]!) { discardQuarantinedMessages(ids: $ids, reason: "tests") }';
    expect((await server.graphql(discard, { ids })).data).toEqual({ discardQuarantinedMessages: 3 });
  });

  test.each<[string, object, RegExp]>([
    ['no ids', { ids: [] }, /^ids: give 1 to 200/],
    ['too many ids', { ids: Array.from({ length: 201 }, () => '11111111-1111-4111-8111-111111111111') }, /^ids: give 1 to 200/],
    ['what is no id', { ids: ['11111111-1111-4111-8111-111111111111', 'x'] }, /^ids\.1: /],
  ])('is not chosen by %s', async (_, body, words) => {
    for (const [path, more] of [
      ['/v1/quarantine/replay', {}],
      ['/v1/quarantine/discard', { reason: 'x' }],
    ] as const)
      expect(await server.post(path, { ...body, ...more })).toMatchObject({
        status: 400,
        body: { code: 'bad-request', detail: expect.stringMatching(words) },
      });
    expect(
      (await server.post('/v1/quarantine/discard', { ids: ['11111111-1111-4111-8111-111111111111'], reason: ' ' })).body,
    ).toMatchObject({
      detail: expect.stringMatching(/^reason: /),
    });
  });
});

describe('returned mails', () => {
  const mail = dsn({ messageId: 'returned@example.org', recipients: ['ann@example.com'] });

  test('are listed by kind, found by id, and lead to their deliveries', async () => {
    const sent = { type: 'processed', messageId: 'returned@example.org', recipient: 'ann@example.com', occurredAt: past() };
    const report = { type: 'report', receivedAt: new Date().toISOString(), raw: Buffer.from(mail).toString('base64') };
    const { body } = await server.post('/v1/events', { events: [sent, report] });
    expect(body.refused).toEqual([]);
    const [found, ...more] = await gathered(all.reports.list({ kind: 'bounce', first: 1 }));
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'bounce', originalMessageId: 'returned@example.org', bytes: mail.length });
    expect(await all.reports.get(found!.id)).toEqual(found);
    expect((await all.deliveries.get(found!.deliveryIds[0]!))?.messageId).toBe('returned@example.org');
    expect(await gathered(all.reports.list({ kind: 'complaint' }))).toEqual([]);
    expect(await clientOf(server.key, 'other').reports.get(found!.id)).toBeNull();
  });
});

describe('a recipient', () => {
  test('is told with what blocks and blocked it, and its retirement', async () => {
    const address = 'rita@example.com';
    expect(await all.recipients.get(address)).toBeNull();
    await all.suppressions.add({ address, reason: 'asked' });
    await all.suppressions.lift({ address, reason: 'asked again' });
    await all.suppressions.add({ address, reason: 'no news', stream: 'marketing' });
    await all.addresses.retire({ address, reason: 'left', successor: 'rob@example.com', since: soon() });
    const found = await all.recipients.get('RITA@example.com');
    expect(found).toMatchObject({
      address,
      domain: 'example.com',
      check: { maySend: false, cause: 'manual', stream: 'marketing' },
      retirement: { reason: 'left', successor: 'rob@example.com' },
    });
    expect(found!.suppressions.filter(({ cause }) => cause === 'manual').map(({ reason }) => reason)).toEqual([
      'no news',
      'asked',
    ]);
    expect((await all.recipients.get(address, { stream: 'transactional' }))?.check.maySend).toBe(true);
    await expect(all.recipients.get('nobody')).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('the audit log', () => {
  test('names who did what, newest first, page after page, to a tenant its own', async () => {
    const acme = clientOf(server.key, 'audited');
    for (const n of [1, 2, 3]) await acme.suppressions.add({ address: `a${n}@example.com`, reason: `reason ${n}` });
    const { key, apiKey } = await acme.apiKeys.create({ name: 'auditor', roles: ['admin'] });
    await all.apiKeys.create({ name: 'of all', roles: ['sender'] });

    const own = await gathered(clientOf(key).audit.list({ first: 1 }));
    expect(own.map(({ action }) => action)).toEqual(['api-key.create', ...Array.from({ length: 3 }, () => 'suppression.add')]);
    expect(own[0]).toMatchObject({ subject: apiKey.id, tenant: 'audited', detail: { name: 'auditor', roles: ['admin'] } });
    expect(own.slice(1).map(({ detail }) => detail?.['reason'])).toEqual(['reason 3', 'reason 2', 'reason 1']);

    const seen = await gathered(acme.audit.list({ action: 'api-key.create', first: 2 }));
    expect(seen.map(({ tenant }) => tenant)).toEqual(expect.arrayContaining([null, 'audited']));
    expect(await gathered(acme.audit.list({ subject: apiKey.id, actor: own[0]!.actor }))).toEqual([own[0]]);

    const query = '{ auditLog(first: 2) { nodes { auditId action } pageInfo { hasNextPage endCursor } } }';
    const { body } = await server.post('/graphql', { query }, { authorization: `Bearer ${key}` });
    expect(body.data.auditLog).toMatchObject({
      nodes: own.slice(0, 2).map(({ id, action }) => ({ auditId: id, action })),
      pageInfo: { hasNextPage: true },
    });
    const { endCursor } = body.data.auditLog.pageInfo;
    expect((await server.get(`/v1/audit-log?after=${endCursor}`, { 'bezorgd-tenant': 'audited' })).status).toBe(200);
    for (const after of ['nonsense', Buffer.from('audit 0x1').toString('base64url')])
      expect((await server.get(`/v1/audit-log?after=${after}`)).status).toBe(400);
  });
});

test.each([
  ['GET', '/v1/api-keys', ['admin']],
  ['GET', '/v1/quarantine', ['operator', 'admin']],
  ['GET', '/v1/reports', ['support', 'developer', 'operator', 'admin']],
  ['POST', '/v1/recipients/find', ['support', 'developer', 'operator', 'admin']],
  ['GET', '/v1/audit-log', ['admin']],
] as const)('%s %s is open to %j only', async (method, path, allowed) => {
  for (const role of ['sender', 'support', 'developer', 'operator', 'admin'] as const) {
    const { key } = await all.apiKeys.create({ name: role, roles: [role], tenant: 'roles' });
    const headers = { authorization: `Bearer ${key}` };
    const { status } = method === 'GET' ? await server.get(path, headers) : await server.post(path, {}, headers);
    expect([role, status === 403]).toEqual([role, !(allowed as readonly string[]).includes(role)]);
  }
});
