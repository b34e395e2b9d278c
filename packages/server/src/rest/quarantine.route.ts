import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { pageArguments } from '../answers/page.ts';
import { discardQuarantined, maxQuarantined, replayQuarantined } from '../answers/quarantine.ts';
import { Fault } from '../errors.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { findQuarantined, listQuarantined, type QuarantineRow } from '../queries/quarantine.query.ts';
import type { Service } from '../service.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { askedTenantOf, tenantHeader } from './tenant.ts';

const quarantinedMessageSchema = z
  .object({
    id: z.uuid(),
    receivedAt: instant,
    source: z.string().meta({ description: 'kafka or http.' }),
    topic: z.string().nullable(),
    partition: z.int().nullable(),
    offset: z.string().nullable().meta({ description: 'A whole number, as text: it may be more than a double holds.' }),
    bytes: z.int(),
    errorClass: z.string().meta({
      description: 'empty, too-large, not-utf-8, not-json, invalid, wrong-topic, time-out-of-range. An open list.',
    }),
    errorPath: z.string().nullable().meta({ description: 'The field to blame.' }),
    errorMessage: z.string().meta({ description: 'What is wrong, and the way out.' }),
  })
  .meta({ id: 'QuarantinedMessage', description: 'Something that came in and could not be decoded. It is kept whole.' });

const idParams = z.object({ id: z.uuid({ error: 'give the id of a quarantined message, a UUID' }).toLowerCase() });

/** Which messages, and who wants it. */
const chosen = {
  ids: z.array(z.string().max(100)).meta({ description: `1 to ${maxQuarantined}.` }),
  onBehalfOf: z.string().max(200).optional().meta({ description: 'The person for whom you act.' }),
};

function unknownMessage(): Fault {
  return new Fault('quarantined-message-unknown', 'id: there is no such message in quarantine');
}

function quarantinedAnswer({
  quarantineId,
  receivedAt,
  offset,
  ...row
}: QuarantineRow): z.infer<typeof quarantinedMessageSchema> {
  return { id: quarantineId, receivedAt: receivedAt.toISOString(), offset: offset === null ? null : String(offset), ...row };
}

/** What could not be decoded. */
export function quarantineRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const config = { scope: 'operations:read' } as const;
  const common = { tags: ['quarantine'], headers: tenantHeader };

  typed.get(
    '/v1/quarantine',
    {
      config,
      schema: {
        ...common,
        operationId: 'listQuarantinedMessages',
        summary: 'What could not be decoded, newest first',
        description:
          'A message is the tenant’s that it names; one in which none can be read is shown to those alone who ask for every tenant. Go on with `after` = `endCursor` while there is a next page.',
        querystring: z.strictObject(pageQuery),
        response: {
          200: z.object({
            messages: z.array(quarantinedMessageSchema),
            hasNextPage: z.boolean(),
            endCursor: z.string().nullable(),
          }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const { first, after } = request.query;
      const { limit, cursor } = pageArguments(first, after);
      const tenant = askedTenantOf(request, service);
      const { rows, hasNextPage } = await listQuarantined(service.operatorReads, tenant, limit, cursor);
      const last = rows.at(-1);
      return {
        messages: rows.map(quarantinedAnswer),
        hasNextPage,
        endCursor: last ? encodeCursor({ at: last.receivedAt.getTime(), id: last.quarantineId }) : null,
      };
    },
  );
  typed.get(
    '/v1/quarantine/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'getQuarantinedMessage',
        summary: 'One quarantined message',
        params: idParams,
        response: { 200: quarantinedMessageSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const [row] = await findQuarantined(service.operatorReads, askedTenantOf(request, service), [request.params.id]);
      if (!row) throw unknownMessage();
      return quarantinedAnswer(row);
    },
  );
  typed.get(
    '/v1/quarantine/:id/content',
    {
      config,
      schema: {
        ...common,
        operationId: 'getQuarantinedContent',
        summary: 'The bytes of a quarantined message, as they came',
        description: 'They may name people: the key needs addresses:read as well.',
        params: idParams,
        response: {
          200: { content: { 'application/octet-stream': { schema: z.any().meta({ type: 'string', format: 'binary' }) } } },
          400: problemSchema,
          403: problemSchema,
          404: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request, reply) => {
      if (!principalOf(request).scopes.has('addresses:read'))
        throw new Fault('forbidden', 'This API key may not do this: it needs addresses:read');
      const content = await service.quarantine.content(askedTenantOf(request, service), request.params.id);
      if (!content) throw unknownMessage();
      return reply.type('application/octet-stream').header('content-disposition', 'attachment').send(content);
    },
  );
  typed.post(
    '/v1/quarantine/replay',
    {
      config: { scope: 'operations:write', cost: 0 },
      schema: {
        ...common,
        operationId: 'replayQuarantinedMessages',
        summary: 'Read quarantined messages again, as if they came now',
        description:
          'After what was wrong is mended: a topic, RETENTION_DAYS, the database, this service. What is understood now is stored and leaves quarantine; what is refused again stays, with the reason of now. Twice is once.',
        body: z.strictObject(chosen),
        response: {
          200: z.object({
            replayed: z.array(z.string()).meta({ description: 'Stored, and in quarantine no more.' }),
            refused: z.array(quarantinedMessageSchema).meta({ description: 'As they stay.' }),
            unknown: z.array(z.string()).meta({ description: 'Not in quarantine.' }),
          }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const tenant = askedTenantOf(request, service);
      service.rateLimit.charge(principal, request.body.ids.length, Date.now());
      const { replayed, refused, unknown } = await replayQuarantined(service, principal, tenant, request.body, new Date());
      const rows = await findQuarantined(service.operatorReads, tenant, refused);
      return { replayed: [...replayed], refused: rows.map(quarantinedAnswer), unknown: [...unknown] };
    },
  );
  typed.post(
    '/v1/quarantine/discard',
    {
      config: { scope: 'operations:write' },
      schema: {
        ...common,
        operationId: 'discardQuarantinedMessages',
        summary: 'Remove quarantined messages for good',
        body: z.strictObject({ ...chosen, reason: z.string().max(2000).meta({ description: 'Why, for the log.' }) }),
        response: {
          200: z.object({ discarded: z.array(z.string()).meta({ description: 'Those that were there.' }) }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = askedTenantOf(request, service);
      return { discarded: [...(await discardQuarantined(service, principalOf(request), tenant, request.body))] };
    },
  );
}
