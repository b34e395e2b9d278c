import type pg from 'pg';
import type { Category } from '@bezorgd/rules';
import { blocklistOf } from '../deliveries/blocklists.ts';
import { historyMs, type CountedAs } from '../deliveries/counted-as.ts';
import type { StoredEvent } from '../ingest/stored-event.ts';
import type { Reads } from '../queries/reads.ts';

/** Replies of one transaction that blame the sender, of one kind at one receiving domain. */
export interface SenderTrouble {
  readonly category: string;
  /** The list that the reply names; empty: none. */
  readonly blocklist: string;
  readonly domain: string;
  readonly count: number;
  /** One of them, to look at. */
  readonly deliveryId: string;
  readonly permanence: string | null;
  readonly ruleId: string | null;
}

/** What alerts count, of one transaction and tenant. */
export interface EventCounts {
  readonly totals: Readonly<Partial<Record<CountedAs, number>>>;
  readonly trouble: readonly SenderTrouble[];
}

/** Where a reply may say which list the sender is on. */
const listing: ReadonlySet<Category> = new Set<Category>(['ip-blocked', 'reputation', 'sender-rejected']);

/** As what deliveries count now, and did not before. */
export interface NewlyCounted {
  readonly tenant: string;
  readonly kinds: readonly CountedAs[];
  readonly deliveries: number;
}

/** Says in the transaction of the events which deliveries they may have changed: one row a tenant. */
export async function tellDeliveries(
  client: pg.ClientBase,
  fresh: readonly StoredEvent[],
  counted: readonly NewlyCounted[],
  now: number,
): Promise<void> {
  if (fresh.length === 0) return;
  const tenants = new Map<
    string,
    { deliveries: Set<string>; totals: Partial<Record<CountedAs, number>>; trouble: Map<string, SenderTrouble> }
  >();
  for (const event of fresh) {
    let changed = tenants.get(event.tenant);
    if (!changed) tenants.set(event.tenant, (changed = { deliveries: new Set(), totals: {}, trouble: new Map() }));
    changed.deliveries.add(event.deliveryId);
    const { classification } = event;
    if (classification?.verdict.scope === 'sender' && event.reportId === null && event.occurredAt > now - historyMs) {
      const { category, permanence } = classification.verdict;
      const blocklist = listing.has(category) ? (blocklistOf(event.reply?.text ?? '', event.recipient.domain) ?? '') : '';
      const key = `${category} ${blocklist} ${event.recipient.domain}`;
      changed.trouble.set(key, {
        category,
        blocklist,
        domain: event.recipient.domain,
        count: (changed.trouble.get(key)?.count ?? 0) + 1,
        deliveryId: event.deliveryId,
        permanence,
        ruleId: classification.ruleId,
      });
    }
  }
  for (const { tenant, kinds, deliveries } of counted) {
    const { totals } = tenants.get(tenant)!;
    for (const kind of kinds) totals[kind] = (totals[kind] ?? 0) + deliveries;
  }
  for (const [tenant, { deliveries, totals, trouble }] of tenants) {
    const counts: EventCounts = { totals, trouble: [...trouble.values()] };
    await client.query({
      name: 'tell-deliveries',
      text: 'insert into outbox (tenant, deliveries, counts) values ($1, $2::uuid[], $3::jsonb)',
      values: [tenant, `{${[...deliveries].join(',')}}`, JSON.stringify(counts)],
    });
  }
}

/** Where a reader of the outbox stands: all up to here is read. */
export interface OutboxPosition {
  readonly tx: string;
  readonly outboxId: string;
}

export interface OutboxRow extends OutboxPosition {
  readonly tenant: string;
  readonly at: Date;
  readonly deliveries: readonly string[];
  readonly recipients: readonly string[];
  readonly alerts: readonly string[];
  readonly counts: EventCounts | null;
}

interface RawRow {
  tx: string;
  outbox_id: string;
  tenant: string;
  at: Date;
  deliveries: string[];
  recipients: string[];
  alerts: string[];
  counts: EventCounts | null;
}

/**
 * Rows after a position, in the order of their transactions, and none that an unfinished transaction could still come
 * before: a row is seen once all older transactions are over. One that stays open delays what is told, and loses nothing.
 */
const outboxRows = `
  select tx::text, outbox_id::text, tenant, at, deliveries, recipients, alerts, counts
    from outbox
   where (tx, outbox_id) > ($1::xid8, $2::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot())`;
/** With the table's name: the bare one would be the text of the answer, and put 10 before 9. */
const inOrder = 'order by outbox.tx, outbox.outbox_id';

function outboxRowOf({ outbox_id: outboxId, ...raw }: RawRow): OutboxRow {
  return { ...raw, outboxId };
}

/** More deliveries are not worked on at once, however many a transaction changed. */
const maxIdsAtOnce = 4000;

/** Of every tenant; fewer than `limit` where they name many deliveries. Served by the primary key. */
export async function readOutbox(
  pool: pg.ClientBase | pg.Pool,
  after: OutboxPosition,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const { rows } = await pool.query<RawRow>({
    name: 'read-outbox',
    text: `${outboxRows} ${inOrder} limit $3`,
    values: [after.tx, after.outboxId, limit],
  });
  let ids = 0;
  const over = rows.findIndex((row, index) => (ids += row.deliveries.length + row.recipients.length) > maxIdsAtOnce && index > 0);
  return (over === -1 ? rows : rows.slice(0, over)).map(outboxRowOf);
}

/** The position from which all that is not over yet will be read. */
export async function endOfOutbox(pool: pg.Pool): Promise<OutboxPosition> {
  const { rows } = await pool.query<{ tx: string }>('select pg_snapshot_xmin(pg_current_snapshot())::text as tx');
  return { tx: rows[0]!.tx, outboxId: '0' };
}

/** Where a named reader stands; one that is new begins at the end. */
export async function readerPosition(pool: pg.Pool, name: string): Promise<OutboxPosition> {
  const find = {
    name: 'reader-position',
    text: 'select tx::text, outbox_id::text from outbox_reader where name = $1',
    values: [name],
  };
  const { rows } = await pool.query<{ tx: string; outbox_id: string }>(find);
  const [row] = rows;
  if (row) return { tx: row.tx, outboxId: row.outbox_id };
  await beginReader(pool, name, await endOfOutbox(pool));
  return readerPosition(pool, name);
}

/**
 * Transactions are counted anew where a database was restored into another server: what stands above the count is brought
 * below it, so that it is told (again), and what comes is not taken for told already. At each start.
 */
export async function mendOutbox(pool: pg.Pool): Promise<void> {
  await pool.query("update outbox set tx = '3' where tx > pg_snapshot_xmax(pg_current_snapshot())");
  await pool.query("update outbox_reader set tx = '2', outbox_id = 0 where tx > pg_snapshot_xmax(pg_current_snapshot())");
}

export async function isReader(pool: pg.Pool, name: string): Promise<boolean> {
  return (await pool.query('select from outbox_reader where name = $1', [name])).rowCount === 1;
}

/** A reader from a position on, wherever it was before. */
export async function beginReader(pool: pg.Pool, name: string, at: OutboxPosition): Promise<void> {
  await pool.query(
    `insert into outbox_reader (name, tx, outbox_id, updated_at) values ($1, $2::xid8, $3::bigint, now())
     on conflict (name) do update set tx = excluded.tx, outbox_id = excluded.outbox_id, updated_at = excluded.updated_at`,
    [name, at.tx, at.outboxId],
  );
}

export interface SuppressedRecipient {
  readonly tenant: string;
  readonly recipientId: string;
}

/** Recipients of any tenant that were ever blocked, in the order of their ids. Served by the primary key. */
export async function suppressedRecipients(
  pool: pg.Pool,
  after: SuppressedRecipient | null,
  limit: number,
): Promise<readonly SuppressedRecipient[]> {
  const { rows } = await pool.query<{ tenant: string; recipient_id: string }>(
    `select distinct recipient_id, tenant
       from suppression
      where ($1::uuid is null or (recipient_id, tenant) > ($1::uuid, $2::text))
      order by recipient_id, tenant
      limit $3`,
    [after?.recipientId ?? null, after?.tenant ?? null, limit],
  );
  return rows.map((row) => ({ tenant: row.tenant, recipientId: row.recipient_id }));
}

/** Moves a reader on. False: another server moved it meanwhile, and what was done must be dropped. */
export async function advanceReader(
  client: pg.ClientBase | pg.Pool,
  name: string,
  from: OutboxPosition,
  to: OutboxPosition,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'advance-reader',
    text: `update outbox_reader set tx = $4::xid8, outbox_id = $5::bigint, updated_at = now()
            where name = $1 and tx = $2::xid8 and outbox_id = $3::bigint`,
    values: [name, from.tx, from.outboxId, to.tx, to.outboxId],
  });
  return rowCount === 1;
}

/** Of one tenant. Served by `outbox_by_tenant`. */
export async function readTenantOutbox(
  reads: Reads,
  tenant: string,
  after: OutboxPosition,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const { rows } = await reads.query<RawRow>({
    name: 'read-tenant-outbox',
    text: `${outboxRows} and tenant = $4 ${inOrder} limit $3`,
    values: [after.tx, after.outboxId, limit, tenant],
  });
  return rows.map(outboxRowOf);
}

const dropped = 'dropped';

/**
 * Forgets what is older and what all of these readers have read, and remembers up to where. Resolves to how many rows went.
 */
export async function dropOutbox(pool: pg.Pool, before: Date, readers: readonly string[]): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `with gone as (
       delete from outbox o
        where o.at < $1
          and not exists (
            select from outbox_reader r where r.name = any($2::text[]) and (r.tx, r.outbox_id) < (o.tx, o.outbox_id))
       returning tx, outbox_id),
     last as (select tx, outbox_id from gone order by tx desc, outbox_id desc limit 1),
     kept as (
       insert into outbox_reader as r (name, tx, outbox_id, updated_at) select '${dropped}', tx, outbox_id, now() from last
       on conflict (name) do update set tx = excluded.tx, outbox_id = excluded.outbox_id, updated_at = excluded.updated_at
         where (excluded.tx, excluded.outbox_id) > (r.tx, r.outbox_id))
     select count(*)::int as n from gone`,
    [before, readers],
  );
  return rows[0]!.n;
}

/** Whether something after this position is not kept any more, or the position is none of this database's. */
export async function wasDropped(pool: pg.Pool, after: OutboxPosition): Promise<boolean> {
  const { rows } = await pool.query<{ gone: boolean }>({
    name: 'was-dropped',
    text: `select exists (select from outbox_reader where name = '${dropped}' and (tx, outbox_id) > ($1::xid8, $2::bigint))
             or $1::xid8 > pg_snapshot_xmax(pg_current_snapshot()) as gone`,
    values: [after.tx, after.outboxId],
  });
  return rows[0]!.gone;
}

/** Remembers when blocks will end by time; null: they do not. */
export async function watchBlockEnds(
  client: pg.ClientBase,
  tenant: string,
  ends: ReadonlyMap<string, Date | null>,
): Promise<void> {
  await client.query({
    name: 'watch-block-ends',
    text: `with given as (select * from unnest($2::uuid[], $3::timestamptz[]) as g(recipient_id, ends_at)),
           endless as (delete from block_end b using given g where b.tenant = $1 and b.recipient_id = g.recipient_id and g.ends_at is null)
           insert into block_end (tenant, recipient_id, ends_at)
           select $1, recipient_id, ends_at from given where ends_at is not null
           on conflict (tenant, recipient_id) do update set ends_at = excluded.ends_at`,
    values: [tenant, [...ends.keys()], [...ends.values()]],
  });
}

/** Tells of blocks whose end has come: whether they are over is judged when it is told. Resolves to whether there are more. */
export async function tellEndedSuppressions(pool: pg.Pool, now: Date): Promise<boolean> {
  const { rows } = await pool.query<{ n: number }>(
    `with due as (select tenant, recipient_id from block_end where ends_at <= $1 order by ends_at limit ${endsPerRow} for update),
     ended as (
       delete from block_end b using due where b.tenant = due.tenant and b.recipient_id = due.recipient_id
       returning b.tenant, b.recipient_id),
     told as (insert into outbox (tenant, recipients) select tenant, array_agg(recipient_id) from ended group by tenant)
     select count(*)::int as n from ended`,
    [now],
  );
  return rows[0]!.n === endsPerRow;
}

const endsPerRow = 1000;
