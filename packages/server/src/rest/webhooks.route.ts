import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { pageArguments } from '../answers/page.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import { pushedEventSchema, pushedEventTypes } from '../push/pushed-event.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { listWebhookMessages, listWebhooks, messageStates, type WebhookRow } from '../queries/webhook.query.ts';
import type { Service } from '../service.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const types = z.array(z.enum(pushedEventTypes)).nullable().meta({ description: 'Which events; null: all.' });
const statusList = z.array(z.enum(statuses)).nullable().meta({ description: 'Deliveries that get one of these; null: all.' });

const webhookSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    url: z.string(),
    types,
    statuses: statusList,
    enabled: z.boolean(),
    disabledAt: instant.nullable().meta({ description: 'Switched off for failing too long; what comes meanwhile waits.' }),
    disabledReason: z.string().nullable(),
    failingSince: instant.nullable(),
    previousSecretUntil: instant.nullable(),
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: 'Webhook', description: 'Where events are pushed, signed by Standard Webhooks.' });

const withSecretSchema = z
  .object({
    webhook: webhookSchema,
    secret: z.string().meta({ description: 'whsec_…: what requests are signed with. Shown when it is made.' }),
  })
  .meta({ id: 'WebhookWithSecret' });

const messageSchema = z
  .object({
    eventId: z.uuid(),
    type: z.string(),
    state: z.enum(messageStates),
    createdAt: instant,
    nextTryAt: instant.nullable(),
    doneAt: instant.nullable(),
    event: pushedEventSchema,
    tries: z.array(
      z.object({
        triedAt: instant,
        durationMs: z.int(),
        status: z.int().nullable(),
        answer: z.string().nullable().meta({ description: 'How the answer began.' }),
        error: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'WebhookMessage', description: 'One event for one webhook, with its latest tries.' });

export function webhookAnswer(row: WebhookRow): z.infer<typeof webhookSchema> {
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    types: row.types as z.infer<typeof types>,
    statuses: row.statuses as z.infer<typeof statusList>,
    enabled: row.enabled,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    disabledReason: row.disabledReason,
    failingSince: row.failingSince?.toISOString() ?? null,
    previousSecretUntil: row.previousSecretUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
  };
}

const problems = { 400: problemSchema, 404: problemSchema, 503: problemSchema };

export function webhooksRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const config = { scope: 'webhooks:write' } as const;
  const params = z.object({ id: z.uuid({ error: 'give the id of a webhook, a UUID' }).toLowerCase() });
  const common = { tags: ['webhooks'], headers: tenantHeader };

  typed.post(
    '/v1/webhooks',
    {
      config,
      schema: {
        ...common,
        operationId: 'addWebhook',
        summary: 'Have events pushed to an address',
        body: z.strictObject({
          url: z.string().max(2000).meta({ description: 'https://…; private addresses only where the operator allows them.' }),
          name: z.string().max(200).optional(),
          types: types.optional(),
          statuses: statusList.optional(),
        }),
        response: { 201: withSecretSchema, ...problems, 409: problemSchema },
      },
    },
    async (request, reply) => {
      const { webhook, secret } = await service.webhooks.create(tenantOf(request, service), principalOf(request), request.body);
      return reply.status(201).send({ webhook: webhookAnswer(webhook), secret });
    },
  );
  typed.get(
    '/v1/webhooks',
    {
      config,
      schema: {
        ...common,
        operationId: 'listWebhooks',
        summary: 'The webhooks of the tenant',
        response: { 200: z.object({ webhooks: z.array(webhookSchema) }), ...problems },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      return { webhooks: (await listWebhooks(service.readsOf(tenant, principalOf(request)), tenant)).map(webhookAnswer) };
    },
  );
  typed.patch(
    '/v1/webhooks/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'changeWebhook',
        summary: 'Change a webhook; what is absent stays',
        description: '`enabled: true` also switches on again what was switched off for failing: what waited goes out.',
        params,
        body: z.strictObject({
          url: z.string().max(2000).optional(),
          name: z.string().max(200).optional(),
          types: types.optional(),
          statuses: statusList.optional(),
          enabled: z.boolean().optional(),
        }),
        response: { 200: webhookSchema, ...problems },
      },
    },
    async (request) =>
      webhookAnswer(
        await service.webhooks.change(
          tenantOf(request, service),
          principalOf(request),
          request.params.id,
          request.body,
          new Date(),
        ),
      ),
  );
  typed.delete(
    '/v1/webhooks/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'removeWebhook',
        summary: 'Remove a webhook, with what waited for it',
        params,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      await service.webhooks.remove(tenantOf(request, service), principalOf(request), request.params.id, new Date());
      return reply.status(204).send(null);
    },
  );
  typed.post(
    '/v1/webhooks/:id/rotate-secret',
    {
      config,
      schema: {
        ...common,
        operationId: 'rotateWebhookSecret',
        summary: 'A new secret; the former one signs too for a while',
        params,
        body: z.strictObject({ graceHours: z.number().default(24).meta({ description: '0 to 168.' }) }),
        response: { 200: withSecretSchema, ...problems },
      },
    },
    async (request) => {
      const { webhook, secret } = await service.webhooks.rotateSecret(
        tenantOf(request, service),
        principalOf(request),
        request.params.id,
        request.body.graceHours,
        new Date(),
      );
      return { webhook: webhookAnswer(webhook), secret };
    },
  );
  typed.post(
    '/v1/webhooks/:id/ping',
    {
      config,
      schema: {
        ...common,
        operationId: 'pingWebhook',
        summary: 'Send a test event',
        params,
        response: { 202: z.object({ eventId: z.uuid() }), ...problems },
      },
    },
    async (request, reply) => {
      const eventId = await service.webhooks.ping(tenantOf(request, service), request.params.id, new Date());
      return reply.status(202).send({ eventId });
    },
  );
  typed.post(
    '/v1/webhooks/:id/resend',
    {
      config,
      schema: {
        ...common,
        operationId: 'resendWebhook',
        summary: 'Send one event again, or those of a time',
        params,
        body: z.union([
          z.strictObject({ eventId: z.uuid({ error: 'give the id of an event, a UUID' }).toLowerCase() }),
          z.strictObject({
            since: instant,
            until: instant,
            all: z.boolean().default(false).meta({ description: 'Also those that were delivered.' }),
          }),
        ]),
        response: { 202: z.object({ events: z.int() }), ...problems },
      },
    },
    async (request, reply) => {
      const { body, params: of } = request;
      const tenant = tenantOf(request, service);
      const principal = principalOf(request);
      const events =
        'eventId' in body
          ? await service.webhooks.resend(tenant, principal, of.id, body.eventId, new Date())
          : await service.webhooks.resendWindow(
              tenant,
              principal,
              of.id,
              { since: new Date(body.since), until: new Date(body.until), all: body.all },
              new Date(),
            );
      return reply.status(202).send({ events });
    },
  );
  typed.get(
    '/v1/webhooks/:id/messages',
    {
      config,
      schema: {
        ...common,
        operationId: 'listWebhookMessages',
        summary: 'What was pushed, newest first, with the tries',
        params,
        querystring: z.strictObject({
          state: z.enum(messageStates).optional(),
          ...pageQuery,
        }),
        response: {
          200: z.object({ messages: z.array(messageSchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          ...problems,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { state, first, after } = request.query;
      const { limit, cursor } = pageArguments(first, after);
      const { id } = await service.webhooks.find(tenant, request.params.id);
      const { rows, hasNextPage } = await listWebhookMessages(
        service.readsOf(tenant, principalOf(request)),
        tenant,
        id,
        state ?? null,
        limit,
        cursor,
      );
      const last = rows.at(-1);
      return {
        messages: rows.map(({ body, ...row }) => ({
          ...row,
          createdAt: row.createdAt.toISOString(),
          nextTryAt: row.nextTryAt?.toISOString() ?? null,
          doneAt: row.doneAt?.toISOString() ?? null,
          event: JSON.parse(body) as z.infer<typeof pushedEventSchema>,
          tries: row.tries.map((one) => ({ ...one, triedAt: one.triedAt.toISOString() })),
        })),
        hasNextPage,
        endCursor: last ? encodeCursor({ at: last.createdAt.getTime(), id: last.eventId }) : null,
      };
    },
  );
}
