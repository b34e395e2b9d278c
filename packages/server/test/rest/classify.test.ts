import { createClient, type BezorgdClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let bezorgd: BezorgdClient;
beforeAll(async () => {
  server = await testServer();
  bezorgd = createClient({ baseUrl: server.url, apiKey: server.key });
});
afterAll(() => server.stop());

/** Replies that name an address of words that rules look for, and words that decide without it. */
const replies: readonly (readonly [reply: string, recipient: string])[] = [
  ['550 mailbox full@example.com unavailable', 'full@example.com'],
  ['550 mailbox Full@Example.COM unavailable', 'full@example.com'],
  ['550 over quota@example.com', 'quota@example.com'],
  ['550 5.7.1 spam@example.com rejected by policy', 'spam@example.com'],
  ['550 5.1.1 <user-unknown@example.com>: mailbox full', 'user-unknown@example.com'],
  ['452 {recipient} {forwarded-to} <ann.with.a.long.name@example.com>: mailbox full', 'ann.with.a.long.name@example.com'],
  ['452 mailbox full: { recipient} a@b.nl, a@b.nl', 'a@b.nl'],
  ['550 5.1.1 User unknown', 'ann@example.com'],
];

describe('the verdict of a reply, with its recipient', () => {
  test.each(replies)('%s (%s) is the stored one through every door, in the reply as given', async (reply, recipient) => {
    const messageId = `${replies.findIndex(([one]) => one === reply)}@classify`;
    await bezorgd.events.send([{ type: 'bounced', messageId, recipient, occurredAt: new Date().toISOString(), reply }]);
    const { value: listed } = await bezorgd.deliveries.list({ messageId }).next();
    const stored = (await bezorgd.deliveries.get(listed.id))!.timeline[0]!.classification;
    const local = await bezorgd.classify(reply, { recipient });
    const { ruleId, verdict, span } = local.classification;
    expect(stored).toMatchObject({ ruleId, verdict });
    expect(await bezorgd.classify(reply, { recipient, by: 'remote' })).toEqual(local);
    const { data } = await server.graphql(
      'query ($reply: String!, $recipient: String) { classify(reply: $reply, recipient: $recipient) { reply { text } classification { ruleId span { start end } } } }',
      { reply, recipient },
    );
    expect(data.classify).toEqual({ reply: { text: local.reply.text }, classification: { ruleId, span } });
    expect(reply.endsWith(local.reply.text)).toBe(true);
  });

  test('spans stand in the reply as given', async () => {
    for (const [reply, recipient] of replies.filter(([one]) => one.startsWith('452'))) {
      const { reply: read, classification } = await bezorgd.classify(reply, { recipient });
      expect(read.text.slice(classification.span!.start, classification.span!.end)).toBe('mailbox full');
    }
  });

  test('an address that is none is refused by name', async () => {
    expect((await server.post('/v1/classify', { reply: '550 x', recipient: 'nobody' })).body).toMatchObject({
      status: 400,
      errors: [{ path: 'recipient' }],
    });
    const { errors } = await server.graphql('{ classify(reply: "550 x", recipient: "nobody") { reply { text } } }');
    expect(errors?.[0]?.message).toMatch(/^recipient: /);
  });
});
