import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { badArgument } from '../errors.ts';
import { timeError } from '../queries/counted-deliveries.ts';
import type { Reads } from '../queries/reads.ts';
import { maxRejections, readRejections, type Rejections } from '../queries/rejections.query.ts';
import {
  mostOneByOne,
  oneByOne,
  readExtent,
  readSeal,
  readStatistics,
  type Dimension,
  type Figures,
  type StatisticsCursor,
  type StatisticsQuestion,
  timeUnits,
} from '../queries/statistics.query.ts';
import { instantOf } from './instant.ts';
import { maxPageSize } from './page.ts';
import { givenText } from './text.ts';

/** What statistics can be grouped by. */
export const groupings = ['hour', 'day', 'domain', 'provider', 'category', 'label', 'status', 'tag'] as const;
export type Grouping = (typeof groupings)[number];

/** As callers say it. */
export interface AskedStatistics {
  readonly since: Date;
  readonly until: Date;
  readonly groupBy?: readonly Grouping[] | null | undefined;
  readonly timeZone?: string | null | undefined;
  readonly tag?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly provider?: string | null | undefined;
  readonly category?: string | null | undefined;
  readonly label?: string | null | undefined;
  readonly status?: readonly DeliveryStatus[] | null | undefined;
  readonly tagValue?: string | null | undefined;
}

const dayMs = 86_400_000;
const longestDays = { hour: 31, manyValues: 93, any: 400 } as const;
const maxGroupings = 4;

/** Throws a fault that names the field and the way out; `path` stands in front of the filter's fields. */
export function statisticsQuestion(asked: AskedStatistics, path = ''): StatisticsQuestion {
  const { since, until, domain, provider, category, label, status, tagValue } = asked;
  const groupBy = asked.groupBy ?? [];
  const tag = asked.tag ?? null;
  const timeZone = asked.timeZone ?? 'UTC';
  const by = groupBy.filter((one): one is Dimension => !(timeUnits as readonly string[]).includes(one));
  const unit = timeUnits.find((one) => groupBy.includes(one)) ?? null;
  if (new Set(groupBy).size < groupBy.length || (groupBy.includes('hour') && groupBy.includes('day')))
    throw badArgument('groupBy', 'give each grouping once, and hour or day, not both');
  if (groupBy.length > maxGroupings) throw badArgument('groupBy', `give at most ${maxGroupings}`);
  if (!isTimeZone(timeZone)) throw badArgument('timeZone', timeZoneHelp);
  if (!(instantOf('since', since) < instantOf('until', until))) throw badArgument('until', 'give a time after since');

  const wantsTag = by.includes('tag') || isGiven(tagValue);
  if (wantsTag && tag === null) throw badArgument('tag', 'give the name of the tag that you group by or filter for');
  if (tag !== null && !wantsTag) throw badArgument('tag', `group by tag, or give ${path}tagValue`);
  const texts = {
    tag,
    [`${path}domain`]: domain,
    [`${path}provider`]: provider,
    [`${path}category`]: category,
    [`${path}label`]: label,
    [`${path}tagValue`]: tagValue,
  };
  for (const [name, text] of Object.entries(texts))
    if ((givenText(name, text)?.length ?? 0) > 256) throw badArgument(name, 'give at most 256 characters');

  const days = (until.getTime() - since.getTime()) / dayMs;
  if (unit === 'hour' && days > longestDays.hour)
    throw badArgument('until', `by hour, ask for at most ${longestDays.hour} days; for a longer period group by day`);
  if ((by.includes('domain') || by.includes('tag')) && days > longestDays.manyValues)
    throw badArgument(
      'until',
      `by domain or tag, ask for at most ${longestDays.manyValues} days; for a longer period filter for one of them, or group by provider`,
    );
  if (days > longestDays.any) throw badArgument('until', `ask for at most ${longestDays.any} days at once`);

  const given = (text: string | null | undefined): string | undefined => text ?? undefined;
  return {
    since,
    until,
    unit,
    timeZone,
    by,
    tag,
    filter: {
      domain: given(domain)?.toLowerCase(),
      provider: given(provider),
      category: given(category),
      label: given(label),
      statuses: status && status.length > 0 ? status : undefined,
      tagValue: given(tagValue),
    },
  };
}

function isGiven(text: string | null | undefined): boolean {
  return text !== undefined && text !== null;
}

const timeZoneHelp = 'give UTC or an IANA name with its area, such as Europe/Amsterdam';
const areas = /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)\/[\w+\-/]{1,63}$/i;

/**
 * A zone that the database understands as JavaScript does. Abbreviations are none: IST is Israel's to the one and India's to the
 * other. Nor is an offset such as `+02:00`: the database would read its sign the other way round.
 */
function isTimeZone(name: string): boolean {
  if (name.toUpperCase() === 'UTC') return true;
  if (!areas.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Its list of zones may be older than ours. SQLSTATE 22023: invalid parameter value. */
function isUnknownZone(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === '22023' && typeof message === 'string' && message.startsWith('time zone ');
}

/** Throws a fault that names the argument. */
function statisticsPage(first: number, after: string | null | undefined): { limit: number; cursor: StatisticsCursor | null } {
  if (!Number.isInteger(first) || first < 1 || first > maxPageSize) throw badArgument('first', `give 1 to ${maxPageSize}`);
  if (after === undefined || after === null) return { limit: first, cursor: null };
  const cursor = decodeCursor(after);
  if (!cursor) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return { limit: first, cursor };
}

function encodeStatisticsCursor({ at, deliveries, key }: StatisticsCursor): string {
  return Buffer.from(JSON.stringify([at, deliveries, key])).toString('base64url');
}

function decodeCursor(text: string): StatisticsCursor | null {
  try {
    const [at, deliveries, key] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const known =
      (at === null || (Number.isSafeInteger(at) && Math.abs(at as number) < 1e14)) &&
      Number.isSafeInteger(deliveries) &&
      typeof key === 'string' &&
      !key.includes('\0');
    return known ? ({ at, deliveries, key } as StatisticsCursor) : null;
  } catch {
    return null;
  }
}

/** What is worked out of the figures. Shares are 0 to 1; null where there is nothing to share. */
function workedOut({ deliveries, byStatus, bouncedLate, opened, clicked }: Figures) {
  // What was held back by a block or a setting of the sender was never tried.
  const tried = deliveries - byStatus.rejected - byStatus.discarded;
  // Whoever complains has got it.
  const effectiveDelivered = byStatus.delivered + byStatus.complained;
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return {
    tried,
    effectiveDelivered,
    bouncedAfterAcceptance: bouncedLate,
    shares: {
      delivered: share(effectiveDelivered, tried),
      hardBounced: share(byStatus['hard-bounced'], tried),
      softBounced: share(byStatus['soft-bounced'], tried),
      rejected: share(byStatus.rejected, deliveries),
      complained: share(byStatus.complained, effectiveDelivered),
      opened: share(opened, effectiveDelivered),
      clicked: share(clicked, effectiveDelivered),
    },
  };
}

/** Figures as the doors show them. */
function figuresAnswer(figures: Figures) {
  const { deliveries, byStatus, accepted, deferred, opened, clicked } = figures;
  return { deliveries, counts: byStatus, accepted, deferred, opened, clicked, ...workedOut(figures) };
}

/** Throws a fault with what may be asked instead. */
async function refuseTooMany(reads: Reads, tenant: string, question: StatisticsQuestion): Promise<void> {
  const { sealedBefore, deliveries } = await readExtent(reads, tenant, question);
  if (sealedBefore !== null && question.since < sealedBefore)
    throw badArgument(
      'since',
      `a domain and a tag together are counted from the mails themselves, which are kept since ${sealedBefore.toISOString()}: ask for later, or for the one and then for the other`,
    );
  if (deliveries > mostOneByOne)
    throw badArgument(
      'until',
      `a domain and a tag together are counted for at most ${mostOneByOne} mails: ask for a shorter period, or for the one and then for the other`,
    );
}

/** The page, as the doors show it. */
export async function answerStatistics(
  reads: Reads,
  tenant: string,
  question: StatisticsQuestion,
  first: number,
  after: string | null | undefined,
) {
  const { limit, cursor } = statisticsPage(first, after);
  if (oneByOne(question)) await refuseTooMany(reads, tenant, question);
  const { groups, hasNextPage, total, rest, exactTimes } = await readStatistics(reads, tenant, question, limit, cursor).catch(
    (error: unknown) => {
      throw isUnknownZone(error) ? badArgument('timeZone', `the database does not know it: ${timeZoneHelp}`) : error;
    },
  );
  return {
    groups: groups.map(({ at, domain, provider, category, label, status, tag, timeToDeliver, ...group }) => ({
      group: { at, domain, provider, category, label, status, tag, figures: figuresAnswer(group), timeToDeliver },
      cursor: encodeStatisticsCursor(group.cursor),
    })),
    hasNextPage,
    total: figuresAnswer(total),
    rest: figuresAnswer(rest),
    timeError: exactTimes ? 0 : timeError,
  };
}

/** Throws a fault where too many were rejected to judge each. */
export async function answerRejections(reads: Reads, tenant: string, question: StatisticsQuestion): Promise<Rejections> {
  const { since, until, tag, filter } = question;
  const { domain, provider, tagValue } = filter;
  const sealedBefore = await readSeal(reads, tenant);
  if (sealedBefore !== null && since < sealedBefore)
    throw badArgument(
      'since',
      `what held mails back is judged from the mails themselves, which are kept since ${sealedBefore.toISOString()}: ask for later`,
    );
  const rejections = await readRejections(reads, tenant, since, until, {
    domain,
    provider,
    tag: tag === null || tagValue === undefined ? undefined : { name: tag, value: tagValue },
  });
  if (rejections === null)
    throw badArgument('until', `more than ${maxRejections} mails were rejected in this period: ask for a shorter one`);
  return rejections;
}
