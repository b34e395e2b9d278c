import { labels } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { attentionFilter, decidingMoment, decidingReply, reviewAddress } from '../answers/attention.ts';
import { caveatOf, explainDelivery } from '../answers/explain-delivery.ts';
import { pageArguments } from '../answers/page.ts';
import { labelTexts } from '../deliveries/label-texts.ts';
import { pageAttention, type AttentionRow } from '../queries/attention.query.ts';
import { encodeCursor } from '../queries/cursor.ts';
import type { Reads } from '../queries/reads.ts';
import { readTimelines } from '../queries/timeline.query.ts';
import type { Service } from '../service.ts';
import { deliveryAnswer } from './get-delivery.route.ts';
import { suppressionAnswer } from './list-suppressions.route.ts';
import {
  audienceSchema,
  instant,
  languageSchema,
  listedDeliverySchema,
  pageQuery,
  problemSchema,
  smtpReplySchema,
  suppressionSchema,
} from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const flag = z.stringbool({ error: 'give true or false' }).optional();

const reviewSchema = z
  .object({ at: instant, by: z.string(), note: z.string().nullable() })
  .meta({ id: 'Review', description: 'Somebody looked at it.' });

const attentionSchema = z
  .object({
    recipient: z.object({ id: z.uuid(), address: z.string().nullable(), domain: z.string() }),
    label: z.enum(labels),
    labelText: z.string().meta({ description: 'The label in the language asked for.' }),
    reply: smtpReplySchema.nullable().meta({ description: 'The server’s own words; null: it sent none.' }),
    delivery: listedDeliverySchema.meta({ description: 'The delivery that tells of it, with what to do and whose move it is.' }),
    suppression: suppressionSchema.nullable().meta({ description: 'What blocks the recipient now, and longest.' }),
    review: reviewSchema.nullable().meta({ description: 'The latest.' }),
    reviewed: z.boolean().meta({ description: 'False again once something new happened.' }),
  })
  .meta({ id: 'AddressToReview', description: 'A recipient that needs a person’s attention.' });

/** The list of addresses to look at. */
export function attentionRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/v1/addresses/review',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'listAddressesToReview',
        tags: ['addresses'],
        summary: 'Addresses that need a person’s attention, newest first',
        description:
          'Recipients whose latest mail that tells something failed, was reported as unwanted or was answered by a machine. Once a later mail is accepted they are gone from the list; a complaint stays. A filter leaves gaps: a page may be shorter than asked while another follows.',
        headers: tenantHeader,
        querystring: z.strictObject({
          label: z.enum(labels).optional(),
          domain: z.string().max(1000).optional(),
          since: instant.optional().meta({ description: 'First event of that mail at this time or later.' }),
          blocked: flag.meta({ description: 'Only those that are blocked now, or that are not.' }),
          reviewed: flag.meta({ description: 'Only those that somebody looked at, or that nobody did.' }),
          ...pageQuery,
          language: languageSchema,
          audience: audienceSchema,
        }),
        response: {
          200: z.object({ addresses: z.array(attentionSchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const tenant = tenantOf(request, service);
      const { first, after, language, audience, since, ...asked } = request.query;
      const filter = attentionFilter({ ...asked, since: since === undefined ? null : new Date(since) });
      const { limit, cursor } = pageArguments(first, after);
      const reads = service.readsOf(tenant, principalOf(request));
      const page = await pageAttention(reads, tenant, filter, limit, cursor, new Date());
      return {
        addresses: await answersOf(service, reads, tenant, page.rows, language, audience),
        hasNextPage: page.hasNextPage,
        endCursor: page.end && encodeCursor(page.end),
      };
    },
  );
  typed.post(
    '/v1/addresses/review',
    {
      config: { scope: 'suppressions:write' },
      schema: {
        operationId: 'reviewAddress',
        tags: ['addresses'],
        summary: 'Note that somebody looked at an address',
        description: 'It counts for what is known now: something new brings the address back to the list.',
        headers: tenantHeader,
        body: z.strictObject({
          address: z.string().max(1000),
          note: z.string().max(2000).optional().meta({ description: 'What came of it.' }),
          onBehalfOf: z.string().max(200).optional().meta({ description: 'The person for whom you act.' }),
        }),
        response: { 200: reviewSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { note = null, ...input } = request.body;
      const tenant = tenantOf(request, service);
      const { review } = await reviewAddress(service, principalOf(request), tenant, { ...input, note }, new Date());
      return reviewAnswer(review!);
    },
  );
}

function reviewAnswer({ at, by, note }: NonNullable<AttentionRow['review']>): z.infer<typeof reviewSchema> {
  return { at: at.toISOString(), by, note };
}

async function answersOf(
  service: Service,
  reads: Reads,
  tenant: string,
  rows: readonly AttentionRow[],
  language: z.infer<typeof languageSchema>,
  audience: z.infer<typeof audienceSchema>,
): Promise<z.infer<typeof attentionSchema>[]> {
  const timelines = await readTimelines(
    reads,
    tenant,
    rows.map(({ delivery }) => decidingMoment(delivery)),
  );
  return rows.map(({ delivery, suppression, review, reviewed }, index) => {
    const reply = decidingReply(timelines[index]!, delivery);
    const { recipient, ...answer } = deliveryAnswer(delivery);
    return {
      recipient,
      label: delivery.label!,
      labelText: labelTexts[delivery.label!][language],
      reply: reply && { replyCode: reply.replyCode, enhancedStatusCode: reply.enhancedStatusCode, text: reply.reply },
      delivery: {
        recipient,
        ...answer,
        explanation: explainDelivery(delivery, service.classifier.ruleset, language, audience),
        caveat: caveatOf(delivery, language),
      },
      suppression: suppression && suppressionAnswer(suppression, delivery.address),
      review: review && reviewAnswer(review),
      reviewed,
    };
  });
}
