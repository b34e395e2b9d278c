interface Dsn {
  /** Of the mail that came back. */
  readonly messageId: string;
  readonly recipients: readonly string[];
  /** To whom the mail was sent, where it was forwarded. */
  readonly original?: string;
  readonly words?: string;
  readonly subject?: string;
  /** Further headers of the mail that came back. */
  readonly headers?: readonly string[];
}

/** A returned mail (RFC 3464) that says of its recipients that nobody is there. */
export function dsn({
  messageId,
  recipients,
  original,
  words = 'User unknown',
  subject = 'Undelivered',
  headers = [],
}: Dsn): string {
  return [
    'From: MAILER-DAEMON@mx.example.net',
    `Subject: ${subject}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    ...recipients.flatMap((recipient) => [
      '',
      ...(original === undefined ? [] : [`Original-Recipient: rfc822; ${original}`]),
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      'Status: 5.1.1',
      `Diagnostic-Code: smtp; 550 5.1.1 ${words}`,
    ]),
    '',
    '--b',
    'Content-Type: message/rfc822-headers',
    '',
    ...headers,
    `Message-ID: <${messageId}>`,
    '',
    '--b--',
    '',
  ].join('\r\n');
}
