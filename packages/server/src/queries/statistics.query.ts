import { hash } from 'node:crypto';
import { statuses, statusNumber, statusOfWeight, type DeliveryStatus } from '../deliveries/delivery-state.ts';
import { countedColumns, countingCtes, timeStep, tookMs } from './counted-deliveries.ts';
import type { Reads } from './reads.ts';

export const timeUnits = ['hour', 'day'] as const;
export const dimensions = ['domain', 'provider', 'category', 'label', 'status', 'tag'] as const;
export type Dimension = (typeof dimensions)[number];

export interface StatisticsFilter {
  readonly domain?: string | undefined;
  /** `other`: none that is known. */
  readonly provider?: string | undefined;
  readonly category?: string | undefined;
  readonly label?: string | undefined;
  readonly statuses?: readonly DeliveryStatus[] | undefined;
  /** A value of the tag that the question names. */
  readonly tagValue?: string | undefined;
}

/** What to count, and by what. A domain and a tag together are counted one by one: see `oneByOne`. */
export interface StatisticsQuestion {
  /** First event at or after, and before. */
  readonly since: Date;
  readonly until: Date;
  readonly unit: (typeof timeUnits)[number] | null;
  /** IANA name: where days begin. */
  readonly timeZone: string;
  readonly by: readonly Dimension[];
  /** Name of the tag that is grouped by or filtered for. */
  readonly tag: string | null;
  readonly filter: StatisticsFilter;
}

export interface Figures {
  readonly deliveries: number;
  readonly byStatus: Readonly<Record<DeliveryStatus, number>>;
  readonly accepted: number;
  readonly deferred: number;
  readonly opened: number;
  readonly clicked: number;
  /** Accepted, and bounced later. */
  readonly bouncedLate: number;
}

export interface TimeToDeliver {
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
}

export interface StatisticsGroup extends Figures {
  /** When its hour or day begins; null: not grouped by time. */
  readonly at: Date | null;
  readonly domain: string | null;
  readonly provider: string | null;
  readonly category: string | null;
  readonly label: string | null;
  readonly status: DeliveryStatus | null;
  readonly tag: string | null;
  /** Null: no server accepted any. */
  readonly timeToDeliver: TimeToDeliver | null;
  readonly cursor: StatisticsCursor;
}

/** Where a page ends: by time, the largest groups first. */
export interface StatisticsCursor {
  readonly at: number | null;
  readonly deliveries: number;
  readonly key: string;
}

export interface Statistics {
  readonly groups: readonly StatisticsGroup[];
  readonly hasNextPage: boolean;
  readonly total: Figures;
  /** Of the groups that come after this page. */
  readonly rest: Figures;
  /** Whether times to deliver are exact; else they are within `timeError`. */
  readonly exactTimes: boolean;
}

/** So few deliveries are counted one by one, with exact times. */
const fewDeliveries = 20_000;

interface RawRow extends Record<string, unknown> {
  kind: 'group' | 'total' | 'rest';
  at: Date | null;
  key: string | null;
  deliveries: bigint | null;
  p50: bigint | null;
  p90: bigint | null;
  p99: bigint | null;
  few: boolean;
}

/** Hours are counted by domain or by tag: by both, so many deliveries are counted one by one, and no more. */
export const mostOneByOne = 200_000;

/** Whether a question is of a domain and a tag together. */
export function oneByOne({ by, filter }: StatisticsQuestion): boolean {
  return (by.includes('domain') || filter.domain !== undefined) && (by.includes('tag') || filter.tagValue !== undefined);
}

/**
 * Of a period: before when mails are deleted, and how many mails there are, counted up to `mostOneByOne` and one more. Served by
 * `delivery_by_time`.
 */
export async function readExtent(
  reads: Reads,
  tenant: string,
  { since, until }: StatisticsQuestion,
): Promise<{ readonly sealedBefore: Date | null; readonly deliveries: number }> {
  const { rows } = await reads.query<{ sealed_before: Date | null; n: number }>({
    name: 'statistics-extent',
    text: `select (select sealed_before from delivery_hour_seal where tenant = $1) as sealed_before,
                  (select count(*)::int from (select from delivery where tenant = $1 and first_event_at >= $2 and first_event_at < $3 limit ${mostOneByOne + 1}) d) as n`,
    values: [tenant, since, until],
  });
  return { sealedBefore: rows[0]!.sealed_before, deliveries: rows[0]!.n };
}

/** Before when hours keep their figures and their mails are deleted; null: nothing is. Served by the primary key. */
export async function readSeal(reads: Reads, tenant: string): Promise<Date | null> {
  const { rows } = await reads.query<{ sealed_before: Date }>({
    name: 'statistics-seal',
    text: 'select sealed_before from delivery_hour_seal where tenant = $1',
    values: [tenant],
  });
  return rows[0]?.sealed_before ?? null;
}

/** Columns of a group, and how `delivery_hour` and a delivery that is counted now call them. */
const columnOf = {
  domain: 'value',
  tag: 'value',
  provider: "coalesce(provider, 'other')",
  category: 'category',
  label: 'label',
  status: 'status',
} as const satisfies Record<Dimension, string>;

const figures = `coalesce(sum(deliveries), 0)::bigint as deliveries, coalesce(sum(accepted), 0)::bigint as accepted,
  coalesce(sum(deferred), 0)::bigint as deferred, coalesce(sum(opened), 0)::bigint as opened, coalesce(sum(clicked), 0)::bigint as clicked`;
const bounced = `(${statusNumber('soft-bounced')}, ${statusNumber('hard-bounced')})`;
const byStatus = [
  ...statuses.map((_, index) => `coalesce(sum(deliveries) filter (where status = ${index + 1}), 0)::bigint as s${index + 1}`),
  `coalesce(sum(accepted) filter (where status in ${bounced}), 0)::bigint as late`,
].join(', ');
const figureColumns = ['deliveries', 'accepted', 'deferred', 'opened', 'clicked', ...statuses.map((_, i) => `s${i + 1}`), 'late'];
const sums = figureColumns.map((column) => `coalesce(sum(${column}), 0)::bigint as ${column}`).join(', ');

/**
 * One statement, so one snapshot: hours as they were counted, and those that changed since, or that the period or a day cuts,
 * counted now. `offset 0` keeps the planner from reading all deliveries to find those of a few hours. Served by `delivery_hour_by_time` and `delivery_hour_by_value`, `delivery_hour_mark_by_hour`,
 * `delivery_by_time`, and the primary key of `recipient`.
 */
export async function readStatistics(
  reads: Reads,
  tenant: string,
  question: StatisticsQuestion,
  limit: number,
  after: StatisticsCursor | null,
): Promise<Statistics> {
  const { since, until, unit, timeZone, by, tag, filter } = question;
  const both = oneByOne(question);
  const values: unknown[] = [tenant, since, until];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const byDomain = by.includes('domain') || filter.domain !== undefined;
  const byTag = by.includes('tag') || filter.tagValue !== undefined;
  const slice = byDomain ? `'domain'` : byTag ? parameter(`tag:${tag}`) : `'all'`;
  const zone = unit === 'day' ? parameter(timeZone) : '';
  const atOf = (instant: string): string =>
    unit === null ? 'null::timestamptz' : `date_trunc('${unit}', ${instant}, ${unit === 'day' ? zone : `'UTC'`})`;
  const tagName = byTag ? parameter(tag) : '';
  const value = byDomain
    ? '(select r.domain from recipient r where r.tenant = $1 and r.recipient_id = d.recipient_id)'
    : byTag
      ? `d.tags ->> ${tagName}`
      : 'null::text collate "C"';

  const where: string[] = [];
  if (filter.domain !== undefined) where.push(`value = ${parameter(filter.domain)}`);
  if (filter.tagValue !== undefined) where.push(`${both ? 'tag_value' : 'value'} = ${parameter(filter.tagValue)}`);
  if (filter.provider === 'other') where.push('provider is null');
  else if (filter.provider !== undefined) where.push(`provider = ${parameter(filter.provider)}`);
  if (filter.category !== undefined) where.push(`category = ${parameter(filter.category)}`);
  if (filter.label !== undefined) where.push(`label = ${parameter(filter.label)}`);
  if (filter.statuses !== undefined) where.push(`status = any(${parameter(filter.statuses.map(statusNumber))}::int[])`);
  const and = where.map((clause) => ` and ${clause}`).join('');

  // The same columns by which groups are made and their times are found again.
  const column = (dimension: Dimension): string => (both && dimension === 'tag' ? 'tag_value' : columnOf[dimension]);
  const keys = by.map((dimension) => `${column(dimension)} as ${dimension}`);
  const groupBy = ['at', ...by.map(column)].join(', ');
  const isOf = [
    'true',
    ...by.map((dimension) => `coalesce(f.${dimension}::text, E'\\x01') = coalesce(p.${dimension}::text, E'\\x01')`),
  ];
  const before = after
    ? `(coalesce(at, '-infinity'), -deliveries, key) > (${parameter(after.at === null ? '-infinity' : new Date(after.at))}::timestamptz, ${parameter(-after.deliveries)}::bigint, ${parameter(after.key)}::text)`
    : 'true';
  const counted =
    'value, provider, status, category, label, deliveries, accepted, deferred, opened, clicked, time_ms, time_counts';
  const countedNow = `select at, ${counted}${both ? ', tag_value' : ''} from counted where true${and}`;
  const facts = both
    ? `(${countedNow})`
    : `(
    select ${atOf('hour')} as at, ${counted}
      from delivery_hour
     where tenant = $1 and slice = ${slice} and hour >= date_trunc('hour', $2::timestamptz, 'UTC') and hour < $3::timestamptz
       and not (select yes from few) and hour <> all (array(select hour from live))${and}
    union all
    ${countedNow})`;

  const text = `
  with seal as materialized (
    select coalesce((select sealed_before from delivery_hour_seal where tenant = $1), '-infinity'::timestamptz) as sealed_before),
  few as materialized (
    select (select sealed_before from seal) <= date_trunc('hour', $2::timestamptz, 'UTC')
       and (select count(*) <= ${fewDeliveries}
              from (select from delivery where tenant = $1 and first_event_at >= $2::timestamptz and first_event_at < $3::timestamptz order by first_event_at desc limit ${fewDeliveries + 1}) d) as yes),
  borders as (
    select unnest(array[$2::timestamptz, $3::timestamptz]) as border
    ${
      unit === 'day'
        ? `union all
    select day at time zone ${zone}
      from generate_series(date_trunc('day', $2::timestamptz at time zone ${zone}), $3::timestamptz at time zone ${zone}, interval '1 day') day`
        : ''
    }),
  live as materialized (
    select distinct hour
      from (select hour from delivery_hour_mark where tenant = $1 and hour >= date_trunc('hour', $2::timestamptz, 'UTC') and hour < $3::timestamptz
            union all
            select date_trunc('hour', border, 'UTC') from borders where border <> date_trunc('hour', border, 'UTC')) h
     where hour >= (select sealed_before from seal)),
  ranges as (
    ${
      both
        ? 'select $2::timestamptz as since, $3::timestamptz as until'
        : `select greatest(hour, $2::timestamptz) as since, least(hour + interval '1 hour', $3::timestamptz) as until from live where not (select yes from few)
    union all
    select $2::timestamptz, $3::timestamptz where (select yes from few)`
    }),
  sliced as (
    select date_trunc('hour', d.first_event_at, 'UTC') as hour, ${atOf('d.first_event_at')} as at, ${value} as value, ${both ? `d.tags ->> ${tagName} as tag_value, ` : ''}${countedColumns},
           case when (select yes from few) then ${tookMs} else ${timeStep(tookMs)} end as took_ms
      from ranges
     cross join lateral (select * from delivery where tenant = $1 and first_event_at >= ranges.since and first_event_at < ranges.until and sent offset 0) d
     ${byTag ? `where d.tags ? ${tagName}` : ''}),
  ${countingCtes(both ? ['hour', 'at', 'tag_value'] : ['hour', 'at'], ['hour'])},
  groups as materialized (
    select at, ${keys.map((key) => `${key}, `).join('')}${figures}, ${byStatus}
      from ${facts} f
     group by ${groupBy}),
  keyed as materialized (
    select *, jsonb_build_array(${by.join(', ')})::text collate "C" as key from groups),
  page as materialized (
    select *, row_number() over (order by coalesce(at, '-infinity'), -deliveries, key) as place
      from keyed
     where ${before}
     order by place
     limit ${parameter(limit + 1)}),
  times as (
    select p.place, t.ms, sum(t.n) as n
      from page p
      join (select at, ${keys.map((key) => `${key}, `).join('')}time_ms, time_counts from ${facts} f where time_ms is not null) f
        on coalesce(f.at, '-infinity') = coalesce(p.at, '-infinity') and ${isOf.join(' and ')}
     cross join lateral unnest(f.time_ms, f.time_counts) as t(ms, n)
     group by p.place, t.ms),
  quantiles as (
    select place, min(ms) filter (where upto >= 0.5 * n) as p50, min(ms) filter (where upto >= 0.9 * n) as p90, min(ms) filter (where upto >= 0.99 * n) as p99
      from (select place, ms, sum(n) over (partition by place order by ms) as upto, sum(n) over (partition by place) as n from times) t
     group by place)
  select 'group' as kind, at, ${by.map((key) => `${key}, `).join('')}key, ${figureColumns.join(', ')}, p50, p90, p99, place, (select yes from few) as few
    from page left join quantiles using (place)
  union all
  select 'total', null, ${by.map(() => 'null, ').join('')}null, ${sums}, null, null, null, null, (select yes from few) from groups
  union all
  select 'rest', null, ${by.map(() => 'null, ').join('')}null, ${sums}, null, null, null, null, null
    from keyed
   where (coalesce(at, '-infinity'), -deliveries, key) > (
     select coalesce(at, '-infinity'), -deliveries, key from page where place = ${parameter(limit)})
   order by place`;
  const { rows } = await reads.query<RawRow>({ name: hash('sha1', text, 'hex'), text, values });
  const groups = rows.filter((row) => row.kind === 'group');
  const total = rows.find((row) => row.kind === 'total')!;
  return {
    groups: groups.slice(0, limit).map(groupOf),
    hasNextPage: groups.length > limit,
    total: figuresOf(total),
    rest: figuresOf(rows.find((row) => row.kind === 'rest')!),
    exactTimes: total.few,
  };
}

function figuresOf(row: RawRow): Figures {
  const number = (column: string): number => Number(row[column]);
  return {
    deliveries: number('deliveries'),
    byStatus: Object.fromEntries(statuses.map((status, index) => [status, number(`s${index + 1}`)])) as Record<
      DeliveryStatus,
      number
    >,
    accepted: number('accepted'),
    deferred: number('deferred'),
    opened: number('opened'),
    clicked: number('clicked'),
    bouncedLate: number('late'),
  };
}

function groupOf(row: RawRow): StatisticsGroup {
  const text = (dimension: Dimension): string | null => (row[dimension] as string | null | undefined) ?? null;
  const { at, key, deliveries, p50, p90, p99 } = row;
  return {
    ...figuresOf(row),
    at,
    domain: text('domain'),
    provider: text('provider'),
    category: text('category'),
    label: text('label'),
    status: row['status'] === undefined ? null : statusOfWeight(Number(row['status']) * 10),
    tag: text('tag'),
    timeToDeliver: p50 === null ? null : { p50Ms: Number(p50), p90Ms: Number(p90), p99Ms: Number(p99) },
    cursor: { at: at && at.getTime(), deliveries: Number(deliveries), key: key! },
  };
}
