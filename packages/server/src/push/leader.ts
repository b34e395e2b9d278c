import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { locks } from '../storage/locks.ts';

/** Work that one server does at a time. */
export interface Job {
  readonly name: string;
  /** How long to wait when there was nothing more to do. */
  readonly everyMs: number;
  /** Resolves to whether there is more to do now. Is safe to be done twice: a server may find out late that it leads no more. */
  run(): Promise<boolean>;
}

/** A job that fails for so long is told to whoever watches the service. */
const failingMs = 60_000;
const askAgainMs = 2000;
const stillThereMs = 5000;

/**
 * Does its jobs while it holds an advisory lock, which no transaction holds open and which ends with its connection. Each job
 * moves its own position by compare-and-set, so that a server that lost the lock without noticing spoils nothing.
 */
export class Leader {
  readonly #url: string;
  readonly #jobs: readonly Job[];
  readonly #log: Logger;
  readonly #stop = new AbortController();
  readonly #failing = new Map<string, number>();
  #loop: Promise<void> | null = null;

  constructor(url: string, jobs: readonly Job[], log: Logger) {
    this.#url = url;
    this.#jobs = jobs;
    this.#log = log;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Jobs that have not succeeded for a while, in words. `now` in milliseconds. */
  warnings(now: number): readonly string[] {
    return [...this.#failing]
      .filter(([, since]) => now - since >= failingMs)
      .map(([name]) => `The job "${name}" has failed for a minute and longer: the log says why`);
  }

  /** Lets the work in hand finish. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const client = new pg.Client({
        connectionString: this.#url,
        application_name: 'bezorgd-leader',
        keepAlive: true,
        query_timeout: 10_000,
        // A server that is gone without a word frees the lock within half a minute.
        options: '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
      });
      const lost = new AbortController();
      client.on('error', () => lost.abort());
      client.on('end', () => lost.abort());
      try {
        await client.connect();
        while (!signal.aborted && !lost.signal.aborted) {
          const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [locks.leader]);
          if (rows[0]!.got) {
            this.#log.info('This server leads: it queues webhooks, evaluates alerts and publishes');
            await this.#lead(client, lost);
            break;
          }
          await pause(askAgainMs, signal);
        }
      } catch (error) {
        this.#log.warn({ error: (error as Error).message }, 'The leader’s connection broke; trying again');
        await pause(1000, signal);
      } finally {
        await client.end().catch(() => {});
      }
    }
  }

  async #lead(client: pg.Client, lost: AbortController): Promise<void> {
    const signal = AbortSignal.any([this.#stop.signal, lost.signal]);
    const watch = (async () => {
      while (!signal.aborted) {
        await pause(stillThereMs, signal);
        if (!signal.aborted) await client.query('select 1').catch(() => lost.abort());
      }
    })();
    await Promise.all([watch, ...this.#jobs.map((job) => this.#repeat(job, signal))]);
    this.#failing.clear();
  }

  async #repeat(job: Job, signal: AbortSignal): Promise<void> {
    for (let delayMs = 500; !signal.aborted;) {
      try {
        if (!(await job.run())) await pause(job.everyMs, signal);
        delayMs = 500;
        this.#failing.delete(job.name);
      } catch (error) {
        if (!this.#failing.has(job.name)) this.#failing.set(job.name, Date.now());
        this.#log.error({ job: job.name, error: (error as Error).message }, 'A job failed; trying again');
        await pause(delayMs, signal);
        delayMs = Math.min(delayMs * 2, 30_000);
      }
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
}
