import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

/** What can be wrong with the writing of an address. */
export const syntaxFaults = [
  'empty',
  'address-too-long',
  'white-space',
  'control-character',
  'invisible-character',
  'angle-bracket',
  'at-missing',
  'at-twice',
  'local-part-missing',
  'local-part-too-long',
  'local-part-character',
  'local-part-dot-first',
  'local-part-dot-last',
  'local-part-dots-together',
  'quote-open',
  'quote-inside',
  'domain-missing',
  'domain-too-long',
  'domain-character',
  'domain-dot-first',
  'domain-dot-last',
  'domain-dots-together',
  'domain-hyphen',
  'domain-label-too-long',
  'domain-without-dot',
  'domain-top-level-numeric',
  'domain-international',
  'literal-without-brackets',
  'literal-wrong',
] as const;
export type SyntaxFault = (typeof syntaxFaults)[number];

export interface WrittenAddress {
  readonly localPart: string;
  /** In ASCII and lower case (RFC 5891); of a literal with its brackets. */
  readonly domain: string;
  readonly isQuoted: boolean;
  readonly isLiteral: boolean;
  /** Needs a server that speaks SMTPUTF8 (RFC 6531). */
  readonly isInternational: boolean;
}

export type AddressSyntax =
  | { readonly ok: true; readonly address: WrittenAddress }
  /** Where the fault is: offsets into the text as given, `end` exclusive. */
  | { readonly ok: false; readonly fault: SyntaxFault; readonly start: number; readonly end: number };

const maxLocalPartOctets = 64;
/** A path has 256 octets with its angle brackets (RFC 5321 §4.5.3.1.3). */
const maxAddressOctets = 254;
/** 255 octets on the wire, of which two are not the name's own letters (RFC 1035 §3.1). */
const maxDomainOctets = 253;
const maxLabelOctets = 63;

/** RFC 5322 §3.2.3 `atext`, and all beyond ASCII (RFC 6531 §3.3). */
const notAtext = /[^\w!#$%&'*+/=?^`{|}~.\u0080-\u{10ffff}-]/u;
/** Joiners are needed to write some languages; everything else that nobody sees came by a paste. */
const invisible = /(?![\u200c\u200d])[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u;

/**
 * Reads an address as SMTP takes it (RFC 5321 §4.1.2 `Mailbox`, RFC 6531 beyond ASCII): no comments, no folding, no obsolete
 * forms. The first fault from the left where there are several.
 */
export function readAddress(text: string): AddressSyntax {
  if (text === '') return fault('empty', 0, 0);
  const at = splitAt(text);
  const unseen =
    firstMatch(text, /\p{Cc}/u, 'control-character') ??
    firstMatch(text, invisible, 'invisible-character') ??
    (text.startsWith('"') ? null : firstMatch(text, /\s/u, 'white-space')) ??
    (text.startsWith('"') ? null : firstMatch(text, /[<>]/u, 'angle-bracket'));
  if (unseen) return unseen;
  if (at === -1) {
    return text.startsWith('"') && closingQuote(text) === -1
      ? fault('quote-open', 0, text.length)
      : fault('at-missing', 0, text.length);
  }
  const localPart = text.slice(0, at);
  const domain = text.slice(at + 1);
  const wrong = localPartFault(localPart) ?? shifted(domainFault(domain), at + 1);
  if (wrong) return wrong;
  const ascii = domain.startsWith('[') ? domain : asciiOf(domain);
  if (octets(localPart) + 1 + ascii.length > maxAddressOctets) return fault('address-too-long', 0, text.length);
  return {
    ok: true,
    address: {
      localPart,
      domain: ascii.toLowerCase(),
      isQuoted: localPart.startsWith('"'),
      isLiteral: domain.startsWith('['),
      isInternational: !/^[\0-\x7f]*$/.test(localPart),
    },
  };
}

/** The @ that parts the two: of an unquoted local part the first one. -1 where there is none. */
function splitAt(text: string): number {
  if (!text.startsWith('"')) return text.indexOf('@');
  const closing = closingQuote(text);
  return closing === -1 ? -1 : text.indexOf('@', closing);
}

/** Of a text that starts with a quotation mark; -1: it never closes. */
function closingQuote(text: string): number {
  for (let index = 1; index < text.length; index++) {
    if (text[index] === '\\') index++;
    else if (text[index] === '"') return index;
  }
  return -1;
}

function localPartFault(localPart: string): AddressSyntax | null {
  if (localPart === '') return fault('local-part-missing', 0, 0);
  if (localPart.startsWith('"')) {
    const closing = closingQuote(localPart);
    if (closing !== localPart.length - 1) return fault('quote-inside', closing + 1, localPart.length);
  } else {
    const wrong = localPart.includes('"')
      ? fault('quote-inside', localPart.indexOf('"'), localPart.indexOf('"') + 1)
      : firstMatch(localPart, notAtext, 'local-part-character');
    if (wrong) return wrong;
    if (localPart.startsWith('.')) return fault('local-part-dot-first', 0, 1);
    if (localPart.endsWith('.')) return fault('local-part-dot-last', localPart.length - 1, localPart.length);
    const dots = localPart.indexOf('..');
    if (dots !== -1) return fault('local-part-dots-together', dots, dots + 2);
  }
  return octets(localPart) > maxLocalPartOctets ? fault('local-part-too-long', 0, localPart.length) : null;
}

/** What is wrong with a domain as people write it; null: nothing. */
export function domainFault(domain: string): AddressSyntax | null {
  if (domain === '') return fault('domain-missing', 0, 0);
  if (domain.startsWith('[')) return isLiteral(domain) ? null : fault('literal-wrong', 0, domain.length);
  if (domain.includes('@')) return fault('at-twice', domain.indexOf('@'), domain.indexOf('@') + 1);
  if (isIPv4(domain) || isIPv6(domain)) return fault('literal-without-brackets', 0, domain.length);
  // Letters, marks and digits of any language (RFC 5891 §4.2 says the rest); the underscore is for names that are no hosts.
  const wrong = firstMatch(domain, /(?![\u200c\u200d])[^\p{L}\p{M}\p{N}.-]/u, 'domain-character');
  if (wrong) return wrong;
  if (domain.startsWith('.')) return fault('domain-dot-first', 0, 1);
  const dots = domain.indexOf('..');
  if (dots !== -1) return fault('domain-dots-together', dots, dots + 2);
  if (domain.endsWith('.')) return fault('domain-dot-last', domain.length - 1, domain.length);
  const ascii = asciiOf(domain);
  if (ascii === '') return fault('domain-international', 0, domain.length);
  let start = 0;
  const labels = domain.split('.');
  for (const label of labels) {
    const end = start + label.length;
    if (label.startsWith('-')) return fault('domain-hyphen', start, start + 1);
    if (label.endsWith('-')) return fault('domain-hyphen', end - 1, end);
    if (asciiOf(label).length > maxLabelOctets) return fault('domain-label-too-long', start, end);
    start = end + 1;
  }
  const last = labels.at(-1)!;
  // Fully-qualified names only (RFC 5321 §2.3.5); no top-level domain takes mail itself.
  if (labels.length === 1) return fault('domain-without-dot', 0, domain.length);
  if (/^\d+$/.test(last)) return fault('domain-top-level-numeric', domain.length - last.length, domain.length);
  return ascii.length > maxDomainOctets ? fault('domain-too-long', 0, domain.length) : null;
}

/** A domain in ASCII and lower case; empty: an international name that cannot be (RFC 5891). */
export function asciiOf(domain: string): string {
  const lower = domain.toLowerCase();
  return /[^\0-\x7f]/.test(lower) ? domainToASCII(lower) : lower;
}

/** RFC 5321 §4.1.3; general literals have no registered tag. */
function isLiteral(text: string): boolean {
  const inside = /^\[([^[\]]*)\]$/.exec(text)?.[1];
  if (inside === undefined) return false;
  const six = /^ipv6:(.*)$/i.exec(inside)?.[1];
  return six === undefined ? isIPv4(inside) : isIPv6(six) && !six.includes('%');
}

function octets(text: string): number {
  return Buffer.byteLength(text);
}

function firstMatch(text: string, pattern: RegExp, name: SyntaxFault): (AddressSyntax & { ok: false }) | null {
  const found = pattern.exec(text);
  return found ? fault(name, found.index, found.index + found[0].length) : null;
}

function fault(name: SyntaxFault, start: number, end: number): AddressSyntax & { ok: false } {
  return { ok: false, fault: name, start, end };
}

function shifted(syntax: AddressSyntax | null, by: number): AddressSyntax | null {
  return syntax && !syntax.ok ? { ...syntax, start: syntax.start + by, end: syntax.end + by } : syntax;
}

/**
 * The address that was most likely meant where only its wrapping is wrong: outer space, `mailto:`, a name with angle brackets, a
 * dot at the end, a comma for a dot. Null: no such luck.
 */
export function unwrapped(text: string): string | null {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  const at = inner.lastIndexOf('@');
  const tidy = inner
    .replace(/^[\s"'(]*(?:mailto:)?\s*/i, '')
    .replace(/[\s"'),;.]+$/, '')
    .replaceAll(/[\p{Cf}\s]/gu, '')
    .replace(/@.*$/, (domain) => (at === -1 ? domain : domain.replaceAll(',', '.').replaceAll(/\.{2,}/g, '.')));
  return tidy !== text && readAddress(tidy).ok ? tidy : null;
}
