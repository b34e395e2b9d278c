import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { pageArguments } from '../answers/page.ts';
import { givenText } from '../answers/text.ts';
import { Fault } from '../errors.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { findReport, listReports, type ReportRow } from '../queries/report.query.ts';
import type { Service } from '../service.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const reportSchema = z
  .object({
    id: z.uuid(),
    receivedAt: instant,
    kind: z.string().meta({
      description:
        'bounce, delayed, delivered, complaint, auto-reply, challenge-response, displayed, unsubscribe-request, not-a-report, unknown. An open list.',
    }),
    reader: z.string().nullable().meta({ description: 'Which reader understood it.' }),
    originalMessageId: z.string().nullable().meta({ description: 'Message-ID of the mail it speaks of, as far as it tells.' }),
    signs: z.array(z.string()).meta({
      description:
        'What an operator should look at: authenticated-sender says that somebody logged in to send the returned mail. If you did not, change that password. An open list.',
    }),
    bytes: z.int(),
    deliveryIds: z.array(z.uuid()).meta({ description: 'The deliveries it tells of.' }),
  })
  .meta({ id: 'Report', description: 'A mail that came back.' });

function reportAnswer({ reportId, receivedAt, signs, deliveryIds, ...row }: ReportRow): z.infer<typeof reportSchema> {
  return { id: reportId, receivedAt: receivedAt.toISOString(), ...row, signs: [...signs], deliveryIds: [...deliveryIds] };
}

/** Mails that came back. */
export function reportsRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const config = { scope: 'mail:read' } as const;
  const common = { tags: ['reports'], headers: tenantHeader };

  typed.get(
    '/v1/reports',
    {
      config,
      schema: {
        ...common,
        operationId: 'listReports',
        summary: 'Returned mails, newest first',
        description: 'Go on with `after` = `endCursor` while there is a next page.',
        querystring: z.strictObject({
          kind: z.string().max(100).optional().meta({ description: 'Only of this kind.' }),
          ...pageQuery,
        }),
        response: {
          200: z.object({ reports: z.array(reportSchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { kind, first, after } = request.query;
      const { limit, cursor } = pageArguments(first, after);
      const reads = service.readsOf(tenant, principalOf(request));
      const { rows, hasNextPage } = await listReports(reads, tenant, givenText('kind', kind), limit, cursor);
      const last = rows.at(-1);
      return {
        reports: rows.map(reportAnswer),
        hasNextPage,
        endCursor: last ? encodeCursor({ at: last.receivedAt.getTime(), id: last.reportId }) : null,
      };
    },
  );
  typed.get(
    '/v1/reports/:id',
    {
      config,
      schema: {
        ...common,
        operationId: 'getReport',
        summary: 'One returned mail',
        params: z.object({ id: z.uuid({ error: 'give the id of a returned mail, a UUID' }).toLowerCase() }),
        response: { 200: reportSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const row = await findReport(service.readsOf(tenant, principalOf(request)), tenant, request.params.id);
      if (!row) throw new Fault('report-unknown', 'id: there is no such returned mail');
      return reportAnswer(row);
    },
  );
}
