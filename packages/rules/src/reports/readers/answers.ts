import type { ReportedRecipient, ReportKind } from '../../report.ts';
import { headerValue } from '../headers.ts';
import type { Mail } from '../mail.ts';
import type { Reading } from '../reader.ts';

/** Newsletters and lists, whatever they write. */
export function isBulk(mail: Mail): boolean {
  return (
    mail.has('list-id') ||
    mail.has('list-unsubscribe') ||
    mail.has('list-post') ||
    headerValue(mail.top.headers, 'precedence').toLowerCase() === 'list'
  );
}

/** What receivers count of our mail, day by day (RFC 7489 §7.2.1.1, RFC 8460 §5.3): nothing came back. */
export function isAggregateReport(mail: Mail): boolean {
  return mail.has('tls-report-domain') || /^(?:\[[^\]]{1,20}\]\s?)?report domain:.{1,300}submitter:/i.test(mail.subject.trim());
}

export function isMachineAnswer(mail: Mail): boolean {
  const { headers } = mail.top;
  const auto = headerValue(headers, 'auto-submitted').toLowerCase();
  return (
    auto.startsWith('auto-') ||
    headerValue(headers, 'return-path') === '<>' ||
    mail.has('x-auto-response-suppress') ||
    /^(?:bulk|junk|auto.reply)/i.test(headerValue(headers, 'precedence'))
  );
}

/** The recipient of our mail is the sender of theirs; what they answer is named in In-Reply-To (RFC 3834 §3.1.5). */
export function answerFrom(mail: Mail, kind: ReportKind): Reading {
  return { kind, recipients: mail.from === '' ? [] : [reportedOnly(mail.from)], returned: null };
}

/** A recipient of whom no more than the address is known. */
export function reportedOnly(recipient: string): ReportedRecipient {
  return { recipient, originalRecipient: null, action: null, reply: null, status: null, remoteMta: null, command: null };
}
