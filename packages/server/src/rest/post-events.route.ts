import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { anyEventSchema } from '../events/mail-event.ts';
import { takeElements } from '../ingest/take-elements.ts';
import type { Service } from '../service.ts';
import { ingestAnswerSchema, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

export const maxEvents = 1000;
const bodyLimit = 32 * 1024 * 1024;

/** Only the frame; each event is judged for itself, so that one bad event does not hold up the others. */
const frame = z.object({
  events: z
    .array(z.unknown())
    .min(1, { message: 'give at least one event' })
    .max(maxEvents, { message: `give at most ${maxEvents} events at once` }),
});

/** The HTTP door for events: the same path and the same idempotency as through Kafka. */
export function postEvents(app: FastifyInstance, service: Service): void {
  app.post<{ Body: unknown }>(
    '/v1/events',
    {
      bodyLimit,
      // The events are what it costs.
      config: { scope: 'events:write', cost: 0 },
      schema: {
        operationId: 'postEvents',
        tags: ['events'],
        summary: 'Tell what happened to mails',
        description: `Up to ${maxEvents} events at once. Safe to repeat: an event with the same eventId, time and recipient counts once. Answers 200 when at least one event was accepted or known, 400 when all were refused.`,
        headers: tenantHeader,
        body: z.object({ events: z.array(anyEventSchema).min(1).max(maxEvents) }),
        response: {
          200: ingestAnswerSchema,
          400: z.union([ingestAnswerSchema, problemSchema]),
          413: problemSchema,
          503: problemSchema,
        },
      },
      validatorCompiler:
        ({ httpPart }) =>
        (body: unknown) => {
          // The tenant is judged where it is used.
          if (httpPart === 'headers') return { value: body };
          const parsed = frame.safeParse(body);
          if (parsed.success) return { value: parsed.data };
          const issue = parsed.error.issues[0]!;
          const path = issue.path.map(String).join('/');
          const message =
            path === ''
              ? 'send a JSON object with "events", a list'
              : issue.code === 'invalid_type'
                ? 'give a list of events'
                : issue.message;
          return {
            error: Object.assign(new Error(message), {
              validation: [{ instancePath: `/${path}`, message, keyword: '', params: {}, schemaPath: '' }],
            }),
          };
        },
    },
    async (request, reply) => {
      const elements = (request.body as z.infer<typeof frame>).events;
      const { ingest, prepare } = service;
      service.rateLimit.charge(principalOf(request), elements.length, Date.now());
      const options = { ingest, prepare, tenant: tenantOf(request, service), onlyTenant: principalOf(request).tenant };
      const taken = await takeElements(elements, options, Date.now());
      return reply.status(taken.refused.length === elements.length ? 400 : 200).send(taken);
    },
  );
}
