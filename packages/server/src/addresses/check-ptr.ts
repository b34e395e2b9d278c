import { addressesOf, reverseName, type Dns } from './dns.ts';
import type { Finding } from './finding.ts';

const maxNames = 5;

/** Whether a sending address has a name that leads back to it (RFC 8601 §3 `iprev`); many servers refuse those without. */
export async function checkPtr(dns: Dns, domain: string, ip: string): Promise<Finding> {
  const names = await dns.ptr(ip);
  if (names.status === 'could-not-check') return { code: 'ptr-could-not-check', words: { ip, reason: names.reason } };
  const record = { name: reverseName(ip), type: 'PTR', value: `mail.${domain}.` };
  if (names.status === 'none') return { code: 'ptr-missing', words: { ip }, record };
  const looked = names.records.slice(0, maxNames);
  const answers = await Promise.all(looked.map((name) => addressesOf(dns, name)));
  const confirmed = looked.find((_, index) => {
    const answer = answers[index]!;
    return answer.status === 'found' && answer.records.some((one) => reverseName(one) === reverseName(ip));
  });
  if (confirmed !== undefined)
    return { code: isGeneric(confirmed, ip) ? 'ptr-generic' : 'ptr-found', words: { ip, name: confirmed } };
  const open = answers.find((answer) => answer.status === 'could-not-check');
  if (open) return { code: 'ptr-could-not-check', words: { ip, reason: open.reason } };
  return { code: 'ptr-unconfirmed', words: { ip, names: looked.join(', ') }, record };
}

/** A name with the address in it is what a network gives to all its customers. */
function isGeneric(name: string, ip: string): boolean {
  const octets = ip.split('.');
  return (
    octets.length === 4 &&
    (name.includes(octets.join('-')) || name.includes(octets.join('.')) || name.includes(octets.toReversed().join('.')))
  );
}
