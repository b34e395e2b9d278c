import { createRecordLookup, discoverPolicy, getPolicyTags } from 'mailauth/lib/dmarc/get-dmarc-record.js';
import type { Dns } from './dns.ts';
import type { DnsRecord, Finding } from './finding.ts';
import { mailauthResolver } from './mailauth-resolver.ts';

const maxReportAddresses = 5;

/** The DMARC policy that holds for a domain: its own, or its organisation's, found as RFC 9989 §4.10 says. */
export async function checkDmarc(dns: Dns, domain: string): Promise<Finding[]> {
  const own = await dns.txt(`_dmarc.${domain}`);
  const published = (own.status === 'found' ? own.records : []).filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/i.test(text.trim()));
  if (published.length > 1) return [{ code: 'dmarc-several', words: { domain, count: published.length } }];
  const found = await policyOf(dns, domain);
  if (found instanceof Error) return [{ code: 'dmarc-could-not-check', words: { domain, reason: found.message } }];
  const { record, recordDomain } = found;
  if (!record) {
    const code = published.length > 0 ? 'dmarc-wrong' : 'dmarc-missing';
    return [{ code, words: { domain, record: published[0] ?? '' }, record: suggested(domain, 'none') }];
  }
  const inherited = recordDomain !== domain;
  const tags = getPolicyTags(record);
  if (tags === null) return [{ code: 'dmarc-wrong', words: { domain: recordDomain ?? domain, record: record.rr } }];
  const policy = inherited ? (tags.sp ?? tags.p) : tags.p;
  const reports = addressesIn(record['rua']);
  return [
    { code: inherited ? 'dmarc-inherited' : 'dmarc-found', words: { domain: recordDomain ?? domain, policy, record: record.rr } },
    ...(policy === 'none' ? [{ code: 'dmarc-none', record: suggested(domain, 'quarantine') } as const] : []),
    ...(record['t'] === 'y' ? [{ code: 'dmarc-testing' } as const] : []),
    ...(record['adkim'] === 's' || record['aspf'] === 's' ? [{ code: 'dmarc-strict', words: { domain } } as const] : []),
    ...(reports.length === 0 ? [{ code: 'dmarc-without-reports', words: { domain } } as const] : []),
    ...(await unheardReports(dns, recordDomain ?? domain, reports)),
  ];
}

async function policyOf(dns: Dns, domain: string): Promise<Awaited<ReturnType<typeof discoverPolicy>> | Error> {
  try {
    return await discoverPolicy(domain, createRecordLookup(mailauthResolver(dns), { strict: true }));
  } catch (error) {
    return error as Error;
  }
}

/** A domain that gets reports about another has to agree (RFC 7489 §7.1, kept by RFC 9990). */
async function unheardReports(dns: Dns, domain: string, reports: readonly string[]): Promise<Finding[]> {
  const foreign = [...new Set(reports.map((address) => address.slice(address.lastIndexOf('@') + 1).toLowerCase()))]
    .filter((target) => target !== domain && !target.endsWith(`.${domain}`) && !domain.endsWith(`.${target}`))
    .slice(0, maxReportAddresses);
  const answers = await Promise.all(foreign.map((target) => dns.txt(`${domain}._report._dmarc.${target}`)));
  return foreign.flatMap((target, index): Finding[] => {
    const answer = answers[index]!;
    if (answer.status === 'could-not-check') return [];
    if (answer.status === 'found' && answer.records.some((text) => /^v\s*=\s*DMARC1/i.test(text))) return [];
    const record = { name: `${domain}._report._dmarc.${target}`, type: 'TXT', value: 'v=DMARC1' };
    return [{ code: 'dmarc-reports-refused', words: { domain, target }, record }];
  });
}

function addressesIn(rua: unknown): readonly string[] {
  if (typeof rua !== 'string') return [];
  return rua
    .split(',')
    .map((uri) => /^mailto:([^!?]+@[^!?]+)/i.exec(uri.trim())?.[1] ?? '')
    .filter(Boolean);
}

function suggested(domain: string, policy: string): DnsRecord {
  return { name: `_dmarc.${domain}`, type: 'TXT', value: `v=DMARC1; p=${policy}; rua=mailto:dmarc-reports@${domain}` };
}
