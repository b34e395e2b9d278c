import { labels } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { deliveryFilter } from '../answers/delivery-filter.ts';
import { caveatOf, explainDelivery } from '../answers/explain-delivery.ts';
import { pageArguments } from '../answers/page.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { cursorOf, listDeliveries } from '../queries/delivery.query.ts';
import { principalOf } from '../access/authenticate.ts';
import type { Service } from '../service.ts';
import { deliveryAnswer } from './get-delivery.route.ts';
import { audienceSchema, instant, languageSchema, listedDeliverySchema, pageQuery, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

export function listDeliveriesRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/deliveries',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'listDeliveries',
        tags: ['deliveries'],
        summary: 'Deliveries, newest first',
        description:
          'Every part of the filter that is given must hold. Go on with `after` = `endCursor` while there is a next page.',
        headers: tenantHeader,
        querystring: z.strictObject({
          recipient: z.string().max(1000).optional().meta({ description: 'Letter case does not matter.' }),
          messageId: z.string().max(1000).optional(),
          status: z
            .union([z.enum(statuses), z.array(z.enum(statuses))])
            .optional()
            .meta({ description: 'One of these; repeat the parameter for several.' }),
          label: z.enum(labels).optional(),
          since: instant.optional().meta({ description: 'First event at this time or later.' }),
          until: instant.optional().meta({ description: 'First event before this time.' }),
          ...pageQuery,
          language: languageSchema,
          audience: audienceSchema,
        }),
        response: {
          200: z.object({
            deliveries: z.array(listedDeliverySchema),
            hasNextPage: z.boolean(),
            endCursor: z.string().nullable(),
          }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { status, since, until, first, after, language, audience, ...asked } = request.query;
      const filter = deliveryFilter(service, tenant, {
        ...asked,
        status: status === undefined ? undefined : [status].flat(),
        since: since === undefined ? undefined : new Date(since),
        until: until === undefined ? undefined : new Date(until),
      });
      const { limit, cursor } = pageArguments(first, after);
      const { rows, hasNextPage } = await listDeliveries(
        service.readsOf(tenant, principalOf(request)),
        tenant,
        filter,
        limit,
        cursor,
      );
      const last = rows.at(-1);
      return {
        deliveries: rows.map((row) => ({
          ...deliveryAnswer(row),
          explanation: explainDelivery(row, service.classifier.ruleset, language, audience),
          caveat: caveatOf(row, language),
        })),
        hasNextPage,
        endCursor: last ? encodeCursor(cursorOf(last)) : null,
      };
    },
  );
}
