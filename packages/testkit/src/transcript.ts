import { categories, type Category, type SmtpCommand } from '@bezorgd/rules';

/** The words for the status of a delivery, in the order of their weight, the weakest first. */
export const statuses = [
  'processed',
  'suspended',
  'deferred',
  'delivered',
  'discarded',
  'rejected',
  'soft-bounced',
  'hard-bounced',
  'complained',
] as const;
export type Status = (typeof statuses)[number];

/** What the author of a recording says the rules must answer, for one recipient or (null) for all. */
export interface Expectation {
  readonly recipient: string | null;
  readonly category: Category | null;
  /** Where the recording proves one rule in particular. */
  readonly ruleId: string | null;
}

export interface ExpectedStatus {
  readonly recipient: string | null;
  readonly status: Status;
}

/** One command of the client, or the opening of the connection, with what the server answered to it. */
export interface Exchange {
  readonly command: SmtpCommand;
  /** As sent, without the line end; empty for the greeting. `DOT` holds the lines of the message. */
  readonly sent: string;
  /** The server's lines as recorded, joined by line feeds; empty when it said nothing and hung up. */
  readonly reply: string;
  /** Line of the file where the exchange begins, from 1. */
  readonly line: number;
}

/** One try to hand the message over. */
export interface Session {
  /** Milliseconds after the message was taken on. */
  readonly afterMs: number;
  readonly exchanges: readonly Exchange[];
}

/** What came about besides the dialogue. */
export interface Happening {
  readonly afterMs: number;
  readonly what:
    | 'suspended'
    | 'deferred'
    | 'bounced'
    | 'delivered'
    | 'rejected'
    | 'discarded'
    | 'opened'
    | 'clicked'
    | 'complained'
    | 'report';
  /** Null: every recipient. */
  readonly recipient: string | null;
  readonly values: Readonly<Record<string, string>>;
  /** The returned mail of a `report`. */
  readonly mail: string | null;
  readonly line: number;
}

/** A recorded delivery, with what must be made of it. */
export interface Transcript {
  /** `<theme>.<what>`: the path below the folder of transcripts, dots for slashes. */
  readonly id: string;
  readonly title: string;
  /** ISO date of the recording. */
  readonly recorded: string;
  readonly tenant: string | null;
  readonly from: string;
  readonly subject: string;
  readonly recipients: readonly string[];
  readonly mx: string | null;
  readonly remoteIp: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly expect: readonly Expectation[];
  readonly expectStatus: readonly ExpectedStatus[];
  readonly sessions: readonly Session[];
  readonly happenings: readonly Happening[];
}

/** A recording that cannot be read; the message begins with the name and the number of the line. */
export class TranscriptError extends Error {
  readonly line: number;
  constructor(id: string, line: number, message: string) {
    super(`${id}:${line}: ${message}`);
    this.name = 'TranscriptError';
    this.line = line;
  }
}

const headerKeys = [
  'title',
  'recorded',
  'tenant',
  'from',
  'to',
  'subject',
  'mx',
  'remote-ip',
  'tags',
  'expect',
  'expect-status',
] as const;
const happeningNames: ReadonlySet<string> = new Set([
  'suspended',
  'deferred',
  'bounced',
  'delivered',
  'rejected',
  'discarded',
  'opened',
  'clicked',
  'complained',
  'report',
]);
const categoryNames: ReadonlySet<string> = new Set(categories);
const statusNames: ReadonlySet<string> = new Set(statuses);

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Text of a recording → value. Throws a `TranscriptError` that names the line. */
export function parseTranscript(source: string, id = 'transcript'): Transcript {
  const lines = source
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((text, index): Line => ({ text, number: index + 1 }));
  const fail = (line: number, message: string): never => {
    throw new TranscriptError(id, line, message);
  };
  const blank = lines.findIndex(({ text }) => text.trim() === '');
  const headerLines = blank < 0 ? lines : lines.slice(0, blank);
  const header = new Map<string, Line[]>();
  for (const { text, number } of headerLines) {
    if (text.startsWith('#')) continue;
    const colon = text.indexOf(':');
    const key = text.slice(0, Math.max(colon, 0)).trim();
    if (colon < 0) fail(number, 'Expected "key: value", or a blank line before the dialogue');
    if (!(headerKeys as readonly string[]).includes(key)) fail(number, `Unknown key "${key}": use ${headerKeys.join(', ')}`);
    const repeated = header.get(key);
    if (repeated && key !== 'expect' && key !== 'expect-status') fail(number, `The key "${key}" is given twice`);
    header.set(key, [...(repeated ?? []), { text: text.slice(colon + 1).trim(), number }]);
  }
  const value = (key: (typeof headerKeys)[number]) => header.get(key)?.[0]?.text ?? null;
  const required = (key: (typeof headerKeys)[number]): string => value(key) || fail(1, `The key "${key}" is missing`);

  const { sessions, happenings } = readBody(blank < 0 ? [] : lines.slice(blank), fail);
  const recorded = required('recorded');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(recorded))
    fail(header.get('recorded')![0]!.number, 'Give the date of the recording as YYYY-MM-DD');
  const recipients = recipientsOf(value('to'), sessions);
  if (recipients.length === 0) fail(1, 'No recipient: give "to: address", or RCPT TO in the dialogue');
  const expect = (header.get('expect') ?? []).map((line) => expectation(line, fail));
  if (expect.length === 0) fail(1, 'The key "expect" is missing');
  const expectStatus = (header.get('expect-status') ?? []).map((line) => statusExpectation(line, fail));
  for (const { recipient } of [...expect, ...expectStatus, ...happenings]) {
    if (recipient !== null && !recipients.includes(recipient)) fail(1, `${recipient} is no recipient of this mail`);
  }
  return {
    id,
    title: required('title'),
    recorded,
    tenant: value('tenant'),
    from: value('from') ?? mailFrom(sessions) ?? fail(1, 'The key "from" is missing'),
    subject: value('subject') ?? '',
    recipients,
    mx: value('mx'),
    remoteIp: value('remote-ip'),
    tags: tagsOf(header.get('tags')?.[0], fail),
    expect,
    expectStatus,
    sessions,
    happenings,
  };
}

type Fail = (line: number, message: string) => never;

function expectation({ text, number }: Line, fail: Fail): Expectation {
  const words = text.split(/\s+/);
  const recipient = words[0]!.includes('@') ? words.shift()! : null;
  let category: Category | null = null;
  let ruleId: string | null = null;
  for (const word of words) {
    if (categoryNames.has(word)) category = word as Category; // just looked up
    else if (/^[a-z0-9-]+\.[a-z0-9.-]+$/.test(word)) ruleId = word;
    else fail(number, `"${word}" is neither a category nor the id of a rule`);
  }
  if (category === null && ruleId === null) fail(number, 'Expect a category or the id of a rule');
  return { recipient, category, ruleId };
}

function statusExpectation({ text, number }: Line, fail: Fail): ExpectedStatus {
  const words = text.split(/\s+/);
  const recipient = words[0]!.includes('@') ? words.shift()! : null;
  if (words.length !== 1 || !statusNames.has(words[0]!)) fail(number, `Expect one status: ${statuses.join(', ')}`);
  return { recipient, status: words[0] as Status }; // just looked up
}

function tagsOf(line: Line | undefined, fail: Fail): Record<string, string> {
  if (!line) return {};
  return Object.fromEntries(
    line.text.split(',').map((pair) => {
      const [key, ...rest] = pair.split('=');
      if (!key?.trim() || rest.length === 0) fail(line.number, 'Give tags as "name=value, name=value"');
      return [key!.trim(), rest.join('=').trim()];
    }),
  );
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `+2h` and `+1d12h` → milliseconds. */
function delay(word: string): number | null {
  if (!/^\+(?:\d+(?:ms|s|m|h|d))+$/.test(word)) return null;
  let sum = 0;
  for (const [, amount, unit] of word.matchAll(/(\d+)(ms|s|m|h|d)/g)) sum += Number(amount) * units[unit!]!;
  return sum;
}

function readBody(lines: readonly Line[], fail: Fail): { sessions: Session[]; happenings: Happening[] } {
  const sessions: Session[] = [];
  const happenings: Happening[] = [];
  let dialogue: Line[] = [];
  let afterMs = 1000;
  const close = () => {
    if (dialogue.length > 0) sessions.push({ afterMs, exchanges: exchangesOf(dialogue, fail) });
    dialogue = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const { text, number } = lines[i]!;
    if (text.trim() === '' || text.startsWith('#')) continue;
    if (text.startsWith('S:') || text.startsWith('C:')) {
      if (happenings.length > 0) fail(number, 'The dialogue comes before the E: lines');
      dialogue.push(lines[i]!);
    } else if (text.startsWith('---')) {
      close();
      const later = delay(text.replace(/^-+/, '').trim());
      if (later === null) fail(number, 'Give the time of the next attempt as "--- +15m"');
      else if (later <= afterMs && sessions.length > 0) fail(number, 'The next attempt comes later than the one before');
      else afterMs = later;
    } else if (text.startsWith('E:')) {
      const mail: string[] = [];
      while (lines[i + 1]?.text.startsWith('|')) mail.push(lines[++i]!.text.replace(/^\| ?/, ''));
      happenings.push(happening(text.slice(2).trim(), mail, number, fail));
    } else fail(number, 'Expected a line that begins with S:, C:, --- or E:');
  }
  close();
  return { sessions, happenings };
}

function happening(text: string, mail: readonly string[], line: number, fail: Fail): Happening {
  const words = wordsOf(text);
  const afterMs = words[0]?.startsWith('+') ? delay(words.shift()!) : 0;
  if (afterMs === null) fail(line, 'Give the time as "+2h" or "+1d12h"');
  const what = words.shift() ?? '';
  if (!happeningNames.has(what)) fail(line, `"${what}" is no event: use ${[...happeningNames].join(', ')}`);
  const recipient = words[0]?.includes('@') && !words[0].includes('=') ? words.shift()! : null;
  const values: Record<string, string> = {};
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 1) fail(line, `Expected key=value instead of "${word}"`);
    values[word.slice(0, equals)] = word.slice(equals + 1);
  }
  if ((what === 'report') !== mail.length > 0)
    fail(
      line,
      what === 'report'
        ? 'A report is followed by its mail, in lines that begin with "|"'
        : 'Only a report is followed by a mail',
    );
  if (what === 'clicked' && !values['url']) fail(line, 'A click needs url=');
  return {
    afterMs: afterMs ?? 0,
    what: what as Happening['what'],
    recipient,
    values,
    mail: mail.length > 0 ? mail.join('\n') : null,
    line,
  }; // just looked up
}

/** Splits at blanks, except inside double quotes, which are taken off. */
function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(/(?:[^\s"]|"[^"]*")+/g), ([word]) => word.replaceAll('"', ''));
}

const verbs: Readonly<Record<string, SmtpCommand>> = {
  EHLO: 'EHLO',
  HELO: 'EHLO',
  LHLO: 'EHLO',
  STARTTLS: 'STARTTLS',
  AUTH: 'AUTH',
  MAIL: 'MAIL',
  RCPT: 'RCPT',
  DATA: 'DATA',
  RSET: 'RSET',
  QUIT: 'QUIT',
};

function exchangesOf(lines: readonly Line[], fail: Fail): Exchange[] {
  const exchanges: { command: SmtpCommand; sent: string[]; reply: string[]; line: number }[] = [];
  let inData = false;
  for (const { text, number } of lines) {
    const words = text.slice(2).replace(/^ /, '');
    const last = exchanges.at(-1);
    if (text.startsWith('S:')) {
      if (words !== '' && !/^\d{3}(?:[ -]|$)/.test(words)) fail(number, 'A line of the server begins with three digits');
      if (last) last.reply.push(words);
      else exchanges.push({ command: 'CONNECT', sent: [], reply: [words], line: number });
      inData = last?.command === 'DATA' && words.startsWith('354');
      continue;
    }
    if (inData) {
      if (last?.command === 'DOT') last.sent.push(words);
      else exchanges.push({ command: 'DOT', sent: [words], reply: [], line: number });
      continue;
    }
    const command = verbs[words.split(/[\s:]/, 1)[0]!.toUpperCase()];
    if (!command) return fail(number, `"${words}" is no SMTP command`);
    if (!last) exchanges.push({ command: 'CONNECT', sent: [], reply: [], line: number });
    exchanges.push({ command, sent: [words], reply: [], line: number });
  }
  const silent = exchanges.slice(1, -1).find(({ reply }) => reply.length === 0);
  if (silent) fail(silent.line, 'The server does not answer this line, but the dialogue goes on');
  return exchanges.map(({ command, sent, reply, line }) => ({ command, sent: sent.join('\n'), reply: reply.join('\n'), line }));
}

export function addressOf(sent: string): string | null {
  return /<([^>]+)>/.exec(sent)?.[1] ?? null;
}

function recipientsOf(to: string | null, sessions: readonly Session[]): string[] {
  const named = to ? to.split(',').map((address) => address.trim()) : [];
  const spoken = sessions.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ command, sent }) => (command === 'RCPT' ? [addressOf(sent) ?? ''] : [])),
  );
  return [...new Set([...named, ...spoken].filter((address) => address !== ''))];
}

function mailFrom(sessions: readonly Session[]): string | null {
  for (const { exchanges } of sessions) {
    const mail = exchanges.find(({ command }) => command === 'MAIL');
    if (mail) return addressOf(mail.sent);
  }
  return null;
}
