import { Kafka, logLevel } from 'kafkajs';
import { type TestEvent, topicOf } from './event.ts';

const batchSize = 1000;

/** Produces events to the topics of the contract, keyed by message and recipient so that their order is kept. Returns how many. */
export async function produceEvents(events: Iterable<TestEvent>, brokers: readonly string[]): Promise<number> {
  const producer = new Kafka({ clientId: 'bezorgd-testkit', brokers: [...brokers], logLevel: logLevel.ERROR }).producer();
  await producer.connect();
  let count = 0;
  try {
    for (const batch of batchesOf(events)) {
      const byTopic = Map.groupBy(batch, topicOf);
      await producer.sendBatch({
        topicMessages: Array.from(byTopic, ([topic, group]) => ({ topic, messages: group.map(kafkaMessage) })),
      });
      count += batch.length;
    }
  } finally {
    await producer.disconnect();
  }
  return count;
}

/** A report travels as the bytes of the mail; what is not in the mail goes into headers. */
export function kafkaMessage(event: TestEvent): { key: string; value: Buffer; headers: Record<string, string> } {
  if (event.type === 'report') {
    return {
      key: event.eventId,
      value: Buffer.from(event.raw, 'base64'),
      headers: { ...(event.tenant && { tenant: event.tenant }), eventId: event.eventId },
    };
  }
  return {
    key: `${event.messageId} ${event.recipient}`,
    value: Buffer.from(JSON.stringify(event)),
    headers: { 'content-type': 'application/json' },
  };
}

function* batchesOf(events: Iterable<TestEvent>): Generator<TestEvent[]> {
  let batch: TestEvent[] = [];
  for (const event of events) {
    batch.push(event);
    if (batch.length === batchSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
