import type { Report } from '../report.ts';
import { headerValue } from './headers.ts';
import { bareMessageId, openMail, type Mail } from './mail.ts';
import { isoDate, linkOriginal, noOriginal, signsOf } from './original.ts';
import type { Reading } from './reader.ts';
import { readers } from './readers/index.ts';

/**
 * Reads a mail that came back. Never throws and never hangs, whatever the bytes; looks at the first 4 MiB of them.
 * An ordinary mail is `not-a-report`; a report without readable contents is `unknown`.
 */
export function readReport(raw: Uint8Array): Report {
  const mail = openMail(raw);
  for (const reader of readers) {
    const reading = reader.read(mail);
    if (reading) return reportOf(mail, reader.id, reading);
  }
  return { ...nothing, ...ownIdentity(mail) };
}

function reportOf(mail: Mail, id: string, reading: Reading): Report {
  const { kind, reader = id, recipients, returned, reportingMta = null, feedbackType = null } = reading;
  const original = linkOriginal(mail, returned, reading.original ?? {});
  const signs = returned === null ? [] : signsOf(original, returned);
  return { kind, reader, recipients, original, signs, reportingMta, ...ownIdentity(mail), feedbackType };
}

const nothing: Report = {
  kind: 'not-a-report',
  reader: null,
  recipients: [],
  original: noOriginal,
  signs: [],
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
