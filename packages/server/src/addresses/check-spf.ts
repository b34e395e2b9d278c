import { isIPv6 } from 'node:net';
import { spf } from 'mailauth/lib/spf/index.js';
import type { Dns } from './dns.ts';
import type { DnsRecord, Finding } from './finding.ts';
import { mailauthResolver } from './mailauth-resolver.ts';

/** RFC 7208 §4.6.4. */
const maxLookups = 10;
const maxVoidLookups = 2;
/** So far we go on counting beyond what a receiver does. */
const countTo = 20;
const maxElapsedTime = 15_000;
/** No host has it: only a record that lets everybody send lets it pass, and every term of the record is walked. */
const nobody = '0.0.0.0';

/** The SPF record of a domain (RFC 7208), and whether each of the addresses may send. */
export async function checkSpf(dns: Dns, domain: string, sendingIps: readonly string[]): Promise<Finding[]> {
  const texts = await dns.txt(domain);
  if (texts.status === 'could-not-check') return [{ code: 'spf-could-not-check', words: { domain, reason: texts.reason } }];
  const records = (texts.status === 'found' ? texts.records : []).filter((text) => /^v=spf1(?: |$)/i.test(text));
  const [record] = records;
  if (record === undefined) return [{ code: 'spf-missing', words: { domain }, record: fresh(domain, sendingIps) }];
  if (records.length > 1)
    return [{ code: 'spf-several', words: { domain, count: records.length }, record: txt(domain, merged(records)) }];
  const structure = await structureOf(dns, domain, record);
  // Where the record as a whole cannot be read, no address passes, and each would say the same.
  const unreadable = structure.some(
    ({ code }) => code === 'spf-wrong' || code === 'spf-too-many-lookups' || code === 'spf-could-not-check',
  );
  if (unreadable) return structure;
  return [...structure, ...(await Promise.all(sendingIps.map((ip) => checkIp(dns, domain, record, ip))))];
}

async function structureOf(dns: Dns, domain: string, record: string): Promise<Finding[]> {
  const empty = new Set<string>();
  const ask = mailauthResolver(dns);
  const { status, lookups } = await spf({
    sender: `postmaster@${domain}`,
    ip: nobody,
    helo: domain,
    mta: 'bezorgd',
    strict: true,
    maxResolveCount: countTo,
    maxVoidCount: countTo,
    maxElapsedTime,
    resolver: async (name, type) => {
      try {
        return await ask(name, type);
      } catch (error) {
        if (['ENOTFOUND', 'ENODATA'].includes((error as { code: string }).code)) empty.add(name);
        throw error;
      }
    },
  });
  const { count = 0, void: voids = 0 } = lookups ?? {};
  const detail = /lookup of \S+: (.*)$/s.exec(String(status.comment ?? ''))?.[1] ?? '';
  if (status.result === 'temperror') return [{ code: 'spf-could-not-check', words: { domain, reason: detail } }];
  if (count > maxLookups) return [{ code: 'spf-too-many-lookups', words: { count: count > countTo ? `> ${countTo}` : count } }];
  if (status.result === 'permerror') return [{ code: 'spf-wrong', words: { detail } }];
  const names = [...empty].slice(0, 5).join(', ');
  return [
    ...(status.result === 'pass' ? [{ code: 'spf-allows-all' } as const] : []),
    ...(status.result === 'neutral' ? [{ code: 'spf-neutral', record: txt(domain, `${withoutAll(record)} ~all`) } as const] : []),
    ...(/(?:^|\s)[+?~-]?ptr(?:[:/\s]|$)/i.test(record) ? [{ code: 'spf-ptr' } as const] : []),
    ...(voids > maxVoidLookups ? [{ code: 'spf-too-many-void', words: { count: voids, names } } as const] : []),
    ...(voids > 0 && voids <= maxVoidLookups ? [{ code: 'spf-void', words: { names } } as const] : []),
    { code: 'spf-found', words: { record, count } },
  ];
}

async function checkIp(dns: Dns, domain: string, record: string, ip: string): Promise<Finding> {
  const { status } = await spf({
    sender: `postmaster@${domain}`,
    ip,
    helo: domain,
    mta: 'bezorgd',
    strict: true,
    maxElapsedTime,
    resolver: mailauthResolver(dns),
  });
  if (status.result === 'pass') return { code: 'spf-passes', words: { ip } };
  if (status.result === 'temperror') return { code: 'spf-could-not-check', words: { domain, reason: 'DNS' } };
  const all = /\s[+?~-]?all$/i.exec(record.trimEnd())?.[0] ?? ' ~all';
  return {
    code: 'spf-fails',
    words: { ip, result: status.result },
    record: txt(domain, `${withoutAll(record)} ${mechanism(ip)}${all}`),
  };
}

function fresh(domain: string, sendingIps: readonly string[]): DnsRecord {
  return txt(domain, ['v=spf1', ...(sendingIps.length > 0 ? sendingIps.map(mechanism) : ['mx']), '~all'].join(' '));
}

/** All terms of several records, each once; the strictest end is for their owner to choose. */
function merged(records: readonly string[]): string {
  const terms = records.flatMap((record) => withoutAll(record).split(/\s+/).slice(1));
  return ['v=spf1', ...new Set(terms), '~all'].join(' ');
}

function withoutAll(record: string): string {
  return record.replace(/\s[+?~-]?all(?=\s|$)/gi, '').trimEnd();
}

function mechanism(ip: string): string {
  return `${isIPv6(ip) ? 'ip6' : 'ip4'}:${ip}`;
}

function txt(name: string, value: string): DnsRecord {
  return { name, type: 'TXT', value };
}
