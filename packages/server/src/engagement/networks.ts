import { BlockList, isIP } from 'node:net';

/** Networks from which no recipient reads: those of mail filters, and Apple's own. */
const builtIn: readonly string[] = [
  // Barracuda Email Gateway Defense (campus.barracuda.com, "IP Analysis - Inbound", read 2026-11-23).
  '209.222.80.0/21',
  // Barracuda Networks (ARIN: CUDA-SJC).
  '64.235.144.0/20',
];

/** Apple's network (ARIN: APPLE-WWNET): its privacy proxy, and nobody's home. */
const apple: readonly string[] = ['17.0.0.0/8'];

/** CIDR notation (RFC 4632). */
export function isNetwork(network: string): boolean {
  const [address = '', prefix = '', ...others] = network.split('/');
  const family = isIP(address);
  return family !== 0 && others.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

/** @param networks In CIDR notation, see `isNetwork`. */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

const filters = networkList(builtIn);
const privacyProxies = networkList(apple);

export function networkOf(ip: string | null, more: BlockList | null): 'mail-filter' | 'privacy-proxy' | null {
  const family = ip === null ? 0 : isIP(ip);
  if (ip === null || family === 0) return null;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (filters.check(ip, type) || more?.check(ip, type)) return 'mail-filter';
  return privacyProxies.check(ip, type) ? 'privacy-proxy' : null;
}
