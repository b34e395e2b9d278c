import { randomBytes } from 'node:crypto';
import { compile, defaultRuleset, type Ruleset } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ApiKeys } from './access/api-keys.ts';
import { SuppressionChecks } from './answers/check-suppressions.ts';
import { createApp } from './app.ts';
import { ConfigError, type Config } from './config.ts';
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
  /** A key of every tenant and every right, made because there was none; it cannot be shown again. */
  readonly firstKey: string | null;
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
    const recipientIds = new RecipientIds(
      config.addressKey ? Buffer.from(config.addressKey, 'hex') : await secret(database, 'address-key'),
    );
    const apiKeys = new ApiKeys(database.pool, await secret(database, 'api-key-pepper'), config.apiKey);
    const firstKey = await firstApiKey(apiKeys, config);
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
      apiKeys,
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
    return { url: address, empty, firstKey, app, stop };
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

/** A random key of this installation, made once and kept in the database. */
async function secret(database: Database, name: string): Promise<Buffer> {
  const em = database.orm.em.fork();
  await em.upsert(ServiceSecret, { name, value: randomBytes(32) }, { onConflictFields: ['name'], onConflictAction: 'ignore' });
  return Buffer.from((await em.fork().findOneOrFail(ServiceSecret, { name })).value);
}

/** Where nobody has a key yet, one is made on loopback; elsewhere nobody may listen without one. */
async function firstApiKey(apiKeys: ApiKeys, config: Config): Promise<string | null> {
  if (config.apiKey !== null || !(await apiKeys.isEmpty())) return null;
  if (!['127.0.0.1', '::1', 'localhost'].includes(config.host)) {
    throw new ConfigError([
      'API_KEY: nobody has a key yet, and HOST is not loopback: give an API_KEY, or start once with HOST=127.0.0.1',
    ]);
  }
  const { key } = await apiKeys.create({ name: 'first key', roles: ['admin'], tenant: null, expiresAt: null }, 'first start');
  return key;
}
