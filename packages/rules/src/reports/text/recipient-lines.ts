import { addressesIn, cleanAddress, type FoundAddress, isAddress } from '../address.ts';

/** A line that names a recipient, and what the rest of it says. */
export interface RecipientLine {
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
  /** Nothing but the address, and below it the next of a list or another heading. */
  readonly bare: boolean;
}

const maxRecipients = 1000;

export function recipientLines(text: string): RecipientLine[] {
  const lines = new Map<string, RecipientLine>();
  let first = -1;
  let column = -1;
  for (let start = 0; start < text.length && lines.size < maxRecipients;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 1000));
    const above = column;
    column = -1;
    if (line.includes('@')) {
      const found = recipientLine(line, start, text);
      // Deeper than the first one: a reply that happens to begin its line with an address, unless it stands right below another.
      if (found && (first < 0 || found.indent <= first + 1 || (found.listed && found.indent === above))) {
        if (first < 0) first = found.indent;
        column = line.indexOf(found.recipient);
        const key = found.recipient.toLowerCase();
        const before = lines.get(key);
        // A bare list first, then one by one with the reasons: those lines count.
        if (!before || (before.bare && !found.bare)) {
          lines.delete(key);
          lines.set(key, found);
        }
      }
    }
    start = end + 1;
  }
  return [...lines.values()];
}

const bullets = /^[\s*>|•·+-]*/;
/** `Recipient address: ann@example.com`: forms with one fact a line. */
const keys =
  /^(?:(?:failed |final |intended |undeliverable )?(?:recipient|receiver|destination|user|e-?mail)?(?:[ _-]?address)?|rcpt[ _-]to|addressed to|addressee|to user|error-for|failed for|could not reach|ontvanger|geadresseerde|e-?mailadres|empfänger(?:adresse)?|an|destinataire|destinatario|destinatário|odbiorca|adresat|получатель|адрес|宛先|送信先|受信者|收件人|收信人|수신자|받는 ?사람)\s*[:：]\s*(?=[<"A-Za-z0-9])/iu;

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
  const dated = /^ (?:on \w|(?:op|am|le|el|il|em|dnia|vom) \d)/.test(rest);
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
    bare: alone && isListed(text.slice(start + line.length, start + line.length + 400)),
  };
}

function isListed(below: string): boolean {
  const next = below.trimStart().split('\n', 1)[0]!.trimEnd();
  return next === '' || next.endsWith(':') || leadingAddress(next.replace(bullets, '')) !== null;
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
  /deliver|expanded from|generated (?:by|from)|(?:message|mail|bericht|nachricht|mensaje|messaggio|mensagem) (?:to|aan|an|a|para) |error-for|rcpt=|accept|send|sent |全|宛|配信|送信|投递|发送|邮件|전송|발송|доставл|dostarcz|recapit|mailbox|recipient|rcpt to|userid|user |address|unknown|unreachable|reach|failed|rejected|bezorg|afgeleverd|ontvanger|zugestellt|empf|destinat|remis|entrega|consegn|gateway|quota|mailing list|duplicated|message to:|blocked/i;
const aside =
  /contact|support|assistance|help|send (?:e-?)?mail to|questions|reply to this|from:|sender|^subject|message-id|https?:/i;

/** What leads up to an address and tells no reason: `There was an error delivering your mail to`. */
export const leadsUp = /(?:deliver|send|sent|reach|address|recipient|bezorg|zugestellt|remis|entrega)[^.]{0,60}$|^\W*$/i;

const serversLine = /^\s{0,9}[245]\d\d[ -]/;

/** Lines that name an address in the course of a sentence: only where no line lists one. */
export function addressedLines(text: string, senders: ReadonlySet<string>, services: boolean): RecipientLine[] {
  const found: RecipientLine[] = [];
  const seen = new Set<string>();
  let previous = '';
  let toldBefore = false;
  for (let start = 0; start < text.length && found.length < 50;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, Math.min(end, start + 1000));
    // An address in the server's answer to what was told before may be anybody's: "please try <bob@example.com>".
    const answer = serversLine.test(line);
    if (
      line.includes('@') &&
      !(answer && toldBefore) &&
      speaks.test(`${previous} ${line}`) &&
      !aside.test(line.replace(/expanded from:/i, ''))
    ) {
      for (const { address, end: stop } of addressesIn(line, 5)) {
        if (seen.has(address) || senders.has(address.toLowerCase()) || (!services && isService(address))) continue;
        seen.add(address);
        toldBefore ||= !answer;
        found.push({
          recipient: address,
          originalRecipient: null,
          start,
          after: skipPunctuation(text, start + stop),
          indent: 0,
          listed: false,
          transcript: false,
          bare: false,
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
export function withoutBystanders(lines: readonly RecipientLine[], senders: ReadonlySet<string>): RecipientLine[] {
  const others = lines.filter(({ recipient }) => !senders.has(recipient.toLowerCase()) && !isService(recipient));
  if (others.length > 0) return others;
  const listed = lines.filter(({ listed: inList }) => inList);
  return listed.length > 0 ? listed : [...lines];
}
