import { digestOf, parseRuleset } from '@bezorgd/rules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString();
const send = (...events: unknown[]) => server.post('/v1/events', { events });

function delivered(messageId: string, recipient: string, minutesAgo = 5): object {
  return { type: 'delivered', messageId, recipient, occurredAt: at(minutesAgo), reply: '250 2.0.0 OK' };
}
function bounced(messageId: string, recipient: string, reply: string, minutesAgo = 5): object {
  return { type: 'bounced', messageId, recipient, occurredAt: at(minutesAgo), reply, command: 'RCPT', mxHost: 'mx.example.com' };
}

async function deliveryOf(messageId: string): Promise<any> {
  const { data } = await server.graphql(
    'query($id: String!) { deliveries(filter: {messageId: $id}) { nodes { id: deliveryId status label bounceType ruleId recipient { address maySend } } } }',
    { id: messageId },
  );
  return data.deliveries.nodes[0];
}

describe('POST /v1/events', () => {
  test('what was sent is answered, and sending it again changes nothing', async () => {
    const events = [
      {
        type: 'processed',
        messageId: '<a1@example.com>',
        recipient: 'ann@example.com',
        occurredAt: at(10),
        tags: { kind: 'invoice' },
      },
      {
        type: 'deferred',
        messageId: 'a1@example.com',
        recipient: 'ANN@example.com',
        occurredAt: at(9),
        reply: '452 4.2.2 Mailbox full',
        attempt: 1,
      },
      delivered('a1@example.com', 'ann@example.com', 8),
      {
        type: 'opened',
        messageId: 'a1@example.com',
        recipient: 'ann@example.com',
        occurredAt: at(3),
        userAgent: 'Mozilla/5.0',
        ip: '192.0.2.7',
      },
      {
        type: 'clicked',
        messageId: 'a1@example.com',
        recipient: 'ann@example.com',
        occurredAt: at(2),
        url: 'https://example.com/x',
      },
    ];
    expect((await send(...events)).body).toEqual({ accepted: 5, duplicates: 0, refused: [] });
    expect((await send(...events)).body).toEqual({ accepted: 0, duplicates: 5, refused: [] });
    const { id } = await deliveryOf('a1@example.com');
    const { status, body } = await server.get(`/v1/deliveries/${id}?language=nl`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: 'delivered',
      engagement: { level: 'clicked' },
      opens: 1,
      clicks: 1,
      attempts: 2,
      tags: { kind: 'invoice' },
    });
    expect(body.explanation.cause).toMatch(/heeft bevestigd dat hij de mail heeft aangenomen/);
    expect(body.verdict).toBeNull();
    expect(body.timeline.map((entry: any) => entry.type)).toEqual(['processed', 'deferred', 'delivered', 'opened', 'clicked']);
    expect(body.timeline[1].classification.verdict.category).toBe('mailbox-full');
  });

  test('what is still being tried is not sent twice, and what was given up is not waited for', async () => {
    const full = { messageId: 'tried@example.com', recipient: 'ann@example.com', reply: '452 4.2.2 Mailbox full' };
    const turnedAway = { messageId: 'given-up@example.com', recipient: 'ann@example.com', reply: '450 4.7.1 Greylisted' };
    await send(
      { type: 'deferred', ...full, occurredAt: at(4) },
      { type: 'deferred', ...turnedAway, occurredAt: at(4) },
      { type: 'bounced', ...turnedAway, occurredAt: at(3) },
    );
    const explained = async (messageId: string): Promise<any> =>
      (await server.get(`/v1/deliveries/${(await deliveryOf(messageId)).id}`)).body.explanation;
    expect(await explained('tried@example.com')).toEqual({
      cause: 'The mailbox of the recipient is full.',
      remedy: 'It is tried again by itself for some time: ask the recipient through another channel to make room.',
      actor: 'recipient',
    });
    expect(await explained('given-up@example.com')).toMatchObject({
      remedy: 'It is not tried again: send it again later, or tell the recipient through another channel.',
      actor: 'sender',
    });
  });

  test('a bad event names its field, is kept, and does not hold up the others', async () => {
    const { status, body } = await send(
      delivered('b1@example.com', 'bob@example.com'),
      { type: 'delivered', messageId: 'b2@example.com', recipient: 'not an address', occurredAt: at(1), eventId: 'bad-1' },
      { type: 'teleported', messageId: 'b3', recipient: 'bob@example.com', occurredAt: at(1) },
      { type: 'delivered', messageId: 'b4', recipient: 'bob@example.com', occurredAt: 'yesterday' },
      { type: 'delivered', messageId: 'b5', recipient: 'bob@example.com', occurredAt: '2001-01-01T00:00:00Z' },
      { type: 'delivered', messageId: 'b6', recipient: 'bob@example.com', occurredAt: '2126-01-01T00:00:00Z' },
      'text',
      null,
    );
    expect(status).toBe(200);
    expect(body.accepted).toBe(1);
    expect(body.refused.map((refused: any) => [refused.index, refused.path])).toEqual([
      [1, 'recipient'],
      [2, 'type'],
      [3, 'occurredAt'],
      [4, 'occurredAt'],
      [5, 'occurredAt'],
      [6, null],
      [7, null],
    ]);
    expect(body.refused[0]).toMatchObject({
      eventId: 'bad-1',
      message: 'recipient: give one mail address, local-part@domain, without angle brackets or a name',
    });
    const { data } = await server.graphql('{ quarantinedMessages { nodes { errorClass errorPath } } }');
    expect(data.quarantinedMessages.nodes).toHaveLength(7);
  });

  test('when all are refused the answer is 400, with the same details', async () => {
    const { status, body } = await send({ type: 'opened' });
    expect([status, body.refused[0].path]).toEqual([400, 'messageId']);
  });

  test.each<[string, unknown, number, RegExp]>([
    ['malformed JSON', '{"events": [', 400, /JSON/],
    ['no list', { events: 'x' }, 400, /^events: give a list of events$/],
    ['an empty list', { events: [] }, 400, /^events: give at least one event$/],
    ['too many events', { events: Array.from({ length: 1001 }, () => 0) }, 400, /^events: give at most 1000 events at once$/],
    ['a list instead of an object', [], 400, /"events"/],
  ])('%s is refused as a whole, with the way out', async (_, body, status, detail) => {
    const answer = await server.post('/v1/events', body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ code: 'bad-request', status });
    expect(answer.body.detail).toMatch(detail);
  });

  test('null characters, lone surrogates and prototype names are data, not trouble', async () => {
    const raw = `{"events":[{"type":"bounced","messageId":"c1\\ud800@example.com","recipient":"c@example.com","occurredAt":"${at(1)}","reply":"550 no\\u0000user \\udfff","tags":{"__proto__":"x","constructor":"y"},"__proto__":{"type":"x"}}]}`;
    const { status, body } = await server.post('/v1/events', raw);
    expect([status, body.accepted]).toEqual([200, 1]);
  });

  test('the same id for two recipients is two events', async () => {
    const shared = { type: 'delivered', eventId: 'same', messageId: 'd1@example.com', occurredAt: at(4) };
    expect(
      (await send({ ...shared, recipient: 'd1@example.com' }, { ...shared, recipient: 'd2@example.com' })).body.accepted,
    ).toBe(2);
  });

  test('tenants do not see each other', async () => {
    await server.post('/v1/events', { events: [delivered('t1@example.com', 'tom@example.com')] }, { 'bezorgd-tenant': 'other' });
    expect(await deliveryOf('t1@example.com')).toBeUndefined();
    const other = await server.post(
      '/graphql',
      { query: '{ deliveries { nodes { messageId } } }' },
      { 'bezorgd-tenant': 'other' },
    );
    expect(other.body.data.deliveries.nodes).toEqual([{ messageId: 't1@example.com' }]);
    expect((await server.get('/v1/deliveries/00000000-0000-8000-8000-000000000000', { 'bezorgd-tenant': 'NO!' })).status).toBe(
      400,
    );
  });
});

describe('suppression', () => {
  const check = async (...addresses: string[]) => (await server.post('/v1/suppressions/check', { addresses })).body.results;

  test('a hard bounce blocks for seven days after the latest one, and names its rule', async () => {
    await send(
      bounced('s1@example.com', 'sam@example.com', '550 5.1.1 <sam@example.com>: Recipient address rejected: User unknown', 60),
    );
    const [sam, new_, broken] = await check('Sam@Example.com', 'never-mailed@example.com', 'no address');
    expect(sam).toMatchObject({
      address: 'Sam@Example.com',
      maySend: false,
      cause: 'hard-bounce',
      category: 'recipient-unknown',
    });
    expect(sam.ruleId).toMatch(/recipient-unknown/);
    expect(sam.rulesetDigest).toMatch(/^sha256:/);
    expect(Date.parse(sam.until) - Date.parse(sam.since)).toBe(7 * 86_400_000);
    expect(new_).toMatchObject({ maySend: true, cause: null });
    expect(broken).toMatchObject({ maySend: false, cause: 'address-syntax' });
  });

  test('a hard bounce of more than seven days ago blocks no more', async () => {
    await send(bounced('s2@example.com', 'old@example.com', '550 5.1.1 User unknown', 8 * 24 * 60));
    expect((await check('old@example.com'))[0]).toMatchObject({ maySend: true });
  });

  test('a mail accepted later lifts it, whatever the order of arrival', async () => {
    await send(delivered('s4@example.com', 'back@example.com', 10));
    await send(bounced('s3@example.com', 'back@example.com', '550 5.1.1 User unknown', 60));
    expect((await check('back@example.com'))[0]).toMatchObject({ maySend: true });
    const { data } = await server.graphql(
      '{ recipient(address: "back@example.com") { maySend suppression { id } suppressionHistory { cause active delivery { messageId } } } }',
    );
    expect(data.recipient).toEqual({
      maySend: true,
      suppression: null,
      suppressionHistory: [{ cause: 'hard-bounce', active: false, delivery: { messageId: 's3@example.com' } }],
    });
  });

  test('a soft bounce never blocks', async () => {
    await send(bounced('s5@example.com', 'full@example.com', '552 5.2.2 Mailbox full', 60));
    expect(await deliveryOf('s5@example.com')).toMatchObject({
      status: 'SOFT_BOUNCED',
      label: 'SOFT_BOUNCE',
      recipient: { maySend: true },
    });
  });

  test("a sender's fault under 5.1.x is no dead address", async () => {
    await send(
      bounced(
        's6@example.com',
        'alive@example.com',
        '550 5.1.0 192.0.2.1 is not allowed to send from <example.org> per its SPF Record',
        60,
      ),
    );
    expect(await deliveryOf('s6@example.com')).toMatchObject({ status: 'SOFT_BOUNCED', recipient: { maySend: true } });
  });

  test('a complaint in a feedback report blocks for ever', async () => {
    const mail = [
      'From: fbl@example.net',
      'To: abuse@example.org',
      'Subject: complaint',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'Somebody does not want this.',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: abuse',
      'User-Agent: Example/1.0',
      'Version: 1',
      'Original-Rcpt-To: <cross@example.com>',
      '',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'From: clinic@example.org',
      'To: cross@example.com',
      'Message-ID: <s7@example.org>',
      'Subject: Your appointment',
      '',
      'Hello',
      '--b--',
      '',
    ].join('\r\n');
    const report = { type: 'report', raw: Buffer.from(mail).toString('base64') };
    expect((await send(delivered('s7@example.org', 'cross@example.com', 60))).body.accepted).toBe(1);
    expect((await send(report)).body).toEqual({ accepted: 1, duplicates: 0, refused: [] });
    expect((await send(report)).body).toEqual({ accepted: 0, duplicates: 1, refused: [] });
    expect(await deliveryOf('s7@example.org')).toMatchObject({ status: 'COMPLAINED', label: 'SPAM' });
    expect((await check('cross@example.com'))[0]).toMatchObject({ maySend: false, cause: 'complaint', until: null });
    const { data } = await server.graphql(
      '{ reports(kind: "complaint") { nodes { reader originalMessageId deliveries { messageId } } } }',
    );
    expect(data.reports.nodes).toEqual([
      { reader: 'feedback-report', originalMessageId: 's7@example.org', deliveries: [{ messageId: 's7@example.org' }] },
    ]);
  });

  test('a report of failed authentication is nobody’s complaint', async () => {
    const mail = [
      'From: dmarc@example.net',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
      '',
      '--b',
      'Content-Type: message/feedback-report',
      '',
      'Feedback-Type: auth-failure',
      'User-Agent: Example/1.0',
      'Version: 1',
      'Auth-Failure: dmarc',
      'Original-Rcpt-To: <fine@example.com>',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      'Message-ID: <s8@example.org>',
      '--b--',
      '',
    ].join('\r\n');
    await send(delivered('s8@example.org', 'fine@example.com', 60), {
      type: 'report',
      raw: Buffer.from(mail).toString('base64'),
    });
    expect(await deliveryOf('s8@example.org')).toMatchObject({ status: 'DELIVERED', recipient: { maySend: true } });
  });

  test('a bounce of the address that a mail was forwarded to is a bounce of the address that was mailed', async () => {
    const mail = dsn({
      messageId: 's9@example.org',
      recipients: ['elsewhere@example.net'],
      original: 'forwards@example.com',
      words: '<elsewhere@example.net>: User unknown',
    });
    await send(delivered('s9@example.org', 'forwards@example.com', 60), {
      type: 'report',
      raw: Buffer.from(mail).toString('base64'),
    });
    const { data } = await server.graphql(
      '{ deliveries(filter: {messageId: "s9@example.org"}) { nodes { status recipient { address } } } }',
    );
    expect(data.deliveries.nodes).toEqual([{ status: 'HARD_BOUNCED', recipient: { address: 'forwards@example.com' } }]);
  });

  const notification = (messageId: string, recipients: readonly string[]): string =>
    Buffer.from(dsn({ messageId, recipients })).toString('base64');

  test('a returned mail about a mail that we never sent blocks nobody, until the sending system tells of it', async () => {
    const raw = notification('never-sent@example.org', ['victim@example.com']);
    expect((await send({ type: 'report', raw })).body.accepted).toBe(1);
    expect((await check('victim@example.com'))[0]).toMatchObject({ maySend: true });
    const { data } = await server.graphql(
      '{ recipient(address: "victim@example.com") { maySend suppressionHistory { active } deliveries { nodes { sent status } } } }',
    );
    expect(data.recipient).toEqual({
      maySend: true,
      suppressionHistory: [],
      deliveries: { nodes: [{ sent: false, status: 'HARD_BOUNCED' }] },
    });
    // The platform's own events may come later than the report.
    await send({ type: 'processed', messageId: 'never-sent@example.org', recipient: 'victim@example.com', occurredAt: at(90) });
    expect((await check('victim@example.com'))[0]).toMatchObject({ maySend: false, cause: 'hard-bounce' });
  });

  test('hundreds of forged reports hide neither a complaint nor a bounce nor a block by hand', async () => {
    const recipient = 'besieged@example.com';
    await send(delivered('besieged-1@example.org', recipient, 60));
    await send(bounced('besieged-2@example.org', recipient, '550 5.1.1 User unknown', 50));
    await server.post('/v1/suppressions', { address: recipient, reason: 'asked' });
    const forged = Array.from({ length: 225 }, (_, index) => ({
      type: 'report',
      raw: notification(`forged-${index}@elsewhere.example`, [recipient]),
    }));
    expect((await send(...forged)).body.accepted).toBe(225);
    const { data } = await server.graphql(
      `{ recipient(address: "${recipient}") { maySend suppressionHistory { cause active } } }`,
    );
    expect(data.recipient).toEqual({
      maySend: false,
      suppressionHistory: [
        { cause: 'manual', active: true },
        { cause: 'hard-bounce', active: true },
      ],
    });
  });

  test('a forged word of delivery lifts no block', async () => {
    const recipient = 'forged-delivery@example.com';
    await send(bounced('forged-bounce@example.org', recipient, '550 5.1.1 User unknown', 50));
    const raw = Buffer.from(
      Buffer.from(notification('forged-bounce@example.org', [recipient]), 'base64')
        .toString()
        .replace('Action: failed', 'Action: delivered')
        .replace('Status: 5.1.1', 'Status: 2.0.0'),
    ).toString('base64');
    expect((await send({ type: 'report', raw })).body.accepted).toBe(1);
    expect((await check(recipient))[0]).toMatchObject({ maySend: false, cause: 'hard-bounce' });
  });

  test('a returned mail with thousands of recipients is read for a hundred', async () => {
    const recipients = Array.from({ length: 3000 }, (_, index) => `crowd-${index}@example.com`);
    expect((await send({ type: 'report', raw: notification('crowd@example.org', recipients) })).body).toMatchObject({
      accepted: 100,
      refused: [],
    });
  });

  test('a complaint still counts behind more than a thousand bounces of others', async () => {
    await send(delivered('c-complaint@example.org', 'complained@example.com', 60));
    await send({
      type: 'report',
      raw: Buffer.from(
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: X/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <complained@example.com>\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <c-complaint@example.org>\r\n--b--\r\n',
      ).toString('base64'),
    });
    const many = Array.from({ length: 1200 }, (_, index) =>
      bounced(`noise-${index}@example.org`, 'dead@example.com', '550 5.1.1 User unknown', 1 + (index % 50)),
    );
    await server.post('/v1/events', { events: many.slice(0, 1000) });
    await server.post('/v1/events', { events: many.slice(1000) });
    const { data } = await server.graphql(
      '{ a: recipient(address: "complained@example.com") { maySend suppression { cause } } b: recipient(address: "dead@example.com") { maySend suppressionHistory { id } } }',
    );
    expect(data.a).toEqual({ maySend: false, suppression: { cause: 'complaint' } });
    expect([data.b.maySend, data.b.suppressionHistory.length]).toEqual([false, 200]);
  });

  test.each(['k1@example.com/foo', 'k1@example.com?x=1', 'k1@example.com#frag', 'k1@example.com\\x', 'k1@ex%61mple.com'])(
    'a bounce of %s is not a bounce of k1@example.com',
    async (mistyped) => {
      await send(bounced(`typo-${mistyped}`, mistyped, '550 5.1.1 User unknown', 5));
      expect((await check('k1@example.com'))[0]).toMatchObject({ maySend: true });
    },
  );

  test('an open by a machine does not lift a block: only an accepted mail does', async () => {
    await send(bounced('m1@example.org', 'machine@example.com', '550 5.1.1 User unknown', 60));
    await send({
      type: 'opened',
      messageId: 'm1@example.org',
      recipient: 'machine@example.com',
      occurredAt: at(1),
      userAgent: 'GoogleImageProxy',
    });
    expect((await check('machine@example.com'))[0]).toMatchObject({ maySend: false });
  });

  test('a forwarded bounce keeps the server’s words, without the address that is nobody’s business', async () => {
    await send({ type: 'processed', messageId: 'fw@example.org', recipient: 'orig@example.com', occurredAt: at(60) });
    const mail = dsn({
      messageId: 'fw@example.org',
      recipients: ['elsewhere@example.net'],
      original: 'orig@example.com',
      words: '<elsewhere@example.net> {recipient} User unknown',
    });
    await send({ type: 'report', raw: Buffer.from(mail).toString('base64') });
    const { data } = await server.graphql(
      '{ deliveries(filter: {messageId: "fw@example.org"}) { nodes { attempts timeline { reply { text } } } } }',
    );
    expect(data.deliveries.nodes).toEqual([
      { attempts: 0, timeline: [{ reply: null }, { reply: { text: '<{forwarded-to}> { recipient} User unknown' } }] },
    ]);
  });

  test('ten thousand addresses in one call, and not one more', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `n${index}@example.com`);
    expect(await check(...many)).toHaveLength(10_000);
    expect((await server.post('/v1/suppressions/check', { addresses: [...many, 'x@example.com'] })).body).toMatchObject({
      status: 400,
      detail: 'addresses: give at most 10000 addresses at once',
    });
  });
});

describe('the other doors', () => {
  test('POST /v1/classify explains a reply in Dutch', async () => {
    const { status, body } = await server.post('/v1/classify', { reply: '550 5.1.1 User unknown', language: 'nl' });
    expect(status).toBe(200);
    expect(body.classification).toMatchObject({
      verdict: { category: 'recipient-unknown', permanence: 'permanent', scope: 'recipient' },
      bounceType: 'hard',
      label: 'HardBounce',
    });
    expect(body.classification.rulesetDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(body.explanation.cause.length).toBeGreaterThan(10);
  });

  test('GET /v1/ruleset is a document with its digest, and knows who has it already', async () => {
    const { status, body } = await server.get('/v1/ruleset');
    expect(status).toBe(200);
    expect(body.digest).toMatch(/^sha256:/);
    expect(body.ruleset.plugins.map((plugin: any) => plugin.id)).toContain('common-phrases');
    expect((await server.get('/v1/ruleset', { 'if-none-match': `"${body.digest}"` })).status).toBe(304);
  });

  test('the ruleset behind an old verdict stays readable, and proves itself by its digest', async () => {
    const { digest } = (await server.get('/v1/ruleset')).body;
    const { status, body } = await server.get(`/v1/rulesets/${digest}`);
    expect(status).toBe(200);
    expect(digestOf(parseRuleset(body.ruleset))).toBe(digest);
    expect((await server.get(`/v1/rulesets/sha256:${'0'.repeat(64)}`)).body).toMatchObject({ status: 404, code: 'not-found' });
    expect((await server.get('/v1/rulesets/latest')).body).toMatchObject({
      status: 400,
      detail: 'digest: give the digest of a ruleset, sha256:…',
    });
  });

  test.each(['/', '/healthz', '/readyz', '/openapi.json'])('%s answers', async (path) => {
    expect((await server.get(path)).status).toBe(200);
  });

  test.each<[string, number, string]>([
    ['/v1/deliveries/nonsense', 400, 'id: give the id of a delivery, a UUID'],
    ['/v1/deliveries/00000000-0000-8000-8000-000000000000', 404, 'There is no delivery with this id'],
    ['/v1/nothing', 404, 'There is nothing at this address: see /openapi.json'],
  ])('%s answers %i with a sentence', async (path, status, detail) => {
    expect(await server.get(path)).toMatchObject({ status, body: { status, detail } });
  });

  test('a body of the wrong type or size is refused', async () => {
    expect((await server.post('/v1/classify', 'reply=x', { 'content-type': 'text/csv' })).body).toMatchObject({
      status: 415,
      code: 'unsupported-media-type',
    });
    expect((await server.post('/v1/classify', { reply: 'x'.repeat(2_000_000) })).body).toMatchObject({
      status: 413,
      code: 'payload-too-large',
    });
  });
});
