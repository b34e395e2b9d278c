import pg from 'pg';
import type { Logger } from 'pino';
import type { Reads } from '../queries/reads.ts';
import { fastTypes, survive } from './database.ts';
import { readerRole } from './migrations/0002-tenants.ts';

type Statement = Parameters<Reads['query']>[0];

/** Long lists of ids are hardly ever the same, and dear to compare. */
function shareable({ values }: Statement): boolean {
  return values.every((value) => !Array.isArray(value) || value.length <= 4);
}

/** What a connection shows: the rows of one tenant, with or without addresses. */
interface View {
  readonly tenant: string;
  readonly addresses: 'shown' | 'masked';
}

/** How reads are planned, and when one that runs too long is ended. */
export interface ReadSettings {
  readonly settings: readonly string[];
  readonly statementTimeoutMs: number;
}

/**
 * Each of these reads walks an index in the order of its page; the planner is kept from anything else, since without fresh
 * statistics (a new table, a new partition) it would rather sort everything.
 */
const pages: ReadSettings = {
  settings: ['seqscan', 'bitmapscan', 'hashjoin', 'mergejoin', 'material'].map((name) => `enable_${name}=off`),
  statementTimeoutMs: 5000,
};

/** Counting goes through much and answers little: planned for what is asked each time, with memory, never over a whole table. */
export const counting: ReadSettings = {
  settings: ['enable_seqscan=off', 'jit=off', 'plan_cache_mode=force_custom_plan', 'work_mem=64MB'],
  statementTimeoutMs: 30_000,
};

/**
 * Connections for the doors' reads, apart from ingest's, so that neither waits for the other. They take the reader's role at
 * once, and the tenant before each read of another tenant than the last.
 */
export class TenantReads {
  readonly #pool: pg.Pool;
  readonly #viewOf = new WeakMap<pg.PoolClient, View>();
  readonly #waiting = new Map<string, Promise<unknown>>();

  constructor(url: string, poolSize: number, log: Logger, { settings, statementTimeoutMs } = pages) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      statement_timeout: statementTimeoutMs,
      // For a database that does not even say that the time is up.
      query_timeout: statementTimeoutMs + 1000,
      keepAlive: true,
      // Who waits for a connection waits for a read that is ended by then.
      connectionTimeoutMillis: statementTimeoutMs,
      application_name: 'bezorgd-reads',
      types: fastTypes,
      options: [`-c role=${readerRole}`, '-c timezone=UTC', ...settings.map((setting) => `-c ${setting}`)].join(' '),
    });
    survive(this.#pool, log);
  }

  /** Questions that are alike and come in the same moment are asked once. Nothing is remembered from one moment to the next. */
  of(tenant: string, showAddresses: boolean): Reads {
    const view: View = { tenant, addresses: showAddresses ? 'shown' : 'masked' };
    return {
      query: <R extends pg.QueryResultRow>(statement: Statement) => {
        const key = shareable(statement)
          ? `${tenant} ${view.addresses} ${statement.name} ${JSON.stringify(statement.values)}`
          : null;
        if (key === null) return this.#query<R>(view, statement);
        const known = this.#waiting.get(key);
        if (known) return known as Promise<{ readonly rows: R[] }>;
        // Asked at the end of this turn of the event loop, so that nobody gets an answer from before his question.
        const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
          this.#waiting.delete(key);
          return this.#query<R>(view, statement);
        });
        this.#waiting.set(key, answer);
        return answer;
      },
    };
  }

  async #query<R extends pg.QueryResultRow>(view: View, statement: Statement): Promise<{ readonly rows: R[] }> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      const last = this.#viewOf.get(client);
      if (last?.tenant !== view.tenant || last.addresses !== view.addresses) {
        await client.query({
          name: 'set-view',
          text: "select set_config('app.tenant', $1, false), set_config('app.addresses', $2, false)",
          values: [view.tenant, view.addresses],
        });
        this.#viewOf.set(client, view);
      }
      return await client.query<R>({ ...statement, values: [...statement.values] });
    } catch (error) {
      // A statement that the database refused leaves the connection usable; anything else does not.
      if (!(error instanceof pg.DatabaseError)) broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async ping(): Promise<void> {
    await this.#pool.query('select 1');
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}
