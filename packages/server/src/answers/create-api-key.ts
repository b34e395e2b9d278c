import type { ApiKey } from '../access/api-keys.ts';
import type { Principal, Role } from '../access/roles.ts';
import { badArgument, Fault } from '../errors.ts';
import { tenantSchema } from '../events/mail-event.ts';
import type { Service } from '../service.ts';
import { instantOf } from './instant.ts';
import { wordsOf } from './text.ts';

/** What both doors take. */
export interface AskedApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly tenant?: string | null | undefined;
  readonly expiresAt?: Date | null | undefined;
}

/**
 * Makes a key for the tenant that is asked for, else for `within`; for every tenant when both are none. Throws a fault that
 * names the field; `path` stands in front of its name.
 */
export function createApiKey(
  service: Service,
  principal: Principal,
  within: string | null,
  asked: AskedApiKey,
  now: Date,
  path = '',
): Promise<{ readonly key: string; readonly apiKey: ApiKey }> {
  const name = wordsOf(`${path}name`, asked.name, { least: 1, most: 200 });
  const { roles, tenant, expiresAt } = asked;
  const isGiven = tenant !== null && tenant !== undefined;
  if (roles.length === 0) throw badArgument(`${path}roles`, 'give at least one role');
  if (isGiven && !tenantSchema.safeParse(tenant).success)
    throw badArgument(`${path}tenant`, 'give lower-case letters, digits and dashes, at most 63');
  if (expiresAt && instantOf(`${path}expiresAt`, expiresAt) <= now) throw badArgument(`${path}expiresAt`, 'give a time to come');
  if (principal.tenant !== null && isGiven && tenant !== principal.tenant)
    throw new Fault('forbidden', `${path}tenant: this API key makes keys for the tenant ${principal.tenant} only`);
  return service.apiKeys.create(
    { name, roles: [...new Set(roles)], tenant: tenant ?? within, expiresAt: expiresAt ?? null },
    principal.name,
  );
}
