import { explain, parseReply } from '@bezorgd/rules';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
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
      const { command, mxHost, language, audience } = request.body;
      const reply = parseReply(request.body.reply);
      const classification = service.classifier.classify({ reply, command: command ?? null, mxHost: mxHost ?? null });
      const { category, permanence, scope } = classification.verdict;
      const { ruleId } = classification;
      return {
        reply,
        classification: { ...classification, runnersUp: [...classification.runnersUp] },
        explanation: explain({ category, permanence, scope, ...(ruleId !== null && { ruleId }) }, service.classifier.ruleset, {
          language,
          audience,
        }),
      };
    },
  );
}
