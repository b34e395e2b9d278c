import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { decodeAnyEvent, refuse } from '../events/decode.ts';
import { anyEventSchema } from '../events/mail-event.ts';
import { prepareEvent, quarantineElement } from '../ingest/prepare.ts';
import type { QuarantinedMessage, StoredEvent, StoredReport } from '../ingest/stored-event.ts';
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
      config: { scope: 'events:write' },
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
      const tenant = tenantOf(request, service);
      const { tenant: only } = principalOf(request);
      const now = Date.now();
      const elements = (request.body as z.infer<typeof frame>).events;
      const events: StoredEvent[] = [];
      const reports: StoredReport[] = [];
      const quarantined: QuarantinedMessage[] = [];
      const refused: z.infer<typeof ingestAnswerSchema>['refused'] = [];
      for (const [index, element] of elements.entries()) {
        const decoded = decodeAnyEvent(element);
        const foreign = decoded.ok && decoded.event.tenant !== undefined && only !== null && decoded.event.tenant !== only;
        const prepared = foreign
          ? refuse('wrong-tenant', 'tenant', `tenant: this API key tells for the tenant ${only} only`)
          : decoded.ok
            ? prepareEvent(decoded.event, service.prepare, tenant, now)
            : decoded;
        if (prepared.ok) {
          events.push(...prepared.event.events);
          reports.push(...prepared.event.reports);
        } else {
          refused.push({ index, eventId: eventIdOf(element), path: prepared.path, message: prepared.message });
          quarantined.push(quarantineElement(element, tenant, prepared));
        }
      }
      const { fresh, duplicates } = await service.ingest.write({ events, reports, quarantined }, now);
      return reply.status(refused.length === elements.length ? 400 : 200).send({ accepted: fresh, duplicates, refused });
    },
  );
}

function eventIdOf(element: unknown): string | null {
  const id = (element as { eventId?: unknown } | null)?.eventId;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}
