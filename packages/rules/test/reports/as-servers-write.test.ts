import { describe, expect, test } from 'vitest';
import { classifyReport, defaultClassifier } from '../../src/index.ts';
import { readReport } from '../../src/reports/index.ts';
import { bytes, report, textMail } from './samples.ts';

/** What programs do that no standard asks for; seen in the reports of the real ones. One line a recipient. */
function told(mail: string): { kind: string; recipients: string[] } {
  const { kind, recipients } = classifyReport(readReport(bytes(mail)), defaultClassifier());
  return {
    kind,
    recipients: recipients.map(({ recipient, reply, command, classification: { verdict, bounceType } }) =>
      [recipient, reply?.replyCode ?? '-', command ?? '-', verdict.category, bounceType ?? '-'].join(' '),
    ),
  };
}
const fields = (...groups: string[]) => `Reporting-MTA: dns; mx.example.net\n\n${groups.join('\n\n')}`;
const group = (recipient: string, status: string, diagnostic = '', action = 'failed') =>
  `Final-Recipient: rfc822; ${recipient}\nAction: ${action}\nStatus: ${status}${diagnostic && `\nDiagnostic-Code: ${diagnostic}`}`;

describe('chasquid', () => {
  const blocked = 'MAIL+RCPT 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.example.net';
  const unknown = 'MAIL+RCPT 550 5.1.1 The email account that you tried to reach does not exist.';
  const closing = 'DATA closing 554 5.7.1 Message rejected as spam';
  const gone = 'all MXs returned transient failures (last: Could not dial: lookup nowhere.example: no such host)';
  test('names its steps before the code, and lists the recipients twice', () => {
    const words = `Delivery of your message to the following recipient(s) failed permanently:

  - anna@example.com
  - bob@example.com
  - cees@nowhere.example

Technical details:
- "anna@example.com" (EMAIL) failed permanently with error:
    ${blocked}
- "bob@example.com" (EMAIL) failed permanently with error:
    ${unknown}
- "cees@nowhere.example" (EMAIL) failed repeatedly and timed out, last error:
    ${gone}
`;
    const groups = [
      group('anna@example.com', '5.0.0', `smtp; ${blocked}`),
      group('bob@example.com', '5.0.0', `smtp; ${unknown}`),
      group('cees@nowhere.example', '4.0.0', `smtp; ${gone}`),
    ];
    const lines = [
      'anna@example.com 554 - ip-blocked soft',
      'bob@example.com 550 - recipient-unknown hard',
      'cees@nowhere.example - - domain-unknown hard',
    ];
    expect(told(report({ words, fields: fields(...groups) })).recipients).toEqual([
      ...lines.slice(0, 2),
      'cees@nowhere.example - - domain-unknown soft',
    ]);
    // Its words alone, as a list forwards them, tell the same.
    expect(told(textMail(words)).recipients.slice(0, 2)).toEqual(lines.slice(0, 2));
  });
  test('says what answered the message itself', () => {
    expect(told(report({ fields: fields(group('anna@example.com', '5.0.0', `smtp; ${closing}`)) })).recipients).toEqual([
      'anna@example.com 554 DOT spam-content soft',
    ]);
  });
});

test("Sendmail tells of its own finding in the midst of another recipient's dialogue", () => {
  const words = `The original message was received at Mon, 2 Nov 2026 10:00:00 +0100

   ----- The following addresses had permanent fatal errors -----
<anna@example.com>
    (reason: 550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown)
<bob@nowhere.example>
    (reason: 550 Host unknown)

   ----- Transcript of session follows -----
... while talking to mx1.example.com.:
>>> DATA
<<< 550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown
550 5.1.1 <anna@example.com>... User unknown
<<< 554 5.5.1 Error: no valid recipients
550 5.1.2 <bob@nowhere.example>... Host unknown (Name server: nowhere.example: host not found)
`;
  expect(
    told(
      report({
        words,
        fields: fields(
          group('anna@example.com', '5.1.1', 'SMTP; 550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown'),
          group('bob@nowhere.example', '5.1.2', 'SMTP; 550 Host unknown'),
        ),
      }),
    ).recipients,
  ).toEqual(['anna@example.com 550 - recipient-unknown hard', 'bob@nowhere.example 550 - domain-unknown hard']);
});

test('Haraka gives the code of a dead domain to a connection that failed', () => {
  expect(told(report({ fields: fields(group('anna@example.com', '5.1.2 (550 Tried all MXs example.com)')) })).recipients).toEqual(
    ['anna@example.com 550 - network-error soft'],
  );
});

describe('DragonFly', () => {
  const returned = (...lines: string[]) =>
    textMail(`This is the DragonFly Mail Agent v0.13 at mx.example.net.

There was an error delivering your mail to <anna@example.com>.

mx1.example.com [192.0.2.1] did not like our ${lines.join('\r\r\n')}

Message headers follow.
`);
  test("quotes a server's lines with the ends that they came with", () => {
    expect(
      told(returned('connect:', '554-mx1.example.com', "554 Your access has been rejected due to the MTA's poor reputation"))
        .recipients,
    ).toEqual(['anna@example.com 554 CONNECT reputation soft']);
  });
  test('an address in the answer is not a recipient', () => {
    expect(told(returned('RCPT TO:', '551 5.1.6 User has moved; please try <bob@example.org>')).recipients).toEqual([
      'anna@example.com 551 RCPT recipient-moved hard',
    ]);
  });
});

test('a mailbox that refuses with a receipt is there, whatever its owner lets it say', () => {
  const refused = (words: string) =>
    report({
      words: `Your message to <anna@example.com> was automatically rejected:\n${words}\n`,
      fields: 'Final-Recipient: rfc822; anna@example.com\nDisposition: automatic-action/MDN-sent-automatically; deleted',
      reportType: 'disposition-notification',
      statusType: 'message/disposition-notification',
    });
  for (const words of ['Deze gebruiker bestaat niet', 'Your newsletter is spam', 'Groeten'])
    expect(told(refused(words))).toEqual({ kind: 'bounce', recipients: ['anna@example.com - - recipient-filter soft'] });
});

test("nullmailer gives the first recipient's answer to all: it gives up only whom it names", () => {
  const diagnostic = 'SMTP; 550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown';
  expect(
    told(
      report({ fields: fields(group('anna@example.com', '5.1.1', diagnostic), group('bob@example.com', '5.1.1', diagnostic)) }),
    ).recipients,
  ).toEqual(['anna@example.com 550 - recipient-unknown hard', 'bob@example.com - - unknown soft']);
});

test('Sendmail names the alias for a member that failed: the alias is there', () => {
  const expanded = group('team@example.com', '2.0.0', '', 'expanded (to multi-recipient alias)');
  const failed = group('team@example.com', '5.1.1', 'SMTP; 550 5.1.1 User unknown');
  expect(told(report({ fields: fields(expanded, failed) }))).toEqual({
    kind: 'bounce',
    recipients: ['team@example.com - - relayed -', 'team@example.com 550 - local-delivery-error soft'],
  });
  expect(told(report({ fields: fields(failed) })).recipients).toEqual(['team@example.com 550 - recipient-unknown hard']);
});

test('members of one alias keep the answer that names the alias', () => {
  const member = (address: string) =>
    group(address, '5.1.1', 'smtp; 550 5.1.1 <team@example.com>: User unknown').replace(
      'Action:',
      'Original-Recipient: rfc822; team@example.com\nAction:',
    );
  expect(told(report({ fields: fields(member('anna@example.com'), member('bob@example.com')) })).recipients).toEqual([
    'anna@example.com 550 - recipient-unknown hard',
    'bob@example.com 550 - recipient-unknown hard',
  ]);
});

test('Exim warns of a delay without a reason: what it says of giving up is about the future', () => {
  const words = `This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours on the queue.

The address to which the message has not yet been delivered is:

  anna@example.com

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals if the message
remains undelivered. Eventually the mail delivery software will give up,
and when that happens, the message will be returned to you.
`;
  expect(told(report({ words, fields: fields(group('anna@example.com', '4.0.0', '', 'delayed')) }))).toEqual({
    kind: 'delayed',
    recipients: ['anna@example.com - - delayed -'],
  });
});

test('OpenSMTPD calls it a delay when it deletes the message', () => {
  const words = (reason: string) => `    Hi!

    This is the MAILER-DAEMON, please DO NOT REPLY to this email.

    A message is delayed for more than 4 days for the following
    list of recipients:

anna@example.com: ${reason}
`;
  const delayed = (reason: string, status: string) =>
    told(report({ words: words(reason), fields: fields(group('anna@example.com', status, '', 'delayed')) }));
  expect(delayed('Envelope expired', '4.4.7')).toEqual({ kind: 'bounce', recipients: ['anna@example.com - - expired soft'] });
  expect(delayed('Network error on destination MXs', '4.4.1')).toEqual({
    kind: 'delayed',
    recipients: ['anna@example.com - - network-error soft'],
  });
});

describe('Sieve filters that refuse with a receipt', () => {
  const receipt = 'Final-Recipient: rfc822; anna@example.com\nDisposition: automatic-action/MDN-sent-automatically; deleted';
  test.each<[string, string]>([
    [
      'Cyrus',
      'Your message was automatically rejected by Sieve, a mail\nfiltering language.\n\nThe following reason was given:\nNo such user\n',
    ],
    [
      'Apache James',
      "This message was refused by the recipient's mail filtering program.\nThe reason given was:\n\nNo such user\n",
    ],
  ])('%s', (_, words) => {
    const mail = report({
      words,
      fields: receipt,
      reportType: 'disposition-notification',
      statusType: 'message/disposition-notification',
    });
    expect(told(mail)).toEqual({ kind: 'bounce', recipients: ['anna@example.com - - recipient-filter soft'] });
  });
  test('GNU Mailutils, which calls the receipt a delivery status', () => {
    const words =
      "The original message was received at Mon, 2 Nov 2026 10:00:00 +0100 from jan@example.net.\nMessage was refused by recipient's mail filtering program.\nReason given was as follows:\n\nNo such user\n";
    expect(told(report({ words, fields: `Reporting-UA: sieve; GNU Mailutils 3.15\n${receipt}` }))).toEqual({
      kind: 'bounce',
      recipients: ['anna@example.com - - recipient-filter soft'],
    });
  });
  test('a receipt that tells of a filter is no refusal', () => {
    const words = 'Your mail was filed by a filter. The reason given was: none.\n';
    const mail = report({
      words,
      fields: receipt,
      reportType: 'disposition-notification',
      statusType: 'message/disposition-notification',
    });
    expect(told(mail).kind).toBe('delivered');
  });
});

describe('mailing lists', () => {
  const wrapped = (words: string) =>
    `--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${words}\n--b\nContent-Type: message/rfc822\n\nFrom: jan@example.net\nTo: team@example.com\nSubject: Uw afspraak\n\nDag.\n--b--\n`;
  const mixed = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b"'];
  const mailman = (words: string) =>
    textMail(wrapped(words), {
      from: 'team-owner@example.com',
      subject: 'Uw afspraak',
      returnPath: '<team-bounces@example.com>',
      more: [...mixed, 'Precedence: bulk', 'X-BeenThere: team@example.com', 'X-Mailman-Version: 3.3.8'],
    });
  const refused = { kind: 'bounce', recipients: ['team@example.com - - recipient-filter soft'] };
  test.each<[string, string]>([
    [
      'in English',
      'Your message to the team@example.com mailing-list was rejected for the following\nreasons:\n\nNo such user here\n\nThe original message as received by Mailman is attached.\n',
    ],
    [
      'in German',
      'Ihre Nachricht an die Mailingliste team@example.com wurde\nmit folgender Begründung abgelehnt:\n\nKein Mitglied\n\nDie Originalnachricht wie von uns erhalten ist angehängt.\n',
    ],
  ])('Mailman refuses %s', (_, words) => {
    expect(told(mailman(words))).toEqual(refused);
  });
  test('Mailman that holds a mail for its moderator refuses nothing', () => {
    const words =
      "Your mail to 'team@example.com' with the subject\n\n    Uw afspraak\n\nIs being held until the list moderator can review it for approval.\n";
    expect(told(mailman(words)).recipients).toEqual([]);
  });
  const mlmmj = (subject: string, words: string) =>
    textMail(wrapped(words), {
      from: 'team+owner@example.com',
      subject,
      returnPath: '<team+bounces-help@example.com>',
      more: mixed,
    });
  test('mlmmj refuses', () => {
    const english =
      'Hi, this is the Mlmmj program managing the <team@example.com> mailing list.\n\nThe message from <jan@example.net> with subject "Uw afspraak" was unable to\nbe delivered to the list because you are not a list subscriber.\n';
    const german =
      'Hallo, hier ist das Programm Mlmmj, welches die Mailingliste\n<team@example.com> verwaltet.\n\nDie Nachricht von <jan@example.net> mit dem Betreff "Uw afspraak" konnte\nnicht über die Liste verteilt werden, weil Sie die Liste nicht abonniert\nhaben.\n';
    expect(told(mlmmj('Post to team@example.com denied: Uw afspraak', english))).toEqual(refused);
    expect(told(mlmmj('Ihre Nachricht an team@example.com wurde abgewiesen: Uw afspraak', german))).toEqual(refused);
    expect(told(mlmmj('Awaiting release to team@example.com: Uw afspraak', english)).kind).toBe('not-a-report');
  });
  test('a list that asks a subscriber whether mail still arrives, with the bounce, has reached them', () => {
    const probe = textMail(
      '--b\nContent-Type: text/plain\n\nThis is a probe message.\n--b\nContent-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.example.org\nTo: team-bounces@example.com\nSubject: Undelivered Mail Returned to Sender\n\n<jan@example.net>: 550 5.1.1 user unknown\n--b--\n',
      {
        from: 'team-owner@example.com',
        subject: 'Team mailing list probe message',
        returnPath: '<team-bounces@example.com>',
        more: mixed,
      },
    ).replace(/^To: .*$/m, 'To: jan@example.net');
    expect(told(probe).recipients).toEqual([]);
  });
});

describe('Apache James', () => {
  const words = (...recipients: string[]) =>
    `Hi. This is the James mail server at mail.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up.\n\nFailed recipient(s):\n${recipients.join(', ')}\n\nError message:\n`;
  const given = (reply: string, ...recipients: string[]) =>
    told(
      report({
        words: `${words(...recipients)}${reply}\n`,
        fields: fields(...recipients.map((recipient) => group(recipient, reply, `smtp; ${reply}`))),
      }),
    ).recipients;
  test('spreads the answer to one recipient over all that failed: without a name in it, it gives nobody up', () => {
    expect(given('550 5.1.1 No such user here', 'anna@example.com', 'bob@example.com')).toEqual([
      'anna@example.com - - unknown soft',
      'bob@example.com - - unknown soft',
    ]);
    expect(given('550 5.1.1 <anna@example.com>: User unknown', 'anna@example.com', 'bob@example.com')).toEqual([
      'anna@example.com 550 - recipient-unknown hard',
      'bob@example.com - - unknown soft',
    ]);
  });
  test('lists those that its other notice is about below each other', () => {
    const notice = `We were unable to deliver the attached message because of an error in the mail server.

Message details:
  Subject: Uw afspraak
  MAIL FROM: jan@example.net
  RCPT TO: anna@example.com
           bob@example.com

  Size: 392 B
`;
    expect(told(textMail(notice, { from: 'postmaster@example.com', subject: 'Re: Uw afspraak' })).recipients).toEqual([
      'anna@example.com - - unknown soft',
      'bob@example.com - - unknown soft',
    ]);
  });
  test('knows what it says of one', () => {
    expect(given('550 5.1.1 No such user here', 'anna@example.com')).toEqual(['anna@example.com 550 - recipient-unknown hard']);
  });
});

describe('masqmail', () => {
  const hint = (words: string) => `\nThis error message may give you a hint about what caused it:\n\n${words}\n`;
  test('gives one answer for all: it gives up only whom it names', () => {
    const words = (reply: string) => `This message was sent to you by the mailer daemon (masqmail 0.3.5)
at mx.example.net.

Sorry, but your mail could not be delivered to all recipients.
Delivery to the following recipients failed permanently and has been given
up:

\tanna@example.com
\tbob@example.com
${hint(reply)}`;
    const given = (reply: string) => told(textMail(words(reply), { subject: 'Mail Delivery Failure Notice' })).recipients;
    expect(given('550 5.1.1 <anna@example.com>: Recipient address rejected: User unknown')).toEqual([
      'anna@example.com 550 - recipient-unknown hard',
      'bob@example.com - - unknown soft',
    ]);
    expect(given('550 No such user here')).toEqual(['anna@example.com - - unknown soft', 'bob@example.com - - unknown soft']);
  });
  test('warns of a delay', () => {
    const words = `Sorry, but your mail could not yet be delivered to all recipients.
Delivery to the following recipients has been defered:

\tanna@example.com

Delivery will be tried again, until it is either successful or a
timeout has been reached.
${hint('451 4.7.1 Greylisted, please try again in 300 seconds')}`;
    expect(told(textMail(words, { subject: 'Warning: could not yet send message' }))).toEqual({
      kind: 'delayed',
      recipients: ['anna@example.com 451 - greylisted soft'],
    });
  });
});
