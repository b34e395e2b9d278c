import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { statusMeanings } from '../answers/explain-delivery.ts';
import { messageIdOf } from '../answers/text.ts';
import { explainMessage } from '../deliveries/message-outcome.ts';
import { Fault } from '../errors.ts';
import { findMessages } from '../queries/message.query.ts';
import { principalOf } from '../access/authenticate.ts';
import type { Service } from '../service.ts';
import { languageSchema, messageSchema, problemSchema, statusMeaningSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

/** A message as a whole, and what the statuses mean. */
export function getMessage(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/v1/messages/:messageId',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'getMessage',
        tags: ['deliveries'],
        summary: 'What became of a message as a whole',
        description: 'Its deliveries, one per recipient: GET /v1/deliveries?messageId=…',
        headers: tenantHeader,
        params: z.object({ messageId: z.string().meta({ description: 'Percent-encoded; with or without angle brackets.' }) }),
        querystring: z.strictObject({ language: languageSchema }),
        response: { 200: messageSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const messageId = messageIdOf('messageId', request.params.messageId);
      const found = (await findMessages(service.readsOf(tenant, principalOf(request)), tenant, [messageId])).get(messageId);
      if (!found) throw new Fault('message-unknown', 'messageId: we know of no such message');
      return {
        ...found,
        counts: { ...found.counts },
        firstEventAt: found.firstEventAt.toISOString(),
        lastEventAt: found.lastEventAt.toISOString(),
        explanation: explainMessage(found, request.query.language),
      };
    },
  );
  typed.get(
    '/v1/statuses',
    {
      config: { scope: 'rules:read' },
      schema: {
        operationId: 'listStatuses',
        tags: ['deliveries'],
        summary: 'What every status means, and what it does not prove',
        querystring: z.strictObject({ language: languageSchema }),
        response: { 200: z.object({ statuses: z.array(statusMeaningSchema) }) },
      },
    },
    async (request) => ({ statuses: [...statusMeanings(request.query.language)] }),
  );
}
