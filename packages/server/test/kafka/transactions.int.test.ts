import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners, type Message, type Producer } from 'kafkajs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makeTopics } from '../support/kafka-topics.ts';
import { apiKey, serverProcess, until, type ServerProcess } from '../support/process.ts';

/** What a transactional producer leaves in a log beside its events: marks, and what it took back. */
const brokers = inject('kafkaBrokers');
const prefix = `tx-${randomUUID().slice(0, 8)}.`;

const mail = (id: string, reply = '250 2.0.0 OK'): Message => ({
  key: id,
  partition: 0,
  value: JSON.stringify({
    type: 'delivered',
    messageId: `${id}@example.org`,
    recipient: 'ann@example.com',
    occurredAt: new Date().toISOString(),
    reply,
  }),
});

let producer: Producer;
let server: ServerProcess;
let db: pg.Client;
beforeAll(async () => {
  if (!brokers) return;
  const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING });
  await makeTopics(
    brokers,
    ['mail.delivery', 'mail.open', 'mail.click', 'mail.report'].map((name) => prefix + name),
    { numPartitions: 1 },
  );
  producer = kafka.producer({
    transactionalId: prefix,
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  const databaseUrl = await freshDatabase();
  server = await serverProcess({
    DATABASE_URL: databaseUrl,
    API_KEY: apiKey,
    KAFKA_BROKERS: brokers,
    KAFKA_TOPIC_PREFIX: prefix,
    KAFKA_GROUP: prefix,
    LOG_LEVEL: 'error',
  });
  db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
});
afterAll(async () => {
  if (!brokers) return;
  await producer.disconnect();
  await db.end();
  await server.kill('SIGTERM');
});

async function transaction(topic: string, batches: readonly Message[][], ends: 'commit' | 'abort' = 'commit'): Promise<void> {
  const open = await producer.transaction();
  for (const messages of batches) await open.send({ topic: prefix + topic, messages });
  await open[ends]();
}
const stored = async (): Promise<string[]> =>
  (await db.query('select message_id from delivery order by 1')).rows.map((row) => row.message_id.split('@')[0]);

test.skipIf(!brokers)('what was taken back is passed over, however much it is, and what follows is read', async () => {
  await transaction('mail.delivery', [[mail('a')]]);
  const long = `250 2.0.0 ${'OK '.repeat(280)}`;
  const many = (batch: number) => Array.from({ length: 500 }, (_, n) => mail(`never-${batch}-${n}`, long));
  await transaction('mail.delivery', [many(1), many(2), many(3)], 'abort');
  await transaction('mail.delivery', [[mail('b')]]);
  await until('both are read', async () => (await stored()).length === 2);
  await transaction('mail.delivery', [[mail('c')]], 'abort');
  await transaction('mail.delivery', [[mail('d'), mail('e')]]);
  await until('the last is read', async () => (await stored()).includes('e'));
  expect(await stored()).toEqual(['a', 'b', 'd', 'e']);
  expect((await db.query('select from offset_gap')).rowCount).toBe(0);
});

test.skipIf(!brokers)('a batch that is larger than one answer follows a mark', async () => {
  const returned = (id: string, kilobytes: number): Message => ({
    partition: 0,
    value: `From: x@example.net\r\nMessage-ID: <${id}@example.net>\r\nSubject: hello\r\n\r\n${`${'y'.repeat(98)}\r\n`.repeat(kilobytes * 10)}`,
  });
  await transaction('mail.report', [[returned('small', 1)]]);
  await transaction('mail.report', [[returned('large', 700), returned('larger', 701)]]);
  await until('all are read', async () => (await db.query('select from report')).rowCount === 3);
});
