import { defaultClassifier } from '@bezorgd/rules';
import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { RecipientIds } from '../../src/events/ids.ts';
import { consumeInto } from '../../src/ingest/consume.ts';
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
  const prepare = {
    classifier: defaultClassifier(),
    recipientIds: new RecipientIds(Buffer.alloc(32)),
    defaultTenant: 'default',
    retentionDays: 400,
  };
  const ingest = new Ingest({ pool: database.pool, partitions: new EventPartitions(database.pool), rulesetId: 1 });
  return consumeInto({ pool: database.pool, ingest, prepare, group: 'g', log });
}

function message(
  offset: number,
  value: string | Buffer | null = good(offset),
  kind: IncomingMessage['kind'] = 'delivery',
): IncomingMessage {
  return {
    kind,
    position: { topic, partition: 0, offset: BigInt(offset) },
    timestampMs: Date.now(),
    key: Buffer.from('key'),
    value: typeof value === 'string' ? Buffer.from(value) : value,
    headers: { trace: 'x' },
  };
}
function good(n: number): string {
  return JSON.stringify({
    type: 'delivered',
    messageId: `${topic}-${n}@example.com`,
    recipient: 'ann@example.com',
    occurredAt: new Date().toISOString(),
  });
}
function batch(offsets: readonly (number | IncomingMessage)[], more: Partial<SourceBatch> = {}): SourceBatch {
  const messages = offsets.map((offset) => (typeof offset === 'number' ? message(offset) : offset));
  return { topic, partition: 0, assignment: 1, highWatermark: 1_000_000n, logStartOffset: async () => 0n, messages, ...more };
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
    ];
    const messages = [message(0), ...poison.map(([value], index) => message(index + 1, value)), message(poison.length + 1)];
    await handler()(batch(messages), context);
    await handler()(batch(messages), context);
    expect(await offsetsStored()).toEqual([0, poison.length + 1]);
    const { rows } = await database.pool.query(
      'select error_class, value_bytes, value, headers, message_key from quarantine where topic = $1 order by kafka_offset',
      [topic],
    );
    expect(rows.map((row) => row.error_class)).toEqual(poison.map(([, expected]) => expected));
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
    await handle(batch([5, 6], { logStartOffset: async () => 5n }), context);
    const { rows } = await database.pool.query(
      'select from_offset::int as a, to_offset::int as b from offset_gap where topic = $1',
      [topic],
    );
    expect(rows).toEqual([{ a: 2, b: 5 }]);
    expect(await offsetsStored()).toEqual([0, 1, 5, 6]);
  });

  test('holes that hold no message are no gap', async () => {
    const handle = handler();
    await handle(batch([0, 1]), context);
    await handle(batch([5, 6]), context);
    expect((await database.pool.query('select 1 from offset_gap where topic = $1', [topic])).rowCount).toBe(0);
  });

  test('a topic that was made anew is refused until somebody says what holds', async () => {
    await handler()(batch([10, 11]), context);
    const stop = new AbortController();
    const waiting = handler()(batch([0], { highWatermark: 1n }), { signal: stop.signal, keepAlive: async () => {} });
    setTimeout(() => stop.abort(), 300);
    await expect(waiting).rejects.toThrow();
    expect(await offsetsStored()).toEqual([10, 11]);
  });

  test('a time out of range is replaced by the time of the record, the same at every redelivery', async () => {
    const old = message(
      0,
      JSON.stringify({
        type: 'delivered',
        messageId: `${topic}@x`,
        recipient: 'a@example.com',
        occurredAt: '1999-01-01T00:00:00Z',
      }),
    );
    await handler()(batch([old]), context);
    const { rows } = await database.pool.query('select clamped, occurred_at from event where topic = $1', [topic]);
    expect(rows).toEqual([{ clamped: true, occurred_at: new Date(old.timestampMs) }]);
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
    const handle = consumeInto({ pool, ingest, prepare, group: 'g', log });
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
    await consumeInto({ pool, ingest, prepare, group: 'g', log })(batch([0, 1]), context);
    expect(await offsetsStored()).toEqual([0, 1]);
    expect((await position()).next).toBe(2);
  });
});
