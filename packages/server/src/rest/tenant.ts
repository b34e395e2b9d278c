import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { badArgument } from '../errors.ts';
import { tenantSchema } from '../events/mail-event.ts';
import type { Service } from '../service.ts';

export const tenantHeader = z.object({ 'bezorgd-tenant': tenantSchema.optional() });

/** Whose mail is asked for: the header `bezorgd-tenant`, or the service's default. */
export function tenantOf(request: FastifyRequest, service: Service): string {
  const header = request.headers['bezorgd-tenant'];
  if (header === undefined) return service.defaultTenant;
  const parsed = tenantSchema.safeParse(header);
  if (!parsed.success) throw badArgument('bezorgd-tenant', 'give lower-case letters, digits and dashes, at most 63');
  return parsed.data;
}
