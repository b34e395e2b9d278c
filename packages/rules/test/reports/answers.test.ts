import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/index.ts';
import { readReport } from '../../src/reports/index.ts';
import { bytes, dsn, feedback, report, returnedHeader, textMail } from './samples.ts';

const read = (mail: string): Report => readReport(bytes(mail));
const person = 'Anna <anna@example.com>';

function answer(subject: string, body: string, more: readonly string[] = [], returnPath: string | null = '<>'): string {
  return textMail(body, { from: person, subject, returnPath, more });
}
const replying = 'In-Reply-To: <afspraak-1@zorg.example.nl>';

describe('automatic replies', () => {
  test.each<[string, string]>([
    ['Exchange 2003, by subject and null path', answer('Out of Office AutoReply: Uw afspraak', 'Ik ben er maandag weer.')],
    ['Exchange without the path', answer('Automatic reply: Uw afspraak', 'Weg.', [replying], null)],
    ['Exchange in Dutch', answer('Automatisch antwoord: Uw afspraak', 'Weg.', [replying], null)],
    ['Gmail', answer('Op vakantie Re: Uw afspraak', 'x', ['Precedence: bulk', 'X-Autoreply: yes', replying], null)],
    ['vacation(1)', answer('away from my mail', 'I am reading mail again next week.', ['Precedence: bulk'], null)],
    [
      'formail, as procmailex(5) has it',
      answer('Re: Uw afspraak', "I received your mail,\nbut I won't be back until Monday.", ['Precedence: junk', replying], null),
    ],
    ['only the words tell', answer('Re: Uw afspraak', 'Ik ben afwezig tot en met vrijdag.', [replying])],
    ['German words', answer('AW: Uw afspraak', 'Ich bin bis Freitag nicht im Büro.', [replying])],
    [
      'a help desk',
      textMail('Uw verzoek (17) is ontvangen.', {
        from: person,
        subject: '[Request received] Uw afspraak',
        returnPath: '<anna@example.com>',
        more: ['Auto-Submitted: auto-generated'],
      }),
    ],
    ['a ticket system', answer('[Ticket#17] We have received your message', 'Dank.', ['Auto-Submitted: auto-generated'], null)],
    [
      'a ticket system with a long name',
      answer('[tickets.of.a.department.of.example.org #17] AutoReply: Uw afspraak', 'Dank.', [replying], null),
    ],
    [
      'a telephone exchange',
      answer('Re: Uw afspraak', 'Dit is een automatisch bericht van de centrale.', ['Precedence: junk', replying], null),
    ],
    [
      'a mailbox that says mail is lost',
      answer('Weg', 'Your mail was not delivered to me, I left.', ['Auto-Submitted: auto-replied']),
    ],
    ['Japanese', answer('=?ISO-2022-JP?B?GyRCSVQ6XxsoQg==?=: x', 'x', ['Auto-Submitted: auto-generated'])],
  ])('%s', (_, mail) => {
    expect(read(mail)).toMatchObject({ kind: 'auto-reply', recipients: [{ recipient: 'anna@example.com' }] });
  });

  test.each<[string, string]>([
    [
      'a person answers a mail about holidays',
      answer('Re: Vakantie', 'Wij gaan naar Texel, ik ben op vakantie in juli.', [replying], null),
    ],
    ['a person continues a thread', answer('Vakantie', 'Wij gaan naar Texel.', [replying], null)],
    [
      'a person writes about automatic replies',
      answer('Automatisch antwoord instellen, hoe?', 'Weet jij het?', [replying], null),
    ],
    ['a monthly statement', answer('Uw factuur', 'Uw factuur staat klaar.', ['Auto-Submitted: auto-generated'], null)],
    ['a list', answer('Automatic reply: x', 'x', ['Precedence: list', 'List-Id: <x.example.org>'])],
    ['a colleague who declines', answer('Re: overleg', 'Ik ben niet op kantoor die dag.', [replying], null)],
  ])('not: %s', (_, mail) => {
    expect(read(mail).kind).toBe('not-a-report');
  });
});

describe('challenges', () => {
  const auto = ['Auto-Submitted: auto-replied'];
  test.each<[string, string]>([
    [
      'Boxbe',
      textMail('You are not on the guest list of Anna. Click the link to be added: https://example.com/x', {
        from: 'Anna via Boxbe <anna@example.com>',
        subject: 'Re: Uw afspraak (action required)',
        more: auto,
      }),
    ],
    [
      'SpamArrest',
      textMail('Just this once, click the link below so I can receive your mail. This one-time step: https://example.com/s', {
        from: person,
        subject: 'Re: Uw afspraak (verification)',
        more: ['X-Spamarrest: yes'],
      }),
    ],
    [
      'Earthlink',
      answer(
        'Re: Uw afspraak',
        'I apologize, you are not in my list of allowed senders. Reply to be added: https://example.com/e',
        auto,
      ),
    ],
    [
      'UOL',
      textMail('Para que sua mensagem seja entregue, clique aqui: https://example.com/u', {
        from: 'AntiSpam UOL <anna@example.com>',
        subject: 'Re: consulta',
        more: auto,
      }),
    ],
    [
      'a number to send back',
      textMail('Verify that you are a real live human being: simply reply and leave the subject as it is.', {
        from: person,
        subject: 'Your email requires verification verify#k3j4',
        returnPath: '<anna@example.com>',
      }),
    ],
    [
      'in Dutch',
      answer(
        'Re: Uw afspraak',
        'Uw bericht wordt vastgehouden. Klik op de onderstaande link om uw bericht af te leveren: https://example.com/k',
        auto,
      ),
    ],
  ])('%s', (_, mail) => {
    expect(read(mail)).toMatchObject({ kind: 'challenge-response', recipients: [{ recipient: 'anna@example.com' }] });
  });

  test('a refusal for not being an approved sender is a bounce', () => {
    const mail = textMail(
      'This is the mail system at host mx.example.net.\n\n<anna@example.com>: host mx1.example.com[192.0.2.25] said: 550 5.7.1 You are not in the list of approved senders, see https://example.com/ (in reply to RCPT TO command)\n',
    );
    expect(read(mail).kind).toBe('bounce');
  });
});

describe('receipts in words', () => {
  const outlook = (what: string) =>
    `Your message\n\n   To: Anna\n   Subject: Uw afspraak\n   Sent: 2 november 2026 10:00\n\n${what}\n`;
  test.each<[string, string, string, Report['kind']]>([
    ['read', 'Read: Uw afspraak', outlook('was read on 2 november 2026 11:00.'), 'displayed'],
    ['not read', 'Not read: Uw afspraak', outlook('was deleted without being read on 2 november 2026 11:00.'), 'delivered'],
    ['gelezen', 'Gelezen: Uw afspraak', outlook('is gelezen op maandag 2 november 2026 11:00:00.'), 'displayed'],
    ['niet gelezen', 'Niet gelezen: Uw afspraak', outlook('is ongelezen verwijderd op maandag 2 november.'), 'delivered'],
    ['gelesen', 'Gelesen: Termin', outlook('wurde am Montag gelesen.'), 'displayed'],
    ['a book report', 'Read: the news of today', 'Have you seen it?', 'not-a-report'],
  ])('%s', (_, subject, body, kind) => {
    expect(read(textMail(body, { from: person, subject, returnPath: null })).kind).toBe(kind);
  });

  test('Dovecot once refused with a receipt', () => {
    const mail = report(
      {
        reportType: 'disposition-notification',
        statusType: 'message/disposition-notification',
        words: 'Your message to <anna@example.com> was automatically rejected:\nQuota exceeded (mailbox for user is full)\n',
        fields:
          'Reporting-UA: mx.example.com; Dovecot\nFinal-Recipient: rfc822; anna@example.com\nDisposition: automatic-action/MDN-sent-automatically; deleted',
      },
      { subject: 'Rejected: Uw afspraak' },
    );
    expect(read(mail)).toMatchObject({
      kind: 'bounce',
      recipients: [{ recipient: 'anna@example.com', reply: { text: 'Quota exceeded (mailbox for user is full)' } }],
    });
  });
});

describe('requests to be left alone', () => {
  test.each<[string, string, string, string]>([
    ['our own mailto link', 'unsubscribe:k3j4-99ab', '', 'lijst@zorg.example.nl'],
    ['the word as the body', '', 'unsubscribe', 'lijst@zorg.example.nl'],
    ['an address with a token', 'x', 'x', 'unsubscribe-k3@zorg.example.nl'],
  ])('%s', (_, subject, body, to) => {
    const mail = textMail(body, { from: person, subject, returnPath: null }).replace(
      'To: afspraken@zorg.example.nl',
      `To: ${to}`,
    );
    expect(read(mail)).toMatchObject({ kind: 'unsubscribe-request', recipients: [{ recipient: 'anna@example.com' }] });
  });
  test.each<[string, string, string]>([
    ['a question', 'Unsubscribe does not work', 'I tried three times.'],
    ['a report on it', 'unsubscribe statistics', 'See the attachment.'],
  ])('not: %s', (_, subject, body) => {
    expect(read(textMail(body, { from: person, subject, returnPath: null })).kind).toBe('not-a-report');
  });
});

describe('a report in a mail', () => {
  const wrapped = (inner: string) =>
    `--w\nContent-Type: text/plain\n\nSee below.\n--w\nContent-Type: message/rfc822\n\n${inner}\n--w--\n`;
  const more = ['Content-Type: multipart/mixed; boundary=w'];
  test.each<[string, string]>([
    ['a mail system wraps its own', textMail(wrapped(dsn), { more })],
    [
      'Mailman could not tell whose it is',
      textMail(wrapped(dsn), {
        from: 'nieuws-bounces@lists.example.org',
        subject: 'Uncaught bounce notification',
        returnPath: '<nieuws-bounces@lists.example.org>',
        more,
      }),
    ],
    [
      'Majordomo passes it on',
      textMail(wrapped(dsn), {
        from: 'owner-nieuws@lists.example.org',
        subject: 'BOUNCE nieuws: Non-member submission',
        returnPath: null,
        more,
      }),
    ],
  ])('%s', (_, mail) => {
    expect(read(mail)).toMatchObject({
      kind: 'bounce',
      reader: 'dsn',
      recipients: [{ recipient: 'anna@example.com', reply: { replyCode: 550 } }],
      original: { messageId: 'afspraak-1@zorg.example.nl' },
    });
  });
  test('a colleague passes it on', () => {
    expect(
      read(textMail(wrapped(dsn), { from: 'Piet <piet@example.nl>', subject: 'Wat is dit?', returnPath: null, more })).kind,
    ).toBe('not-a-report');
  });
});

describe('broken reports', () => {
  test.each<[string, string]>([
    [
      'a blank line inside a group',
      'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; anna@example.com\n\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 Nobody here',
    ],
    [
      'an X.400 name',
      'Reporting-MTA: dns; a.example\n\nFinal-Recipient: x400; /C=NL/A= /P=EX/DDA:RFC-822=anna(a)example.com/\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 Nobody here',
    ],
    [
      'an encoded diagnostic',
      'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; anna@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; =?utf-8?Q?550_5.1.1_Nobody_here?=',
    ],
  ])('%s', (_, fields) => {
    expect(read(report({ fields })).recipients).toMatchObject([
      { recipient: 'anna@example.com', action: 'failed', status: '5.1.1', reply: { replyCode: 550, text: 'Nobody here' } },
    ]);
  });

  test('fields under a type of another kind', () => {
    const mail = dsn.replace('message/delivery-status', 'application/octet-stream; name=details.txt');
    expect(read(mail)).toMatchObject({ kind: 'bounce', reader: 'dsn', recipients: [{ recipient: 'anna@example.com' }] });
  });

  test('fields in base64', () => {
    const fields = 'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; anna@example.com\nAction: failed\nStatus: 5.1.1\n';
    const mail = report({ statusType: 'message/delivery-status\nContent-Transfer-Encoding: base64', fields: btoa(fields) });
    expect(read(mail)).toMatchObject({ kind: 'bounce', reader: 'dsn', recipients: [{ recipient: 'anna@example.com' }] });
  });

  test('Japanese without a charset', () => {
    const mail = report({
      fields:
        'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; anna@example.com\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 \u001B$BMFNLD62a\u001B(B',
    });
    expect(read(mail).recipients[0]?.reply?.text).toBe('容量超過');
  });

  test.each([2, 3, 5])('every %i. line end is of the other kind', (nth) => {
    let count = 0;
    const raw = new TextEncoder().encode(dsn.replaceAll('\n', () => (count++ % nth === 0 ? '\r\n' : '\n')));
    expect(readReport(raw)).toMatchObject({
      kind: 'bounce',
      recipients: [{ recipient: 'anna@example.com', reply: { replyCode: 550 } }],
    });
  });
});

describe('feedback in other forms', () => {
  test('with the recipient only in our return path', () => {
    const mail = feedback
      .replace(/Original-Rcpt-To: .*\n/, '')
      .replace('<bounce@zorg.example.nl>', '<bounces+anna=example.com@zorg.example.nl>')
      .replace('To: anna@example.com\n', '');
    expect(read(mail)).toMatchObject({
      kind: 'complaint',
      recipients: [{ recipient: 'anna@example.com' }],
      original: { recipientFromVerp: 'anna@example.com' },
    });
  });
  test('with the fields under another type', () => {
    const mail = feedback.replace('Content-Type: message/feedback-report', 'Content-Type: application/octet-stream');
    expect(read(mail)).toMatchObject({
      kind: 'complaint',
      feedbackType: 'abuse',
      recipients: [{ recipient: 'anna@example.com' }],
    });
  });
  test('with several recipients in one field', () => {
    const mail = feedback.replace(/Original-Rcpt-To: .*\n/, 'Original-Rcpt-To: <anna@example.com>, <bert@example.com>\n');
    expect(read(mail).recipients.map(({ recipient }) => recipient)).toEqual(['anna@example.com', 'bert@example.com']);
  });
  test('with a mark that only the sender understands', () => {
    expect(
      read(feedback.replace('From: Zorgportaal', 'X-MSFBL: aGFsbG8=|eyJ4IjoxfQ==\nFrom: Zorgportaal')).original.feedbackId,
    ).toBe('aGFsbG8=|eyJ4IjoxfQ==');
  });
  const xarf = (type: string) =>
    textMail(
      `--x\nContent-Type: text/plain\n\nWe got this.\n--x\nContent-Type: text/plain; name=report.txt\n\n---\nReported-From: abuse@example.net\nCategory: abuse\nReport-Type: ${type}\nSource: 192.0.2.7\n--x\nContent-Type: message/rfc822\n\n${returnedHeader}\nx\n--x--\n`,
      {
        from: 'abuse@example.net',
        subject: 'abuse report',
        returnPath: null,
        more: ['X-XARF: PLAIN', 'Content-Type: multipart/mixed; boundary=x'],
      },
    );
  test('X-ARF about spam is a complaint', () => {
    expect(read(xarf('spam'))).toMatchObject({
      kind: 'complaint',
      feedbackType: 'abuse',
      recipients: [{ recipient: 'anna@example.com' }],
      original: { messageId: 'afspraak-1@zorg.example.nl' },
    });
  });
  test('X-ARF about a break-in is none', () => {
    expect(read(xarf('login-attack'))).toMatchObject({ kind: 'unknown', recipients: [] });
  });
  test('SpamCop', () => {
    const mail = textMail(
      `[ SpamCop V5 ]\nThis message is brief for your comfort.\n\n[ Offending message ]\n${returnedHeader}\nx\n`,
      {
        from: '17@reports.example.net',
        subject: '[SpamCop (192.0.2.7) id:17] Uw afspraak',
        returnPath: null,
        more: ['X-SpamCop-sourceip: 192.0.2.7'],
      },
    );
    expect(read(mail)).toMatchObject({ kind: 'complaint', original: { messageId: 'afspraak-1@zorg.example.nl' } });
  });
});

test('a blank line behind every line of the fields', () => {
  const fields =
    'Reporting-MTA: dns; a.example\n\n\nOriginal-Recipient: rfc822; anna@example.com\n\nFinal-Recipient: rfc822; anna@example.com\n\nAction: failed\n\nStatus: 5.1.1\n\nRemote-MTA: dns; mx1.example.com\n\nDiagnostic-Code: smtp; 550 5.1.1 Nobody here';
  expect(read(report({ fields })).recipients).toMatchObject([
    { recipient: 'anna@example.com', action: 'failed', status: '5.1.1', reply: { replyCode: 550, text: 'Nobody here' } },
  ]);
});

test('a report whose MIME header was lost', () => {
  const mail = dsn.replace(/MIME-Version: .*\n/, '').replace(/Content-Type: multipart\/report.*\n\t.*\n/, '');
  expect(read(mail)).toMatchObject({
    kind: 'bounce',
    reader: 'dsn',
    recipients: [{ recipient: 'anna@example.com', command: 'RCPT' }],
  });
});
