import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxReplyLength, parseReply } from '../src/index.ts';

describe('parseReply', () => {
  test.each<[string, string, number | null, string | null, string]>([
    ['one line', '550 5.1.1 No such user', 550, '5.1.1', 'No such user'],
    ['no enhanced status code', '452 Insufficient system storage', 452, null, 'Insufficient system storage'],
    ['a code alone', '421', 421, null, ''],
    ['continuation lines', '550-5.1.1 No such\r\n550-5.1.1 user\r\n550 5.1.1 here', 550, '5.1.1', 'No such user here'],
    ['bare line feeds', '250-mx.example.com\n250-SIZE 1000\n250 OK', 250, null, 'mx.example.com SIZE 1000 OK'],
    ['continuation lines joined into one', '550-5.1.1 foo 550-5.1.1 bar 550 5.1.1 baz', 550, '5.1.1', 'foo bar baz'],
    ['joined lines without enhanced code', '550-foo 550-bar 550 baz', 550, null, 'foo bar baz'],
    ['a folded header', '550 5.1.1 <ann@example.com>:\r\n    user unknown', 550, '5.1.1', '<ann@example.com>: user unknown'],
    ['diagnostic type in front', 'smtp; 550 5.2.2 Mailbox full', 550, '5.2.2', 'Mailbox full'],
    ['diagnostic type without space', 'smtp;550 5.2.2 Mailbox full', 550, '5.2.2', 'Mailbox full'],
    [
      'what a host said',
      'host mx.example.com[203.0.113.7] said: 550 5.1.1 No such user (in reply to RCPT TO command)',
      550,
      '5.1.1',
      'No such user (in reply to RCPT TO command)',
    ],
    [
      'an SMTP error after a command',
      'SMTP error from remote mail server after RCPT TO:<ann@example.com>: 550 unknown user',
      550,
      null,
      'unknown user',
    ],
    ['a hash in front', '#550 5.1.1 unknown', 550, '5.1.1', 'unknown'],
    [
      'enhanced code in qmail style',
      'Sorry, no mailbox here by that name. (#5.1.1)',
      null,
      '5.1.1',
      'Sorry, no mailbox here by that name. (#5.1.1)',
    ],
    ['both, code in the text', '553 sorry, not in my list (#5.7.1)', 553, '5.7.1', 'sorry, not in my list (#5.7.1)'],
    ['a hash before the enhanced code', '550 #5.1.0 Address rejected.', 550, '5.1.0', 'Address rejected.'],
    [
      'a quote before the enhanced code',
      "550 '5.2.2 <ann@example.com>... Mailbox Full'",
      550,
      '5.2.2',
      "<ann@example.com>... Mailbox Full'",
    ],
    [
      'a reply that a Cisco gateway quotes behind its own words',
      "5.1.0 - Unknown address error 550-'5.2.2 <ann@example.com>... Mailbox full' (delivery attempts: 0)",
      550,
      '5.2.2',
      "<ann@example.com>... Mailbox full' (delivery attempts: 0)",
    ],
    ['a range that is no reply', 'delayed 400-500 hours', null, null, 'delayed 400-500 hours'],
    ['a repeated reply code', '550 550: user unknown', 550, null, 'user unknown'],
    ['a repeated pair', '501 501: 5.1.8 Sender refused', 501, '5.1.8', 'Sender refused'],
    [
      'an enhanced code of three digits',
      '550 5.1.351 Remote server returned unknown recipient',
      550,
      '5.1.351',
      'Remote server returned unknown recipient',
    ],
    [
      'a status without reply code',
      '5.1.1 <ann@example.com>... User unknown',
      null,
      '5.1.1',
      '<ann@example.com>... User unknown',
    ],
    ['a type before a lone status', 'smtp;5.1.1 User unknown', null, '5.1.1', 'User unknown'],
    ['no code at all', 'Connection timed out', null, null, 'Connection timed out'],
    ['a number that is no code', 'Message delayed for 400 hours', null, null, 'Message delayed for 400 hours'],
    ['an address that is no code', '192.0.2.1 refused', null, null, '192.0.2.1 refused'],
    ['a fourth digit', '5501 is a number', null, null, '5501 is a number'],
    ['a version that is no enhanced code', '550 9.1.1 is our version', 550, null, '9.1.1 is our version'],
    ['three digits out of range', '199 too low', null, null, '199 too low'],
    ['an address that begins like an enhanced code', '550 5.1.1.example.com is listed', 550, null, '5.1.1.example.com is listed'],
    ['tabs and control characters', '550\t5.1.1\tNo\u0000such\u0007user', 550, '5.1.1', 'No such user'],
    ['nothing', '', null, null, ''],
    ['blanks only', ' \r\n ', null, null, ''],
  ])('%s', (_, raw, replyCode, enhancedStatusCode, text) => {
    expect(parseReply(raw)).toEqual({ replyCode, enhancedStatusCode, text });
  });

  test('keeps at most 4096 code units and cuts no character in half', () => {
    const { text } = parseReply(`550 ${'x'.repeat(maxReplyLength - 1)}😀 and more`);
    expect(text).toBe('x'.repeat(maxReplyLength - 1));
    expect(parseReply('y'.repeat(1_000_000)).text).toHaveLength(maxReplyLength);
  });

  test('never throws, and returns one well-formed line in bounds', () => {
    const noise = fc.string({ unit: fc.constantFrom(...'5 250-.:;#(<\n\r\t1ax😀\ud83d'.split('')), maxLength: 200 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 500 }), noise), (raw) => {
        const { replyCode, enhancedStatusCode, text } = parseReply(raw);
        expect(replyCode === null || (replyCode >= 200 && replyCode <= 599)).toBe(true);
        expect(enhancedStatusCode ?? '5.0.0').toMatch(/^[245]\.\d{1,3}\.\d{1,3}$/);
        for (const control of '\n\r\0') expect(text).not.toContain(control);
        expect(text.isWellFormed()).toBe(true);
        expect(text.length).toBeLessThanOrEqual(maxReplyLength);
      }),
      { numRuns: 2_000 },
    );
  });
});
