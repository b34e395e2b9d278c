import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { pageArguments } from '../answers/page.ts';
import { givenText } from '../answers/text.ts';
import { setSuppressionPolicy } from '../answers/set-policy.ts';
import { encodeCursor } from '../queries/cursor.ts';
import { findPolicy, type PolicyRow } from '../queries/policy.query.ts';
import { findRecipients } from '../queries/recipient.query.ts';
import { pageSuppressions, type SuppressionRow } from '../queries/suppression.query.ts';
import type { Service } from '../service.ts';
import { suppressionPolicySchema } from '../suppressions/policy.ts';
import { instant, pageQuery, problemSchema, suppressionSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const policyAnswer = suppressionPolicySchema
  .extend({ updatedAt: instant.nullable(), updatedBy: z.string().nullable() })
  .meta({ id: 'StoredSuppressionPolicy', description: 'The policy, and who set it when; null: it is as it comes.' });
/** Whoever changes a policy that was read sends along who set it. */
const givenPolicy = suppressionPolicySchema
  .extend({
    updatedAt: policyAnswer.shape.updatedAt.optional().meta({ readOnly: true }),
    updatedBy: policyAnswer.shape.updatedBy.optional().meta({ readOnly: true }),
  })
  .meta({ id: 'SuppressionPolicy', description: 'What blocks an address, and for how long.' });

/** What blocks, and by which policy. */
export function listSuppressionsRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/v1/suppressions',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'listSuppressions',
        tags: ['suppressions'],
        summary: 'What blocks or blocked addresses, newest first',
        description:
          'Where few of many block, a page may be shorter than asked while another follows. Go on with `after` = `endCursor` while there is a next page.',
        headers: tenantHeader,
        querystring: z.strictObject({
          cause: z.string().max(100).optional(),
          activeOnly: z.stringbool({ error: 'give true or false' }).default(false),
          ...pageQuery,
        }),
        response: {
          200: z.object({
            suppressions: z.array(suppressionSchema),
            hasNextPage: z.boolean(),
            endCursor: z.string().nullable(),
          }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { cause, activeOnly, first, after } = request.query;
      const { limit, cursor } = pageArguments(first, after);
      const reads = service.readsOf(tenant, principalOf(request));
      const page = await pageSuppressions(
        reads,
        tenant,
        { cause: givenText('cause', cause), activeOnly },
        limit,
        cursor,
        new Date(),
      );
      const recipients = await findRecipients(reads, tenant, [...new Set(page.rows.map((row) => row.recipientId))]);
      return {
        suppressions: page.rows.map((row) => suppressionAnswer(row, recipients.get(row.recipientId)?.address ?? null)),
        hasNextPage: page.hasNextPage,
        endCursor: page.end && encodeCursor(page.end),
      };
    },
  );
  typed.get(
    '/v1/suppression-policy',
    {
      config: { scope: 'suppressions:check' },
      schema: {
        operationId: 'getSuppressionPolicy',
        tags: ['suppressions'],
        summary: 'What blocks an address, and for how long',
        headers: tenantHeader,
        response: { 200: policyAnswer, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      return answerOf(await findPolicy(service.readsOf(tenant, principalOf(request)), tenant));
    },
  );
  typed.put(
    '/v1/suppression-policy',
    {
      config: { scope: 'policy:write' },
      schema: {
        operationId: 'setSuppressionPolicy',
        tags: ['suppressions'],
        summary: 'Set what blocks an address, and for how long',
        description: 'The whole policy; what is absent has its default. It holds at once, for earlier bounces, too.',
        headers: tenantHeader,
        body: givenPolicy,
        response: { 200: policyAnswer, 400: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { updatedAt: _at, updatedBy: _by, ...policy } = request.body;
      return answerOf(await setSuppressionPolicy(service, principalOf(request), tenantOf(request, service), policy, new Date()));
    },
  );
}

function answerOf({
  suppression,
  updatedAt,
  updatedBy,
}: Pick<PolicyRow, 'suppression' | 'updatedAt' | 'updatedBy'>): z.infer<typeof policyAnswer> {
  return { ...suppression, updatedAt: updatedAt?.toISOString() ?? null, updatedBy };
}

export function suppressionAnswer(row: SuppressionRow, address: string | null): z.infer<typeof suppressionSchema> {
  return {
    id: row.suppressionId,
    recipientId: row.recipientId,
    address,
    cause: row.cause,
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    stream: row.stream,
    active: row.active,
    ended: row.ended,
    deliveryId: row.deliveryId,
    eventId: row.eventId,
    category: row.category,
    ruleId: row.ruleId,
    ruleVersion: row.ruleVersion,
    rulesetDigest: row.rulesetDigest,
    createdBy: row.createdBy,
    reason: row.reason,
    liftedAt: row.liftedAt?.toISOString() ?? null,
    liftedBy: row.liftedBy,
    liftReason: row.liftReason,
  };
}
