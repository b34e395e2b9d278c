function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isWord(code: number): boolean {
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
  // chasquid: `MAIL+RCPT 550 …`, `DATA closing 554 …`.
  'rcpt',
  'closing',
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
export function enhancedAt(text: string): number {
  for (let start = 0; start >= 0 && start < text.length; start = text.indexOf('\n', start) + 1 || -1) {
    const words = text.slice(start, start + 40);
    const lead = /^[\s"'#<(-]*/.exec(words)![0].length;
    if (/^[45]\.\d{1,3}\.\d{1,3}[\s:-]/.test(words.slice(lead))) return start + lead;
  }
  return -1;
}

/** The first code, unless a later one stands in the same kind of line and names the recipient. */
export function bestCode(text: string, recipient: string): number {
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
  if (named !== undefined) return named;
  const answers = codes.filter((at) => fromServer(text, at));
  const asked = answers.map((at) => commandAbove(text, at));
  const own = asked.findIndex((command) => command.includes(wanted));
  if (own >= 0) return answers[own]!;
  // What was said of another recipient is not said of this one.
  const general = asked.findIndex((command) => !command.includes('rcpt') || !command.includes('@'));
  return general >= 0 ? answers[general]! : first;
}

/** `>>> RCPT To:<ann@example.com>` above the server's answer, in lower case; empty where there is none. */
function commandAbove(text: string, at: number): string {
  const sent = text.lastIndexOf('>>> ', at);
  if (sent < 0 || at - sent > 1000) return '';
  const end = text.indexOf('\n', sent);
  return text.slice(sent, Math.min(end < 0 ? at : end, sent + 400)).toLowerCase();
}

/** Sendmail marks the server's lines with `<<<`. */
export function fromServer(text: string, at: number): boolean {
  return text.slice(Math.max(0, at - 4), at).includes('<<<');
}
