import type { Principal } from '../access/roles.ts';
import { badArgument } from '../errors.ts';
import { decodeAuditCursor, listAuditLog, type AuditRow } from '../queries/audit.query.ts';
import type { Page } from '../queries/cursor.ts';
import type { Service } from '../service.ts';
import { pageSize } from './page.ts';

/** What both doors take. */
export interface AskedAuditLog {
  readonly action?: string | null | undefined;
  readonly actor?: string | null | undefined;
  readonly subject?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of the log of a tenant. Throws a fault that names the argument. */
export function auditLog(service: Service, principal: Principal, tenant: string, asked: AskedAuditLog): Promise<Page<AuditRow>> {
  const { action = null, actor = null, subject = null, after = null } = asked;
  const limit = pageSize(asked.first);
  for (const [name, value] of Object.entries({ action, actor, subject }))
    if (value?.includes('\0')) throw badArgument(name, 'the null character is not allowed');
  const cursor = after === null ? null : decodeAuditCursor(after);
  if (after !== null && cursor === null) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return listAuditLog(service.operatorReads, tenant, principal.tenant === null, { action, actor, subject }, limit, cursor);
}
