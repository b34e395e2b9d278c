import { addressesIn } from '../address.ts';
import { cutReply, type CutReply } from '../cut-reply.ts';
import { addressedLines, leadsUp, type RecipientLine, recipientLines, withoutBystanders } from './recipient-lines.ts';

/** One failed recipient as a free text names it. */
export interface Failure extends CutReply {
  readonly recipient: string;
  readonly originalRecipient: string | null;
}

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
  let summaries: ReadonlyMap<string, Span> | undefined;
  const story: Story = {
    text,
    shared: sharedReply(text.slice(lines.at(-1)?.after ?? 0)),
    only: lines.length === 1,
    get summaries() {
      return (summaries ??= summariesIn(text));
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
  const missing = named.filter((recipient) => !known.has(recipient.toLowerCase()));
  const whole = missing.length === 0 ? null : sharedReply(withoutOpening(text));
  for (const recipient of missing) failures.push({ recipient, originalRecipient: null, ...(whole?.(recipient) ?? noWords) });
  return merged(failures);
}

/** All the words of a report, and what several recipients share of them. */
interface Story {
  readonly text: string;
  /** Lines with a code, by the address in them; worked out when first asked for. */
  readonly summaries: ReadonlyMap<string, Span>;
  /** What is said behind the last recipient. */
  readonly shared: (recipient: string) => CutReply;
  readonly only: boolean;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The reply in words that several recipients share: read once for all of whom they do not speak by name. */
function sharedReply(text: string): (recipient: string) => CutReply {
  const near = text.slice(0, 8192);
  const lower = near.toLowerCase();
  let common: CutReply | undefined;
  return (recipient) =>
    lower.includes(recipient.toLowerCase()) ? cutReply(near, recipient) : (common ??= cutReply(near, recipient));
}

const maxSummaries = 2000;

/** `550 <ann@example.com>... User unknown`, with or without Sendmail's arrows before it. */
function summariesIn(text: string): ReadonlyMap<string, Span> {
  const found = new Map<string, Span>();
  for (let start = 0, count = 0; start < text.length && count < maxSummaries;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 1000)).trimStart();
    if (/^(?:<<<\s{0,9})?[45]\d\d[ -]/.test(line)) {
      count++;
      for (const { address } of addressesIn(line, 3)) {
        const key = address.toLowerCase();
        if (!found.has(key)) found.set(key, { start, end });
      }
    }
    start = end + 1;
  }
  return found;
}

/** More than a scrap of a sentence. */
function tells({ reply }: CutReply): boolean {
  return reply !== null && (reply.enhancedStatusCode !== null || (reply.text.length > 7 && !reply.text.startsWith('(')));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const noWords: CutReply = { reply: null, command: null, remoteMta: null };
/** An address is no reason, nor is the name of its kind. */
const addressed = /<?[^\s<>@]{1,64}@[^\s<>@]{1,255}>?/g;
const sayingNothing = /^[^\p{L}]*(?:(?:smtp|rfc822|to|and)\b[^\p{L}]*)?$/iu;
/** A heading that holds the reason: `The following addresses were unknown:`. */
const telling =
  /unknown|no longer|not exist|invalid|\bfull\b|quota|disabled|inactive|not found|not responding|not responded|timed out|unbekannt|inconnu|desconocid/i;

function isEmpty({ reply }: CutReply): boolean {
  return reply === null || (reply.replyCode === null && sayingNothing.test(reply.text.slice(0, 1000).replaceAll(addressed, '')));
}

function spoken(cut: CutReply): CutReply {
  return isEmpty(cut) ? noWords : cut;
}

function replyFor(line: RecipientLine, block: string, story: Story): CutReply {
  const { text, only } = story;
  const cut = cutReply(block, line.recipient);
  const own = isEmpty(cut) ? noWords : cut;
  if (own.reply && own.reply.replyCode !== null) return line.transcript ? spokenBefore(text, line, own) : own;
  if (!line.listed) {
    const at = text.indexOf(line.recipient.slice(0, line.recipient.lastIndexOf('@')), line.start);
    const reason = at > line.start && !leadsUp.test(text.slice(line.start, at).trimEnd());
    const whole =
      reason || !tells(own) ? cutReply(text.slice(line.start, line.after) + block.slice(0, 2000), line.recipient) : noWords;
    if (!isEmpty(whole)) return whole;
  }
  const mention = mentioned(story, line);
  if (mention?.reply && mention.reply.replyCode !== null) return mention;
  if (own.reply && block.trim() !== '') {
    if (!only || own.reply.enhancedStatusCode) return own;
    const before = cutReply(text.slice(0, line.start));
    return before.reply?.replyCode ? before : own;
  }
  const shared = story.shared(line.recipient);
  if (shared.reply) return shared;
  const before = only ? cutReply(text.slice(0, line.start)) : null;
  if (before?.reply?.replyCode) return before;
  const above = reasonAbove(text, line.start);
  return above === '' ? own : spoken(cutReply(above));
}

/** Some write the reason above the address, or above the heading over it. */
function reasonAbove(text: string, start: number): string {
  const [last = '', before = ''] = text
    .slice(Math.max(0, start - 1500), start)
    .trimEnd()
    .split(/\n[ \t]*\n/)
    .slice(-2)
    .map((paragraph) =>
      paragraph
        .replaceAll(/\s+/g, ' ')
        .replace(/^[-=*#_\s]+/, '')
        .trim(),
    )
    .toReversed();
  if (last.length <= 300 && last !== '' && (!last.endsWith(':') || telling.test(last))) return last;
  return last.endsWith(':') && before.length <= 300 && telling.test(before) && !before.endsWith(':') ? before : '';
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

/** A transcript speaks of the recipients in its own order: the line with a code that names this one. */
function mentioned({ text, summaries }: Story, line: RecipientLine): CutReply | null {
  const found = summaries.get(line.recipient.toLowerCase());
  if (!found) return null;
  const { start, end } = found;
  const cut = cutReply(text.slice(Math.max(0, start - 400), end), line.recipient);
  return {
    ...cut,
    reply: cutReply(
      text
        .slice(start, end)
        .trim()
        .replace(/^<<<\s*/, ''),
    ).reply,
  };
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
