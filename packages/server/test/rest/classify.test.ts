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

/** Returned mails as a person has them at hand; the last one is a file, in Latin-1. */
const mails: readonly (readonly [what: string, mail: string | Uint8Array])[] = [
  [
    'words that a mail program shows',
    'This is the mail system at host mail.example.org.\n\n<full@example.com>: host mx.example.com said: 550 mailbox full@example.com\n    unavailable (in reply to RCPT TO command)\n<bob@example.net>: host mx.example.net said: 452 4.2.2 Mailbox full (in reply\n    to RCPT TO command)\n',
  ],
  [
    'a source',
    'Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nSubject: Undelivered Mail\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nOriginal-Recipient: rfc822; quota@example.com\nFinal-Recipient: rfc822; spam@example.net\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 quota@example.com sends to spam@example.net, nobody there\n\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <classified@example.org>\nSubject: Afspraak\n--b--\n',
  ],
  ['an ordinary mail', 'Hallo Anna, tot morgen!'],
  [
    'a file',
    Buffer.from(
      'Return-Path: <>\nFrom: MAILER-DAEMON\nSubject: Nicht zustellbar\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n<ann@example.com>: host mx.example.com said: 550 5.1.1 Empf\u00e4nger unbekannt (in reply to RCPT TO command)\n',
      'latin1',
    ),
  ],
];

describe('the verdict of a returned mail', () => {
  const asText = (mail: string | Uint8Array) => (typeof mail === 'string' ? mail : Buffer.from(mail).toString('latin1'));

  test.each(mails)('%s says the same through every door, in words', async (_, mail) => {
    const local = await bezorgd.classifyReport(mail, { language: 'nl' });
    expect(await bezorgd.classifyReport(mail, { language: 'nl', by: 'remote' })).toEqual(local);
    expect(local.meaning).toMatch(/mail/i);
    const { data } = await server.graphql(
      'query ($mail: String!) { classifyReport(mail: $mail, language: NL) { kind meaning original { messageId } recipients { recipient classification { ruleId bounceType } explanation { cause } } } }',
      { mail: asText(mail) },
    );
    expect(data.classifyReport).toEqual({
      kind: local.kind,
      meaning: local.meaning,
      original: { messageId: local.original.messageId },
      recipients: local.recipients.map(({ recipient, classification: { ruleId, bounceType }, explanation: { cause } }) => ({
        recipient,
        classification: { ruleId, bounceType: bounceType?.toUpperCase() ?? null },
        explanation: { cause },
      })),
    });
  });

  test('is the one that an event of it gets', async () => {
    const [, source] = mails[1]!;
    const raw = Buffer.from(source).toString('base64');
    await bezorgd.events.send([{ type: 'report', raw }]);
    const { value: listed } = await bezorgd.deliveries.list({ messageId: 'classified@example.org' }).next();
    const stored = (await bezorgd.deliveries.get(listed.id))!.timeline[0]!.classification!;
    const [asked] = (await bezorgd.classifyReport(source)).recipients;
    expect({ ruleId: stored.ruleId, verdict: stored.verdict }).toEqual({
      ruleId: asked!.classification.ruleId,
      verdict: asked!.classification.verdict,
    });
    expect(asked).toMatchObject({ recipient: 'spam@example.net', originalRecipient: 'quota@example.com' });
  });

  test('keeps nothing', async () => {
    await bezorgd.classifyReport(String(mails[1]![1]).replace('classified@', 'asked@'), { by: 'remote' });
    expect((await bezorgd.deliveries.list({ messageId: 'asked@example.org' }).next()).done).toBe(true);
  });

  test('is asked with one mail of a size that is read', async () => {
    const ask = async (body: object) => (await server.post('/v1/reports/classify', body)).body;
    expect(await ask({})).toMatchObject({ status: 400, detail: expect.stringMatching(/^mail: give mail, as text, or raw/) });
    expect(await ask({ mail: 'a', raw: 'YQ==' })).toMatchObject({ status: 400, errors: [{ path: 'mail' }] });
    expect(await ask({ raw: 'no base64!' })).toMatchObject({ status: 400, errors: [{ path: 'raw' }] });
    expect(await ask({ mail: 'a'.repeat(1024 * 1024 + 1) })).toMatchObject({ status: 400, errors: [{ path: 'mail' }] });
    expect(await ask({ mail: 'a'.repeat(1024 * 1024) })).toMatchObject({ kind: 'not-a-report', recipients: [] });
  });

  test('of thousands of recipients is given for a hundred', async () => {
    const mail = Array.from(
      { length: 3000 },
      (_, n) => `<r${n}@example.com>: host mx.example.com said: 550 5.1.1 User unknown\n`,
    );
    const { body } = await server.post('/v1/reports/classify', { mail: mail.join('') });
    expect(body.recipients).toHaveLength(100);
  });
});
