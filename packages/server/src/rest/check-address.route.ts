import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Language } from '@bezorgd/rules';
import { principalOf } from '../access/authenticate.ts';
import { sentenceOf, severities, severityOf, type Finding } from '../addresses/finding.ts';
import { addressConclusions } from '../answers/check-address.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import type { Service } from '../service.ts';
import { checkAnswer } from './check-suppressions.route.ts';
import { addressCheckSchema, languageSchema, problemSchema } from './schemas.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

export const findingSchema = z
  .object({
    code: z.string().meta({ description: 'What was found. An open list.', examples: ['domain-null-mx'] }),
    severity: z.enum(severities).meta({ description: 'could-not-check says nothing against it: check again later.' }),
    text: z.string().meta({ description: 'What was found, and what to do.' }),
    record: z
      .object({ name: z.string(), type: z.string(), value: z.string() })
      .nullable()
      .meta({ description: 'What to publish in DNS, where that can be said.' }),
  })
  .meta({ id: 'Finding', description: 'One thing that a check found out.' });

const reportSchema = z
  .object({
    address: z.string().meta({ description: 'As asked.' }),
    conclusion: z.enum(addressConclusions).meta({
      description:
        'undeliverable: mail will not arrive. blocked: you do not mail it now. could-not-check: DNS did not answer. no-objection: nothing speaks against it; whether the mailbox exists shows a mail.',
    }),
    domain: z.string().nullable().meta({ description: 'In ASCII; null when the address cannot be read.' }),
    place: z
      .object({ start: z.int(), end: z.int() })
      .nullable()
      .meta({ description: 'Of a fault of writing: which part of the address, in UTF-16 units, `end` exclusive.' }),
    suggestion: z.string().nullable().meta({ description: 'The address that was most likely meant.' }),
    findings: z.array(findingSchema),
    check: addressCheckSchema,
    lastDelivery: z
      .object({ id: z.uuid(), messageId: z.string(), status: z.enum(statuses), statusAt: z.iso.datetime({ offset: true }) })
      .nullable()
      .meta({ description: 'Null: never mailed, or the key may not read mail.' }),
  })
  .meta({ id: 'AddressReport', description: 'What can be said of an address before mailing it.' });

/** Is this address worth a mail. */
export function checkAddressRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/addresses/check',
    {
      config: { scope: 'addresses:check', cost: 20 },
      schema: {
        operationId: 'checkAddress',
        tags: ['addresses'],
        summary: 'Is this address worth a mail',
        description:
          'Its writing, its domain, whether that takes mail, likely typing errors, and what you know of it. No mail is sent and no mail server is called.',
        headers: tenantHeader,
        body: z.object({ address: z.string().max(1000, { message: 'give at most 1000 characters' }), language: languageSchema }),
        response: { 200: reportSchema, 400: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { address, language } = request.body;
      const report = await service.addressChecks.check(tenantOf(request, service), address, principalOf(request), new Date());
      const { lastDelivery: last } = report;
      return {
        ...report,
        findings: report.findings.map((finding) => findingAnswer(finding, language)),
        check: checkAnswer(report.check),
        lastDelivery: last && {
          id: last.id,
          messageId: last.messageId,
          status: last.status,
          statusAt: last.statusAt.toISOString(),
        },
      };
    },
  );
}

export function findingAnswer(finding: Finding, language: Language): z.infer<typeof findingSchema> {
  return {
    code: finding.code,
    severity: severityOf(finding),
    text: sentenceOf(finding, language),
    record: finding.record ?? null,
  };
}
