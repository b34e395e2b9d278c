import { addressesIn } from './address.ts';
import { type Header, headerText, headerValue } from './headers.ts';
import type { Mail } from './mail.ts';

const daemons =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|daemon|mail\.?delivery\.?(?:system|subsystem)|mdaemon|mailsystem|mail-?system|mail[-_.]?router|mmdf|pmdf|uucp)(?:@|$)/;
const offices = /^(?:post[-_]?master|bounces?|mail-?admin|administrator)(?:@|$)/;
const daemonNames =
  /mailer-daemon|mail delivery (?:system|subsystem)|mail deliver system|postmaster|system administrator|mail administrator|delivery subsystem|mail system|systeembeheerder/i;

/** The mail calls a mail system its sender, in whatever field. */
export function isDaemon(mail: Mail): boolean {
  if (daemons.test(mail.from)) return true;
  const sender = mail.header('from');
  if (mail.from === '') return mail.has('from') && (daemonNames.test(sender) || /^\s*<?>?\s*$/.test(sender));
  return (
    /^"?(?:mailer-daemon|mail delivery (?:system|subsystem)|mail deliver system|system administrator)/i.test(sender) ||
    /^"?(?:internet mail delivery|mail delivery service|network mail router|mail router|memo service|system attendant)[^<@]{0,20}</i.test(
      sender,
    ) ||
    /mailer-daemon/i.test(headerValue(mail.top.headers, 'return-path'))
  );
}

/** Also people write from such addresses. */
export function isOffice(mail: Mail): boolean {
  return offices.test(mail.from);
}

/** Addresses that sent the returned mail, or got the report: not its failed recipients. In lower case. */
export function sendersOf(mail: Mail, returned: readonly Header[]): Set<string> {
  const senders = new Set<string>();
  for (const value of [
    mail.header('to'),
    headerText(returned, 'return-path'),
    headerText(returned, 'from'),
    headerText(returned, 'reply-to'),
    mail.header('from'),
  ]) {
    for (const { address } of addressesIn(value, 20)) senders.add(address.toLowerCase());
  }
  return senders;
}

/** MAIL FROM:<> (RFC 5321 §4.5.5), as the last server noted it. */
export function hasNullPath(mail: Mail): boolean {
  return headerValue(mail.top.headers, 'return-path') === '<>';
}
