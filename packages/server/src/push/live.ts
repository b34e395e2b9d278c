import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { Fault } from '../errors.ts';
import { endOfOutbox, readOutbox, readTenantOutbox, wasDropped, type OutboxPosition } from '../storage/outbox.store.ts';
import { allParts, expand, type ExpandDeps } from './expand.ts';
import { isWanted, type EventFilter, type PushedEvent } from './pushed-event.ts';

export interface LiveDeps extends ExpandDeps {
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly pollMs?: number;
  readonly maxQueued?: number;
}

/** One piece of news, and where to go on after it. */
export interface Told {
  readonly event: PushedEvent;
  /** A reader that comes back with this gets what follows; the last event of a batch moves it on. */
  readonly position: OutboxPosition;
}

/**
 * What a reader that does not read may make us keep; more than one read of the outbox brings. The events themselves are
 * shared by all streams of a tenant.
 */
const usualMaxQueued = 10_000;
const maxStreamsOfTenant = 200;
const usualPollMs = 200;
const rowsPerRead = 100;
/** The same news comes again when a delivery changes without changing its status. */
const rememberedIds = 50_000;
/** Where reading the past meets what is told live, the same news would come twice. */
const rememberedPast = 2000;

/** A stream to one reader. Iterate it once; end it with `return`. */
export interface LiveStream extends AsyncIterableIterator<Told, void> {
  /** Fires when the reader has to go: `reason` is a Fault, or null when the service stops. */
  readonly cut: AbortSignal;
  /** All before this was told. */
  position(): OutboxPosition;
  return(): Promise<IteratorResult<Told, void>>;
}

/**
 * The outbox to whoever listens at this server: one reader, each tenant's news worked out once, and a bounded queue per
 * stream. A stream that falls behind is cut, and comes back from where it stood.
 */
export class LiveEvents {
  readonly #deps: LiveDeps;
  readonly #streams = new Map<string, Set<Stream>>();
  readonly #recent = new Set<string>();
  #position: Promise<OutboxPosition> | null = null;
  #stopped = false;

  constructor(deps: LiveDeps) {
    this.#deps = deps;
  }

  /**
   * Ready when it resolves: what is committed from then on will be told. `after`: what came since is told first; `argument` is
   * what the caller knows it as.
   */
  async open(tenant: string, filter: EventFilter, after: OutboxPosition | null, argument = 'after'): Promise<LiveStream> {
    if (this.#stopped) throw new Fault('store-unavailable', 'The service is stopping; come back in a moment');
    if ((this.#streams.get(tenant)?.size ?? 0) >= maxStreamsOfTenant)
      throw new Fault('too-many-streams', `This tenant has ${maxStreamsOfTenant} streams open: close some, or share one`);
    if (after !== null && (await wasDropped(this.#deps.pool, after)))
      throw new Fault(
        'position-gone',
        `${argument}: what followed it is not kept any more; ask for the deliveries of that time, and start without it`,
      );
    // Not before: another may have opened the first one meanwhile.
    const streams = this.#streams.get(tenant) ?? new Set();
    const stream = new Stream(filter, this.#deps.maxQueued ?? usualMaxQueued, () => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(tenant) === streams) this.#streams.delete(tenant);
    });
    streams.add(stream);
    this.#streams.set(tenant, streams);
    try {
      if (this.#position === null) {
        this.#position = endOfOutbox(this.#deps.pool);
        const start = await this.#position;
        void this.#run(start);
      }
      stream.start(await this.#position, after, (position) => this.#catchUp(tenant, filter, position));
    } catch (error) {
      this.#position = null;
      stream.end(null);
      throw error;
    }
    return stream;
  }

  /** Ends all streams; they may come back to another server, or to this one's next start. */
  stop(): void {
    this.#stopped = true;
    for (const streams of this.#streams.values()) for (const stream of streams) stream.end(null);
  }

  async #run(start: OutboxPosition): Promise<void> {
    const { pool, log, pollMs = usualPollMs } = this.#deps;
    let position = start;
    while (!this.#stopped && this.#streams.size > 0) {
      try {
        const rows = await readOutbox(pool, position, rowsPerRead);
        const last = rows.at(-1);
        if (last) {
          for (const [tenant, ofTenant] of Map.groupBy(rows, (row) => row.tenant)) {
            const streams = this.#streams.get(tenant);
            if (!streams) continue;
            const events = (await expand(this.#deps, tenant, ofTenant, new Date())).filter((event) => this.#isNews(event));
            for (const stream of streams) stream.tell(events, { tx: last.tx, outboxId: last.outboxId });
          }
          position = { tx: last.tx, outboxId: last.outboxId };
          this.#position = Promise.resolve(position);
        }
        if (!last) await sleep(pollMs);
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'The outbox cannot be read; streams wait');
        await sleep(1000);
      }
    }
    this.#position = null;
    // Somebody may have come between the last look and now.
    if (!this.#stopped && this.#streams.size > 0) {
      this.#position = Promise.resolve(position);
      void this.#run(position);
    }
  }

  async #catchUp(
    tenant: string,
    filter: EventFilter,
    after: OutboxPosition,
  ): Promise<{ readonly told: readonly Told[]; readonly position: OutboxPosition } | null> {
    const rows = await readTenantOutbox(this.#deps.readsOf(tenant), tenant, after, 20);
    const last = rows.at(-1);
    if (!last) return null;
    const position = { tx: last.tx, outboxId: last.outboxId };
    const events = await expand(this.#deps, tenant, rows, new Date(), allParts);
    return {
      told: toldOf(
        events.filter((event) => isWanted(event, filter)),
        after,
        position,
      ),
      position,
    };
  }

  #isNews(event: PushedEvent): boolean {
    if (this.#recent.has(event.id)) return false;
    this.#recent.add(event.id);
    if (this.#recent.size > rememberedIds) this.#recent.delete(this.#recent.values().next().value!);
    return true;
  }
}

type CatchUp = (after: OutboxPosition) => Promise<{ readonly told: readonly Told[]; readonly position: OutboxPosition } | null>;

class Stream implements LiveStream {
  readonly #filter: EventFilter;
  readonly #maxQueued: number;
  readonly #onEnd: () => void;
  readonly #cut = new AbortController();
  #queue: Told[] = [];
  #wake: (() => void) | null = null;
  #ended = false;
  /** Until the stream has its place: what is told before that is read as the past. */
  #started = false;
  #catchUp: CatchUp | null = null;
  /** Something was told while the past was read: it has to be read again. */
  #missed = false;
  /** Ids told from the past, until the common reader has passed it. */
  readonly #past = new Set<string>();
  #position: OutboxPosition = { tx: '0', outboxId: '0' };

  constructor(filter: EventFilter, maxQueued: number, onEnd: () => void) {
    this.#filter = filter;
    this.#maxQueued = maxQueued;
    this.#onEnd = onEnd;
  }

  start(now: OutboxPosition, after: OutboxPosition | null, catchUp: CatchUp): void {
    if (after !== null || this.#missed) this.#catchUp = catchUp;
    this.#position = after ?? now;
    this.#started = true;
  }

  get cut(): AbortSignal {
    return this.#cut.signal;
  }

  position(): OutboxPosition {
    return this.#position;
  }

  tell(events: readonly PushedEvent[], position: OutboxPosition): void {
    if (this.#ended) return;
    if (this.#catchUp || !this.#started) {
      this.#missed = true;
      return;
    }
    const wanted = events.filter((event) => isWanted(event, this.#filter) && !this.#past.has(event.id));
    if (isAfter(position, this.#position)) this.#past.clear();
    const before = this.#queue.at(-1)?.position ?? this.#position;
    if (wanted.length === 0) {
      // Nothing waits: the reader may as well come back after this batch.
      if (this.#queue.length === 0 && isAfter(position, this.#position)) this.#position = position;
      return;
    }
    if (this.#queue.length + wanted.length > this.#maxQueued) {
      this.end(new Fault('too-slow', 'You read more slowly than news comes: come back with the last id that you got'));
      return;
    }
    this.#queue.push(...toldOf(wanted, before, position));
    this.#wake?.();
  }

  end(reason: Fault | null): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#queue = [];
    this.#onEnd();
    this.#cut.abort(reason);
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Told, void>> {
    while (!this.#ended) {
      const told = this.#queue.shift();
      if (told) {
        this.#position = told.position;
        return { done: false, value: told };
      }
      if (this.#catchUp) await this.#readPast(this.#catchUp);
      else await new Promise<void>((resolve) => (this.#wake = resolve)).finally(() => (this.#wake = null));
    }
    const { reason } = this.#cut.signal as { reason: unknown };
    if (reason instanceof Fault) throw reason;
    return { done: true, value: undefined };
  }

  async #readPast(catchUp: CatchUp): Promise<void> {
    this.#missed = false;
    const past = await catchUp(this.#position);
    if (past) {
      for (const { event } of past.told) this.#past.add(event.id);
      while (this.#past.size > rememberedPast) this.#past.delete(this.#past.values().next().value!);
      if (past.told.length === 0) this.#position = past.position;
      else this.#queue = [...past.told];
    } else if (!this.#missed) this.#catchUp = null;
  }

  return(): Promise<IteratorResult<Told, void>> {
    this.end(null);
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}

/** All but the last keep the position before them: who is cut in between gets the batch again. */
function toldOf(events: readonly PushedEvent[], before: OutboxPosition, after: OutboxPosition): Told[] {
  return events.map((event, index) => ({ event, position: index === events.length - 1 ? after : before }));
}

function isAfter(a: OutboxPosition, b: OutboxPosition): boolean {
  const [tx, other] = [BigInt(a.tx), BigInt(b.tx)];
  return tx > other || (tx === other && BigInt(a.outboxId) > BigInt(b.outboxId));
}

/** `<transaction>-<row>`: opaque to readers. */
export function positionText({ tx, outboxId }: OutboxPosition): string {
  return `${tx}-${outboxId}`;
}

/** Null for what is not a position of ours. */
export function parsePosition(text: string): OutboxPosition | null {
  const match = /^(\d{1,19})-(\d{1,18})$/.exec(text);
  return match ? { tx: match[1]!, outboxId: match[2]! } : null;
}
