import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportKinds } from '../../src/index.ts';
import { readReport } from '../../src/reports/index.ts';
import { all, bytes } from './samples.ts';

const encoder = new TextEncoder();

function holds(raw: Uint8Array): void {
  const report = readReport(raw);
  expect(reportKinds).toContain(report.kind);
  expect(report.reader === null).toBe(report.kind === 'not-a-report');
  for (const { recipient, reply } of report.recipients) {
    expect(recipient).not.toBe('');
    expect(reply === null || reply.text.length < 5000).toBe(true);
  }
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
}

/** Words that steer the readers, so that chance meets them. */
const pieces = [
  'Content-Type: multipart/report; boundary=b\n',
  'Content-Type: text/html\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Transfer-Encoding: quoted-printable\n',
  'From: MAILER-DAEMON\n',
  'Return-Path: <>\n',
  'Subject: Undelivered Mail\n',
  'X-Failed-Recipients: a@example.com\n',
  'Auto-Submitted: auto-replied\n',
  '\n',
  '\n\n',
  '--b\n',
  '--b--\n',
  'Content-Type: message/delivery-status\n',
  'Content-Type: message/rfc822\n',
  'Final-Recipient: rfc822; a@example.com\n',
  'Action: failed\n',
  'Diagnostic-Code: smtp; 550 5.1.1 x\n',
  'Feedback-Type: abuse\n',
  '<a@example.com>: ',
  'a@example.com\n',
  '550 5.1.1 x\n',
  '<<< 550 x\n',
  '>>> DATA\n',
  '=?utf-8?q?=C3?=',
  '=\n',
  '"',
  '<',
  '>',
  '@',
  '(in reply to end of DATA command)',
  'This is the mail system at host x.\n',
  '--- Below this line is a copy of the message.\n',
  '&#x110000;',
  '<style>',
  '{"notificationType":"Bounce"}',
  '\r',
  '\0',
  '\uD800',
  '\\x{FFFFFF}',
  ' ',
  '    ',
];

describe('reading never fails', { timeout: 60_000 }, () => {
  test('on any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), holds), { numRuns: 300 });
  });

  test('on any order of telling words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (words) => holds(encoder.encode(words.join('')))),
      { numRuns: 1000 },
    );
  });

  test('on reports cut short or damaged', () => {
    const sample = fc.constantFrom(...all).map(bytes);
    const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(sample, fc.double({ min: 0, max: 1, noNaN: true }), damage, (mail, part, hits) => {
        const raw = mail.slice(0, Math.ceil(mail.length * part));
        for (const [at, byte] of hits) if (raw.length > 0) raw[Math.floor(at * (raw.length - 1))] = byte;
        holds(raw);
      }),
      { numRuns: 1000 },
    );
  });

  test('at any place a report is cut', () => {
    for (const mail of all) {
      const raw = bytes(mail);
      for (let end = 0; end <= raw.length; end += 7) holds(raw.subarray(0, end));
    }
  });
});

describe('reading takes time in proportion to the mail', { timeout: 60_000 }, () => {
  const head = 'Return-Path: <>\nFrom: MAILER-DAEMON@example.net\nSubject: Undelivered mail\n';
  const report = `${head}Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n`;
  test.each<[string, string, string]>([
    ['tags that never close', `${head}Content-Type: text/html\n\n`, '<a'],
    ['styles that never close', `${head}Content-Type: text/html\n\n`, '<style>'],
    ['comments that never close', `${head}Content-Type: text/html\n\n`, '<!--'],
    ['ampersands', `${head}Content-Type: text/html\n\n`, '&'],
    ['encoded words that never end', head, 'Subject: =?utf-8?q?\n =?utf-8?b?'],
    ['at signs', `${head}\n`, '@'],
    ['quoted at signs', `${head}\n`, '"@'],
    ['addresses', `${head}\n`, '<a@example.com>:\n'],
    ['different addresses in one line', `${head}\n`, 'deliver a@example.com '],
    ['codes', `${head}\n\na@example.com\n`, ': 550 '],
    ['dots', `${head}\n\na@example.com\n`, 'a.b['],
    ['blanks', `${head}\n`, ' '],
    ['colons', `${head}\n`, ': \n'],
    ['delimiters', `${head}Content-Type: multipart/mixed; boundary=b\n\n`, '\n--b\n'],
    ['delimiters that are none', `${head}Content-Type: multipart/mixed; boundary=b\n\n`, '\n--bb'],
    ['no delimiter, many dashes', `${head}Content-Type: multipart/mixed\n\n`, '\n--\n'],
    ['header fields', head, 'X-A: b\n'],
    ['header folds', `${head}X-A: b`, '\n c'],
    ['parameters', `${head}Content-Type: multipart/report`, '; a="'],
    ['recipients', report, 'Final-Recipient: rfc822; a@example.com\nAction: failed\n\n'],
    ['continuation lines', `${report}Diagnostic-Code: x`, '\nyyy'],
    ['fields', report, 'X-A: b\n'],
    ['received lines', `${head}\nx\n`, 'Received: a\n'],
    ['braces', `${head}\nnotificationType `, '{"a":'],
    ['dialogue', `${head}\n<a@example.com>\n`, '>>> RCPT TO:<a@example.com>\n<<< 550 x\n'],
    ['summaries', `${head}\n`, '550 <a@example.com>... x\n'],
  ])('%s', (_, start, unit) => {
    const raw = encoder.encode(start + unit.repeat(Math.ceil(400_000 / unit.length)));
    const began = performance.now();
    holds(raw);
    // Quadratic work on 400 kB would take minutes; what is allowed here is for slow and busy machines.
    expect(performance.now() - began).toBeLessThan(2000);
  });

  const numbered = (count: number, line: (address: string) => string) =>
    Array.from({ length: count }, (_, n) => line(`anna${n}@example.com`)).join('');
  // Each of many recipients must not read all the words again.
  test.each<[string, string]>([
    ['many recipients listed', `${head}\n${numbered(20_000, (address) => `<${address}>:\n`)}`],
    ['many recipients with words', `${head}\n${numbered(8000, (address) => `${address}\n  550 5.1.1 Nobody here\n\n`)}`],
    ['many recipients in sentences', `${head}\n${numbered(8000, (address) => `Your mail to ${address} was not delivered.\n`)}`],
    ['many summaries', `${head}\n${numbered(8000, (address) => `550 ${address}... Nobody\n`)}`],
    [
      'many failed recipients in the header',
      `${head}X-Failed-Recipients: ${numbered(400, (address) => `${address}, `)}\n\n${'a 550 b : \n'.repeat(30_000)}`,
    ],
    [
      'fields and words about many',
      `${head}Content-Type: multipart/report; boundary=b\n\n--b\n\n${numbered(5000, (address) => `<${address}>: failed\n`)}\n--b\nContent-Type: message/delivery-status\n\n${numbered(5000, (address) => `Final-Recipient: rfc822; ${address}\nAction: failed\n\n`)}`,
    ],
  ])('%s', (_, mail) => {
    const raw = encoder.encode(mail);
    const began = performance.now();
    holds(raw);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  test('a mail of 30 MB costs no more than its first part', () => {
    const raw = new Uint8Array(30 << 20).fill(97);
    raw.set(encoder.encode(report));
    const began = performance.now();
    holds(raw);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
