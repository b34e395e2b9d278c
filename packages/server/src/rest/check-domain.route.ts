import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { severities } from '../addresses/finding.ts';
import { domainCheckCost, domainReport, maxSelectors, maxSendingIps } from '../answers/check-domain.ts';
import type { Service } from '../service.ts';
import { findingAnswer, findingSchema } from './check-address.route.ts';
import { languageSchema, problemSchema } from './schemas.ts';
import { tenantHeader } from './tenant.ts';

const reportSchema = z
  .object({
    domain: z.string().meta({ description: 'In ASCII.' }),
    severity: z.enum(severities).meta({ description: 'Of the gravest finding.' }),
    findings: z.array(findingSchema).meta({ description: 'Codes begin with mx, spf, dkim, dmarc or ptr.' }),
  })
  .meta({ id: 'DomainReport', description: 'Whether receivers can tell that mails of a domain are its own.' });

/** May this domain send mail that is believed. */
export function checkDomainRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/domains/check',
    {
      config: { scope: 'addresses:check', cost: domainCheckCost },
      schema: {
        operationId: 'checkDomain',
        tags: ['addresses'],
        summary: 'Are SPF, DKIM, DMARC, MX and the names of the sending addresses in order',
        description: 'Each finding says what to change and, where that can be said, the record to publish.',
        headers: tenantHeader,
        body: z.strictObject({
          domain: z.string().max(1000),
          sendingIps: z
            .array(z.string().max(100))
            .max(maxSendingIps)
            .default([])
            .meta({ description: 'From where the mails are sent.' }),
          dkimSelectors: z
            .array(z.string().max(200))
            .max(maxSelectors)
            .default([])
            .meta({ description: 'As they stand in s= of DKIM-Signature.' }),
          language: languageSchema,
        }),
        response: { 200: reportSchema, 400: problemSchema },
      },
    },
    async (request) => {
      const { language, ...asked } = request.body;
      const { findings, ...report } = await domainReport(service, asked);
      return { ...report, findings: findings.map((finding) => findingAnswer(finding, language)) };
    },
  );
}
