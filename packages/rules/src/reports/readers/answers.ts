import type { Report, ReportKind } from '../../report.ts';
import { headerValue } from '../headers.ts';
import { bareMessageId, type Mail } from '../mail.ts';
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
  const original: Report['original'] = {
    messageId: bareMessageId(headerValue(mail.top.headers, 'in-reply-to')) ?? lastReference(mail),
    envelopeId: null,
    from: null,
    subject: null,
  };
  const address = mail.from;
  return {
    kind,
    recipients:
      address === ''
        ? []
        : [
            {
              recipient: address,
              originalRecipient: null,
              action: null,
              reply: null,
              status: null,
              remoteMta: null,
              command: null,
            },
          ],
    original,
  };
}

function lastReference(mail: Mail): string | null {
  const references = headerValue(mail.top.headers, 'references');
  const open = references.lastIndexOf('<');
  return open < 0 ? null : bareMessageId(references.slice(open));
}
