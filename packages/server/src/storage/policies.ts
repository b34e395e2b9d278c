import type pg from 'pg';
import type { RetentionPolicy } from '../retention/policy.ts';
import type { SuppressionPolicy } from '../suppressions/policy.ts';

/** What tenants decide for themselves. */
export class Policies {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Holds for what was and what comes: blocks are judged when they are asked for. */
  async setSuppression(tenant: string, policy: SuppressionPolicy, by: string, now: Date): Promise<void> {
    await this.#set('suppression', tenant, policy, by, now);
  }

  /** Holds from the next round of deletions on. */
  async setRetention(tenant: string, policy: RetentionPolicy, by: string, now: Date): Promise<void> {
    await this.#set('retention', tenant, policy, by, now);
  }

  async #set(part: 'suppression' | 'retention', tenant: string, policy: object, by: string, now: Date): Promise<void> {
    await this.#pool.query(
      `with changed as (
         insert into tenant_policy (tenant, ${part}, updated_at, updated_by) values ($1, $2, $3, $4)
         on conflict (tenant) do update
           set ${part} = excluded.${part}, updated_at = excluded.updated_at, updated_by = excluded.updated_by)
       insert into audit_log (tenant, actor, action, subject, detail) values ($1, $4, 'policy.set', $5, $2)`,
      [tenant, JSON.stringify(policy), now, by, part],
    );
  }
}
