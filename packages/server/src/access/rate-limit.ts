import { Fault } from '../errors.ts';
import type { Principal } from './roles.ts';

interface Bucket {
  left: number;
  at: number;
}

/** Callers that are remembered; those that have not asked for a minute are full again anyway. */
const maxCallers = 10_000;

/**
 * How much one caller may ask of this server: a bucket that fills over a minute, emptied by what calls cost (about one per row
 * or field). Null: without a limit.
 */
export class RateLimit {
  readonly #perMinute: number | null;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number | null) {
    this.#perMinute = perMinute;
  }

  /** Throws a fault when the caller has used up what it may ask. A call dearer than the whole bucket passes when it is full. */
  charge({ name }: Principal, cost: number, now: number): void {
    if (this.#perMinute === null || cost === 0) return;
    const full = this.#perMinute;
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      if (this.#buckets.size >= maxCallers) this.#buckets.clear();
      this.#buckets.set(name, (bucket = { left: full, at: now }));
    }
    bucket.left = Math.min(full, bucket.left + ((now - bucket.at) / 60_000) * full);
    bucket.at = now;
    const needed = Math.min(cost, full);
    if (bucket.left < needed) {
      const seconds = Math.ceil(((needed - bucket.left) / full) * 60);
      throw new Fault('rate-limited', `You have asked for more than ${full} a minute; come back in ${seconds} seconds`, {
        retryAfterSeconds: seconds,
      });
    }
    bucket.left -= cost;
  }
}
