import { defaultClassifier } from '@bezorgd/rules';
import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { RecipientIds } from '../../src/events/ids.ts';
import { createConsumer, type Consumer } from '../../src/ingest/consume.ts';
import { Ingest } from '../../src/ingest/ingest.ts';
import type { IncomingMessage } from '../../src/ingest/prepare.ts';
import type { BatchHandler, HandlerContext, SourceBatch } from '../../src/sources/event-source.ts';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { EventPartitions } from '../../src/storage/partitions.ts';
import { Fenced } from '../../src/storage/position.store.ts';
import { freshDatabase } from '../support/database.ts';

let database: Database;
const log = pino({ level: 'silent' });
const context: HandlerContext = { signal: new AbortController().signal, keepAlive: async () => {} };
let topicNumber = 0;
const startedAt = Date.now();
let topic = '';

beforeAll(async () => {
  database = await openDatabase(await freshDatabase(), 6, log);
  await database.pool.query(`insert into ruleset (digest, document) values ('sha256:x', '{}')`);
});
beforeEach(() => {
  topic = `topic-${++topicNumber}`;
});
afterAll(() => database.close());

function handler(): BatchHandler {
  return newConsumer().handle;
}
function newConsumer(): Consumer {
  const prepare = {
    classifier: defaultClassifier(),
    recipientIds: new RecipientIds(Buffer.alloc(32)),
    defaultTenant: 'default',
    retentionDays: 400,
  };
  const ingest = new Ingest({ pool: database.pool, partitions: new EventPartitions(database.pool), rulesetId: 1 });
  return createConsumer({ pool: database.pool, ingest, prepare, group: 'g', log });
}

function message(
  offset: number,
  value: string | Buffer | null = good(offset),
  kind: IncomingMessage['kind'] = 'delivery',
): IncomingMessage {
  return {
    kind,
    position: { topic, partition: 0, offset: BigInt(offset) },
    timestampMs: startedAt,
    key: Buffer.from('key'),
    value: typeof value === 'string' ? Buffer.from(value) : value,
    headers: { trace: 'x' },
  };
}
const made = new Map<string, string>();
/** The same message whenever it is asked for: a broker's does not change. */
function good(n: number): string {
  const known = made.get(`${topic} ${n}`) ?? fresh(n);
  made.set(`${topic} ${n}`, known);
  return known;
}
function fresh(n: number): string {
  return JSON.stringify({
    type: 'delivered',
    messageId: `${topic}-${n}@example.com`,
    recipient: 'ann@example.com',
    occurredAt: new Date().toISOString(),
  });
}
function batch(offsets: readonly (number | IncomingMessage)[], more: Partial<SourceBatch> = {}): SourceBatch {
  const messages = offsets.map((offset) => (typeof offset === 'number' ? message(offset) : offset));
  return {
    topic,
    partition: 0,
    assignment: 1,
    highWatermark: 1_000_000n,
    fetchedOffset: messages[0]!.position.offset,
    logStartOffset: async () => 0n,
    messages,
    ...more,
  };
}
async function offsetsStored(): Promise<number[]> {
  const { rows } = await database.pool.query('select kafka_offset::int as o from event where topic = $1 order by 1', [topic]);
  return rows.map((row) => row.o);
}
async function position(): Promise<{ next: number; epoch: number }> {
  const { rows } = await database.pool.query(
    'select next_offset::int as next, epoch::int as epoch from sink_position where topic = $1',
    [topic],
  );
  return rows[0];
}

describe('a partition', () => {
  test('is read once, however often its batches come', async () => {
    const handle = handler();
    expect(await handle(batch([0, 1, 2]), context)).toEqual({ nextOffset: 3n });
    expect(await handle(batch([0, 1, 2]), context)).toEqual({ nextOffset: 3n });
    expect(await handle(batch([1, 2, 3, 4]), context)).toEqual({ nextOffset: 5n });
    expect(await offsetsStored()).toEqual([0, 1, 2, 3, 4]);
    expect(await position()).toEqual({ next: 5, epoch: 1 });
  });

  test('goes on after a restart where the database stands, not where the broker thinks', async () => {
    await handler()(batch([0, 1, 2]), context);
    expect(await handler()(batch([0, 1, 2, 3]), context)).toEqual({ nextOffset: 4n });
    expect(await offsetsStored()).toEqual([0, 1, 2, 3]);
    expect((await position()).epoch).toBe(2);
  });

  test('a server that lost the partition writes nothing more', async () => {
    const zombie = handler();
    await zombie(batch([0, 1]), context);
    await handler()(batch([2, 3]), context);
    const aborted = AbortSignal.abort();
    await expect(zombie(batch([2, 3]), { ...context, signal: aborted })).rejects.toThrow(Fenced);
    expect(await offsetsStored()).toEqual([0, 1, 2, 3]);
  });

  test('poison is kept with its reason, in the transaction of the others, and does not stop it', async () => {
    const poison: [string | Buffer | null, string][] = [
      [null, 'empty'],
      ['', 'empty'],
      ['{', 'not-json'],
      ['[]', 'invalid'],
      ['{"type":"delivered"}', 'invalid'],
      [Buffer.from([0xff, 0xfe, 0x00]), 'not-utf-8'],
      [`{"type":"delivered","messageId":${'['.repeat(50_000)}`, 'not-json'],
      ['['.repeat(5000) + ']'.repeat(5000), 'invalid'],
      [`{"x":"${'y'.repeat(300_000)}"}`, 'too-large'],
      [good(99).replace('delivered', 'opened'), 'wrong-topic'],
      ['{"tenant":"acme"}', 'invalid'],
      ['{"tenant":"A C M E"}', 'invalid'],
    ];
    const messages = [message(0), ...poison.map(([value], index) => message(index + 1, value)), message(poison.length + 1)];
    await handler()(batch(messages), context);
    await handler()(batch(messages), context);
    expect(await offsetsStored()).toEqual([0, poison.length + 1]);
    const { rows } = await database.pool.query(
      'select error_class, tenant, value_bytes, value, headers, message_key from quarantine where topic = $1 order by kafka_offset',
      [topic],
    );
    expect(rows.map((row) => row.error_class)).toEqual(poison.map(([, expected]) => expected));
    // Of the tenant that it names, or of the usual one; of none where that cannot be read.
    const unread = Array.from({ length: 4 }, () => null);
    expect(rows.map((row) => row.tenant)).toEqual([...unread, 'default', null, null, null, 'default', 'default', 'acme', null]);
    expect(rows[2]).toMatchObject({
      value_bytes: 1,
      value: Buffer.from('{'),
      headers: { trace: 'x' },
      message_key: Buffer.from('key'),
    });
    expect(rows[8].value).toHaveLength(rows[8].value_bytes);
  });

  test('messages that the broker dropped before they were read leave a gap on record', async () => {
    const handle = handler();
    await handle(batch([0, 1]), context);
    await handle(batch([5, 6], { fetchedOffset: 5n, logStartOffset: async () => 5n }), context);
    const { rows } = await database.pool.query(
      'select from_offset::int as a, to_offset::int as b from offset_gap where topic = $1',
      [topic],
    );
    expect(rows).toEqual([{ a: 2, b: 5 }]);
    expect(await offsetsStored()).toEqual([0, 1, 5, 6]);
  });

  test('holes that hold no message are no gap, after a restart either', async () => {
    await handler()(batch([0, 1]), context);
    await handler()(batch([5, 6], { fetchedOffset: 2n }), context);
    expect((await database.pool.query('select 1 from offset_gap where topic = $1', [topic])).rowCount).toBe(0);
    expect(await offsetsStored()).toEqual([0, 1, 5, 6]);
  });

  test('where the broker’s own offset ran ahead, reading goes back to where the database stands', async () => {
    const handle = handler();
    await handle(batch([0, 1]), context);
    expect(await handle(batch([5, 6]), context)).toEqual({ nextOffset: null, rewindTo: 2n });
    expect(await offsetsStored()).toEqual([0, 1]);
    await handle(batch([2, 3, 4, 5, 6]), context);
    expect(await offsetsStored()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test('a new database under an old group reads from the broker’s oldest message', async () => {
    const handle = handler();
    expect(await handle(batch([40, 41], { logStartOffset: async () => 7n }), context)).toEqual({
      nextOffset: null,
      rewindTo: 7n,
    });
    expect(await handle(batch([7, 8], { logStartOffset: async () => 7n }), context)).toEqual({ nextOffset: 9n });
    expect((await database.pool.query('select 1 from offset_gap where topic = $1', [topic])).rowCount).toBe(0);
  });

  test('a topic that was made anew is refused, gives its turn back, and says so', async () => {
    await handler()(batch([10, 11], { fetchedOffset: 0n }), context);
    const consumer = newConsumer();
    expect(await consumer.handle(batch([0], { highWatermark: 1n }), context)).toEqual({ nextOffset: null });
    expect(consumer.stalled()).toEqual([expect.stringContaining('the topic was made anew')]);
    await database.pool.query('update sink_position set next_offset = -1 where topic = $1', [topic]);
    expect(await consumer.handle(batch([0], { highWatermark: 1n }), context)).toEqual({ nextOffset: 1n });
    expect(consumer.stalled()).toEqual([]);
  });

  test('a partition that cannot go on is reported until it is taken away', async () => {
    await handler()(batch([10, 11], { fetchedOffset: 0n }), context);
    const consumer = newConsumer();
    const assigned = new AbortController();
    const anew = batch([0], { highWatermark: 1n });
    await consumer.handle(anew, { ...context, signal: assigned.signal });
    expect(consumer.stalled()).toHaveLength(1);
    assigned.abort();
    expect(consumer.stalled()).toEqual([]);
    await consumer.handle({ ...anew, assignment: 2 }, context);
    expect(consumer.stalled()).toHaveLength(1);
  });

  test('a topic that was made anew and holds more than was read is noticed by the message that is no longer there', async () => {
    const last = message(1);
    await handler()(batch([message(0), last]), context);
    const consumer = newConsumer();
    expect(await consumer.positionOf(topic, 0)).toBe(1n);
    const other = { ...last, timestampMs: last.timestampMs + 1 };
    expect(await consumer.handle(batch([other, 2, 3]), context)).toEqual({ nextOffset: null });
    expect(consumer.stalled()).toEqual([expect.stringContaining('made anew')]);
    expect(await offsetsStored()).toEqual([0, 1]);
    expect(await consumer.handle(batch([last, 2, 3]), context)).toEqual({ nextOffset: 4n });
    expect(await offsetsStored()).toEqual([0, 1, 2, 3]);
  });

  test('what decodes and cannot be stored goes into quarantine, and the others are stored', async () => {
    // A time that no calendar has, such as a broken producer stamps on its records.
    const impossible = {
      ...message(
        3,
        JSON.stringify({ type: 'delivered', messageId: 'x', recipient: 'a@example.com', occurredAt: '1999-01-01T00:00:00Z' }),
      ),
      timestampMs: 9e15,
    };
    const wide = message(
      5,
      JSON.stringify({
        type: 'delivered',
        messageId: '邮'.repeat(998),
        recipient: 'a@example.com',
        occurredAt: new Date().toISOString(),
      }),
    );
    const header = { ...message(6, '{'), headers: { note: 'a \\u0000 b \0 c \ud800' } };
    const nul = {
      ...message(
        7,
        Buffer.from(
          'Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a\0b@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n',
        ),
        'report',
      ),
    };
    const long = {
      ...message(
        8,
        Buffer.from(
          `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; a@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${'邮'.repeat(2000)}@example.com>\r\n--b--\r\n`,
        ),
        'report',
      ),
    };
    const epoch = {
      ...message(
        9,
        JSON.stringify({ type: 'delivered', messageId: 'y', recipient: 'a@example.com', occurredAt: '1999-01-01T00:00:00Z' }),
      ),
      timestampMs: 0,
    };
    expect(
      await handler()(batch([1, 2, impossible, 4, wide, header, nul, long, epoch, 10], { fetchedOffset: 0n }), context),
    ).toEqual({
      nextOffset: 11n,
    });
    const { rows } = await database.pool.query(
      'select kafka_offset::int as o, error_class from quarantine where topic = $1 order by 1',
      [topic],
    );
    expect(rows).toEqual([
      { o: 3, error_class: 'time-out-of-range' },
      { o: 5, error_class: 'invalid' },
      { o: 6, error_class: 'not-json' },
      { o: 9, error_class: 'time-out-of-range' },
    ]);
    expect(await offsetsStored()).toEqual(expect.arrayContaining([1, 2, 4, 10]));
  });

  test('what nobody thought of is found by halves and kept, and does not stop the others', async () => {
    await database.pool.query(
      "create or replace function refuse() returns trigger language plpgsql as $$ begin if new.mx_host = 'cursed' then raise exception using errcode = '22P02'; end if; return new; end $$",
    );
    await database.pool.query('create trigger refuse before insert on event for each row execute function refuse()');
    const cursed = message(
      4,
      JSON.stringify({
        type: 'delivered',
        messageId: 'cursed',
        recipient: 'a@example.com',
        occurredAt: new Date().toISOString(),
        mxHost: 'cursed',
      }),
    );
    expect(await handler()(batch([0, 1, 2, 3, cursed, 5, 6]), context)).toEqual({ nextOffset: 7n });
    await database.pool.query('drop trigger refuse on event');
    expect(await offsetsStored()).toEqual([0, 1, 2, 3, 5, 6]);
    const { rows } = await database.pool.query(
      'select kafka_offset::int as o, error_class, error_message from quarantine where topic = $1',
      [topic],
    );
    expect(rows).toEqual([{ o: 4, error_class: 'not-storable', error_message: 'The database cannot hold this message: 22P02' }]);
  });

  test('where message after message cannot be stored the partition waits, and goes on once they can', async () => {
    // As a fault of ours would do it: no row fits any more.
    await database.pool.query('alter table delivery add column forgotten integer');
    await database.pool.query('truncate delivery');
    await database.pool.query('alter table delivery alter column forgotten set not null');
    const consumer = newConsumer();
    const wait = new AbortController();
    const all = Array.from({ length: 30 }, (_, offset) => offset);
    const waiting = consumer.handle(batch(all), { signal: wait.signal, keepAlive: async () => {} });
    while (consumer.stalled().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    wait.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    const aside = async () => (await database.pool.query('select from quarantine where topic = $1', [topic])).rowCount;
    expect(await aside()).toBe(10);
    await database.pool.query('alter table delivery drop column forgotten');
    await consumer.handle(batch(all), context);
    expect(await aside()).toBe(10);
    expect(await offsetsStored()).toEqual(all.slice(10));
  });

  test('the same returned mail twice in a batch counts once', async () => {
    const mail = Buffer.from(
      `Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; twice@example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${topic}@example.com>\r\n--b--\r\n`,
    );
    const first = message(0, mail, 'report');
    await handler()(batch([first, { ...message(1, mail, 'report'), timestampMs: first.timestampMs + 5 }]), context);
    const { rows } = await database.pool.query(
      'select count(*)::int as n from event e join delivery d using (delivery_id) where d.message_id = $1',
      [`${topic}@example.com`],
    );
    expect(rows[0].n).toBe(1);
  });

  test('a time ahead is replaced by the time of the record, the same at every redelivery; what is too old is no news', async () => {
    const told = (offset: number, occurredAt: string) =>
      message(offset, JSON.stringify({ type: 'delivered', messageId: `${topic}@x`, recipient: 'a@example.com', occurredAt }));
    const ahead = told(0, new Date(startedAt + 3 * 86_400_000).toISOString());
    await handler()(batch([ahead, told(1, '1999-01-01T00:00:00Z')]), context);
    const { rows } = await database.pool.query('select clamped, occurred_at from event where topic = $1', [topic]);
    expect(rows).toEqual([{ clamped: true, occurred_at: new Date(ahead.timestampMs) }]);
    const aside = await database.pool.query('select error_class, error_path from quarantine where topic = $1', [topic]);
    expect(aside.rows).toEqual([{ error_class: 'time-out-of-range', error_path: 'occurredAt' }]);
  });
});

describe('a database that is down', () => {
  test('means waiting with a sign of life, never skipping', async () => {
    const { pool } = database;
    let failures = 3;
    let alive = 0;
    const flaky = new Proxy(pool, {
      get(target, name, receiver) {
        if (name === 'connect' && failures > 0) {
          failures--;
          return () => Promise.reject(new Error('connection refused'));
        }
        return Reflect.get(target, name, receiver);
      },
    });
    const ingest = new Ingest({ pool: flaky, partitions: new EventPartitions(pool), rulesetId: 1 });
    const prepare = {
      classifier: defaultClassifier(),
      recipientIds: new RecipientIds(Buffer.alloc(32)),
      defaultTenant: 'default',
      retentionDays: 400,
    };
    const { handle } = createConsumer({ pool, ingest, prepare, group: 'g', log });
    await handle(batch([0, 1]), { ...context, keepAlive: async () => void alive++ });
    expect([failures, await offsetsStored()]).toEqual([0, [0, 1]]);
    expect(alive).toBeGreaterThanOrEqual(3);
  });

  test('a commit whose answer was lost is recognised, not repeated', async () => {
    const { pool } = database;
    let lose = 1;
    const losing = new Proxy(pool, {
      get(target, name) {
        if (name !== 'connect') return Reflect.get(target, name, target);
        return async () => {
          const client = await target.connect();
          return new Proxy(client, {
            get(inner, property) {
              if (property === 'query') {
                return (...args: [string]) => {
                  const result = inner.query(...args);
                  if (args[0] !== 'commit' || lose-- <= 0) return result;
                  return result.then(() => Promise.reject(new Error('connection terminated')));
                };
              }
              const value = Reflect.get(inner, property, inner);
              return typeof value === 'function' ? value.bind(inner) : value;
            },
          });
        };
      },
    });
    const ingest = new Ingest({ pool: losing as typeof pool, partitions: new EventPartitions(pool), rulesetId: 1 });
    const prepare = {
      classifier: defaultClassifier(),
      recipientIds: new RecipientIds(Buffer.alloc(32)),
      defaultTenant: 'default',
      retentionDays: 400,
    };
    await createConsumer({ pool, ingest, prepare, group: 'g', log }).handle(batch([0, 1]), context);
    expect(await offsetsStored()).toEqual([0, 1]);
    expect((await position()).next).toBe(2);
  });
});
