import { Partitioners, type Message, type Producer } from 'kafkajs';
import type { Logger } from 'pino';
import type { KafkaConfig } from '../config.ts';
import { kafkaClient } from '../sources/kafka-client.ts';
import type { EventSink, SinkMessage } from './event-sink.ts';

/** A broker's usual limit is 1 MiB for the messages of one partition in one request. */
const maxBytesAtOnce = 512 * 1024;

/**
 * Publishes in transactions under one name for all servers: whoever begins shuts out the one before, so that a server that no
 * longer leads, and does not know it yet, cannot put an old state behind a new one.
 */
export function kafkaSink(config: KafkaConfig, log: Logger): EventSink {
  let producer: Producer | null = null;
  const connected = async (): Promise<Producer> => {
    if (producer) return producer;
    const fresh = kafkaClient(config, log).producer({
      transactionalId: `${config.topicPrefix}${config.groupId}-publisher`,
      idempotent: true,
      maxInFlightRequests: 1,
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      retry: { retries: 5 },
    });
    await fresh.connect();
    return (producer = fresh);
  };
  const drop = async (): Promise<void> => {
    const old = producer;
    producer = null;
    await old?.disconnect().catch(() => {});
  };
  return {
    async publish(messages) {
      if (messages.length === 0) return;
      try {
        const transaction = await (await connected()).transaction();
        try {
          for (const chunk of chunksOf(messages)) {
            await transaction.sendBatch({ acks: -1, topicMessages: byTopic(chunk, config.topicPrefix) });
          }
          await transaction.commit();
        } catch (error) {
          await transaction.abort().catch(() => {});
          throw error;
        }
      } catch (error) {
        // A producer that was shut out, or lost its place, is of no more use.
        await drop();
        throw error;
      }
    },
    stop: drop,
  };
}

function* chunksOf(messages: readonly SinkMessage[]): Generator<readonly SinkMessage[]> {
  let chunk: SinkMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message.value ?? '') + message.key.length + 200;
    if (chunk.length > 0 && bytes + size > maxBytesAtOnce) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(message);
    bytes += size;
  }
  if (chunk.length > 0) yield chunk;
}

function byTopic(messages: readonly SinkMessage[], prefix: string): { topic: string; messages: Message[] }[] {
  return [...Map.groupBy(messages, (message) => message.topic)].map(([topic, ofTopic]) => ({
    topic: prefix + topic,
    messages: ofTopic.map(({ key, value, headers }) => ({ key, value, headers })),
  }));
}
