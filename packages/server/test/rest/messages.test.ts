import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const start = Date.now() - 3 * 86_400_000;
let counter = 0;

type Step = readonly [type: string, recipient: string, reply?: string];

/** Tells the steps of one message, a minute apart, and resolves to its id. */
async function told(steps: readonly Step[]): Promise<string> {
  const messageId = `<message-${++counter}/with?odd%20letters#@example.org>`;
  const events = steps.map(([type, recipient, reply], index) => ({
    type,
    messageId,
    recipient: `${recipient}@example.com`,
    occurredAt: new Date(start + index * 60_000).toISOString(),
    ...(reply !== undefined && { reply }),
    ...(type === 'clicked' && { url: 'https://example.org/' }),
  }));
  const { body } = await server.post('/v1/events', { events });
  expect(body).toMatchObject({ accepted: steps.length, refused: [] });
  return messageId;
}

const unknown = '550 5.1.1 User unknown';
const full = '452 4.2.2 Mailbox full';

describe('a message is a summary of its deliveries', () => {
  test.each<[string, Step[], string, Record<string, number>]>([
    ['one that arrived', [['delivered', 'ann']], 'delivered', { delivered: 1 }],
    ['one on its way', [['processed', 'ann']], 'pending', { processed: 1 }],
    [
      'one that arrived, one on its way',
      [
        ['delivered', 'ann'],
        ['deferred', 'bob', full],
      ],
      'pending',
      { delivered: 1, deferred: 1 },
    ],
    [
      'half of it failed',
      [
        ['delivered', 'ann'],
        ['bounced', 'bob', unknown],
      ],
      'partly-failed',
      { delivered: 1, 'hard-bounced': 1 },
    ],
    [
      'one failed while one is on its way',
      [
        ['processed', 'ann'],
        ['rejected', 'bob'],
      ],
      'partly-failed',
      { processed: 1, rejected: 1 },
    ],
    [
      'all failed, each in its own way',
      [
        ['bounced', 'ann', unknown],
        ['bounced', 'bob', full],
        ['discarded', 'cas'],
        ['rejected', 'dee'],
      ],
      'failed',
      { 'hard-bounced': 1, 'soft-bounced': 1, discarded: 1, rejected: 1 },
    ],
    [
      'a bounce that comes after the delivery',
      [
        ['delivered', 'ann'],
        ['opened', 'ann'],
        ['bounced', 'ann', unknown],
      ],
      'failed',
      { 'hard-bounced': 1 },
    ],
    ['an open that nobody confirmed before', [['opened', 'ann']], 'delivered', { delivered: 1 }],
  ])('%s', async (_, steps, outcome, counts) => {
    const messageId = await told(steps);
    const recipients = Object.values(counts).reduce((sum, count) => sum + count);
    const rest = await server.get(`/v1/messages/${encodeURIComponent(messageId)}?language=nl`);
    expect(rest.body).toMatchObject({ messageId: messageId.slice(1, -1), outcome, counts, recipients });
    const { data } = await server.graphql(
      'query($id: String!) { message(messageId: $id) { outcome recipients counts { status count } deliveries { nodes { status message { outcome } } } } }',
      { id: messageId },
    );
    const upper = (text: string): string => text.toUpperCase().replaceAll('-', '_');
    expect(data.message).toMatchObject({ outcome: upper(outcome), recipients });
    expect(Object.fromEntries(data.message.counts.map((one: any) => [one.status, one.count]))).toEqual(
      Object.fromEntries(Object.entries(counts).map(([status, count]) => [upper(status), count])),
    );
    expect(data.message.deliveries.nodes).toHaveLength(recipients);
    expect(data.message.deliveries.nodes[0].message.outcome).toBe(upper(outcome));
  });

  test('no message, and the SDK', async () => {
    const client = createClient({ baseUrl: server.url, apiKey: server.key });
    expect((await server.get('/v1/messages/nothing')).body).toMatchObject({ status: 404, code: 'message-unknown' });
    expect(await client.messages.get('nothing')).toBeNull();
    const messageId = await told([
      ['delivered', 'ann'],
      ['bounced', 'bob', full],
    ]);
    expect(await client.messages.get(messageId, { language: 'nl' })).toMatchObject({
      outcome: 'partly-failed',
      explanation: { cause: 'Het bericht is bij een deel van de ontvangers niet aangekomen.', actor: 'sender' },
    });
  });

  test.each(['.', '..'])('a message may be called %s', async (messageId) => {
    const client = createClient({ baseUrl: server.url, apiKey: server.key });
    await client.events.send([
      { type: 'delivered', messageId, recipient: 'ann@example.com', occurredAt: '2026-11-23T09:00:00Z' },
    ]);
    expect(await client.messages.get(messageId)).toMatchObject({ messageId, outcome: 'delivered' });
  });

  test('a stranger’s returned mail changes nothing of it, and is named apart', async () => {
    const stray = (messageId: string) =>
      server.post('/v1/events', {
        events: [
          { type: 'report', raw: Buffer.from(dsn({ messageId, recipients: ['mallory@evil.example'] })).toString('base64') },
        ],
      });
    const messageId = (await told([['delivered', 'ann']])).slice(1, -1);
    await stray(messageId);
    const read = async (id: string) => (await server.get(`/v1/messages/${encodeURIComponent(id)}`)).body;
    expect(await read(messageId)).toMatchObject({
      outcome: 'delivered',
      sent: true,
      recipients: 1,
      reported: 1,
      counts: { delivered: 1 },
      explanation: {
        cause: expect.stringMatching(/every recipient has accepted.*names another recipient.*not genuine/),
        actor: 'nobody',
      },
    });
    await stray('never-sent@example.org');
    expect(await read('never-sent@example.org')).toMatchObject({
      outcome: 'failed',
      sent: false,
      recipients: 1,
      reported: 0,
      explanation: { cause: expect.stringMatching(/Anybody can send such a mail/), actor: 'sending-operator' },
    });
    const query = `{ message(messageId: ${JSON.stringify(messageId)}) { sent recipients reported outcome explanation(language: NL) { cause } } }`;
    expect((await server.graphql(query)).data.message).toEqual({
      sent: true,
      recipients: 1,
      reported: 1,
      outcome: 'DELIVERED',
      explanation: { cause: expect.stringMatching(/elke ontvanger.*noemt nog een ontvanger/) },
    });
  });

  test('another tenant’s message of the same name is another message', async () => {
    const messageId = await told([['delivered', 'ann']]);
    const { status } = await server.get(`/v1/messages/${encodeURIComponent(messageId)}`, { 'bezorgd-tenant': 'other' });
    expect(status).toBe(404);
  });
});

describe('what a status does not prove', () => {
  test('stands beside each, in both languages', async () => {
    const client = createClient({ baseUrl: server.url, apiKey: server.key });
    const [english, dutch] = [await client.statuses(), await client.statuses({ language: 'nl' })];
    const names = [
      'processed',
      'suspended',
      'deferred',
      'delivered',
      'discarded',
      'rejected',
      'soft-bounced',
      'hard-bounced',
      'complained',
      'opened',
      'clicked',
    ];
    expect(english.map((one) => one.status)).toEqual(names);
    expect(dutch.map((one) => one.status)).toEqual(names);
    for (const [index, one] of english.entries()) {
      for (const field of ['cause', 'caveat', 'remedy'] as const) {
        expect(one[field].length).toBeGreaterThan(10);
        expect(dutch[index]![field]).not.toBe(one[field]);
      }
    }
    const { data } = await server.graphql('{ statusMeanings(language: NL) { status caveat } }');
    expect(data.statusMeanings).toEqual(dutch.map(({ status, caveat }) => ({ status, caveat })));
  });

  test('an open alone claims no confirmation by a server; a confirmation claims no inbox', async () => {
    const [opened, delivered] = [await told([['opened', 'ann']]), await told([['delivered', 'ann']])];
    const explained = async (messageId: string) =>
      (await server.get(`/v1/deliveries?messageId=${encodeURIComponent(messageId)}`)).body.deliveries[0];
    expect(await explained(opened)).toMatchObject({
      status: 'delivered',
      explanation: { cause: expect.stringMatching(/images/) },
      caveat: expect.stringMatching(/machine/),
    });
    expect(await explained(delivered)).toMatchObject({
      status: 'delivered',
      explanation: { cause: expect.stringMatching(/accepted/) },
      caveat: expect.stringMatching(/inbox/),
    });
  });
});
