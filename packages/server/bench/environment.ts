import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { startEmbeddedPostgres } from '../dist/storage/embedded-postgres.js';

const main = path.resolve(import.meta.dirname, '..', 'dist', 'main.js');
const kafkaScript = path.resolve(import.meta.dirname, '..', '..', '..', 'scripts', 'kafka.mjs');

/** The key that the benchmarked server takes. */
export const apiKey = 'k'.repeat(40);

/** What a benchmark started, to be taken down whatever happens. */
export class Environment {
  readonly #undo: (() => Promise<unknown> | void)[] = [];

  /** DATABASE_URL, or an embedded PostgreSQL of its own. */
  async postgres(): Promise<string> {
    const given = process.env['DATABASE_URL'];
    if (given) return given;
    const folder = await mkdtemp(path.join(os.tmpdir(), 'bezorgd-bench-'));
    const postgres = await startEmbeddedPostgres(folder, pino({ level: 'silent' }));
    this.#undo.push(async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    });
    return postgres.url;
  }

  /** KAFKA_BROKERS, or one node of its own on loopback; null where there is neither. */
  kafka(): string | null {
    const given = process.env['KAFKA_BROKERS'];
    if (given) return given;
    const env = { ...process.env, BEZORGD_KAFKA_CLUSTER: 'bench' };
    const up = spawnSync(process.execPath, [kafkaScript, 'up', '--port', '19292'], { encoding: 'utf8', env });
    if (up.status !== 0) return null;
    this.#undo.push(() => void spawnSync(process.execPath, [kafkaScript, 'down'], { env }));
    return '127.0.0.1:19292';
  }

  async server(env: Record<string, string>): Promise<{ url: string; child: ChildProcess }> {
    const child = fork(main, [], { env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'error', API_KEY: apiKey, ...env } });
    this.#undo.push(
      () =>
        new Promise((resolve) =>
          child.exitCode === null ? child.once('exit', resolve) && child.kill('SIGTERM') : resolve(null),
        ),
    );
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', (message: { url: string }) => resolve(message.url));
      child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
    });
    return { url, child };
  }

  async down(): Promise<void> {
    for (const step of this.#undo.toReversed()) await step();
  }
}

export function report(figures: Record<string, unknown>): void {
  console.log(JSON.stringify(figures));
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
