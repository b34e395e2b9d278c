import type pg from 'pg';
import { historyMs } from '../deliveries/counted-as.ts';
import { holdErasures } from './erasures.ts';
import { withTransaction } from './transaction.ts';
import { advanceReader, readerPosition, readOutbox, type OutboxRow, type SenderTrouble } from './outbox.store.ts';

export const alertsReader = 'alerts';
const rowsPerRead = 200;
const minuteMs = 60_000;

/** What a batch of the outbox changes for alerts, given the rows. Runs in the transaction that moves the position on. */
export type OnRows = (client: pg.ClientBase, tenant: string, rows: readonly OutboxRow[]) => Promise<void>;

/** Counts a batch of the outbox, exactly once, and hands each tenant's rows on. Resolves to whether there is more. */
export async function countOutbox(pool: pg.Pool, onRows: OnRows): Promise<boolean> {
  const from = await readerPosition(pool, alertsReader);
  return withTransaction(pool, async (client) => {
    await holdErasures(client);
    const rows = await readOutbox(client, from, rowsPerRead);
    const last = rows.at(-1);
    if (!last) return false;
    if (!(await advanceReader(client, alertsReader, from, last))) return true;
    await addCounts(client, rows);
    for (const [tenant, ofTenant] of Map.groupBy(rows, (row) => row.tenant)) await onRows(client, tenant, ofTenant);
    return true;
  });
}

async function addCounts(client: pg.ClientBase, rows: readonly OutboxRow[]): Promise<void> {
  const totals = new Map<string, { tenant: string; minute: Date; kind: string; n: number }>();
  const troubles = new Map<string, SenderTrouble & { tenant: string; minute: Date }>();
  for (const { tenant, at, counts } of rows) {
    if (!counts) continue;
    const minute = new Date(Math.floor(at.getTime() / minuteMs) * minuteMs);
    for (const [kind, n] of Object.entries(counts.totals)) {
      const key = `${tenant} ${minute.getTime()} ${kind}`;
      totals.set(key, { tenant, minute, kind, n: (totals.get(key)?.n ?? 0) + n });
    }
    for (const trouble of counts.trouble) {
      const key = `${tenant} ${minute.getTime()} ${trouble.category} ${trouble.blocklist} ${trouble.domain}`;
      troubles.set(key, { ...trouble, tenant, minute, count: (troubles.get(key)?.count ?? 0) + trouble.count });
    }
  }
  if (totals.size > 0)
    await client.query({
      name: 'add-event-counts',
      text: `insert into event_count as c (tenant, minute, kind, n)
             select tenant, minute, kind, n from jsonb_to_recordset($1::jsonb) as t(tenant text, minute timestamptz, kind text, n bigint)
             on conflict (tenant, minute, kind) do update set n = c.n + excluded.n`,
      values: [JSON.stringify([...totals.values()])],
    });
  if (troubles.size > 0)
    await client.query({
      name: 'add-sender-trouble',
      text: `insert into sender_trouble as c (tenant, minute, category, blocklist, domain, n, delivery_id, permanence, rule_id)
             select tenant, minute, category, blocklist, domain, count, "deliveryId", permanence, "ruleId"
               from jsonb_to_recordset($1::jsonb) as t(tenant text, minute timestamptz, category text, blocklist text, domain text,
                      count bigint, "deliveryId" uuid, permanence text, "ruleId" text)
             on conflict (tenant, minute, category, blocklist, domain) do update
                set n = c.n + excluded.n, delivery_id = excluded.delivery_id, permanence = excluded.permanence, rule_id = excluded.rule_id`,
      values: [JSON.stringify([...troubles.values()])],
    });
}

/** Deliveries of a window, by what they count as. Served by the primary key. */
export async function countsSince(client: pg.ClientBase, tenant: string, since: Date): Promise<Readonly<Record<string, number>>> {
  const { rows } = await client.query<{ kind: string; n: number }>({
    name: 'counts-since',
    text: 'select kind, sum(n)::float8 as n from event_count where tenant = $1 and minute >= $2 group by kind',
    values: [tenant, since],
  });
  return Object.fromEntries(rows.map(({ kind, n }) => [kind, n]));
}

export interface TroubleRow {
  readonly category: string;
  readonly blocklist: string;
  readonly domain: string;
  readonly count: number;
  readonly deliveryId: string;
  readonly permanence: string | null;
  readonly ruleId: string | null;
}

/** Sender-side trouble of a window, by cause; at most five hundred causes, the greatest first. Served by the primary key. */
export async function troubleSince(client: pg.ClientBase, tenant: string, since: Date): Promise<readonly TroubleRow[]> {
  const { rows } = await client.query<{
    category: string;
    blocklist: string;
    domain: string;
    n: number;
    delivery_id: string;
    permanence: string | null;
    rule_id: string | null;
  }>({
    name: 'trouble-since',
    text: `select category, blocklist, domain, sum(n)::int as n, (array_agg(delivery_id order by minute desc))[1] as delivery_id,
                  (array_agg(permanence order by minute desc))[1] as permanence, (array_agg(rule_id order by minute desc))[1] as rule_id
             from sender_trouble
            where tenant = $1 and minute >= $2
            group by category, blocklist, domain
            order by sum(n) desc, category, blocklist, domain
            limit 500`,
    values: [tenant, since],
  });
  return rows.map((row) => ({
    category: row.category,
    blocklist: row.blocklist,
    domain: row.domain,
    count: row.n,
    deliveryId: row.delivery_id,
    permanence: row.permanence,
    ruleId: row.rule_id,
  }));
}

/** Tenants that have something to evaluate: rules, open alerts, or sender-side trouble of late. */
export async function tenantsToEvaluate(pool: pg.Pool, since: Date): Promise<readonly string[]> {
  const { rows } = await pool.query<{ tenant: string }>(
    `select tenant from alert_rule where enabled
      union select tenant from alert where closed_at is null
      union select tenant from sender_trouble where minute >= $1`,
    [since],
  );
  return rows.map((row) => row.tenant);
}

export interface WaitingPolicy {
  readonly afterMs: number;
  readonly minimumObservations: number;
}

/**
 * Deliveries that wait for a final event are kept until they have one. One that the sending system holds back waits from the
 * end that it gave on; without one it is planned, not silent. Served by the primary keys.
 */
export async function followWaiting(
  client: pg.ClientBase,
  tenant: string,
  deliveryIds: readonly string[],
  { afterMs, minimumObservations }: WaitingPolicy,
  now: Date,
): Promise<void> {
  await client.query({
    name: 'follow-waiting',
    text: `with changed as (
             select d.delivery_id, d.first_event_at, date_trunc('milliseconds', greatest(d.first_event_at, h.until)) as waits_from, r.domain,
                    d.sent and d.weight < 40 and (d.weight / 10 <> 2 or h.has_end) as waits
               from delivery d
               join recipient r on r.tenant = d.tenant and r.recipient_id = d.recipient_id
               left join lateral (
                 select coalesce((e.detail ->> 'until')::timestamptz, e.occurred_at) as until, e.detail ->> 'until' is not null as has_end
                   from event e
                  where d.weight < 40 and e.delivery_id = d.delivery_id and e.type = 'suspended'
                    and e.occurred_at between d.first_event_at and d.last_event_at
                  order by e.occurred_at desc, e.event_id desc
                  limit 1) h on true
              where d.tenant = $1 and d.delivery_id = any($2::uuid[])),
           gone as (
             delete from waiting_delivery w using changed c
              where w.tenant = $1 and w.delivery_id = c.delivery_id and not c.waits)
           insert into waiting_delivery (tenant, delivery_id, domain, first_event_at, due_at)
           select $1, c.delivery_id, c.domain, c.first_event_at,
                  c.waits_from + case when t.observations >= $4 then ${usualTimes} * greatest(t.usual_ms, ${leastUsualMs}) else $3 end
                    * interval '1 millisecond'
             from changed c
             left join domain_delivery_time t on t.tenant = $1 and t.domain = c.domain
            where c.waits and c.waits_from > $5
           on conflict (tenant, delivery_id) do update set due_at = excluded.due_at where waiting_delivery.due_at <> excluded.due_at`,
    values: [tenant, deliveryIds, afterMs, minimumObservations, new Date(now.getTime() - historyMs)],
  });
}

/** Three times what 99 of 100 take, and that never less than five minutes. */
const usualTimes = 3;
const leastUsualMs = 300_000;

/** Those that are followed, and those of the last days that wait already. Served by the primary key and `delivery_by_time`. */
export async function waitingSince(pool: pg.Pool, tenant: string, since: Date, limit: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ delivery_id: string }>(
    `select delivery_id from waiting_delivery where tenant = $1
      union
     (select delivery_id from delivery
       where tenant = $1 and first_event_at >= $2 and weight < 40
       order by first_event_at desc limit $3)`,
    [tenant, since, limit],
  );
  return rows.map((row) => row.delivery_id);
}

/** Nobody wants to know any more. */
export async function forgetWaiting(pool: pg.Pool): Promise<void> {
  await pool.query(
    `delete from waiting_delivery w
      where not exists (select from alert_rule r where r.tenant = w.tenant and r.kind = 'mail-silent' and r.enabled)`,
  );
}

export interface SilentDomain {
  readonly domain: string;
  readonly count: number;
  readonly oldest: Date;
  readonly deliveryIds: readonly string[];
}

/** What is overdue, by receiving domain; looks once more whether they still wait. Served by `waiting_delivery_by_due`. */
export async function silentDomains(client: pg.ClientBase, tenant: string, now: Date): Promise<readonly SilentDomain[]> {
  await client.query({
    name: 'forget-final',
    text: `delete from waiting_delivery w using delivery d
            where w.tenant = $1 and w.due_at <= $2 and d.tenant = w.tenant and d.delivery_id = w.delivery_id and d.weight >= 40`,
    values: [tenant, now],
  });
  const { rows } = await client.query<{ domain: string; n: number; oldest: Date; ids: string[] }>({
    name: 'silent-domains',
    text: `select domain, count(*)::int as n, min(first_event_at) as oldest,
                  (array_agg(delivery_id order by first_event_at, delivery_id))[1:20] as ids
             from waiting_delivery where tenant = $1 and due_at <= $2
            group by domain`,
    values: [tenant, now],
  });
  return rows.map((row) => ({ domain: row.domain, count: row.n, oldest: row.oldest, deliveryIds: row.ids }));
}

/**
 * How long each domain takes: the 99th of 100 of the tenant's latest accepted deliveries. Served by `delivery_by_time`.
 */
export async function measureDeliveryTimes(pool: pg.Pool, tenant: string, now: Date): Promise<void> {
  await pool.query(
    `insert into domain_delivery_time (tenant, domain, usual_ms, observations, measured_at)
     select $1, r.domain,
            percentile_disc(0.99) within group (order by extract(epoch from d.delivered_at - d.first_event_at) * 1000)::bigint,
            count(*), $2
       from (select tenant, recipient_id, delivered_at, first_event_at from delivery
              where tenant = $1 and first_event_at < $2 order by first_event_at desc limit 20000) d
       join recipient r on r.tenant = d.tenant and r.recipient_id = d.recipient_id
      where d.delivered_at >= d.first_event_at
      group by r.domain
     on conflict (tenant, domain) do update
        set usual_ms = excluded.usual_ms, observations = excluded.observations, measured_at = excluded.measured_at`,
    [tenant, now],
  );
}

/** Counts older than the longest window. */
export async function dropCounts(pool: pg.Pool, before: Date): Promise<void> {
  await pool.query('delete from event_count where minute < $1', [before]);
  await pool.query('delete from sender_trouble where minute < $1', [before]);
}
