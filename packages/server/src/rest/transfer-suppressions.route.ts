import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { principalOf } from '../access/authenticate.ts';
import { exportSuppressions, importSuppressions, type ExportedSuppression } from '../answers/transfer-suppressions.ts';
import type { Service } from '../service.ts';
import { guarded, importFormats } from '../suppressions/read-import.ts';
import { problemSchema } from './schemas.ts';
import { suppressionAnswer } from './list-suppressions.route.ts';
import { tenantHeader, tenantOf } from './tenant.ts';

const bodyLimit = 32 * 1024 * 1024;
const formatOfType: Readonly<Record<string, (typeof importFormats)[number]>> = {
  'text/csv': 'csv',
  'application/jsonl': 'jsonl',
  'application/x-ndjson': 'jsonl',
};

const columns = [
  'address',
  'cause',
  'since',
  'until',
  'stream',
  'reason',
  'successor',
  'active',
  'ended',
  'category',
  'ruleId',
  'ruleVersion',
  'createdBy',
  'liftedAt',
  'liftedBy',
  'liftReason',
  'id',
] as const;

/** Blocks in and out as files: CSV, or one JSON object a line. What goes out can come in elsewhere. */
export function transferSuppressionsRoutes(app: FastifyInstance, service: Service): void {
  app.register(async (scoped) => {
    const typed = scoped.withTypeProvider<ZodTypeProvider>();
    scoped.addContentTypeParser(Object.keys(formatOfType), { parseAs: 'string', bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    typed.post(
      '/v1/suppressions/import',
      {
        bodyLimit,
        config: { scope: 'suppressions:write' },
        schema: {
          operationId: 'importSuppressions',
          tags: ['suppressions'],
          summary: 'Take over blocks that were kept elsewhere',
          description:
            'Content type text/csv (a header names the columns) or application/x-ndjson, up to 100,000 lines: address, and where known cause, since, until, stream, reason, and of a retired address its successor. Safe to repeat. Each line is judged for itself; lines with active=false or an until that is past are skipped.',
          headers: tenantHeader,
          consumes: Object.keys(formatOfType),
          body: z
            .string()
            .min(1, { message: 'the file is empty' })
            .meta({ description: 'The file.', examples: ['address,cause\nann@example.com,complaint\n'] }),
          response: {
            200: z.object({
              added: z.int().meta({ description: 'Blocks that were not there yet.' }),
              duplicates: z.int(),
              skipped: z.int().meta({ description: 'Lines of what does not block any more.' }),
              refused: z.array(z.object({ line: z.int(), path: z.string().nullable(), message: z.string() })),
            }),
            400: problemSchema,
            413: problemSchema,
            415: problemSchema,
            503: problemSchema,
          },
        },
      },
      async (request) => {
        const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
        const imported = await importSuppressions(
          service,
          principalOf(request),
          tenantOf(request, service),
          request.body,
          formatOfType[type] ?? 'jsonl',
          new Date(),
        );
        return { ...imported, refused: [...imported.refused] };
      },
    );
  });

  app.withTypeProvider<ZodTypeProvider>().get(
    '/v1/suppressions/export',
    {
      config: { scope: 'mail:read' },
      schema: {
        operationId: 'exportSuppressions',
        tags: ['suppressions'],
        summary: 'All blocks as a file',
        description:
          'One line a block, recipient by recipient, as text/csv or application/x-ndjson; with addresses that are to be retired. The key needs addresses:read.',
        headers: tenantHeader,
        querystring: z.strictObject({
          format: z.enum(importFormats).default('csv'),
          activeOnly: z
            .stringbool({ error: 'give true or false' })
            .default(true)
            .meta({ description: 'false: with the history.' }),
        }),
        response: { 200: z.string(), 400: problemSchema, 403: problemSchema, 503: problemSchema },
      },
      // The file is a stream and passes by; a problem is JSON.
      serializerCompiler: () => (value) => JSON.stringify(value),
    },
    async (request, reply) => {
      const { format, activeOnly } = request.query;
      const blocks = exportSuppressions(service, principalOf(request), tenantOf(request, service), activeOnly, new Date());
      void reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="suppressions.${format}"`);
      // The document says text; it goes out as it is read.
      const file = Readable.from(format === 'csv' ? csvOf(blocks) : jsonLinesOf(blocks)) as unknown as string;
      return reply.send(file);
    },
  );
}

async function* csvOf(blocks: AsyncIterable<readonly ExportedSuppression[]>): AsyncGenerator<string> {
  yield stringify([columns]);
  for await (const some of blocks) {
    // `escape_formulas`: a spreadsheet must not run what a stranger's address says.
    if (some.length > 0)
      yield stringify(some.map(lineOf), {
        columns: [...columns],
        escape_formulas: true,
        cast: { boolean: String, string: (text) => (guarded.test(text) ? `'${text}` : text) },
      });
  }
}

async function* jsonLinesOf(blocks: AsyncIterable<readonly ExportedSuppression[]>): AsyncGenerator<string> {
  for await (const some of blocks) yield some.map((row) => `${JSON.stringify(lineOf(row))}\n`).join('');
}

function lineOf({ active, ...row }: ExportedSuppression): Record<(typeof columns)[number], unknown> {
  return { ...suppressionAnswer({ ...row, active: active === true }, row.address), active, successor: row.successor };
}
