import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import pg from 'pg';
import type { Logger } from 'pino';
import { entities } from './entities.ts';
import { Start } from './migrations/0001-start.ts';
import { Tenants } from './migrations/0002-tenants.ts';
import { Access } from './migrations/0003-access.ts';
import { Engagement } from './migrations/0004-engagement.ts';
import { Privacy } from './migrations/0006-privacy.ts';
import { SuppressionPolicyMigration } from './migrations/0005-suppression-policy.ts';
import { Outbox } from './migrations/0010-outbox.ts';
import { Alerts } from './migrations/0011-alerts.ts';
import { Webhooks } from './migrations/0012-webhooks.ts';
import { Statistics } from './migrations/0030-statistics.ts';
import { CountedOnce } from './migrations/0031-counted-once.ts';
import { RareFilters } from './migrations/0032-rare-filters.ts';
import { PagesOfFew } from './migrations/0040-pages-of-few.ts';
import { BlockEnd } from './migrations/0013-block-end.ts';
import { Addresses } from './migrations/0020-addresses.ts';
import { RetirementReview } from './migrations/0021-retirement-review.ts';
import { locks } from './locks.ts';

export interface Database {
  /** For bulk ingest and for the hot reads: SQL by hand. */
  readonly pool: pg.Pool;
  /** For ordinary reads and writes. */
  readonly orm: MikroORM;
  close(): Promise<void>;
}

const bigintOid = 20;
const timestamptzOid = 1184;
const utc = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?\d*\+00$/;

/** 64-bit integers (offsets, counts) come back as bigint, never rounded; instants without a detour where the server says UTC. */
export const fastTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === bigintOid) return BigInt;
    const usual = pg.types.getTypeParser(oid, format as 'text');
    return oid === timestamptzOid && format !== 'binary' ? (text: string) => instantOf(text) ?? usual(text) : usual;
  },
} as pg.CustomTypesConfig;

function instantOf(text: string): Date | null {
  const parts = utc.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, fraction = '0'] = parts;
  return new Date(Date.UTC(+year!, +month! - 1, +day!, +hour!, +minute!, +second!, +fraction.padEnd(3, '0')));
}

/** Connects and brings the schema up to date; several servers may start at once. Throws when the database cannot be reached. */
export async function openDatabase(url: string, poolSize: number, log: Logger): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    // A little room is left for the ORM's own connections.
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // A batch takes milliseconds; one that waits so long (for a lock, for a network) is given up and tried again.
    statement_timeout: 30_000,
    query_timeout: 35_000,
    application_name: 'bezorgd',
    options: '-c timezone=UTC',
    types: fastTypes,
  });
  survive(pool, log);
  const orm = await MikroORM.init({
    clientUrl: url,
    entities,
    extensions: [Migrator],
    pool: { min: 0, max: 4 },
    allowGlobalContext: false,
    migrations: {
      migrationsList: [
        Start,
        Tenants,
        Access,
        Engagement,
        SuppressionPolicyMigration,
        Privacy,
        Outbox,
        Alerts,
        Webhooks,
        BlockEnd,
        Addresses,
        RetirementReview,
        Statistics,
        CountedOnce,
        RareFilters,
        PagesOfFew,
      ],
      snapshot: false,
      transactional: true,
      allOrNothing: true,
    },
    discovery: { warnWhenNoEntities: false },
    logger: (message) => log.debug({ orm: message }),
  });
  await migrate(pool, orm, log);
  survive((await orm.em.getConnection().getNativeClient()) as pg.Pool, log);
  return {
    pool,
    orm,
    async close() {
      await orm.close(true);
      await pool.end();
    },
  };
}

/**
 * A connection that breaks is replaced at the next use, and a query on it rejects; unhandled, its error event would end the
 * process, while it lies idle in the pool as well as while it is in use.
 */
export function survive(pool: pg.Pool, log: Logger): void {
  const note = (error: Error): void => {
    if (!pool.ending) log.warn({ error: error.message }, 'A database connection broke');
  };
  pool.on('error', note);
  pool.on('connect', (client) => client.on('error', note));
}

async function migrate(pool: pg.Pool, orm: MikroORM, log: Logger): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [locks.migrations]);
    const done = await orm.migrator.up();
    if (done.length > 0)
      log.info({ migrations: done.map((migration) => migration.name) }, 'Brought the database schema up to date');
  } finally {
    await client.query('select pg_advisory_unlock($1)', [locks.migrations]).catch(() => {});
    client.release();
  }
}
