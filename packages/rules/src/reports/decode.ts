type Decoder = InstanceType<typeof TextDecoder>;

// TextDecoder is costly to make and cheap to keep; the number of kept ones is bounded since labels come from strangers.
const decoders = new Map<string, Decoder | null>();
const maxDecoders = 40;

function decoderFor(label: string): Decoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  let decoder: Decoder | null = null;
  try {
    decoder = new TextDecoder(label);
  } catch {
    // Not a charset: the caller falls back.
  }
  if (decoders.size >= maxDecoders) decoders.clear();
  decoders.set(label, decoder);
  return decoder;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** One character for every byte, so that offsets into the text are offsets into the bytes. */
export function latin1(bytes: Uint8Array): string {
  return windows1252.decode(bytes);
}

/** windows-1252 puts these characters at 0x80 to 0x9F; everything else is its own code. */
const codeOfCharacter = new Map<number, number>(
  Array.from({ length: 32 }, (_, i) => [latin1(new Uint8Array([0x80 + i])).codePointAt(0)!, 0x80 + i] as const),
);

/** The inverse of `latin1`. */
export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[i] = code < 256 ? code : (codeOfCharacter.get(code) ?? 63);
  }
  return bytes;
}

/** Where these are named and the bytes are valid UTF-8, it is UTF-8: mislabelled, or pasted as text. By chance it hardly is. */
const western = new Set(['iso-8859-1', 'iso-8859-15', 'windows-1252', 'latin1']);

/** By the charset named; without a usable one UTF-8 if the bytes allow it, else windows-1252. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  const label = charset.length <= 40 ? charset.trim().toLowerCase() : '';
  const plain = label === '' || label === 'us-ascii' || label === 'ascii' || label === 'utf-8' || label === 'utf8';
  if (!plain && !western.has(label)) {
    const decoder = decoderFor(label);
    if (decoder) return decoder.decode(bytes);
  }
  // Japanese reporters leave the charset out: the escape sequences of ISO-2022-JP tell.
  if (bytes.includes(27) && isIso2022(bytes)) return decoderFor('iso-2022-jp')?.decode(bytes) ?? latin1(bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return (western.has(label) ? decoderFor(label) : null)?.decode(bytes) ?? latin1(bytes);
  }
}

/** ESC `$` `B` or `$` `@`: the change to JIS X 0208 (RFC 1468). */
function isIso2022(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(27), tries = 0; at >= 0 && tries < 100; at = bytes.indexOf(27, at + 1), tries++) {
    if (bytes[at + 1] === 36 && (bytes[at + 2] === 66 || bytes[at + 2] === 64)) return true;
  }
  return false;
}

const escape = String.fromCharCode(27);

/** Nothing but ASCII, and no escape sequences that mean something else. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uFFFF]/.test(text) && !text.includes(escape);
}

/** Text of one character a byte, made readable: UTF-8 where it is that, else as windows-1252. */
export function decodeText(text: string): string {
  return isAscii(text) ? text : decodeCharset(toBytes(text), '');
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 65 && code <= 70) return code - 55;
  if (code >= 97 && code <= 102) return code - 87;
  return -1;
}

/** RFC 2045 §6.7. What is not well formed stays as it is. */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  let at = bytes.indexOf(61);
  if (at < 0) return bytes;
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let from = 0;
  for (; at >= 0; at = bytes.indexOf(61, from)) {
    out.set(bytes.subarray(from, at), length);
    length += at - from;
    const high = hexValue(bytes[at + 1] ?? 0);
    const low = hexValue(bytes[at + 2] ?? 0);
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      from = at + 3;
      continue;
    }
    let next = at + 1;
    while (next - at < 80 && (bytes[next] === 32 || bytes[next] === 9 || bytes[next] === 13)) next++;
    if (bytes[next] === 10) from = next + 1;
    else {
      out[length++] = 61;
      from = at + 1;
    }
  }
  out.set(bytes.subarray(from), length);
  return out.subarray(0, length + bytes.length - from);
}

/** RFC 2045 §6.8. Skips what is no base64; stops at the padding. */
export function decodeBase64(text: string): Uint8Array {
  const out = new Uint8Array(Math.floor((text.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    let value: number;
    if (code >= 65 && code <= 90) value = code - 65;
    else if (code >= 97 && code <= 122) value = code - 71;
    else if (code >= 48 && code <= 57) value = code + 4;
    else if (code === 43 || code === 45) value = 62;
    else if (code === 47 || code === 95) value = 63;
    else if (code === 61) break;
    else continue;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out[length++] = (bits >> held) & 255;
    }
    bits &= 0xffff;
  }
  return out.subarray(0, length);
}

interface Word {
  readonly charset: string;
  readonly bytes: Uint8Array;
}

/** Encoded words (RFC 2047), also inside words and quotes, where they should not stand but do. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  let out = '';
  let pending: Word[] = [];
  let at = 0;
  while (at < value.length) {
    const open = value.indexOf('=?', at);
    if (open < 0) break;
    const between = value.slice(at, open);
    const parsed = wordAt(value, open);
    if (!parsed) {
      out += joinWords(pending) + between + '=?';
      pending = [];
      at = open + 2;
      continue;
    }
    // White space between two encoded words is not part of the text (§6.2).
    if (pending.length === 0 || between.trim() !== '') {
      out += joinWords(pending) + between;
      pending = [];
    }
    pending.push(parsed.word);
    at = parsed.end;
  }
  return out + joinWords(pending) + value.slice(at);
}

function wordAt(value: string, open: number): { word: Word; end: number } | null {
  // Windows of a fixed size: what never ends must not be searched to its end from every place.
  const charsetLength = value.slice(open + 2, open + 62).indexOf('?');
  const charsetEnd = open + 2 + charsetLength;
  if (charsetLength < 0 || value[charsetEnd + 2] !== '?') return null;
  const encoding = value[charsetEnd + 1]!.toLowerCase();
  if (encoding !== 'q' && encoding !== 'b') return null;
  const length = value.slice(charsetEnd + 3, charsetEnd + 2003).indexOf('?=');
  if (length < 0) return null;
  const close = charsetEnd + 3 + length;
  const charset = value.slice(open + 2, charsetEnd).split('*', 1)[0]!;
  const text = value.slice(charsetEnd + 3, close);
  const bytes = encoding === 'b' ? decodeBase64(text) : decodeQuotedPrintable(toBytes(text.replaceAll('_', ' ')));
  return { word: { charset, bytes }, end: close + 2 };
}

/** Neighbours in one charset are decoded together: a character may be cut in two. */
function joinWords(words: readonly Word[]): string {
  let out = '';
  for (let i = 0; i < words.length;) {
    const charset = words[i]!.charset;
    const group: Uint8Array[] = [];
    for (; i < words.length && words[i]!.charset === charset; i++) group.push(words[i]!.bytes);
    const bytes = new Uint8Array(group.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of group) {
      bytes.set(part, offset);
      offset += part.length;
    }
    out += decodeCharset(bytes, charset);
  }
  return out;
}

/** Lines that end in one line feed. Some quote a server's line with the end that it came with: CR CR LF. */
export function unixLines(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\r\n', '\n').replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}
