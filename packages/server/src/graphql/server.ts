import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { Fault, faults, isStoreUnavailable } from '../errors.ts';
import { compiledExecution } from './compiled.ts';
import type { GraphQLContext } from './context.ts';
import { admit } from './limits.ts';

/** Of one query. */
export const maxTokens = 2000;

/** @param compile Run operations as compiled functions; see `compiled.ts`. */
export function createApolloServer(schema: GraphQLSchema, log: Logger, compile: boolean): ApolloServer<GraphQLContext> {
  return new ApolloServer<GraphQLContext>({
    ...(compile ? { gateway: compiledExecution(schema) } : { schema }),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens },
    maxRecursiveSelections: true,
    // Its hook on every field would halve the speed of lists, and nothing here is cached by it.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), limitsPlugin],
    formatError: (formatted, error) => formatGraphQLError(formatted, error, log),
  });
}

const limitsPlugin: ApolloServerPlugin<GraphQLContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ schema, document, operation, request, contextValue }) {
        if (!operation) return;
        if (operation.operation === 'subscription')
          throw withStatus(new Fault('bad-request', 'Subscriptions are answered at /graphql/stream, as server-sent events'));
        try {
          admit(schema, document, operation, request.variables ?? {}, contextValue);
        } catch (error) {
          throw withStatus(error);
        }
      },
    };
  },
};

/** A fault before execution is the answer as a whole, and has its HTTP status (GraphQL over HTTP); other errors as they are. */
export function withStatus(error: unknown): unknown {
  if (!(error instanceof Fault)) return error;
  const { http: status, retry } = faults[error.code];
  const headers = new Map(retry ? [['retry-after', String(error.retryAfterSeconds ?? 5)]] : []);
  return new GraphQLError(error.message, { originalError: error, extensions: { http: { status, headers } } });
}

/** Codes and fields of our own faults; nothing of the inside for what is unexpected. */
export function formatGraphQLError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? error.originalError : error;
  if (original instanceof Fault) {
    const code = original.code.replaceAll('-', '_').toUpperCase();
    return {
      ...formatted,
      message: original.message,
      extensions: {
        code,
        ...(original.fields.length > 0 && { fields: original.fields }),
        ...(original.retryAfterSeconds !== null && { retryAfterSeconds: original.retryAfterSeconds }),
      },
    };
  }
  if (isStoreUnavailable(original)) {
    log.warn({ error: (original as Error).message }, 'A query could not reach the database');
    return { ...formatted, message: faults['store-unavailable'].title, extensions: { code: 'STORE_UNAVAILABLE', retry: true } };
  }
  if (original && !(original instanceof GraphQLError)) {
    log.error({ error: original instanceof Error ? original.message : String(original), path: formatted.path }, 'A query failed');
    return { ...formatted, message: faults.internal.title, extensions: { code: 'INTERNAL' } };
  }
  const { code, http: _http, ...extensions } = formatted.extensions ?? {};
  // Suggestions would tell the schema's names to those who may not see it.
  return {
    ...formatted,
    message: formatted.message.replace(/ Did you mean .*\?$/, ''),
    extensions: { ...extensions, code: code ?? 'BAD_REQUEST' },
  };
}
