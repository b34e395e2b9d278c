import type pg from 'pg';
import type { Logger } from 'pino';
import { foldDomains, forgetHours, sealHours } from './statistics.store.ts';
import { retentionOf, type RetentionPolicy } from '../retention/policy.ts';
import { longestBounceBlock, policyOf, type SuppressionPolicy } from '../suppressions/policy.ts';
import { seizeRecipients } from './recipient.store.ts';
import { locks } from './locks.ts';

/** Rows of one statement: a batch takes some tens of milliseconds and locks nobody out. */
const batch = 5000;
const dayMs = 86_400_000;

/** What a fact needs of a delivery is written into the fact in the same moment. */
const forgetDeliveries = `
  with gone as (
    delete from delivery where tenant = $1 and delivery_id in (
      select delivery_id from delivery
       where tenant = $1 and first_event_at < $2 and last_event_at < $2
       order by first_event_at
       limit $3)
    returning delivery_id, recipient_id, sent, tags ->> 'stream' as stream, accepted_at),
  said as (
    select s.recipient_id, s.suppression_id, bool_or(g.sent) filter (where g.delivery_id = s.delivery_id) as ours,
           max(g.stream) filter (where g.delivery_id = s.delivery_id and g.stream in ('transactional', 'marketing')) as stream,
           min(g.accepted_at) filter (where g.accepted_at > s.since) as accepted_after
      from gone g
      join suppression s on s.tenant = $1 and s.recipient_id = g.recipient_id
     group by s.recipient_id, s.suppression_id),
  kept as (
    update suppression s
       set ours = coalesce(s.ours, said.ours),
           stream = coalesce(s.stream, case when s.cause = 'unsubscribe' and s.by_report then said.stream end),
           accepted_after = least(s.accepted_after, said.accepted_after)
      from said
     where s.tenant = $1 and s.recipient_id = said.recipient_id and s.suppression_id = said.suppression_id)
  select from gone`;

export interface Forgotten {
  readonly events: number;
  /** Days of events whose whole partition went. */
  readonly days: number;
  readonly deliveries: number;
  readonly suppressions: number;
  readonly reviews: number;
  readonly reports: number;
  readonly quarantined: number;
  readonly alerts: number;
  /** Messages of webhooks and their tries. */
  readonly pushed: number;
  readonly recipients: number;
  /** Rows of figures. */
  readonly hours: number;
}

/**
 * Deletes what no tenant keeps any longer. A tenant's own, shorter term is kept by deleting its rows in batches; a day of
 * events goes as a whole once nobody has anything in it. One server does it at a time.
 */
export class Retention {
  readonly #pool: pg.Pool;
  readonly #days: number;
  readonly #log: Logger;

  constructor(pool: pg.Pool, days: number, log: Logger) {
    this.#pool = pool;
    this.#days = days;
    this.#log = log;
  }

  /** Null: another server is at it. Ends early, between two batches, when the signal says so. */
  async run(now: Date, signal?: AbortSignal): Promise<Forgotten | null> {
    const client = await this.#pool.connect();
    try {
      const mine = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [locks.retention]);
      if (!mine.rows[0]!.mine) return null;
      try {
        const forgotten = await this.#forget(now, signal);
        if (Object.values(forgotten).some((count) => count > 0)) this.#log.info(forgotten, 'Deleted what is kept no longer');
        return forgotten;
      } finally {
        await client.query('select pg_advisory_unlock($1)', [locks.retention]);
      }
    } finally {
      client.release();
    }
  }

  async #forget(now: Date, signal?: AbortSignal): Promise<Forgotten> {
    const policies = await this.#policies();
    const cutoff = (days: number): Date => new Date(now.getTime() - days * dayMs);
    const delAll = async (text: string, values: readonly unknown[]): Promise<number> => {
      let gone = 0;
      for (;;) {
        signal?.throwIfAborted();
        const { rowCount } = await this.#pool.query(text, [...values, batch]);
        gone += rowCount ?? 0;
        if ((rowCount ?? 0) < batch) return gone;
      }
    };
    const counts = {
      events: 0,
      deliveries: 0,
      suppressions: 0,
      reviews: 0,
      reports: 0,
      quarantined: 0,
      alerts: 0,
      pushed: 0,
      recipients: 0,
      hours: 0,
    };
    const old = await this.#partitionsBefore(cutoff(1));
    for (const [tenant, { days, reportDays, statisticsDays, suppression }] of policies) {
      const since = cutoff(days);
      for (const { name, from } of old) {
        if (from >= since) continue;
        counts.events += await delAll(
          `delete from ${name} where ctid = any(array(
             select ctid from ${name} where tenant = $1 and occurred_at < $2 limit $3))`,
          [tenant, since],
        );
      }
      if (await this.#hasDeliveriesBefore(tenant, since)) await sealHours(this.#pool, tenant, since);
      counts.deliveries += await delAll(forgetDeliveries, [tenant, since]);
      // Bounces are forgotten with the mails that they are of, but not while they may block; what people said stays until it is over.
      const blocksNot = cutoff(Math.max(days, longestBounceBlock(suppression)));
      counts.suppressions += await delAll(
        `delete from suppression where tenant = $1 and suppression_id in (
           select suppression_id from suppression
            where tenant = $1 and since < $2
              and (cause in ('hard-bounce', 'soft-bounce') and until is null and since < $3 or until < $2 or lifted_at < $2)
            limit $4)`,
        [tenant, since, blocksNot],
      );
      counts.reviews += await delAll(
        `delete from recipient_review where tenant = $1 and (recipient_id, reviewed_at) in (
           select recipient_id, reviewed_at from recipient_review where tenant = $1 and reviewed_at < $2 limit $3)`,
        [tenant, since],
      );
      counts.reports += await delAll(
        `delete from report where tenant = $1 and report_id in (
           select report_id from report where tenant = $1 and received_at < $2 limit $3)`,
        [tenant, cutoff(reportDays)],
      );
      counts.quarantined += await delAll(
        `delete from quarantine where quarantine_id in (
           select quarantine_id from quarantine where tenant = $1 and received_at < $2 limit $3)`,
        [tenant, since],
      );
      counts.alerts += await delAll(
        `delete from alert where tenant = $1 and alert_id in (
           select alert_id from alert
            where tenant = $1 and opened_at < $2 and greatest(last_seen_at, told_at, closed_at, acknowledged_at) < $2 limit $3)`,
        [tenant, since],
      );
      for (const [table, at] of [
        ['webhook_message', 'created_at'],
        ['webhook_try', 'tried_at'],
      ] as const)
        counts.pushed += await delAll(
          `delete from ${table} where ctid = any(array(select ctid from ${table} where tenant = $1 and ${at} < $2 limit $3))`,
          [tenant, since],
        );
      counts.recipients += await this.#recipients(tenant, since, signal);
      if (statisticsDays !== null) counts.hours += await delAll(forgetHours, [tenant, cutoff(statisticsDays)]);
      await foldDomains(this.#pool, tenant);
    }
    counts.quarantined += await delAll(
      'delete from quarantine where quarantine_id in (select quarantine_id from quarantine where received_at < $1 limit $2)',
      [cutoff(this.#days)],
    );
    const days = await this.#dropEmpty(old, signal);
    return { ...counts, days };
  }

  async #hasDeliveriesBefore(tenant: string, since: Date): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      'select from delivery where tenant = $1 and first_event_at < $2 and last_event_at < $2 limit 1',
      [tenant, since],
    );
    return rowCount === 1;
  }

  /** Every tenant that has anything, with its terms. */
  async #policies(): Promise<ReadonlyMap<string, RetentionPolicy & { readonly suppression: SuppressionPolicy }>> {
    // One step of an index per tenant, instead of all rows.
    const tenantsOf = (table: string): string =>
      `select tenant from (
         with recursive own as (
           (select tenant from ${table} where tenant is not null order by tenant limit 1)
           union all
           select (select t.tenant from ${table} t where t.tenant > own.tenant order by t.tenant limit 1)
             from own where own.tenant is not null)
         select tenant from own where tenant is not null) as of_${table}`;
    const { rows } = await this.#pool.query<{ tenant: string; retention: unknown; suppression: unknown }>(
      `with known as (${['delivery', 'report', 'suppression', 'quarantine', 'alert'].map(tenantsOf).join(' union ')} union select tenant from tenant_policy)
       select known.tenant, p.retention, p.suppression from known left join tenant_policy p using (tenant)`,
    );
    return new Map(
      rows.map((row) => [row.tenant, { ...retentionOf(row.retention, this.#days), suppression: policyOf(row.suppression) }]),
    );
  }

  /** Addresses that nothing speaks of any more, in the order of their keys. */
  async #recipients(tenant: string, since: Date, signal?: AbortSignal): Promise<number> {
    let gone = 0;
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      signal?.throwIfAborted();
      const { rows } = await this.#seized((client) =>
        client.query<{ last: string | null; seen: number; gone: number }>(
          `with page as (
           select recipient_id from recipient
            where tenant = $1 and recipient_id > $2 and first_seen_at < $3
            order by recipient_id
            limit $4),
         deleted as (
           delete from recipient r using page p
            where r.tenant = $1 and r.recipient_id = p.recipient_id
              and not exists (select from delivery d where d.tenant = $1 and d.recipient_id = p.recipient_id)
              and not exists (select from suppression s where s.tenant = $1 and s.recipient_id = p.recipient_id)
              and not exists (select from suppression s where s.tenant = $1 and s.successor_id = p.recipient_id)
           returning r.recipient_id)
         select (select recipient_id from page order by recipient_id desc limit 1) as last, (select count(*)::int from page) as seen,
                (select count(*)::int from deleted) as gone`,
          [tenant, after, since, batch],
        ),
      );
      const [row] = rows;
      gone += row!.gone;
      if (row!.last === null || row!.seen < batch) return gone;
      after = row!.last;
    }
  }

  /** A short transaction in which nobody else uses recipients. */
  async #seized<T>(work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await seizeRecipients(client);
      const done = await work(client);
      await client.query('commit');
      return done;
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (failed: Error) => failed,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async #partitionsBefore(cutoff: Date): Promise<readonly { readonly name: string; readonly from: Date }[]> {
    const { rows } = await this.#pool.query<{ name: string }>(
      "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'event'::regclass order by 1",
    );
    return rows
      .map(({ name }) => {
        const [, year, month, day] = /^event_(\d{4})(\d\d)(\d\d)$/.exec(name) ?? [];
        return { name, from: new Date(`${year}-${month}-${day}T00:00:00Z`) };
      })
      .filter(({ from }) => from.getTime() + dayMs <= cutoff.getTime());
  }

  /** Days older than the service keeps anything go whole; younger ones once they are empty. */
  async #dropEmpty(old: readonly { readonly name: string; readonly from: Date }[], signal?: AbortSignal): Promise<number> {
    let dropped = 0;
    for (const { name } of old) {
      signal?.throwIfAborted();
      if (((await this.#pool.query(`select from ${name} limit 1`)).rowCount ?? 0) > 0) continue;
      const client = await this.#pool.connect();
      try {
        await client.query('begin');
        // Whoever just writes a late event into it goes first; then it is looked at again next time.
        await client.query("set local lock_timeout = '2s'");
        await client.query(`lock table ${name} in access exclusive mode`);
        const empty = (await client.query(`select from ${name} limit 1`)).rowCount === 0;
        if (empty) {
          await client.query(`alter table event detach partition ${name}`);
          await client.query(`drop table ${name}`);
        }
        await client.query('commit');
        dropped += empty ? 1 : 0;
      } catch (error) {
        await client.query('rollback');
        this.#log.warn({ partition: name, error: (error as Error).message }, 'A day of events is in use; it is dropped later');
      } finally {
        client.release();
      }
    }
    return dropped;
  }
}
