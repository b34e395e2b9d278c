import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/access/roles.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const as = (key: string): { authorization: string } => ({ authorization: `Bearer ${key}` });
const create =
  'mutation($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { id name roles tenant createdBy } } }';

async function keyOf(input: object, by = server.key): Promise<{ key: string; id: string }> {
  const { body } = await server.post('/graphql', { query: create, variables: { input: { name: 'test', ...input } } }, as(by));
  if (body.errors) throw new Error(`${body.errors[0].extensions.code}: ${body.errors[0].message}`);
  return { key: body.data.createApiKey.key, id: body.data.createApiKey.apiKey.id };
}

const event = {
  type: 'delivered',
  messageId: 'k@example.org',
  recipient: 'ann@example.com',
  occurredAt: new Date(Date.now() - 1000).toISOString(),
};
const doors = {
  events: (key: string) => server.post('/v1/events', { events: [event] }, as(key)),
  delivery: (key: string) => server.get('/v1/deliveries/00000000-0000-8000-8000-000000000000', as(key)),
  check: (key: string) => server.post('/v1/suppressions/check', { addresses: ['ann@example.com'] }, as(key)),
  classify: (key: string) => server.post('/v1/classify', { reply: '550 x' }, as(key)),
  ruleset: (key: string) => server.get('/v1/ruleset', as(key)),
};
const queries = {
  'mail:read': '{ deliveries { nodes { id } } }',
  'rules:read': '{ ruleset { digest } }',
  'operations:read': '{ quarantinedMessages { nodes { id } } }',
  'keys:write': '{ apiKeys { nodes { id } } }',
};

describe('without a key', () => {
  test.each(Object.entries(doors))('%s is closed', async (_, door) => {
    for (const key of ['', 'nonsense', 'bzd_aaaaaaaaaaaa.'.padEnd(60, 'x'), `${server.key}x`, server.key.slice(0, -1)]) {
      expect(await door(key)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
  });

  test('GraphQL is closed, and says what to send', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect([response.status, await response.json()]).toEqual([
      401,
      expect.objectContaining({ detail: 'Send an API key: "authorization: Bearer <key>"' }),
    ]);
  });

  test.each(['/', '/healthz', '/readyz', '/openapi.json'])('%s is open', async (path) => {
    expect((await fetch(`${server.url}${path}`)).status).toBe(200);
  });
});

describe('a role opens what it names, and nothing else', () => {
  const table: Record<string, { doors: string[]; queries: string[] }> = {
    sender: { doors: ['events', 'check', 'classify', 'ruleset'], queries: ['rules:read'] },
    support: { doors: ['delivery', 'check', 'classify', 'ruleset'], queries: ['mail:read', 'rules:read'] },
    developer: { doors: ['events', 'delivery', 'check', 'classify', 'ruleset'], queries: ['mail:read', 'rules:read'] },
    operator: { doors: ['delivery', 'check', 'classify', 'ruleset'], queries: ['mail:read', 'rules:read', 'operations:read'] },
    admin: { doors: Object.keys(doors), queries: Object.keys(queries) },
  };
  test.each(roles)('%s', async (role) => {
    const { key } = await keyOf({ roles: [role.toUpperCase()] });
    const open = await Promise.all(
      Object.entries(doors).map(async ([name, door]) => ((await door(key)).status === 403 ? [] : [name])),
    );
    expect(open.flat()).toEqual(table[role]!.doors);
    const answered = await Promise.all(
      Object.entries(queries).map(async ([scope, query]) => {
        const { body } = await server.post('/graphql', { query }, as(key));
        if (body.errors) expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
        return body.errors ? [] : [scope];
      }),
    );
    expect(answered.flat()).toEqual(table[role]!.queries);
  });
});

describe('a key of one tenant', () => {
  test('speaks for that tenant only', async () => {
    const { key } = await keyOf({ roles: ['DEVELOPER'], tenant: 'acme' });
    const mine = { ...event, messageId: 'acme-1@example.org' };
    const { body } = await server.post(
      '/v1/events',
      { events: [mine, { ...mine, tenant: 'acme', messageId: 'acme-2@example.org' }, { ...mine, tenant: 'other' }] },
      as(key),
    );
    expect(body).toMatchObject({
      accepted: 2,
      refused: [{ index: 2, path: 'tenant', message: 'tenant: this API key tells for the tenant acme only' }],
    });
    const seen = await server.post('/graphql', { query: '{ deliveries { nodes { messageId } } }' }, as(key));
    expect(seen.body.data.deliveries.nodes).toHaveLength(2);
    expect(
      await server.post('/v1/suppressions/check', { addresses: ['a@example.com'] }, { ...as(key), 'bezorgd-tenant': 'other' }),
    ).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('sees in quarantine what it sent itself, and nothing of others', async () => {
    const { key } = await keyOf({ roles: ['OPERATOR', 'SENDER'], tenant: 'quiet' });
    await server.post('/v1/events', { events: [{ type: 'nonsense of another' }] });
    await server.post('/v1/events', { events: [{ type: 'nonsense of mine' }] }, as(key));
    const ask = async (as_: string) =>
      (await server.post('/graphql', { query: '{ quarantinedMessages { nodes { id } } }' }, as(as_))).body.data
        .quarantinedMessages.nodes;
    expect(await ask(key)).toHaveLength(1);
    expect((await ask(server.key)).length).toBeGreaterThan(1);
  });

  test('an admin of it makes and ends keys of that tenant only', async () => {
    const { key: admin } = await keyOf({ roles: ['ADMIN'], tenant: 'acme' });
    const { id: foreign } = await keyOf({ roles: ['SUPPORT'], tenant: 'other' });
    await expect(keyOf({ roles: ['SUPPORT'], tenant: 'other' }, admin)).rejects.toThrow(/FORBIDDEN: input\.tenant/);
    const made = await server.post(
      '/graphql',
      { query: create, variables: { input: { name: 'own', roles: ['SUPPORT'] } } },
      as(admin),
    );
    expect(made.body.data.createApiKey.apiKey).toMatchObject({ tenant: 'acme', createdBy: expect.stringMatching(/^key:/) });
    const revoke = await server.post(
      '/graphql',
      { query: 'mutation($id: ID!) { revokeApiKey(id: $id) { id } }', variables: { id: foreign } },
      as(admin),
    );
    expect(revoke.body.data.revokeApiKey).toBeNull();
    const listed = (await server.post('/graphql', { query: '{ apiKeys { nodes { tenant } } }' }, as(admin))).body.data.apiKeys
      .nodes;
    expect(new Set(listed.map((one: any) => one.tenant))).toEqual(new Set(['acme']));
  });
});

describe('the life of a key', () => {
  test('revoked, it is refused at once', async () => {
    const { key, id } = await keyOf({ roles: ['SUPPORT'] });
    expect((await doors.ruleset(key)).status).toBe(200);
    await server.graphql('mutation($id: ID!) { revokeApiKey(id: $id) { id revokedAt } }', { id });
    expect((await doors.ruleset(key)).status).toBe(401);
  });

  test('past its end it is refused', async () => {
    const { key } = await keyOf({ roles: ['SUPPORT'], expiresAt: new Date(Date.now() + 1500).toISOString() });
    expect((await doors.ruleset(key)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 1700));
    expect((await doors.ruleset(key)).status).toBe(401);
  });

  test.each([
    [{ name: ' ', roles: ['SUPPORT'] }, /input\.name: give 1 to 200/],
    [{ roles: [] }, /input\.roles: give at least one/],
    [{ roles: ['SUPPORT'], tenant: 'NO!' }, /input\.tenant: give lower-case/],
    [{ roles: ['SUPPORT'], expiresAt: '2001-01-01T00:00:00Z' }, /input\.expiresAt: give a time to come/],
  ])('%o is refused', async (input, message) => {
    await expect(keyOf(input)).rejects.toThrow(message);
  });

  test('the secret is nowhere in the database, and making and ending it is on record', async () => {
    const { default: pg } = await import('pg');
    const { key, id } = await keyOf({ roles: ['SUPPORT'] });
    await server.graphql('mutation($id: ID!) { revokeApiKey(id: $id) { id } }', { id });
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const rows = await client.query('select k::text as text from api_key k union all select a::text from audit_log a');
    const log = await client.query('select action, actor from audit_log where subject = $1 order by audit_id', [
      key.slice(4, 16),
    ]);
    await client.end();
    const secret = key.split('.')[1]!;
    expect(rows.rows.some((row) => row.text.includes(secret) || row.text.includes(Buffer.from(secret).toString('hex')))).toBe(
      false,
    );
    expect(log.rows.map((row) => row.action)).toEqual(['api-key.create', 'api-key.revoke']);
    expect(log.rows.every((row) => /^key:[a-z0-9]{12}$/.test(row.actor))).toBe(true);
  });
});

describe('the first key', () => {
  test('is made once on loopback, and not when one is configured', async () => {
    expect(server.firstKey).toMatch(/^bzd_[a-z0-9]{12}\.[\w-]{43}$/);
    const again = await testServer({ DATABASE_URL: server.databaseUrl });
    expect(again.firstKey).toBeNull();
    await again.stop();
    const configured = await testServer({ API_KEY: 'a-key-of-my-own-that-is-long-enough' });
    expect(configured.firstKey).toBeNull();
    expect((await configured.get('/v1/ruleset')).status).toBe(200);
    await configured.stop();
  });

  test('elsewhere nobody listens without one', async () => {
    await expect(testServer({ HOST: '0.0.0.0' })).rejects.toThrow(/API_KEY: nobody has a key yet, and HOST is not loopback/);
  });
});

test('another address key than the database was filled with is refused, since every block would be lost', async () => {
  await expect(testServer({ DATABASE_URL: server.databaseUrl, ADDRESS_KEY: 'ab'.repeat(32) })).rejects.toThrow(
    /ADDRESS_KEY: is not the key/,
  );
});
