import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Nothing in the public internet has these (IANA special-purpose registries, RFC 6890). */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Within the global range 2000::/3; everything outside it (mapped, translated, local) is refused as a whole. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const refused4 = listOf(special4);
const refused6 = listOf(special6);
const global6 = listOf(['2000::/3']);

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) addRange(list, range);
  return list;
}

function addRange(list: BlockList, range: string): boolean {
  const [address = '', bits, ...rest] = range.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || rest.length > 0) return false;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return false;
  list.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return true;
}

/** Whether this is an address, or a range with its length. */
export function isRange(text: string): boolean {
  return addRange(new BlockList(), text);
}

export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

const resolveAll: Resolve = (hostname) => lookup(hostname, { all: true });

/** Where webhooks may go: the public internet, and what the configuration allows besides. */
export class TargetGuard {
  readonly #allowed: BlockList;
  readonly #resolve: Resolve;

  /** @param allowed Addresses and ranges. */
  constructor(allowed: readonly string[], resolve: Resolve = resolveAll) {
    this.#allowed = listOf(allowed);
    this.#resolve = resolve;
  }

  /** Why this address may not be called; null when it may. Without TLS only what is allowed by name. */
  refusal(address: string, secure: boolean): string | null {
    const family = isIP(address);
    if (family !== 0 && this.#allowed.check(address, family === 4 ? 'ipv4' : 'ipv6')) return null;
    const open =
      family === 4
        ? !refused4.check(address)
        : family === 6 && global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
    if (!open) return 'its address is private, local or reserved';
    return secure ? null : 'it has no TLS: give https://…';
  }

  /** The same for a URL as it stands: addresses in it at once, names by what they resolve to now. */
  async refusalOfUrl(url: URL): Promise<string | null> {
    const host = hostOf(url);
    const secure = url.protocol === 'https:';
    if (isIP(host) !== 0) return this.refusal(host, secure);
    const found = await this.#resolve(host).catch(() => []);
    return found.map(({ address }) => this.refusal(address, secure)).find((refusal) => refusal !== null) ?? null;
  }

  /**
   * For the connection itself: the addresses that were looked at are those that are called, so that a name cannot change
   * in between. Every address of a name has to be fine.
   */
  lookup(secure: boolean): LookupFunction {
    return (hostname, options, callback) => {
      this.#resolve(hostname).then(
        (found) => {
          const refusal = found.map(({ address }) => this.refusal(address, secure)).find((why) => why !== null);
          if (refusal) return callback(new TargetRefused(refusal), '', 0);
          const [first] = found;
          if (!first) return callback(new TargetRefused('its name has no address'), '', 0);
          return options.all ? callback(null, [...found]) : callback(null, first.address, first.family);
        },
        (error: Error) => callback(error as NodeJS.ErrnoException, '', 0),
      );
    };
  }
}

export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
}

/** An IPv6 address without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
