/** Every failure that a caller can see: its HTTP status, and whether the same call may succeed later. */
export const faults = {
  'bad-request': { http: 400, retry: false, title: 'The request is not understood' },
  unauthenticated: { http: 401, retry: false, title: 'Who asks is not known' },
  forbidden: { http: 403, retry: false, title: 'This is not allowed' },
  'not-found': { http: 404, retry: false, title: 'There is nothing at this address' },
  'suppression-unknown': { http: 404, retry: false, title: 'Nothing blocks this address' },
  'nothing-to-review': { http: 404, retry: false, title: 'Nothing about this address needs attention' },
  'recipient-first': { http: 409, retry: false, title: 'The recipient has to do something first' },
  'recipient-unknown': { http: 404, retry: false, title: 'We know nothing of this address' },
  'message-unknown': { http: 404, retry: false, title: 'There is no such message' },
  'delivery-unknown': { http: 404, retry: false, title: 'There is no such delivery' },
  'webhook-unknown': { http: 404, retry: false, title: 'There is no such webhook' },
  'alert-unknown': { http: 404, retry: false, title: 'There is no such alert' },
  'alert-rule-unknown': { http: 404, retry: false, title: 'There is no such alert rule' },
  'report-unknown': { http: 404, retry: false, title: 'There is no such returned mail' },
  'quarantined-message-unknown': { http: 404, retry: false, title: 'There is no such message in quarantine' },
  'api-key-unknown': { http: 404, retry: false, title: 'There is no such API key' },
  'too-many': { http: 409, retry: false, title: 'There are too many of these' },
  'position-gone': { http: 410, retry: false, title: 'What followed is not kept any more' },
  'too-many-streams': { http: 429, retry: true, title: 'Too many streams are open' },
  'too-slow': { http: 503, retry: true, title: 'The stream was cut because it was read too slowly' },
  'payload-too-large': { http: 413, retry: false, title: 'The request is too large' },
  'unsupported-media-type': { http: 415, retry: false, title: 'The content type is not supported' },
  'too-expensive': { http: 400, retry: false, title: 'The query asks for too much at once' },
  'store-unavailable': { http: 503, retry: true, title: 'The database cannot be reached' },
  'provider-unavailable': { http: 503, retry: true, title: 'The identity provider cannot be reached' },
  'rate-limited': { http: 429, retry: true, title: 'You have asked for too much in a short time' },
  'document-unknown': { http: 400, retry: false, title: 'There is no such document' },
  'document-not-trusted': { http: 403, retry: false, title: 'This document is not trusted' },
  internal: { http: 500, retry: true, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { http: number; retry: boolean; title: string }>;
export type FaultCode = keyof typeof faults;

/** Which field is wrong, and the way out. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

export class Fault extends Error {
  override readonly name = 'Fault';
  readonly code: FaultCode;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;

  constructor(
    code: FaultCode,
    message: string,
    options: ErrorOptions & { readonly fields?: readonly FieldProblem[]; readonly retryAfterSeconds?: number } = {},
  ) {
    super(message, options);
    this.code = code;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
  }
}

const storeCodes = /^(?:08|57P|53|28|3D000)|^E(?:CONNREFUSED|CONNRESET|PIPE|NOTFOUND|TIMEDOUT)$|^ERR_STREAM_/;

/**
 * SQLSTATE classes 08 (connection), 57P (shutdown), 53 (resources), 28 (we are not let in) and 3D000 (no such database), and what
 * the driver says when nobody answers. A database that takes no connections has a code (55000) that other troubles have, too.
 */
export function isStoreUnavailable(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && storeCodes.test(code)) return true;
  return (
    typeof message === 'string' &&
    /not (?:currently )?accepting connections|connection terminated|connection ended|not queryable|premature close|timeout exceeded when trying to connect|connection timeout/i.test(
      message,
    )
  );
}

export function badArgument(path: string, message: string): Fault {
  return new Fault('bad-request', `${path}: ${message}`, { fields: [{ path, message }] });
}

/**
 * The data is to blame, not the database: SQLSTATE classes 22 (data exception), 23 (constraint) and 54 (limit exceeded), or a
 * value that could not be turned into a row at all. Trying again cannot help.
 */
export function isDataError(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true;
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^(?:22|23|54)[0-9A-Z]{3}$/.test(code);
}
