import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { badArgument, Fault } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import { findRecipients } from '../queries/recipient.query.ts';
import { findRetirements } from '../queries/retirement.query.ts';
import { listSuppressions } from '../queries/suppression.query.ts';
import type { Service } from '../service.ts';
import { checkAnswer } from './check-suppressions.route.ts';
import { suppressionAnswer } from './list-suppressions.route.ts';
import { addressCheckSchema, instant, problemSchema, streamSchema, suppressionSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const recipientSchema = z
  .object({
    id: z.uuid(),
    address: z.string().nullable().meta({ description: 'Null once the person was erased; blocks keep working.' }),
    domain: z.string(),
    check: addressCheckSchema,
    suppressions: z.array(suppressionSchema).meta({ description: 'What ever blocked it, newest first; at most 200.' }),
    retirement: z
      .object({
        since: instant.meta({ description: 'From when on; may lie ahead.' }),
        reason: z.string().nullable(),
        createdBy: z.string().nullable().meta({ description: 'Who retired it.' }),
        successor: z.string().nullable().meta({ description: 'The address to mail instead.' }),
      })
      .nullable()
      .meta({ description: 'Null: in use, with no date for its end.' }),
  })
  .meta({ id: 'Recipient', description: 'An address that messages were meant for, and whether it may be mailed.' });

/** The address stands in the body: paths are kept by proxies. */
export function findRecipientRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/recipients/find',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'findRecipient',
        tags: ['recipients'],
        summary: 'What we know of an address',
        description: 'What was sent to it: `GET /v1/deliveries?recipient=`.',
        headers: tenantHeader,
        body: z.strictObject({
          address: z.string().max(1000).meta({ description: 'Letter case does not matter.' }),
          stream: streamSchema.optional().meta({ description: 'For what kind of mail; any when absent.' }),
        }),
        response: { 200: recipientSchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { address, stream = null } = request.body;
      if (!mailAddressSchema.safeParse(address).success) throw badArgument('address', 'give one mail address, local-part@domain');
      const tenant = tenantOf(request, service);
      const reads = service.readsOf(tenant, principalOf(request));
      const { recipientId } = service.recipientIds.of(tenant, address);
      const recipient = (await findRecipients(reads, tenant, [recipientId])).get(recipientId);
      if (!recipient) throw new Fault('recipient-unknown', 'address: we never mailed it, and nothing blocks it');
      const [check] = await service.suppressionChecks.check(tenant, [address], stream);
      const history = await listSuppressions(reads, tenant, [recipientId], new Date());
      const retirement = (await findRetirements(reads, tenant, [recipientId])).get(recipientId);
      return {
        id: recipientId,
        address: recipient.address,
        domain: recipient.domain,
        check: checkAnswer(check!),
        suppressions: history.map((row) => suppressionAnswer(row, recipient.address)),
        retirement: retirement
          ? {
              since: retirement.since.toISOString(),
              reason: retirement.reason,
              createdBy: retirement.createdBy,
              successor: retirement.successor,
            }
          : null,
      };
    },
  );
}
