import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Language } from '@bezorgd/rules';
import { principalOf } from '../access/authenticate.ts';
import { sentenceOf, severities, severityOf, type Finding } from '../addresses/finding.ts';
import {
  addressCheckCost,
  addressConclusions,
  maxAddressCharacters,
  maxAddressesAtOnce,
  type AddressReport,
} from '../answers/check-address.ts';
import { statuses } from '../deliveries/delivery-state.ts';
import type { Service } from '../service.ts';
import { checkAnswer } from './check-suppressions.route.ts';
import { addressCheckSchema, instant, languageSchema, problemSchema } from './schemas.ts';
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
      .object({ id: z.uuid(), messageId: z.string(), status: z.enum(statuses), statusAt: instant })
      .nullable()
      .meta({ description: 'Null: never mailed, or the key may not read mail.' }),
  })
  .meta({ id: 'AddressReport', description: 'What can be said of an address before mailing it.' });

const addressSchema = z.string().max(maxAddressCharacters, { message: `give at most ${maxAddressCharacters} characters` });

/** Is this address worth a mail. */
export function checkAddressRoute(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/v1/addresses/check',
    {
      config: { scope: 'addresses:check', cost: addressCheckCost },
      schema: {
        operationId: 'checkAddress',
        tags: ['addresses'],
        summary: 'Is this address worth a mail',
        description:
          'Its writing, its domain, whether that takes mail, likely typing errors, and what you know of it. No mail is sent and no mail server is called.',
        headers: tenantHeader,
        body: z.strictObject({ address: addressSchema, language: languageSchema }),
        response: { 200: reportSchema, 400: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { address, language } = request.body;
      const report = await service.addressChecks.check(tenantOf(request, service), address, principalOf(request), new Date());
      return reportAnswer(report, language);
    },
  );
  typed.post(
    '/v1/addresses/check-list',
    {
      config: { scope: 'addresses:check', cost: 0 },
      schema: {
        operationId: 'checkAddresses',
        tags: ['addresses'],
        summary: 'Which of these addresses are worth a mail',
        description: `One to ${maxAddressesAtOnce} addresses; one answer each, in the same order. Costs as much as asking for each.`,
        headers: tenantHeader,
        body: z.strictObject({
          addresses: z
            .array(addressSchema)
            .min(1, { message: 'give at least one address' })
            .max(maxAddressesAtOnce, { message: `give at most ${maxAddressesAtOnce} addresses at once` }),
          language: languageSchema,
        }),
        response: { 200: z.object({ results: z.array(reportSchema) }), 400: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { addresses, language } = request.body;
      const principal = principalOf(request);
      service.rateLimit.charge(principal, addresses.length * addressCheckCost, Date.now());
      const reports = await service.addressChecks.checkAll(tenantOf(request, service), addresses, principal, new Date());
      return { results: reports.map((report) => reportAnswer(report, language)) };
    },
  );
}

function reportAnswer(report: AddressReport, language: Language): z.infer<typeof reportSchema> {
  const { lastDelivery: last, place, findings } = report;
  return {
    ...report,
    place: place && { ...place },
    findings: findings.map((finding) => findingAnswer(finding, language)),
    check: checkAnswer(report.check),
    lastDelivery: last && {
      id: last.id,
      messageId: last.messageId,
      status: last.status,
      statusAt: last.statusAt.toISOString(),
    },
  };
}

export function findingAnswer(finding: Finding, language: Language): z.infer<typeof findingSchema> {
  return {
    code: finding.code,
    severity: severityOf(finding),
    text: sentenceOf(finding, language),
    record: finding.record ?? null,
  };
}
