import { parseReply } from '../../parse-reply.ts';
import type { ReportedRecipient, ReportKind } from '../../report.ts';
import { cleanAddress, isAddress } from '../address.ts';
import { hostOf } from '../fields.ts';
import { bareMessageId, type Mail } from '../mail.ts';
import type { Reader } from '../reader.ts';

type Json = { readonly [key: string]: unknown };

/** Amazon SES events that SNS sends by mail: JSON, now and then broken into lines and wrapped in a second JSON text. */
export const sesNotification: Reader = {
  id: 'ses-notification',
  read(mail) {
    if (!/aws|sns|ses|notif/.test(`${mail.from} ${mail.subject.toLowerCase()}`)) return null;
    if (!/notificationType|eventType/.test(mail.notice)) return null;
    const event = eventOf(mail);
    const kind = event && kindOf(event);
    if (!kind) return null;
    const sent = object(event['mail']);
    const headers = object(sent['commonHeaders']);
    return {
      kind,
      recipients: recipientsOf(event, kind),
      returned: null,
      original: {
        messageId: bareMessageId(text(headers['messageId']) ?? text(sent['messageId']) ?? ''),
        from: cleanAddress(text(sent['source']) ?? '') || null,
        subject: text(headers['subject']),
      },
      reportingMta: hostOf(
        text(object(event['bounce'])['reportingMTA']) ?? text(object(event['delivery'])['reportingMTA']) ?? '',
      ),
      ...(kind === 'complaint' && {
        feedbackType: text(object(event['complaint'])['complaintFeedbackType'])?.toLowerCase() ?? 'abuse',
      }),
    };
  },
};

function eventOf(mail: Mail): Json | null {
  const { notice } = mail;
  const footer = notice.indexOf('\n--\n');
  const end = notice.lastIndexOf('}', footer < 0 ? notice.length : footer) + 1;
  // Line breaks were put in by the mailer; JSON has none inside its strings.
  const outer = parseJson(notice.slice(notice.indexOf('{'), end).replaceAll('\n ', '').replaceAll('\n', ''));
  if (!outer) return null;
  return typeof outer['Message'] === 'string' ? parseJson(outer['Message']) : outer;
}

function parseJson(source: string): Json | null {
  try {
    const value: unknown = JSON.parse(source);
    return typeof value === 'object' && value !== null ? (value as Json) : null; // every field is checked where it is read
  } catch {
    return null;
  }
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 1000) : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function kindOf(event: Json): ReportKind | null {
  const kinds: Readonly<Record<string, ReportKind>> = { Bounce: 'bounce', Complaint: 'complaint', Delivery: 'delivered' };
  return kinds[text(event['notificationType']) ?? text(event['eventType']) ?? ''] ?? null;
}

function recipientsOf(event: Json, kind: ReportKind): ReportedRecipient[] {
  const entries = [
    ...list(object(event['bounce'])['bouncedRecipients']),
    ...list(object(event['complaint'])['complainedRecipients']),
    ...list(object(event['delivery'])['recipients']),
  ];
  return entries.flatMap((entry): ReportedRecipient[] => {
    const fields = object(entry);
    const recipient = cleanAddress(text(entry) ?? text(fields['emailAddress']) ?? '');
    if (!isAddress(recipient)) return [];
    const diagnostic = text(fields['diagnosticCode']) ?? text(object(event['delivery'])['smtpResponse']);
    return [
      {
        recipient,
        originalRecipient: null,
        action: kind === 'bounce' ? 'failed' : kind === 'delivered' ? 'delivered' : null,
        reply: diagnostic ? parseReply(diagnostic) : null,
        status: text(fields['status']),
        remoteMta: null,
        command: null,
      },
    ];
  });
}
