import type { Client } from 'openapi-fetch';
import { listed, withRetries, type Answer, type CallOptions, type RetryPolicy } from './request.ts';
import type { components, paths } from './schema.ts';

type Schemas = components['schemas'];
type JsonBody<T> = T extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;
type JsonAnswer<T> = T extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : never;
type Query<T> = T extends { parameters: { query?: infer Q } } ? Omit<NonNullable<Q>, 'after'> : never;

export type ApiKey = Schemas['ApiKey'];
export type CreatedApiKey = Schemas['CreatedApiKey'];
/** What `apiKeys.create` takes. */
export type NewApiKey = JsonBody<paths['/v1/api-keys']['post']>;
export type QuarantinedMessage = Schemas['QuarantinedMessage'];
/** What became of messages that were read again. */
export type ReplayedQuarantine = JsonAnswer<paths['/v1/quarantine/replay']['post']>;
export type Report = Schemas['Report'];
export type AuditEntry = Schemas['AuditEntry'];
/** Which entries; `first` is the size of a page. */
export type AuditQuery = Query<paths['/v1/audit-log']['get']>;
export type Recipient = Schemas['Recipient'];

export interface ApiKeysClient {
  /** The key itself is shown now and never again. To rotate one, make the next, change over, and revoke the first. */
  create(key: NewApiKey, options?: CallOptions): Promise<CreatedApiKey>;
  /** Newest first, page after page. */
  list(filter?: { readonly first?: number }, options?: CallOptions): AsyncIterableIterator<ApiKey>;
  /** Ends a key, and the streams that it has open. Twice is once. Rejects with ServiceError `api-key-unknown` when there is none. */
  revoke(id: string, options?: CallOptions): Promise<ApiKey>;
}

export interface QuarantineClient {
  /** What could not be decoded, newest first, page after page. */
  list(filter?: { readonly first?: number }, options?: CallOptions): AsyncIterableIterator<QuarantinedMessage>;
  /** Null when there is none. */
  get(id: string, options?: CallOptions): Promise<QuarantinedMessage | null>;
  /** The bytes as they came; null when there is no such message. The key needs `addresses:read` as well. */
  content(id: string, options?: CallOptions): Promise<Uint8Array | null>;
  /**
   * Reads messages again as if they came now, at most 200: what is understood is stored, what is refused again stays. Twice is once,
   * but not repeated by itself: the second answer would call unknown what the first one stored.
   */
  replay(ids: readonly string[], options?: CallOptions & { readonly onBehalfOf?: string }): Promise<ReplayedQuarantine>;
  /** Removes messages for good, at most 200; resolves to the ids of those that were there. Not repeated by itself, for the same reason. */
  discard(
    ids: readonly string[],
    reason: string,
    options?: CallOptions & { readonly onBehalfOf?: string },
  ): Promise<readonly string[]>;
}

export interface ReportsClient {
  /** Mails that came back, newest first, page after page. */
  list(filter?: { readonly kind?: string; readonly first?: number }, options?: CallOptions): AsyncIterableIterator<Report>;
  /** Null when there is none. */
  get(id: string, options?: CallOptions): Promise<Report | null>;
}

export interface AuditClient {
  /** Who changed what, newest first, page after page. */
  list(filter?: AuditQuery, options?: CallOptions): AsyncIterableIterator<AuditEntry>;
}

export interface RecipientsClient {
  /** What is known of an address: may it be mailed, what ever blocked it, is it retired. Null when it was never mailed. */
  get(
    address: string,
    options?: CallOptions & { readonly stream?: JsonBody<paths['/v1/recipients/find']['post']>['stream'] },
  ): Promise<Recipient | null>;
}

export function apiKeysClient(http: Client<paths>, policy: RetryPolicy): ApiKeysClient {
  return {
    // Again would be a second key.
    create: (body, call = {}) =>
      withRetries({ ...policy, attempts: 1 }, call, (signal) => http.POST('/v1/api-keys', { body, signal }), 'apiKey'),
    list: (filter = {}, call = {}) =>
      listed(policy, call, 'apiKeys', (after, signal) =>
        http.GET('/v1/api-keys', { params: { query: { ...filter, ...after } }, signal }),
      ),
    revoke: (id, call = {}) =>
      withRetries(
        policy,
        call,
        (signal) => http.POST('/v1/api-keys/{id}/revoke', { params: { path: { id } }, signal }),
        'roles[]',
      ),
  };
}

export function quarantineClient(http: Client<paths>, policy: RetryPolicy): QuarantineClient {
  return {
    list: (filter = {}, call = {}) =>
      listed(policy, call, 'messages', (after, signal) =>
        http.GET('/v1/quarantine', { params: { query: { ...filter, ...after } }, signal }),
      ),
    get: (id, call = {}) =>
      withRetries<QuarantinedMessage | null>(
        policy,
        call,
        async (signal) =>
          orNull('quarantined-message-unknown', await http.GET('/v1/quarantine/{id}', { params: { path: { id } }, signal })),
        'errorClass',
      ),
    content: async (id, call = {}) => {
      const params = { path: { id } };
      const bytes = await withRetries<ArrayBuffer | null>(
        policy,
        call,
        async (signal) =>
          orNull(
            'quarantined-message-unknown',
            await http.GET('/v1/quarantine/{id}/content', { params, signal, parseAs: 'arrayBuffer' }),
          ),
        'application/octet-stream',
      );
      return bytes && new Uint8Array(bytes);
    },
    replay: (ids, { onBehalfOf, ...call } = {}) =>
      withRetries(
        { ...policy, attempts: 1 },
        call,
        (signal) =>
          http.POST('/v1/quarantine/replay', {
            body: { ids: [...ids], ...(onBehalfOf !== undefined && { onBehalfOf }) },
            signal,
          }),
        'replayed[]',
      ),
    discard: async (ids, reason, { onBehalfOf, ...call } = {}) => {
      const body = { ids: [...ids], reason, ...(onBehalfOf !== undefined && { onBehalfOf }) };
      const once = { ...policy, attempts: 1 };
      return (await withRetries(once, call, (signal) => http.POST('/v1/quarantine/discard', { body, signal }), 'discarded[]'))
        .discarded;
    },
  };
}

export function reportsClient(http: Client<paths>, policy: RetryPolicy): ReportsClient {
  return {
    list: (filter = {}, call = {}) =>
      listed(policy, call, 'reports', (after, signal) =>
        http.GET('/v1/reports', { params: { query: { ...filter, ...after } }, signal }),
      ),
    get: (id, call = {}) =>
      withRetries<Report | null>(
        policy,
        call,
        async (signal) => orNull('report-unknown', await http.GET('/v1/reports/{id}', { params: { path: { id } }, signal })),
        'deliveryIds[]',
      ),
  };
}

export function auditClient(http: Client<paths>, policy: RetryPolicy): AuditClient {
  return {
    list: (filter = {}, call = {}) =>
      listed(policy, call, 'entries', (after, signal) =>
        http.GET('/v1/audit-log', { params: { query: { ...filter, ...after } }, signal }),
      ),
  };
}

export function recipientsClient(http: Client<paths>, policy: RetryPolicy): RecipientsClient {
  return {
    get(address, { stream, ...call } = {}) {
      const body = { address, ...(stream && { stream }) };
      return withRetries<Recipient | null>(
        policy,
        call,
        async (signal) => orNull('recipient-unknown', await http.POST('/v1/recipients/find', { body, signal })),
        'suppressions[]',
      );
    },
  };
}

/** That there is none is an answer, not a failure. */
export function orNull<T>(unknown: string, found: Answer<T>): Answer<T | null> {
  const code = (found.error as { readonly code?: unknown } | null | undefined)?.code;
  return code === unknown ? { settled: null, response: found.response } : found;
}
