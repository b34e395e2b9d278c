import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AddressCheck } from '../answers/check-suppressions.ts';
import { principalOf } from '../access/authenticate.ts';
import type { Service } from '../service.ts';
import { addressCheckSchema, problemSchema, streamSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

export const maxAddresses = 10_000;

export function checkSuppressionsRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/suppressions/check',
    {
      bodyLimit: 4 * 1024 * 1024,
      config: { scope: 'suppressions:check', cost: 0 },
      schema: {
        operationId: 'checkSuppressions',
        tags: ['suppressions'],
        summary: 'May I mail these addresses now',
        description: `One to ${maxAddresses} addresses; one answer each, in the same order. An address that was never mailed may be mailed.`,
        headers: tenantHeader,
        body: z.strictObject({
          addresses: z
            .array(z.string().max(1000, { message: 'give addresses of at most 1000 characters' }))
            .min(1, { message: 'give at least one address' })
            .max(maxAddresses, { message: `give at most ${maxAddresses} addresses at once` }),
          stream: streamSchema.optional().meta({
            description: 'For what kind of mail. Absent: any, so that a block of one kind counts, too.',
          }),
        }),
        response: {
          200: z.object({ results: z.array(addressCheckSchema) }),
          400: problemSchema,
          413: problemSchema,
          503: problemSchema,
        },
      },
      // The rows are ours; checking each again would cost more than finding it.
      serializerCompiler: () => JSON.stringify,
    },
    async (request) => {
      const { addresses, stream = null } = request.body;
      service.rateLimit.charge(principalOf(request), Math.max(10, addresses.length / 10), Date.now());
      const checks = await service.suppressionChecks.check(tenantOf(request, service), addresses, stream);
      return { results: checks.map(checkAnswer) };
    },
  );
}

export function checkAnswer(check: AddressCheck): z.infer<typeof addressCheckSchema> {
  return { ...check, since: check.since?.toISOString() ?? null, until: check.until?.toISOString() ?? null };
}
