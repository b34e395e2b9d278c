import { randomUUID } from 'node:crypto';
import { defaultRuleset } from '@bezorgd/rules';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { kafkaSink } from '../../src/sinks/kafka-sink.ts';
import { publishOutbox } from '../../src/sinks/publish.ts';
import { endOfOutbox } from '../../src/storage/outbox.store.ts';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { freshDatabase } from '../support/database.ts';
import { makeTopics } from '../support/kafka-topics.ts';
import { apiKey, serverProcess, until } from '../support/process.ts';

const brokers = inject('kafkaBrokers');
const prefix = `out-${randomUUID().slice(0, 8)}.`;
const incoming = ['mail.delivery', 'mail.open', 'mail.click', 'mail.report'];
const log = pino({ level: 'silent' });

interface Record {
  readonly topic: string;
  readonly key: string;
  readonly value: any;
}

describe.skipIf(brokers === null)('what is published', () => {
  const records: Record[] = [];
  let kafka: Kafka;
  let stop: () => Promise<void>;
  let databaseUrl: string;
  let env: { [name: string]: string };

  beforeAll(async () => {
    kafka = new Kafka({ clientId: 'reader', brokers: brokers!.split(','), logLevel: logLevel.NOTHING });
    await makeTopics(
      brokers!,
      [...incoming, 'mail.status'].map((topic) => prefix + topic),
    );
    await makeTopics(brokers!, [`${prefix}mail.suppression`], {
      numPartitions: 3,
      configEntries: [{ name: 'cleanup.policy', value: 'compact' }],
    });
    const consumer = kafka.consumer({ groupId: `${prefix}reader`, readUncommitted: false, maxWaitTimeInMs: 100 });
    await consumer.connect();
    await consumer.subscribe({ topics: [`${prefix}mail.status`, `${prefix}mail.suppression`], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ topic, message }) => {
        records.push({
          topic: topic.slice(prefix.length),
          key: message.key!.toString(),
          value: message.value === null ? null : JSON.parse(message.value.toString()),
        });
      },
    });
    stop = () => consumer.disconnect();
    databaseUrl = await freshDatabase();
    env = {
      DATABASE_URL: databaseUrl,
      KAFKA_BROKERS: brokers!,
      KAFKA_TOPIC_PREFIX: prefix,
      KAFKA_GROUP: prefix,
      KAFKA_PUBLISH: 'true',
    };
  });
  afterAll(() => stop?.());

  const post = async (url: string, path: string, body: object): Promise<void> => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBeLessThan(300);
  };
  const event = (type: string, id: string, more: object = {}) => ({
    type,
    messageId: id,
    recipient: `${id}@example.com`,
    occurredAt: new Date().toISOString(),
    ...more,
  });
  const latest = (topic: string): Map<string, any> =>
    new Map(records.filter((record) => record.topic === topic).map(({ key, value }) => [key, value]));

  test('status and blocks, with a tombstone when a block ends', async () => {
    // Before anything was published here: it is told with the first start that publishes.
    const { KAFKA_PUBLISH: _publish, ...quiet } = env;
    let server = await serverProcess(quiet);
    await post(server.url, '/v1/suppressions', { address: 'before@example.com', reason: 'asked' });
    await server.kill('SIGTERM');
    server = await serverProcess(env);
    await until('the earlier block is out', async () => records.length === 1);
    expect(records.splice(0)).toMatchObject([
      { topic: 'mail.suppression', value: { data: { recipient: { address: 'before@example.com' } } } },
    ]);
    await post(server.url, '/v1/events', { events: [event('bounced', 'a', { reply: '550 5.1.1 User unknown' })] });
    await until('both are out', async () => records.length >= 2);
    const [[key, blocked]] = [...latest('mail.suppression')] as [[string, any]];
    expect(key).toMatch(/^default\/[0-9a-f-]{36}$/);
    expect(blocked).toMatchObject({ type: 'suppression.added', data: { cause: 'hard-bounce', until: expect.any(String) } });
    expect([...latest('mail.status').values()]).toMatchObject([{ data: { messageId: 'a', status: 'hard-bounced' } }]);
    await post(server.url, '/v1/suppressions/lift', { address: 'a@example.com', reason: 'repaired' });
    await until('it is lifted', async () => latest('mail.suppression').get(key) === null);
    await server.kill('SIGTERM');
  });

  test('a server that is killed again and again while it publishes loses nothing', async () => {
    const count = 3000;
    let server = await serverProcess(env);
    for (let round = 0; round < 3; round++) {
      const events = Array.from({ length: count / 3 }, (_, n) => event('delivered', `k-${round}-${n}`));
      await post(server.url, '/v1/events', { events });
      await server.kill('SIGKILL');
      server = await serverProcess(env);
    }
    const seen = (): Set<string> =>
      new Set(records.flatMap(({ value }) => (value?.data.messageId?.startsWith('k-') ? [value.data.messageId] : [])));
    await until('all are out', async () => seen().size === count);
    await server.kill('SIGTERM');
    expect(seen().size).toBe(count);
  });

  test('a publisher that does not know that it was followed cannot publish any more, and what it had comes from the next', async () => {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 3 });
    const reads = new TenantReads(databaseUrl, 2, log);
    const deps = { readsOf: (tenant: string) => reads.of(tenant, true), ruleset: defaultRuleset };
    const config = {
      brokers: brokers!.split(','),
      groupId: prefix,
      clientId: 'fenced',
      topicPrefix: prefix,
      sessionTimeoutMs: 45_000,
      ssl: false,
      sasl: null,
    };
    const before = kafkaSink(config, log);
    const after = kafkaSink(config, log);
    const message = (n: number) =>
      [{ topic: 'mail.status', key: `fenced/${n}`, value: `{"n":${n},"data":{}}`, headers: {} }] as const;
    await before.publish(message(1));
    await after.publish(message(2));
    await expect(before.publish(message(3))).rejects.toThrow(/producer|epoch|fenced/i);
    // It may come back, as the next in turn.
    await before.publish(message(4));
    await until('they are out', async () => latest('mail.status').has('fenced/4'));
    expect([1, 2, 3].map((n) => latest('mail.status').has(`fenced/${n}`))).toEqual([true, true, false]);

    const position = await endOfOutbox(pool);
    await pool.query("update outbox_reader set tx = $1::xid8, outbox_id = 0 where name = 'kafka'", [position.tx]);
    await pool.query(
      "insert into outbox (tenant, deliveries) select 'default', array_agg(delivery_id) from (select delivery_id from delivery limit 5) d",
    );
    const broken = { publish: () => Promise.reject(new Error('cut')), stop: async () => {} };
    await expect(publishOutbox(pool, deps, broken, new Date())).rejects.toThrow('cut');
    const count = records.length;
    expect(await publishOutbox(pool, deps, before, new Date())).toBe(true);
    await until('the batch came all the same', async () => records.length >= count + 5);
    expect(await publishOutbox(pool, deps, before, new Date())).toBe(false);

    // Switched off for longer than the outbox is kept: what blocks is told anew, and what does not any more.
    const { rows: lifted } = await pool.query<{ key: string }>(
      "update suppression s set lifted_at = now() from recipient r where r.recipient_id = s.recipient_id and r.address = 'before@example.com' returning s.tenant || '/' || s.recipient_id as key",
    );
    await pool.query(
      "insert into suppression (tenant, recipient_id, suppression_id, cause, since) select 'default', recipient_id, gen_random_uuid(), 'manual', now() from recipient where address = 'k-0-0@example.com'",
    );
    await pool.query("update outbox_reader set tx = '5', outbox_id = 0 where name = 'kafka'");
    await pool.query("insert into outbox_reader (name, tx, outbox_id, updated_at) values ('dropped', '6', 0, now())");
    await publishOutbox(pool, deps, before, new Date());
    await until('the block is out', async () =>
      [...latest('mail.suppression').values()].some((value) => value?.data.recipient.address === 'k-0-0@example.com'),
    );
    await until('the lifted one has a tombstone', async () =>
      records.some(({ key, value }) => key === lifted[0]!.key && value === null),
    );
    await Promise.all([before.stop(), after.stop()]);
    await reads.end();
    await pool.end();
  });
});
