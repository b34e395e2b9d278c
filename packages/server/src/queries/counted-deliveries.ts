/**
 * The counting itself, in SQL: the recount of an hour and the readers who count for themselves say the same, because it
 * stands here once.
 */

/** Of an hour, so many domains, and so many values of a tag, are told apart: the most frequent. The others are counted together. */
export const maxValuesAnHour = 5000;

/** Times to deliver are kept in steps of this factor, so that the middle of a step is within 2 % of what is in it. */
export const timeError = 0.02;
const step = (1 + timeError) / (1 - timeError);

/** An exact time in milliseconds to the middle of its step. */
export function timeStep(ms: string): string {
  return `case when ${ms} <= 0 then 0 else round(2 * power(${step}::float8, ceil(ln(${ms}::float8) / ${Math.log(step)})) / ${step + 1}) end::bigint`;
}

/** What is counted of a delivery `d`. */
export const countedColumns = `d.provider, d.weight / 10 as status, d.category, d.label, d.deferred, d.human_opened_at is not null as opened,
  d.human_clicked_at is not null as clicked`;

/** From the first event to the acceptance; null where no server accepted. */
export const tookMs = '(extract(epoch from d.delivered_at - d.first_event_at) * 1000)::bigint';

/**
 * CTEs from `sliced` (the keys, `value`, the counted columns, `took_ms`; a row per delivery) to `counted`, whose rows are those
 * of `delivery_hour`. `hourKeys` are the keys within which values are frequent or rare.
 */
export function countingCtes(keys: readonly string[], hourKeys: readonly string[]): string {
  const dimensions = 'provider, status, category, label';
  const own = keys.join(', ');
  const hour = hourKeys.join(', ');
  return `
  by_time as (
    select ${own}, value, ${dimensions}, took_ms, count(*)::int as n, (count(*) filter (where deferred))::int as deferred,
           (count(*) filter (where opened))::int as opened, (count(*) filter (where clicked))::int as clicked
      from sliced
     group by ${own}, value, ${dimensions}, took_ms),
  rare as (
    select ${hour}, value
      from (select ${hour}, value, row_number() over (partition by ${hour} order by sum(n) desc, value) as place
              from by_time
             where value is not null
             group by ${hour}, value) v
     where place > ${maxValuesAnHour}),
  counted as (
    select ${keys.map((key) => `t.${key}`).join(', ')}, case when rare.value is null then t.value end as value, ${dimensions},
           sum(n)::int as deliveries, coalesce(sum(n) filter (where took_ms is not null), 0)::int as accepted,
           sum(deferred)::int as deferred, sum(opened)::int as opened, sum(clicked)::int as clicked,
           array_agg(took_ms) filter (where took_ms is not null) as time_ms, array_agg(n) filter (where took_ms is not null) as time_counts
      from by_time t
      left join rare on ${hourKeys.map((key) => `rare.${key} = t.${key}`).join(' and ')} and rare.value = t.value
     group by ${keys.map((key) => `t.${key}`).join(', ')}, case when rare.value is null then t.value end, ${dimensions})`;
}
