import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

/** What is not answered at all says so by its HTTP status, too: monitors and proxies do not read bodies. */
let server: TestServer;
let support: string;
beforeAll(async () => {
  server = await testServer({ RATE_LIMIT_COST_PER_MINUTE: '20000' });
  const { data } = await server.graphql(
    'mutation { createApiKey(input: { name: "x", roles: [SUPPORT], tenant: "acme" }) { key } }',
  );
  support = `Bearer ${data.createApiKey.key}`;
});
afterAll(() => server.stop());

const deep = (levels: number): string =>
  levels === 0 ? 'id' : `id deliveries(first: 1) { nodes { recipient { ${deep(levels - 1)} } } }`;

describe.each(['/graphql', '/graphql/stream'])('%s', (door) => {
  const asking = (fields: string): string =>
    door === '/graphql' ? `{ ${fields} }` : `subscription { deliveryChanged { delivery { recipient { ${fields} } } } }`;

  test.each<[string, string, string]>([
    ['too deep', `deliveries { nodes { recipient { ${deep(5)} } } }`, 'depth'],
    ['with too many names', Array.from({ length: 16 }, (_, n) => `a${n}: __typename`).join(' '), 'aliases'],
  ])('a document %s is a bad request', async (_, fields, limit) => {
    const { status, body } = await server.post(door, { query: asking(fields) });
    expect([status, body.errors[0].extensions]).toEqual([400, { code: 'TOO_EXPENSIVE', limit, allowed: expect.any(Number) }]);
  });

  test('a tenant that is none is a bad request, another’s is forbidden', async () => {
    const query = asking('__typename');
    expect(await server.post(door, { query }, { 'bezorgd-tenant': 'No Tenant' })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_REQUEST', fields: [{ path: 'bezorgd-tenant' }] } }] },
    });
    expect(await server.post(door, { query }, { 'bezorgd-tenant': 'other', authorization: support })).toMatchObject({
      status: 403,
      body: { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
    });
  });

  test('a body that is too large is told what to ask instead', async () => {
    const { status, body } = await server.post(door, { query: `${asking('__typename')} #${'x'.repeat(70_000)}` });
    expect([status, body.detail]).toEqual([413, expect.not.stringContaining('events')]);
    expect(body.detail).toMatch(/ask /);
  });
});

test('a query that costs too much is a bad request', async () => {
  const query = '{ deliveries(first: 200) { nodes { recipient { deliveries(first: 200) { nodes { id } } } } } }';
  expect(await server.post('/graphql', { query })).toMatchObject({
    status: 400,
    body: { errors: [{ extensions: { code: 'TOO_EXPENSIVE', limit: 'cost' } }] },
  });
});

test('the schema is forbidden to who may not see it', async () => {
  const { status, body } = await server.post(
    '/graphql',
    { query: '{ __schema { queryType { name } } }' },
    { authorization: support },
  );
  expect([status, body.errors[0].extensions]).toEqual([403, { code: 'INTROSPECTION_FORBIDDEN' }]);
});

test('who asks too much is told when to come back', async () => {
  const query = '{ deliveries(first: 200) { nodes { id messageId status domain: statusAt tags { name value } } } }';
  let response!: Response;
  for (let call = 0; call < 100; call++) {
    response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: support },
      body: JSON.stringify({ query }),
    });
    if (response.status !== 200) break;
  }
  expect([response.status, Number(response.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
});

test('a subscription is shown the door for subscriptions', async () => {
  expect(await server.post('/graphql', { query: 'subscription { alertChanged { __typename } }' })).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining('/graphql/stream'), extensions: { code: 'BAD_REQUEST' } }] },
  });
});

test('any other body that is too large is told how much is taken', async () => {
  const { status, body } = await server.post('/v1/classify', { reply: 'x'.repeat(4_000_000) });
  expect([status, body.detail]).toEqual([413, expect.stringMatching(/send at most \d+ bytes/)]);
});
