import { policyOf, type SuppressionPolicy } from '../suppressions/policy.ts';
import type { Reads } from './reads.ts';

export interface PolicyRow {
  readonly suppression: SuppressionPolicy;
  /** As it was stored; null: nobody decided anything. */
  readonly retention: unknown;
  /** Null: nobody has changed anything, all is as it comes. */
  readonly updatedAt: Date | null;
  readonly updatedBy: string | null;
}

/** Served by the primary key. */
export async function findPolicy(reads: Reads, tenant: string): Promise<PolicyRow> {
  const { rows } = await reads.query<{ suppression: unknown; retention: unknown; updated_at: Date; updated_by: string }>({
    name: 'find-policy',
    text: 'select suppression, retention, updated_at, updated_by from tenant_policy where tenant = $1',
    values: [tenant],
  });
  const [row] = rows;
  return {
    suppression: policyOf(row?.suppression ?? null),
    retention: row?.retention ?? null,
    updatedAt: row?.updated_at ?? null,
    updatedBy: row?.updated_by ?? null,
  };
}
