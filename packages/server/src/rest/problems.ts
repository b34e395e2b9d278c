import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ProviderUnreachable } from '../access/tokens.ts';
import { Fault, faults, isStoreUnavailable, type FaultCode, type FieldProblem } from '../errors.ts';

/** What to do about a body that is too large. */
const smaller: Readonly<Record<string, string>> = {
  '/v1/events': 'send fewer events at once',
  '/v1/suppressions/import': 'send the file in parts',
  '/graphql': 'ask in several requests',
  '/graphql/stream': 'ask for less in one subscription',
};

/** Every failure leaves as application/problem+json; the unexpected is logged, and tells nothing of the inside. */
export function answerProblems(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof Fault) return send(reply, error.code, error.message, error.fields, error.retryAfterSeconds ?? undefined);
    if (error instanceof ProviderUnreachable) {
      log.warn({ error: error.message }, 'The identity provider could not be reached');
      return send(reply, 'provider-unavailable', 'The identity provider cannot be reached; an API key still works');
    }
    if (error.validation) {
      const fields = error.validation.flatMap(({ keyword, instancePath, message, params }) =>
        fieldProblems({
          ...params,
          code: keyword,
          path: instancePath.split('/').filter((part) => part !== ''),
          message: message ?? 'is not valid',
        }),
      );
      return send(
        reply,
        'bad-request',
        fields.map((field) => (field.path ? `${field.path}: ${field.message}` : field.message)).join('; '),
        fields,
      );
    }
    if (error.statusCode === 413)
      return send(
        reply,
        'payload-too-large',
        `The request body is too large: ${smaller[request.routeOptions.url ?? ''] ?? `send at most ${request.routeOptions.bodyLimit} bytes`}`,
      );
    if (error.statusCode === 415) return send(reply, 'unsupported-media-type', 'Send application/json');
    if (error.statusCode && error.statusCode < 500) return send(reply, 'bad-request', error.message);
    if (isStoreUnavailable(error)) {
      log.warn({ error: error.message, route: request.routeOptions.url }, 'A request could not reach the database');
      return send(reply, 'store-unavailable', 'The database cannot be reached; the same request is safe to send again');
    }
    log.error({ error: error.message, stack: error.stack, route: request.routeOptions.url }, 'A request failed');
    return send(reply, 'internal', 'Something went wrong on our side; the same request is safe to send again');
  });
  app.setNotFoundHandler((_request, reply) => send(reply, 'not-found', 'There is nothing at this address: see /openapi.json'));
}

/** What zod says of a value. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of a field that nobody knows. */
  readonly keys?: readonly string[];
  /** Of a choice: what each of its schemas says. */
  readonly errors?: readonly (readonly Issue[])[];
}

/** Field by field; of a choice, what is wrong by the schema that needs the least mending. */
function fieldProblems({ code, path, message, keys, errors }: Issue): readonly FieldProblem[] {
  const at = (...more: readonly PropertyKey[]): string => [...path, ...more].map(String).join('.');
  if (code === 'unrecognized_keys' && keys)
    return keys.map((key) => ({ path: at(key), message: 'there is no such field here: leave it out, or mend its spelling' }));
  if (code !== 'invalid_union' || !errors || errors.length === 0) return [{ path: at(), message }];
  const choices = errors.map((issues) => issues.flatMap((issue) => fieldProblems({ ...issue, path: [...path, ...issue.path] })));
  return choices.reduce((best, choice) => (choice.length < best.length ? choice : best));
}

/** A path that is no text, before any route is found. */
export function answerBadPath(_error: unknown, _request: FastifyRequest, reply: FastifyReply): void {
  void send(reply, 'bad-request', 'The path cannot be read: write its special characters percent-encoded, as UTF-8');
}

function send(
  reply: FastifyReply,
  code: FaultCode,
  detail: string,
  errors: readonly FieldProblem[] = [],
  retryAfter = 5,
): FastifyReply {
  const { http, title, retry } = faults[code];
  if (retry) void reply.header('retry-after', String(retryAfter));
  return reply
    .status(http)
    .type('application/problem+json')
    .send({ type: 'about:blank', title, status: http, code, detail, ...(errors.length > 0 && { errors }) });
}
