import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isStillAllowed } from '../access/authenticate.ts';
import { badArgument, Fault, faults } from '../errors.ts';
import { EventStream } from '../push/event-stream.ts';
import { positionText, type LiveStream } from '../push/live.ts';
import type { Service } from '../service.ts';
import { createContext, type GraphQLContext } from './context.ts';
import { admit } from './limits.ts';
import { takeDocument } from './trusted-documents.ts';
import { formatGraphQLError, maxTokens, withStatus } from './server.ts';

type Subscription = ExecutionArgs & { readonly contextValue: GraphQLContext };

/**
 * Subscriptions, over server-sent events (GraphQL over SSE, distinct connections): the same keys, scopes and limits as
 * queries have. An event is worked out when the reader has taken the one before.
 */
export function subscriptionRoute(
  app: FastifyInstance,
  service: Service,
  { schema, contextOf, log }: { schema: GraphQLSchema; contextOf: (request: FastifyRequest) => GraphQLContext; log: Logger },
): void {
  const clean = (error: unknown): GraphQLError => {
    const original = error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });
    const { message, extensions, path } = formatGraphQLError(original.toJSON(), error, log);
    return new GraphQLError(message, { extensions: extensions ?? {}, path: path ?? null });
  };
  const next = ({ errors, ...result }: ExecutionResult): string =>
    `event: next\ndata: ${JSON.stringify({ ...(errors && { errors: errors.map(clean) }), ...result })}\n\n`;
  const complete = 'event: complete\ndata:\n\n';

  app.post(
    '/graphql/stream',
    { schema: { hide: true }, config: { scope: 'mail:read' }, bodyLimit: 64 * 1024 },
    async (request, reply) => {
      takeDocument(request, service.trust, service.documents, log);
      let asked: Subscription;
      try {
        asked = subscriptionOf(schema, request.body, contextOf(request));
      } catch (error) {
        const errors = (error instanceof AggregateError ? error.errors : [error]).map(clean);
        return reply.status(statusOf(error)).type('application/json; charset=utf-8').send({ errors });
      }
      reply.hijack();
      let live: LiveStream | null = null;
      // An id without an event is no event to any reader, and tells one that never had any where to go on.
      const alive = (): string => (live ? `: alive\nid: ${positionText(live.position())}\n\n` : ':\n\n');
      const out = new EventStream(reply.raw, {
        isAllowed: () => isStillAllowed(request, service.callers, new Date()),
        heartbeat: alive,
        lastWords: (fault) => next({ errors: [clean(fault)] }) + complete,
      });
      const onStream = (stream: LiveStream): void => {
        live = stream;
        out.follow(stream);
      };
      try {
        // A reader knows by this that it is heard.
        await out.write(':\n\n');
        const source = await createSourceEventStream({ ...asked, contextValue: { ...asked.contextValue, onStream } });
        if (live) await out.write(alive());
        if (!(Symbol.asyncIterator in source)) await out.write(next(source) + complete);
        else for await (const event of source) await out.write(next(await resultOf(asked, event)));
        out.end(null);
      } catch (error) {
        if (!(error instanceof Fault)) log.warn({ error: (error as Error).message }, 'A subscription broke');
        out.end(error instanceof Fault ? error : new Fault('internal', 'The subscription broke; come back'));
      }
    },
  );
}

function statusOf(error: unknown): number {
  const answered = withStatus(error);
  const { http } = (answered instanceof GraphQLError ? answered.extensions : {}) as { http?: { status: number } };
  return http?.status ?? faults['bad-request'].http;
}

/** Throws a fault, a GraphQLError, or an AggregateError of them. */
function subscriptionOf(schema: GraphQLSchema, body: unknown, contextValue: GraphQLContext): Subscription {
  const { query, operationName = null, variables = null } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string') throw badArgument('query', 'give the subscription as text');
  if (operationName !== null && typeof operationName !== 'string') throw badArgument('operationName', 'give a name, or none');
  if (typeof variables !== 'object' || Array.isArray(variables)) throw badArgument('variables', 'give an object, or none');
  const document = parse(query, { maxTokens });
  const errors = validate(schema, document);
  if (errors.length > 0) throw new AggregateError(errors);
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== 'subscription')
    throw new Fault('bad-request', 'Send one subscription here; queries and mutations go to /graphql');
  const variableValues = (variables ?? {}) as Readonly<Record<string, unknown>>;
  admit(schema, document, operation, variableValues, contextValue);
  return { schema, document, operationName, variableValues, contextValue };
}

/** With a context of its own for each event: what was read for one is not the truth at the next. */
async function resultOf(asked: Subscription, event: unknown): Promise<ExecutionResult> {
  const { service, principal, tenant, askedTenant } = asked.contextValue;
  return execute({ ...asked, rootValue: event, contextValue: createContext(service, principal, tenant, askedTenant) });
}
