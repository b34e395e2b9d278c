import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { bringBackAddress, retireAddress } from '../answers/retire-address.ts';
import type { Service } from '../service.ts';
import { checkAnswer } from './check-suppressions.route.ts';
import { addressCheckSchema, instant, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const change = {
  address: z.string().max(1000),
  reason: z.string().max(2000).meta({ description: 'Why, for those who read the history.' }),
  onBehalfOf: z.string().max(200).optional().meta({ description: 'The person for whom you act.' }),
};

/** Addresses go out of use, and come back. */
export function retireAddressRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/v1/addresses/retire',
    {
      config: { scope: 'suppressions:write' },
      schema: {
        operationId: 'retireAddress',
        tags: ['addresses'],
        summary: 'Take an address out of use, from a date on',
        description:
          'What happened to it stays. From the date on a check answers `retired`, until it is brought back. A second call changes date and successor.',
        headers: tenantHeader,
        body: z.strictObject({
          ...change,
          since: instant.optional().meta({ description: 'From when on, earlier or later than now; now when absent.' }),
          successor: z.string().max(1000).optional().meta({ description: 'The address to mail instead.' }),
        }),
        response: {
          200: z.object({ since: instant, successor: z.string().nullable(), check: addressCheckSchema }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { since, successor = null, ...input } = request.body;
      const asked = { ...input, successor, since: since === undefined ? null : new Date(since) };
      const retirement = await retireAddress(service, principalOf(request), tenant, asked, new Date());
      const [check] = await service.suppressionChecks.check(tenant, [input.address]);
      return { since: retirement.since.toISOString(), successor: retirement.successor, check: checkAnswer(check!) };
    },
  );
  typed.post(
    '/v1/addresses/bring-back',
    {
      config: { scope: 'suppressions:write' },
      schema: {
        operationId: 'bringBackAddress',
        tags: ['addresses'],
        summary: 'Take a retired address into use again',
        description: 'Or drop the date for it. What else blocks the address goes on blocking, and stands in the answer.',
        headers: tenantHeader,
        body: z.strictObject(change),
        response: { 200: addressCheckSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      await bringBackAddress(service, principalOf(request), tenant, request.body, new Date());
      const [check] = await service.suppressionChecks.check(tenant, [request.body.address]);
      return checkAnswer(check!);
    },
  );
}
