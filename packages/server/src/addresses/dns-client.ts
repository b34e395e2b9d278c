import { Resolver } from 'node:dns/promises';
import { reverseName, type Dns, type DnsAnswer } from './dns.ts';

export interface DnsOptions {
  /** `address` or `address:port`; none: those of the system. */
  readonly servers: readonly string[];
  /** For one try. */
  readonly timeoutMs: number;
  readonly tries: number;
}

/** The system's resolver tells no time to live of most records, so answers are kept for fixed times. */
const keptMs = { found: 300_000, none: 60_000, 'could-not-check': 5000 } as const satisfies Record<
  DnsAnswer<unknown>['status'],
  number
>;
const maxKept = 5000;
/** Larger answers are asked for anew: nobody shall fill the memory with them. */
const maxKeptCharacters = 8192;
const maxAtOnce = 50;
/** Questions beyond these in the queue are not asked at all. */
const maxWaiting = 2000;
/** A domain with more records than this is somebody's experiment; the first of them tell enough. */
const maxRecords = 50;

const notFound: Readonly<Record<string, 'no-domain' | 'no-record'>> = {
  ENOTFOUND: 'no-domain',
  // What no server would take for a name does not exist.
  EBADNAME: 'no-domain',
  ENODATA: 'no-record',
};
const openQuestions: Readonly<Record<string, string>> = {
  ETIMEOUT: 'no answer in time',
  ESERVFAIL: 'the name server failed',
  EREFUSED: 'the name server refused',
  ECONNREFUSED: 'the name server cannot be reached',
  EBADRESP: 'the answer cannot be read',
  ECANCELLED: 'the service stops',
};

/** Asks the configured name servers: each question once at a time, at most fifty together, and remembers the answers for minutes. */
export class DnsClient implements Dns {
  readonly #resolver: Resolver;
  readonly #now: () => number;
  readonly #kept = new Map<string, { readonly answer: Promise<DnsAnswer<unknown>>; until: number }>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor({ servers, timeoutMs, tries }: DnsOptions, now: () => number = () => performance.now()) {
    this.#resolver = new Resolver({ timeout: timeoutMs, tries, maxTimeout: timeoutMs });
    if (servers.length > 0) this.#resolver.setServers(servers);
    this.#now = now;
  }

  mx: Dns['mx'] = (domain) =>
    this.#ask('MX', domain, async () =>
      (await this.#resolver.resolveMx(domain))
        .toSorted((a, b) => a.priority - b.priority)
        .map(({ priority, exchange }) => ({ preference: priority, exchange })),
    );

  ipv4: Dns['ipv4'] = (host) => this.#ask('A', host, () => this.#resolver.resolve4(host));

  ipv6: Dns['ipv6'] = (host) => this.#ask('AAAA', host, () => this.#resolver.resolve6(host));

  txt: Dns['txt'] = (name) =>
    this.#ask('TXT', name, async () => (await this.#resolver.resolveTxt(name)).map((strings) => strings.join('')));

  // Not `reverse`, which takes a time-out for an address without a name.
  ptr: Dns['ptr'] = (ip) => this.#ask('PTR', ip, () => this.#resolver.resolvePtr(reverseName(ip)));

  /** Questions under way could not be checked. */
  close(): void {
    this.#resolver.cancel();
  }

  #ask<T>(type: string, name: string, question: () => Promise<readonly T[]>): Promise<DnsAnswer<T>> {
    const key = `${type} ${name.toLowerCase()}`;
    const known = this.#kept.get(key);
    if (known && known.until > this.#now()) return known.answer as Promise<DnsAnswer<T>>;
    if (this.#waiting.length >= maxWaiting)
      return Promise.resolve({ status: 'could-not-check', reason: 'too many questions at once' });
    const answer = this.#inTurn(() => answerOf(question));
    // The oldest goes; a question under way stays until it is answered.
    if (this.#kept.size >= maxKept) this.#kept.delete(this.#kept.keys().next().value!);
    const entry = { answer, until: Number.POSITIVE_INFINITY };
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    void answer.then((given) => {
      const tooLarge = given.status === 'found' && JSON.stringify(given.records).length > maxKeptCharacters;
      entry.until = tooLarge ? 0 : this.#now() + keptMs[given.status];
      if (tooLarge && this.#kept.get(key) === entry) this.#kept.delete(key);
    });
    return answer;
  }

  async #inTurn<T>(question: () => Promise<T>): Promise<T> {
    if (this.#running >= maxAtOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await question();
    } finally {
      // The place is handed on, so that nobody takes it in between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

async function answerOf<T>(question: () => Promise<readonly T[]>): Promise<DnsAnswer<T>> {
  try {
    const records = await question();
    return records.length === 0
      ? { status: 'none', reason: 'no-record' }
      : { status: 'found', records: records.slice(0, maxRecords) };
  } catch (error) {
    const { code = '' } = error as { code?: string };
    const reason = notFound[code];
    if (reason) return { status: 'none', reason };
    return { status: 'could-not-check', reason: openQuestions[code] ?? (code || 'unknown') };
  }
}
