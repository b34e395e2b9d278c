import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '../errors.ts';
import { findRuleset } from '../queries/ruleset.query.ts';
import type { Service } from '../service.ts';
import { problemSchema } from './schemas.ts';

const rulesetSchema = z.object({
  digest: z.string(),
  ruleset: z.object({
    plugins: z.array(z.looseObject({ id: z.string(), version: z.string(), name: z.string(), rules: z.array(z.looseObject({})) })),
  }),
});
/** The documents are ours, and long: they go out as they are kept. */
const asKept = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : ((value as string | null) ?? '');

/** The active ruleset as a document: a client that loads it gives the same verdicts, and proves it with the digest. */
export function getRuleset(app: FastifyInstance, service: Service): void {
  const { digest, ruleset } = service.classifier;
  const body = JSON.stringify({ digest, ruleset });
  const etag = `"${digest}"`;
  app.get(
    '/v1/ruleset',
    {
      config: { scope: 'rules:read' },
      schema: {
        operationId: 'getRuleset',
        tags: ['rules'],
        summary: 'The active ruleset, whole',
        response: {
          304: z.null(),
          200: rulesetSchema,
        },
      },
      serializerCompiler: () => asKept,
    },
    async (request, reply) => {
      void reply.header('etag', etag).header('cache-control', 'no-cache').type('application/json');
      if (request.headers['if-none-match'] === etag) return reply.status(304).send(null);
      return reply.send(body);
    },
  );

  app.get<{ Params: { digest: string } }>(
    '/v1/rulesets/:digest',
    {
      config: { scope: 'rules:read' },
      schema: {
        operationId: 'getRulesetByDigest',
        tags: ['rules'],
        summary: 'A ruleset that gave verdicts here, now or earlier',
        params: z.object({
          digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, { message: 'give the digest of a ruleset, sha256:…' }),
        }),
        response: { 200: rulesetSchema, 400: problemSchema, 404: problemSchema },
      },
      serializerCompiler: () => asKept,
    },
    async (request, reply) => {
      const document = await findRuleset(service.operatorReads, request.params.digest);
      if (document === null) throw new Fault('not-found', 'No ruleset with this digest ever gave a verdict here');
      return reply.type('application/json').send(`{"digest":${JSON.stringify(request.params.digest)},"ruleset":${document}}`);
    },
  );
}
