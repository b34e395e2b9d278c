import { equal } from './equal.ts';
import { pageOf, type Page } from './cursor.ts';
import type { Reads } from './reads.ts';

/** Who changed what, and when. */
export interface AuditRow {
  readonly auditId: string;
  readonly at: Date;
  /** Null: it concerns every tenant. */
  readonly tenant: string | null;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

export interface AuditFilter {
  readonly action: string | null;
  readonly actor: string | null;
  readonly subject: string | null;
}

/**
 * Newest first; with what concerns every tenant when `everyTenant`. Served by `audit_log_by_tenant`, or by the index of
 * what is given (`audit_log_by_subject`, `…_by_action`, `…_by_actor`); the place of a cursor by the primary key.
 */
export async function listAuditLog(
  reads: Reads,
  tenant: string,
  everyTenant: boolean,
  { action, actor, subject }: AuditFilter,
  limit: number,
  after: string | null,
): Promise<Page<AuditRow>> {
  const given = equal(5, { subject, action, actor });
  const part = (whose: string): string =>
    `(select audit_id, at, tenant, actor, action, subject, detail
        from audit_log
       where ${whose}
         and ($3::bigint is null or (at, audit_id) < (select at, audit_id from audit_log where audit_id = $3))
         ${given.text}
       order by at desc, audit_id desc
       limit $4)`;
  const { rows } = await reads.query<Omit<AuditRow, 'auditId'> & { readonly audit_id: string }>({
    name: `list-audit-log${given.shape}`,
    text: `select audit_id::text, at, tenant, actor, action, subject, detail
             from (${part('tenant = $1')} union all ${part('$2 and tenant is null')}) as log
            order by log.at desc, log.audit_id desc
            limit $4`,
    values: [tenant, everyTenant, after, limit + 1, ...given.values],
  });
  const page = pageOf(rows, limit);
  return { ...page, rows: page.rows.map(({ audit_id: auditId, ...row }) => ({ auditId, ...row })) };
}

/** Where a page of the log ends: opaque to callers. */
export function encodeAuditCursor(auditId: string): string {
  return Buffer.from(`audit ${auditId}`).toString('base64url');
}

/** Null for what is not a cursor of the log. */
export function decodeAuditCursor(text: string): string | null {
  return /^audit (\d{1,18})$/.exec(Buffer.from(text, 'base64url').toString('latin1'))?.[1] ?? null;
}
