import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { pageArguments } from '../answers/page.ts';
import { erasePerson, exportPerson } from '../answers/person.ts';
import { setRetentionPolicy } from '../answers/set-policy.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { listErasures } from '../queries/erasure.query.ts';
import { findPolicy } from '../queries/policy.query.ts';
import { retentionOf } from '../retention/policy.ts';
import type { Service } from '../service.ts';
import type { Erasure } from '../queries/erasure.query.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const address = z.string().max(1000);
const erasureSchema = z
  .object({
    id: z.uuid(),
    recipientId: z.uuid().meta({ description: 'A keyed hash of the address: no way back without the key.' }),
    erasedAt: instant,
    erasedBy: z.string(),
    reason: z.string(),
    cleared: z
      .object({
        address: z.int().meta({ description: '1: the address; 0: it was gone already.' }),
        events: z.int().meta({ description: 'Events without the ids, user agents, networks and links that stood there.' }),
        reports: z.int().meta({ description: 'Returned mails.' }),
        quarantined: z.int().meta({ description: 'Messages that could not be decoded and named the address.' }),
        notes: z.int().meta({ description: 'Words of staff that named the address.' }),
        pushed: z.int().meta({ description: 'Webhook messages and answers that named the address.' }),
      })
      .meta({ description: 'What was cleared, counted.' }),
  })
  .meta({ id: 'Erasure', description: 'The record that a person was forgotten; blocks keep working.' });
const retentionSchema = z
  .object({
    days: z.int().meta({ description: 'Deliveries with their events, and what follows from them.' }),
    reportDays: z.int().meta({ description: 'Returned mails as they came.' }),
    statisticsDays: z
      .int()
      .nullable()
      .meta({ description: 'Figures by the hour; never less long than the mails. Null: for good.' }),
  })
  .meta({ id: 'RetentionPolicy', description: 'How long things are kept.' });

/** Keep and forget. */
export function privacyRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/v1/recipients/erase',
    {
      config: { scope: 'privacy:write' },
      schema: {
        operationId: 'eraseRecipient',
        tags: ['privacy'],
        summary: 'Forget a person, and keep the blocks',
        headers: tenantHeader,
        body: z.strictObject({
          address,
          reason: z.string().max(2000).meta({ description: 'Such as the number of the request; not the address.' }),
        }),
        response: { 200: erasureSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) =>
      erasureAnswer(await erasePerson(service, principalOf(request), tenantOf(request, service), request.body, new Date())),
  );
  typed.post(
    '/v1/recipients/export',
    {
      config: { scope: 'privacy:write' },
      schema: {
        operationId: 'exportRecipient',
        tags: ['privacy'],
        summary: 'All we know of a person',
        description:
          'Address, blocks, deliveries with all that happened; and what is about them or names them: returned mails and quarantined messages whole (base64), entries of the log, what was pushed. One JSON document; it may take minutes.',
        headers: tenantHeader,
        body: z.strictObject({ address }),
        response: { 200: z.looseObject({}), 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
      serializerCompiler: () => (value) => JSON.stringify(value),
    },
    async (request, reply) => {
      const pieces = exportPerson(service, principalOf(request), tenantOf(request, service), request.body.address, new Date());
      // The first piece is read before the answer begins: what is wrong is an answer of its own.
      const first = await pieces.next();
      void reply.type('application/json').header('content-disposition', 'attachment; filename="person.json"');
      const document = Readable.from(
        (async function* () {
          yield String(first.value);
          yield* pieces;
        })(),
      );
      return reply.send(document as unknown as Record<string, unknown>);
    },
  );
  typed.get(
    '/v1/erasures',
    {
      config: { scope: 'privacy:write' },
      schema: {
        operationId: 'listErasures',
        tags: ['privacy'],
        summary: 'Who was forgotten, newest first',
        headers: tenantHeader,
        description: 'Go on with `after` = `endCursor` while there is a next page.',
        querystring: z.strictObject(pageQuery),
        response: {
          200: z.object({ erasures: z.array(erasureSchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { limit, cursor } = pageArguments(request.query.first, request.query.after);
      const { rows, hasNextPage } = await listErasures(service.readsOf(tenant, principalOf(request)), tenant, limit, cursor);
      const last = rows.at(-1);
      return {
        erasures: rows.map(erasureAnswer),
        hasNextPage,
        endCursor: last ? encodeCursor({ at: last.erasedAt.getTime(), id: last.erasureId }) : null,
      };
    },
  );
  typed.get(
    '/v1/retention-policy',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'getRetentionPolicy',
        tags: ['privacy'],
        summary: 'How long things are kept',
        headers: tenantHeader,
        response: { 200: retentionSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { retention } = await findPolicy(service.readsOf(tenant, principalOf(request)), tenant);
      return retentionOf(retention, service.prepare.retentionDays);
    },
  );
  typed.put(
    '/v1/retention-policy',
    {
      config: { scope: 'policy:write' },
      schema: {
        operationId: 'setRetentionPolicy',
        tags: ['privacy'],
        summary: 'Set how long things are kept',
        description: 'At most as long as the service keeps anything. What is older goes within an hour.',
        headers: tenantHeader,
        body: z.strictObject({
          days: z.number().optional(),
          reportDays: z.number().optional(),
          statisticsDays: z.number().nullish(),
        }),
        response: { 200: retentionSchema, 400: problemSchema, 503: problemSchema },
      },
    },
    (request) => setRetentionPolicy(service, principalOf(request), tenantOf(request, service), request.body, new Date()),
  );
}

function erasureAnswer({ erasureId, erasedAt, ...rest }: Erasure): z.infer<typeof erasureSchema> {
  return { id: erasureId, ...rest, erasedAt: erasedAt.toISOString() };
}
