import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { addSuppression, liftSuppressions } from '../answers/change-suppressions.ts';
import type { Service } from '../service.ts';
import { manualCauses } from '../storage/manual-suppressions.ts';
import { addressCheckSchema, instant, problemSchema, streamSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';
import { checkAnswer } from './check-suppressions.route.ts';

const change = {
  address: z.string().max(1000),
  reason: z.string().max(2000).meta({ description: 'Why, for those who read the history.' }),
  onBehalfOf: z.string().max(200).optional().meta({ description: 'The person for whom you act.' }),
};

/** Blocks made and lifted by people. */
export function changeSuppressionsRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/v1/suppressions',
    {
      config: { scope: 'suppressions:write' },
      schema: {
        operationId: 'addSuppression',
        tags: ['suppressions'],
        summary: 'Block an address by hand',
        headers: tenantHeader,
        body: z.strictObject({
          ...change,
          cause: z.enum(manualCauses).default('manual'),
          until: instant.optional().meta({ description: 'For ever when absent.' }),
          stream: streamSchema.optional().meta({ description: 'Only mail of this kind; any when absent.' }),
        }),
        response: { 201: addressCheckSchema, 400: problemSchema, 503: problemSchema },
      },
    },
    async (request, reply) => {
      const tenant = tenantOf(request, service);
      const { until, stream = null, ...input } = request.body;
      await addSuppression(
        service,
        principalOf(request),
        tenant,
        { ...input, stream, until: until === undefined ? null : new Date(until) },
        new Date(),
      );
      const [check] = await service.suppressionChecks.check(tenant, [input.address]);
      return reply.status(201).send(checkAnswer(check!));
    },
  );
  typed.post(
    '/v1/suppressions/lift',
    {
      config: { scope: 'suppressions:write' },
      schema: {
        operationId: 'liftSuppressions',
        tags: ['suppressions'],
        summary: 'Lift all that blocks an address now',
        description:
          'A complaint is lifted only after the recipient has undone it: then give recipientAgreed. What happens later blocks anew. A retired address is brought back instead.',
        headers: tenantHeader,
        body: z.strictObject({
          ...change,
          recipientAgreed: z.boolean().default(false),
          stream: streamSchema.optional().meta({ description: 'Only blocks of this kind of mail; all when absent.' }),
        }),
        response: {
          200: z.object({ lifted: z.int(), check: addressCheckSchema }),
          400: problemSchema,
          404: problemSchema,
          409: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { stream = null, ...input } = request.body;
      const lifted = await liftSuppressions(service, principalOf(request), tenant, { ...input, stream }, new Date());
      const [check] = await service.suppressionChecks.check(tenant, [request.body.address]);
      return { lifted, check: checkAnswer(check!) };
    },
  );
}
