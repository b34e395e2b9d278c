import type { Report } from '../report.ts';
import { headerValue } from './headers.ts';
import { bareMessageId, openMail, originalOf, type Mail } from './mail.ts';
import { readers } from './readers/index.ts';

/**
 * Reads a mail that came back. Never throws and never hangs, whatever the bytes; looks at the first 4 MiB of them.
 * An ordinary mail is `not-a-report`; a report without readable contents is `unknown`.
 */
export function readReport(raw: Uint8Array): Report {
  const mail = openMail(raw);
  const own = ownIdentity(mail);
  for (const reader of readers) {
    const reading = reader.read(mail);
    if (reading)
      return { ...nothing, original: reading.original ?? originalOf(mail.returned, null), reader: reader.id, ...reading, ...own };
  }
  return { ...nothing, ...own };
}

const nothing: Report = {
  kind: 'not-a-report',
  reader: null,
  recipients: [],
  original: { messageId: null, envelopeId: null, from: null, subject: null },
  reportingMta: null,
  messageId: null,
  date: null,
  feedbackType: null,
};

function ownIdentity(mail: Mail): Pick<Report, 'messageId' | 'date'> {
  return {
    messageId: bareMessageId(headerValue(mail.top.headers, 'message-id')),
    date: isoDate(headerValue(mail.top.headers, 'date')),
  };
}

function isoDate(value: string): string | null {
  if (value === '' || value.length > 100) return null;
  const date = new Date(value);
  return Number.isNaN(date.valueOf()) ? null : date.toISOString();
}
