import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/index.ts';
import { readReport } from '../../src/reports/index.ts';
import { bytes, dsn, exim, feedback, qmail, report, returnedHeader, sendmail, textMail } from './samples.ts';

const read = (mail: string): Report => readReport(bytes(mail));

/** One line a recipient: address, codes and words, command, host. */
function facts(mail: string): string[] {
  return read(mail).recipients.map(({ recipient, reply, command, remoteMta }) => {
    const words = reply
      ? [reply.replyCode, reply.enhancedStatusCode, reply.text].filter((part) => part !== null).join(' ')
      : 'nothing';
    return [recipient, words, ...(command ? [command] : []), ...(remoteMta ? [remoteMta] : [])].join(' | ');
  });
}

const group = (recipient: string, action: string, status: string, more = '') =>
  `Final-Recipient: rfc822; ${recipient}\nAction: ${action}\nStatus: ${status}\n${more}`;

const answer = (subject: string, body: string, more: string[], returnPath: string | null = '<>') =>
  textMail(body, { from: 'Anna <anna@example.com>', subject, returnPath, more });

const snsMail = (body: string) =>
  textMail(`${body}\n\n--\nTo stop these messages visit https://example.com/\n`, {
    from: 'SNS <no-reply@sns.amazonaws.com>',
    subject: 'AWS Notification Message',
    returnPath: null,
  });

describe('delivery status notifications', () => {
  test('tell of recipient, reply, command, host and the mail they speak of', () => {
    expect(read(dsn)).toEqual({
      kind: 'bounce',
      reader: 'dsn',
      recipients: [
        {
          recipient: 'anna@example.com',
          originalRecipient: 'anna@example.com',
          action: 'failed',
          reply: {
            replyCode: 550,
            enhancedStatusCode: '5.1.1',
            text: '<anna@example.com>: Recipient address rejected: no such person here',
          },
          status: '5.1.1',
          remoteMta: 'mx1.example.com',
          command: 'RCPT',
        },
      ],
      original: {
        messageId: 'afspraak-1@zorg.example.nl',
        envelopeId: 'QQ314159',
        from: 'afspraken@zorg.example.nl',
        subject: 'Uw afspraak bij café zorg',
        feedbackId: null,
        returnPath: null,
        recipientFromVerp: null,
        date: null,
        listId: null,
        authenticatedSender: null,
        hosts: [],
        signedBy: [],
      },
      signs: [],
      reportingMta: 'mx.example.net',
      messageId: 'report-1@mx.example.net',
      date: '2026-11-02T09:00:00.000Z',
      feedbackType: null,
    });
  });

  test.each<[string, string, Report['kind']]>([
    ['failed', '5.1.1', 'bounce'],
    ['delayed', '4.4.1', 'delayed'],
    ['delivered', '2.0.0', 'delivered'],
    ['relayed', '2.0.0', 'delivered'],
    ['expanded', '2.0.0', 'delivered'],
    ['Failed (permanently)', '5.1.1', 'bounce'],
    ['', '4.4.7', 'delayed'],
    ['', '5.0.0', 'bounce'],
  ])('action %j with status %s is %s', (action, status, kind) => {
    expect(read(report({ fields: `Reporting-MTA: dns; a.example\n\n${group('a@example.com', action, status)}` })).kind).toBe(
      kind,
    );
  });

  test('several recipients keep their own fate', () => {
    const { kind, recipients } = read(
      report({
        fields: `Reporting-MTA: dns; a.example\n\n${group('a@example.com', 'failed', '5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 unknown person\n')}\n${group('b@example.com', 'delivered', '2.0.0')}\n${group('c@example.com', 'delayed', '4.4.1')}`,
      }),
    );
    expect(kind).toBe('bounce');
    expect(recipients.map(({ recipient, action, reply }) => [recipient, action, reply?.replyCode ?? null])).toEqual([
      ['a@example.com', 'failed', 550],
      ['b@example.com', 'delivered', null],
      ['c@example.com', 'delayed', null],
    ]);
  });

  test.each<[string, string, string]>([
    ['angle brackets', 'rfc822; <Anna@EXAMPLE.com>', 'Anna@example.com'],
    ['no type', 'anna@example.com', 'anna@example.com'],
    ['utf-8', 'utf-8; änna@exämple.com', 'änna@exämple.com'],
    ['utf-8 in xtext', String.raw`utf-8; \x{E4}nna@example.com`, 'änna@example.com'],
    ['xtext plus', 'rfc822; anna+2Bnews@example.com', 'anna+news@example.com'],
    ['plus that looks like xtext', 'rfc822; anna+20@example.com', 'anna+20@example.com'],
    ['quoted local part', 'rfc822; "anna b"@example.com', '"anna b"@example.com'],
    ['source route', 'rfc822; @relay.example.com:anna@example.com', 'anna@example.com'],
    ['comment', 'rfc822; anna@example.com (Anna)', 'anna@example.com'],
    ['name without domain', 'rfc822; anna', 'anna'],
  ])('recipient field with %s', (_, field, recipient) => {
    const fields = `Reporting-MTA: dns; a.example\n\nFinal-Recipient: ${field}\nAction: failed\nStatus: 5.1.1`;
    expect(read(report({ fields, returned: 'Subject: x\n' })).recipients.map((r) => r.recipient)).toEqual([recipient]);
  });

  test('an address inside the reporter’s house gives way to the original one', () => {
    const fields =
      'Reporting-MTA: dns; a.example\n\nOriginal-Recipient: rfc822; anna@example.com\nFinal-Recipient: rfc822; |/usr/bin/filter anna\nAction: failed\nStatus: 5.3.0';
    expect(read(report({ fields })).recipients[0]).toMatchObject({
      recipient: 'anna@example.com',
      originalRecipient: 'anna@example.com',
    });
  });

  test.each<[string, string]>([
    ['message/global-delivery-status', 'a part for UTF-8 (RFC 6533)'],
    ['text/plain', 'a part that lost its type'],
  ])('%s: %s', (statusType) => {
    const mail = report({
      statusType,
      fields: `Reporting-MTA: dns; a.example\n\n${group('anna@example.com', 'failed', '5.1.1')}`,
    });
    expect(read(mail)).toMatchObject({ kind: 'bounce', reader: 'dsn', recipients: [{ recipient: 'anna@example.com' }] });
  });

  test.each<[string, string]>([
    [
      'no blank line between the groups',
      'Reporting-MTA: dns; a.example\nFinal-Recipient: rfc822; anna@example.com\nAction: failed\nStatus: 5.1.1\nFinal-Recipient: rfc822; bert@example.com\nAction: failed\nStatus: 5.1.1',
    ],
    [
      'blank lines in plenty',
      'Reporting-MTA: dns; a.example\n\n\n\nFinal-Recipient: rfc822; anna@example.com\nAction: failed\n\n\n\nFinal-Recipient: rfc822; bert@example.com\nAction: failed',
    ],
    [
      'no message fields',
      'Final-Recipient: rfc822; anna@example.com\nAction: failed\n\nFinal-Recipient: rfc822; bert@example.com\nAction: failed',
    ],
  ])('%s', (_, fields) => {
    expect(read(report({ fields })).recipients.map(({ recipient }) => recipient)).toEqual([
      'anna@example.com',
      'bert@example.com',
    ]);
  });

  test('a diagnostic broken over lines without indentation is read whole', () => {
    const fields = `Reporting-MTA: dns; a.example\n\n${group('anna@example.com', 'failed', '5.7.1', 'Diagnostic-Code: smtp; 550-5.7.1 The first line\n550-5.7.1 the second line\n550 5.7.1 https://example.com/why')}`;
    expect(read(report({ fields })).recipients[0]?.reply).toEqual({
      replyCode: 550,
      enhancedStatusCode: '5.7.1',
      text: 'The first line the second line https://example.com/why',
    });
  });

  test.each<[string, string, string, string | null]>([
    [
      'a field that is missing',
      '',
      'anna@example.com: 552 5.2.2 No room left in the mailbox',
      '552 5.2.2 No room left in the mailbox',
    ],
    [
      'the exit status of a program',
      'Diagnostic-Code: x-unix; 69\n',
      '<anna@example.com>: 554 5.3.0 unknown mailer error 69',
      '554 5.3.0 unknown mailer error 69',
    ],
    [
      'a code without words',
      'Diagnostic-Code: smtp; 550\n',
      '<anna@example.com>: 550 5.1.1 There is nobody of that name here',
      '550 5.1.1 There is nobody of that name here',
    ],
    [
      'a full reply',
      'Diagnostic-Code: smtp; 550 5.7.1 Refused for policy reasons\n',
      'Something about anna@example.com went wrong',
      '550 5.7.1 Refused for policy reasons',
    ],
    ['nothing anywhere', '', 'See below.', null],
  ])('%s is completed from the words', (_, diagnostic, words, expected) => {
    const [recipient] = read(
      report({ words, fields: `Reporting-MTA: dns; a.example\n\n${group('anna@example.com', 'failed', '5.0.0', diagnostic)}` }),
    ).recipients;
    const reply = recipient?.reply;
    expect(reply ? [reply.replyCode, reply.enhancedStatusCode, reply.text].filter((part) => part !== null).join(' ') : null).toBe(
      expected,
    );
  });

  test('an unreadable report is unknown, not ordinary mail', () => {
    expect(read(report({ words: '', fields: 'nothing of use', returned: 'Subject: x\n' }))).toMatchObject({
      kind: 'unknown',
      recipients: [],
    });
  });
});

describe('bounces in words', () => {
  test.each<[string, string, string, string[]]>([
    [
      'Exim',
      exim,
      'exim',
      [
        'anna@example.com | 552 5.2.2 The mailbox of anna is full | RCPT | mx1.example.com',
        'bert@example.org | Unrouteable address',
      ],
    ],
    [
      'qmail',
      qmail,
      'qmail',
      [
        'anna@example.com | 553 5.1.8 Domain of sender does not exist | MAIL',
        'bert@example.org | 5.1.1 Sorry, no mailbox here by that name. (#5.1.1)',
      ],
    ],
    [
      'Sendmail',
      sendmail,
      'sendmail',
      ['anna@example.com | 554 5.7.1 The message was refused since it looks like bulk mail | DATA | mx1.example.com'],
    ],
    [
      'Postfix',
      textMail(
        'This is the mail system at host mx.example.net.\n\nI am sorry.\n\n<anna@example.com> (expanded from <team@example.org>): host\n    mx1.example.com[192.0.2.25] said: 554 5.7.1 Refused, see\n    https://example.com/ (in reply to end of DATA command)\n',
      ),
      'postfix',
      ['anna@example.com | 554 5.7.1 Refused, see https://example.com/ | DOT | mx1.example.com'],
    ],
    [
      'OpenSMTPD',
      textMail(
        '    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n    An error has occurred while attempting to deliver a message for\n    the following list of recipients:\n\nanna@example.com: 550 5.1.1 Nobody here\nbert@example.org: Domain does not exist\n\n    Below is a copy of the original message:\n\nSubject: x\n',
      ),
      'opensmtpd',
      ['anna@example.com | 550 5.1.1 Nobody here', 'bert@example.org | Domain does not exist'],
    ],
    [
      'DragonFly',
      textMail(
        'This is the DragonFly Mail Agent v0.13 at mx.example.net.\n\nThere was an error delivering your mail to <anna@example.com>.\n\nmx1.example.com [192.0.2.25] did not like our RCPT TO:\n550 5.1.1 Nobody here\n\nMessage headers follow.\n\nSubject: x\n',
      ),
      'dragonfly',
      ['anna@example.com | 550 5.1.1 Nobody here | RCPT | mx1.example.com'],
    ],
    [
      'Gmail',
      textMail(
        'Delivery to the following recipient failed permanently:\n\n     anna@example.com\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected by the server for the recipient domain. The error that the other server returned was:\n550 5.1.1 Nobody here\n\n----- Original message -----\n\nSubject: x\n',
        { from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>' },
      ),
      'gmail',
      ['anna@example.com | 550 5.1.1 Nobody here'],
    ],
    [
      'Exchange',
      textMail(
        'Your message\n\n  To:      anna@example.com\n  Subject: x\n\ndid not reach the following recipient(s):\n\nanna@example.com on Mon, 2 Nov 2026 10:00:00 +0100\n    The recipient name is not recognized\n',
        { from: 'System Administrator <postmaster@example.com>', subject: 'Undeliverable: x' },
      ),
      'exchange',
      ['anna@example.com | The recipient name is not recognized'],
    ],
    [
      'Exchange for administrators',
      textMail(
        'Diagnostic information for administrators:\n\nGenerating server: mta2.example.com\n\nanna@example.com\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\nOriginal message headers:\n\nReceived: from a by b\n',
        { from: 'postmaster@example.com', subject: 'Undeliverable: x' },
      ),
      'office-365',
      ['anna@example.com | 550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'],
    ],
    [
      'Courier',
      textMail(
        'This is a delivery status notification from mail.example.net,\nrunning the Courier mail server, version 1.\n\nThe original message was received on Mon, 2 Nov 2026 10:00:00 +0100\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<anna@example.com>:\n    mx1.example.com [192.0.2.25]:\n>>> RCPT TO:<anna@example.com>\n<<< 550 5.1.1 Nobody here\n',
      ),
      'courier',
      ['anna@example.com | 550 5.1.1 Nobody here | RCPT | mx1.example.com'],
    ],
    [
      '1&1',
      textMail(
        'This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered. The following address failed:\n\nanna@example.com\n\nFor the following reason:\n\nSMTP error from remote server for RCPT TO command, host: mx1.example.com (192.0.2.25) reason: 550 5.1.1 Nobody here\n\n--- The header of the original message is following. ---\n',
      ),
      'exim',
      ['anna@example.com | 550 5.1.1 Nobody here | RCPT | mx1.example.com'],
    ],
    [
      'GMX',
      textMail(
        'This message was created automatically by mail delivery software.\n\nThe following address failed:\n\n"anna@example.com":\nSMTP error from remote server after RCPT command:\nhost: mx1.example.com\n5.1.1 Nobody here\n\n--- The header of the original message is following. ---\n',
      ),
      'exim',
      ['anna@example.com | 5.1.1 Nobody here | RCPT | mx1.example.com'],
    ],
    [
      'Yahoo',
      textMail(
        'Sorry, we were unable to deliver your message to the following address.\n\n<anna@example.com>:\nRemote host said:\n550 5.1.1 Nobody here\n [RCPT_TO]\n\n--- Below this line is a copy of the message.\n\nSubject: x\n',
        { from: 'MAILER-DAEMON@yahoo.com' },
      ),
      'yahoo',
      ['anna@example.com | 550 5.1.1 Nobody here | RCPT'],
    ],
    [
      'Zoho',
      textMail(
        'This message was created automatically by mail delivery software.\n A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. \n\nanna@example.com Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 Nobody here\n',
      ),
      'exim',
      ['anna@example.com | 550 5.1.1 Nobody here'],
    ],
    [
      'm-FILTER',
      textMail(
        'The mail could not be sent.\n\nanna@example.com\n\n\n-------server message\n550 5.1.1 Nobody here\n\n-------SMTP command\nRCPT\n\n-------original message\nSubject: x\n',
        { from: 'postmaster@example.net', subject: 'failure notice' },
      ),
      'm-filter',
      ['anna@example.com | 550 5.1.1 Nobody here | RCPT'],
    ],
    [
      'Mimecast',
      textMail(
        'An email that you attempted to send to the following address could not be delivered:\n\n-- anna@example.com\n\nThe problem appears to be :\n\n-- Recipient email address is possibly incorrect\n\nAdditional information follows :\n\n-- 5.4.1 Recipient address rejected: Access denied.\n',
        { from: 'postmaster <postmaster@example.net>' },
      ),
      'mimecast',
      ['anna@example.com | 5.4.1 Recipient address rejected: Access denied.'],
    ],
    [
      'Domino',
      textMail(
        'Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  anna@example.com\n\nbecause:\n\n  User anna (anna@example.com) not listed in Domino Directory\n',
      ),
      'generic',
      ['anna@example.com | User anna (anna@example.com) not listed in Domino Directory'],
    ],
    [
      'the 1980s',
      textMail(
        '   ----- Transcript of session follows -----\nWhile talking to mx1.example.com:\n>>> RCPT To:<anna@example.com>\n<<< 550 Nobody here\n554 <anna@example.com>... Remote protocol error\n\n   ----- Unsent message follows -----\nSubject: x\n',
      ),
      'sendmail',
      ['anna@example.com | 550 Nobody here | RCPT | mx1.example.com'],
    ],
    [
      'MailMarshal',
      textMail(
        'Your message:\n   From:    afspraken@zorg.example.nl\n   Subject: x\n\nCould not be delivered because of\n\n550 5.1.1 Nobody here\n\nThe following recipients were affected:\n    anna@example.com\n\nAdditional Information\n',
      ),
      'generic',
      ['anna@example.com | 550 5.1.1 Nobody here'],
    ],
    [
      'an unknown program in Dutch',
      textMail(
        'Uw bericht is niet bezorgd bij de volgende ontvanger:\n\n  anna@example.com\n\nReden: de mailserver antwoordde: 552 5.2.2 Postvak is vol\n',
        { subject: 'Onbestelbaar: uw afspraak' },
      ),
      'generic',
      ['anna@example.com | 552 5.2.2 Postvak is vol'],
    ],
    [
      'an unknown program with one sentence',
      textMail('User mailbox exceeds allowed size: anna@example.com\n', {
        subject: 'Undeliverable Mail',
        from: 'Postmaster <postmaster@example.com>',
      }),
      'generic',
      ['anna@example.com | User mailbox exceeds allowed size: anna@example.com'],
    ],
    [
      'InterMail, with the reason above the address',
      textMail(
        'This Message was undeliverable due to the following reason:\n\nThe account of this user is over quota.\n\n<anna@example.com>\n\nPlease reply to <postmaster@example.net> if you feel this message to be in error.\n',
        { subject: 'Mail System Error - Returned Mail' },
      ),
      'netscape',
      ['anna@example.com | The account of this user is over quota.'],
    ],
    [
      'MDaemon, with its own dialogue',
      textMail(
        'The following addresses did NOT receive a copy of your message:\n\n> anna@example.com\n\n--- Session Transcript ---\n <-- 220 mx1.example.com ESMTP\n --> RCPT To:<anna@example.com>\n <-- 550 5.1.1 Nobody here\n --> QUIT\n\n--- End Transcript ---\n',
        { subject: 'Permanent Delivery Failure' },
      ),
      'generic',
      ['anna@example.com | 550 5.1.1 Nobody here | RCPT'],
    ],
    [
      'Office 365 in Dutch',
      textMail(
        "Uw bericht aan anna@example.com kan niet worden bezorgd.\n\nDiagnostische gegevens voor beheerders:\n\nGenererende server: mta2.example.com\n\nanna@example.com\nRemote Server returned '550 5.1.10 Nobody here'\n\nOorspronkelijke berichtkoppen:\n\nReceived: x\n",
        { from: 'postmaster@example.com', subject: 'Niet te bezorgen: uw afspraak' },
      ),
      'generic',
      ['anna@example.com | 550 5.1.10 Nobody here'],
    ],
    [
      'a sentence with the reason before the address',
      textMail('The mailbox of this user is full: <anna@example.com>\nUnable to deliver mail.\n'),
      'generic',
      ['anna@example.com | The mailbox of this user is full: <anna@example.com> Unable to deliver mail.'],
    ],
    [
      'a page of HTML',
      textMail(
        '<html><head><style>p{}</style></head><body><p>Your message could not be delivered to:</p><p><b>anna@example.com</b></p><p>Reason: 550 5.7.1 Refused &amp; gone</p></body></html>',
        { more: ['Content-Type: text/html; charset=utf-8'] },
      ),
      'generic',
      ['anna@example.com | 550 5.7.1 Refused & gone'],
    ],
  ])('%s', (_, mail, reader, expected) => {
    expect(facts(mail)).toEqual(expected);
    expect([reader, 'imail']).toContain(read(mail).reader);
    expect(read(mail).kind).toBe('bounce');
  });

  test('the returned header names the mail', () => {
    for (const mail of [exim, qmail, sendmail]) {
      expect(read(mail).original).toMatchObject({
        messageId: 'afspraak-1@zorg.example.nl',
        from: 'afspraken@zorg.example.nl',
        subject: 'Uw afspraak bij café zorg',
      });
    }
  });

  test('a warning is a delay', () => {
    const mail = textMail(
      'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on mx.example.net.\n\nThe address to which the message has not yet been delivered is:\n\n  anna@example.com\n    host mx1.example.com [192.0.2.25]\n    Delay reason: SMTP error from remote mail server after MAIL FROM:<x@example.nl>:\n    450 4.7.1 Try again later\n',
      { subject: 'Warning: message 1abc delayed 24 hours' },
    );
    expect(read(mail).kind).toBe('delayed');
    expect(facts(mail)).toEqual(['anna@example.com | 450 4.7.1 Try again later | MAIL | mx1.example.com']);
  });

  test('X-Failed-Recipients says who failed where the words do not', () => {
    const mail = textMail(
      'This message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n  save to /var/mail/anna\n    mailbox is full: retry timeout exceeded\n',
      { more: ['X-Failed-Recipients: anna@example.com'] },
    );
    expect(read(mail).recipients.map(({ recipient }) => recipient)).toEqual(['anna@example.com']);
  });

  test('our own return path names the recipient where nothing else does', () => {
    const mail = textMail('Your mail could not be delivered.\n').replace('To: afspraken@', 'To: bounces+anna=example.com@');
    expect(read(mail)).toMatchObject({ kind: 'bounce', recipients: [{ recipient: 'anna@example.com' }] });
  });
});

describe('feedback reports', () => {
  test('name the complainant and the mail', () => {
    expect(read(feedback)).toMatchObject({
      kind: 'complaint',
      reader: 'feedback-report',
      feedbackType: 'abuse',
      recipients: [{ recipient: 'anna@example.com' }],
      original: { messageId: 'afspraak-1@zorg.example.nl' },
    });
  });
  test('without Original-Rcpt-To the returned mail says to whom it went', () => {
    expect(read(feedback.replace(/Original-Rcpt-To: .*\n/, '')).recipients.map(({ recipient }) => recipient)).toEqual([
      'anna@example.com',
    ]);
  });
  test.each<[string, Report['kind']]>([
    ['abuse', 'complaint'],
    ['fraud', 'complaint'],
    ['auth-failure', 'complaint'],
    ['Abuse', 'complaint'],
    ['not-spam', 'unknown'],
    ['opt-out', 'unsubscribe-request'],
  ])('Feedback-Type %s is %s', (type, kind) => {
    expect(read(feedback.replace('Feedback-Type: abuse', `Feedback-Type: ${type}`)).kind).toBe(kind);
  });
  test('without MIME the fields are enough', () => {
    const mail = textMail(
      'This is an abuse report.\n\nFeedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1\nOriginal-Rcpt-To: anna@example.com\n',
      { from: 'fbl@example.net' },
    );
    expect(read(mail)).toMatchObject({ kind: 'complaint', recipients: [{ recipient: 'anna@example.com' }] });
  });
  test('the header of the returned mail may follow in the same text', () => {
    const mail = textMail(`Feedback-Type: abuse\nUser-Agent: Loop/1\nVersion: 1\n\nReceived: from a by b\n${returnedHeader}`, {
      from: 'fbl@example.net',
    });
    expect(read(mail)).toMatchObject({
      kind: 'complaint',
      recipients: [{ recipient: 'anna@example.com' }],
      original: { messageId: 'afspraak-1@zorg.example.nl' },
    });
  });
  test('Microsoft sends the mail alone', () => {
    const mail = textMail(
      '--b\nContent-Type: message/rfc822\n\nX-HmXmrOriginalRecipient: anna@example.com\nMessage-ID: <1@example.nl>\nTo: anna@example.com\n\nx\n--b--\n',
      {
        from: 'staff@hotmail.com',
        subject: 'complaint about message from 192.0.2.7',
        returnPath: null,
        more: ['Content-Type: multipart/mixed; boundary=b'],
      },
    );
    expect(read(mail)).toMatchObject({ kind: 'complaint', recipients: [{ recipient: 'anna@example.com' }] });
  });
});

describe('what mailboxes and people answer', () => {
  test.each<[string, string, Report['kind']]>([
    [
      'Auto-Submitted',
      answer('Vandaag niet op kantoor', 'Ik ben er morgen weer.', [
        'Auto-Submitted: auto-replied',
        'In-Reply-To: <afspraak-1@zorg.example.nl>',
      ]),
      'auto-reply',
    ],
    ['X-Autoreply', answer('Re: afspraak', 'Ik ben er morgen weer.', ['X-Autoreply: yes']), 'auto-reply'],
    ['Precedence: auto_reply', answer('Re: afspraak', 'Ik ben er morgen weer.', ['Precedence: auto_reply']), 'auto-reply'],
    ...[
      'Automatisch antwoord: afspraak',
      'Automatic reply: afspraak',
      'Afwezig: afspraak',
      'Abwesenheitsnotiz: Termin',
      'Réponse automatique : rendez-vous',
      'Respuesta automática: cita',
      'Risposta automatica: x',
      'Resposta automática: x',
      'Automatyczna odpowiedź: x',
      '=?UTF-8?B?6Ieq5YuV5b+c562U?=: x',
    ].map((subject): [string, string, Report['kind']] => [
      subject,
      answer(subject, 'x', ['X-Auto-Response-Suppress: All']),
      'auto-reply',
    ]),
    [
      'TMDA',
      answer(
        'Please confirm your message',
        'This message was created automatically by TMDA. To deliver your message, please reply to this mail.',
        ['Auto-Submitted: auto-replied', 'X-TMDA-Fingerprint: abc'],
      ),
      'challenge-response',
    ],
    [
      'a held message',
      answer('Re: afspraak', 'Your message is being held until you verify that you are human: https://example.com/verify?id=1', [
        'Auto-Submitted: auto-replied',
      ]),
      'challenge-response',
    ],
    [
      'een vastgehouden bericht',
      answer('Bevestig uw bericht', 'Uw bericht wordt vastgehouden. Bevestig dat u een mens bent: https://example.com/ok', []),
      'challenge-response',
    ],
    [
      'Apple Mail',
      answer('unsubscribe', 'Sent to unsubscribe.', ['X-Apple-Unsubscribe: true', 'Auto-Submitted: auto-replied'], null),
      'unsubscribe-request',
    ],
    ['one word in the subject', answer('Afmelden', '', [], null), 'unsubscribe-request'],
    [
      'an address for it',
      answer('(geen onderwerp)', '', [], null).replace('To: afspraken@', 'To: unsubscribe+k3@'),
      'unsubscribe-request',
    ],
  ])('%s', (_, mail, kind) => {
    expect(read(mail)).toMatchObject({ kind, recipients: [{ recipient: 'anna@example.com' }] });
  });

  test('an answer names the mail it answers', () => {
    expect(
      read(answer('x', 'y', ['Auto-Submitted: auto-replied', 'In-Reply-To: <afspraak-1@zorg.example.nl>'])).original.messageId,
    ).toBe('afspraak-1@zorg.example.nl');
  });

  test.each<[string, Report['kind']]>([
    ['manual-action/MDN-sent-manually; displayed', 'displayed'],
    ['automatic-action/MDN-sent-automatically; deleted', 'delivered'],
  ])('disposition %s is %s', (value, kind) => {
    const mail = report(
      {
        reportType: 'disposition-notification',
        statusType: 'message/disposition-notification',
        words: 'Your mail was read.',
        fields: `Reporting-UA: Mail/1\nFinal-Recipient: rfc822; anna@example.com\nOriginal-Message-ID: <afspraak-1@zorg.example.nl>\nDisposition: ${value}`,
        returned: 'Subject: x\n',
      },
      { from: 'Anna <anna@example.com>', subject: 'Gelezen: uw afspraak' },
    );
    expect(read(mail)).toMatchObject({
      kind,
      reader: 'disposition',
      recipients: [{ recipient: 'anna@example.com' }],
      original: { messageId: 'afspraak-1@zorg.example.nl' },
    });
  });

  test('Amazon SES sends events as JSON', () => {
    const event = {
      notificationType: 'Bounce',
      bounce: {
        bouncedRecipients: [
          { emailAddress: 'anna@example.com', action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 Nobody here' },
        ],
      },
      mail: { source: 'afspraken@zorg.example.nl', messageId: '0101-ab' },
    };
    for (const body of [JSON.stringify(event), JSON.stringify({ Type: 'Notification', Message: JSON.stringify(event) })]) {
      expect(read(snsMail(body))).toMatchObject({
        kind: 'bounce',
        reader: 'ses-notification',
        recipients: [{ recipient: 'anna@example.com', status: '5.1.1', reply: { replyCode: 550 } }],
      });
    }
  });
});

describe('ordinary mail', () => {
  const human = { from: 'Piet <piet@example.nl>', returnPath: null };
  test.each<[string, string]>([
    ['a letter', textMail('Dear all,\n\nsee you tomorrow.\n', { ...human, subject: 'Tomorrow' })],
    [
      'a forwarded bounce',
      textMail(`Kunnen jullie hier naar kijken?\n\n---------- Forwarded message ----------\n${dsn}`, {
        ...human,
        subject: 'Fwd: Undelivered Mail Returned to Sender',
        more: ['In-Reply-To: <9@mx.example.net>'],
      }),
    ],
    [
      'a bounce pasted into a question',
      textMail(
        'I keep getting this:\n\nThis message was created automatically by mail delivery software.\nThe following address(es) failed:\n\n  anna@example.com\n    Unrouteable address\n',
        { ...human, subject: 'Undelivered mail?' },
      ),
    ],
    [
      'an answer that quotes a bounce',
      textMail(
        'Opgelost!\n\n> <anna@example.com>: host mx[192.0.2.1] said: 550 5.1.1 unknown\n> Final-Recipient: rfc822; anna@example.com\n> Action: failed\n',
        { ...human, subject: 'Re: failure notice', more: ['In-Reply-To: <1@example.net>'] },
      ),
    ],
    [
      'a forwarded report as attachment',
      textMail(`--b\nContent-Type: text/plain\n\nZie bijlage.\n--b\nContent-Type: message/rfc822\n\n${dsn}\n--b--\n`, {
        ...human,
        subject: 'FW: bounce',
        more: ['Content-Type: multipart/mixed; boundary=b'],
      }),
    ],
    [
      'a newsletter about delivery',
      textMail('Why your mail could not be delivered: 550 5.1.1 and all that. Mail anna@example.com for more.\n', {
        from: 'News <noreply@example.com>',
        subject: 'Undeliverable mail and how to avoid it',
        returnPath: '<bounce@example.com>',
        more: ['List-Unsubscribe: <https://example.com/u>', 'Auto-Submitted: auto-generated'],
      }),
    ],
    [
      'a ticket that holds a report',
      textMail(`A new ticket was opened.\n\n${dsn}`, {
        from: 'Helpdesk <helpdesk@example.nl>',
        subject: '[#4711] New ticket: mail does not arrive',
        returnPath: '<helpdesk@example.nl>',
        more: ['Auto-Submitted: auto-generated'],
      }),
    ],
    [
      'a sick child',
      textMail('Goedemorgen, Jan heeft koorts en blijft thuis vandaag.\n', { ...human, subject: 'Ziek' }).replace(
        'To: afspraken@',
        'To: afmelden@',
      ),
    ],
    [
      'the postmaster about deliveries',
      textMail('Yesterday some mail could not be delivered. anna@example.com has the details.\n', {
        from: 'Postmaster <postmaster@example.net>',
        subject: 'About yesterday',
        returnPath: '<postmaster@example.net>',
      }),
    ],
    [
      'a note by the postmaster',
      textMail('On Saturday the mail server is down from 500 to 530. Questions: anna@example.com\n', {
        from: 'Postmaster <postmaster@example.net>',
        subject: 'Maintenance',
        returnPath: '<postmaster@example.net>',
      }),
    ],
    [
      'a mail of a list',
      textMail('unsubscribe me please\n', { ...human, subject: 'Re: unsubscribe', more: ['List-Id: <x.example.org>'] }),
    ],
    [
      'a shop’s confirmation',
      textMail('Please confirm your subscription: https://example.com/confirm\n', {
        from: 'Shop <noreply@example.com>',
        subject: 'Please confirm your e-mail address',
        returnPath: '<bounce@example.com>',
        more: ['Auto-Submitted: auto-generated'],
      }),
    ],
    ['plans for the holidays', textMail('Where shall we go?\n', { ...human, subject: 'Vacation plans' })],
    [
      'a person writing about automatic replies',
      textMail('Do we need them?\n', { ...human, subject: 'Automatic reply: shall we?' }),
    ],
    ['nothing', ''],
  ])('%s is not a report', (_, mail) => {
    expect(read(mail)).toMatchObject({ kind: 'not-a-report', reader: null, recipients: [] });
  });
});

test('a report about a mail in another charset is read', () => {
  const words = Buffer.from('Ihre Nachricht an anna@example.com wurde nicht zugestellt: 550 5.1.1 Empfänger unbekannt', 'latin1');
  const mail = Buffer.concat([
    Buffer.from(
      'Return-Path: <>\nFrom: MAILER-DAEMON@example.de\nSubject: Unzustellbar\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n',
    ),
    words,
  ]);
  expect(readReport(mail).recipients[0]?.reply?.text).toBe('Empfänger unbekannt');
});

test('the returned mail is not mistaken for the report', () => {
  expect(
    read(
      report({
        fields: 'Final-Recipient: rfc822; anna@example.com\nAction: failed\nStatus: 5.0.0',
        returned: `${returnedHeader}X-Note: 550 5.7.1 not a reply\n`,
      }),
    ).recipients[0]?.reply,
  ).toBeNull();
});
