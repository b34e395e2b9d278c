import { labels } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { maxPageSize } from '../answers/page.ts';
import { answerRejections, answerStatistics, groupings, statisticsQuestion } from '../answers/statistics.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import type { Service } from '../service.ts';
import { instant, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const share = z.number().nullable();

const figuresSchema = z
  .object({
    deliveries: z.int(),
    counts: z.record(z.enum(statuses), z.int()).meta({ description: 'Deliveries by status.' }),
    tried: z.int().meta({ description: 'All but those rejected and discarded, which were never sent.' }),
    accepted: z.int().meta({ description: 'The receiving server accepted them, whatever came later.' }),
    effectiveDelivered: z.int().meta({ description: 'Accepted, or proven by the recipient, and not bounced later.' }),
    bouncedAfterAcceptance: z.int(),
    deferred: z.int().meta({ description: 'An attempt failed at least once and was to be repeated.' }),
    opened: z.int().meta({ description: 'Opened by a person, as far as can be told.' }),
    clicked: z.int().meta({ description: 'Clicked by a person, as far as can be told.' }),
    shares: z
      .object({
        delivered: share.meta({ description: 'Effectively delivered, of those tried.' }),
        hardBounced: share.meta({ description: 'Of those tried.' }),
        softBounced: share.meta({ description: 'Of those tried.' }),
        rejected: share.meta({ description: 'Held back by a block, of all: the share to drive to zero.' }),
        complained: share.meta({ description: 'Of those effectively delivered.' }),
        opened: share.meta({ description: 'By people, of those effectively delivered.' }),
        clicked: share.meta({ description: 'By people, of those effectively delivered.' }),
      })
      .meta({ description: 'From 0 to 1; null where there is nothing to share.' }),
  })
  .meta({ id: 'MailFigures', description: 'Deliveries counted, each once, as they stand now.' });

const groupSchema = z
  .object({
    at: instant.nullable().meta({ description: 'When its hour or day begins.' }),
    domain: z.string().nullable().meta({ description: 'Grouped by domain, null: the rare ones of hours with more than 5,000.' }),
    provider: z.string().nullable().meta({ description: 'Id of the provider; other: none that is known.' }),
    category: z.string().nullable().meta({ description: 'What happened. Grouped by category, null: no verdict was needed.' }),
    label: z.string().nullable(),
    status: z.enum(statuses).nullable(),
    tag: z.string().nullable().meta({ description: 'Grouped by tag, null: the rare ones of hours with more than 5,000.' }),
    figures: figuresSchema,
    timeToDeliver: z
      .object({ p50Ms: z.number(), p90Ms: z.number(), p99Ms: z.number() })
      .nullable()
      .meta({ description: 'From the first event to the acceptance, in milliseconds; null: no server accepted any.' }),
  })
  .meta({ id: 'StatisticsGroup', description: 'A field is null where it is not grouped by.' });

const rejectedCount = {
  deliveries: z.int(),
  recipients: z.int().meta({ description: 'Addresses that were written to.' }),
};
const rejectionsSchema = z
  .object({
    ...rejectedCount,
    byCause: z
      .array(
        z.object({
          cause: z.string().nullable().meta({
            description:
              'As of a suppression. Null: no block of ours explains it, so the sending system held it back for a reason of its own.',
          }),
          ...rejectedCount,
        }),
      )
      .meta({ description: 'The most deliveries first.' }),
  })
  .meta({ id: 'Rejections', description: 'Mails that a block held back.' });

export function statisticsRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/v1/statistics',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'getStatistics',
        tags: ['statistics'],
        summary: 'How mails did',
        description:
          'A delivery belongs to the hour of its first event, and counts once, as it stands now: what becomes known later changes the hour then. ' +
          'Groups come by time, the largest first; those without any mail are absent. Go on with `after` = `endCursor` while there is a next page.',
        headers: tenantHeader,
        querystring: z.strictObject({
          since: instant.meta({ description: 'First event at this time or later.' }),
          until: instant.meta({
            description: 'First event before this time; at most 400 days later, 31 by hour, 93 by domain or tag.',
          }),
          groupBy: z
            .union([z.enum(groupings), z.array(z.enum(groupings))])
            .optional()
            .meta({ description: 'Repeat the parameter for several, at most 4; hour or day, domain or tag. None: one group.' }),
          tag: z.string().optional().meta({ description: 'Name of the tag that is grouped by or filtered for.' }),
          timeZone: z
            .string()
            .default('UTC')
            .meta({ description: 'Where days begin: UTC, or an IANA name with its area, such as Europe/Amsterdam.' }),
          domain: z.string().optional(),
          provider: z.string().optional().meta({ description: 'Id of a provider; other: none that is known.' }),
          category: z.string().optional(),
          label: z.enum(labels).optional(),
          status: z
            .union([z.enum(statuses), z.array(z.enum(statuses))])
            .optional()
            .meta({ description: 'One of these; repeat the parameter for several.' }),
          tagValue: z.string().optional().meta({ description: 'A value of the tag.' }),
          first: z.coerce
            .number()
            .default(50)
            .meta({ description: `Page size, 1 to ${maxPageSize}.` }),
          after: z.string().max(4000).optional(),
        }),
        response: {
          200: z.object({
            groups: z.array(groupSchema),
            total: figuresSchema,
            rest: figuresSchema.meta({ description: 'Of the groups that come after this page.' }),
            timeError: z
              .number()
              .meta({ description: 'How far times to deliver may be off, from 0 (exact) to 1. Counts are always exact.' }),
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
      const { since, until, groupBy, status, first, after, ...asked } = request.query;
      const question = statisticsQuestion({
        ...asked,
        since: new Date(since),
        until: new Date(until),
        groupBy: groupBy === undefined ? [] : [groupBy].flat(),
        status: status === undefined ? [] : [status].flat(),
      });
      const { groups, ...whole } = await answerStatistics(service.countsOf(tenant), tenant, question, first, after);
      return {
        ...whole,
        groups: groups.map(({ group }) => ({ ...group, at: group.at?.toISOString() ?? null })),
        endCursor: groups.at(-1)?.cursor ?? null,
      };
    },
  );
  typed.get(
    '/v1/statistics/rejections',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'getRejections',
        tags: ['statistics'],
        summary: 'What held mail back, by cause',
        description:
          'By the cause of the block at that time, as far as we know now. Of mails that are still kept; at most 200,000 rejected ones.',
        headers: tenantHeader,
        querystring: z.strictObject({
          since: instant.meta({ description: 'First event at this time or later.' }),
          until: instant.meta({ description: 'First event before this time; at most 400 days later.' }),
          domain: z.string().optional(),
          provider: z.string().optional().meta({ description: 'Id of a provider; other: none that is known.' }),
          tag: z.string().optional().meta({ description: 'Name of the tag that is filtered for.' }),
          tagValue: z.string().optional().meta({ description: 'A value of the tag.' }),
        }),
        response: { 200: rejectionsSchema, 400: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { since, until, ...asked } = request.query;
      const question = statisticsQuestion({ ...asked, since: new Date(since), until: new Date(until) });
      const { byCause, ...all } = await answerRejections(service.countsOf(tenant), tenant, question);
      return { ...all, byCause: [...byCause] };
    },
  );
}
