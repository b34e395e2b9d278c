import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const start = Date.now() - 3_600_000;

beforeAll(async () => {
  server = await testServer();
  const events = Array.from({ length: 25 }, (_, index) => ({
    type: index % 5 === 0 ? 'bounced' : 'delivered',
    messageId: `list-${index}@example.com`,
    recipient: `r${index % 3}@example.com`,
    occurredAt: new Date(start + index * 1000).toISOString(),
    reply: index % 5 === 0 ? '550 5.1.1 User unknown' : '250 2.0.0 OK',
    mxHost: 'mx.example.com',
  }));
  await server.post('/v1/events', { events });
});
afterAll(() => server.stop());

const page =
  'query($first: Int!, $after: String, $filter: DeliveryFilter) { deliveries(first: $first, after: $after, filter: $filter) { edges { cursor node { messageId status } } pageInfo { hasNextPage endCursor startCursor hasPreviousPage } } }';

async function readAll(filter: object, first: number): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors }: any = await server.graphql(page, { first, after, filter });
    if (errors) throw new Error(errors[0].message);
    found.push(...data.deliveries.edges.map((edge: any) => edge.node.messageId));
    if (!data.deliveries.pageInfo.hasNextPage) return found;
    after = data.deliveries.pageInfo.endCursor;
  }
}

describe('deliveries', () => {
  test('pages follow each other without a gap or a repetition, newest first', async () => {
    const expected = Array.from({ length: 25 }, (_, index) => `list-${24 - index}@example.com`);
    expect(await readAll({}, 7)).toEqual(expected);
    expect(await readAll({}, 25)).toEqual(expected);
  });

  test.each<[string, object, number]>([
    ['status', { status: ['HARD_BOUNCED'] }, 5],
    ['two statuses', { status: ['HARD_BOUNCED', 'DELIVERED'] }, 25],
    ['the plain status', { status: ['DELIVERED'] }, 20],
    ['label', { label: 'HARD_BOUNCE' }, 5],
    ['recipient', { recipient: 'R1@example.com' }, 8],
    ['message', { messageId: '<list-3@example.com>' }, 1],
    ['time', { since: new Date(start + 20_000).toISOString(), until: new Date(start + 22_000).toISOString() }, 2],
    ['recipient and status', { recipient: 'r0@example.com', status: ['HARD_BOUNCED'] }, 2],
  ])('by %s', async (_, filter, count) => {
    expect(await readAll(filter, 3)).toHaveLength(count);
  });

  test('one delivery tells its whole story, in the asked language, with its proof', async () => {
    const { data: list } = await server.graphql(page, { first: 1, filter: { messageId: 'list-5@example.com' } });
    expect(list.deliveries.edges).toHaveLength(1);
    const { data: found } = await server.graphql('{ deliveries(filter: {messageId: "list-5@example.com"}) { nodes { id } } }');
    const { data, errors } = await server.graphql(
      `query($id: ID!) { delivery(id: $id) { status statusAt bounceType label replyCode enhancedStatusCode firstEventAt verdict { category permanence scope }
         nl: explanation(language: NL, audience: RECIPIENT) { cause remedy actor } en: explanation { cause }
         classification { confidence ruleId ruleVersion rulesetDigest span { start end } runnersUp { ruleId } }
         timeline { type occurredAt reply { replyCode text } mxHost classification { ruleId } }
         recipient { address suppression { cause ruleId ruleVersion delivery { messageId } } } } }`,
      { id: found.deliveries.nodes[0].id },
    );
    expect(errors).toBeUndefined();
    expect(data.delivery).toMatchObject({
      status: 'HARD_BOUNCED',
      bounceType: 'HARD',
      label: 'HARD_BOUNCE',
      replyCode: 550,
      enhancedStatusCode: '5.1.1',
      verdict: { category: 'recipient-unknown', permanence: 'PERMANENT', scope: 'RECIPIENT' },
      timeline: [{ type: 'bounced', reply: { replyCode: 550, text: 'User unknown' }, mxHost: 'mx.example.com' }],
      recipient: { address: 'r2@example.com' },
    });
    const { start: from, end } = data.delivery.classification.span;
    expect('User unknown'.slice(from, end).toLowerCase()).toBe('user unknown');
    expect(data.delivery.nl.cause).not.toBe(data.delivery.en.cause);
  });

  test('the address comes back into the stored words, and the span moves along', async () => {
    const reply = '550 5.1.1 <long-name@example.com>: Recipient address rejected: User unknown in table';
    await server.post('/v1/events', {
      events: [
        {
          type: 'bounced',
          messageId: 'span@example.com',
          recipient: 'long-name@example.com',
          occurredAt: new Date(start).toISOString(),
          reply,
        },
      ],
    });
    const { data } = await server.graphql(
      '{ deliveries(filter: {messageId: "span@example.com"}) { nodes { timeline { reply { text } classification { span { start end } } } } } }',
    );
    const [entry] = data.deliveries.nodes[0].timeline;
    expect(entry.reply.text).toBe('<long-name@example.com>: Recipient address rejected: User unknown in table');
    expect(entry.reply.text.slice(entry.classification.span.start, entry.classification.span.end).toLowerCase()).toContain(
      'user unknown',
    );
  });

  test('every node has its id', async () => {
    await server.post('/v1/events', { events: [{ type: 'nonsense' }] });
    const raw = Buffer.from('Subject: hello\r\n\r\nNot a report').toString('base64');
    await server.post('/v1/events', { events: [{ type: 'report', raw }] });
    const { data, errors } = await server.graphql(
      '{ deliveries(filter: {messageId: "span@example.com"}) { nodes { id recipient { id suppression { id } } } } reports { nodes { id } } quarantinedMessages { nodes { id } } }',
    );
    expect(errors).toBeUndefined();
    const id = expect.stringMatching(/^[\w-]{50,}$/);
    expect(data).toEqual({
      deliveries: { nodes: [{ id, recipient: { id, suppression: { id } } }] },
      reports: { nodes: [{ id }] },
      quarantinedMessages: { nodes: [{ id }] },
    });
  });

  test('a returned mail that somebody logged in to send is marked for the operator', async () => {
    const mail = dsn({
      messageId: 'spam@pc.example',
      recipients: ['stranger@example.com'],
      headers: [
        'Received: from unknown (HELO pc) (Authenticated sender: info@example.nl) by mail.example.nl with ESMTPSA; Mon, 23 Nov 2026 09:00:00 +0000',
        'From: info@example.nl',
      ],
    });
    await server.post('/v1/events', { events: [{ type: 'report', raw: Buffer.from(mail).toString('base64') }] });
    const { data } = await server.graphql('{ reports(kind: "bounce") { nodes { signs } } }');
    expect(data.reports.nodes[0].signs).toContain('authenticated-sender');
  });

  test('what is not there is null, not an error', async () => {
    const { data } = await server.graphql(
      '{ delivery(id: "x") { id } recipient(address: "nobody@example.com") { id } report(id: "x") { id } }',
    );
    expect(data).toEqual({ delivery: null, recipient: null, report: null });
  });
});

describe('GET /v1/deliveries and the SDK', () => {
  test.each<[string, string, number]>([
    ['all', '', 27],
    ['one status', 'status=hard-bounced', 7],
    ['two statuses', 'status=hard-bounced&status=delivered', 27],
    ['a recipient', 'recipient=R1@example.com', 8],
    ['a label', 'label=HardBounce', 7],
    ['a message', 'messageId=%3Clist-3@example.com%3E', 1],
  ])('list %s as GraphQL does', async (_, query, count) => {
    const { status, body } = await server.get(`/v1/deliveries?first=200&${query}`);
    expect([status, body.deliveries.length, body.hasNextPage]).toEqual([200, count, false]);
    expect(body.deliveries[0].explanation.cause).toEqual(expect.any(String));
    expect(body.deliveries[0].timeline).toBeUndefined();
  });

  test.each([
    ['first=0', /^first: give 1 to 200$/],
    ['first=x', /first/],
    ['after=x', /^after: give the endCursor/],
    ['status=gone', /status/],
    ['recipient=x', /^recipient: give one mail address/],
    ['since=yesterday', /^since: give an RFC 3339 time/],
  ])('%s is refused, and names the field', async (query, detail) => {
    expect(await server.get(`/v1/deliveries?${query}`)).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(detail) },
    });
  });

  test('the SDK reads page after page', async () => {
    const client = createClient({ baseUrl: server.url, apiKey: server.key });
    const found: string[] = [];
    for await (const delivery of client.deliveries.list({ first: 4, status: ['hard-bounced', 'delivered'] }))
      found.push(delivery.messageId);
    expect(found).toHaveLength(27);
    expect(new Set(found).size).toBe(27);
  });
});

describe('classify and ruleset', () => {
  test('a reply is read, judged and explained', async () => {
    const { data } = await server.graphql(
      '{ classify(reply: "452 4.2.2 Mailbox full", language: NL) { reply { replyCode enhancedStatusCode text } classification { verdict { category permanence } bounceType } explanation { cause remedy actor } } ruleset { digest plugins { id ruleCount } } }',
    );
    expect(data.classify).toMatchObject({
      reply: { replyCode: 452, enhancedStatusCode: '4.2.2', text: 'Mailbox full' },
      classification: { verdict: { category: 'mailbox-full', permanence: 'TRANSIENT' }, bounceType: 'SOFT' },
    });
    expect(data.ruleset.plugins.length).toBeGreaterThan(2);
  });
});

describe('hostile queries get a clear error, and the service stays up', () => {
  const nested = (depth: number): string =>
    `{ recipient(address: "r0@example.com") { ${'suppressionHistory { delivery { recipient { '.repeat(depth)} domain ${'} } } '.repeat(depth)} } }`;
  test.each<[string, string, RegExp]>([
    ['depth', nested(6), /depth is \d+, at most 10/],
    [
      'aliases',
      `{ ${Array.from({ length: 40 }, (_, i) => `a${i}: ruleset { digest }`).join(' ')} }`,
      /aliases is 40, at most 15/,
    ],
    ['root fields', `{ ${'ruleset { digest } '.repeat(12)} }`, /root fields is 12, at most 10/],
    [
      'cost',
      '{ deliveries(first: 200) { nodes { recipient { deliveries(first: 200) { nodes { timeline { type } } } } } } }',
      /cost is \d+, at most 10000/,
    ],
    [
      'cost without page sizes',
      '{ deliveries { nodes { recipient { deliveries { nodes { recipient { deliveries { nodes { timeline { type } } } } } } } } } }',
      /cost is \d+, at most 10000/,
    ],
    [
      'cost by variable',
      '{ deliveries(first: 200) { nodes { timeline { type } recipient { deliveries { nodes { id } } } } } }',
      /cost is/,
    ],
    ['tokens', `{ ruleset { digest ${'digest '.repeat(3000)} } }`, /more than 2000 tokens|token/i],
    ['page size', '{ deliveries(first: 100000) { nodes { id } } }', /cost is|first: give 1 to 200/],
    ['a page of nothing', '{ deliveries(first: 0) { nodes { id } } }', /first: give 1 to 200/],
    ['a made-up cursor', '{ deliveries(after: "x") { nodes { id } } }', /after: give the endCursor/],
    [
      'a null character',
      '{ deliveries(filter: {messageId: "a\\u0000b"}) { nodes { id } } }',
      /filter\.messageId: the null character/,
    ],
    [
      'a cursor of dashes',
      `{ deliveries(after: "${Buffer.from(`1 ${'-'.repeat(36)}`).toString('base64url')}") { nodes { id } } }`,
      /after: give the endCursor/,
    ],
    ['no address', '{ recipient(address: "x") { id } }', /address: give one mail address/],
    ['a fragment cycle', '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }', /fragment/i],
    ['syntax', '{ deliveries(', /Syntax Error/],
    ['a field that is not there', '{ deliverie { id } }', /Cannot query field "deliverie" on type "Query"\.$/],
  ])('%s', async (_, query, message) => {
    const { errors } = await server.graphql(query);
    expect(errors?.[0].message).toMatch(message);
    expect(errors?.[0].extensions.code).toEqual(expect.any(String));
    expect(JSON.stringify(errors)).not.toMatch(/node_modules|at Object/);
  });

  test('fragments nested to double at each level are measured in a moment', async () => {
    const fragments = Array.from(
      { length: 60 },
      (_, i) => `fragment f${i} on Delivery { recipient { deliveries { nodes { ...f${i + 1} ...f${i + 1} } } } }`,
    ).join(' ');
    const { errors } = await server.graphql(`{ deliveries { nodes { ...f0 } } } ${fragments} fragment f60 on Delivery { id }`);
    expect(errors?.[0].extensions.code).toMatch(/TOO_EXPENSIVE|GRAPHQL_VALIDATION_FAILED/);
  });

  test('a large body is refused', async () => {
    expect((await server.post('/graphql', { query: `{ ruleset { digest } } #${'x'.repeat(70_000)}` })).status).toBe(413);
  });

  test('several operations in one request, and a GET without the right headers, are refused', async () => {
    expect((await server.post('/graphql', [{ query: '{ ruleset { digest } }' }])).status).toBe(400);
    expect((await server.get(`/graphql?query=${encodeURIComponent('{ ruleset { digest } }')}`)).status).toBe(404);
  });

  test('afterwards it answers as before', async () => {
    expect((await server.graphql('{ ruleset { digest } }')).data.ruleset.digest).toMatch(/^sha256:/);
  });
});
