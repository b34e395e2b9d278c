import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let client: ReturnType<typeof createClient>;
beforeAll(async () => {
  server = await testServer();
  client = createClient({ baseUrl: server.url, apiKey: server.key });
});
afterAll(() => server.stop());

const now = Date.now();
const dayMs = 86_400_000;
const daysAgo = (days: number): string => new Date(now - days * dayMs).toISOString();
let counter = 0;

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of pages) all.push(one);
  return all;
}

async function told(
  type: string,
  recipient: string,
  days: number,
  more: Record<string, unknown> = {},
  tenant = 'default',
): Promise<string> {
  const messageId = `policy-${++counter}@example.org`;
  const event = { type, messageId, recipient, occurredAt: daysAgo(days), ...more };
  const { body } = await server.post('/v1/events', { events: [event] }, { 'bezorgd-tenant': tenant });
  expect(body).toMatchObject({ accepted: 1 });
  return messageId;
}
const hard = { reply: '550 5.1.1 User unknown' };
const soft = { reply: '452 4.2.2 Mailbox full' };
const check = async (address: string, stream?: 'marketing' | 'transactional') =>
  (await client.suppressions.check([address], stream ? { stream } : {}))[0]!;

describe('how long a bounce blocks', () => {
  test('grows with each block that did not help, and a policy changes it at once, for what was, too', async () => {
    for (const days of [40, 20, 3]) await told('bounced', 'again@example.com', days, hard);
    expect((await check('again@example.com')).until).toBe(daysAgo(3 - 28));
    await client.suppressions.setPolicy({ hardBounce: { days: 5, growth: 1 } });
    expect((await check('again@example.com')).until).toBe(daysAgo(3 - 5));
    await client.suppressions.setPolicy({ hardBounce: { days: 2, maxDays: 2 } });
    expect(await check('again@example.com')).toMatchObject({ maySend: true, cause: null });
    const { data } = await server.graphql(
      '{ recipient(address: "again@example.com") { suppressionHistory { cause active ended since category ruleId ruleVersion rulesetDigest delivery { messageId } } } }',
    );
    expect(data.recipient.suppressionHistory).toHaveLength(3);
    for (const block of data.recipient.suppressionHistory)
      expect(block).toMatchObject({
        cause: 'hard-bounce',
        active: false,
        ended: 'over',
        category: 'recipient-unknown',
        ruleId: expect.stringMatching(/unknown/),
        ruleVersion: expect.any(Number),
        rulesetDigest: expect.stringMatching(/^sha256:/),
        delivery: { messageId: expect.stringMatching(/^policy-/) },
      });
    await client.suppressions.setPolicy({});
    expect(await client.suppressions.policy()).toMatchObject({
      hardBounce: { days: 7, growth: 2, maxDays: 90 },
      softBounce: null,
      updatedBy: expect.stringMatching(/^key:/),
    });
  });

  test('soft bounces block only where the tenant says when', async () => {
    for (const days of [10, 6, 2]) await told('bounced', 'full@example.com', days, soft);
    expect(await check('full@example.com')).toMatchObject({ maySend: true });
    await client.suppressions.setPolicy({ softBounce: { count: 3, withinDays: 14, days: 5 } });
    expect(await check('full@example.com')).toMatchObject({
      maySend: false,
      cause: 'soft-bounce',
      until: daysAgo(2 - 5),
      category: 'mailbox-full',
    });
    // A sender's own fault says nothing of the address, however often.
    for (const days of [10, 6, 2])
      await told('bounced', 'refused@example.com', days, { reply: '550 5.7.1 Client host blocked using zen.spamhaus.org' });
    expect(await check('refused@example.com')).toMatchObject({ maySend: true });
    await client.suppressions.setPolicy({});
  });

  test('wrong fields are named, and only an admin may', async () => {
    const wrong = await server.post('/v1/suppression-policy', {}, {});
    expect(wrong.status).toBe(404);
    await expect(client.suppressions.setPolicy({ hardBounce: { days: 30, maxDays: 7 } })).rejects.toMatchObject({
      code: 'bad-request',
      fields: [{ path: 'hardBounce.maxDays' }],
    });
    const refused = await server.graphql(
      'mutation { setSuppressionPolicy(input: { softBounce: { count: 1, withinDays: 3, days: 1 } }) { updatedBy } }',
    );
    expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_REQUEST', fields: [{ path: 'softBounce.count' }] } });
    const made = await server.graphql(
      'mutation { createApiKey(input: { name: "help desk", roles: [SUPPORT], tenant: "default" }) { key } }',
    );
    const support = createClient({ baseUrl: server.url, apiKey: made.data.createApiKey.key });
    await expect(support.suppressions.setPolicy({})).rejects.toMatchObject({ code: 'forbidden' });
    expect(await support.suppressions.policy()).toMatchObject({ softBounce: null });
  });

  test('a tenant’s policy is its own', async () => {
    await told('bounced', 'shared@example.com', 3, hard, 'other');
    await client.suppressions.setPolicy({ hardBounce: { days: 1, maxDays: 1 } });
    const other = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'other' });
    expect((await other.suppressions.check(['shared@example.com']))[0]).toMatchObject({ maySend: false });
    expect(await other.suppressions.policy()).toMatchObject({ hardBounce: { days: 7 }, updatedAt: null });
    await client.suppressions.setPolicy({});
  });
});

describe('streams', () => {
  test('who leaves the newsletter still gets the appointment', async () => {
    await client.suppressions.add({
      address: 'reader@example.com',
      reason: 'unsubscribed on the site',
      cause: 'unsubscribe',
      stream: 'marketing',
    });
    expect(await check('reader@example.com', 'marketing')).toMatchObject({ maySend: false, stream: 'marketing' });
    expect(await check('reader@example.com', 'transactional')).toMatchObject({ maySend: true });
    expect(await check('reader@example.com')).toMatchObject({ maySend: false, stream: 'marketing' });
    const { data } = await server.graphql(
      '{ recipient(address: "reader@example.com") { any: maySend letter: maySend(stream: MARKETING) appointment: maySend(stream: TRANSACTIONAL) suppression(stream: MARKETING) { stream } } }',
    );
    expect(data.recipient).toEqual({ any: false, letter: false, appointment: true, suppression: { stream: 'MARKETING' } });
  });

  test('one kind can be lifted alone', async () => {
    const address = 'both@example.com';
    await client.suppressions.add({ address, reason: 'asked', cause: 'unsubscribe', stream: 'marketing' });
    await client.suppressions.add({ address, reason: 'asked', stream: 'transactional' });
    expect(await client.suppressions.lift({ address, reason: 'asked again', stream: 'marketing' })).toMatchObject({
      lifted: 1,
      check: { maySend: false, stream: 'transactional' },
    });
    await expect(client.suppressions.lift({ address, reason: 'once more', stream: 'marketing' })).rejects.toMatchObject({
      code: 'suppression-unknown',
    });
  });

  test.each([
    ['marketing', undefined],
    ['transactional', 'transactional'],
  ] as const)('an unsubscription by mail is for %s where the mail was tagged %s', async (stream, tag) => {
    const recipient = `leaver-${stream}@example.com`;
    const messageId = await told('processed', recipient, 2, tag ? { tags: { stream: tag } } : {});
    const raw = [
      `From: ${recipient}`,
      'To: unsubscribe@example.org',
      'Subject: unsubscribe',
      `In-Reply-To: <${messageId}>`,
      `References: <${messageId}>`,
      'Message-ID: <leaving@example.com>',
      'Content-Type: text/plain',
      '',
      'unsubscribe',
      '',
    ].join('\r\n');
    const { body } = await server.post('/v1/events', { events: [{ type: 'report', raw: Buffer.from(raw).toString('base64') }] });
    expect(body).toMatchObject({ accepted: 1 });
    expect(await check(recipient, stream)).toMatchObject({ maySend: false, cause: 'unsubscribe', stream });
    const otherStream = stream === 'marketing' ? 'transactional' : 'marketing';
    expect(await check(recipient, otherStream)).toMatchObject({ maySend: true });
  });
});

test('a rejected delivery names what blocked it then', async () => {
  await told('bounced', 'gone@example.com', 3, hard);
  const messageId = await told('rejected', 'gone@example.com', 2, { reason: 'on the list' });
  await told('delivered', 'gone@example.com', 1);
  const { data } = await server.graphql(
    'query($m: String) { deliveries(filter: {messageId: $m}) { nodes { status suppression { cause ruleId active } recipient { maySend } } } }',
    { m: messageId },
  );
  expect(data.deliveries.nodes).toEqual([
    {
      status: 'REJECTED',
      suppression: { cause: 'hard-bounce', ruleId: expect.any(String), active: true },
      recipient: { maySend: true },
    },
  ]);
});

describe('the list', () => {
  test('has every block once, newest first, page by page, through each door', async () => {
    const tenant = 'listing';
    const own = createClient({ baseUrl: server.url, apiKey: server.key, tenant });
    for (let index = 0; index < 7; index++) await told('bounced', `list-${index}@example.com`, index + 0.5, hard, tenant);
    await told('bounced', 'list-soft@example.com', 0.2, soft, tenant);
    await told('bounced', 'list-old@example.com', 20, hard, tenant);
    await own.suppressions.add({ address: 'list-manual@example.com', reason: 'asked' });
    const all = await collect(own.suppressions.list({ first: 2 }));
    expect(all.map((one) => one.address)).toEqual([
      'list-manual@example.com',
      ...Array.from({ length: 7 }, (_, index) => `list-${index}@example.com`),
      'list-old@example.com',
    ]);
    expect(all.map((one) => one.active)).toEqual([...Array.from({ length: 8 }, () => true), false]);
    const active = await collect(own.suppressions.list({ first: 3, activeOnly: true, cause: 'hard-bounce' }));
    expect(active.map((one) => one.address)).toEqual(Array.from({ length: 7 }, (_, index) => `list-${index}@example.com`));
    const asked = await server.post(
      '/graphql',
      {
        query: '{ suppressions(first: 200) { edges { cursor node { cause recipient { address } } } pageInfo { hasNextPage } } }',
      },
      { 'bezorgd-tenant': tenant },
    );
    expect(asked.body.data.suppressions.edges.map((edge: any) => edge.node.recipient.address)).toEqual(
      all.map((one) => one.address),
    );
  });
});
