import { Kafka, logLevel, type LogEntry, type SASLOptions } from 'kafkajs';
import type { Logger } from 'pino';
import type { KafkaConfig } from '../config.ts';

/** How we reach the brokers, to read and to publish. */
export function kafkaClient(config: KafkaConfig, log: Logger): Kafka {
  return new Kafka({
    clientId: config.clientId,
    brokers: [...config.brokers],
    ssl: config.ssl,
    ...(config.sasl && { sasl: config.sasl as SASLOptions }),
    retry: { initialRetryTime: 300, maxRetryTime: 30_000, retries: Number.MAX_SAFE_INTEGER },
    logLevel: logLevel.WARN,
    logCreator: () => toLog(log),
  });
}

function toLog(log: Logger): (entry: LogEntry) => void {
  const child = log.child({ component: 'kafkajs' });
  return ({ level, log: { message, error } }) => {
    if (level === logLevel.ERROR) child.warn({ error }, message);
    else if (level === logLevel.WARN) child.warn(message);
    else child.debug(message);
  };
}
