import fc from 'fast-check';
import { defaultClassifier } from '@bezorgd/rules';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pino } from 'pino';
import { fold, statusOfWeight } from '../../src/deliveries/delivery-state.ts';
import { engagementOf, type Reading } from '../../src/engagement/judge-readings.ts';
import { deliveryIdOf, RecipientIds } from '../../src/events/ids.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import type { StoredEvent } from '../../src/ingest/stored-event.ts';
import { findDeliveries } from '../../src/queries/delivery.query.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { statusEventOf } from '../../src/storage/delivery.store.ts';
import { EventPartitions } from '../../src/storage/partitions.ts';
import { statusEvents } from '../support/arbitraries.ts';
import { freshDatabase } from '../support/database.ts';

const classifier = defaultClassifier();
const ids = new RecipientIds(Buffer.alloc(32, 7));
const replies = ['550 5.1.1 <{recipient}>: User unknown', '452 4.2.2 Mailbox full', '421 4.7.0 Try again later'];

let database: Database;
let ingest: Ingest;

beforeAll(async () => {
  database = await openDatabase(await freshDatabase(), 4, pino({ level: 'silent' }));
  await database.pool.query(`insert into ruleset (digest, document) values ($1, '{}')`, [classifier.digest]);
  ingest = new Ingest({ pool: database.pool, partitions: new EventPartitions(database.pool), rulesetId: 1 });
});
afterAll(() => database.close());

/** The random status events as rows of one delivery, with replies so that causes differ. */
function storedEvents(messageId: string, drafts: Awaited<ReturnType<typeof sample>>): StoredEvent[] {
  const recipient = ids.of('default', 'ann@example.com');
  return drafts.map((draft, index): StoredEvent => {
    const text =
      draft.type === 'bounced'
        ? draft.bounceType === 'hard'
          ? replies[0]!
          : replies[1]!
        : draft.type === 'deferred'
          ? replies[2]!
          : null;
    const reply =
      text === null ? null : { replyCode: Number(text.slice(0, 3)), enhancedStatusCode: text.slice(4, 9), text: text.slice(10) };
    return {
      tenant: 'default',
      type: draft.type,
      messageId,
      recipient,
      deliveryId: deliveryIdOf('default', messageId, recipient.recipientId),
      eventId: draft.eventId,
      producerEventId: index % 2 ? `producer-${draft.eventId}` : null,
      occurredAt: draft.occurredAt,
      clamped: false,
      reply,
      command: null,
      mxHost: null,
      provider: draft.provider,
      remoteIp: null,
      attempt: null,
      classification: reply && classifier.classify({ reply }),
      detail: detailOf(draft.type, draft.eventId),
      tags: draft.tags,
      reportId: null,
      position: null,
    };
  });
}

const agents = [
  'tab\there \\ and \n line',
  'Mozilla/5.0',
  'curl/8.0',
  'Mozilla/5.0 (X11; rv:145.0) Gecko/20100101 Firefox/145.0',
];

/** The id decides the reader, so that readings of people and machines mix. */
function detailOf(type: string, eventId: string): Record<string, unknown> | null {
  const die = Number.parseInt(eventId.slice(-1), 16);
  const client = { userAgent: agents[die % 4], ip: `192.0.2.${die % 3}` };
  if (type === 'opened') return client;
  return type === 'clicked' ? { ...client, url: `https://example.org/${die % 5}`, hidden: die === 11 } : null;
}

function expectedEngagement(events: readonly StoredEvent[], deliveredAt: number | null) {
  const readings = events
    .filter((event) => event.type === 'opened' || event.type === 'clicked')
    .map((event): Reading => {
      const detail = event.detail as { userAgent: string; ip: string; url?: string; hidden?: boolean };
      return {
        eventId: event.eventId,
        type: event.type as Reading['type'],
        at: event.occurredAt,
        method: null,
        ...detail,
        url: detail.url ?? null,
        hidden: detail.hidden ?? false,
      };
    });
  return engagementOf(readings, deliveredAt);
}

function sample(events: typeof statusEvents) {
  return fc.sample(events, 1)[0]!;
}

/** What only statistics read. */
async function countedOf(deliveryId: string): Promise<{ deferred: boolean; provider: string | null }> {
  return (await database.pool.query('select deferred, provider from delivery where delivery_id = $1', [deliveryId])).rows[0];
}

let counter = 0;

test('written in any order, repetition and batching, the database holds the fold of the set', async () => {
  await fc.assert(
    fc.asyncProperty(
      statusEvents,
      fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 40, maxLength: 40 }),
      async (drafts, dice) => {
        const messageId = `law-${++counter}@example.com`;
        const events = storedEvents(messageId, drafts);
        const sent = [...events, ...events.filter((_, index) => dice[index]![1])]
          .map((value, index) => ({ value, key: dice[index]![0], cut: dice[index]![1] }))
          .toSorted((a, b) => a.key - b.key);
        let batch: StoredEvent[] = [];
        for (const { value, cut } of sent) {
          batch.push(value);
          if (cut) await ingest.write({ events: batch.splice(0), reports: [], quarantined: [] }, Date.now());
        }
        await ingest.write({ events: batch, reports: [], quarantined: [] }, Date.now());

        const expected = fold(events.map(statusEventOf))!;
        const [row] = await findDeliveries(database.pool, 'default', [events[0]!.deliveryId]);
        expect({
          status: row!.status,
          statusAt: row!.statusAt.getTime(),
          category: row!.category,
          replyCode: row!.replyCode,
          first: row!.firstEventAt.getTime(),
          last: row!.lastEventAt.getTime(),
          delivered: row!.deliveredAt?.getTime() ?? null,
          opened: row!.openedAt?.getTime() ?? null,
          clicked: row!.clickedAt?.getTime() ?? null,
          attempts: row!.attempts,
          opens: row!.opens,
          clicks: row!.clicks,
          ...(await countedOf(events[0]!.deliveryId)),
          tags: row!.tags,
        }).toEqual({
          status: statusOfWeight(expected.weight),
          statusAt: expected.decidedAt,
          category: expected.cause?.category ?? null,
          replyCode: expected.cause?.replyCode ?? null,
          first: expected.firstEventAt,
          last: expected.lastEventAt,
          delivered: expected.deliveredAt,
          opened: expected.openedAt,
          clicked: expected.clickedAt,
          attempts: expected.attempts,
          opens: expected.opens,
          clicks: expected.clicks,
          deferred: expected.deferred,
          provider: expected.provider,
          tags: expected.tags,
        });
        expect({
          humanOpens: row!.humanOpens,
          humanClicks: row!.humanClicks,
          firstHumanOpenAt: row!.humanOpenedAt?.getTime() ?? null,
          firstHumanClickAt: row!.humanClickedAt?.getTime() ?? null,
          lastHumanAt: row!.humanLastAt?.getTime() ?? null,
        }).toEqual(expectedEngagement(events, expected.deliveredAt));
        const { rows } = await database.pool.query('select count(*)::int as n from event where delivery_id = $1', [
          events[0]!.deliveryId,
        ]);
        expect(rows[0].n).toBe(events.length);
      },
    ),
    { numRuns: 150 },
  );
});

test('writers that touch the same deliveries at once lose nothing', async () => {
  const batches = Array.from({ length: 8 }, (_, writer) =>
    Array.from(
      { length: 40 },
      (__, message) =>
        storedEvents(`race-${message}@example.com`, [
          {
            eventId: `00000000-0000-8000-8000-0000000${writer}${String(message).padStart(4, '0')}`,
            occurredAt: Date.parse('2026-11-20T10:00:00Z') + writer * 1000,
            type: 'opened',
            bounceType: null,
            cause: null,
            provider: null,
            tags: null,
            reported: false,
          },
        ])[0]!,
    ),
  );
  await Promise.all(
    batches.map((events, index) =>
      ingest.write({ events: index % 2 ? events.toReversed() : events, reports: [], quarantined: [] }, Date.now()),
    ),
  );
  const { rows } = await database.pool.query<{ opens: number }>("select opens from delivery where message_id like 'race-%'");
  expect(rows.map((row) => row.opens)).toEqual(Array.from({ length: 40 }, () => 8));
});

test('the bytes of COPY come back as they were', async () => {
  const [event] = storedEvents('copy@example.com', [
    {
      eventId: '00000000-0000-8000-8000-00000000c0de',
      occurredAt: Date.parse('2026-11-20T10:00:00Z'),
      type: 'opened',
      bounceType: null,
      cause: null,
      provider: null,
      tags: null,
      reported: false,
    },
  ]);
  const detail = { userAgent: 'tab\t backslash \\ \\N newline \n return \r quote " umlaut é 🙂' };
  await ingest.write({ events: [{ ...event!, detail }], reports: [], quarantined: [] }, Date.now());
  const client = new pg.Client({ connectionString: database.pool.options.connectionString! });
  await client.connect();
  const { rows } = await client.query('select detail from event where event_id = $1', [event!.eventId]);
  await client.end();
  expect(rows[0].detail).toEqual(detail);
});
