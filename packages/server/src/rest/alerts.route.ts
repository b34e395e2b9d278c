import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { alertData } from '../alerts/alert-data.ts';
import { alertRuleChangeSchema, alertRuleSchema } from '../alerts/alert-rule.ts';
import { onBehalfOf } from '../answers/on-behalf-of.ts';
import { pageArguments } from '../answers/page.ts';
import { givenText } from '../answers/text.ts';
import { alertDataSchema } from '../push/pushed-event.ts';
import { listAlertRules, listAlerts, listSilentDeliveries, type AlertRuleRow } from '../queries/alert.query.ts';
import { encodeCursor } from '../queries/cursor.ts';
import type { Service } from '../service.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const problems = { 400: problemSchema, 404: problemSchema, 503: problemSchema };

const ruleSchema = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    remindEveryMinutes: z.int().nullable(),
    quietMinutes: z.int(),
    settings: z.record(z.string(), z.unknown()).meta({ description: 'What the kind needs.' }),
    createdAt: instant,
    createdBy: z.string(),
  })
  .meta({ id: 'AlertRule', description: 'What is watched for.' });

export function ruleAnswer(row: AlertRuleRow): z.infer<typeof ruleSchema> {
  const { tenant: _tenant, ...rule } = row;
  return { ...rule, settings: { ...row.settings }, createdAt: row.createdAt.toISOString() };
}

export function alertsRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const common = { tags: ['alerts'], headers: tenantHeader };
  const params = z.object({ id: z.uuid({ error: 'give an id, a UUID' }).toLowerCase() });

  typed.get(
    '/v1/alerts',
    {
      config: { scope: 'mail:read' },
      schema: {
        ...common,
        operationId: 'listAlerts',
        summary: 'What somebody should look at, newest first',
        description: 'Trouble on the sending side is shown to those who run it: keys with the role operator or admin.',
        querystring: z.strictObject({
          open: z.stringbool({ error: 'give true or false' }).optional(),
          kind: z.string().max(100).optional(),
          ...pageQuery,
        }),
        response: {
          200: z.object({ alerts: z.array(alertDataSchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          ...problems,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { open, kind, first, after } = request.query;
      const { limit, cursor } = pageArguments(first, after);
      const operator = principalOf(request).scopes.has('operations:read');
      const filter = { open: open ?? null, kind: givenText('kind', kind) ?? null, operator };
      const { rows, hasNextPage } = await listAlerts(
        service.readsOf(tenant, principalOf(request)),
        tenant,
        filter,
        limit,
        cursor,
      );
      const last = rows.at(-1);
      return {
        alerts: rows.map((row) => alertData(row, service.classifier.ruleset)),
        hasNextPage,
        endCursor: last ? encodeCursor({ at: last.openedAt.getTime(), id: last.id }) : null,
      };
    },
  );
  typed.post(
    '/v1/alerts/:id/acknowledge',
    {
      config: { scope: 'alerts:write' },
      schema: {
        ...common,
        operationId: 'acknowledgeAlert',
        summary: 'Say that somebody takes care: no more reminders',
        params,
        body: z.strictObject({
          onBehalfOf: z.string().max(200).optional().meta({ description: 'The person for whom you act.' }),
        }),
        response: { 200: alertDataSchema, ...problems },
      },
    },
    async (request) => {
      const principal = principalOf(request);
      const by = onBehalfOf(principal, request.body.onBehalfOf);
      const row = await service.alerts.acknowledge(tenantOf(request, service), principal, request.params.id, by, new Date());
      return alertData(row, service.classifier.ruleset);
    },
  );
  typed.get(
    '/v1/alert-rules',
    {
      config: { scope: 'mail:read' },
      schema: {
        ...common,
        operationId: 'listAlertRules',
        summary: 'What is watched for',
        response: { 200: z.object({ rules: z.array(ruleSchema) }), ...problems },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      return { rules: (await listAlertRules(service.readsOf(tenant, principalOf(request)), tenant)).map(ruleAnswer) };
    },
  );
  typed.post(
    '/v1/alert-rules',
    {
      config: { scope: 'alerts:write' },
      schema: {
        ...common,
        operationId: 'addAlertRule',
        summary: 'Watch for something',
        body: alertRuleSchema,
        response: { 201: ruleSchema, ...problems, 409: problemSchema },
      },
    },
    async (request, reply) => {
      const row = await service.alerts.addRule(tenantOf(request, service), principalOf(request), request.body, new Date());
      return reply.status(201).send(ruleAnswer(row));
    },
  );
  typed.patch(
    '/v1/alert-rules/:id',
    {
      config: { scope: 'alerts:write' },
      schema: {
        ...common,
        operationId: 'changeAlertRule',
        summary: 'Change what is watched for, or switch it off and on',
        description:
          'The whole is checked as a new rule is. What it opened stays open while it is out of line by the changed rule, too.',
        params,
        body: alertRuleChangeSchema,
        response: { 200: ruleSchema, ...problems },
      },
    },
    async (request) => {
      const { params: rule, body } = request;
      return ruleAnswer(
        await service.alerts.changeRule(tenantOf(request, service), principalOf(request), rule.id, body, new Date()),
      );
    },
  );
  typed.delete(
    '/v1/alert-rules/:id',
    {
      config: { scope: 'alerts:write' },
      schema: {
        ...common,
        operationId: 'removeAlertRule',
        summary: 'Watch for it no more; what it opened is closed',
        params,
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      await service.alerts.removeRule(tenantOf(request, service), principalOf(request), request.params.id, new Date());
      return reply.status(204).send(null);
    },
  );
  typed.get(
    '/v1/silent-deliveries',
    {
      config: { scope: 'mail:read' },
      schema: {
        ...common,
        operationId: 'listSilentDeliveries',
        summary: 'Mails without a final event though it was due',
        description: 'Longest due first. Known while a rule `mail-silent` is there.',
        querystring: z.strictObject(pageQuery),
        response: {
          200: z.object({
            deliveries: z.array(z.object({ deliveryId: z.uuid(), domain: z.string(), firstEventAt: instant, dueAt: instant })),
            hasNextPage: z.boolean(),
            endCursor: z.string().nullable(),
          }),
          ...problems,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { limit, cursor } = pageArguments(request.query.first, request.query.after);
      const reads = service.readsOf(tenant, principalOf(request));
      const { rows, hasNextPage } = await listSilentDeliveries(reads, tenant, new Date(), limit, cursor);
      const last = rows.at(-1);
      return {
        hasNextPage,
        endCursor: last ? encodeCursor({ at: last.dueAt.getTime(), id: last.deliveryId }) : null,
        deliveries: rows.map((row) => ({
          ...row,
          firstEventAt: row.firstEventAt.toISOString(),
          dueAt: row.dueAt.toISOString(),
        })),
      };
    },
  );
}
