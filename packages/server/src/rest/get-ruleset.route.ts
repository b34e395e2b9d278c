import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Service } from '../service.ts';

/** The active ruleset as a document: a client that loads it gives the same verdicts, and proves it with the digest. */
export function getRuleset(app: FastifyInstance, service: Service): void {
  const { digest, ruleset } = service.classifier;
  const body = JSON.stringify({ digest, ruleset });
  const etag = `"${digest}"`;
  app.get(
    '/v1/ruleset',
    {
      schema: {
        operationId: 'getRuleset',
        tags: ['rules'],
        summary: 'The active ruleset, whole',
        response: {
          304: z.null(),
          200: z.object({
            digest: z.string(),
            ruleset: z.object({
              plugins: z.array(
                z.looseObject({ id: z.string(), version: z.string(), name: z.string(), rules: z.array(z.looseObject({})) }),
              ),
            }),
          }),
        },
      },
      serializerCompiler: () => (value) => (value as string | null) ?? '',
    },
    async (request, reply) => {
      void reply.header('etag', etag).header('cache-control', 'no-cache').type('application/json');
      if (request.headers['if-none-match'] === etag) return reply.status(304).send(null);
      return reply.send(body);
    },
  );
}
