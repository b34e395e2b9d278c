import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let ids: Record<string, string>;

beforeAll(async () => {
  server = await testServer();
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  const raw = Buffer.from(
    'From: a@example.com\r\nSubject: out of office\r\nAuto-Submitted: auto-replied\r\n\r\nAway.\r\n',
  ).toString('base64');
  await server.post('/v1/events', {
    events: [
      {
        type: 'bounced',
        messageId: 'node:1@example.org',
        recipient: 'ann@example.com',
        occurredAt,
        reply: '550 5.1.1 User unknown',
      },
      { type: 'report', raw },
      { type: 'nonsense' },
    ],
  });
  const { data, errors } = await server.graphql(
    '{ deliveries(filter: {messageId: "node:1@example.org"}) { edges { node { id message { id } recipient { id suppressionHistory { id } } } } } reports { edges { node { id } } } quarantinedMessages { edges { node { id } } } apiKeys { edges { node { id } } } }',
  );
  expect(errors).toBeUndefined();
  const [{ node: delivery }] = data.deliveries.edges;
  ids = {
    Delivery: delivery.id,
    Message: delivery.message.id,
    Recipient: delivery.recipient.id,
    Suppression: delivery.recipient.suppressionHistory[0].id,
    Report: data.reports.edges[0].node.id,
    QuarantinedMessage: data.quarantinedMessages.edges[0].node.id,
    ApiKey: data.apiKeys.edges[0].node.id,
  };
});
afterAll(() => server.stop());

test('every object is found again by its global id, and the ids are of one kind each', async () => {
  expect(new Set(Object.values(ids)).size).toBe(7);
  const { data, errors } = await server.graphql('query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }', {
    ids: Object.values(ids),
  });
  expect(errors).toBeUndefined();
  expect(data.nodes).toEqual(Object.entries(ids).map(([__typename, id]) => ({ id, __typename })));
  const one = await server.graphql(
    'query($id: ID!) { node(id: $id) { id ... on Delivery { status deliveryId recipient { address } } ... on Message { outcome } } delivery(id: $id) { id } }',
    { id: ids['Delivery'] },
  );
  expect(one.data.node).toMatchObject({ id: ids['Delivery'], status: 'HARD_BOUNCED', recipient: { address: 'ann@example.com' } });
  expect(one.data.delivery.id).toBe(ids['Delivery']);
  // The inner id is taken, too.
  const inner = await server.graphql('query($id: ID!) { delivery(id: $id) { id } }', { id: one.data.node.deliveryId });
  expect(inner.data.delivery.id).toBe(ids['Delivery']);
});

test('what is not there is null; what is no id is refused by name', async () => {
  const of = (text: string): string => Buffer.from(text).toString('base64url');
  const { data } = await server.graphql('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
    ids: [
      of('Delivery:8a3c0000-0000-8000-8000-000000000000'),
      of('Delivery:x'),
      of('Message:nothing'),
      of('Suppression:a:b'),
      of('ApiKey:x'),
    ],
  });
  expect(data.nodes).toEqual([null, null, null, null, null]);
  for (const id of ['x', of('Nobody:1'), of('constructor:1')]) {
    const { errors } = await server.graphql('query($id: ID!) { node(id: $id) { id } }', { id });
    expect(errors?.[0].message).toMatch(/^id: give the id of an object/);
  }
});

test('another tenant, and a key without the right, find nothing', async () => {
  const made = await server.graphql(
    'mutation { a: createApiKey(input: { name: "other", roles: [ADMIN], tenant: "other" }) { key } b: createApiKey(input: { name: "sender", roles: [SENDER], tenant: "default" }) { key } }',
  );
  const ask = async (key: string, id: string) =>
    (
      await server.post(
        '/graphql',
        { query: 'query($id: ID!) { node(id: $id) { id } }', variables: { id } },
        { authorization: `Bearer ${key}` },
      )
    ).body;
  for (const id of Object.values(ids)) {
    expect(await ask(made.data.a.key, id)).toEqual({ data: { node: null } });
    expect((await ask(made.data.b.key, id)).errors[0].extensions.code).toBe('FORBIDDEN');
  }
});
