import type { Report } from '../report.ts';
import { openMail } from './mail.ts';
import { readReport } from './read-report.ts';

/** Fields that mail programs do not show: with one of them it is a mail's source. */
const ofSource = new Set(['received', 'message-id', 'mime-version', 'return-path', 'x-failed-recipients']);
/** What a mail shows as its source alone proves: that a mail system sent it; that a mailbox answered by itself. */
const assumed = ['From: MAILER-DAEMON\n', 'Return-Path: <>\nIn-Reply-To:\n'];

const encoder = new TextEncoder();

/**
 * Reads what a person took out of a mail program: a mail's source, as `readReport` does; or only the words that the program
 * showed, with or without lines such as From and Subject above them. Those words do not prove that a machine sent them; here
 * that is taken on the person's word. For mails that anybody may send, use `readReport`.
 */
export function readPasted(pasted: string | Uint8Array): Report {
  const raw = typeof pasted === 'string' ? encoder.encode(pasted.trimStart()) : pasted;
  const { headers } = openMail(raw).top;
  let report = readReport(raw);
  if (headers.some(({ name }) => ofSource.has(name))) return report;
  // One line with a colon may be words as well.
  const above = `Content-Type: text/plain; charset=utf-8\n${headers.length > 1 ? '' : '\n'}`;
  for (const fields of assumed) {
    if (report.recipients.length > 0) break;
    const read = readReport(joined(encoder.encode(fields + above), raw));
    if (read.kind !== 'not-a-report') report = read;
  }
  return report;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const both = new Uint8Array(head.length + tail.length);
  both.set(head);
  both.set(tail, head.length);
  return both;
}
