import { expect, test } from 'vitest';
import { readReport } from '../../src/reports/index.ts';
import { bytes, dsn, exim, feedback, textMail } from './samples.ts';

const person = { from: 'Piet <piet@example.nl>', returnPath: '<piet@example.nl>' };
const machine = { from: 'Webwinkel <noreply@shop.example>', returnPath: '<bounce@shop.example>' };

const generated = ['Auto-Submitted: auto-generated'];

/** What looks like a report to a careless reader, and is none. */
test.each<[string, string]>([
  ['a colleague pastes a bounce', textMail(`Wat betekent dit?\n\n${exim}`, { ...person, subject: 'Mail delivery failed?' })],
  ['a colleague pastes the fields', textMail(`Kijk:\n\n${dsn}`, { ...person, subject: 'Undelivered Mail Returned to Sender' })],
  [
    'a colleague pastes a complaint',
    textMail(`Kijk:\n\n${feedback}`, { ...person, subject: 'FW: complaint', more: ['In-Reply-To: <1@a.example>'] }),
  ],
  [
    'a colleague forwards one whole',
    textMail(`--b\nContent-Type: text/plain\n\nZie bijlage.\n--b\nContent-Type: message/rfc822\n\n${exim}\n--b--\n`, {
      ...person,
      subject: 'Fwd: Mail delivery failed: returning message to sender',
      more: ['Content-Type: multipart/mixed; boundary=b'],
    }),
  ],
  [
    'a DMARC aggregate report',
    textMail('This is an aggregate report.\n', {
      from: 'noreply-dmarc@reports.example',
      subject: 'Report Domain: zorg.example.nl Submitter: reports.example Report-ID: <1>',
      returnPath: '<noreply-dmarc@reports.example>',
      more: ['Content-Type: text/plain'],
    }),
  ],
  [
    'a parcel that could not be delivered',
    textMail('Your parcel could not be delivered. Choose a new time: https://shop.example/track\n', {
      ...machine,
      subject: 'Delivery failed: parcel 4711',
    }),
  ],
  [
    'a parcel in Dutch',
    textMail('Uw pakket kon niet worden bezorgd. Kies een nieuw moment.\n', { ...machine, subject: 'Uw pakket is niet bezorgd' }),
  ],
  [
    'an order confirmation',
    textMail('Thank you for your message. Order 550 follows.\n', { ...machine, subject: 'Thank you for your order' }),
  ],
  [
    'a confirmation that asks to confirm',
    textMail('Please confirm this message to activate your account: https://shop.example/c\n', {
      ...machine,
      subject: 'Please confirm your account',
      more: ['Auto-Submitted: auto-generated'],
    }),
  ],
  [
    'a meeting on delivery',
    textMail('Failed recipients are on the agenda.\n', { ...person, subject: 'Delivery report for the board' }),
  ],
  ['a bounce house', textMail('The bouncy castle was returned to sender.\n', { ...person, subject: 'Returned: bouncy castle' })],
  [
    'a support answer',
    textMail('The mail to anna@example.com was rejected with 550 5.1.1. Please correct the address.\n', {
      from: 'Support <support@host.example>',
      subject: 'Re: Undelivered mail',
      returnPath: '<support@host.example>',
      more: ['In-Reply-To: <7@zorg.example.nl>'],
    }),
  ],
  [
    'a monitoring alert',
    textMail('Queue: 17 mails could not be delivered to anna@example.com\n', {
      from: 'Monitoring <monitor@host.example>',
      subject: '[ALERT] mail delivery problems',
      returnPath: '<monitor@host.example>',
    }),
  ],
  ['a travel agent', textMail('Boek nu!\n', { ...machine, subject: 'Vakantie: nu met korting', more: ['Precedence: bulk'] })],
  [
    'a shop that thanks',
    textMail('Your order is on its way.\n', {
      ...machine,
      subject: 'Thank you for your e-book order',
      more: ['Auto-Submitted: auto-generated'],
    }),
  ],
  [
    'a payment received',
    textMail('Thanks.\n', { ...machine, subject: 'We have received your payment', more: ['Auto-Submitted: auto-generated'] }),
  ],
  ['somebody who reads', textMail('I was reading it on the train.\n', { ...person, subject: 'Read: chapter one' })],
  ['somebody on unsubscribing', textMail('How do our readers unsubscribe?\n', { ...person, subject: 'Unsubscribe link' })],
  [
    'a calendar answer',
    textMail('Anna has accepted.\n', {
      ...person,
      subject: 'Geaccepteerd: overleg',
      more: ['In-Reply-To: <1@a.example>', 'X-Auto-Response-Suppress: All'],
    }),
  ],
  [
    'a newsletter that explains bounces',
    textMail('This Message was undeliverable due to the following reason: … is what servers say.\n', {
      ...machine,
      subject: 'What a failure notice means',
      more: ['List-Unsubscribe: <mailto:u@shop.example>'],
    }),
  ],
  [
    'a parcel, by a machine, with an address for questions',
    textMail('The parcel could not be delivered: recipient unknown. Send a message to help@example.com.\n', {
      ...machine,
      subject: 'Delivery notification for parcel 4711',
      more: generated,
    }),
  ],
  [
    'a build that failed to deliver',
    textMail('Job 17 failed. Message: could not be delivered to repo@example.com\n', {
      from: 'CI <ci@server.example>',
      returnPath: '<ci@server.example>',
      subject: 'Delivery failed: job 17',
      more: generated,
    }),
  ],
  [
    'a payment that was rejected',
    textMail('Your payment was rejected. Send a message to bill@example.com.\n', {
      ...machine,
      subject: 'Payment rejected: invoice 5',
      more: generated,
    }),
  ],
  [
    'a digest of a quarantine',
    textMail('These messages were not delivered to anna@example.com because they have been quarantined.\n', {
      ...machine,
      subject: 'Digest: 5 messages not delivered',
      more: generated,
    }),
  ],
  [
    'somebody called Post who asks about a bounce',
    textMail('My message to bob@example.net could not be delivered. Is his mailbox full?\n', {
      from: 'Ann Post <ann.post@example.org>',
      returnPath: '<ann.post@example.org>',
      subject: 'Delivery failed?',
    }),
  ],
  [
    'a report on DMARC of a mail system',
    textMail('Aggregate report. Messages that failed were rejected: 3.\n', {
      from: 'MAILER-DAEMON@reports.example',
      subject: 'Report Domain: example.com Submitter: reports.example Report-ID: <9>',
      returnPath: '<>',
      more: generated,
    }),
  ],
  [
    'a report on TLS',
    textMail('--b\nContent-Type: text/plain\n\nSessions failed: 3\n--b\nContent-Type: application/tlsrpt+gzip\n\nH4sI\n--b--\n', {
      from: 'noreply@reports.example',
      subject: 'Report Domain: example.com Submitter: reports.example Report-ID: <9>',
      returnPath: '<noreply@reports.example>',
      more: ['TLS-Report-Domain: example.com', 'Content-Type: multipart/report; report-type="tlsrpt"; boundary=b'],
    }),
  ],
  [
    'an advertisement that calls itself a report',
    textMail('--b\nContent-Type: text/html\n\n<p>Click here to confirm</p>\n--b--\n', {
      ...machine,
      subject: 'You have been paid',
      more: ['List-Unsubscribe: <mailto:u@shop.example>', 'Content-Type: multipart/report; boundary=b'],
    }),
  ],
  [
    'an invitation that declines because of a holiday',
    textMail(
      '--b\nContent-Type: text/plain\n\nI am on vacation\n--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n--b--\n',
      {
        ...person,
        subject: 'Out of office',
        more: [
          'In-Reply-To: <5@example.com>',
          'X-Auto-Response-Suppress: All',
          'Content-Type: multipart/alternative; boundary=b',
        ],
      },
    ),
  ],
  [
    'a school that reports an absence',
    textMail('Uw kind is vandaag afwezig.\n', { ...machine, subject: 'Afwezig: Jan, klas 3B', more: generated }),
  ],
  [
    'a setting that was changed',
    textMail('The rule was changed.\n', { ...machine, subject: 'Out of office settings changed', more: generated }),
  ],
  [
    'a tracker on vacation programs',
    textMail('ann wrote: "I am on vacation" is never sent.\n', {
      ...machine,
      subject: 'Re: [Bug 55] rule ignored',
      more: [...generated, 'In-Reply-To: <55@shop.example>'],
    }),
  ],
  [
    'an account that asks to verify',
    textMail('Verify your email: https://shop.example/v. This one-time link ends soon.\n', {
      ...machine,
      subject: 'Please confirm your mail address',
      more: generated,
    }),
  ],
  [
    'a party with a guest list',
    textMail('You are on the guest list for Friday: click https://shop.example/t\n', {
      ...machine,
      subject: 'See you on Friday',
      more: ['Precedence: bulk'],
    }),
  ],
  [
    'a friend who answers about a holiday',
    textMail('Shall we go in May?\n', { ...person, subject: 'Vacation: dates', more: ['In-Reply-To: <1@example.com>'] }),
  ],
  ['somebody who has read a proposal', textMail('A proposta foi lida ontem.\n', { ...person, subject: 'Lida: proposta' })],
  [
    'somebody who leaves a course',
    textMail('Hallo, ich komme am Freitag leider nicht mehr zum Kurs. Anna\n', { ...person, subject: 'Abmelden' }),
  ],
])('%s', (_, mail) => {
  expect(readReport(bytes(mail))).toMatchObject({ kind: 'not-a-report', reader: null, recipients: [] });
});
