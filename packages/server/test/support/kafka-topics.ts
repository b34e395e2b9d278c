import { Kafka, logLevel, type ITopicConfig } from 'kafkajs';

/** As large as the messages that the service takes. */
const configEntries = [{ name: 'max.message.bytes', value: '2097152' }];

/** Topics that are ready to be written to. */
export async function makeTopics(
  brokers: string,
  names: readonly string[],
  settings: Omit<ITopicConfig, 'topic'> = { numPartitions: 3 },
): Promise<void> {
  const admin = new Kafka({ clientId: 'topics', brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: true,
    topics: names.map((topic) => ({ configEntries, ...settings, topic })),
  });
  await admin.disconnect();
}
