import type { Dns, DnsAnswer } from './dns.ts';

/** Our answers as the library takes them: records, or an error with the code of `node:dns`. */
export function mailauthResolver(dns: Dns): (name: string, type: string) => Promise<string[]> {
  return async (name, type) => {
    const records = await ask(dns, name, type);
    // Its type speaks of strings only; it takes what `node:dns` answers.
    return records as string[];
  };
}

async function ask(dns: Dns, name: string, type: string): Promise<unknown[]> {
  switch (type) {
    case 'TXT':
      return recordsOf(await dns.txt(name)).map((text) => [text]);
    case 'MX':
      return recordsOf(await dns.mx(name)).map(({ preference, exchange }) => ({ priority: preference, exchange }));
    case 'AAAA':
      return [...recordsOf(await dns.ipv6(name))];
    case 'A':
      return [...recordsOf(await dns.ipv4(name))];
    case 'PTR':
      return [...recordsOf(await dns.ptr(addressOf(name)))];
    default:
      throw new Failed('ENOTIMP', `no question for ${type}`);
  }
}

class Failed extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

function recordsOf<T>(answer: DnsAnswer<T>): readonly T[] {
  switch (answer.status) {
    case 'found':
      return answer.records;
    case 'none':
      throw new Failed(answer.reason === 'no-domain' ? 'ENOTFOUND' : 'ENODATA', answer.reason);
    case 'could-not-check':
      throw new Failed('ETIMEOUT', answer.reason);
    default:
      return answer satisfies never;
  }
}

/** `1.2.0.192.in-addr.arpa` to 192.0.2.1, and the same of ip6.arpa. */
function addressOf(name: string): string {
  const four = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/i.exec(name);
  if (four) return four.slice(1).toReversed().join('.');
  return name
    .replace(/\.ip6\.arpa$/i, '')
    .split('.')
    .toReversed()
    .join('')
    .replaceAll(/(.{4})(?=.)/g, '$1:');
}
