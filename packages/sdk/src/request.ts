import { ConnectionError, ServiceError } from './errors.ts';

/** A limit for a minute is over by then. */
const longestAskedWaitMs = 120_000;

export interface CallOptions {
  /** Ends the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface RetryPolicy {
  /** Tries in all, 1 or more. */
  readonly attempts: number;
  /** Time for one try. Absent: ten seconds; 30 for the check of a domain, 35 for statistics, four minutes for what is known of a person. */
  readonly timeoutMs: number;
  /**
   * Wait before the second try; doubled for each further one, with jitter, at most ten seconds. Where the service says how long
   * to wait (`Retry-After`), that is waited instead, at most two minutes.
   */
  readonly backoffMs: number;
}

/** What openapi-fetch answers; or what is known without a body of its own, such as that there is none. */
export interface Answer<T> {
  readonly data?: T | undefined;
  readonly error?: unknown;
  readonly settled?: T;
  readonly response: Response;
}

/** By what an answer of the service is told from another's: a field, `name[]` when it is a list; of what is no JSON its media type. */
export type Mark<T> = [T] extends [null] ? '' : MarkOf<T>;
type MarkOf<T> = T extends string | ArrayBuffer
  ? `${string}/${string}`
  : T extends object
    ? { [K in keyof T & string]: NonNullable<T[K]> extends readonly unknown[] ? `${K}[]` : K }[keyof T & string]
    : never;

/**
 * One call with time-out and retries. Every call of this client may be repeated: reads change nothing, and events carry
 * their id. Rejects with ServiceError, ConnectionError, or the reason of the caller's signal.
 */
export async function withRetries<T, M extends string = string>(
  policy: RetryPolicy,
  { signal }: CallOptions,
  call: (signal: AbortSignal) => Promise<Answer<T>>,
  mark: M & Mark<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const outcome = await once(policy, signal, call, mark);
    if ('data' in outcome) return outcome.data;
    const { error } = outcome;
    if (!error.retryable || attempt >= policy.attempts) throw error;
    await pause(askedWaitMs(error) ?? jittered(policy.backoffMs * 2 ** (attempt - 1)), signal);
  }
}

interface Page {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** All rows of a list, page after page as they are asked for; `rows` names them in the answer. */
export async function* listed<K extends string, R>(
  policy: RetryPolicy,
  call: CallOptions,
  rows: K,
  read: (after: { readonly after?: string }, signal: AbortSignal) => Promise<Answer<Page & Readonly<Record<K, readonly R[]>>>>,
): AsyncGenerator<R, void> {
  type Read = Page & Readonly<Record<K, readonly R[]>>;
  for (let after: { readonly after?: string } = {}; ;) {
    const page: Read = await withRetries(policy, call, (signal) => read(after, signal), `${rows}[]` as string & Mark<Read>);
    yield* page[rows];
    if (!page.hasNextPage || page.endCursor === null) return;
    after = { after: page.endCursor };
  }
}

type Outcome<T> = { readonly data: T } | { readonly error: ServiceError | ConnectionError };

async function once<T>(
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<Answer<T>>,
  mark: string,
): Promise<Outcome<T>> {
  const timeout = AbortSignal.timeout(policy.timeoutMs);
  try {
    const answer = await call(signal ? AbortSignal.any([signal, timeout]) : timeout);
    if (answer.settled !== undefined) return { data: answer.settled };
    const { data, response } = answer;
    return response.ok && data !== undefined && bears(mark, data, response) ? { data } : { error: refusalOf(answer) };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) return { error: new ConnectionError('timeout', `No answer within ${policy.timeoutMs} ms`, { cause }) };
    // Only an answer with status 200 is read as JSON at any price.
    if (cause instanceof SyntaxError) return { error: new ServiceError(200, undefined, { cause }) };
    return { error: new ConnectionError('connection-failed', 'The service cannot be reached', { cause }) };
  }
}

function bears(mark: string, data: unknown, response: Response): boolean {
  if (mark.includes('/')) return isOfType(response, mark);
  if (typeof data !== 'object' || data === null) return false;
  const name = mark.replace('[]', '');
  const value = (data as Readonly<Record<string, unknown>>)[name];
  return name === mark ? value !== undefined : Array.isArray(value);
}

export function isOfType(response: Response, mediaType: string): boolean {
  return response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() === mediaType;
}

/** An answer that is not what was asked for. */
export function refusalOf({ error, response }: { readonly error?: unknown; readonly response: Response }): ServiceError {
  return new ServiceError(response.status, error, { retryAfterMs: retryAfterMs(response.headers.get('retry-after')) });
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms > 0 ? ms : null;
}

/** How long the service asks to be left alone. */
export function askedWaitMs(error: unknown): number | null {
  return error instanceof ServiceError && error.retryAfterMs !== null ? Math.min(error.retryAfterMs, longestAskedWaitMs) : null;
}

function jittered(ms: number): number {
  return Math.min(ms, 10_000) * (0.5 + Math.random() / 2);
}

export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(done, ms);
    function done(): void {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }
    function aborted(): void {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    }
    signal?.addEventListener('abort', aborted, { once: true });
  });
}
