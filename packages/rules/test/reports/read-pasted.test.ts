import { describe, expect, test } from 'vitest';
import {
  classifyReport,
  defaultClassifier,
  defaultRuleset,
  explainReport,
  languages,
  readPasted,
  readReport,
  reportKinds,
} from '../../src/index.ts';
import { layoutSamples } from './layout-samples.ts';
import { bytes, textMail } from './samples.ts';

/** `kind: recipient category bounceType`, one a recipient. */
function said(pasted: string): string {
  const { kind, recipients } = classifyReport(readPasted(pasted), defaultClassifier());
  const each = recipients.map(({ recipient, classification: { verdict, bounceType } }) =>
    [recipient, verdict.category, bounceType].join(' '),
  );
  return [kind, ...each].join(': ');
}

const shown: Readonly<Record<string, readonly [pasted: string, says: string]>> = {
  'Postfix, two recipients': [
    `\nThis is the mail system at host mail.example.org.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<ann@example.com>: host mx.example.com[192.0.2.1] said: 552 5.2.2 <ann@example.com>:\n    Mailbox full (in reply to RCPT TO command)\n<bert@example.net>: Host or domain name not found. Name service error for\n    name=example.net type=MX: Host not found\n`,
    'bounce: ann@example.com mailbox-full soft: bert@example.net domain-unknown hard',
  ],
  'Gmail, with the line that its page shows above': [
    "Mail Delivery Subsystem <mailer-daemon@googlemail.com>\n10:22 (3 minutes ago)\nto me\n\nAddress not found\n\nYour message wasn't delivered to ann@example.com because the address couldn't be found.\n\nThe response was:\n\n550 5.1.1 The email account that you tried to reach does not exist.\n",
    'bounce: ann@example.com recipient-unknown hard',
  ],
  'Gmail, a delay': [
    '** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ann@example.com. Gmail will retry for 46 more hours.\n\nThe response was:\n\n451 4.7.1 Greylisted, please try again later\n',
    'delayed: ann@example.com greylisted soft',
  ],
  'Exchange in Dutch, with the lines of the mail': [
    "Van: Mail Delivery System\nAan: bob@example.org\nOnderwerp: Niet te bezorgen: Uitnodiging\nDatum: 23 november 2026\n\nUw bericht is niet bezorgd bij de volgende geadresseerden:\n\nann@example.com\n\nDiagnostische gegevens voor beheerders:\nann@example.com\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'\n",
    'bounce: ann@example.com recipient-unknown hard',
  ],
  'Gmail, handed on': [
    "Hoi, wat moet ik hiermee?\n\n---------- Forwarded message ---------\nVan: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\nDate: ma 23 nov 2026 om 10:22\nSubject: Delivery Status Notification (Failure)\nTo: <bob@example.org>\n\n** Address not found **\n\nYour message wasn't delivered to ann@example.com because the address couldn't be found.\n\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.\n",
    'bounce: ann@example.com recipient-unknown hard',
  ],
  'a handed-on mail that is none': [
    'Zie onder\n\n---------- Forwarded message ---------\nVan: Ann\nOnderwerp: Taart\n\nEr is taart.',
    'not-a-report',
  ],
  'an address and what its server said': [
    'ann@example.com\nhost mx.example.com said: 550 5.1.1 User unknown',
    'bounce: ann@example.com recipient-unknown hard',
  ],
  'a reply': ['550 5.1.1 <ann@example.com>: User unknown', 'bounce: ann@example.com recipient-unknown hard'],
  'an absence': ['Ik ben afwezig tot 1 december. Bel bij haast met bob@example.org.', 'auto-reply'],
  'an absence with its sender': [
    'From: Ann <ann@example.com>\nSubject: Automatic reply: Afspraak\n\nI am away until 1 December.',
    'auto-reply: ann@example.com auto-reply ',
  ],
  'what a person wrote': ['Hallo Anna,\n\nMorgen om tien uur is prima.\n\nGroet, Bert', 'not-a-report'],
};

describe('what a mail program showed', () => {
  test.each(Object.entries(shown))('%s', (_, [pasted, says]) => {
    expect(said(pasted)).toBe(says);
  });

  test('says what the whole mail says, in nearly every layout', () => {
    const samples = Object.entries(layoutSamples).filter(
      ([, { more = [] }]) => !more.some((field) => field.includes('multipart')),
    );
    const facts = ({ kind, recipients }: ReturnType<typeof readReport>) => ({
      kind,
      recipients: recipients.map(({ recipient, reply }) => ({ recipient, reply })),
    });
    const apart = samples.filter(([, { body, ...head }]) => {
      const whole = facts(readReport(bytes(textMail(body, head))));
      return JSON.stringify(facts(readPasted(body))) !== JSON.stringify(whole);
    });
    expect(samples.length).toBeGreaterThan(90);
    // Three that name nobody in full: sender or subject must tell.
    expect(apart.map(([name]) => name)).toEqual([
      'GroupWise, name without a domain',
      'AOL, names without a domain',
      'ESMTP of a university',
    ]);
  });
});

test('the source of a mail is taken at its own word alone', () => {
  const talk = (field: string) =>
    `${field}: <talk@example.org>\nFrom: Ann <ann@example.com>\nSubject: Wat is dit?\n\n<bob@example.net>: user unknown\n`;
  expect(readPasted(talk('Message-ID')).kind).toBe('not-a-report');
  expect(readPasted(talk('X-Spoken')).kind).toBe('bounce');
});

test('a source of another charset may be pasted as text', () => {
  const source =
    'Return-Path: <>\nFrom: MAILER-DAEMON\nContent-Type: text/plain; charset=iso-8859-15\n\n<ann@example.com>: host mx.example.com said: 550 Empfänger unbekannt, 5 €\n';
  const reply = { replyCode: 550, text: 'Empfänger unbekannt, 5 €' };
  const file = Buffer.from(source.replace('€', '\u00A4'), 'latin1');
  for (const mail of [source, file]) expect(readPasted(mail).recipients).toMatchObject([{ recipient: 'ann@example.com', reply }]);
});

test('a mail in which somebody hands a notice on may be given as its source', () => {
  const words =
    'Wat is dit?\n\n---------- Forwarded message ---------\nVan: MAILER-DAEMON@example.org\nDatum: ma 23 nov 2026\n\n';
  const source = (notice: string): Uint8Array =>
    Buffer.from(
      `Received: from a by b\nMessage-ID: <1@example.org>\nFrom: Bob <bob@example.org>\nTo: help@example.org\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(words + notice).toString('base64')}\n`,
    );
  const bounce = source('<ann@example.com>: host mx.example.com said: 550 5.1.1 User unknown\n');
  expect(readPasted(bounce)).toMatchObject({ kind: 'bounce', recipients: [{ recipient: 'ann@example.com' }] });
  // For the service, which takes nobody's word, it is ordinary mail.
  expect(readReport(bounce).kind).toBe('not-a-report');
  expect(readPasted(source('Er is taart.\n')).kind).toBe('not-a-report');
});

test('every kind has a sentence of its own, in every language', () => {
  const report = classifyReport(readPasted(''), defaultClassifier());
  for (const language of languages) {
    const meanings = reportKinds.map(
      (kind) => explainReport({ ...report, kind }, defaultRuleset, { language, audience: 'support' }).meaning,
    );
    expect(new Set(meanings).size).toBe(reportKinds.length);
    for (const meaning of meanings) expect(meaning).toMatch(/^[A-Z].*[.]$/);
  }
});

describe('the recipient of a report', () => {
  const of = (reply: string) => {
    const words = `<full@example.com>: host mx.example.com said: ${reply} (in reply to RCPT TO command)\n`;
    return classifyReport(readPasted(words), defaultClassifier()).recipients[0]!;
  };
  test('counts for no word of the reply, and spans stay places in it', () => {
    expect(of('550 mailbox full@example.com unavailable').classification.verdict.category).not.toBe('mailbox-full');
    const { reply, classification } = of('552 Sorry <full@example.com>, over quota');
    expect(classification.verdict.category).toBe('mailbox-full');
    expect(reply!.text.slice(classification.span!.start, classification.span!.end)).toBe('over quota');
  });
});
