import type { SmtpReply } from './reply.ts';

/** Longest text that is kept, in UTF-16 code units. Longer replies are cut, never refused. */
export const maxReplyLength = 4096;

/** What is read of a raw reply at most: room for the codes that every continuation line repeats. */
const maxRawLength = 4 * maxReplyLength;

/**
 * Reads what a server answered, as it stands in a log, a transcript or a Diagnostic-Code field.
 *
 * Understands several lines (`550-5.1.1 a`, `550 5.1.1 b`), the same lines joined into one, words before the code
 * (`smtp; 550 …`, `host mx.example.com said: 550 …`) and codes inside the text (`(#5.1.1)`). Linear in the input.
 * Never throws: what carries no code is returned as text.
 */
export function parseReply(raw: string): SmtpReply {
  const source = raw.length > maxRawLength ? raw.slice(0, maxRawLength) : raw;
  const start = skipBlank(source, 0);
  const at = isReplyCode(source, start) ? start : findReply(source, start);

  let replyCode: number | null = null;
  let enhancedStatusCode: string | null = null;
  let position = start;
  if (at >= 0) {
    replyCode = replyCodeAt(source, at);
    position = at + 3;
    const dashed = source.charCodeAt(position) === dash;
    if (dashed) position++;
    const codes = skipCodes(source, position, replyCode, null);
    enhancedStatusCode = codes.enhanced;
    position = codes.end;
    const text = readText(source, position, { replyCode, enhanced: enhancedStatusCode, continued: dashed });
    enhancedStatusCode = text.enhanced;
    return { replyCode, enhancedStatusCode: enhancedStatusCode ?? codeInText(text.text), text: text.text };
  }
  const lone = loneEnhancedCode(source, start);
  if (lone >= 0) {
    enhancedStatusCode = source.slice(lone, enhancedEnd(source, lone));
    position = skipSeparators(source, enhancedEnd(source, lone));
  }
  const { text } = readText(source, position, { replyCode: null, enhanced: enhancedStatusCode, continued: false });
  return { replyCode, enhancedStatusCode: enhancedStatusCode ?? codeInText(text), text };
}

const dash = 0x2d;
const hash = 0x23;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Everything that may not stand in a text of one line: control characters, spaces, line separators. */
function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0x7f || code === 0x85 || code === 0xa0 || code === 0x2028 || code === 0x2029;
}

function skipBlank(source: string, from: number): number {
  let i = from;
  while (i < source.length && isBlank(source.charCodeAt(i))) i++;
  return i;
}

function replyCodeAt(source: string, at: number): number {
  return (source.charCodeAt(at) - 48) * 100 + (source.charCodeAt(at + 1) - 48) * 10 + source.charCodeAt(at + 2) - 48;
}

/** Three digits, 200 to 599, and then no further digit, letter or dot with digit: `192.0.2.1` and `4711` are no codes. */
function isReplyCode(source: string, at: number): boolean {
  const first = source.charCodeAt(at);
  if (!(first >= 0x32 && first <= 0x35)) return false;
  if (!isDigit(source.charCodeAt(at + 1)) || !isDigit(source.charCodeAt(at + 2))) return false;
  const next = source.charCodeAt(at + 3);
  if (Number.isNaN(next)) return true;
  if (next === 0x2e) return !isDigit(source.charCodeAt(at + 4));
  return !isDigit(next) && !isLetter(next) && next !== 0x2f && next !== 0x25;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/**
 * Where a reply begins behind other words, or -1. A number counts as a reply code only after a colon, a semicolon or a
 * hash sign, when an enhanced status code of the same class follows, or when it leads what is quoted (Cisco's
 * `Unknown address error 550-'5.1.1 …'`): "delayed 400 hours" is no reply.
 */
function findReply(source: string, from: number): number {
  let mark = true;
  for (let i = from; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 0x3a || code === 0x3b || code === hash) {
      mark = true;
      continue;
    }
    if (isBlank(code) || isQuote(code) || code === 0x3c) continue;
    const before = i === 0 ? 0x20 : source.charCodeAt(i - 1);
    if (!isDigit(before) && !isLetter(before) && before !== 0x2e && before !== dash && isReplyCode(source, i)) {
      if (mark && (isBlank(source.charCodeAt(i + 3)) || source.charCodeAt(i + 3) === dash || i + 3 >= source.length)) return i;
      const next = i + 3 < source.length ? i + 4 : i + 3;
      if (enhancedEnd(source, next) > 0 && source.charCodeAt(next) === code) return i;
      if (source.charCodeAt(i + 3) === dash && isQuote(source.charCodeAt(next))) return i;
    }
    mark = false;
  }
  return -1;
}

function isQuote(code: number): boolean {
  return code === 0x27 || code === 0x22;
}

/** End of an RFC 3463 code that begins here, or -1: class 2, 4 or 5, subject and detail of one to three digits. */
function enhancedEnd(source: string, at: number): number {
  const first = source.charCodeAt(at);
  if (first !== 0x32 && first !== 0x34 && first !== 0x35) return -1;
  if (source.charCodeAt(at + 1) !== 0x2e) return -1;
  const subject = digitsEnd(source, at + 2);
  if (subject < 0 || source.charCodeAt(subject) !== 0x2e) return -1;
  const detail = digitsEnd(source, subject + 1);
  if (detail < 0) return -1;
  const next = source.charCodeAt(detail);
  if (isDigit(next) || isLetter(next)) return -1;
  if (next !== 0x2e) return detail;
  const afterDot = source.charCodeAt(detail + 1);
  return isDigit(afterDot) || isLetter(afterDot) ? -1 : detail;
}

function digitsEnd(source: string, at: number): number {
  let i = at;
  while (i < at + 3 && isDigit(source.charCodeAt(i))) i++;
  return i === at ? -1 : i;
}

function skipSeparators(source: string, from: number): number {
  let i = from;
  for (; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (!isBlank(code) && code !== 0x3a && code !== 0x3b && code !== dash && code !== 0x29 && code !== 0x5d) break;
  }
  return i;
}

/** Passes a repeated reply code (`550 550:`) and the enhanced status code, with quotes and brackets before them. */
function skipCodes(
  source: string,
  from: number,
  replyCode: number | null,
  known: string | null,
): { readonly enhanced: string | null; readonly end: number } {
  let position = skipBlank(source, from);
  let enhanced: string | null = known;
  for (let round = 0; round < 3; round++) {
    let i = position;
    while (i < source.length && i < position + 4 && isOpening(source.charCodeAt(i))) i++;
    const end = enhancedEnd(source, i);
    if (end > 0 && source.charCodeAt(end) !== 0x40) {
      enhanced ??= source.slice(i, end);
      position = skipSeparators(source, end);
      continue;
    }
    if (replyCode !== null && isReplyCode(source, i) && replyCodeAt(source, i) === replyCode) {
      position = skipSeparators(source, i + 3);
      continue;
    }
    break;
  }
  return { enhanced, end: position };
}

function isOpening(code: number): boolean {
  return isQuote(code) || code === 0x28 || code === 0x5b || code === hash || code === 0x3c || code === dash;
}

/** A status without a reply code at the very start: `5.1.1 <ann@example.com>... User unknown`, `smtp; 5.1.1 …`. */
function loneEnhancedCode(source: string, from: number): number {
  let i = from;
  while (i < source.length && isOpening(source.charCodeAt(i))) i++;
  if (enhancedEnd(source, i) > 0) return i;
  const limit = Math.min(source.length, from + 400);
  for (let at = from; at < limit; at++) {
    const code = source.charCodeAt(at);
    if (code !== 0x3a && code !== 0x3b) continue;
    let next = skipBlank(source, at + 1);
    while (isOpening(source.charCodeAt(next))) next++;
    if (enhancedEnd(source, next) > 0) return next;
  }
  return -1;
}

/** The first `#5.1.1` or `(5.1.1)` in a text, or one straight after a colon: the server did send it, only not in front. */
function codeInText(text: string): string | null {
  for (let dot = text.indexOf('.'); dot > 0; dot = text.indexOf('.', dot + 1)) {
    const at = dot - 1;
    const end = enhancedEnd(text, at);
    if (end < 0) continue;
    const before = text.charCodeAt(at - 1);
    const marked = before === hash || before === 0x28 || before === 0x5b;
    const afterColon = before === 0x20 && text.charCodeAt(at - 2) === 0x3a;
    if (marked || afterColon) return text.slice(at, end);
  }
  return null;
}

interface Prefix {
  readonly replyCode: number | null;
  readonly enhanced: string | null;
  /** The first line ended its code with a hyphen, so that more lines are to come. */
  readonly continued: boolean;
}

/** The words on one line, without the codes that continuation lines repeat. */
function readText(source: string, from: number, prefix: Prefix): { readonly text: string; readonly enhanced: string | null } {
  let end = source.length;
  while (end > from && isBlank(source.charCodeAt(end - 1))) end--;
  let enhanced = prefix.enhanced;
  let text = '';
  let begin = from;
  let i = from;
  while (i < end) {
    const code = source.charCodeAt(i);
    if (code > 0x20 && code < 0x7f) {
      i++;
      continue;
    }
    if (!isBlank(code)) {
      i++;
      continue;
    }
    if (code === 0x20) {
      // By far the most: one space before a letter, so no code is repeated here.
      const following = source.charCodeAt(i + 1);
      if (following > 0x39 && following < 0x7f) {
        i += 2;
        continue;
      }
    }
    let next = i;
    let onNewLine = false;
    let plain = true;
    while (next < end && isBlank(source.charCodeAt(next))) {
      const blank = source.charCodeAt(next);
      if (blank === 0x0a || blank === 0x0d) onNewLine = true;
      if (blank !== 0x20) plain = false;
      next++;
    }
    if (prefix.replyCode !== null && isReplyCode(source, next) && replyCodeAt(source, next) === prefix.replyCode) {
      const mark = source.charCodeAt(next + 3);
      const repeats =
        onNewLine ||
        (prefix.continued && (mark === dash || isBlank(mark))) ||
        (enhanced !== null && source.startsWith(enhanced, next + 4));
      if (repeats) {
        const after = mark === dash ? next + 4 : next + 3;
        const codes = skipCodes(source, after, null, enhanced);
        enhanced = codes.enhanced;
        text = joined(text, source.slice(begin, i));
        begin = i = Math.min(codes.end, end);
        continue;
      }
    }
    if (plain) {
      i = next;
      continue;
    }
    text = joined(text, source.slice(begin, i));
    begin = i = next;
  }
  text = joined(text, source.slice(begin, end));
  return { text: capped(text), enhanced };
}

function joined(left: string, right: string): string {
  if (left === '') return right;
  return right === '' ? left : `${left} ${right}`;
}

/** Cuts without leaving half of a surrogate pair, and repairs halves that came in. */
function capped(text: string): string {
  let cut = text;
  if (text.length > maxReplyLength) {
    const last = text.charCodeAt(maxReplyLength - 1);
    cut = text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxReplyLength - 1 : maxReplyLength);
  }
  return cut.isWellFormed() ? cut : cut.toWellFormed();
}
