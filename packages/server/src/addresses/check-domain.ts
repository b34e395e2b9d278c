import { checkDkim } from './check-dkim.ts';
import { checkDmarc } from './check-dmarc.ts';
import { checkMailDomain } from './check-mail-domain.ts';
import { checkPtr } from './check-ptr.ts';
import { checkSpf } from './check-spf.ts';
import type { Dns } from './dns.ts';
import { severityOf, type Finding, type FindingCode, type Severity } from './finding.ts';

export interface AskedDomain {
  /** In ASCII and lower case. */
  readonly domain: string;
  /** From where its mails are sent. */
  readonly sendingIps: readonly string[];
  readonly dkimSelectors: readonly string[];
}

export interface DomainReport {
  readonly domain: string;
  /** The gravest of its findings. */
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

/** Where answers to its mails, bounces among them, would go. */
const answerable = {
  'mail-server': 'mx-found',
  'mail-server-without-mx': 'mx-missing',
  'domain-without-mail-server': 'mx-missing',
  'mail-server-unusable': 'mx-unusable',
  'domain-null-mx': 'mx-null',
  'domain-unknown': 'domain-not-found',
  'domain-could-not-check': 'mx-could-not-check',
} as const satisfies Partial<Record<FindingCode, FindingCode>>;

/** Whether receivers can tell that a domain's mails are its own: MX, SPF, DKIM, DMARC and the names of its sending addresses. */
export async function checkDomain(dns: Dns, { domain, sendingIps, dkimSelectors }: AskedDomain): Promise<DomainReport> {
  const mail = await checkMailDomain(dns, domain);
  const mx: Finding = { ...mail, code: answerable[mail.code as keyof typeof answerable] };
  const findings =
    mx.code === 'domain-not-found'
      ? [mx]
      : [
          mx,
          ...(
            await Promise.all([
              checkSpf(dns, domain, sendingIps),
              checkDkim(dns, domain, dkimSelectors),
              checkDmarc(dns, domain),
              Promise.all(sendingIps.map((ip) => checkPtr(dns, domain, ip))),
            ])
          ).flat(),
        ];
  return { domain, severity: gravest(findings), findings };
}

const gravity: readonly Severity[] = ['ok', 'advice', 'could-not-check', 'problem'];

function gravest(findings: readonly Finding[]): Severity {
  return gravity[Math.max(...findings.map((finding) => gravity.indexOf(severityOf(finding))))] ?? 'ok';
}
