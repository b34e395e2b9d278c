import { randomUUID } from 'node:crypto';
import { generateEvents } from '@bezorgd/testkit';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Environment, median, report } from './environment.ts';

/**
 * From a real broker to committed and queryable: events wait in the topics, then the server reads them while broker, server
 * and PostgreSQL share the machine. Beside it, in the same run: COPY of the same rows from Node on one connection, which
 * decodes, classifies and projects nothing.
 */
const count = Number(process.env['BENCH_EVENTS'] ?? 200_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);

const environment = new Environment();
try {
  const brokers = environment.kafka();
  if (!brokers) {
    report({ bench: 'ingest', skipped: 'no Kafka: set KAFKA_BROKERS, or install a JDK 17 and Maven' });
  } else {
    const databaseUrl = await environment.postgres();
    const ingest: number[] = [];
    const copy: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const result = await oneRound(brokers, databaseUrl, round);
      report({ bench: 'ingest-round', round, ...result });
      ingest.push(result.eventsPerSecond);
      copy.push(result.copyRowsPerSecond);
    }
    report({
      bench: 'ingest',
      events: count,
      eventsPerSecond: median(ingest),
      copyRowsPerSecond: median(copy),
      ofCopy: Number((median(ingest) / median(copy)).toFixed(3)),
      rounds,
    });
  }
} finally {
  await environment.down();
}

async function oneRound(brokers: string, databaseUrl: string, round: number) {
  const prefix = `bench-${randomUUID().slice(0, 8)}.`;
  const name = `bench_${prefix.slice(6, 14)}`;
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const own = new URL(databaseUrl);
  own.pathname = `/${name}`;

  const bytes = await produce(brokers, prefix, round);
  const server = await environment.server({
    DATABASE_URL: own.href,
    KAFKA_BROKERS: brokers,
    KAFKA_TOPIC_PREFIX: prefix,
    KAFKA_GROUP: prefix,
  });
  const client = new pg.Client({ connectionString: own.href });
  await client.connect();
  const done = async (): Promise<number> =>
    Number((await client.query('select coalesce(sum(next_offset), 0) as n from sink_position where next_offset > 0')).rows[0].n);
  let started = 0;
  let startedAt = 0;
  let cpu = { user: 0, system: 0 };
  for (;;) {
    const now = await done();
    if (now > 0 && started === 0) {
      // Joining the group and the first batch are not part of the rate.
      started = performance.now();
      startedAt = now;
      cpu = await cpuOf(server.child.pid!);
    }
    if (now >= count) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  const seconds = (performance.now() - started) / 1000;
  const after = await cpuOf(server.child.pid!);
  const stored = Number((await client.query('select count(*) as n from event')).rows[0].n);
  const deliveries = Number((await client.query('select count(*) as n from delivery')).rows[0].n);
  const rss = await rssOf(server.child.pid!);
  await new Promise((resolve) => {
    server.child.once('exit', resolve);
    server.child.kill('SIGTERM');
  });
  const copyRowsPerSecond = await rawCopy(client, own.href);
  await client.end();
  const drop = new pg.Client({ connectionString: databaseUrl });
  await drop.connect();
  await drop.query(`drop database ${name} with (force)`);
  await drop.end();
  return {
    eventsPerSecond: Math.round((count - startedAt) / seconds),
    copyRowsPerSecond,
    events: count,
    stored,
    deliveries,
    bytesPerEvent: Math.round(bytes / count),
    serverCpuMicrosecondsPerEvent: Number(
      (((after.user + after.system - cpu.user - cpu.system) * 1e6) / (count - startedAt)).toFixed(1),
    ),
    serverRssMiB: rss,
  };
}

async function produce(brokers: string, prefix: string, seed: number): Promise<number> {
  const kafka = new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const topics = ['mail.delivery', 'mail.open', 'mail.click', 'mail.report'];
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map((topic) => ({ topic: prefix + topic, numPartitions: 3 })),
  });
  await admin.disconnect();
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  let bytes = 0;
  let batch: { topic: string; key: string | null; value: string }[] = [];
  const flush = async (): Promise<void> => {
    const byTopic = Map.groupBy(batch.splice(0), (message) => message.topic);
    await producer.sendBatch({
      topicMessages: Array.from(byTopic, ([topic, messages]) => ({
        topic,
        messages: messages.map(({ key, value }) => ({ key, value })),
      })),
    });
  };
  for (const event of generateEvents({ count, seed, start: new Date(Date.now() - 3_600_000) })) {
    const value = JSON.stringify(event);
    bytes += value.length;
    const topic = event.type === 'opened' ? 'mail.open' : event.type === 'clicked' ? 'mail.click' : 'mail.delivery';
    const key = 'messageId' in event ? `${event.messageId} ${event.recipient}` : null;
    batch.push({ topic: prefix + topic, key, value });
    if (batch.length === 2000) await flush();
  }
  await flush();
  await producer.disconnect();
  return bytes;
}

/** The rows that the server wrote, out of the database as text and in again through one connection, thousand by thousand. */
async function rawCopy(client: pg.Client, url: string): Promise<number> {
  const { rows } = await client.query<{ line: string }>('select event::text as line from event limit 100000');
  await client.query('create table copied (like event including all)');
  await client.query('truncate copied');
  // The composite's text is CSV but for its brackets.
  const lines = rows.map(({ line }) => `${line.slice(1, -1)}\n`);
  const writer = new pg.Client({ connectionString: url });
  await writer.connect();
  const started = performance.now();
  for (let from = 0; from < lines.length; from += 1000) {
    const stream = writer.query(copyFrom('copy copied from stdin (format csv)'));
    await new Promise<void>((resolve, reject) => {
      stream.on('error', reject);
      stream.on('finish', resolve);
      stream.end(lines.slice(from, from + 1000).join(''));
    });
  }
  const seconds = (performance.now() - started) / 1000;
  await writer.end();
  return Math.round(lines.length / seconds);
}

async function cpuOf(pid: number): Promise<{ user: number; system: number }> {
  const { readFile } = await import('node:fs/promises');
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  // Clock ticks, a hundredth of a second each on Linux.
  return { user: Number(fields[11]) / 100, system: Number(fields[12]) / 100 };
}

async function rssOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
