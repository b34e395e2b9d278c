import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { classifyReturnedMail } from '../answers/classify-report.ts';
import { badArgument } from '../errors.ts';
import { maxReportBytes } from '../events/decode.ts';
import type { Service } from '../service.ts';
import {
  audienceSchema,
  classificationSchema,
  explanationSchema,
  languageSchema,
  problemSchema,
  smtpReplySchema,
} from './schemas.ts';

/** Of base64, and of text that JSON escapes. */
const bodyLimit = 2 * maxReportBytes;
const text = z.string().nullable();

const originalSchema = z
  .object({
    messageId: text.meta({ description: 'Without angle brackets.' }),
    envelopeId: text.meta({ description: 'Original-Envelope-Id (RFC 3464 §2.2.1).' }),
    from: text,
    subject: text,
    date: text,
    feedbackId: text,
    returnPath: text,
    recipientFromVerp: text.meta({ description: 'The recipient that the return path carries.' }),
    listId: text,
    authenticatedSender: text.meta({ description: 'Account that handed it in, as a server noted it.' }),
    hosts: z.array(z.string()).meta({ description: 'That its Received fields name, the last one first.' }),
    signedBy: z.array(z.string()).meta({ description: 'Domains of its DKIM signatures, not verified.' }),
  })
  .meta({ id: 'OriginalMail', description: 'The mail that a report speaks of, as far as it tells.' });

const classifiedReportSchema = z
  .object({
    kind: z.string().meta({
      description:
        'bounce, delayed, delivered, complaint, auto-reply, challenge-response, displayed, unsubscribe-request, not-a-report, unknown. An open list.',
    }),
    meaning: z.string().meta({ description: 'The kind in a sentence.' }),
    reader: text.meta({ description: 'Which reader understood it.' }),
    recipients: z
      .array(
        z.object({
          recipient: z.string(),
          originalRecipient: text.meta({ description: 'The address that was mailed, where it forwards.' }),
          action: text.meta({ description: 'failed, delayed, delivered, relayed, expanded (RFC 3464 §2.3.3).' }),
          reply: smtpReplySchema.nullable(),
          status: text.meta({ description: 'The Status field as sent.' }),
          remoteMta: text,
          command: text,
          classification: classificationSchema,
          explanation: explanationSchema,
        }),
      )
      .meta({ description: 'Whom it speaks of, at most 100.' }),
    original: originalSchema,
    signs: z.array(z.string()).meta({ description: 'Of how the returned mail was sent. An open list.' }),
    reportingMta: text,
    messageId: text.meta({ description: 'Of the report itself.' }),
    date: text,
    feedbackType: text.meta({ description: 'Of a feedback report (RFC 5965).' }),
  })
  .meta({ id: 'ClassifiedReport', description: 'A returned mail, read and judged.' });

export function classifyReportRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/reports/classify',
    {
      bodyLimit,
      config: { scope: 'rules:read' },
      schema: {
        operationId: 'classifyReport',
        tags: ['rules'],
        summary: 'What the rules say of a returned mail',
        description:
          'For somebody with a bounce at hand. Nothing is stored. What a mail program shows does not prove that a machine sent it: that is taken on your word.',
        body: z.strictObject({
          mail: z
            .string()
            .min(1, { message: 'give the mail' })
            .max(maxReportBytes, { message: `give at most ${maxReportBytes} characters` })
            .optional()
            .meta({
              description: 'Its source, or the words that a mail program shows of it.',
              examples: ['<ann@example.com>: host mx.example.com said: 552 5.2.2 Mailbox full (in reply to RCPT TO command)'],
            }),
          raw: z
            .base64({ error: 'give the mail as base64' })
            .max(Math.ceil(maxReportBytes / 3) * 4, { message: `give at most ${maxReportBytes} bytes of mail` })
            .optional()
            .meta({ description: 'Its source in base64, in place of `mail`: for a file, whatever its character set.' }),
          language: languageSchema,
          audience: audienceSchema,
        }),
        response: { 200: classifiedReportSchema, 400: problemSchema, 413: problemSchema },
      },
    },
    async (request) => {
      const { mail, raw, ...reader } = request.body;
      if ((mail === undefined) === (raw === undefined))
        throw badArgument('mail', 'give mail, as text, or raw, as base64: one of the two');
      const report = classifyReturnedMail(service.classifier, { mail: mail ?? Buffer.from(raw ?? '', 'base64'), ...reader });
      return {
        ...report,
        signs: [...report.signs],
        original: { ...report.original, hosts: [...report.original.hosts], signedBy: [...report.original.signedBy] },
        recipients: report.recipients.map(({ classification, ...recipient }) => ({
          ...recipient,
          classification: { ...classification, runnersUp: [...classification.runnersUp] },
        })),
      };
    },
  );
}
