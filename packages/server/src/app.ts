import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { principalOf, requireKeys } from './access/authenticate.ts';
import { createContext, type GraphQLContext } from './graphql/context.ts';
import { createSchema } from './graphql/schema.ts';
import { takeDocument } from './graphql/trusted-documents.ts';
import { createApolloServer, withStatus } from './graphql/server.ts';
import { subscriptionRoute } from './graphql/stream.ts';
import { alertsRoutes } from './rest/alerts.route.ts';
import { apiKeysRoutes } from './rest/api-keys.route.ts';
import { attentionRoutes } from './rest/attention.route.ts';
import { auditRoute } from './rest/audit.route.ts';
import { changeSuppressionsRoutes } from './rest/change-suppressions.route.ts';
import { checkAddressRoute } from './rest/check-address.route.ts';
import { checkDomainRoute } from './rest/check-domain.route.ts';
import { checkSuppressionsRoute } from './rest/check-suppressions.route.ts';
import { classifyReportRoute } from './rest/classify-report.route.ts';
import { classifyRoute } from './rest/classify.route.ts';
import { findRecipientRoute } from './rest/find-recipient.route.ts';
import { getDelivery } from './rest/get-delivery.route.ts';
import { getMessage } from './rest/get-message.route.ts';
import { getRuleset } from './rest/get-ruleset.route.ts';
import { health } from './rest/health.route.ts';
import { home } from './rest/home.route.ts';
import { listDeliveriesRoute } from './rest/list-deliveries.route.ts';
import { privacyRoutes } from './rest/privacy.route.ts';
import { listSuppressionsRoutes } from './rest/list-suppressions.route.ts';
import { retireAddressRoutes } from './rest/retire-address.route.ts';
import { transferSuppressionsRoutes } from './rest/transfer-suppressions.route.ts';
import { postEvents } from './rest/post-events.route.ts';
import { quarantineRoutes } from './rest/quarantine.route.ts';
import { reportsRoutes } from './rest/reports.route.ts';
import { statisticsRoutes } from './rest/statistics.route.ts';
import { streamRoute } from './rest/stream.route.ts';
import { webhooksRoutes } from './rest/webhooks.route.ts';
import { withoutTwins } from './rest/openapi.ts';
import { answerBadPath, answerProblems } from './rest/problems.ts';
import { refuseUnknownParameters } from './rest/schemas.ts';
import { askedTenantOf, tenantOf } from './rest/tenant.ts';
import type { Service } from './service.ts';

/** A query of 64 KiB is far more than the token limit lets through. */
const graphqlBodyLimit = 64 * 1024;

/** Both doors on one HTTP server; not listening yet. */
export async function createApp(service: Service, log: Logger): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    // A body that does not arrive holds a connection, and the end of the service, no longer than this.
    requestTimeout: 30_000,
    onProtoPoisoning: 'remove',
    onConstructorPoisoning: 'remove',
    frameworkErrors: answerBadPath,
    routerOptions: { maxParamLength: 3000 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerProblems(app, log);
  requireKeys(app, service.callers, service.rateLimit);
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bezorgd',
        version: '1',
        description: 'Did the mail arrive, if not why, whose move is it, and may we mail this address again.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer', description: 'An API key.' } } },
      security: [{ apiKey: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });

  refuseUnknownParameters(app);

  home(app);
  postEvents(app, service);
  listDeliveriesRoute(app, service);
  getDelivery(app, service);
  getMessage(app, service);
  checkSuppressionsRoute(app, service);
  changeSuppressionsRoutes(app, service);
  listSuppressionsRoutes(app, service);
  transferSuppressionsRoutes(app, service);
  statisticsRoutes(app, service);
  privacyRoutes(app, service);
  checkAddressRoute(app, service);
  checkDomainRoute(app, service);
  attentionRoutes(app, service);
  retireAddressRoutes(app, service);
  findRecipientRoute(app, service);
  reportsRoutes(app, service);
  classifyRoute(app, service);
  classifyReportRoute(app, service);
  getRuleset(app, service);
  streamRoute(app, service);
  webhooksRoutes(app, service);
  alertsRoutes(app, service);
  quarantineRoutes(app, service);
  apiKeysRoutes(app, service);
  auditRoute(app, service);
  health(app, service);
  app.get('/openapi.json', { schema: { hide: true } }, async () => withoutTwins(app.swagger()));

  const schema = await createSchema();
  const contextOf = (request: FastifyRequest): GraphQLContext =>
    createContext(service, principalOf(request), tenantOf(request, service), askedTenantOf(request, service));
  subscriptionRoute(app, service, { schema, log, contextOf });
  const apollo = createApolloServer(schema, log, service.compileQueries);
  await apollo.start();
  app.route({
    url: '/graphql',
    // A GET could carry another document than the one that was judged.
    method: 'POST',
    schema: { hide: true },
    // What it costs is known when the query is.
    config: { scope: 'any', cost: 0 },
    bodyLimit: graphqlBodyLimit,
    preHandler: async (request) => takeDocument(request, service.trust, service.documents, log),
    handler: fastifyApolloHandler(apollo, {
      context: async (request) => {
        try {
          return contextOf(request);
        } catch (error) {
          throw withStatus(error);
        }
      },
    }),
  });
  app.addHook('onClose', () => apollo.stop());
  return app;
}
