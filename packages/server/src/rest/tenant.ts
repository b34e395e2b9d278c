import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { badArgument, Fault } from '../errors.ts';
import { tenantSchema } from '../events/mail-event.ts';
import type { Service } from '../service.ts';

export const tenantHeader = z.object({ 'bezorgd-tenant': tenantSchema.optional() });

/**
 * Of what may belong to every tenant, such as keys: the tenant that is asked for; null, all that the key may see, where a key
 * of every tenant names none.
 */
export function askedTenantOf(request: FastifyRequest, service: Service): string | null {
  return request.headers['bezorgd-tenant'] === undefined ? principalOf(request).tenant : tenantOf(request, service);
}

/** Whose mail is asked for: the key's tenant; for a key of every tenant the header `bezorgd-tenant`, or the service's default. */
export function tenantOf(request: FastifyRequest, service: Service): string {
  const { tenant } = principalOf(request);
  const header = request.headers['bezorgd-tenant'];
  if (header === undefined) return tenant ?? service.defaultTenant;
  const parsed = tenantSchema.safeParse(header);
  if (!parsed.success) throw badArgument('bezorgd-tenant', 'give lower-case letters, digits and dashes, at most 63');
  if (tenant !== null && parsed.data !== tenant)
    throw new Fault('forbidden', `bezorgd-tenant: this API key is for the tenant ${tenant} only`);
  return parsed.data;
}
