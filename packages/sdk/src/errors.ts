import type { components } from './schema.ts';

export type Problem = components['schemas']['Problem'];
export type RefusedEvent = components['schemas']['IngestAnswer']['refused'][number];

/** What every failure of this client is an instance of. `retryable`: the same call may succeed later. */
export abstract class BezorgdError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;
}

/**
 * The service answered that the request is wrong, or that it cannot answer now (RFC 9457). With `unexpected-answer` it was not the
 * service that answered, or not one that this client knows.
 */
export class ServiceError extends BezorgdError {
  override readonly name = 'ServiceError';
  readonly code: string;
  readonly retryable: boolean;
  readonly status: number;
  /** Which field is wrong, and the way out. */
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  /** How long the service asks to be left alone. */
  readonly retryAfterMs: number | null;

  constructor(
    status: number,
    answer: unknown,
    { retryAfterMs = null, ...options }: ErrorOptions & { readonly retryAfterMs?: number | null } = {},
  ) {
    const problem = problemOf(answer);
    super(
      problem
        ? (problem.detail ?? problem.title ?? `The service answered ${status}`)
        : `Not the service answered (status ${status}), but something in its place or before it: check baseUrl, and the proxies on the way`,
      options,
    );
    this.status = status;
    this.code = problem?.code ?? 'unexpected-answer';
    this.fields = problem?.errors ?? [];
    this.retryable = status >= 500 || status === 429;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Undefined where it is not one of this service. */
function problemOf(answer: unknown): Partial<Problem> | undefined {
  const { code, title, detail, errors } = (answer ?? {}) as Readonly<Partial<Record<keyof Problem, unknown>>>;
  if (typeof code !== 'string') return undefined;
  return {
    code,
    ...(typeof title === 'string' && { title }),
    ...(typeof detail === 'string' && { detail }),
    ...(Array.isArray(errors) && { errors: errors as NonNullable<Problem['errors']> }),
  };
}

/** No answer: nobody listens, the connection broke, or the time was up. */
export class ConnectionError extends BezorgdError {
  override readonly name = 'ConnectionError';
  readonly code: 'connection-failed' | 'timeout';
  readonly retryable = true;

  constructor(code: 'connection-failed' | 'timeout', message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The service's rules are not the ones in this process. */
export class RulesetMismatchError extends BezorgdError {
  override readonly name = 'RulesetMismatchError';
  readonly code = 'ruleset-mismatch';
  readonly retryable = false;
  readonly local: string;
  readonly remote: string;

  constructor(local: string, remote: string) {
    super(
      `The service gives verdicts by ruleset ${remote}, this process by ${local}: call rules.load() to use the service's rules here, or update @bezorgd/sdk`,
    );
    this.local = local;
    this.remote = remote;
  }
}

/** Some events were refused; the others of the call are stored. They have to be sent again, corrected. */
export class EventsRefusedError extends BezorgdError {
  override readonly name = 'EventsRefusedError';
  readonly code = 'events-refused';
  readonly retryable = false;
  readonly refused: readonly RefusedEvent[];
  readonly accepted: number;
  readonly duplicates: number;

  constructor(answer: { readonly accepted: number; readonly duplicates: number; readonly refused: readonly RefusedEvent[] }) {
    const [first] = answer.refused;
    super(`${answer.refused.length} of the events were refused; the first, at place ${first?.index}: ${first?.message}`);
    this.refused = answer.refused;
    this.accepted = answer.accepted;
    this.duplicates = answer.duplicates;
  }
}

/** A later call of many failed: what the earlier ones gave is here, and the rest is to be sent again, from `sent` on. */
export class EventsInterruptedError extends BezorgdError {
  override readonly name = 'EventsInterruptedError';
  readonly code = 'events-interrupted';
  readonly retryable: boolean;
  /** So many events of the list were answered. */
  readonly sent: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: readonly RefusedEvent[];

  constructor(
    sent: number,
    answer: { readonly accepted: number; readonly duplicates: number; readonly refused: readonly RefusedEvent[] },
    cause: BezorgdError,
  ) {
    super(`The first ${sent} events were answered, then: ${cause.message}`, { cause });
    this.sent = sent;
    this.retryable = cause.retryable;
    this.accepted = answer.accepted;
    this.duplicates = answer.duplicates;
    this.refused = answer.refused;
  }
}
