import { spawnSync } from 'node:child_process';

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/storage/embedded-postgres.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..', '..');
const port = 19_192;

/**
 * A real Kafka (KAFKA_BROKERS, or one of our own on loopback) and a real PostgreSQL (TEST_DATABASE_URL, or the embedded one).
 * Without a JDK and Maven the suite is skipped, and says so.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const undo: (() => Promise<void> | void)[] = [];
  const given = process.env['KAFKA_BROKERS'];
  let brokers: string | null = given ?? null;
  const missing = ['java', 'mvn'].filter((command) => spawnSync(command, ['-version']).status !== 0);
  if (!given && missing.length === 0) {
    const kafka = path.join(root, 'scripts', 'kafka.mjs');
    const run = (args: readonly string[]): void => {
      const done = spawnSync(process.execPath, [kafka, ...args], {
        encoding: 'utf8',
        env: { ...process.env, BEZORGD_KAFKA_CLUSTER: 'test' },
      });
      if (done.status !== 0) throw new Error(`Kafka did not come up:\n${done.stdout}${done.stderr}`);
    };
    run(['up', '--port', String(port)]);
    undo.push(() => run(['down']));
    brokers = `127.0.0.1:${port}`;
  }
  const skipReason = brokers ? null : `no ${missing.join(' and no ')} here for a real Kafka, and KAFKA_BROKERS is not set`;
  if (skipReason) console.warn(`\nSKIPPED: the suites on a real Kafka: ${skipReason}\n`);

  const url = process.env['TEST_DATABASE_URL'];
  if (url) {
    project.provide('databaseUrl', url);
    undo.push(() => dropTestDatabases(url));
  } else {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'bezorgd-int-'));
    const postgres = await startEmbeddedPostgres(folder, pino({ level: 'silent' }));
    undo.push(async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    });
    project.provide('databaseUrl', postgres.url);
  }
  project.provide('kafkaBrokers', brokers);
  project.provide('skipReason', skipReason);
  return async () => {
    for (const step of undo.toReversed()) await step();
  };
}

/** A PostgreSQL that outlives the run gets back what the run made: databases are named by this process, which starts the workers. */
async function dropTestDatabases(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [`bezorgd_test_${process.pid}_`],
  );
  for (const { name } of rows) await client.query(`drop database ${name} with (force)`);
  await client.end();
}
