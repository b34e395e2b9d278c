import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { compile, defaultRuleset, type Ruleset } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { ApiKeys } from './access/api-keys.ts';
import { Callers } from './access/callers.ts';
import { RateLimit } from './access/rate-limit.ts';
import { Tokens } from './access/tokens.ts';
import { readManifest, type Manifest } from './graphql/trusted-documents.ts';
import { DnsClient } from './addresses/dns-client.ts';
import { AddressChecks } from './answers/check-address.ts';
import { SuppressionChecks } from './answers/check-suppressions.ts';
import { createApp } from './app.ts';
import { ConfigError, type Config } from './config.ts';
import { networkList } from './engagement/networks.ts';
import { RecipientIds } from './events/ids.ts';
import { createConsumer, type Consumer } from './ingest/consume.ts';
import { Ingest } from './ingest/ingest.ts';
import { Quarantine } from './ingest/replay.ts';
import { startPush } from './start-push.ts';
import type { Service } from './service.ts';
import type { EventSource } from './sources/event-source.ts';
import { kafkaSource } from './sources/kafka-source.ts';
import { openDatabase, type Database } from './storage/database.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './storage/embedded-postgres.ts';
import { EventPartitions } from './storage/partitions.ts';
import { SuppressionImports } from './storage/suppression-imports.ts';
import { Erasures } from './storage/erasures.ts';
import { Retention } from './storage/retention.ts';
import { Policies } from './storage/policies.ts';
import { ManualSuppressions } from './storage/manual-suppressions.ts';
import { Retirements } from './storage/retirements.ts';
import { Reviews } from './storage/reviews.ts';
import { counting, TenantReads } from './storage/tenant-reads.ts';
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
    const database = await openDatabase(url, config.databasePool, log).catch((cause: Error) => {
      throw new Error(
        `${config.databaseUrl === null ? 'The embedded database' : 'DATABASE_URL: the database'} cannot be used: ${cause.message}`,
        { cause },
      );
    });
    undo.push(() => database.close());
    const reads = new TenantReads(url, config.databasePool, log);
    const readsOf: Service['readsOf'] = (tenant, { scopes }) => reads.of(tenant, scopes.has('addresses:read'));
    undo.push(() => reads.end());
    const counts = new TenantReads(url, 2, log, counting);
    undo.push(() => counts.end());

    const classifier = compile(ruleset);
    const rulesetId = await storeRuleset(database, classifier.digest, classifier.ruleset);
    const recipientIds = new RecipientIds(await addressKey(database, config.addressKey));
    const apiKeys = new ApiKeys(database.pool, await secret(database, 'api-key-pepper'), config.apiKey);
    const firstKey = await firstApiKey(apiKeys, config);
    const prepare = { classifier, recipientIds, defaultTenant: config.defaultTenant, retentionDays: config.retentionDays };
    const machineNetworks = networkList(config.machineNetworks);
    const partitions = new EventPartitions(database.pool);
    const ingest = new Ingest({ pool: database.pool, partitions, rulesetId, machineNetworks });
    const today = Date.now();
    await partitions.ensure([today, today + 86_400_000]);

    const source = config.kafka ? kafkaSource(config.kafka, log) : null;
    const consumer = config.kafka
      ? createConsumer({ pool: database.pool, ingest, prepare, group: config.kafka.groupId, log })
      : null;
    const push = await startPush(
      config,
      database.pool,
      url,
      { readsOf: (tenant) => reads.of(tenant, true), ruleset: classifier.ruleset },
      await secret(database, 'webhook-key'),
      log,
    );
    undo.push(() => push.stop());
    const suppressionChecks = new SuppressionChecks((tenant) => reads.of(tenant, false), recipientIds);
    const dns = new DnsClient({ servers: config.dnsServers, timeoutMs: config.dnsTimeoutMs, tries: 2 });
    undo.push(async () => dns.close());
    const service: Service = {
      machineNetworks,
      compileQueries: config.compileQueries,
      readsOf,
      countsOf: (tenant) => counts.of(tenant, false),
      operatorReads: database.pool,
      ingest,
      prepare,
      quarantine: new Quarantine(database.pool, ingest, prepare),
      classifier,
      recipientIds,
      apiKeys,
      callers: new Callers(apiKeys, config.tokens && new Tokens(config.tokens)),
      rateLimit: new RateLimit(config.costPerMinute),
      trust: config.trust,
      documents: await loadDocuments(config.trustedDocuments),
      manualSuppressions: new ManualSuppressions(database.orm),
      retirements: new Retirements(database.orm),
      reviews: new Reviews(database.pool),
      policies: new Policies(database.pool, (tenant) => reads.of(tenant, true)),
      erasures: new Erasures(database.pool),
      suppressionImports: new SuppressionImports(database.pool),
      suppressionChecks,
      dns,
      addressChecks: new AddressChecks({ readsOf, recipientIds, suppressionChecks, dns }),
      live: push.live,
      webhooks: push.webhooks,
      alerts: push.alerts,
      defaultTenant: config.defaultTenant,
      notHealthy: () => (source?.health() === 'dead' ? ['The Kafka consumer has not recovered for a minute'] : []),
      warnings: () => push.warnings(),
      notReady: () => notReady(reads, source, consumer),
    };
    const app = await createApp(service, log);
    undo.push(() => closeApp(app));
    const address = await app.listen({ host: config.host, port: config.port });
    undo.push(keepRetention(new Retention(database.pool, config.retentionDays, log), log));
    const empty = (await database.pool.query('select from event limit 1')).rowCount === 0;
    if (source && consumer) {
      undo.push(() => Promise.race([source.stop(), patience(8000)]));
      void runForEver(source, consumer, log);
    }
    return { url: address, empty, firstKey, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function notReady(reads: TenantReads, source: EventSource | null, consumer: Consumer | null): Promise<readonly string[]> {
  const problems: string[] = [];
  await Promise.race([reads.ping(), patience(2000).then(() => Promise.reject(new Error('no answer')))]).catch(() =>
    problems.push('The database does not answer'),
  );
  const health = source?.health() ?? 'live';
  if (health === 'stalled') problems.push('The Kafka broker does not answer');
  else if (health !== 'live') problems.push('The consumer group is not joined yet');
  return [...problems, ...(consumer?.stalled() ?? [])];
}

/** A source that ends by itself was refused (a wrong password, a missing right): somebody may mend that while we run. */
async function runForEver(source: EventSource, consumer: Consumer, log: Logger): Promise<void> {
  for (let delayMs = 1000; source.health() !== 'dead'; delayMs = Math.min(delayMs * 2, 60_000)) {
    try {
      await source.run(consumer.handle, consumer.positionOf);
      return;
    } catch (error) {
      log.error({ error: (error as Error).message, delayMs }, 'Kafka cannot be read; trying again');
      await patience(delayMs);
    }
  }
}

/** Requests in hand may finish for a while; then their connections are cut. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), 5000);
  await app.close();
  clearTimeout(cut);
}

function patience(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
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

/**
 * The key that turns addresses into recipients. Another one than before would make every block and every history somebody
 * else's, so the database remembers which it was (by a hash).
 */
async function addressKey(database: Database, configured: string | null): Promise<Buffer> {
  const key = configured === null ? await secret(database, 'address-key') : Buffer.from(configured, 'hex');
  const check = createHmac('sha256', key).update('address-key-check').digest();
  if (!check.equals(await secret(database, 'address-key-check', check))) {
    throw new ConfigError([
      'ADDRESS_KEY: is not the key that this database was filled with; with another one every block would be lost. Give the former key, or none if none was given before',
    ]);
  }
  return key;
}

/** A secret of this installation, made once and kept in the database. */
async function secret(database: Database, name: string, value: Buffer = randomBytes(32)): Promise<Buffer> {
  const em = database.orm.em.fork();
  await em.upsert(ServiceSecret, { name, value }, { onConflictFields: ['name'], onConflictAction: 'ignore' });
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

/** Deletes what is kept no longer, once an hour; the first time a minute after the start. Answers how to stop it. */
function keepRetention(retention: Retention, log: Logger): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const round = (): void => {
    running = retention.run(new Date(), stopping.signal).then(
      () => {},
      (error: Error) => {
        if (!stopping.signal.aborted)
          log.error({ error: error.message }, 'Deleting what is kept no longer failed; tried again in an hour');
      },
    );
  };
  const first = setTimeout(round, 60_000).unref();
  const hourly = setInterval(round, 3_600_000).unref();
  return async () => {
    clearTimeout(first);
    clearInterval(hourly);
    stopping.abort();
    await running;
  };
}

async function loadDocuments(file: string | null): Promise<Manifest> {
  if (file === null) return new Map();
  try {
    return readManifest(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigError([`TRUSTED_DOCUMENTS_FILE: ${file} cannot be used: ${(error as Error).message}`]);
  }
}
