import { isIP, isIPv6 } from 'node:net';
import { asciiOf, domainFault } from '../addresses/address-syntax.ts';
import type { DomainReport } from '../addresses/check-domain.ts';
import { sentenceOf } from '../addresses/finding.ts';
import { badArgument } from '../errors.ts';
import type { Service } from '../service.ts';

export const maxSendingIps = 20;
export const maxSelectors = 10;
/** About what the questions to DNS come to. */
export const domainCheckCost = 100;

export interface AskedDomainCheck {
  readonly domain: string;
  readonly sendingIps: readonly string[];
  readonly dkimSelectors: readonly string[];
}

/** Throws a fault that names the field. */
export async function domainReport(service: Service, asked: AskedDomainCheck): Promise<DomainReport> {
  const domain = asked.domain.trim().replace(/\.$/, '');
  const wrong = domainFault(domain);
  if (domain.startsWith('[')) throw badArgument('domain', 'give a domain, such as example.com');
  if (wrong && !wrong.ok) {
    const { fault, start, end } = wrong;
    throw badArgument('domain', sentenceOf({ code: `syntax-${fault}`, words: { part: domain.slice(start, end) } }, 'en'));
  }
  if (asked.sendingIps.length > maxSendingIps) throw badArgument('sendingIps', `give at most ${maxSendingIps}`);
  if (asked.dkimSelectors.length > maxSelectors) throw badArgument('dkimSelectors', `give at most ${maxSelectors}`);
  const sendingIps = asked.sendingIps.map((ip, index) => {
    if (isIP(ip) === 0 || ip.includes('%'))
      throw badArgument(`sendingIps.${index}`, 'give an IP address, such as 192.0.2.1 or 2001:db8::1');
    return isIPv6(ip) ? new URL(`http://[${ip}]`).hostname.slice(1, -1) : ip;
  });
  for (const [index, selector] of asked.dkimSelectors.entries()) {
    if (!/^[a-z\d](?:[\w-]{0,62})(?:\.[a-z\d][\w-]{0,62})*$/i.test(selector) || selector.length > 150)
      throw badArgument(`dkimSelectors.${index}`, 'give a selector as it stands in s= of a DKIM-Signature');
  }
  // Its library is large, and many never ask.
  const { checkDomain } = await import('../addresses/check-domain.ts');
  return checkDomain(service.dns, {
    domain: asciiOf(domain),
    sendingIps: [...new Set(sendingIps)],
    dkimSelectors: [...new Set(asked.dkimSelectors)],
  });
}
