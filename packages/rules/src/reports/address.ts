/** Characters that end an address in running text. */
const stops = new Set([
  ' ',
  '\t',
  '\r',
  '\n',
  '<',
  '>',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ';',
  ':',
  '"',
  "'",
  '`',
  '|',
  '«',
  '»',
  '“',
  '”',
  '„',
  '‘',
  '’',
  '「',
  '」',
  '(',
  ')',
  '=',
  '\u00a0',
  '，',
  '。',
  '、',
  '：',
  '；',
  '！',
  '？',
  '（',
  '）',
]);
const maxLength = 320;

/** Bare address: no brackets, quotes, prefix or trailing dot; the domain in lower case. A name without @ stays as it is. */
export function cleanAddress(value: string): string {
  let address = value.trim();
  const open = address.lastIndexOf('<');
  const close = address.indexOf('>', open + 1);
  if (open >= 0) address = address.slice(open + 1, close < 0 ? undefined : close);
  else if (close >= 0) address = address.slice(0, close);
  address = address.trim();
  if (/^mailto:/i.test(address)) address = address.slice(7);
  // X.400 gateways: `dda:SMTP=ann@example.com`.
  else if (/^smtp=/i.test(address)) address = address.slice(5);
  // Source route (RFC 5321 appendix C): the last address counts.
  if (address.startsWith('@') && address.includes(':')) address = address.slice(address.indexOf(':') + 1);
  if (!address.startsWith('"')) {
    let end = address.length;
    while (end > 0 && '.,;:!?\'"'.includes(address[end - 1]!)) end--;
    address = address.slice(0, end);
    let start = 0;
    while (start < address.length && '\'",;:'.includes(address[start]!)) start++;
    address = address.slice(start);
  }
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at)}@${address.slice(at + 1).toLowerCase()}`;
}

/** First mailbox of a From or To field; empty when it holds none. */
export function mailboxOf(value: string): string {
  const open = value.lastIndexOf('<');
  if (open >= 0) {
    const close = value.indexOf('>', open);
    const address = cleanAddress(value.slice(open, close < 0 ? undefined : close + 1));
    if (address.includes('@')) return address;
  }
  return addressesIn(value, 1)[0]?.address ?? '';
}

export interface FoundAddress {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

/** Addresses in running text, in order, at most `most`. A quoted local part counts only between angle brackets. */
export function addressesIn(text: string, most: number): FoundAddress[] {
  const found: FoundAddress[] = [];
  for (let at = text.indexOf('@'); at >= 0 && found.length < most; at = text.indexOf('@', at + 1)) {
    const address = addressAround(text, at);
    if (!address) continue;
    found.push(address);
    at = Math.max(at, address.end - 1);
  }
  return found;
}

function addressAround(text: string, at: number): FoundAddress | null {
  let start = at;
  if (text[at - 1] === '"') {
    const from = text.lastIndexOf('"', at - 2);
    if (from < 0 || at - from > 66 || text[from - 1] !== '<') return null;
    start = from;
  } else {
    // "=" may stand in a local part (SRS, BATV): only domains end there.
    while (start > 0 && at - start < 250 && (text[start - 1] === '=' || !stops.has(text[start - 1]!))) start--;
    while (start < at && '=.*-/\\'.includes(text[start]!)) start++;
  }
  let end = at + 1;
  if (text[end] === '[') {
    const close = text.slice(end, end + 60).indexOf(']');
    if (close < 0) return null;
    end += close + 1;
  } else {
    while (
      end < text.length &&
      end - start < maxLength &&
      !stops.has(text[end]!) &&
      !'/\\*#&%!?'.includes(text[end]!) &&
      text[end] !== '@'
    )
      end++;
    while (end > at && '.-_~+$^'.includes(text[end - 1]!)) end--;
  }
  if (start === at || end - at < 3) return null;
  const address = cleanAddress(text.slice(start, end));
  return isAddress(address) ? { address, start, end } : null;
}

export function isAddress(value: string): boolean {
  const at = value.lastIndexOf('@');
  return (
    at > 0 &&
    at < value.length - 1 &&
    value.length <= maxLength &&
    !/[\s<>]/.test(value.startsWith('"') ? value.slice(at) : value)
  );
}

/**
 * Address of a DSN field (`rfc822; ann@example.com`, RFC 3464 §2.1.2; `utf-8;`, RFC 6533 §3), its type taken off. Undoes
 * what xtext hides from view and an address really holds: plus, equals, and `\x{…}`.
 */
export function typedAddress(value: string): string {
  const semicolon = value.indexOf(';');
  const type = semicolon < 0 ? '' : value.slice(0, semicolon).trim().toLowerCase();
  const typed = semicolon >= 0 && !type.includes('@') && !type.includes('<');
  let address = (typed ? value.slice(semicolon + 1) : value).trim();
  if (address.includes('+2B') || address.includes('+3D')) address = address.replaceAll('+2B', '+').replaceAll('+3D', '=');
  if (address.includes('\\x{')) {
    address = address.replaceAll(/\\x\{([0-9A-Fa-f]{1,6})\}/g, (all, hex: string) => {
      const code = Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    });
  }
  // X.400 gateways (RFC 2156 §4): `/C=NL/DDA:RFC-822=ann(a)example.com/`.
  const mapped =
    type === 'x400' || type === 'x-x400' || address.startsWith('/') ? /rfc-?822=([^;/]{3,255})/i.exec(address)?.[1] : undefined;
  if (mapped) address = mapped.replace(/\(a\)/i, '@');
  // A line that belongs elsewhere was taken for the field's continuation.
  const first = address.startsWith('"') ? '' : address.split(/\s/, 1)[0]!;
  if (first.includes('@') && !first.includes('<')) address = first;
  const comment = address.startsWith('"') ? -1 : address.indexOf(' (');
  return cleanAddress(comment > 0 ? address.slice(0, comment) : address);
}
