import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { auditLog } from '../answers/audit-log.ts';
import { encodeAuditCursor } from '../queries/audit.query.ts';
import type { Service } from '../service.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const auditEntrySchema = z
  .object({
    id: z.string(),
    at: instant,
    tenant: z.string().nullable().meta({ description: 'Null: it concerns every tenant.' }),
    actor: z.string().meta({ description: 'Who changed it: the person where one was named, and the key.' }),
    action: z.string().meta({ description: 'What was done, such as suppression.lift or api-key.create. An open list.' }),
    subject: z.string().meta({ description: 'The id of what was changed.' }),
    detail: z.record(z.string(), z.unknown()).nullable().meta({ description: 'More of it, such as the reason.' }),
  })
  .meta({ id: 'AuditEntry', description: 'Who changed what, and when.' });

export function auditRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/audit-log',
    {
      config: { scope: 'audit:read' },
      schema: {
        operationId: 'listAuditLog',
        tags: ['audit'],
        summary: 'Who changed what, newest first',
        description:
          'What concerns every tenant is shown to keys of every tenant. Go on with `after` = `endCursor` while there is a next page.',
        headers: tenantHeader,
        querystring: z.strictObject({
          action: z.string().max(100).optional().meta({ description: 'Only this, such as suppression.lift.' }),
          actor: z.string().max(500).optional().meta({ description: 'Only what this one did, as it stands in an entry.' }),
          subject: z.string().max(500).optional().meta({ description: 'Only what was done to this.' }),
          ...pageQuery,
        }),
        response: {
          200: z.object({ entries: z.array(auditEntrySchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const { rows, hasNextPage } = await auditLog(service, principalOf(request), tenantOf(request, service), request.query);
      const last = rows.at(-1);
      return {
        entries: rows.map(({ auditId, at, detail, ...row }) => ({
          id: auditId,
          at: at.toISOString(),
          ...row,
          detail: detail && { ...detail },
        })),
        hasNextPage,
        endCursor: last ? encodeAuditCursor(last.auditId) : null,
      };
    },
  );
}
