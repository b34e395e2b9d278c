import { decodeBase64, decodeCharset, decodeQuotedPrintable, isAscii, latin1 } from './decode.ts';
import { type Header, headerParam, headerToken, headerValue, readHeaders } from './headers.ts';
import { htmlToText } from './html.ts';

/** Bounds on what one mail can make us do. What lies beyond them is not looked at. */
export const limits = { depth: 10, parts: 200, mailBytes: 4 << 20, partBytes: 256 << 10 } as const;

/** One entity of a mail (RFC 2045 §2.4). Positions are byte offsets into the mail, which its Latin-1 text shares. */
export interface Entity {
  readonly headers: readonly Header[];
  /** `type/subtype` in lower case; `text/plain` when missing or unreadable. */
  readonly type: string;
  readonly start: number;
  readonly bodyStart: number;
  readonly end: number;
  readonly parts: readonly Entity[];
}

/** The bytes of a mail, and the same as text of one character a byte: offsets agree. */
export interface MailSource {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Line ends become LF in mails that know only CR; everything else stays as it came. */
export function toSource(raw: Uint8Array): MailSource {
  let bytes = raw.length > limits.mailBytes ? raw.subarray(0, limits.mailBytes) : raw;
  let text = latin1(bytes);
  if (!text.includes('\n') && text.includes('\r')) {
    bytes = bytes.map((byte) => (byte === 13 ? 10 : byte));
    text = latin1(bytes);
  }
  return { bytes, text };
}

export function readEntity(source: MailSource): Entity {
  return entityAt(source, 0, source.text.length, 0, { left: limits.parts });
}

/** The entity that a `message/*` part carries, or a part that starts with header fields; without its own parts' bodies. */
export function embeddedHeaders(source: MailSource, part: Entity): readonly Header[] {
  const encoding = headerToken(part.headers, 'content-transfer-encoding');
  const encoded = encoding === 'base64' || encoding === 'quoted-printable';
  const own = encoded ? toSource(decodedBytes(source, part)) : source;
  const from = encoded ? 0 : part.bodyStart;
  return readHeaders(own, from, Math.min(encoded ? own.text.length : part.end, from + limits.partBytes)).headers;
}

/** The bytes of the mail that a `message/rfc822` part holds. */
export function embeddedSource(source: MailSource, part: Entity): MailSource {
  return toSource(decodedBytes(source, part));
}

/** Text of a leaf: transfer encoding and charset undone, HTML reduced to its words. At most `limits.partBytes` of it. */
export function textOf(source: MailSource, part: Entity): string {
  const text = plainText(source, part) ?? decodedText(source, part);
  return part.type === 'text/html' ? htmlToText(text) : text;
}

function decodedText(source: MailSource, part: Entity): string {
  return decodeCharset(decodedBytes(source, part), headerParam(headerValue(part.headers, 'content-type'), 'charset'));
}

/** Most parts are ASCII in no encoding: their text is there already. */
function plainText({ text }: MailSource, part: Entity): string | null {
  const encoding = headerToken(part.headers, 'content-transfer-encoding');
  if (encoding === 'base64' || encoding === 'quoted-printable') return null;
  const own = text.slice(part.bodyStart, Math.min(part.end, part.bodyStart + limits.partBytes));
  // UTF-16 is no superset of ASCII, and ISO-2022 begins with an escape.
  return isAscii(own) && !/utf-?16|utf-?32|utf-?7|hz-gb/i.test(headerValue(part.headers, 'content-type')) ? own : null;
}

function decodedBytes({ bytes, text }: MailSource, part: Entity): Uint8Array {
  const end = Math.min(part.end, part.bodyStart + limits.partBytes);
  switch (headerToken(part.headers, 'content-transfer-encoding')) {
    case 'base64':
      return decodeBase64(text.slice(part.bodyStart, end));
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes.subarray(part.bodyStart, end));
    default:
      return bytes.subarray(part.bodyStart, end);
  }
}

function entityAt(source: MailSource, start: number, end: number, depth: number, budget: { left: number }): Entity {
  const { headers, bodyStart } = readHeaders(source, start, end);
  const contentType = headerValue(headers, 'content-type');
  const type =
    depth === 0 && contentType === '' && isUndeclared(source.text, bodyStart) ? 'multipart/mixed' : mediaType(contentType);
  const entity = { headers, type, start, bodyStart, end };
  if (!type.startsWith('multipart/') || depth >= limits.depth) return { ...entity, parts: [] };
  const parts: Entity[] = [];
  for (const [from, to] of splitParts(source.text, bodyStart, end, headerParam(contentType, 'boundary'))) {
    if (--budget.left < 0) break;
    parts.push(entityAt(source, from, to, depth + 1, budget));
  }
  return { ...entity, parts };
}

/** The header lost its fields, and the body begins as that of a multipart does. */
function isUndeclared(text: string, bodyStart: number): boolean {
  const opening = text.slice(bodyStart, bodyStart + 400);
  return /^\s{0,9}(?:this is a (?:multi-?part|mime)[^\n]{0,100}\n\s{0,9})?--\S[^\n]{0,120}\ncontent-/i.test(opening);
}

function mediaType(contentType: string): string {
  // Some forget the semicolon before the first parameter.
  const type = contentType.trimStart().split(/[;\s]/, 1)[0]!.toLowerCase();
  return type.includes('/') ? type : 'text/plain';
}

/**
 * Spans between the delimiter lines (RFC 2046 §5.1.1). A missing end delimiter is no fault. Where the boundary never
 * occurs, the first line that looks like a delimiter above a Content-… field stands in for it.
 */
function splitParts(text: string, bodyStart: number, end: number, boundary: string): [number, number][] {
  let delimiter = boundary && boundary.length <= 200 ? `--${boundary}` : '';
  let at = delimiter ? nextDelimiter(text, delimiter, bodyStart, end) : -1;
  if (at < 0) {
    delimiter = guessDelimiter(text, bodyStart, end);
    at = delimiter ? nextDelimiter(text, delimiter, bodyStart, end) : -1;
  }
  const spans: [number, number][] = [];
  while (at >= 0 && spans.length < limits.parts) {
    if (text.startsWith('--', at + delimiter.length)) break;
    const lineEnd = text.indexOf('\n', at + delimiter.length);
    const from = lineEnd < 0 || lineEnd >= end ? end : lineEnd + 1;
    at = nextDelimiter(text, delimiter, from, end);
    let to = at < 0 ? end : at;
    if (at > from && text.charCodeAt(to - 1) === 10) to -= text.charCodeAt(to - 2) === 13 ? 2 : 1;
    spans.push([from, Math.max(from, to)]);
  }
  return spans;
}

function nextDelimiter(text: string, delimiter: string, from: number, end: number): number {
  // A window, so that a delimiter that does not occur is not searched to the end of the mail from every part.
  const window = text.slice(from, end);
  for (let found = window.indexOf(delimiter); found >= 0; found = window.indexOf(delimiter, found + 1)) {
    const at = from + found;
    const before = at === 0 ? 10 : text.charCodeAt(at - 1);
    if (before !== 10) continue;
    const after = text.charCodeAt(at + delimiter.length);
    if (Number.isNaN(after) || after === 10 || after === 13 || after === 32 || after === 9) return at;
    if (after === 45 && text.charCodeAt(at + delimiter.length + 1) === 45) return at;
  }
  return -1;
}

function guessDelimiter(text: string, bodyStart: number, end: number): string {
  let at = text.startsWith('--', bodyStart) ? bodyStart : text.indexOf('\n--', bodyStart) + 1;
  for (let tries = 0; at > 0 && at < end && tries < 100; tries++) {
    const lineEnd = text.indexOf('\n', at);
    if (lineEnd < 0) return '';
    const line = text.slice(at, Math.min(lineEnd, at + 200)).trimEnd();
    if (line.length > 2 && text.slice(lineEnd + 1, lineEnd + 9).toLowerCase() === 'content-') return line;
    at = text.indexOf('\n--', lineEnd) + 1;
  }
  return '';
}
