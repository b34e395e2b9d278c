import { addressesIn } from '../address.ts';
import { headerText, headerValue } from '../headers.ts';
import { isReturnedPart, type Mail, nestedMail } from '../mail.ts';
import type { Reader, Reading } from '../reader.ts';
import { hasNullPath, isDaemon } from '../sender.ts';

/**
 * A report inside a mail of a machine: lists pass bounces on to their owner, and some mail systems wrap their own. What people
 * forward stays ordinary mail.
 */
export function forwardedReport(readers: () => readonly Reader[]): Reader {
  return {
    id: 'forwarded-report',
    read(mail) {
      if (mail.depth > 0 || !mail.leaves.some(isReturnedPart) || !isPassedOn(mail)) return null;
      const inner = nestedMail(mail);
      if (!inner) return null;
      for (const reader of readers()) {
        const reading = reader.id === 'forwarded-report' ? null : reader.read(inner);
        if (reading) return found(withoutReader(reading, mail), reader.id);
      }
      return null;
    },
  };
}

/** A list that lost mail to somebody asks them whether it still arrives: whoever reads that is not gone. */
function withoutReader(reading: Reading, mail: Mail): Reading {
  const readers = addressesIn(mail.header('to'), 20).map(({ address }) => address.toLowerCase());
  return { ...reading, recipients: reading.recipients.filter(({ recipient }) => !readers.includes(recipient.toLowerCase())) };
}

function found(reading: Reading, id: string): Reading | null {
  return (reading.kind === 'bounce' || reading.kind === 'delayed' || reading.kind === 'delivered') &&
    reading.recipients.length > 0
    ? { ...reading, reader: reading.reader ?? id }
    : null;
}

function isPassedOn(mail: Mail): boolean {
  const subject = mail.subject.toLowerCase();
  return (
    isDaemon(mail) ||
    hasNullPath(mail) ||
    headerValue(mail.top.headers, 'x-list-administrivia').toLowerCase() === 'yes' ||
    /^(?:bounce |uncaught bounce|bounce action notification|bounce notification)/.test(subject) ||
    /(?:-bounces|-owner|majordomo|listserv|mailman|sympa)@|^owner-/.test(mail.from) ||
    headerText(mail.top.headers, 'x-mailer').toLowerCase().includes('mailman')
  );
}
