import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { encodeKeyCursor, type ApiKey } from '../access/api-keys.ts';
import { principalOf } from '../access/authenticate.ts';
import { roles } from '../access/roles.ts';
import { createApiKey } from '../answers/create-api-key.ts';
import { listApiKeys } from '../answers/list-api-keys.ts';
import { Fault } from '../errors.ts';
import type { Service } from '../service.ts';
import { instant, pageQuery, problemSchema } from './schemas.ts';
import { askedTenantOf, tenantHeader } from './tenant.ts';

const apiKeySchema = z
  .object({
    id: z.string().meta({ description: 'As it stands in the key and in the audit log.' }),
    name: z.string(),
    tenant: z.string().nullable().meta({ description: 'Null: for every tenant.' }),
    roles: z.array(z.enum(roles)),
    createdAt: instant,
    createdBy: z.string().meta({ description: 'The key with which it was made.' }),
    expiresAt: instant.nullable().meta({ description: 'Null: does not end.' }),
    revokedAt: instant.nullable(),
    lastUsedOn: z.iso.date().nullable().meta({ description: 'Null: never used.' }),
  })
  .meta({ id: 'ApiKey', description: 'A key for programs and people. Its secret is not kept.' });

const createdApiKeySchema = z
  .object({
    key: z.string().meta({ description: 'Send it as "authorization: Bearer <key>". Shown this once.' }),
    apiKey: apiKeySchema,
  })
  .meta({ id: 'CreatedApiKey', description: 'A new key, with what to send.' });

function apiKeyAnswer({ keyId, ...row }: ApiKey): z.infer<typeof apiKeySchema> {
  return {
    id: keyId,
    name: row.name,
    tenant: row.tenant,
    roles: [...row.roles],
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedOn: row.lastUsedOn?.toISOString().slice(0, 10) ?? null,
  };
}

/** Who may ask. */
export function apiKeysRoutes(app: FastifyInstance, service: Service): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const config = { scope: 'keys:write' } as const;
  const common = { tags: ['api-keys'], headers: tenantHeader };

  typed.post(
    '/v1/api-keys',
    {
      config,
      schema: {
        ...common,
        operationId: 'createApiKey',
        summary: 'Make a key',
        description: 'To rotate one, make the next, change over, and revoke the first.',
        body: z.strictObject({
          name: z.string().max(200).meta({ description: 'Who or what will use it.' }),
          roles: z.array(z.enum(roles)).min(1),
          tenant: z.string().max(63).optional().meta({
            description: 'The one you ask for when absent; a key of every tenant that asks for none makes one for every tenant.',
          }),
          expiresAt: instant.optional().meta({ description: 'From then on it does not work.' }),
        }),
        response: { 201: createdApiKeySchema, 400: problemSchema, 503: problemSchema },
      },
    },
    async (request, reply) => {
      const { expiresAt, ...asked } = request.body;
      const { key, apiKey } = await createApiKey(
        service,
        principalOf(request),
        askedTenantOf(request, service),
        { ...asked, expiresAt: expiresAt === undefined ? null : new Date(expiresAt) },
        new Date(),
      );
      return reply.status(201).send({ key, apiKey: apiKeyAnswer(apiKey) });
    },
  );
  typed.get(
    '/v1/api-keys',
    {
      config,
      schema: {
        ...common,
        operationId: 'listApiKeys',
        summary: 'The keys of your tenant, newest first',
        description:
          'A key of every tenant that asks for none sees those of all. Go on with `after` = `endCursor` while there is a next page.',
        querystring: z.strictObject(pageQuery),
        response: {
          200: z.object({ apiKeys: z.array(apiKeySchema), hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          400: problemSchema,
          503: problemSchema,
        },
      },
    },
    async (request) => {
      const { rows, hasNextPage } = await listApiKeys(service, askedTenantOf(request, service), request.query);
      const last = rows.at(-1);
      return { apiKeys: rows.map(apiKeyAnswer), hasNextPage, endCursor: last ? encodeKeyCursor(last.keyId) : null };
    },
  );
  typed.post(
    '/v1/api-keys/:id/revoke',
    {
      config,
      schema: {
        ...common,
        operationId: 'revokeApiKey',
        summary: 'End a key',
        description: 'Other servers know it within half a minute; open streams of the key end. Twice is once.',
        params: z.object({ id: z.string().max(100).meta({ description: 'As it stands in the key, after bzd_.' }) }),
        response: { 200: apiKeySchema, 400: problemSchema, 404: problemSchema, 503: problemSchema },
      },
    },
    async (request) => {
      const { id } = request.params;
      const tenant = askedTenantOf(request, service);
      const revoked = await service.apiKeys.revoke(id, tenant, principalOf(request).name);
      if (!revoked) throw new Fault('api-key-unknown', 'id: there is no such key');
      return apiKeyAnswer(revoked);
    },
  );
}
