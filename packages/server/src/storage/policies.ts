import { isDeepStrictEqual } from 'node:util';
import type pg from 'pg';
import { findPolicy } from '../queries/policy.query.ts';
import type { Reads } from '../queries/reads.ts';
import { blocksChangedBy } from '../queries/suppression.query.ts';
import type { RetentionPolicy } from '../retention/policy.ts';
import { policyOf, type SuppressionPolicy } from '../suppressions/policy.ts';
import { withTransaction } from './transaction.ts';

/** What tenants decide for themselves. */
export class Policies {
  readonly #pool: pg.Pool;
  readonly #readsOf: (tenant: string) => Reads;

  constructor(pool: pg.Pool, readsOf: (tenant: string) => Reads) {
    this.#pool = pool;
    this.#readsOf = readsOf;
  }

  /** Holds for what was and what comes: blocks are judged when they are asked for. Whoever follows them is told which changed. */
  async setSuppression(tenant: string, policy: SuppressionPolicy, by: string, now: Date): Promise<void> {
    const reads = this.#readsOf(tenant);
    for (;;) {
      const { suppression: before } = await findPolicy(reads, tenant);
      // Before anything is written: whoever reads the outbox waits for transactions that have begun to.
      const changed: (readonly string[])[] = [];
      for await (const recipientIds of blocksChangedBy(reads, tenant, before, policy, now)) changed.push(recipientIds);
      const isSet = await withTransaction(this.#pool, async (client) => {
        if (!isDeepStrictEqual(policyOf(await hold(client, 'suppression', tenant, by, now)), before)) return false;
        await set(client, 'suppression', tenant, policy, by, now);
        for (const recipientIds of changed)
          await client.query('insert into outbox (tenant, recipients) values ($1, $2::uuid[])', [tenant, recipientIds]);
        return true;
      });
      if (isSet) return;
    }
  }

  /** Holds from the next round of deletions on. */
  async setRetention(tenant: string, policy: RetentionPolicy, by: string, now: Date): Promise<void> {
    await withTransaction(this.#pool, async (client) => {
      await hold(client, 'retention', tenant, by, now);
      await set(client, 'retention', tenant, policy, by, now);
    });
  }
}

type Part = 'suppression' | 'retention';

/** Resolves to what stands there. Whoever sets it at the same moment waits. */
async function hold(client: pg.ClientBase, part: Part, tenant: string, by: string, now: Date): Promise<unknown> {
  await client.query('insert into tenant_policy (tenant, updated_at, updated_by) values ($1, $2, $3) on conflict do nothing', [
    tenant,
    now,
    by,
  ]);
  const { rows } = await client.query<{ stored: unknown }>(
    `select ${part} as stored from tenant_policy where tenant = $1 for update`,
    [tenant],
  );
  return rows[0]!.stored;
}

async function set(client: pg.ClientBase, part: Part, tenant: string, policy: object, by: string, now: Date): Promise<void> {
  await client.query(
    `with changed as (update tenant_policy set ${part} = $2::jsonb, updated_at = $3, updated_by = $4 where tenant = $1)
     insert into audit_log (tenant, actor, action, subject, detail) values ($1, $4, 'policy.set', $5, $2)`,
    [tenant, JSON.stringify(policy), now, by, part],
  );
}
