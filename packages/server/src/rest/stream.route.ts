import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isStillAllowed, principalOf } from '../access/authenticate.ts';
import { eventFilter } from '../answers/event-filter.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import { badArgument, Fault } from '../errors.ts';
import { EventStream } from '../push/event-stream.ts';
import { parsePosition, positionText } from '../push/live.ts';
import { asSeen, pushedEventTypes } from '../push/pushed-event.ts';
import type { Service } from '../service.ts';
import { problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

/** Server-sent events (HTML Living Standard §9.2). */
export function streamRoute(app: FastifyInstance, service: Service): void {
  const oneOrMore = <T extends readonly [string, ...string[]]>(values: T) =>
    z.union([z.enum(values), z.array(z.enum(values))]).optional();
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/stream',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'stream',
        tags: ['stream'],
        summary: 'What changes, as it changes (server-sent events)',
        description:
          'Each event has the type of a PushedEvent as its name and the PushedEvent as its data. After a break come back with the header Last-Event-ID: nothing is lost while it is kept (OUTBOX_HOURS); some may come twice, with the same id in the data. Every part of the filter that is given must hold. An event `error` says why the stream ends.',
        headers: tenantHeader.extend({ 'last-event-id': z.string().max(60).optional() }),
        querystring: z.strictObject({
          type: oneOrMore(pushedEventTypes).meta({ description: 'One of these; repeat the parameter for several.' }),
          status: oneOrMore(statuses).meta({ description: 'Deliveries that have one of these now.' }),
          messageId: z.string().max(1000).optional(),
          recipient: z.string().max(1000).optional(),
        }),
        response: {
          200: z.string().meta({ description: 'text/event-stream' }),
          400: problemSchema,
          410: problemSchema,
          429: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const tenant = tenantOf(request, service);
      const { type, status, ...asked } = request.query;
      const filter = eventFilter(service, principalOf(request), tenant, {
        ...asked,
        types: type === undefined ? null : [type].flat(),
        status: status === undefined ? null : [status].flat(),
      });
      const last = request.headers['last-event-id'];
      const after = last ? parsePosition(last) : null;
      if (last && !after) throw badArgument('Last-Event-ID', 'give the id of an event of this stream, unchanged, or none');
      const stream = await service.live.open(tenant, filter, after, 'Last-Event-ID');
      reply.hijack();
      const out = new EventStream(reply.raw, {
        isAllowed: () => isStillAllowed(request, service.callers, new Date()),
        // An id without data moves the reader's Last-Event-ID on, and is no event.
        heartbeat: () => `: alive\nid: ${positionText(stream.position())}\n\n`,
        lastWords: ({ code, message }) => `event: error\ndata: ${JSON.stringify({ code, message })}\n\n`,
      });
      out.follow(stream);
      try {
        await out.write(`retry: 2000\nid: ${positionText(stream.position())}\n\n`);
        for await (const { event, position } of stream) {
          await out.write(
            `id: ${positionText(position)}\nevent: ${event.type}\ndata: ${JSON.stringify(asSeen(event, filter))}\n\n`,
          );
        }
        out.end(null);
      } catch (error) {
        out.end(error instanceof Fault ? error : new Fault('internal', 'The stream broke; come back'));
      }
    },
  );
  app.addHook('preClose', async () => service.live?.stop());
}
