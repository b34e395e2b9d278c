import pg from 'pg';
import type { Logger } from 'pino';
import type { Reads } from '../queries/reads.ts';
import { survive } from './database.ts';
import { readerRole } from './migrations/0002-tenants.ts';

/** A query of the doors that runs longer is ended. */
const statementTimeoutMs = 5000;

/**
 * Connections for the doors' reads, apart from ingest's, so that neither waits for the other. They take the reader's role at
 * once, and the tenant before each read of another tenant than the last.
 *
 * Each of these reads walks an index in the order of its page; the planner is kept from anything else, since without fresh
 * statistics (a new table, a new partition) it would rather sort everything.
 */
export class TenantReads {
  readonly #pool: pg.Pool;
  readonly #tenantOf = new WeakMap<pg.PoolClient, string>();

  constructor(url: string, poolSize: number, log: Logger) {
    const settings = ['enable_seqscan', 'enable_bitmapscan', 'enable_hashjoin', 'enable_mergejoin', 'enable_material'];
    this.#pool = new pg.Pool({
      connectionString: url,
      max: poolSize,
      statement_timeout: statementTimeoutMs,
      // For a database that does not even say that the time is up.
      query_timeout: statementTimeoutMs + 1000,
      keepAlive: true,
      connectionTimeoutMillis: 5000,
      application_name: 'bezorgd-reads',
      options: [`-c role=${readerRole}`, ...settings.map((name) => `-c ${name}=off`)].join(' '),
    });
    survive(this.#pool, log);
  }

  of(tenant: string): Reads {
    return {
      query: async (statement) => {
        const client = await this.#pool.connect();
        let broken: Error | undefined;
        try {
          if (this.#tenantOf.get(client) !== tenant) {
            await client.query({ name: 'set-tenant', text: "select set_config('app.tenant', $1, false)", values: [tenant] });
            this.#tenantOf.set(client, tenant);
          }
          return await client.query({ ...statement, values: [...statement.values] });
        } catch (error) {
          // A statement that the database refused leaves the connection usable; anything else does not.
          if (!(error instanceof pg.DatabaseError)) broken = error as Error;
          throw error;
        } finally {
          client.release(broken);
        }
      },
    };
  }

  async ping(): Promise<void> {
    await this.#pool.query('select 1');
  }

  async end(): Promise<void> {
    await this.#pool.end();
  }
}
