import type pg from 'pg';
import type { Logger } from 'pino';
import { Alerts } from './alerts/alerts.ts';
import { evaluateAlerts, measureTimes, takeInOutbox } from './alerts/evaluate.ts';
import type { Config } from './config.ts';
import type { ExpandDeps } from './push/expand.ts';
import { Leader, type Job } from './push/leader.ts';
import { LiveEvents } from './push/live.ts';
import { kafkaSink } from './sinks/kafka-sink.ts';
import { kafkaReader, publishOutbox } from './sinks/publish.ts';
import { alertsReader } from './storage/alert-numbers.store.ts';
import { openAlert } from './storage/alert.store.ts';
import { HourCounts } from './storage/statistics.store.ts';
import { dropOutbox, mendOutbox, tellEndedSuppressions } from './storage/outbox.store.ts';
import { dropOldWebhookMessages, queueWebhooks, webhooksReader } from './webhooks/queue.ts';
import { WebhookSender } from './webhooks/sender.ts';
import { TargetGuard } from './webhooks/target-guard.ts';
import { WebhookEndpoints } from './webhooks/webhooks.ts';

export interface Push {
  readonly live: LiveEvents;
  readonly webhooks: WebhookEndpoints;
  readonly alerts: Alerts;
  /** What has failed for a while, in words. */
  warnings(): readonly string[];
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
/** How long webhook messages and their tries are kept. */
const webhookDays = 30;

/** All that tells others: streams and senders on every server, the rest on the one that leads. */
export async function startPush(
  config: Config,
  pool: pg.Pool,
  databaseUrl: string,
  expanding: ExpandDeps,
  webhookKey: Buffer,
  log: Logger,
): Promise<Push> {
  await mendOutbox(pool);
  const guard = new TargetGuard(config.webhookAllowedTargets);
  const alertDeps = { pool, readsOf: expanding.readsOf };
  // What one of these has not read yet is kept for as long as it takes.
  const readers = [webhooksReader, alertsReader, ...(config.kafkaPublish ? [kafkaReader] : [])];
  const hourCounts = new HourCounts(pool);
  const jobs: Job[] = [
    { name: 'queue webhooks', everyMs: 200, run: () => queueWebhooks(pool, expanding, new Date()) },
    { name: 'count for alerts', everyMs: 1000, run: () => takeInOutbox(alertDeps, new Date()) },
    { name: 'evaluate alerts', everyMs: 15_000, run: once(() => evaluateAlerts(alertDeps, new Date())) },
    { name: 'measure delivery times', everyMs: hourMs / 4, run: once(() => measureTimes(alertDeps, new Date())) },
    { name: 'tell of ended blocks', everyMs: 10_000, run: () => tellEndedSuppressions(pool, new Date()) },
    { name: 'count hours', everyMs: 3000, run: once(() => hourCounts.round()) },
    {
      name: 'forget what was told',
      everyMs: 60_000,
      run: once(async () => {
        await dropOutbox(pool, new Date(Date.now() - config.outboxHours * hourMs), readers);
        await dropOldWebhookMessages(pool, new Date(Date.now() - webhookDays * 24 * hourMs));
      }),
    },
  ];
  const sink = config.kafka && config.kafkaPublish ? kafkaSink(config.kafka, log) : null;
  if (sink) jobs.push({ name: 'publish to Kafka', everyMs: 200, run: () => publishOutbox(pool, expanding, sink, new Date()) });
  const leader = new Leader(databaseUrl, jobs, log);
  const sender = new WebhookSender({
    pool,
    serviceKey: webhookKey,
    guard,
    log,
    onDisabled: async (client, { tenant, endpointId, name, url, failingSince, reason }) => {
      log.warn({ endpointId, reason }, 'A webhook was switched off for failing');
      // Who reads alerts may not be who may know the whole address.
      const detail = { endpointId, name, host: new URL(url).host, failingSince: failingSince.toISOString(), reason };
      await openAlert(
        client,
        { tenant, ruleId: null, kind: 'webhook-failing', cause: endpointId, forOperators: false, detail },
        new Date(),
      );
    },
  });
  const live = new LiveEvents({ ...expanding, pool, log });
  leader.start();
  sender.start();
  return {
    live,
    webhooks: new WebhookEndpoints(pool, webhookKey, guard),
    alerts: new Alerts(pool),
    warnings: () => leader.warnings(Date.now()),
    async stop() {
      live.stop();
      await Promise.all([leader.stop(), sender.stop()]);
      await sink?.stop();
    },
  };
}

function once(work: () => Promise<unknown>): () => Promise<boolean> {
  return async () => {
    await work();
    return false;
  };
}
