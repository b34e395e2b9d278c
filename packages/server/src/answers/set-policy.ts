import type { z } from 'zod';
import type { Principal } from '../access/roles.ts';
import { Fault } from '../errors.ts';
import type { PolicyRow } from '../queries/policy.query.ts';
import { retentionPolicySchema, type RetentionPolicy } from '../retention/policy.ts';
import type { Service } from '../service.ts';
import { suppressionPolicySchema } from '../suppressions/policy.ts';

/** Throws a fault that names every wrong field. */
export async function setSuppressionPolicy(
  service: Service,
  principal: Principal,
  tenant: string,
  given: unknown,
  now: Date,
): Promise<Pick<PolicyRow, 'suppression' | 'updatedAt' | 'updatedBy'>> {
  const suppression = checked(suppressionPolicySchema, given);
  await service.policies.setSuppression(tenant, suppression, principal.name, now);
  return { suppression, updatedAt: now, updatedBy: principal.name };
}

/** Throws a fault that names every wrong field. */
export async function setRetentionPolicy(
  service: Service,
  principal: Principal,
  tenant: string,
  given: unknown,
  now: Date,
): Promise<RetentionPolicy> {
  const policy = checked(retentionPolicySchema(service.prepare.retentionDays), given);
  await service.policies.setRetention(tenant, policy, principal.name, now);
  return policy;
}

function checked<T>(schema: z.ZodType<T>, given: unknown): T {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new Fault('bad-request', fields.map(({ path, message }) => `${path}: ${message}`).join('; '), { fields });
}
