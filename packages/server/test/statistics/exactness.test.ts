import fc from 'fast-check';
import { defaultClassifier } from '@bezorgd/rules';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fold, statuses, statusOfWeight, type DeliveryState } from '../../src/deliveries/delivery-state.ts';
import { engagementOf, type Reading } from '../../src/engagement/judge-readings.ts';
import { deliveryIdOf, RecipientIds } from '../../src/events/ids.ts';
import type { DeliveryEventType } from '../../src/events/mail-event.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import type { Prepared, StoredEvent } from '../../src/ingest/stored-event.ts';
import { timeError } from '../../src/queries/counted-deliveries.ts';
import type { Reads } from '../../src/queries/reads.ts';
import {
  readStatistics,
  type Dimension,
  type Figures,
  type Statistics,
  type StatisticsCursor,
  type StatisticsGroup,
  type StatisticsQuestion,
} from '../../src/queries/statistics.query.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { statusEventOf } from '../../src/storage/delivery.store.ts';
import { EventPartitions } from '../../src/storage/partitions.ts';
import { HourCounts } from '../../src/storage/statistics.store.ts';
import { counting, TenantReads } from '../../src/storage/tenant-reads.ts';
import { freshDatabase } from '../support/database.ts';

const classifier = defaultClassifier();
const ids = new RecipientIds(Buffer.alloc(32, 7));
const replies: Partial<Record<DeliveryEventType, readonly string[]>> = {
  bounced: ['550 5.1.1 User unknown', '452 4.2.2 Mailbox full'],
  deferred: ['421 4.7.0 Try again later', '450 4.2.0 Greylisted'],
};
const agents = ['Mozilla/5.0 (X11; rv:145.0) Gecko/20100101 Firefox/145.0', 'curl/8.0'];

let database: Database;
let ingest: Ingest;
let reads: TenantReads;

beforeAll(async () => {
  const url = await freshDatabase();
  const log = pino({ level: 'silent' });
  database = await openDatabase(url, 6, log);
  await database.pool.query(`insert into ruleset (digest, document) values ($1, '{}')`, [classifier.digest]);
  ingest = new Ingest({ pool: database.pool, partitions: new EventPartitions(database.pool), rulesetId: 1 });
  reads = new TenantReads(url, 2, log, counting);
});
afterAll(async () => {
  await reads.end();
  await database.close();
});

interface Draft {
  readonly delivery: number;
  readonly id: number;
  readonly type: DeliveryEventType;
  readonly minute: number;
  readonly reply: number;
  readonly reported: boolean;
}

const types = ['processed', 'deferred', 'delivered', 'bounced', 'rejected', 'opened', 'clicked', 'complained'] as const;
const start = Date.parse('2026-11-20T20:00:00Z');
const domains = ['gmail.com', 'example.com', 'example.org'];

/** Few deliveries, over a night and a half: late events move them from hour to hour. The id decides the content. */
const drafts: fc.Arbitrary<Draft[]> = fc
  .array(
    fc.record({
      delivery: fc.nat({ max: 7 }),
      id: fc.nat({ max: 60 }),
      type: fc.constantFrom(...types),
      minute: fc.integer({ min: 0, max: 1500 }),
      reply: fc.nat({ max: 1 }),
      reported: fc.integer({ min: 0, max: 9 }).map((die) => die === 0),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) => [...new Map(all.map((draft) => [`${draft.delivery} ${draft.id}`, draft])).values()]);

function storedEvent(tenant: string, { delivery, id, type, minute, reply: which, reported }: Draft): StoredEvent {
  const recipient = ids.of(tenant, `r${delivery}@${domains[delivery % 3]}`);
  const messageId = `m${delivery}@example.net`;
  const text = replies[type]?.[which];
  const reply = text ? { replyCode: Number(text.slice(0, 3)), enhancedStatusCode: text.slice(4, 9), text: text.slice(10) } : null;
  const client = { userAgent: agents[id % 2], ip: '192.0.2.1' };
  return {
    tenant,
    type,
    messageId,
    recipient,
    deliveryId: deliveryIdOf(tenant, messageId, recipient.recipientId),
    eventId: `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`,
    producerEventId: null,
    occurredAt: start + minute * 60_000 + id,
    clamped: false,
    reply,
    command: null,
    mxHost: null,
    provider: delivery % 3 === 0 ? 'google' : id % 3 === 0 ? 'microsoft' : null,
    remoteIp: null,
    attempt: null,
    classification: reply && classifier.classify({ reply }),
    detail:
      type === 'opened'
        ? client
        : type === 'clicked'
          ? { ...client, url: `https://example.org/${id}`, hidden: id % 5 === 0 }
          : null,
    tags: id % 3 === 0 ? { kind: ['invoice', 'reminder', ''][id % 9 === 0 ? 0 : delivery % 3]!, campaign: `c${delivery}` } : null,
    reportId: reported ? `00000000-0000-8000-8000-${String(delivery).padStart(4, '0')}${id.toString(16).padStart(8, '0')}` : null,
    position: null,
  };
}

/** With the returned mails that some of these events come from. */
function prepared(events: readonly StoredEvent[]): Prepared {
  const reports = events
    .filter((event) => event.reportId !== null)
    .map((event) => ({
      tenant: event.tenant,
      reportId: event.reportId!,
      receivedAt: event.occurredAt,
      kind: 'bounce',
      reader: null,
      originalMessageId: null,
      deliveryIds: [event.deliveryId],
      signs: [],
      raw: Buffer.from('x'),
      position: null,
    }));
  return { events, reports, quarantined: [] };
}

/** One delivery as the raw events have it. */
interface Counted {
  readonly state: DeliveryState;
  readonly domain: string;
  readonly opened: boolean;
  readonly clicked: boolean;
}

function countedFrom(events: readonly StoredEvent[]): Counted[] {
  return [...Map.groupBy(events, (event) => event.deliveryId).values()].map((own): Counted => {
    const state = fold(own.map(statusEventOf))!;
    const readings = own
      .filter((event) => event.type === 'opened' || event.type === 'clicked')
      .map((event): Reading => {
        const detail = event.detail as { userAgent: string; ip: string; url?: string; hidden?: boolean };
        return {
          eventId: event.eventId,
          type: event.type as Reading['type'],
          at: event.occurredAt,
          method: null,
          userAgent: detail.userAgent,
          ip: detail.ip,
          url: detail.url ?? null,
          hidden: detail.hidden ?? false,
        };
      });
    const judged = engagementOf(readings, state.deliveredAt);
    return {
      state,
      domain: own[0]!.recipient.domain,
      opened: judged.firstHumanOpenAt !== null,
      clicked: judged.firstHumanClickAt !== null,
    };
  });
}

const hourMs = 3_600_000;

function dayIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

/** What the answer has to be, told apart from how it is made. */
function expected(events: readonly StoredEvent[], asked: StatisticsQuestion): { groups: Map<string, unknown>; total: unknown } {
  const { since, until, unit, timeZone, by, tag, filter } = asked;
  const keyOf = ({ state, domain }: Counted, dimension: Dimension): string | null => {
    switch (dimension) {
      case 'domain':
        return domain;
      case 'provider':
        return state.provider ?? 'other';
      case 'category':
        return state.cause?.category ?? null;
      case 'label':
        return state.cause?.label ?? null;
      case 'status':
        return statusOfWeight(state.weight);
      case 'tag':
        return state.tags?.[tag!] ?? null;
      default:
        return dimension satisfies never;
    }
  };
  const counted = countedFrom(events).filter((one) => {
    const { state } = one;
    return (
      state.sent &&
      state.firstEventAt >= since.getTime() &&
      state.firstEventAt < until.getTime() &&
      (tag === null || state.tags?.[tag] !== undefined) &&
      (filter.tagValue === undefined || state.tags?.[tag!] === filter.tagValue) &&
      (['domain', 'provider', 'category', 'label'] as const).every(
        (name) => filter[name] === undefined || filter[name] === keyOf(one, name),
      ) &&
      (filter.statuses === undefined || filter.statuses.includes(statusOfWeight(state.weight)))
    );
  });
  const groups = Map.groupBy(counted, (one) => {
    const at = one.state.firstEventAt;
    const time = unit === null ? null : unit === 'hour' ? new Date(at - (at % hourMs)).toISOString() : dayIn(timeZone, at);
    return JSON.stringify([time, ...by.map((dimension) => keyOf(one, dimension))]);
  });
  return { groups: new Map(Array.from(groups, ([key, own]) => [key, figuresOf(own)])), total: figuresOf(counted) };
}

function figuresOf(counted: readonly Counted[]): Figures & { times: readonly number[] } {
  const bouncedLate = counted.filter(
    ({ state }) => state.deliveredAt !== null && ['soft-bounced', 'hard-bounced'].includes(statusOfWeight(state.weight)),
  );
  return {
    deliveries: counted.length,
    byStatus: Object.fromEntries(
      statuses.map((status) => [status, counted.filter(({ state }) => statusOfWeight(state.weight) === status).length]),
    ) as Figures['byStatus'],
    accepted: counted.filter(({ state }) => state.deliveredAt !== null).length,
    deferred: counted.filter(({ state }) => state.deferred).length,
    opened: counted.filter((one) => one.opened).length,
    clicked: counted.filter((one) => one.clicked).length,
    bouncedLate: bouncedLate.length,
    times: counted
      .flatMap(({ state }) => (state.deliveredAt === null ? [] : [state.deliveredAt - state.firstEventAt]))
      .toSorted((a, b) => a - b),
  };
}

const noTimes = (figures: any): unknown => ({ ...figures, times: undefined });

/** Page after page, with the rest that each page promised. */
async function ask(question: StatisticsQuestion, tenant: string, from: Reads, first = 1000): Promise<Statistics> {
  const groups: StatisticsGroup[] = [];
  let last: Statistics;
  let after: StatisticsCursor | null = null;
  do {
    last = await readStatistics(from, tenant, question, first, after);
    groups.push(...last.groups);
    after = last.groups.at(-1)?.cursor ?? null;
    const shown = groups.reduce((sum, group) => sum + group.deliveries, 0);
    expect(last.total.deliveries - shown).toBe(last.rest.deliveries);
  } while (last.hasNextPage);
  return { ...last, groups };
}

function check(answer: Statistics, events: readonly StoredEvent[], question: StatisticsQuestion): void {
  const wanted = expected(events, question);
  const found = new Map(
    answer.groups.map((group) => {
      const time =
        group.at === null
          ? null
          : question.unit === 'day'
            ? dayIn(question.timeZone, group.at.getTime())
            : group.at.toISOString();
      return [JSON.stringify([time, ...question.by.map((dimension) => group[dimension])]), group];
    }),
  );
  const figuresAlone = (group: StatisticsGroup): Figures => {
    const { deliveries, byStatus, accepted, deferred, opened, clicked, bouncedLate } = group;
    return { deliveries, byStatus, accepted, deferred, opened, clicked, bouncedLate };
  };
  expect(new Map(Array.from(found, ([key, group]) => [key, figuresAlone(group)]))).toEqual(
    new Map(Array.from(wanted.groups, ([key, figures]) => [key, noTimes(figures)])),
  );
  expect(answer.total).toEqual(noTimes(wanted.total));
  for (const [key, group] of found) {
    const { times } = wanted.groups.get(key) as { times: number[] };
    expect(group.timeToDeliver === null).toBe(times.length === 0);
    for (const [name, share] of [
      ['p50Ms', 0.5],
      ['p90Ms', 0.9],
      ['p99Ms', 0.99],
    ] as const) {
      if (times.length === 0) continue;
      const exact = times[Math.ceil(share * times.length - 1e-9) - 1]!;
      const told = group.timeToDeliver![name];
      if (answer.exactTimes) expect(told).toBe(exact);
      else expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * timeError + 1);
    }
  }
}

const period = { since: new Date(start - 24 * hourMs), until: new Date(start + 48 * hourMs) };
const total: StatisticsQuestion = { ...period, unit: null, timeZone: 'UTC', by: [], tag: null, filter: {} };
const questions: readonly StatisticsQuestion[] = [
  total,
  { ...total, unit: 'hour' },
  { ...total, unit: 'day', timeZone: 'Asia/Kolkata' },
  { ...total, by: ['domain'] },
  { ...total, unit: 'day', timeZone: 'America/New_York', by: ['provider'] },
  { ...total, by: ['category', 'status'] },
  { ...total, by: ['label', 'provider'], filter: { domain: 'gmail.com' } },
  { ...total, by: ['tag'], tag: 'kind' },
  { ...total, unit: 'hour', by: ['status'], tag: 'campaign', filter: { tagValue: 'c1' } },
  { ...total, by: ['status'], filter: { provider: 'other', statuses: ['delivered', 'hard-bounced', 'complained'] } },
  { ...total, by: ['domain', 'tag'], tag: 'kind' },
  { ...total, unit: 'day', timeZone: 'Asia/Kolkata', by: ['tag', 'status'], tag: 'kind', filter: { domain: 'gmail.com' } },
  { ...total, unit: 'hour', by: ['domain'], tag: 'campaign', filter: { tagValue: 'c1' } },
  // Not at whole hours.
  { ...total, since: new Date(start + 17 * 60_000), until: new Date(start + 601 * 60_000), unit: 'hour', by: ['domain'] },
];

/** Answers as if the period held many deliveries, so that hours that were counted are read as they were counted. */
function asIfMany(from: Reads): Reads {
  return {
    query: (statement) => {
      const text = statement.text.replace('count(*) <= 20000', 'count(*) < 0');
      expect(text).not.toBe(statement.text);
      return from.query({ ...statement, name: `${statement.name} many`, text });
    },
  };
}

const untilCounted = async (): Promise<void> => {
  while ((await new HourCounts(database.pool).round()) > 0);
};

let counter = 0;

test('in any order, repetition and batching, before and after a recount, statistics are a recount of the raw events', async () => {
  await fc.assert(
    fc.asyncProperty(
      drafts,
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 11 })), { minLength: 80, maxLength: 80 }),
      async (made, dice) => {
        const tenant = `exact-${++counter}`;
        const events = made.map((draft) => storedEvent(tenant, draft));
        const sent = [...events, ...events.filter((_, index) => dice[index]![1] < 4)]
          .map((value, index) => ({ value, key: dice[index]![0], die: dice[index]![1] }))
          .toSorted((a, b) => a.key - b.key);
        const own = reads.of(tenant, false);
        let batch: StoredEvent[] = [];
        const write = async (): Promise<void> => {
          await ingest.write(prepared(batch.splice(0)), Date.now());
        };
        for (const { value, die } of sent) {
          batch.push(value);
          if (die < 3) await write();
          // Some hours are counted, some are not, when the next events come.
          if (die === 0) await untilCounted();
        }
        await write();
        for (const round of ['marked', 'counted']) {
          for (const question of questions) {
            check(await ask(question, tenant, own), events, question);
            check(await ask(question, tenant, asIfMany(own), 3), events, question);
          }
          if (round === 'marked') await untilCounted();
        }
        const { rowCount } = await database.pool.query('select from delivery_hour_mark where tenant = $1', [tenant]);
        expect(rowCount).toBe(0);
      },
    ),
    { numRuns: 25 },
  );
});

test('asked while events come and hours are counted, every answer is that of some moment, and the last that of all events', async () => {
  const tenant = 'concurrent';
  const own = asIfMany(reads.of(tenant, false));
  const made = Array.from({ length: 60 }, (_, index): Draft[] =>
    Array.from({ length: 20 }, (__, of) => ({
      delivery: (index * 20 + of) % 300,
      id: index,
      type: types[(index + of) % types.length]!,
      minute: (index * 37 + of * 11) % 1500,
      reply: index % 2,
      reported: false,
    })),
  );
  const batches = made.map((drafts_) => drafts_.map((draft) => storedEvent(tenant, draft)));
  const written = new AbortController();
  const writers = [0, 1].map(async (writer) => {
    for (const events of batches.filter((_, index) => index % 2 === writer))
      await ingest.write({ events, reports: [], quarantined: [] }, Date.now());
  });
  const counters = [0, 1].map(async () => {
    while (!written.signal.aborted) await new HourCounts(database.pool).round();
  });
  const asker = (async () => {
    let answers = 0;
    for (let last = 0; !written.signal.aborted; answers++) {
      const { groups, total: all } = await readStatistics(own, tenant, { ...total, unit: 'hour', by: ['domain'] }, 1000, null);
      // No delivery is lost or counted twice on its way from one hour to another: their number only grows.
      expect(all.deliveries).toBeGreaterThanOrEqual(last);
      expect(all.deliveries).toBeLessThanOrEqual(300);
      expect(groups.reduce((sum, group) => sum + group.deliveries, 0)).toBe(all.deliveries);
      last = all.deliveries;
    }
    return answers;
  })();
  await Promise.all(writers).finally(() => written.abort());
  await Promise.all(counters);
  expect(await asker).toBeGreaterThan(3);
  for (const question of questions) check(await ask(question, tenant, own), batches.flat(), question);
  await untilCounted();
  for (const question of questions) check(await ask(question, tenant, own), batches.flat(), question);
});

/** Each changes at most one thing that is counted, of a delivery accepted at minute 100. */
test.each<[string, Partial<Draft>]>([
  ['an earlier attempt that failed', { type: 'deferred', id: 2, minute: 110 }],
  ['tags', { type: 'processed', id: 3, minute: 105 }],
  ['a provider', { type: 'processed', id: 3, minute: 105, delivery: 1 }],
  ['an open by a person', { type: 'opened', id: 4, minute: 300 }],
  ['a click by a person', { type: 'clicked', id: 4, minute: 300 }],
  ['a first event in an earlier hour', { type: 'processed', id: 5, minute: 20 }],
  ['a bounce', { type: 'bounced', id: 5, minute: 1400 }],
  ['a repetition, that is nothing', { type: 'delivered', id: 1 }],
])('what becomes known after the hour was counted is counted: %s', async (what, late) => {
  const tenant = `late-${what.replaceAll(/\W/g, '-').toLowerCase()}`;
  const base: Draft = { delivery: late.delivery ?? 0, id: 1, type: 'delivered', minute: 100, reply: 0, reported: false };
  const events = [base, { ...base, ...late }].map((draft) => storedEvent(tenant, draft));
  const own = asIfMany(reads.of(tenant, false));
  for (const event of events) {
    await ingest.write(prepared([event]), Date.now());
    await untilCounted();
  }
  const distinct = [...new Map(events.map((event) => [event.eventId, event])).values()];
  for (const question of questions) check(await ask(question, tenant, own), distinct, question);
});
