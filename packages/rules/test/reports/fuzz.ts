/**
 * Feeds the readers with damaged, mixed and invented mails, each made from a number alone, so that what goes wrong can be made
 * again. Prints one JSON line: how many, how long the slowest took, and the numbers of those that threw.
 *
 *   node test/reports/fuzz.ts [--count N] [--seed N] [--slow MS]
 */
import { classifyReport, defaultClassifier, readPasted, readReport, reportKinds, type Report } from '../../src/index.ts';
import { layoutMails } from './layout-samples.ts';
import { all, bytes } from './samples.ts';

const samples = [...all, ...layoutMails].map(bytes);
const encoder = new TextEncoder();
const kinds: ReadonlySet<string> = new Set(reportKinds);

/** Words that steer the readers, so that chance meets them. */
const pieces: readonly Uint8Array[] = [
  'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n',
  'Content-Type: multipart/mixed; boundary="b"\n',
  'Content-Type: message/delivery-status\n\n',
  'Content-Type: message/global-delivery-status\n\n',
  'Content-Type: message/feedback-report\n\n',
  'Content-Type: message/disposition-notification\n\n',
  'Content-Type: message/rfc822\n\n',
  'Content-Type: text/html; charset=iso-2022-jp\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Transfer-Encoding: quoted-printable\n',
  'From: MAILER-DAEMON@example.net\n',
  'From: postmaster@example.net\n',
  'Return-Path: <>\n',
  'Received: from a.example (b.example [192.0.2.1]) by c.example; x\n',
  'DKIM-Signature: d=example.com; b=\n',
  'To: bounces+anna=example.com@example.nl\n',
  'Subject: Undelivered Mail\n',
  'Subject: =?utf-8?B?w7=?= =?x?q?\n',
  'X-Failed-Recipients: a@example.com\n',
  'Auto-Submitted: auto-replied\n',
  'X-XARF: PLAIN\n',
  '\n\n',
  '\r\n',
  '\r',
  '--b\n',
  '\n--b--\n',
  'Reporting-MTA: dns; a.example\n',
  'Final-Recipient: rfc822; a@example.com\n',
  'Final-Recipient: utf-8; \\x{FFFFFF}@example.com\n',
  'Final-Recipient: x400; /DDA:RFC-822=a(a)example.com/\n',
  'Action: failed\n',
  'Status: 5.1.1 (x)\n',
  'Diagnostic-Code: smtp; 550-5.1.1 x\n 550 5.1.1 y\n',
  'Feedback-Type: abuse\nUser-Agent: x\nVersion: 1\n',
  'Disposition: a/b; displayed\n',
  '<a@example.com>: ',
  ' a@example.com\n',
  '550 5.1.1 <a@example.com>... x\n',
  '<<< 550 x\n',
  '>>> RCPT TO:<a@example.com>\n',
  '(in reply to end of DATA command)',
  'This is the mail system at host x.\n',
  '   ----- Transcript of session follows -----\n',
  '--- Below this line is a copy of the message.\n',
  'This Message was undeliverable due to the following reason:\n',
  'The message that you sent was undeliverable to the following:\n\tanna (x)\n',
  '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[{}]}}',
  '<html><p>a&#x110000;&amp;<br><style>',
  '<!--',
  '\u001B$B',
  '\u0000',
  '"',
  '<',
  '@',
  '=',
  '\t ',
  'Authenticated sender: a@b',
].map((text) => encoder.encode(text));

type Chance = (below: number) => number;

/** mulberry32: the same numbers everywhere from the same seed. */
function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** The input of that number. */
function inputOf(seed: number): Uint8Array {
  const chance = chanceOf(Math.imul(seed, 0x9e3779b1));
  switch (chance(8)) {
    case 0:
      return Uint8Array.from({ length: chance(1500) }, () => chance(256));
    case 1:
    case 2:
      return joined(Array.from({ length: chance(60) }, () => pick(pieces, chance)));
    case 3:
      return repeated(chance);
    case 4:
      return spliced(chance);
    default:
      return damaged(pick(samples, chance).slice(), chance);
  }
}

function pick<T>(list: readonly T[], chance: Chance): T {
  return list[chance(list.length)]!;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** One or two pieces over and over: what makes careless searching slow. */
function repeated(chance: Chance): Uint8Array {
  const unit = joined(Array.from({ length: 1 + chance(3) }, () => pick(pieces, chance)));
  const times = chance(chance(20) === 0 ? 1500 : 60);
  const head = pick(samples, chance);
  return joined([head.subarray(0, chance(head.length)), ...Array.from({ length: times }, () => unit)]);
}

/** The beginning of one mail and the end of another. */
function spliced(chance: Chance): Uint8Array {
  const first = pick(samples, chance);
  const second = pick(samples, chance);
  return joined([first.subarray(0, chance(first.length)), pick(pieces, chance), second.subarray(chance(second.length))]);
}

function damaged(mail: Uint8Array, chance: Chance): Uint8Array {
  let raw = mail;
  for (let hits = chance(12); hits > 0; hits--) {
    const at = chance(raw.length + 1);
    switch (chance(6)) {
      case 0:
        if (raw.length > 0) raw[Math.min(at, raw.length - 1)] = chance(256);
        break;
      case 1:
        raw = joined([raw.subarray(0, at), pick(pieces, chance), raw.subarray(at)]);
        break;
      case 2:
        raw = joined([raw.subarray(0, at), raw.subarray(Math.min(raw.length, at + chance(80)))]);
        break;
      case 3: {
        const from = chance(raw.length + 1);
        raw = joined([raw.subarray(0, at), raw.subarray(from, from + chance(400)), raw.subarray(at)]);
        break;
      }
      case 4:
        raw = raw.filter((byte) => byte !== 13);
        break;
      default:
        if (chance(4) === 0) raw = raw.slice(0, at);
    }
  }
  return raw;
}

const classifier = defaultClassifier();

/** Throws when the input of that number is read wrongly: by an exception, or by what a report cannot be. */
export function holdsOut(seed: number): void {
  const raw = inputOf(seed);
  // What comes in by itself, and what a person pastes: as bytes or as text.
  check(readReport(raw));
  check(readPasted(seed % 2 === 0 ? raw : new TextDecoder().decode(raw)));
}

function check(report: Report): void {
  const { kind, reader, recipients } = classifyReport(report, classifier);
  if (!kinds.has(kind) || (reader === null) !== (kind === 'not-a-report')) throw new Error(`kind ${kind} by ${reader}`);
  for (const { recipient, reply } of recipients) {
    if (recipient === '' || recipient.length > 1000) throw new Error(`recipient of ${recipient.length} characters`);
    if (reply && reply.text.length > 20_000) throw new Error(`reply of ${reply.text.length} characters`);
  }
}

function timed(seed: number, thrown: { seed: number; error: string }[]): number {
  const start = performance.now();
  try {
    holdsOut(seed);
  } catch (error) {
    if (thrown.length < 20) thrown.push({ seed, error: String(error) });
  }
  return performance.now() - start;
}

function main(words: readonly string[]): void {
  const option = (name: string, standard: number) => {
    const at = words.indexOf(name);
    return at < 0 ? standard : Number(words[at + 1]);
  };
  const count = option('--count', 100_000);
  const first = option('--seed', 1);
  const slow = option('--slow', 50);
  const thrown: { seed: number; error: string }[] = [];
  const slowest = { seed: -1, ms: 0, bytes: 0 };
  const slowSeeds: number[] = [];
  const began = performance.now();
  for (let seed = first; seed < first + count; seed++) {
    const took = timed(seed, thrown);
    // Twice more: the machine may have been busy with something else.
    const ms = took > slowest.ms || took > slow ? Math.min(took, timed(seed, []), timed(seed, [])) : took;
    if (ms > slow && slowSeeds.length < 20) slowSeeds.push(seed);
    if (ms > slowest.ms) Object.assign(slowest, { seed, ms: Number(ms.toFixed(2)), bytes: inputOf(seed).length });
  }
  console.log(
    JSON.stringify({ count, first, seconds: Math.round((performance.now() - began) / 1000), thrown, slowest, slowSeeds }),
  );
}

if (import.meta.main) main(process.argv.slice(2));
