import type pg from 'pg';
import { countedColumns, countingCtes, timeStep, tookMs } from '../queries/counted-deliveries.ts';
import { withTransaction } from './transaction.ts';

export interface TenantHour {
  readonly tenant: string;
  readonly hour: Date;
}

/** SQLSTATE serialization_failure: another server has just counted this hour. */
const countedByAnother = '40001';
/** Work of one round; what is left waits for the next. */
const roundMs = 1000;
/** An hour that took long to count is let alone so many times as long: it may be one that fills up just now. */
const restFactor = 20;
const shortestRestMs = 3000;
/** A very large hour takes its time; it holds nobody up. */
const longestCountMs = 600_000;

/** Served by `delivery_by_time`, the primary key of `recipient` and `delivery_hour_by_time`. */
const countHour = `
  with picked as materialized (
    select ${countedColumns}, ${timeStep(tookMs)} as took_ms, r.domain, d.tags
      from delivery d
      join recipient r on r.tenant = d.tenant and r.recipient_id = d.recipient_id
     where d.tenant = $1 and d.first_event_at >= $2::timestamptz and d.first_event_at < $2::timestamptz + interval '1 hour' and d.sent),
  sliced as (
    select 'all' as slice, null::text collate "C" as value, provider, status, category, label, deferred, opened, clicked, took_ms from picked
    union all
    select 'domain', domain, provider, status, category, label, deferred, opened, clicked, took_ms from picked
    union all
    select 'tag:' || tag.key, tag.value, provider, status, category, label, deferred, opened, clicked, took_ms
      from picked
     cross join lateral jsonb_each_text(picked.tags) tag),
  ${countingCtes(['slice'], ['slice'])}
  insert into delivery_hour (tenant, hour, slice, value, provider, status, category, label, deliveries, accepted, deferred, opened, clicked, time_ms, time_counts)
  select $1, $2::timestamptz, slice, value, provider, status, category, label, deliveries, accepted, deferred, opened, clicked, time_ms, time_counts
    from counted`;

/** The slices of tenant `$1`: one step of the index each, instead of a list of them. */
export const ownSlices = `array(
     with recursive own as (
       (select slice from delivery_hour where tenant = $1 order by slice limit 1)
       union all
       select (select h.slice from delivery_hour h where h.tenant = $1 and h.slice > own.slice order by h.slice limit 1)
         from own where own.slice is not null)
     select slice from own where slice is not null)`;
const forgetHour = `delete from delivery_hour where tenant = $1 and hour = $2 and slice = any(${ownSlices})`;

/** Hours before `$2`, at most `$3` rows. Served by `delivery_hour_by_time`. */
export const forgetHours = `
  delete from delivery_hour where ctid = any(array(
    select ctid from delivery_hour where tenant = $1 and slice = any(${ownSlices}) and hour < $2 limit $3))`;

/** Domains that are looked at in one statement. */
const domainsAtOnce = 10_000;

/**
 * Sealed hours name no domain at which nobody is known any more: it may be one person's own. Its mails are counted among the
 * rare ones. Served by `delivery_hour_by_value` and `recipient_by_domain`, one step per domain.
 */
export async function foldDomains(pool: pg.Pool, tenant: string, atOnce = domainsAtOnce): Promise<void> {
  for (let after: string | null = ''; after !== null;) {
    const { rows }: pg.QueryResult<{ last: string | null }> = await pool.query(
      `with recursive own as (
         (select value, 1 as place from delivery_hour where tenant = $1 and slice = 'domain' and value > $2 order by value limit 1)
         union all
         select (select h.value from delivery_hour h
                  where h.tenant = $1 and h.slice = 'domain' and h.value > own.value order by h.value limit 1), own.place + 1
           from own where own.value is not null and own.place < $3),
       folded as (
         update delivery_hour h set value = null
           from own, delivery_hour_seal s
          where h.tenant = $1 and h.slice = 'domain' and h.value = own.value and s.tenant = $1 and h.hour < s.sealed_before
            and not exists (select from recipient r where r.tenant = $1 and r.domain = own.value))
       select value as last from own where place = $3 and value is not null`,
      [tenant, after, atOnce],
    );
    after = rows[0]?.last ?? null;
  }
}

/**
 * Counts marked hours anew. What it reads, and the marks that it takes away, are those of one snapshot: a change that comes
 * later has left a mark of its own, which stays.
 */
export class HourCounts {
  readonly #pool: pg.Pool;
  readonly #restUntil = new Map<string, number>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Counts for a second, the longest marked hours first; resolves to how many were counted. `clock`: milliseconds that never go back. */
  async round(clock: () => number = () => performance.now(), signal?: AbortSignal): Promise<number> {
    const { rows } = await this.#pool.query<TenantHour>(
      'select distinct tenant, hour from delivery_hour_mark order by hour limit 5000',
    );
    const started = clock();
    for (const [key, until] of this.#restUntil) if (until <= started) this.#restUntil.delete(key);
    let counted = 0;
    for (const marked of rows) {
      const key = `${marked.tenant} ${marked.hour.getTime()}`;
      if (this.#restUntil.has(key)) continue;
      signal?.throwIfAborted();
      const began = clock();
      if (began - started > roundMs) break;
      await recount(this.#pool, marked);
      counted++;
      this.#restUntil.set(key, clock() + Math.max(shortestRestMs, (clock() - began) * restFactor));
    }
    return counted;
  }
}

/** All marked hours of a tenant before a moment, however long it takes. */
async function recountBefore(pool: pg.Pool, tenant: string, before: Date): Promise<void> {
  const { rows } = await pool.query<TenantHour>(
    'select distinct tenant, hour from delivery_hour_mark where tenant = $1 and hour < $2',
    [tenant, before],
  );
  for (const marked of rows) await recount(pool, marked);
}

async function recount(pool: pg.Pool, { tenant, hour }: TenantHour): Promise<void> {
  await inSnapshot(pool, async (client) => {
    await client.query('delete from delivery_hour_mark where tenant = $1 and hour = $2', [tenant, hour]);
    const sealed = await client.query('select from delivery_hour_seal where tenant = $1 and sealed_before > $2', [tenant, hour]);
    if (sealed.rowCount === 0) await countAnew(client, { tenant, hour });
  });
}

async function countAnew(client: pg.ClientBase, { tenant, hour }: TenantHour): Promise<void> {
  await client.query(forgetHour, [tenant, hour]);
  await client.query({ text: countHour, values: [tenant, hour], query_timeout: longestCountMs } as pg.QueryConfig);
}

/**
 * Before mails are deleted: hours up to then are counted a last time, and keep their figures for good. What is told of them
 * afterwards changes nothing.
 */
export async function sealHours(pool: pg.Pool, tenant: string, before: Date): Promise<void> {
  const border = new Date(Math.ceil(before.getTime() / 3_600_000) * 3_600_000);
  await recountBefore(pool, tenant, border);
  await inSnapshot(pool, async (client) => {
    const { rows } = await client.query<TenantHour & { open: boolean }>(
      `with gone as (delete from delivery_hour_mark where tenant = $1 and hour < $2 returning hour)
       select distinct $1 as tenant, hour, hour >= coalesce((select sealed_before from delivery_hour_seal where tenant = $1), '-infinity') as open
         from gone`,
      [tenant, border],
    );
    for (const marked of rows) if (marked.open) await countAnew(client, marked);
    await client.query(
      `insert into delivery_hour_seal as s (tenant, sealed_before) values ($1, $2)
       on conflict (tenant) do update set sealed_before = excluded.sealed_before where s.sealed_before < excluded.sealed_before`,
      [tenant, border],
    );
  });
}

/** One transaction of one snapshot; done again when another server was faster. */
async function inSnapshot(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await withTransaction(pool, async (client) => {
        await client.query('set transaction isolation level repeatable read');
        await client.query(`set local statement_timeout = ${longestCountMs}`);
        await work(client);
      });
    } catch (error) {
      if (attempt === 5 || (error as pg.DatabaseError).code !== countedByAnother) throw error;
    }
  }
}
