/** What a question to DNS came to. Nobody knowing is not the same as there being nothing. */
export type DnsAnswer<T> =
  | { readonly status: 'found'; readonly records: readonly T[] }
  /** `no-domain`: the name does not exist (NXDOMAIN). `no-record`: it does, without such records (NODATA). */
  | { readonly status: 'none'; readonly reason: 'no-domain' | 'no-record' }
  /** No answer in time, a server's failure, a refusal: the question stays open. */
  | { readonly status: 'could-not-check'; readonly reason: string };

export interface MxRecord {
  readonly preference: number;
  /** Empty for the null MX (RFC 7505). */
  readonly exchange: string;
}

/** The questions that mail needs answered. None of them ever rejects. */
export interface Dns {
  mx(domain: string): Promise<DnsAnswer<MxRecord>>;
  ipv4(host: string): Promise<DnsAnswer<string>>;
  ipv6(host: string): Promise<DnsAnswer<string>>;
  /** The strings of each record joined, as SPF, DKIM and DMARC want them. */
  txt(name: string): Promise<DnsAnswer<string>>;
  /** Names of an address. */
  ptr(ip: string): Promise<DnsAnswer<string>>;
}

/** IPv4 and IPv6 of a host as one answer: found where one is, none where both are none. */
export async function addressesOf(dns: Dns, host: string): Promise<DnsAnswer<string>> {
  const [four, six] = await Promise.all([dns.ipv4(host), dns.ipv6(host)]);
  const records = [four, six].flatMap((answer) => (answer.status === 'found' ? answer.records : []));
  if (records.length > 0) return { status: 'found', records };
  return four.status === 'could-not-check' ? four : six;
}

/** The name under which the names of an address stand. */
export function reverseName(ip: string): string {
  if (ip.includes('.')) return `${ip.split('.').toReversed().join('.')}.in-addr.arpa`;
  const [head = '', tail = ''] = ip.split('::');
  const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));
  const missing = ip.includes('::') ? 8 - groups(head).length - groups(tail).length : 0;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  const digits = all.map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].toReversed().join('.')}.ip6.arpa`;
}
