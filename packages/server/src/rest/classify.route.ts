import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { classifyReply } from '../answers/classify-reply.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { Service } from '../service.ts';
import {
  audienceSchema,
  classificationSchema,
  commandSchema,
  explanationSchema,
  languageSchema,
  problemSchema,
  smtpReplySchema,
} from './schemas.ts';

export function classifyRoute(app: FastifyInstance, service: Service): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/v1/classify',
    {
      config: { scope: 'rules:read' },
      schema: {
        operationId: 'classify',
        tags: ['rules'],
        summary: 'What the rules say of a reply',
        description: 'Nothing is stored.',
        body: z.strictObject({
          reply: z
            .string()
            .min(1, { message: 'give the reply' })
            .max(64_000, { message: 'give at most 64000 characters' })
            .meta({ examples: ['550 5.1.1 User unknown'] }),
          command: commandSchema.optional(),
          mxHost: z.string().max(255).optional(),
          recipient: mailAddressSchema.optional().meta({
            description:
              'Who the mail was for. Words of this address count for nothing, as in the verdict of an event; spans stay places in the reply as given.',
          }),
          language: languageSchema,
          audience: audienceSchema,
        }),
        response: {
          200: z.object({ reply: smtpReplySchema, classification: classificationSchema, explanation: explanationSchema }),
          400: problemSchema,
        },
      },
    },
    async (request) => {
      const { command = null, mxHost = null, recipient = null, ...asked } = request.body;
      const { classification, ...answer } = classifyReply(service.classifier, { ...asked, command, mxHost, recipient });
      return { ...answer, classification: { ...classification, runnersUp: [...classification.runnersUp] } };
    },
  );
}
