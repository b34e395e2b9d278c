import { addressesOf, type Dns } from './dns.ts';
import type { Finding } from './finding.ts';

/** A domain that names more is not looked at any further. */
const maxServers = 5;

/** Mail to these would come back to whoever sends it. */
const ownMachine = /^(?:0\.0\.0\.0|127\.|::1?$|::ffff:127\.)/;

/** Whether a domain takes mail: RFC 5321 §5.1, RFC 7505. One finding. */
export async function checkMailDomain(dns: Dns, domain: string): Promise<Finding> {
  const mx = await dns.mx(domain);
  if (mx.status === 'could-not-check') return { code: 'domain-could-not-check', words: { domain, reason: mx.reason } };
  if (mx.status === 'none') {
    if (mx.reason === 'no-domain') return { code: 'domain-unknown', words: { domain } };
    const host = await addressesOf(dns, domain);
    if (host.status === 'could-not-check') return { code: 'domain-could-not-check', words: { domain, reason: host.reason } };
    const usable = host.status === 'found' && host.records.some((ip) => !ownMachine.test(ip));
    return { code: usable ? 'mail-server-without-mx' : 'domain-without-mail-server', words: { domain } };
  }
  const servers = [...new Set(mx.records.map((record) => record.exchange).filter((exchange) => exchange !== ''))];
  if (servers.length === 0) return { code: 'domain-null-mx', words: { domain } };
  const looked = servers.slice(0, maxServers);
  const answers = await Promise.all(looked.map((server) => addressesOf(dns, server)));
  const usable = looked.filter((_, index) => {
    const answer = answers[index]!;
    return answer.status === 'found' && answer.records.some((ip) => !ownMachine.test(ip));
  });
  if (usable.length > 0) return { code: 'mail-server', words: { domain, servers: usable.join(', ') } };
  const open = answers.find((answer) => answer.status === 'could-not-check');
  if (open) return { code: 'domain-could-not-check', words: { domain, reason: open.reason } };
  // Of the rest nothing is known.
  if (servers.length > looked.length)
    return { code: 'domain-could-not-check', words: { domain, reason: 'too many mail servers' } };
  return { code: 'mail-server-unusable', words: { domain, servers: looked.join(', ') } };
}
