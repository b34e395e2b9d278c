import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { pageArguments } from '../answers/page.ts';
import { Fault } from '../errors.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { findQuarantined, listQuarantined, type QuarantineRow } from '../queries/quarantine.query.ts';
import type { Service } from '../service.ts';
import { pageQuery, problemSchema } from './schemas.ts';
import { askedTenantOf, tenantHeader } from './tenant.ts';

const quarantinedMessageSchema = z
  .object({
    id: z.uuid(),
    receivedAt: z.iso.datetime({ offset: true }),
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
          'What came through Kafka belongs to no tenant: who asks for one tenant sees what that tenant sent through HTTP. Go on with `after` = `endCursor` while there is a next page.',
        querystring: z.object(pageQuery),
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
        params: z.object({ id: z.uuid({ error: 'give the id of a quarantined message, a UUID' }).toLowerCase() }),
        response: { 200: quarantinedMessageSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const row = await findQuarantined(service.operatorReads, askedTenantOf(request, service), request.params.id);
      if (!row) throw new Fault('quarantined-message-unknown', 'id: there is no such message in quarantine');
      return quarantinedAnswer(row);
    },
  );
}
