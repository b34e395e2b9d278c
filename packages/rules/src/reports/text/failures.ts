import { addressesIn, cleanAddress, type FoundAddress, isAddress } from '../address.ts';
import { cutReply, type CutReply } from '../cut-reply.ts';

/** One failed recipient as a free text names it. */
export interface Failure extends CutReply {
  readonly recipient: string;
  readonly originalRecipient: string | null;
}

/** A line that names a recipient, and what the rest of it says. */
interface RecipientLine {
  readonly recipient: string;
  readonly originalRecipient: string | null;
  /** Where the line begins and where the words about the recipient begin. */
  readonly start: number;
  readonly after: number;
  readonly indent: number;
  /** Followed by a colon, dots or nothing: the usual ways to list. */
  readonly listed: boolean;
  /** `554 <ann@example.com>... text`: Sendmail's summary of a dialogue. */
  readonly transcript: boolean;
}

const maxRecipients = 1000;

/**
 * Failed recipients in the words of a report. `senders` are the addresses that the report went to: not failed themselves.
 * `named` are recipients known from elsewhere, for whom the words as a whole count where no line of them does.
 */
export function failuresIn(text: string, senders: ReadonlySet<string>, named: readonly string[]): Failure[] {
  let lines = recipientLines(text);
  if (lines.length === 0 && named.length === 0) lines = addressedLines(text, senders, false);
  if (lines.length === 0 && named.length === 0) lines = addressedLines(text, senders, true);
  lines = withoutBystanders(lines, senders);
  // X-Failed-Recipients is the MTA's own list: what else looks like a recipient is none.
  if (named.length > 0)
    lines = lines.filter((line) =>
      named.some((address) => isSame(address, line.recipient) || isSame(address, line.originalRecipient ?? '')),
    );
  const failures: Failure[] = [];
  let lower: string | undefined;
  const story: Story = {
    text,
    tail: text.slice(lines.at(-1)?.after ?? 0),
    only: lines.length === 1,
    get lower() {
      return (lower ??= text.toLowerCase());
    },
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const block = text.slice(line.after, lines[i + 1]?.start ?? text.length);
    failures.push({
      recipient: line.recipient,
      originalRecipient: line.originalRecipient,
      ...replyFor(line, block, story),
    });
  }
  const known = new Set(
    failures.flatMap(({ recipient, originalRecipient }) => [recipient.toLowerCase(), (originalRecipient ?? '').toLowerCase()]),
  );
  for (const recipient of named) {
    if (known.has(recipient.toLowerCase())) continue;
    const cut = cutReply(withoutOpening(text), recipient);
    failures.push({ recipient, originalRecipient: null, ...cut });
  }
  return merged(failures);
}

/** All the words of a report, and what several recipients share of them. */
interface Story {
  readonly text: string;
  /** In lower case; worked out when first asked for. */
  readonly lower: string;
  /** Behind the last recipient. */
  readonly tail: string;
  readonly only: boolean;
}

/** More than a scrap of a sentence. */
function tells({ reply }: CutReply): boolean {
  return reply !== null && (reply.enhancedStatusCode !== null || (reply.text.length > 7 && !reply.text.startsWith('(')));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function replyFor(line: RecipientLine, block: string, story: Story): CutReply {
  const { text, tail, only } = story;
  const own = cutReply(block, line.recipient);
  if (own.reply && own.reply.replyCode !== null) return line.transcript ? spokenBefore(text, line, own) : own;
  if (!line.listed) {
    const at = text.indexOf(line.recipient.slice(0, line.recipient.lastIndexOf('@')), line.start);
    const reason = at > line.start && !leadsUp.test(text.slice(line.start, at).trimEnd());
    if (reason || !tells(own)) return cutReply(text.slice(line.start, line.after) + block.slice(0, 2000), line.recipient);
  }
  const mention = mentioned(story, line);
  if (mention?.reply && mention.reply.replyCode !== null) return mention;
  if (own.reply && block.trim() !== '') {
    if (!only || own.reply.enhancedStatusCode) return own;
    const before = cutReply(text.slice(0, line.start));
    return before.reply?.replyCode ? before : own;
  }
  const shared = cutReply(tail, line.recipient);
  if (shared.reply) return shared;
  const before = only ? cutReply(text.slice(0, line.start)) : null;
  if (before?.reply?.replyCode) return before;
  // Some write the reason above the address.
  const above = text.slice(0, line.start).trimEnd();
  const paragraph = above
    .slice(above.lastIndexOf('\n') + 1)
    .replace(/^[-=*#_\s]+/, '')
    .trim();
  return paragraph === '' || paragraph.endsWith(':') || paragraph.length > 300 ? own : cutReply(paragraph);
}

/** `554 <ann@example.com>... Remote protocol error` sums up; what the server said stands above it, or behind the dots. */
function spokenBefore(text: string, line: RecipientLine, own: CutReply): CutReply {
  const lineEnd = text.indexOf('\n', line.start);
  const summary = text.slice(line.start, lineEnd < 0 ? text.length : lineEnd);
  const dots = summary.indexOf('... ');
  if (dots > 0 && /^[45]\d\d /.test(summary.slice(dots + 4)))
    return { reply: cutReply(summary.slice(dots + 4)).reply, command: null, remoteMta: null };
  const above = text.slice(Math.max(0, line.start - 2000), line.start);
  // From the summary of the recipient before, which ends that one's dialogue.
  let begin = Math.max(above.lastIndexOf('\n\n'), above.lastIndexOf('While talking to'), 0);
  for (let at = above.indexOf('\n', begin); at >= 0; at = above.indexOf('\n', at + 1)) {
    if (/^[45]\d\d </.test(above.slice(at + 1, at + 6))) begin = at + 1;
  }
  const dialogue = above.slice(begin);
  if (!dialogue.includes('<<< ')) return own;
  const said = cutReply(dialogue, line.recipient);
  return said.reply?.replyCode ? said : own;
}

/** A transcript speaks of the recipients in its own order: the lines with a code that name this one. */
function mentioned({ text, lower }: Story, line: RecipientLine): CutReply | null {
  const wanted = line.recipient.toLowerCase();
  for (let at = lower.indexOf(wanted), tries = 0; at >= 0 && tries < 20; at = lower.indexOf(wanted, at + 1), tries++) {
    const start = lower.lastIndexOf('\n', at) + 1;
    const end = lower.indexOf('\n', at);
    const words = text.slice(start, end < 0 ? text.length : end).trim();
    if (/^(?:<<<\s*)?[45]\d\d[ -]/.test(words)) {
      const cut = cutReply(text.slice(Math.max(0, start - 400), end < 0 ? text.length : end), line.recipient);
      return { ...cut, reply: cutReply(words.replace(/^<<<\s*/, '')).reply };
    }
  }
  return null;
}

function recipientLines(text: string): RecipientLine[] {
  const lines: RecipientLine[] = [];
  let first = -1;
  const seen = new Set<string>();
  for (let start = 0; start < text.length && lines.length < maxRecipients;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 1000));
    if (line.includes('@')) {
      const found = recipientLine(line, start, text);
      // Deeper than the first one: a reply that happens to begin its line with an address.
      if (found && (first < 0 || found.indent <= first + 1) && !seen.has(found.recipient.toLowerCase())) {
        if (first < 0) first = found.indent;
        seen.add(found.recipient.toLowerCase());
        lines.push(found);
      }
    }
    start = end + 1;
  }
  return lines;
}

const bullets = /^[\s*>|•·+-]*/;
/** `Recipient address: ann@example.com`: forms with one fact a line. */
const keys =
  /^(?:failed |final )?(?:recipient(?: address)?|rcpt to|addressed to|e-?mail address|address|user|ontvanger|empfänger|destinataire|destinatario)\s*:\s*(?=[<"A-Za-z0-9])/i;

function recipientLine(line: string, start: number, text: string): RecipientLine | null {
  // Dialogue: it speaks of the recipients, but lists none.
  if (/^\s*(?:<<<|>>>\s*(?:rcpt|mail|data))/i.test(line)) return null;
  const bullet = bullets.exec(line)![0];
  const lead = bullet + (keys.exec(line.slice(bullet.length))?.[0] ?? '');
  let words = line.slice(lead.length);
  const indent = line.length - line.trimStart().length;
  const code = /^[45]\d\d (?=<)/.exec(words)?.[0] ?? '';
  words = words.slice(code.length);
  const address = leadingAddress(words);
  if (!address) return null;
  const rest = words.slice(address.end);
  const trimmed = rest.trimStart();
  const dots = trimmed.startsWith('...');
  if (code !== '' && !dots) return null;
  const next = text
    .slice(start + line.length + 1, start + line.length + 400)
    .split('\n', 1)[0]!
    .trim();
  const generated = /^\((?:ultimately )?generated from |^\(expanded from /.test(next);
  const alone = trimmed === '' || /^[.,;:>"')\]]*$/.test(trimmed);
  const colon = /^"?\s*:/.test(rest);
  const expanded = /^\((?:expanded from|ultimately generated from|originally addressed to|alias|generated from|original)/i.test(
    trimmed,
  );
  const linked = trimmed.startsWith('<mailto:');
  const repeated = /^[([]<?(?:mailto:)?[^()[\]\s]{1,320}@[^()[\]\s]{1,320}[)\]]/.exec(trimmed)?.[0];
  const bracket = trimmed.startsWith('[') || trimmed.startsWith('(');
  const dated = / on \w/.test(rest.slice(0, 8));
  const spoken =
    /^\s+(?:Invalid Address|User unknown|unknown|failed|rejected|ERROR|SMTP|4\d\d |5\d\d |-+ )/i.test(rest) ||
    /^\s*(?:-|\t)/.test(rest);
  if (!alone && !colon && !expanded && !bracket && !dots && !dated && !spoken && !linked) return null;
  const original =
    expanded || generated
      ? (addressesIn(trimmed.slice(0, 400) + continuation(text, start, line.length), 1)[0]?.address ?? null)
      : null;
  let after = start + line.length - rest.length;
  if (code !== '') after = start + lead.length;
  else if (linked) after += rest.indexOf('>') + 1;
  else if (expanded) {
    const close = text.slice(after, after + 600).indexOf(')');
    if (close >= 0) after += close + 1;
  } else if (repeated) after = text.indexOf(repeated, after) + repeated.length;
  else if (dated) after = start + line.length;
  else if (generated && alone) after = text.indexOf(next, start + line.length) + next.length;
  if (code === '') after = skipPunctuation(text, after);
  return {
    recipient: address.address,
    originalRecipient: original,
    start,
    after,
    indent,
    listed: alone || colon || repeated !== undefined,
    transcript: code !== '',
  };
}

function continuation(text: string, start: number, length: number): string {
  return text.slice(start + length, start + length + 200);
}

function skipPunctuation(text: string, from: number): number {
  let at = from;
  while (
    at < text.length &&
    (text[at] === ':' || text[at] === '>' || text[at] === '"' || text[at] === ' ' || text[at] === '.' || text[at] === ',')
  )
    at++;
  return at;
}

function leadingAddress(words: string): FoundAddress | null {
  if (words[0] === '<' || words[0] === '"') {
    const close = words.slice(0, 340).indexOf(words[0] === '<' ? '>' : '"', 1);
    if (close < 0) return null;
    const address = cleanAddress(words.slice(1, close));
    return isAddress(address) ? { address, start: 0, end: close + 1 } : null;
  }
  const space = words.slice(0, 340).search(/[\s<]/);
  const token = space < 0 ? words.slice(0, 340) : words.slice(0, space);
  if (!token.includes('@') || token.includes('://')) return null;
  const found = addressesIn(token, 1)[0];
  return found && found.start === 0 ? found : null;
}

const speaks =
  /deliver|mailbox|recipient|rcpt to|userid|user |address|unknown|unreachable|reach|failed|rejected|bezorg|afgeleverd|ontvanger|zugestellt|empf|destinat|remis|entrega|consegn|gateway|quota|mailing list|duplicated|message to:|blocked/i;
const aside =
  /contact|support|assistance|help|send (?:e-?)?mail to|questions|reply to this|from:|sender|^subject|message-id|https?:/i;

/** What leads up to an address and tells no reason: `There was an error delivering your mail to`. */
const leadsUp = /(?:deliver|send|sent|reach|address|recipient|bezorg|zugestellt|remis|entrega)[^.]{0,60}$|^\W*$/i;

/** Lines that name an address in the course of a sentence: only where no line lists one. */
function addressedLines(text: string, senders: ReadonlySet<string>, services: boolean): RecipientLine[] {
  const found: RecipientLine[] = [];
  const seen = new Set<string>();
  let previous = '';
  for (let start = 0; start < text.length && found.length < 50;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 1000));
    if (line.includes('@') && speaks.test(`${previous} ${line}`) && !aside.test(line)) {
      for (const { address, end: stop } of addressesIn(line, 5)) {
        if (seen.has(address) || senders.has(address.toLowerCase()) || (!services && isService(address))) continue;
        seen.add(address);
        found.push({
          recipient: address,
          originalRecipient: null,
          start,
          after: skipPunctuation(text, start + stop),
          indent: 0,
          listed: false,
          transcript: false,
        });
        break;
      }
    }
    if (line.trim() !== '') previous = line.slice(-200);
    start = end + 1;
  }
  return found;
}

function isService(address: string): boolean {
  return /^(?:postmaster|mailer-daemon|support|help|helpdesk|abuse|info-?center|noc)@/i.test(address);
}

/** Drops the sender's own address and service addresses where others are named too. */
function withoutBystanders(lines: readonly RecipientLine[], senders: ReadonlySet<string>): RecipientLine[] {
  const others = lines.filter(({ recipient }) => !senders.has(recipient.toLowerCase()) && !isService(recipient));
  if (others.length > 0) return others;
  const listed = lines.filter(({ listed: inList }) => inList);
  return listed.length > 0 ? listed : [...lines];
}

function withoutOpening(text: string): string {
  const colon = text.search(/:\s*\n/);
  return colon > 0 && colon < text.length - 20 ? text.slice(colon + 1) : text;
}

/** A report that tells its story twice, in two languages, tells of one failure. */
function merged(failures: readonly Failure[]): Failure[] {
  const byRecipient = new Map<string, Failure>();
  for (const failure of failures) {
    const known = byRecipient.get(failure.recipient);
    if (!known || (!known.reply && failure.reply)) byRecipient.set(failure.recipient, failure);
  }
  return [...byRecipient.values()];
}
