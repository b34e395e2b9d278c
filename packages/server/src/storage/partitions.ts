import type pg from 'pg';
import { locks } from './locks.ts';

const dayMs = 86_400_000;

/**
 * Makes the day partitions of `event` that events need, in a transaction of its own before theirs. Attaching takes a lock
 * that lets reads and writes go on.
 */
export class EventPartitions {
  readonly #pool: pg.Pool;
  readonly #known = new Set<number>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** A day that was empty may have been dropped, by another server as well. */
  forget(): void {
    this.#known.clear();
  }

  /** @param times Milliseconds since 1970. */
  async ensure(times: Iterable<number>): Promise<void> {
    const missing = new Set<number>();
    for (const time of times) {
      const day = Math.floor(time / dayMs);
      if (!this.#known.has(day)) missing.add(day);
    }
    if (missing.size === 0) return;
    const client = await this.#pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [locks.partitions]);
      for (const day of [...missing].toSorted((a, b) => a - b)) {
        const from = new Date(day * dayMs).toISOString();
        const to = new Date((day + 1) * dayMs).toISOString();
        const name = `event_${from.slice(0, 10).replaceAll('-', '')}`;
        const exists = await client.query('select 1 from pg_class where relname = $1', [name]);
        if (exists.rowCount === 0) {
          await client.query(`create table ${name} (like event including all)`);
          await client.query(`alter table event attach partition ${name} for values from ('${from}') to ('${to}')`);
        }
      }
      await client.query('commit');
      for (const day of missing) this.#known.add(day);
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }
}
