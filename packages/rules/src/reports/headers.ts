import { decodeText, decodeWords } from './decode.ts';

/** One header field; the value stays bytes until it is asked for. */
export interface Header {
  /** In lower case. */
  readonly name: string;
  /** As it stands in the mail, folded, one character a byte. */
  readonly raw: string;
  /** Unfolded, as text. */
  readonly value: string;
}

class Field implements Header {
  readonly name: string;
  readonly raw: string;
  #value: string | undefined;

  constructor(name: string, raw: string) {
    this.name = name;
    this.raw = raw;
  }

  get value(): string {
    return (this.#value ??= unfold(this.raw));
  }
}

const maxHeaders = 1000;
const maxValueLength = 16 << 10;

/**
 * Header fields from `start` (RFC 5322 §2.2), and where the body begins. Tolerates an mbox "From " line, LF and CRLF mixed,
 * and a stray line between two fields; a line that is no field and has none behind it begins the body.
 */
export function readHeaders(
  { text }: { readonly text: string },
  start: number,
  end: number,
): { headers: Header[]; bodyStart: number } {
  const headers: Header[] = [];
  let at = start;
  while (at < end && headers.length < maxHeaders) {
    let lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0 || lineEnd > end) lineEnd = end;
    const first = text.charCodeAt(at);
    if (lineEnd === at || ((first === 13 || isBlank(first)) && isEmptyLine(text, at, end))) {
      // A blank line before the first field is a mail that lost its way, not an empty header.
      if (headers.length > 0 || at !== start) return { headers, bodyStart: Math.min(lineEnd + 1, end) };
      at = lineEnd + 1;
      if (colonOf(text, at, end) < 0) return { headers, bodyStart: Math.min(at, end) };
      continue;
    }
    const colon = colonOf(text, at, lineEnd);
    if (colon < 0) {
      const mbox = at === start && (text.startsWith('From ', at) || text.startsWith('>From ', at));
      const next = lineEnd + 1;
      if (!mbox && (next >= end || colonOf(text, next, end) < 0)) return { headers, bodyStart: at };
      at = next;
      continue;
    }
    let valueEnd = lineEnd;
    while (valueEnd < end && isBlank(text.charCodeAt(valueEnd + 1)) && !isEmptyLine(text, valueEnd + 1, end)) {
      const next = text.indexOf('\n', valueEnd + 1);
      valueEnd = next < 0 || next > end ? end : next;
    }
    const name = text.slice(at, colon).trimEnd().toLowerCase();
    headers.push(new Field(name, text.slice(colon + 1, Math.min(valueEnd, colon + 1 + maxValueLength))));
    at = valueEnd + 1;
  }
  return { headers, bodyStart: Math.min(at, end) };
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** A line of blanks only ends the header in practice: many mailers pad the empty line. */
function isEmptyLine(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) return true;
    if (code !== 32 && code !== 9 && code !== 13) return false;
  }
  return true;
}

/** Position of the colon when a field starts at `at`, else -1 (RFC 5322 §3.6.8; blanks before the colon are obsolete but real). */
function colonOf(text: string, at: number, end: number): number {
  const limit = Math.min(end, at + 100);
  for (let i = at; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 58) return i > at ? i : -1;
    if (code === 32 || code === 9) {
      while (isBlank(text.charCodeAt(++i)));
      return i < limit && i > at + 1 && text.charCodeAt(i) === 58 && !isBlank(text.charCodeAt(at)) ? i : -1;
    }
    if (code < 33 || code > 126) return -1;
  }
  return -1;
}

/** First field of that name, unfolded, as text; empty when absent. */
export function headerValue(headers: readonly Header[], name: string): string {
  for (const header of headers) if (header.name === name) return header.value;
  return '';
}

export function headerValues(headers: readonly Header[], name: string): string[] {
  return headers.filter((header) => header.name === name).map(({ value }) => value);
}

/** As `headerValue`, with encoded words (RFC 2047) decoded. */
export function headerText(headers: readonly Header[], name: string): string {
  return decodeWords(headerValue(headers, name));
}

/** First word of a field such as Content-Transfer-Encoding, in lower case. */
export function headerToken(headers: readonly Header[], name: string): string {
  const value = headerValue(headers, name).toLowerCase();
  let end = 0;
  while (end < value.length && !' \t;(,'.includes(value[end]!)) end++;
  return value.slice(0, end);
}

function unfold(raw: string): string {
  const value = raw.includes('\n') || raw.includes('\t') ? raw.replaceAll('\r', '').replaceAll(/[\n\t]/g, ' ') : raw;
  return decodeText(value).trim();
}

/** A parameter of a structured field (RFC 2045 §5.1), quotes undone; empty when absent. Reads RFC 2231 continuations too. */
export function headerParam(value: string, name: string): string {
  const lower = value.toLowerCase();
  let joined = '';
  for (let at = lower.indexOf(';'); at >= 0;) {
    let i = at + 1;
    while (i < value.length && (value[i] === ' ' || value[i] === ';')) i++;
    const equals = value.indexOf('=', i);
    if (equals < 0) break;
    const key = lower.slice(i, equals).trim();
    let from = equals + 1;
    while (value[from] === ' ') from++;
    let text = '';
    let end = from;
    if (value[from] === '"') {
      for (end = from + 1; end < value.length && value[end] !== '"'; end++) {
        if (value[end] === '\\') end++;
        text += value[end] ?? '';
      }
    } else {
      while (end < value.length && value[end] !== ';' && value[end] !== ' ') end++;
      text = value.slice(from, end);
    }
    if (key === name || key === `${name}*`) return text;
    if (key.startsWith(`${name}*`)) joined += text;
    at = lower.indexOf(';', end);
  }
  return joined;
}
