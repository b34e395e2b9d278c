import { randomBytes } from 'node:crypto';
import { compile, defaultRuleset, type Ruleset } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { SuppressionChecks } from './answers/check-suppressions.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { RecipientIds } from './events/ids.ts';
import { consumeInto } from './ingest/consume.ts';
import { Ingest } from './ingest/ingest.ts';
import type { Service } from './service.ts';
import type { EventSource } from './sources/event-source.ts';
import { kafkaSource } from './sources/kafka-source.ts';
import { openDatabase, type Database } from './storage/database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './storage/embedded-postgres.ts';
import { EventPartitions } from './storage/partitions.ts';
import { TenantReads } from './storage/tenant-reads.ts';
import { ServiceSecret, StoredRuleset } from './storage/entities.ts';

export interface RunningServer {
  readonly url: string;
  /** True when no event was ever stored here. */
  readonly empty: boolean;
  readonly app: FastifyInstance;
  stop(): Promise<void>;
}

export interface ServerOptions {
  /** The rules that give verdicts; put plugins of your own before ours, `{ plugins: [mine, ...defaultRuleset.plugins] }`. */
  readonly ruleset?: Ruleset;
}

/** Builds everything, in the order in which a datum passes it, and takes it down in reverse. */
export async function startServer(
  config: Config,
  log: Logger,
  { ruleset = defaultRuleset }: ServerOptions = {},
): Promise<RunningServer> {
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    let embedded: EmbeddedPostgres | null = null;
    if (config.databaseUrl === null) {
      embedded = await startEmbeddedPostgres(config.dataDir, log);
      const { stop: stopDatabase } = embedded;
      undo.push(stopDatabase);
    }
    const url = embedded?.url ?? config.databaseUrl!;
    const database = await openDatabase(url, config.databasePool, log);
    undo.push(() => database.close());
    const reads = new TenantReads(url, config.databasePool, log);
    const readsOf = (tenant: string) => reads.of(tenant);
    undo.push(() => reads.end());

    const classifier = compile(ruleset);
    const rulesetId = await storeRuleset(database, classifier.digest, classifier.ruleset);
    const recipientIds = new RecipientIds(await addressKey(database, config.addressKey));
    const prepare = { classifier, recipientIds, defaultTenant: config.defaultTenant, retentionDays: config.retentionDays };
    const ingest = new Ingest({ pool: database.pool, partitions: new EventPartitions(database.pool), rulesetId });
    const today = Date.now();
    await new EventPartitions(database.pool).ensure([today, today + 86_400_000]);

    const source = config.kafka ? kafkaSource(config.kafka, log) : null;
    const service: Service = {
      readsOf,
      operatorReads: database.pool,
      ingest,
      prepare,
      classifier,
      recipientIds,
      suppressionChecks: new SuppressionChecks(readsOf, recipientIds),
      defaultTenant: config.defaultTenant,
      notHealthy: () => (source?.health() === 'dead' ? ['The Kafka consumer has not recovered for a minute'] : []),
      notReady: () => notReady(reads, source),
    };
    const app = await createApp(service, log);
    undo.push(() => app.close());
    const address = await app.listen({ host: config.host, port: config.port });
    const empty = (await database.pool.query('select from event limit 1')).rowCount === 0;
    if (source) {
      undo.push(() => source.stop());
      const handler = consumeInto({ pool: database.pool, ingest, prepare, group: config.kafka!.groupId, log });
      source.run(handler).catch((error: Error) => log.error({ error: error.message }, 'Kafka cannot be read'));
    }
    return { url: address, empty, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function notReady(reads: TenantReads, source: EventSource | null): Promise<readonly string[]> {
  const problems: string[] = [];
  await reads.ping().catch(() => problems.push('The database does not answer'));
  if (source && source.health() !== 'live') problems.push('The consumer group is not joined yet');
  return problems;
}

async function storeRuleset(database: Database, digest: string, document: object): Promise<number> {
  const { rows } = await database.pool.query<{ ruleset_id: number }>(
    `with made as (insert into ruleset (digest, document) values ($1, $2) on conflict (digest) do nothing returning ruleset_id)
     select ruleset_id from made union all select ruleset_id from ruleset where digest = $1`,
    [digest, JSON.stringify(document)],
  );
  const known = rows[0] ?? (await database.orm.em.fork().findOneOrFail(StoredRuleset, { digest }));
  return 'ruleset_id' in known ? known.ruleset_id : known.rulesetId;
}

/** The key that turns addresses into recipients: as configured, or made once and kept in the database. */
async function addressKey(database: Database, configured: string | null): Promise<Buffer> {
  if (configured !== null) return Buffer.from(configured, 'hex');
  const em = database.orm.em.fork();
  await em.upsert(
    ServiceSecret,
    { name: 'address-key', value: randomBytes(32) },
    { onConflictFields: ['name'], onConflictAction: 'ignore' },
  );
  const secret = await em.fork().findOneOrFail(ServiceSecret, { name: 'address-key' });
  return Buffer.from(secret.value);
}
