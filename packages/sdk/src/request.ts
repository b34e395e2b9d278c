import { ConnectionError, ServiceError } from './errors.ts';

export interface CallOptions {
  /** Ends the call; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface RetryPolicy {
  /** Tries in all, 1 or more. */
  readonly attempts: number;
  /** Time for one try. Absent: ten seconds; 30 for the check of a domain, four minutes for what is known of a person. */
  readonly timeoutMs: number;
  /** Wait before the second try; doubled for each further one, with jitter, at most ten seconds. */
  readonly backoffMs: number;
}

/** What openapi-fetch answers. */
interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * One call with time-out and retries. Every call of this client may be repeated: reads change nothing, and events carry
 * their id. Rejects with ServiceError, ConnectionError, or the reason of the caller's signal.
 */
export async function withRetries<T>(
  policy: RetryPolicy,
  { signal }: CallOptions,
  call: (signal: AbortSignal) => Promise<Answer<T>>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const failure = await once(policy, signal, call);
    if ('data' in failure) return failure.data;
    if (!failure.error.retryable || attempt >= policy.attempts) throw failure.error;
    await pause(failure.waitMs ?? jittered(policy.backoffMs * 2 ** (attempt - 1)), signal);
  }
}

type Outcome<T> = { readonly data: T } | { readonly error: ServiceError | ConnectionError; readonly waitMs?: number };

async function once<T>(
  policy: RetryPolicy,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<Answer<T>>,
): Promise<Outcome<T>> {
  const timeout = AbortSignal.timeout(policy.timeoutMs);
  try {
    const { data, error, response } = await call(signal ? AbortSignal.any([signal, timeout]) : timeout);
    if (response.ok && data !== undefined) return { data };
    const retryAfter = Number(response.headers.get('retry-after'));
    return {
      error: new ServiceError(response.status, typeof error === 'object' && error !== null ? error : undefined),
      ...(retryAfter > 0 && { waitMs: Math.min(retryAfter * 1000, 10_000) }),
    };
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (timeout.aborted) return { error: new ConnectionError('timeout', `No answer within ${policy.timeoutMs} ms`, { cause }) };
    return { error: new ConnectionError('connection-failed', 'The service cannot be reached', { cause }) };
  }
}

function jittered(ms: number): number {
  return Math.min(ms, 10_000) * (0.5 + Math.random() / 2);
}

export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
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
