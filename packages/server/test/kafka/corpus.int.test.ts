import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makeTopics } from '../support/kafka-topics.ts';
import { ask, serverProcess, until, type ServerProcess } from '../support/process.ts';

/** Real returned mails, where a collection of them stands beside the repository (or in CORPUS_DIR). */
const corpus = process.env['CORPUS_DIR'] ?? path.resolve(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'corpus');
const brokers = inject('kafkaBrokers');
const hasCorpus = existsSync(path.join(corpus, 'gold.jsonl'));
if (!hasCorpus) console.warn('skipped: no corpus');

const prefix = `corpus-${randomUUID().slice(0, 8)}.`;

describe.skipIf(brokers === null || !hasCorpus)('a collection of real returned mails through mail.report', () => {
  let server: ServerProcess;
  const files: string[] = [];
  const distinct = new Set<string>();
  const gold: { file: string; kind: string; recipient: string; coarse: string; coarseOk: string[] }[] = [];

  beforeAll(async () => {
    for (const line of (await readFile(path.join(corpus, 'gold.jsonl'), 'utf8')).split('\n').filter(Boolean))
      gold.push(JSON.parse(line));
    const kafka = new Kafka({ clientId: 'corpus', brokers: brokers!.split(','), logLevel: logLevel.NOTHING });
    await makeTopics(
      brokers!,
      ['mail.delivery', 'mail.open', 'mail.click', 'mail.report'].map((name) => prefix + name),
    );
    server = await serverProcess({
      DATABASE_URL: await freshDatabase(),
      KAFKA_BROKERS: brokers!,
      KAFKA_TOPIC_PREFIX: prefix,
      KAFKA_GROUP: prefix,
    });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    for (const folder of ['mails', 'not-reports']) {
      for (const name of (await readdir(path.join(corpus, folder))).filter((file) => file.endsWith('.eml'))) {
        const value = await readFile(path.join(corpus, folder, name));
        files.push(`${folder}/${name}`);
        distinct.add(value.toString('latin1'));
        await producer.send({ topic: `${prefix}mail.report`, messages: [{ key: name, value }] });
      }
    }
    await producer.disconnect();
    await until('every mail is there', async () => (await allReports()).length >= distinct.size);
  }, 180_000);
  afterAll(() => server?.kill('SIGTERM'));

  async function allReports(): Promise<{ kind: string; deliveries: { recipient: { address: string } }[] }[]> {
    const found = [];
    for (let after: string | null = null; ;) {
      const { reports } = await ask(
        server.url,
        'query($after: String) { reports(first: 100, after: $after) { nodes { kind deliveries { recipient { address } } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      found.push(...reports.nodes);
      if (!reports.pageInfo.hasNextPage) return found;
      after = reports.pageInfo.endCursor;
    }
  }

  test('each of them is kept once, and nothing is in quarantine', async () => {
    expect(await allReports()).toHaveLength(distinct.size);
    expect((await ask(server.url, '{ quarantinedMessages { nodes { errorMessage } } }')).quarantinedMessages.nodes).toEqual([]);
  });

  test('nine in ten of the recipients that bounced are found by their address, and no living address is called dead', async () => {
    const bounces = gold.filter((record) => record.kind === 'bounce' && record.recipient?.includes('@'));
    let found = 0;
    let falseHard = 0;
    for (const record of bounces) {
      const { deliveries } = await ask(
        server.url,
        'query($r: String!) { deliveries(first: 200, filter: {recipient: $r}) { nodes { status timeline { type } } } }',
        { r: record.recipient },
      );
      if (deliveries.nodes.some((node: any) => node.timeline.some((entry: any) => entry.type === 'bounced'))) found++;
      const ofRecipient = bounces.filter((other) => other.recipient.toLowerCase() === record.recipient.toLowerCase());
      if (
        ofRecipient.every((other) => !other.coarseOk.includes('hard')) &&
        deliveries.nodes.some((node: any) => node.status === 'HARD_BOUNCED')
      )
        falseHard++;
    }
    const kinds = Object.fromEntries(
      [...Map.groupBy(await allReports(), (report) => report.kind)].map(([kind, list]) => [kind, list.length]),
    );
    console.log(
      JSON.stringify({
        corpus: { mails: files.length, distinct: distinct.size, kinds, bounces: bounces.length, found, falseHard },
      }),
    );
    expect(found / bounces.length).toBeGreaterThanOrEqual(0.9);
    expect(falseHard / bounces.length).toBeLessThanOrEqual(0.02);
  });
});
