/** Mails of our own writing, in the layouts that mail programs use. */

const encoder = new TextEncoder();

export function bytes(text: string): Uint8Array {
  return encoder.encode(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'));
}

interface Head {
  readonly from?: string;
  readonly subject?: string;
  readonly returnPath?: string | null;
  readonly more?: readonly string[];
}

/** A mail of plain text, from a machine unless told otherwise. */
export function textMail(
  body: string,
  {
    from = 'Mail Delivery System <MAILER-DAEMON@mx.example.net>',
    subject = 'Undelivered mail',
    returnPath = '<>',
    more = [],
  }: Head = {},
): string {
  const head = [
    ...(returnPath === null ? [] : [`Return-Path: ${returnPath}`]),
    `From: ${from}`,
    'To: afspraken@zorg.example.nl',
    `Subject: ${subject}`,
    'Message-ID: <report-1@mx.example.net>',
    'Date: Mon, 2 Nov 2026 10:00:00 +0100',
    ...more,
  ];
  return `${head.join('\n')}\n\n${body}`;
}

export const returnedHeader = `From: Zorgportaal <afspraken@zorg.example.nl>
To: anna@example.com
Subject: =?UTF-8?Q?Uw_afspraak_bij_caf=C3=A9_zorg?=
Message-ID: <afspraak-1@zorg.example.nl>
`;

interface Report {
  readonly words?: string;
  readonly fields: string;
  readonly returned?: string;
  readonly reportType?: string;
  readonly statusType?: string;
}

/** multipart/report as in RFC 6522. */
export function report(
  {
    words = 'See the attached report.',
    fields,
    returned = returnedHeader,
    reportType = 'delivery-status',
    statusType = 'message/delivery-status',
  }: Report,
  head: Head = {},
): string {
  const body = `This is a MIME message.

--=_part
Content-Type: text/plain; charset=utf-8

${words}

--=_part
Content-Type: ${statusType}

${fields}

--=_part
Content-Type: text/rfc822-headers

${returned}
--=_part--
`;
  return textMail(body, {
    ...head,
    more: [
      'MIME-Version: 1.0',
      `Content-Type: multipart/report; report-type=${reportType};`,
      '\tboundary="=_part"',
      ...(head.more ?? []),
    ],
  });
}

export const dsn = report({
  words: `This is the mail system at host mx.example.net.

<anna@example.com>: host mx1.example.com[192.0.2.25] said: 550 5.1.1
    <anna@example.com>: Recipient address rejected: no such person here (in
    reply to RCPT TO command)`,
  fields: `Reporting-MTA: dns; mx.example.net
Original-Envelope-Id: QQ314159
Arrival-Date: Mon, 2 Nov 2026 09:59:58 +0100

Final-Recipient: rfc822; anna@example.com
Original-Recipient: rfc822;anna@example.com
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx1.example.com
Diagnostic-Code: smtp; 550 5.1.1 <anna@example.com>: Recipient address
    rejected: no such person here`,
});

export const feedback = report(
  {
    reportType: 'feedback-report',
    statusType: 'message/feedback-report',
    words: 'This is a complaint about a mail that we received from 192.0.2.7.',
    fields: `Feedback-Type: abuse
User-Agent: ExampleLoop/1.0
Version: 1
Original-Mail-From: <bounce@zorg.example.nl>
Original-Rcpt-To: <anna@example.com>
Reported-Domain: zorg.example.nl
Source-IP: 192.0.2.7`,
  },
  { from: 'Feedback Loop <fbl@example.net>', subject: 'FW: Uw afspraak', returnPath: '<fbl@example.net>' },
);

export const exim = textMail(
  `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  anna@example.com
    host mx1.example.com [192.0.2.25]
    SMTP error from remote mail server after RCPT TO:<anna@example.com>:
    552 5.2.2 The mailbox of anna is full
  bert@example.org
    (ultimately generated from team@example.org)
    Unrouteable address

------ This is a copy of the message, including all the headers. ------

${returnedHeader}`,
  {
    subject: 'Mail delivery failed: returning message to sender',
    more: ['X-Failed-Recipients: anna@example.com,', '  bert@example.org'],
  },
);

export const qmail = textMail(
  `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<anna@example.com>:
Connected to 192.0.2.25 but sender was rejected.
Remote host said: 553 5.1.8 Domain of sender does not exist

<bert@example.org>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

Return-Path: <afspraken@zorg.example.nl>
${returnedHeader}`,
  { subject: 'failure notice' },
);

export const sendmail = textMail(
  `The original message was received at Mon, 2 Nov 2026 10:00:00 +0100
from localhost [127.0.0.1]

   ----- The following addresses had permanent fatal errors -----
<anna@example.com>
    (reason: 554-5.7.1 The message was refused)

   ----- Transcript of session follows -----
... while talking to mx1.example.com.:
>>> DATA
<<< 554-5.7.1 The message was refused
<<< 554 5.7.1 since it looks like bulk mail
554 5.0.0 Service unavailable

   ----- Original message follows -----

${returnedHeader}`,
  { subject: 'Returned mail: see transcript for details' },
);

const answer = (subject: string, body: string, more: readonly string[]) =>
  textMail(body, { from: 'Anna <anna@example.com>', subject, more });

export const vacation = answer('Automatisch antwoord: Uw afspraak', 'Ik ben afwezig tot en met vrijdag.', [
  'Auto-Submitted: auto-replied',
  'In-Reply-To: <afspraak-1@zorg.example.nl>',
]);

export const challenge = answer('Re: Uw afspraak', 'Your message is being held. Confirm it at https://example.com/c?k=1', [
  'Auto-Submitted: auto-replied',
  'X-TMDA-Fingerprint: abc',
]);

export const receipt = report(
  {
    reportType: 'disposition-notification',
    statusType: 'message/disposition-notification',
    words: 'Your mail was read.',
    fields:
      'Reporting-UA: Mail/1\nFinal-Recipient: rfc822; anna@example.com\nOriginal-Message-ID: <afspraak-1@zorg.example.nl>\nDisposition: manual-action/MDN-sent-manually; displayed',
  },
  { from: 'Anna <anna@example.com>', subject: 'Gelezen: Uw afspraak' },
);

/** RFC 6533. */
export const internationalDsn = report({
  statusType: 'message/global-delivery-status',
  fields:
    'Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: utf-8; änna@exämple.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 Niemand hier',
});

export const wrappedDsn = textMail(
  `--w\nContent-Type: text/plain\n\nThe attached bounce was not recognised.\n--w\nContent-Type: message/rfc822\n\n${dsn}\n--w--\n`,
  {
    from: 'nieuws-bounces@lists.example.org',
    subject: 'Uncaught bounce notification',
    more: ['Content-Type: multipart/mixed; boundary=w'],
  },
);

export const officePage = textMail(
  `--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n<html><head><style>p {=\n}</style></head><body><p>Your message to <b>anna@example.com</b> couldn't be delivered.</p><p>Diagnostic inf=\normation for administrators:</p><p>anna@example.com<br>Remote Server returned '550 5.1.10 Nobody here'</p></body></html>\n--b\nContent-Type: message/rfc822\n\n${returnedHeader}\nx\n--b--\n`,
  { from: 'postmaster@example.com', subject: 'Undeliverable: Uw afspraak', more: ['Content-Type: multipart/mixed; boundary=b'] },
);

export const sesEvent = textMail(
  `{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{"emailAddress":"anna@example.com","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 Nobody here"}]},"mail":{"source":"afspraken@zorg.example.nl","messageId":"0101-ab"}}\n`,
  { from: 'SNS <no-reply@sns.example.com>', subject: 'Notification Message', returnPath: null },
);

export const letter = textMail('Dag allemaal,\n\nmorgen om tien uur vergaderen wij in zaal vier.\n\nGroet, Piet\n', {
  from: 'Piet <piet@example.nl>',
  subject: 'Vergadering',
  returnPath: '<piet@example.nl>',
});

/** Every sample, for tests that only ask whether reading holds out. */
export const all: readonly string[] = [
  dsn,
  feedback,
  exim,
  qmail,
  sendmail,
  vacation,
  challenge,
  receipt,
  internationalDsn,
  wrappedDsn,
  officePage,
  sesEvent,
  letter,
];
