import pg from 'pg';
import { pino } from 'pino';
import { openDatabase } from '../dist/storage/database.js';
import { HourCounts } from '../dist/storage/statistics.store.js';
import { counting, TenantReads } from '../dist/storage/tenant-reads.js';
import { readStatistics, type StatisticsQuestion } from '../dist/queries/statistics.query.js';
import { manyDeliveries } from '../test/support/many-deliveries.ts';
import { Environment, median, report } from './environment.ts';

/** A month of mail of one tenant: how long an answer takes, and what the counts by hour take. */
const count = Number(process.env['BENCH_DELIVERIES'] ?? 2_000_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const tenant = 'default';

const environment = new Environment();
try {
  const log = pino({ level: 'error' });
  const server = await environment.postgres();
  const name = `bench_statistics_${process.pid}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  const database = await openDatabase(own.href, 3, log);
  const client = new pg.Client({ connectionString: own.href });
  await client.connect();
  const reads = new TenantReads(own.href, 1, log, counting);
  try {
    const until = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000);
    const made = await seconds(() => manyDeliveries(client, tenant, count, until));
    await client.query('vacuum analyze delivery');
    await client.query('vacuum analyze recipient');
    report({ bench: 'statistics-made', deliveries: count, seconds: made });

    const counts = new HourCounts(database.pool);
    let hours = 0;
    const all = await seconds(async () => {
      for (let done; (done = await counts.round()) > 0;) hours += done;
    });
    const [size] = (
      await client.query(
        `select pg_table_size('delivery_hour')::bigint as table, pg_indexes_size('delivery_hour')::bigint as indexes, (select count(*) from delivery_hour)::bigint as rows`,
      )
    ).rows;
    await client.query('vacuum analyze delivery_hour');
    report({
      bench: 'statistics-recount',
      hours,
      seconds: all,
      msAnHour: Number(((all * 1000) / hours).toFixed(1)),
      deliveriesAnHour: Math.round(count / hours),
    });
    report({ bench: 'statistics-storage', rows: Number(size.rows), tableMiB: mib(size.table), indexesMiB: mib(size.indexes) });

    const month: StatisticsQuestion = {
      since: new Date(until.getTime() - 30 * 86_400_000),
      until,
      unit: null,
      timeZone: 'UTC',
      by: [],
      tag: null,
      filter: {},
    };
    const questions: Record<string, StatisticsQuestion> = {
      'month by day': { ...month, unit: 'day' },
      'month by day, in India': { ...month, unit: 'day', timeZone: 'Asia/Kolkata' },
      'month by hour': { ...month, unit: 'hour' },
      'month by provider': { ...month, by: ['provider'] },
      'month by status and category': { ...month, by: ['status', 'category'] },
      'month by domain': { ...month, by: ['domain'] },
      'month by tag': { ...month, by: ['tag'], tag: 'kind' },
      'month of one domain by day': { ...month, unit: 'day', filter: { domain: 'd1.example.com' } },
      'last day by domain': { ...month, since: new Date(until.getTime() - 86_400_000), by: ['domain'] },
    };
    for (const hoursMarked of [0, 24]) {
      await client.query(
        `insert into delivery_hour_mark select $1, $2::timestamptz - n * interval '1 hour' from generate_series(1, $3::int) n`,
        [tenant, until, hoursMarked],
      );
      for (const [question, asked] of Object.entries(questions)) {
        const ms: number[] = [];
        for (let round = 0; round < rounds; round++)
          ms.push((await seconds(() => readStatistics(reads.of(tenant, false), tenant, asked, 50, null))) * 1000);
        report({ bench: 'statistics', question, ms: Math.round(median(ms)), deliveries: count, hoursMarked, rounds });
      }
    }
  } finally {
    await reads.end();
    await client.end();
    await database.close();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  }
} finally {
  await environment.down();
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return Number(((performance.now() - started) / 1000).toFixed(3));
}

function mib(bytes: bigint | string): number {
  return Math.round(Number(bytes) / 1024 / 1024);
}
