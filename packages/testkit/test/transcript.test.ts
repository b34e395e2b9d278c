import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomesOf, parseTranscript, TranscriptError, transcriptToEvents } from '../src/index.ts';

const header = `title: A test
recorded: 2026-11-18
mx: mx.example.com
expect: mailbox-full
expect-status: deferred`;

const dialogue = `S: 220 mx.example.com ESMTP
C: EHLO mta.example.nl
S: 250-mx.example.com
S: 250 SIZE 1000
C: MAIL FROM:<sender@example.nl>
S: 250 2.1.0 Ok
C: RCPT TO:<anna@example.com>
S: 250 2.1.5 Ok
C: RCPT TO:<bert@example.com>
S: 452-4.2.2 No room
S: 452 4.2.2 left
C: DATA
S: 354 Go ahead
C: Subject: test
C:
C: MAIL FROM is no command here
C: .
S: 250 2.0.0 Ok`;

const session = (reply: string) => `S: 220 x\nC: MAIL FROM:<a@example.nl>\nS: 250 Ok\nC: RCPT TO:<b@example.com>\nS: ${reply}`;

describe('a recording', () => {
  const transcript = parseTranscript(
    `${header}\ntags: kind=test, place=here\n\n${dialogue}\n\nE: +2h30m opened anna@example.com user-agent="A B" ip=192.0.2.1\nE: +1d report\n| From: x\n|\n| About {messageId}\n`,
    'a.b',
  );

  test('is read into a value', () => {
    expect(transcript).toMatchObject({
      id: 'a.b',
      title: 'A test',
      recorded: '2026-11-18',
      from: 'sender@example.nl',
      recipients: ['anna@example.com', 'bert@example.com'],
      mx: 'mx.example.com',
      tags: { kind: 'test', place: 'here' },
      expect: [{ recipient: null, category: 'mailbox-full', ruleId: null }],
      expectStatus: [{ recipient: null, status: 'deferred' }],
      happenings: [
        {
          what: 'opened',
          recipient: 'anna@example.com',
          afterMs: 9_000_000,
          values: { 'user-agent': 'A B', ip: '192.0.2.1' },
          mail: null,
        },
        { what: 'report', afterMs: 86_400_000, mail: 'From: x\n\nAbout {messageId}' },
      ],
    });
    expect(transcript.sessions[0]?.exchanges.map(({ command, reply }) => `${command} ${reply}`)).toEqual([
      'CONNECT 220 mx.example.com ESMTP',
      'EHLO 250-mx.example.com\n250 SIZE 1000',
      'MAIL 250 2.1.0 Ok',
      'RCPT 250 2.1.5 Ok',
      'RCPT 452-4.2.2 No room\n452 4.2.2 left',
      'DATA 354 Go ahead',
      'DOT 250 2.0.0 Ok',
    ]);
  });

  test('gives each recipient the reply that concerned it', () => {
    expect(outcomesOf(transcript).map(({ recipient, type, command, attempt }) => [recipient, type, command, attempt])).toEqual([
      ['bert@example.com', 'deferred', 'RCPT', 1],
      ['anna@example.com', 'delivered', 'DOT', 1],
    ]);
  });

  test('becomes events in the order of time, the last one now', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    const events = transcriptToEvents(transcript, { now, idPrefix: 'x1-', tenant: 'care' });
    expect(
      events.map((event) => (event.type === 'report' ? 'report' : `${event.type} ${event.recipient} ${event.occurredAt}`)),
    ).toEqual([
      'processed anna@example.com 2026-11-19T12:00:00.000Z',
      'processed bert@example.com 2026-11-19T12:00:00.000Z',
      'deferred bert@example.com 2026-11-19T12:00:01.000Z',
      'delivered anna@example.com 2026-11-19T12:00:01.000Z',
      'opened anna@example.com 2026-11-19T14:30:00.000Z',
      'report',
      'report',
    ]);
    expect(events[3]).toEqual({
      type: 'delivered',
      eventId: 'x1-a.b:delivered-1:anna@example.com',
      tenant: 'care',
      messageId: 'x1-a.b@example.nl',
      recipient: 'anna@example.com',
      occurredAt: '2026-11-19T12:00:01.000Z',
      tags: { kind: 'test', place: 'here' },
      reply: '250 2.0.0 Ok',
      command: 'DOT',
      mxHost: 'mx.example.com',
      attempt: 1,
    });
    const report = events.at(-1);
    expect(report?.type === 'report' && Buffer.from(report.raw, 'base64').toString()).toBe(
      'From: x\r\n\r\nAbout x1-a.b@example.nl',
    );
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  });

  test('of several attempts ends for a recipient when one is final', () => {
    const attempts = parseTranscript(
      `${header}\n\n${session('450 4.7.1 Wait')}\n\n--- +5m\n${session('550 5.1.1 No')}\n\n--- +1h\n${session('250 Ok')}\n`,
    );
    expect(outcomesOf(attempts).map(({ type, attempt, afterMs }) => [type, attempt, afterMs])).toEqual([
      ['deferred', 1, 1000],
      ['bounced', 2, 300_000],
    ]);
  });

  test.each<[string, string, string, string]>([
    ['the greeting', 'S: 554 5.7.1 Go away', 'CONNECT', 'bounced'],
    ['MAIL', 'S: 220 x\nC: EHLO a\nS: 250 x\nC: MAIL FROM:<a@example.nl>\nS: 451 Later', 'MAIL', 'deferred'],
    ['nothing, by hanging up', 'S: 220 x\nC: EHLO a\nS: 250 x\nC: MAIL FROM:<a@example.nl>', 'MAIL', 'deferred'],
  ])('can end at %s', (_, lines, command, type) => {
    const transcript2 = parseTranscript(`${header}\nfrom: a@example.nl\nto: b@example.com\n\n${lines}\n`);
    expect(outcomesOf(transcript2)).toMatchObject([{ recipient: 'b@example.com', command, type }]);
  });
});

describe('a fault names its line', () => {
  const to = `${header}\nfrom: a@example.nl\nto: b@example.com`;
  test.each<[string, string, number, RegExp]>([
    ['no title', 'recorded: 2026-11-18\nto: b@example.com\nfrom: a@example.nl\nexpect: unknown\n', 1, /"title" is missing/],
    ['no expectation', 'title: x\nrecorded: 2026-11-18\nfrom: a@example.nl\nto: b@example.com\n', 1, /"expect" is missing/],
    ['an unknown key', `${header}\ncolour: red\n`, 6, /Unknown key "colour"/],
    ['a key twice', `${header}\nmx: other.example.com\n`, 6, /"mx" is given twice/],
    ['a line without a colon', `${header}\nnonsense\n`, 6, /Expected "key: value"/],
    ['a wrong date', 'title: x\nrecorded: yesterday\nfrom: a@example.nl\nto: b@example.com\nexpect: unknown\n', 2, /YYYY-MM-DD/],
    [
      'an unknown category',
      'title: x\nrecorded: 2026-11-18\nexpect: mailbox-fool\nto: b@example.com\nfrom: a@example.nl\n',
      3,
      /neither a category nor the id of a rule/,
    ],
    ['an unknown status', `${to}\nexpect-status: lost\n`, 8, /Expect one status/],
    ['a stranger among the expectations', `${to}\nexpect: c@example.com mailbox-full\n`, 1, /c@example.com is no recipient/],
    ['no recipient', `${header}\nfrom: a@example.nl\n`, 1, /No recipient/],
    ['wrong tags', `${to}\ntags: red\n`, 8, /Give tags as/],
    ['a line of nobody', `${to}\n\nX: hello\n`, 9, /begins with S:, C:, --- or E:/],
    ['a server line without a code', `${to}\n\nS: hello\n`, 9, /three digits/],
    ['an unknown command', `${to}\n\nS: 220 x\nC: HELLO\n`, 10, /no SMTP command/],
    ['an unanswered command', `${to}\n\nS: 220 x\nC: EHLO a\nC: MAIL FROM:<a@example.nl>\nS: 250 Ok\n`, 10, /does not answer/],
    ['an unknown event', `${to}\n\nE: +1h vanished\n`, 9, /"vanished" is no event/],
    ['a wrong delay', `${to}\n\nE: +1w opened\n`, 9, /Give the time/],
    ['a click without url', `${to}\n\nE: +1h clicked\n`, 9, /url=/],
    ['a report without mail', `${to}\n\nE: +1h report\n`, 9, /followed by its mail/],
    ['a mail without report', `${to}\n\nE: +1h opened\n| From: x\n`, 9, /Only a report/],
    ['an attempt before the first', `${to}\n\nS: 220 x\n\n--- +1ms\nS: 220 x\n`, 11, /comes later/],
    ['dialogue behind events', `${to}\n\nE: +1h opened\nS: 220 x\n`, 10, /before the E: lines/],
  ])('%s', (_, source, line, message) => {
    try {
      parseTranscript(source, 'here');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(TranscriptError);
      expect((error as TranscriptError).line).toBe(line); // just checked
      expect((error as TranscriptError).message).toMatch(message);
      expect((error as TranscriptError).message).toMatch(new RegExp(`^here:${line}: `));
    }
  });

  test('whatever the text', () => {
    const piece = fc.constantFrom(
      'title: x\n',
      'recorded: 2026-11-18\n',
      'from: a@example.nl\n',
      'to: b@example.com\n',
      'expect: unknown\n',
      '\n',
      'S: 220 x\n',
      'S: 354\n',
      'C: DATA\n',
      'C: .\n',
      'C: RCPT TO:<b@example.com>\n',
      'E: +1h opened\n',
      'E: report\n',
      '| x\n',
      '--- +1h\n',
      '# note\n',
      ': \n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        ),
        (source) => {
          try {
            parseTranscript(source);
          } catch (error) {
            expect(error).toBeInstanceOf(TranscriptError);
          }
        },
      ),
    );
  });
});
