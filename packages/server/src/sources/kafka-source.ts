import type { Consumer, EachBatchPayload, IHeaders, Kafka } from 'kafkajs';
import type { Logger } from 'pino';
import type { KafkaConfig } from '../config.ts';
import type { IncomingMessage, TopicKind } from '../ingest/prepare.ts';
import type { BatchHandler, EventSource, PositionOf, SourceHealth } from './event-source.ts';
import { kafkaClient } from './kafka-client.ts';
import { topics } from './topics.ts';

/** Messages of one transaction: above a thousand little is gained, and a handler must not hold work for long. */
const chunkSize = 2000;

/** Without an answer for so long there is no broker: an idle consumer gets four a second. */
const silentMs = 20_000;

/** Expects the topics to exist, and waits for them where they do not yet. */
export function kafkaSource(config: KafkaConfig, log: Logger): EventSource {
  const kafka = kafkaClient(config, log);
  const consumer = kafka.consumer({
    groupId: config.groupId,
    sessionTimeout: config.sessionTimeoutMs,
    rebalanceTimeout: 60_000,
    heartbeatInterval: 3000,
    maxWaitTimeInMs: 250,
    minBytes: 1,
    maxBytesPerPartition: 1024 * 1024,
    maxBytes: 8 * 1024 * 1024,
    allowAutoTopicCreation: false,
    metadataMaxAge: 60_000,
    // One consumer failure never ends the process: it joins again.
    retry: { initialRetryTime: 300, maxRetryTime: 10_000, retries: 10, restartOnFailure: async () => true },
  });
  const kinds = new Map(topics.map(({ name, kind }) => [config.topicPrefix + name, kind]));
  return new KafkaSource(kafka, consumer, kinds, log);
}

/**
 * Where a partition was read up to, and how far the client went on by itself over records that are for nobody: marks of
 * transactions, and what an aborted one wrote.
 */
interface Reading {
  readonly from: bigint;
  readonly passedTo: bigint;
}

class KafkaSource implements EventSource {
  readonly #readings = new Map<string, Reading>();
  readonly #kafka: Kafka;
  readonly #consumer: Consumer;
  readonly #kinds: ReadonlyMap<string, TopicKind>;
  readonly #log: Logger;
  #assignment = 0;
  #revoked = new AbortController();
  #state: SourceHealth = 'joining';
  #crashedAt: number | null = null;
  #fetchedAt = 0;
  #stopping = false;
  #positionOf: PositionOf | null = null;

  constructor(kafka: Kafka, consumer: Consumer, kinds: ReadonlyMap<string, TopicKind>, log: Logger) {
    this.#kafka = kafka;
    this.#consumer = consumer;
    this.#kinds = kinds;
    this.#log = log;
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.#assignment++;
      this.#revoked = new AbortController();
      this.#state = 'live';
      this.#crashedAt = null;
      this.#fetchedAt = Date.now();
      const partitions = Object.values(payload.memberAssignment).reduce((sum, list) => sum + list.length, 0);
      log.info({ group: payload.groupId, partitions }, 'Joined the consumer group');
      this.#seekAll(payload.memberAssignment).catch((error: Error) => {
        // The first batch of each partition is compared with its position anyway.
        log.warn({ error: error.message }, 'The positions could not be set at once');
      });
    });
    consumer.on(consumer.events.FETCH, () => {
      this.#fetchedAt = Date.now();
    });
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload: { topic, partition, batchSize, lastOffset } }) => {
      const reading = this.#readings.get(`${topic} ${partition}`);
      if (batchSize === 0 && reading)
        this.#readings.set(`${topic} ${partition}`, { ...reading, passedTo: BigInt(lastOffset) + 1n });
    });
    consumer.on(consumer.events.REBALANCING, () => this.#revoke());
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      this.#revoke();
      this.#crashedAt ??= Date.now();
      log.warn({ error: payload.error.message, restarts: payload.restart }, 'The Kafka consumer stopped');
    });
  }

  async run(handler: BatchHandler, positionOf: PositionOf): Promise<void> {
    await this.#waitForTopics();
    if (this.#stopping) return;
    this.#positionOf = positionOf;
    await this.#consumer.connect();
    // An offset that the broker no longer has must lead to its oldest message, never silently to its newest.
    await this.#consumer.subscribe({ topics: [...this.#kinds.keys()], fromBeginning: true });
    await this.#consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 3,
      eachBatch: (payload) => this.#handleBatch(payload, handler),
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#revoke();
    await this.#consumer.disconnect();
    this.#state = 'dead';
  }

  health(): SourceHealth {
    if (this.#crashedAt !== null && Date.now() - this.#crashedAt > 60_000) return 'dead';
    return this.#state === 'live' && Date.now() - this.#fetchedAt > silentMs ? 'stalled' : this.#state;
  }

  async #handleBatch(payload: EachBatchPayload, handler: BatchHandler): Promise<void> {
    const { batch, heartbeat, resolveOffset, isRunning, isStale } = payload;
    const { signal } = this.#revoked;
    const assignment = this.#assignment;
    const kind = this.#kinds.get(batch.topic)!;
    const reading = this.#readings.get(`${batch.topic} ${batch.partition}`);
    // The types of kafkajs leave this field of its batch out.
    const asked = BigInt((batch as unknown as { fetchedOffset: string }).fetchedOffset);
    const fetchedOffset = reading?.passedTo === asked ? reading.from : asked;
    for (let at = 0; at < batch.messages.length && !signal.aborted && isRunning() && !isStale(); at += chunkSize) {
      const messages = batch.messages.slice(at, at + chunkSize).map((message): IncomingMessage => ({
        kind,
        position: { topic: batch.topic, partition: batch.partition, offset: BigInt(message.offset) },
        timestampMs: Number(message.timestamp),
        key: message.key,
        value: message.value,
        headers: textHeaders(message.headers),
      }));
      const { nextOffset, rewindTo } = await handler(
        {
          topic: batch.topic,
          partition: batch.partition,
          assignment,
          highWatermark: BigInt(batch.highWatermark),
          // Chunks after the first follow on what was just written.
          fetchedOffset: at === 0 ? fetchedOffset : messages[0]!.position.offset,
          logStartOffset: () => this.#logStartOffset(batch.topic, batch.partition),
          messages,
        },
        { signal, keepAlive: heartbeat },
      );
      if (signal.aborted) return;
      if (rewindTo !== undefined) {
        this.#log.warn(
          { topic: batch.topic, partition: batch.partition, offset: String(rewindTo) },
          'Reading on from where the database stands',
        );
        this.#seek(batch.topic, batch.partition, rewindTo);
        return;
      }
      if (nextOffset === null) return;
      resolveOffset(String(nextOffset - 1n));
      const isWhole = batch.messages.at(-1)!.offset === String(nextOffset - 1n);
      this.#readings.set(`${batch.topic} ${batch.partition}`, {
        from: nextOffset,
        passedTo: isWhole ? BigInt(batch.lastOffset()) + 1n : nextOffset,
      });
      await this.#commit(batch.topic, batch.partition, nextOffset);
      await heartbeat();
    }
  }

  /** The database has the position; the broker's copy is for its tools, and may be lost. */
  async #commit(topic: string, partition: number, nextOffset: bigint): Promise<void> {
    try {
      await this.#consumer.commitOffsets([{ topic, partition, offset: String(nextOffset) }]);
    } catch (error) {
      this.#log.warn({ topic, partition, error: (error as Error).message }, 'The offset was not committed to the broker');
    }
  }

  async #seekAll(assigned: Readonly<Record<string, readonly number[]>>): Promise<void> {
    for (const [topic, partitions] of Object.entries(assigned)) {
      for (const partition of partitions) {
        const offset = (await this.#positionOf?.(topic, partition)) ?? (await this.#logStartOffset(topic, partition));
        this.#seek(topic, partition, offset);
      }
    }
  }

  #seek(topic: string, partition: number, offset: bigint): void {
    this.#readings.set(`${topic} ${partition}`, { from: offset, passedTo: offset });
    this.#consumer.seek({ topic, partition, offset: String(offset) });
  }

  async #logStartOffset(topic: string, partition: number): Promise<bigint> {
    const admin = this.#kafka.admin();
    await admin.connect();
    try {
      const offsets = await admin.fetchTopicOffsets(topic);
      return BigInt(offsets.find((found) => found.partition === partition)?.low ?? '0');
    } finally {
      await admin.disconnect();
    }
  }

  async #waitForTopics(): Promise<void> {
    const admin = this.#kafka.admin();
    try {
      await admin.connect();
      for (let told = false; !this.#stopping; told = true) {
        const existing = new Set(await admin.listTopics());
        const missing = [...this.#kinds.keys()].filter((topic) => !existing.has(topic));
        if (missing.length === 0) return;
        if (!told) this.#log.warn({ missing }, 'Waiting for Kafka topics: create them (pnpm kafka:up does for a local broker)');
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    } finally {
      await admin.disconnect();
    }
  }

  #revoke(): void {
    this.#state = 'joining';
    this.#readings.clear();
    this.#revoked.abort();
  }
}

function textHeaders(headers: IHeaders | undefined): Record<string, string> {
  if (!headers) return {};
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return [name, last === undefined ? '' : last.toString()];
    }),
  );
}
