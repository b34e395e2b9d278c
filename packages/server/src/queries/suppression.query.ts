import { equal } from './equal.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Category } from '@bezorgd/rules';
import {
  judgeSuppressions,
  streams,
  strongest,
  type Judged,
  type Stream,
  type SuppressionFact,
} from '../suppressions/judge-suppressions.ts';
import { longestBounceBlock, policyOf, type SuppressionPolicy } from '../suppressions/policy.ts';
import type { Reads } from './reads.ts';
import { pageOf, type Cursor, type Page } from './cursor.ts';

export interface SuppressionRow extends SuppressionFact, Judged {
  readonly recipientId: string;
  readonly eventId: string | null;
  readonly category: Category | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly rulesetDigest: string | null;
  readonly liftedBy: string | null;
  readonly liftReason: string | null;
  readonly createdBy: string | null;
  readonly reason: string | null;
}

interface RawRow {
  recipient_id: string;
  suppression_id: string;
  cause: string;
  since: Date;
  until: Date | null;
  stream: Stream | null;
  by_report: boolean;
  ours: boolean;
  accepted_after: Date | null;
  delivery_id: string | null;
  event_id: string | null;
  category: Category | null;
  rule_id: string | null;
  rule_version: number | null;
  digest: string | null;
  lifted_at: Date | null;
  lifted_by: string | null;
  lift_reason: string | null;
  created_by: string | null;
  reason: string | null;
  policy: unknown;
}

/** Facts of one recipient that are looked at: so many bounces, and so many of all else, lifted ones last. */
const maxFacts = 200;

/**
 * The rows of `suppression` are facts. What they need of deliveries is read with them, or stands in them once the delivery was
 * deleted: whether we sent the mail that a report speaks of, its stream, and the first mail accepted since. What a stranger
 * reports of a mail that we never sent is left out before anything is counted.
 */
const facts = `
  select s.*, v.digest,
         least(s.kept_accepted, case when s.cause in ('hard-bounce', 'soft-bounce') then (
           select min(d.accepted_at)
             from delivery d
            where d.tenant = $1 and d.recipient_id = s.recipient_id and d.accepted_at > s.since) end) as accepted_after,
         (select suppression from tenant_policy where tenant = $1) as policy
    from (
      select s.recipient_id, s.suppression_id, s.cause, s.since, s.until, s.delivery_id, s.event_id, s.by_report, s.category, s.rule_id,
             s.rule_version, s.ruleset_id, s.lifted_at, s.lifted_by, shown_text(s.lift_reason) as lift_reason, s.created_by,
             shown_text(s.reason) as reason, s.accepted_after as kept_accepted, true as ours,
             case when s.cause = 'unsubscribe' and s.by_report then coalesce(s.stream, b.tags ->> 'stream', 'marketing')
                  else s.stream end as stream,
             row_number() over (
               partition by s.recipient_id, s.cause in ('hard-bounce', 'soft-bounce')
               order by s.lifted_at is not null, s.since desc, s.suppression_id) as place
        from suppression s
        left join delivery b on s.by_report and b.tenant = $1 and b.delivery_id = s.delivery_id
       where s.tenant = $1 and s.recipient_id = any($2::uuid[])
         and (not s.by_report or coalesce(b.sent, s.ours, false))) s
    left join ruleset v on v.ruleset_id = s.ruleset_id
   where s.place <= ${maxFacts}`;

/** Most recipients have none: that is found out first, by the primary key alone. */
async function readFacts(reads: Reads, tenant: string, recipientIds: readonly string[]): Promise<readonly RawRow[]> {
  const suppressed = await reads.query<{ recipient_id: string }>({
    name: 'find-suppressed',
    text: 'select distinct recipient_id from suppression where tenant = $1 and recipient_id = any($2::uuid[])',
    values: [tenant, recipientIds],
  });
  if (suppressed.rows.length === 0) return [];
  const { rows } = await reads.query<RawRow>({
    name: 'read-suppression-facts',
    text: facts,
    values: [tenant, suppressed.rows.map((row) => row.recipient_id)],
  });
  return rows;
}

function factOf(raw: RawRow): Omit<SuppressionRow, keyof Judged> & SuppressionFact {
  return {
    recipientId: raw.recipient_id,
    suppressionId: raw.suppression_id,
    cause: raw.cause,
    since: raw.since,
    until: raw.until,
    stream: raw.stream,
    byReport: raw.by_report,
    ours: raw.ours,
    acceptedAfter: raw.accepted_after,
    deliveryId: raw.delivery_id,
    eventId: raw.event_id,
    category: raw.category,
    ruleId: raw.rule_id,
    ruleVersion: raw.rule_version,
    rulesetDigest: raw.digest,
    liftedAt: raw.lifted_at,
    liftedBy: raw.lifted_by,
    liftReason: raw.lift_reason,
    createdBy: raw.created_by,
    reason: raw.reason,
  };
}

type FactRow = ReturnType<typeof factOf>;

/** Facts by recipient, judged at a moment. */
async function judgedFacts(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, ReadonlyMap<FactRow, Judged>>> {
  const { factsOf, policy } = await factsByRecipient(reads, tenant, recipientIds);
  return new Map(Array.from(factsOf, ([recipientId, own]) => [recipientId, judgeSuppressions(own, policy, now)]));
}

async function factsByRecipient(reads: Reads, tenant: string, recipientIds: readonly string[]) {
  const rows = await readFacts(reads, tenant, recipientIds);
  const factsOf = new Map(
    Array.from(
      Map.groupBy(rows, (row) => row.recipient_id),
      ([recipientId, own]) => [recipientId, own.map(factOf)],
    ),
  );
  return { factsOf, policy: policyOf(rows[0]?.policy ?? null) };
}

/**
 * The suppression that blocks longest, by recipient; recipients that may be mailed are absent. `stream`: null asks for mail of
 * any kind. Served by the primary key, and by `delivery_by_recipient` for those that bounced.
 */
export async function findActiveSuppressions(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
  stream: Stream | null = null,
): Promise<ReadonlyMap<string, SuppressionRow>> {
  const found = new Map<string, SuppressionRow>();
  for (const [recipientId, judged] of await judgedFacts(reads, tenant, recipientIds, now)) {
    const row = strongestRow(judged, stream);
    if (row) found.set(recipientId, row);
  }
  return found;
}

/**
 * What to tell of each recipient, in one word: what blocks all mail, and longest; else what blocks one kind of it. Where both
 * kinds are blocked, each by itself, all mail is, until the first of them ends. Recipients that may be mailed are absent.
 */
export async function findBlocksToTell(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, SuppressionRow>> {
  const { factsOf, policy } = await factsByRecipient(reads, tenant, recipientIds);
  return blocksToTell(factsOf, policy, now);
}

function blocksToTell(
  factsOf: ReadonlyMap<string, readonly FactRow[]>,
  policy: SuppressionPolicy,
  now: Date,
): ReadonlyMap<string, SuppressionRow> {
  const found = new Map<string, SuppressionRow>();
  for (const [recipientId, own] of factsOf) {
    const judged = judgeSuppressions(own, policy, now);
    const ofAll = new Map([...judged].filter(([fact]) => fact.stream === null));
    const [first, second] = streams.flatMap((stream) => strongestRow(judged, stream) ?? []);
    const end = (row: SuppressionRow): number => row.until?.getTime() ?? Number.POSITIVE_INFINITY;
    const each = first && second ? { ...(end(first) <= end(second) ? first : second), stream: null } : (first ?? second);
    const row = strongestRow(ofAll, null) ?? each;
    if (row) found.set(recipientId, row);
  }
  return found;
}

/**
 * Whose block begins, ends or lasts differently under another policy: in batches, by recipient. Served by the primary key.
 */
export async function* blocksChangedBy(
  reads: Reads,
  tenant: string,
  from: SuppressionPolicy,
  to: SuppressionPolicy,
  now: Date,
): AsyncGenerator<readonly string[], void> {
  if (isDeepStrictEqual(from, to)) return;
  const longestMs = Math.max(longestBounceBlock(from), longestBounceBlock(to)) * dayMs;
  let after = noId;
  for (;;) {
    const { rows } = await reads.query<{ recipient_id: string }>({
      name: 'bounced-recipients',
      text: `select distinct recipient_id
               from suppression
              where tenant = $1 and recipient_id > $2::uuid and cause in ('hard-bounce', 'soft-bounce') and since > $3
              order by recipient_id
              limit ${recipientsPerBatch}`,
      values: [tenant, after, new Date(now.getTime() - longestMs)],
    });
    const ids = rows.map((row) => row.recipient_id);
    const { factsOf } = await factsByRecipient(reads, tenant, ids);
    const [before, afterwards] = [blocksToTell(factsOf, from, now), blocksToTell(factsOf, to, now)];
    const changed = ids.filter((id) => !isSameBlock(before.get(id), afterwards.get(id)));
    if (changed.length > 0) yield changed;
    if (ids.length < recipientsPerBatch) return;
    after = ids.at(-1)!;
  }
}

function isSameBlock(a: SuppressionRow | undefined, b: SuppressionRow | undefined): boolean {
  return a?.suppressionId === b?.suppressionId && a?.until?.getTime() === b?.until?.getTime() && a?.stream === b?.stream;
}

const dayMs = 86_400_000;
const recipientsPerBatch = 1000;
const noId = '00000000-0000-0000-0000-000000000000';

export interface AskedSuppression {
  readonly recipientId: string;
  readonly at: Date;
  /** Null: mail of any kind. */
  readonly stream: Stream | null;
}

/** What blocked each of these recipients at its moment; one answer per question, in their order. */
export async function findSuppressionsAt(
  reads: Reads,
  tenant: string,
  asked: readonly AskedSuppression[],
): Promise<readonly (SuppressionRow | null)[]> {
  const { factsOf, policy } = await factsByRecipient(reads, tenant, [...new Set(asked.map((one) => one.recipientId))]);
  return asked.map(({ recipientId, at, stream }) =>
    strongestRow(judgeSuppressions(factsOf.get(recipientId) ?? [], policy, at), stream),
  );
}

function strongestRow(judged: ReadonlyMap<FactRow, Judged>, stream: Stream | null): SuppressionRow | null {
  const fact = strongest(judged, stream);
  return fact && { ...fact, ...judged.get(fact)! };
}

/** All that ever blocked these recipients, newest first. Served by the primary key. */
export async function listSuppressions(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
): Promise<readonly SuppressionRow[]> {
  return (await listSuppressionFacts(reads, tenant, recipientIds, now)).filter((row) => row.ended !== 'never');
}

/** With what did not block on its own, such as a single soft bounce. */
export async function listSuppressionFacts(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
  now: Date,
): Promise<readonly SuppressionRow[]> {
  return [...(await judgedFacts(reads, tenant, recipientIds, now)).values()]
    .flatMap((judged) => Array.from(judged, ([fact, one]) => ({ ...fact, ...one })))
    .toSorted((a, b) => b.since.getTime() - a.since.getTime() || (a.suppressionId < b.suppressionId ? -1 : 1));
}

export interface SuppressionFilter {
  readonly cause?: string | undefined;
  /** Only those that block now. */
  readonly activeOnly?: boolean | undefined;
}

/** Suppressions that are looked through for one page. */
const mostLookedThrough = 5000;

/**
 * Of a tenant, newest first. Whether one blocks now is judged, not stored: where few of many do, a page may be shorter than
 * asked while another follows. Served by `suppression_by_time`, or by `suppression_by_cause` where one is given.
 */
export async function pageSuppressions(
  reads: Reads,
  tenant: string,
  filter: SuppressionFilter,
  limit: number,
  after: Cursor | null,
  now: Date,
): Promise<Page<SuppressionRow> & { readonly end: Cursor | null }> {
  const found: SuppressionRow[] = [];
  let end = after;
  for (let looked = 0; ;) {
    const part = await readSuppressions(reads, tenant, filter.cause, filter.activeOnly ? 200 : limit, end, now);
    for (const [index, { at, row }] of part.rows.entries()) {
      end = at;
      if (row && (row.active || !filter.activeOnly)) found.push(row);
      if (found.length === limit) return { rows: found, hasNextPage: part.hasNextPage || index < part.rows.length - 1, end };
    }
    looked += part.rows.length;
    if (!part.hasNextPage || looked >= mostLookedThrough) return { rows: found, hasNextPage: part.hasNextPage, end };
  }
}

/** One after another, each as it is judged; null for what never blocked, such as a single soft bounce. */
async function readSuppressions(
  reads: Reads,
  tenant: string,
  cause: string | undefined,
  limit: number,
  after: Cursor | null,
  now: Date,
): Promise<Page<{ readonly at: Cursor; readonly row: SuppressionRow | null }>> {
  const ofCause = equal(5, { cause });
  const { rows } = await reads.query<{ recipient_id: string; suppression_id: string; since: Date }>({
    name: `page-suppressions${ofCause.shape}`,
    text: `select recipient_id, suppression_id, since
             from suppression
            where tenant = $1 and (since, suppression_id) < ($2::timestamptz, $3::uuid) ${ofCause.text}
            order by since desc, suppression_id desc
            limit $4`,
    values: [
      tenant,
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      limit + 1,
      ...ofCause.values,
    ],
  });
  const page = pageOf(rows, limit);
  const ids = [...new Set(page.rows.map((row) => row.recipient_id))];
  const judged = new Map(
    (await listSuppressions(reads, tenant, ids, now)).map((row) => [`${row.recipientId} ${row.suppressionId}`, row]),
  );
  return {
    hasNextPage: page.hasNextPage,
    rows: page.rows.map(({ recipient_id, suppression_id, since }) => ({
      at: { at: since.getTime(), id: suppression_id },
      row: judged.get(`${recipient_id} ${suppression_id}`) ?? null,
    })),
  };
}

/** Recipients that have any suppression, in the order of their ids: for exports. Served by the primary key. */
export async function suppressedRecipients(
  reads: Reads,
  tenant: string,
  after: string | null,
  limit: number,
): Promise<readonly { readonly recipientId: string; readonly address: string | null }[]> {
  const { rows } = await reads.query<{ recipient_id: string; address: string | null }>({
    name: 'suppressed-recipients',
    text: `select r.recipient_id, shown_address(r.address) as address
             from (select distinct recipient_id
                     from suppression
                    where tenant = $1 and recipient_id > $2::uuid
                    order by recipient_id
                    limit $3) s
             join recipient r on r.tenant = $1 and r.recipient_id = s.recipient_id
            order by r.recipient_id`,
    values: [tenant, after ?? noId, limit],
  });
  return rows.map((row) => ({ recipientId: row.recipient_id, address: row.address }));
}
