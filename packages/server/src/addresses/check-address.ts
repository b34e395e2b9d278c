import { isDisposableEmailDomain } from 'disposable-email-domains-js';
import { readAddress, unwrapped, type WrittenAddress } from './address-syntax.ts';
import { checkMailDomain } from './check-mail-domain.ts';
import type { Dns } from './dns.ts';
import { severityOf, type Finding } from './finding.ts';
import { lookAlike } from './look-alike.ts';
import { roleOf } from './role-accounts.ts';

/** Where in the text as given a fault of writing is; `end` exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface AddressFacts {
  readonly findings: readonly Finding[];
  /** Null: it cannot be read as an address. */
  readonly address: WrittenAddress | null;
  /** Of a fault of writing. */
  readonly place: Place | null;
  /** The address that was most likely meant; null: nothing better is known. */
  readonly suggestion: string | null;
}

/** What the sender knows of domains. */
export interface KnownDomains {
  /** Mails of this sender arrive there. */
  arrives(domain: string): Promise<boolean>;
  /** Those to which most of its mails go. */
  frequent(): Promise<readonly string[]>;
}

/** What can be said of an address without mailing it. */
export async function factsOfAddress(text: string, dns: Dns, known: KnownDomains): Promise<AddressFacts> {
  const read = readAddress(text);
  if (!read.ok) {
    const { fault, start, end } = read;
    return {
      findings: [{ code: `syntax-${fault}`, words: { part: text.slice(start, end) } }],
      address: null,
      place: { start, end },
      suggestion: unwrapped(text),
    };
  }
  const { address } = read;
  const [domain, alike] = address.isLiteral
    ? [null, null]
    : await Promise.all([checkMailDomain(dns, address.domain), alikeOf(address, known)]);
  const suggestion = alike && `${address.localPart}@${alike}`;
  // A mistyped domain may have a mail server of its own, and may be right; one that takes no mail is not.
  const likeness = domain && severityOf(domain) === 'problem' ? ('typing-error' as const) : ('look-alike' as const);
  const role = roleOf(address.localPart);
  const findings: Finding[] = [
    ...(address.isLiteral ? [{ code: 'address-literal' } as const] : []),
    ...(address.isInternational ? [{ code: 'address-international' } as const] : []),
    ...(domain ? [domain] : []),
    ...(alike && suggestion ? [{ code: likeness, words: { domain: address.domain, known: alike, suggestion } }] : []),
    ...(isDisposableEmailDomain(address.domain) ? [{ code: 'disposable', words: { domain: address.domain } } as const] : []),
    ...(role ? [{ code: role }] : []),
  ];
  return { findings, address, place: null, suggestion };
}

async function alikeOf({ domain }: WrittenAddress, known: KnownDomains): Promise<string | null> {
  const alike = lookAlike(domain, await known.frequent());
  return alike !== null && !(await known.arrives(domain)) ? alike : null;
}
