import type { Principal } from '../access/roles.ts';
import { badArgument } from '../errors.ts';
import { decodeAuditCursor, listAuditLog, type AuditRow } from '../queries/audit.query.ts';
import type { Page } from '../queries/cursor.ts';
import type { Service } from '../service.ts';
import { pageSize } from './page.ts';
import { givenText } from './text.ts';

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
  const { after = null } = asked;
  const limit = pageSize(asked.first);
  const filter = {
    action: givenText('action', asked.action) ?? null,
    actor: givenText('actor', asked.actor) ?? null,
    subject: givenText('subject', asked.subject) ?? null,
  };
  const cursor = after === null ? null : decodeAuditCursor(after);
  if (after !== null && cursor === null) throw badArgument('after', 'give the endCursor of an earlier page, unchanged');
  return listAuditLog(service.operatorReads, tenant, principal.tenant === null, filter, limit, cursor);
}
