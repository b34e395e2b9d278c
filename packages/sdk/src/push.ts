import type { Client } from 'openapi-fetch';
import { listed, withRetries, type Answer, type CallOptions, type RetryPolicy } from './request.ts';
import type { components, paths } from './schema.ts';

type Schemas = components['schemas'];
export type Webhook = Schemas['Webhook'];
export type WebhookWithSecret = Schemas['WebhookWithSecret'];
export type WebhookMessage = Schemas['WebhookMessage'];
export type Alert = Schemas['Alert'];
export type AlertRule = Schemas['AlertRule'];
type JsonBody<T> = T extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;
export type NewWebhook = JsonBody<paths['/v1/webhooks']['post']>;
export type WebhookChange = JsonBody<paths['/v1/webhooks/{id}']['patch']>;
/** What has a default may be left out. */
type Loose<T, Needed extends keyof T> = Pick<T, Needed> & Partial<Omit<T, Needed>>;
export type NewAlertRule =
  | Loose<Schemas['MailFailedRule'], 'kind' | 'name'>
  | Loose<Schemas['MailSilentRule'], 'kind' | 'name'>
  | Loose<Schemas['RateRule'], 'kind' | 'name' | 'rate' | 'above'>
  | Loose<Schemas['SenderTroubleRule'], 'kind' | 'name'>;
export type SilentDelivery =
  paths['/v1/silent-deliveries']['get']['responses']['200']['content']['application/json']['deliveries'][number];

export interface WebhooksClient {
  /** The secret is shown now; keep it for `verifyWebhook`. */
  add(webhook: NewWebhook, options?: CallOptions): Promise<WebhookWithSecret>;
  list(options?: CallOptions): Promise<readonly Webhook[]>;
  /** What is absent stays; `enabled: true` also switches on what was switched off for failing. */
  change(id: string, change: WebhookChange, options?: CallOptions): Promise<Webhook>;
  remove(id: string, options?: CallOptions): Promise<void>;
  /** The former secret signs too for `graceHours`, 24 when absent. */
  rotateSecret(id: string, options?: CallOptions & { readonly graceHours?: number }): Promise<WebhookWithSecret>;
  /** Sends a test; resolves to its event id. */
  ping(id: string, options?: CallOptions): Promise<string>;
  /** One event again, or those of a time (`all`: also those that were delivered). Resolves to how many. */
  resend(
    id: string,
    what: { readonly eventId: string } | { readonly since: string; readonly until: string; readonly all?: boolean },
    options?: CallOptions,
  ): Promise<number>;
  /** What was pushed, newest first, with the tries; page after page. */
  messages(
    id: string,
    filter?: { readonly state?: WebhookMessage['state']; readonly first?: number },
    options?: CallOptions,
  ): AsyncIterableIterator<WebhookMessage>;
}

export interface AlertsClient {
  /** Newest first, page after page. */
  list(
    filter?: { readonly open?: boolean; readonly kind?: string; readonly first?: number },
    options?: CallOptions,
  ): AsyncIterableIterator<Alert>;
  /** Somebody takes care: no more reminders. */
  acknowledge(id: string, options?: CallOptions & { readonly onBehalfOf?: string }): Promise<Alert>;
  addRule(rule: NewAlertRule, options?: CallOptions): Promise<AlertRule>;
  /** What is absent stays; throws where the whole would be no rule of its kind. */
  changeRule(id: string, change: Schemas['AlertRuleChange'], options?: CallOptions): Promise<AlertRule>;
  rules(options?: CallOptions): Promise<readonly AlertRule[]>;
  removeRule(id: string, options?: CallOptions): Promise<void>;
  /** Mails without a final event though it was due, longest due first, page after page; known while there is a rule `mail-silent`. */
  silentDeliveries(filter?: { readonly first?: number }, options?: CallOptions): AsyncIterableIterator<SilentDelivery>;
}

export function webhooksClient(http: Client<paths>, policy: RetryPolicy): WebhooksClient {
  const once = { ...policy, attempts: 1 };
  return {
    add: (body, call = {}) => withRetries(once, call, (signal) => http.POST('/v1/webhooks', { body, signal }), 'secret'),
    list: async (call = {}) =>
      (await withRetries(policy, call, (signal) => http.GET('/v1/webhooks', { signal }), 'webhooks[]')).webhooks,
    change: (id, body, call = {}) =>
      withRetries(
        policy,
        call,
        (signal) => http.PATCH('/v1/webhooks/{id}', { params: { path: { id } }, body, signal }),
        'types[]',
      ),
    remove: async (id, call = {}) => {
      await withRetries(
        once,
        call,
        async (signal) => nothing(await http.DELETE('/v1/webhooks/{id}', { params: { path: { id } }, signal })),
        '',
      );
    },
    rotateSecret: (id, { graceHours = 24, ...call } = {}) =>
      withRetries(
        once,
        call,
        (signal) => http.POST('/v1/webhooks/{id}/rotate-secret', { params: { path: { id } }, body: { graceHours }, signal }),
        'secret',
      ),
    ping: async (id, call = {}) =>
      (
        await withRetries(
          once,
          call,
          (signal) => http.POST('/v1/webhooks/{id}/ping', { params: { path: { id } }, signal }),
          'eventId',
        )
      ).eventId,
    resend: async (id, what, call = {}) => {
      const body = 'eventId' in what ? what : { all: false, ...what };
      return (
        await withRetries(
          once,
          call,
          (signal) => http.POST('/v1/webhooks/{id}/resend', { params: { path: { id } }, body, signal }),
          'events',
        )
      ).events;
    },
    messages: (id, filter = {}, call = {}) =>
      listed(policy, call, 'messages', (after, signal) =>
        http.GET('/v1/webhooks/{id}/messages', { params: { path: { id }, query: { ...filter, ...after } }, signal }),
      ),
  };
}

export function alertsClient(http: Client<paths>, policy: RetryPolicy): AlertsClient {
  const once = { ...policy, attempts: 1 };
  return {
    list({ open, ...filter } = {}, call = {}) {
      const asked = { ...filter, ...(open !== undefined && { open: String(open) }) };
      return listed(policy, call, 'alerts', (after, signal) =>
        http.GET('/v1/alerts', { params: { query: { ...asked, ...after } }, signal }),
      );
    },
    acknowledge: (id, { onBehalfOf, ...call } = {}) =>
      withRetries(
        policy,
        call,
        (signal) =>
          http.POST('/v1/alerts/{id}/acknowledge', {
            params: { path: { id } },
            body: { ...(onBehalfOf !== undefined && { onBehalfOf }) },
            signal,
          }),
        'openedAt',
      ),
    // The service fills in what is left out.
    addRule: (rule, call = {}) =>
      withRetries(
        once,
        call,
        (signal) => http.POST('/v1/alert-rules', { body: rule as Schemas['NewAlertRule'], signal }),
        'kind',
      ),
    changeRule: (id, change, call = {}) =>
      withRetries(
        once,
        call,
        (signal) => http.PATCH('/v1/alert-rules/{id}', { params: { path: { id } }, body: change, signal }),
        'kind',
      ),
    rules: async (call = {}) =>
      (await withRetries(policy, call, (signal) => http.GET('/v1/alert-rules', { signal }), 'rules[]')).rules,
    removeRule: async (id, call = {}) => {
      await withRetries(
        once,
        call,
        async (signal) => nothing(await http.DELETE('/v1/alert-rules/{id}', { params: { path: { id } }, signal })),
        '',
      );
    },
    silentDeliveries: (filter = {}, call = {}) =>
      listed(policy, call, 'deliveries', (after, signal) =>
        http.GET('/v1/silent-deliveries', { params: { query: { ...filter, ...after } }, signal }),
      ),
  };
}

/** An answer without a body is one, too. */
function nothing(answer: Answer<unknown>): Answer<null> {
  return answer.response.status === 204
    ? { settled: null, response: answer.response }
    : { error: answer.error, response: answer.response };
}
