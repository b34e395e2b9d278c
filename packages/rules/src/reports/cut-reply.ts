import { parseReply } from '../parse-reply.ts';
import type { SmtpReply } from '../reply.ts';
import type { SmtpCommand } from '../rule.ts';

/** A remote server's answer, cut out of what a reporter wrote around it. */
export interface CutReply {
  readonly reply: SmtpReply | null;
  readonly command: SmtpCommand | null;
  readonly remoteMta: string | null;
}

const noReply: CutReply = { reply: null, command: null, remoteMta: null };

/** What is looked at of one recipient's text at most. */
const maxLength = 8192;

/** Finds the reply in the words about one recipient; where no code stands, the first paragraph that says something. */
export function cutReply(source: string, recipient = ''): CutReply {
  // Postfix folds its lines at 75 columns, also in the midst of the words that name the command.
  const text = source.slice(0, maxLength).replaceAll(/\(in\s+reply\s+to\s+/g, '(in reply to ');
  const at = bestCode(text, recipient);
  const coded = at >= 0 ? at : enhancedAt(text);
  const words = coded >= 0 ? codedReply(text, coded) : plainReason(text, recipient);
  const reply = at >= 0 ? parseReply(words) : plainReply(words);
  return reply ? { reply, command: commandIn(text, at), remoteMta: hostIn(text) } : noReply;
}

/** Words without a failure's code. A number in them is no reply code, unless they begin with one of success. */
function plainReply(words: string): SmtpReply | null {
  // "255" alone is the exit status of a local program.
  if (!/\p{L}/u.test(words)) return null;
  const parsed = parseReply(` ${words}`);
  if (parsed.replyCode === null || /^[23]\d\d[ -]/.test(words)) return parsed;
  return { ...parsed, replyCode: null, text: words.replaceAll(/\s+/g, ' ') };
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

const units = /^\s*(?:days?|hours?|minutes?|seconds?|h\b|bytes|kb\b|mb\b|kbytes|times\b|port\b)/i;

/** Positions of the numbers that can be reply codes: 4xx and 5xx where a reply can begin. */
function replyCodes(text: string): number[] {
  const found: number[] = [];
  for (let i = 0; i + 2 < text.length && found.length < 50; i++) {
    const digit = text.charCodeAt(i);
    if ((digit !== 52 && digit !== 53) || !isDigit(text.charCodeAt(i + 1)) || !isDigit(text.charCodeAt(i + 2))) continue;
    const before = i === 0 ? 10 : text.charCodeAt(i - 1);
    const after = i + 3 < text.length ? text.charCodeAt(i + 3) : 10;
    // Second digit 0 to 7: no server uses others, dates and sizes do.
    if (isWord(before) || '.-/,$@_'.includes(String.fromCharCode(before)) || isWord(after) || text.charCodeAt(i + 1) > 55)
      continue;
    if ('/%@_'.includes(String.fromCharCode(after)) || (after === 46 && isDigit(text.charCodeAt(i + 4)))) continue;
    if (beginsReply(text, i) && !units.test(text.slice(i + 3, i + 20))) found.push(i);
  }
  return found;
}

const leads = new Set([
  'said',
  'error',
  'code',
  'reply',
  'response',
  'status',
  'reason',
  'with',
  'smtp',
  'was',
  'returned',
  'answered',
  'server',
  'errorcode',
]);

function beginsReply(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (text[i] === ' ' || text[i] === '\t')) i--;
  if (i < 0 || text[i] === '\n') return true;
  const mark = text[i]!;
  // "[192.0.2.1]:587: refused" is a port.
  if (mark === ':' && i === at - 1 && text[i - 1] === ']') return false;
  if (':;<>#("\'`=|*['.includes(mark) || (mark === ',' && text[i - 1] === ']')) return true;
  // `problem 550-'Unknown user'`: a continuation line, joined.
  if (text[at + 3] === '-' && /['"A-Za-z]/.test(text[at + 4] ?? '')) return true;
  // An enhanced code of the same class settles it: "was 550 5.1.1", "550 550 5.1.1".
  const next = text.slice(at + 3, at + 6).replace(/^[ -]#?/, '');
  if (next[0] === text[at] && next[1] === '.') return true;
  let start = i;
  while (start > 0 && i - start < 12 && isWord(text.charCodeAt(start - 1))) start--;
  return leads.has(text.slice(start, i + 1).toLowerCase());
}

/** A line that begins with an enhanced status code alone, as GMX and Mimecast write, or -1. */
function enhancedAt(text: string): number {
  for (let start = 0; start >= 0 && start < text.length; start = text.indexOf('\n', start) + 1 || -1) {
    const words = text.slice(start, start + 40);
    const lead = /^[\s"'#<(-]*/.exec(words)![0].length;
    if (/^[45]\.\d{1,3}\.\d{1,3}[\s:-]/.test(words.slice(lead))) return start + lead;
  }
  return -1;
}

/** The first code, unless a later one stands in the same kind of line and names the recipient. */
function bestCode(text: string, recipient: string): number {
  const codes = replyCodes(text);
  if (codes.length === 0) return -1;
  const first = codes[0]!;
  if (recipient === '' || codes.length === 1) return first;
  const wanted = recipient.toLowerCase();
  const named = codes.find(
    (at, index) =>
      text
        .slice(at, Math.min(codes[index + 1] ?? text.length, at + 400))
        .toLowerCase()
        .includes(wanted) && fromServer(text, at),
  );
  const server = codes.find((at) => fromServer(text, at));
  return named ?? server ?? first;
}

/** Sendmail marks the server's lines with `<<<`. */
function fromServer(text: string, at: number): boolean {
  return text.slice(Math.max(0, at - 4), at).includes('<<<');
}

const ends = [
  '(in reply to',
  '\n>>>',
  'Giving up on ',
  "I'm not going to try",
  '\n---',
  '\n===',
  '\n***',
  '\nReporting-MTA',
  '\nOriginal message headers',
  '\n  ---',
];

/** Sendmail's own summary of what the line above it tells. */
const vacuous = /^5\d\d (?:<[^>]*>\.\.\. )?(?:service unavailable|remote protocol error)$/i;

const fields = /^(?:remote system|status|action|final-recipient|remote-mta|last-attempt-date|diagnostic-code)\s*:/i;

function codedReply(text: string, at: number): string {
  const code = text.slice(at, at + 3);
  let end = text.length;
  for (const mark of ends) {
    const found = text.indexOf(mark, at);
    if (found >= 0 && found < end) end = found;
  }
  const marked = fromServer(text, at);
  const lines: string[] = [];
  for (const line of text.slice(at, end).split('\n')) {
    const words = line.trim().replace(/^<<<\s*/, '');
    if (lines.length > 0) {
      if (words === '' || fields.test(words)) break;
      // In a transcript only what the server goes on saying belongs to its reply.
      if (marked && !line.trimStart().startsWith('<<<')) break;
      const other = /^[245]\d\d(?=[ -])/.exec(words)?.[0];
      if (other && other !== code) break;
    }
    lines.push(words);
  }
  if (vacuous.test(lines[0]!) && lines.length === 1) {
    const above = text.slice(0, at).trimEnd().split('\n').at(-1)!.trim();
    if (text.slice(0, at).endsWith('\n') && !text.slice(0, at).endsWith('\n\n') && /^[^\s<>-].*\p{L}/u.test(above))
      lines[0] = `${lines[0]}: ${above}`;
  }
  let words = lines.join('\n');
  const quote = text[at - 1];
  if (quote === "'" || quote === '"' || quote === '`') {
    const closing = quote === '`' ? "'" : quote;
    const lineEnd = words.indexOf(`${closing}\n`);
    const close = lineEnd >= 0 ? lineEnd : words.lastIndexOf(closing);
    if (close > 3) words = words.slice(0, close);
  } else if (quote === '[') {
    const close = words.lastIndexOf(']');
    if (close > 3) words = words.slice(0, close);
  } else if (quote === '(' || text.slice(Math.max(0, at - 9), at).includes('(reason')) {
    if (words.endsWith(')')) words = words.slice(0, -1);
  }
  // Yahoo and Exchange put marks of their own behind the server's words.
  words = words.replace(/\s*(?:\[(?:RCPT_TO|MAIL_FROM|BODY|DATA|CONNECT|GREETING|HELO|EHLO)\]|>?\s*#SMTP#|##)\s*$/, '');
  return (
    code +
    words
      .slice(3)
      .replace(/^[,:\s]+(?=\S)/, ' ')
      .replaceAll('ERROR_CODE :', '')
  );
}

/** A line that introduces a reason, or says nothing by itself. */
const empty =
  /^(?:technical details|for the following reason|the reason|delivery failed for|reason|error|the error|details|additional information|diagnostic|the problem appears|transcript|[-=*_#\s]*$|this is a (?:permanent|warning)|no further|message will be retried|i'm afraid|giving up|host .*\]:?$|\(?ultimately generated|\(?expanded from|\(?generated by)/i;

/** Where to turn, not what went wrong. */
const advice =
  /^(?:please (?:reply|contact|direct|forward)|if you (?:feel|do so|need|believe)|for (?:further|more) (?:assistance|information|details))/i;

/** What the report says about the mail, not about the failure. */
const aboutMail =
  /^(?:original address|remote system|to|cc|from|subject|sent|date|message-id|sent date|size \(in bytes\)|number of lines)\s*:/i;

function plainReason(text: string, recipient: string): string {
  let first = '';
  let short = '';
  for (const paragraph of text.split(/\n[ \t]*\n/, 20)) {
    const lines = paragraph
      .split('\n', 30)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !/^[-=*_#]{3,}/.test(line) && !aboutMail.test(line));
    // "Technical details of permanent failure:" introduces the lines below it.
    while (lines.length > 1 && lines[0]!.endsWith(':') && empty.test(lines[0]!)) lines.shift();
    let words = lines
      .join(' ')
      .replace(/^[-:*>|\s.]+/, '')
      .replace(/^(?:reason|error)\s*:\s*(?=\S)/i, '')
      .replace(/^\[([^[\]]+)\]$/, '$1')
      .trim();
    const cut = words.search(/\(in reply to|I'm not going to try|Giving up on /);
    if (cut > 10) words = words.slice(0, cut).trim();
    if (words === '') continue;
    if (advice.test(words)) continue;
    if (words.endsWith(':') || (empty.test(words) && words.length < 60)) {
      first ||= words;
      continue;
    }
    if (short === '' && recipient !== '' && words.length < 40) {
      short = words;
      continue;
    }
    // A heading, and the sentence about this recipient below it.
    return short === '' || words.toLowerCase().includes(recipient.toLowerCase())
      ? `${short} ${words}`.trim().slice(0, 2000)
      : short;
  }
  if (short !== '') return short;
  return first.endsWith(':') && first.length < 60 ? '' : first;
}

const commandPhrases: readonly (readonly [string, SmtpCommand])[] = [
  ['end of data', 'DOT'],
  ['final data', 'DOT'],
  ['message body', 'DOT'],
  ['transfer of mail text', 'DOT'],
  ['after i sent the message', 'DOT'],
  ['text command', 'DOT'],
  ['rcpt to', 'RCPT'],
  ['rcpt command', 'RCPT'],
  ['does not like recipient', 'RCPT'],
  ['mail from', 'MAIL'],
  ['mail command', 'MAIL'],
  ['sender was rejected', 'MAIL'],
  ['data command', 'DATA'],
  ['pipelined data', 'DATA'],
  ['after data', 'DATA'],
  ['our data', 'DATA'],
  ['starttls', 'STARTTLS'],
  ['auth command', 'AUTH'],
  ['ehlo command', 'EHLO'],
  ['helo command', 'EHLO'],
  ['after ehlo', 'EHLO'],
  ['after helo', 'EHLO'],
  ['our ehlo', 'EHLO'],
  ['our helo', 'EHLO'],
  ['my name was rejected', 'EHLO'],
  ['initial connection', 'CONNECT'],
  ['greeting', 'CONNECT'],
];

/** What introduces the name of a command in the words that MTAs write around a reply. */
const introductions = [
  'in reply to',
  'following ',
  'remote server for ',
  ' after ',
  'did not like our',
  'response to',
  'during',
  'while sending',
  'command:',
  'smtp command',
  '>>> ',
];

function commandIn(text: string, at: number): SmtpCommand | null {
  const lower = text.toLowerCase();
  const sent = at >= 0 ? lower.lastIndexOf('>>> ', at) : lower.indexOf('>>> ');
  if (sent >= 0) {
    const word = lower.slice(sent + 4, sent + 12).split(/[^a-z.]/, 1)[0]!;
    const command =
      word === '.'
        ? 'DOT'
        : ({ rcpt: 'RCPT', mail: 'MAIL', data: 'DATA', ehlo: 'EHLO', helo: 'EHLO', starttls: 'STARTTLS', auth: 'AUTH' } as const)[
            word
          ];
    if (command) return command;
  }
  const folded = lower.replaceAll(/\s+/g, ' ');
  for (const introduction of introductions) {
    for (
      let found = folded.indexOf(introduction), tries = 0;
      found >= 0 && tries < 5;
      found = folded.indexOf(introduction, found + 1), tries++
    ) {
      const window = folded.slice(found, found + introduction.length + 30);
      const command = commandPhrases.find(([phrase]) => window.includes(phrase))?.[1];
      if (command) return command;
      const bare = /^(?:smtp command|command:)\s*-*\s*(data|rcpt|mail|ehlo|helo)\b/.exec(window)?.[1];
      if (bare) return ({ data: 'DATA', rcpt: 'RCPT', mail: 'MAIL', ehlo: 'EHLO', helo: 'EHLO' } as const)[bare] ?? null;
    }
  }
  if (lower.includes('refused to talk to me') || lower.includes('but greeting failed')) return 'CONNECT';
  if (lower.includes('[rcpt_to]')) return 'RCPT';
  if (lower.includes('[mail_from]')) return 'MAIL';
  if (lower.includes('[body]')) return 'DOT';
  // Gmail's old form names the state of its dialogue: 14 is RCPT.
  if (lower.includes('(state 14)')) return 'RCPT';
  for (const phrase of ['does not like recipient', 'sender was rejected', 'my name was rejected', 'after i sent the message']) {
    if (lower.includes(phrase)) return commandPhrases.find(([known]) => known === phrase)![1];
  }
  return null;
}

/** Host name standing before an address literal (`mx.example.com[192.0.2.1]`), or after words that name the server. */
function hostIn(text: string): string | null {
  for (let open = text.indexOf('['), tries = 0; open > 0 && tries < 10; open = text.indexOf('[', open + 1), tries++) {
    const inside = text.slice(open + 1, open + 47);
    if (!/^[0-9a-fA-F.:]{3,45}\]/.test(inside)) continue;
    const host = hostBefore(text, text[open - 1] === ' ' ? open - 1 : open);
    if (host) return host;
  }
  const lower = text.toLowerCase();
  for (const lead of ['while talking to ', 'host: ', 'remote server: ', 'host ', 'server ']) {
    const found = lower.indexOf(lead);
    if (found < 0 || (found > 0 && isWord(lower.charCodeAt(found - 1)))) continue;
    const from = found + lead.length;
    const length = text.slice(from, from + 255).search(/[^A-Za-z0-9.-]/);
    const host = hostBefore(text, from + (length < 0 ? Math.min(255, text.length - from) : length));
    if (host) return host;
  }
  return null;
}

function hostBefore(text: string, end: number): string | null {
  let start = end;
  while (
    start > 0 &&
    end - start < 255 &&
    (isWord(text.charCodeAt(start - 1)) || text[start - 1] === '-' || text[start - 1] === '.')
  )
    start--;
  let host = text.slice(start, end).toLowerCase();
  while (host.endsWith('.')) host = host.slice(0, -1);
  const letters = /[a-z]$/.test(host);
  return letters && host.includes('.') && !host.startsWith('.') && text[start - 1] !== '@' ? host : null;
}
