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
import type { Response } from 'graphql-sse';
import { createHandler } from 'graphql-sse/lib/use/fastify';
import type { Logger } from 'pino';
import { isStillAllowed } from '../access/authenticate.ts';
import { Fault } from '../errors.ts';
import type { Service } from '../service.ts';
import { createContext, type GraphQLContext } from './context.ts';
import { admit } from './limits.ts';
import { takeDocument } from './trusted-documents.ts';
import { formatGraphQLError, maxTokens } from './server.ts';

const checkKeyMs = 15_000;

/**
 * Subscriptions, over server-sent events (GraphQL over SSE, distinct connections): the same keys, scopes and limits as
 * queries have. The queue of each is bounded where it comes from, in `push/live.ts`.
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
  const cleaned = (result: ExecutionResult): ExecutionResult =>
    result.errors ? { ...result, errors: result.errors.map(clean) } : result;
  const handler = createHandler({
    schema,
    onSubscribe: ({ raw: request }, { query, operationName, variables }) => {
      try {
        const document = parse(query, { maxTokens });
        const errors = validate(schema, document);
        if (errors.length > 0) return refused(errors.map(clean));
        const operation = getOperationAST(document, operationName);
        if (operation?.operation !== 'subscription')
          throw new Fault('bad-request', 'Send one subscription here; queries and mutations go to /graphql');
        const contextValue = { ...contextOf(request) };
        admit(schema, document, operation, variables ?? {}, contextValue);
        return { schema, document, operationName: operationName ?? null, variableValues: variables ?? {}, contextValue };
      } catch (error) {
        return refused([clean(error)]);
      }
    },
    subscribe: (args) => subscribe(args as ExecutionArgs, cleaned, clean),
  });
  app.post(
    '/graphql/stream',
    { schema: { hide: true }, config: { scope: 'mail:read' }, bodyLimit: 64 * 1024 },
    async (request, reply) => {
      takeDocument(request, service.trust, service.documents, log);
      reply.hijack();
      const check = setInterval(() => {
        void isStillAllowed(request, service.callers, new Date()).then(
          (allowed) => allowed || reply.raw.destroy(),
          () => {},
        );
      }, checkKeyMs);
      reply.raw.on('close', () => clearInterval(check));
      try {
        await handler(request, reply);
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'A subscription broke');
        reply.raw.destroy();
      }
    },
  );
}

function refused(errors: readonly GraphQLError[]): Response {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return [JSON.stringify({ errors }), { status: 400, statusText: 'Bad Request', headers }];
}

/** As graphql's own, with a context of its own for each event: what was read for one is not the truth at the next. */
async function subscribe(
  args: ExecutionArgs,
  cleaned: (result: ExecutionResult) => ExecutionResult,
  clean: (error: unknown) => GraphQLError,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return cleaned(source);
  const iterator = source[Symbol.asyncIterator]();
  const { service, principal, tenant, askedTenant } = args.contextValue as GraphQLContext;
  let ended = false;
  const results: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      if (ended) return { done: true, value: undefined };
      try {
        const { done, value } = await iterator.next();
        if (done) return { done: true, value: undefined };
        return {
          done: false,
          value: cleaned(
            await execute({ ...args, rootValue: value, contextValue: createContext(service, principal, tenant, askedTenant) }),
          ),
        };
      } catch (error) {
        ended = true;
        return { done: false, value: { errors: [clean(error)] } };
      }
    },
    async return() {
      ended = true;
      await iterator.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
