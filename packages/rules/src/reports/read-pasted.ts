import type { Report } from '../report.ts';
import { openMail } from './mail.ts';
import { readReport } from './read-report.ts';

/** Fields that mail programs do not show: with one of them it is a mail's source. */
const ofSource = new Set(['received', 'message-id', 'mime-version', 'return-path', 'x-failed-recipients']);
/** What a mail shows as its source alone proves: that a mail system sent it; that a mailbox answered by itself. */
const assumed = ['From: MAILER-DAEMON\n', 'Return-Path: <>\nIn-Reply-To:\n'];

const encoder = new TextEncoder();

/** What mail programs put above a mail that somebody hands on. */
const handedOn =
  /^[ >]{0,6}-{0,20} ?(?:begin )?(?:forwarded message|doorgestuurd bericht|weitergeleitete nachricht|message transféré) ?:?-{0,20} ?\r?$/im;

/**
 * Reads what a person took out of a mail program: a mail's source, as `readReport` does; or only the words that the program
 * showed, with or without lines such as From and Subject above them, or handed on by somebody, be it in a mail whose source is
 * given. Those words do not prove that a machine sent them; here that is taken on the person's word. For mails that anybody may
 * send, use `readReport`.
 */
export function readPasted(pasted: string | Uint8Array): Report {
  const raw = typeof pasted === 'string' ? encoder.encode(pasted.trimStart()) : pasted;
  const mail = openMail(raw);
  const isSource = mail.top.headers.some(({ name }) => ofSource.has(name));
  const report = readWords(raw, isSource);
  // Whoever hands a mail on sends an ordinary one.
  if (report.recipients.length > 0 || (isSource && report.kind !== 'not-a-report')) return report;
  const words = isSource || typeof pasted !== 'string' ? mail.notice : pasted;
  const mark = handedOn.exec(words);
  if (!mark) return report;
  const inner = readWords(encoder.encode(words.slice(mark.index + mark[0].length).trimStart()), false);
  return inner.kind === 'not-a-report' ? report : inner;
}

function readWords(raw: Uint8Array, isSource: boolean): Report {
  const report = readReport(raw);
  return isSource || report.recipients.length > 0 ? report : readShown(raw, report, openMail(raw).top.headers.length);
}

function readShown(raw: Uint8Array, asItIs: Report, fields: number): Report {
  let report = asItIs;
  // One line with a colon may be words as well.
  const above = `Content-Type: text/plain; charset=utf-8\n${fields > 1 ? '' : '\n'}`;
  for (const evidence of assumed) {
    const read = readReport(joined(encoder.encode(evidence + above), raw));
    if (read.kind !== 'not-a-report') report = read;
    if (report.recipients.length > 0) break;
  }
  return report;
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const both = new Uint8Array(head.length + tail.length);
  both.set(head);
  both.set(tail, head.length);
  return both;
}
