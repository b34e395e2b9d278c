import {
  compile,
  defaultClassifier,
  explain,
  parseReply,
  parseRuleset,
  type Audience,
  type Classification,
  type Classifier,
  type Language,
  type SmtpCommand,
  type SmtpReply,
} from '@bezorgd/rules';
import createFetchClient from 'openapi-fetch';
import { EventsRefusedError, RulesetMismatchError } from './errors.ts';
import { withRetries, type CallOptions, type RetryPolicy } from './request.ts';
import type { components, paths } from './schema.ts';

type Schemas = components['schemas'];
export type Delivery = Schemas['Delivery'];
export type ListedDelivery = Schemas['ListedDelivery'];
/** Which deliveries; `first` is the size of a page. */
export type DeliveryQuery = Omit<NonNullable<paths['/v1/deliveries']['get']['parameters']['query']>, 'after'>;
export type AddressCheck = Schemas['AddressCheck'];
export type Explanation = Schemas['Explanation'];
export type IngestAnswer = Schemas['IngestAnswer'];
/** An event as `events.send` takes it. Without an `eventId` the service makes one from the content, so that a repetition is recognised. */
export type MailEvent = Schemas['Event'];

type Body<Path extends keyof paths> = paths[Path] extends { post: { requestBody: { content: { 'application/json': infer B } } } }
  ? B
  : never;
/** What `suppressions.add` takes. */
export type NewSuppression = Omit<Body<'/v1/suppressions'>, 'cause'> & Partial<Pick<Body<'/v1/suppressions'>, 'cause'>>;
/** What `suppressions.lift` takes. */
export type LiftSuppressions = Omit<Body<'/v1/suppressions/lift'>, 'recipientAgreed'> &
  Partial<Pick<Body<'/v1/suppressions/lift'>, 'recipientAgreed'>>;

export interface ClientOptions extends Partial<RetryPolicy> {
  /** Address of the service, such as `http://127.0.0.1:4000`. */
  readonly baseUrl: string;
  /** An API key of the service. */
  readonly apiKey?: string;
  /** Whose mail, for a key of every tenant; the service's default when absent. */
  readonly tenant?: string;
  /** Replaces the platform's fetch, in tests or for a proxy. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export interface ClassifyOptions extends CallOptions {
  readonly command?: SmtpCommand;
  readonly mxHost?: string;
  readonly language?: Language;
  readonly audience?: Audience;
  /** `local` (default): in this process, with no request; `remote`: by the service. */
  readonly by?: 'local' | 'remote';
}

export interface ClassifiedReply {
  readonly reply: SmtpReply;
  readonly classification: Classification;
  readonly explanation: Explanation;
}

export interface BezorgdClient {
  readonly events: {
    /**
     * Tells what happened to mails: any number of events, in calls of 1000. Safe to repeat. Rejects with EventsRefusedError
     * when some were refused; the others are stored.
     */
    send(
      events: readonly MailEvent[],
      options?: CallOptions,
    ): Promise<{ readonly accepted: number; readonly duplicates: number }>;
  };
  readonly deliveries: {
    /** Null when there is no such delivery. */
    get(
      id: string,
      options?: CallOptions & { readonly language?: Language; readonly audience?: Audience },
    ): Promise<Delivery | null>;
    /** All that match, newest first, page after page as they are asked for: `for await (const delivery of …)`. */
    list(filter?: DeliveryQuery, options?: CallOptions): AsyncIterableIterator<ListedDelivery>;
  };
  readonly suppressions: {
    /** May these addresses be mailed now: one answer each, in the same order; any number, in calls of 10,000. */
    check(addresses: readonly string[], options?: CallOptions): Promise<readonly AddressCheck[]>;
    /** Blocks an address by hand. Not repeated by itself: twice would be two entries in its history. */
    add(block: NewSuppression, options?: CallOptions): Promise<AddressCheck>;
    /**
     * Lifts all that blocks an address now. Rejects with ServiceError `suppression-unknown` when nothing does, and with
     * `recipient-first` for a complaint that the recipient has not undone (then give `recipientAgreed`).
     */
    lift(lift: LiftSuppressions, options?: CallOptions): Promise<{ readonly lifted: number; readonly check: AddressCheck }>;
  };
  classify(reply: string, options?: ClassifyOptions): Promise<ClassifiedReply>;
  readonly rules: {
    /** Digest of the rules in this process. */
    readonly digest: string;
    /** Digest of the service's rules, and whether they are ours. */
    compare(options?: CallOptions): Promise<{ readonly local: string; readonly remote: string; readonly same: boolean }>;
    /** Rejects with RulesetMismatchError when the service's rules are not ours. */
    requireSame(options?: CallOptions): Promise<void>;
    /** Takes the service's rules into this process, without a release. Resolves to their digest; rejects with
     * RulesetMismatchError when they do not come out as the service says. */
    load(options?: CallOptions): Promise<string>;
  };
}

const eventsPerCall = 1000;
const addressesPerCall = 10_000;

export function createClient(options: ClientOptions): BezorgdClient {
  const policy: RetryPolicy = {
    attempts: options.attempts ?? 4,
    timeoutMs: options.timeoutMs ?? 10_000,
    backoffMs: options.backoffMs ?? 200,
  };
  const http = createFetchClient<paths>({
    baseUrl: options.baseUrl.replace(/\/+$/, ''),
    ...(options.fetch && { fetch: options.fetch }),
    headers: {
      ...(options.apiKey !== undefined && { authorization: `Bearer ${options.apiKey}` }),
      ...(options.tenant !== undefined && { 'bezorgd-tenant': options.tenant }),
    },
  });
  let classifier: Classifier = defaultClassifier();

  async function fetchRuleset(call: CallOptions): Promise<{ digest: string; ruleset: unknown }> {
    return withRetries(policy, call, (signal) => http.GET('/v1/ruleset', { signal }));
  }

  async function compare(call: CallOptions = {}): Promise<{ local: string; remote: string; same: boolean }> {
    const { digest } = await fetchRuleset(call);
    return { local: classifier.digest, remote: digest, same: digest === classifier.digest };
  }

  return {
    events: {
      async send(events, call = {}) {
        let accepted = 0;
        let duplicates = 0;
        const refused: IngestAnswer['refused'][number][] = [];
        for (let from = 0; from < events.length; from += eventsPerCall) {
          const body = { events: events.slice(from, from + eventsPerCall) };
          const answer = await withRetries(policy, call, async (signal) => {
            const sent = await http.POST('/v1/events', { body, signal });
            // All refused is an answer too, not a failure of the call.
            return sent.error && 'refused' in sent.error
              ? { data: sent.error, response: new Response(null) }
              : (sent as { data?: IngestAnswer; error?: unknown; response: Response });
          });
          accepted += answer.accepted;
          duplicates += answer.duplicates;
          refused.push(...answer.refused.map((event) => ({ ...event, index: event.index + from })));
        }
        if (refused.length > 0) throw new EventsRefusedError({ accepted, duplicates, refused });
        return { accepted, duplicates };
      },
    },
    deliveries: {
      async get(id, { language, audience, ...call } = {}) {
        const query = { ...(language && { language }), ...(audience && { audience }) };
        return withRetries<Delivery | null>(policy, call, async (signal) => {
          const found = await http.GET('/v1/deliveries/{id}', { params: { path: { id }, query }, signal });
          return found.error?.code === 'delivery-unknown' ? { data: null, response: new Response(null) } : found;
        });
      },
      async *list(filter = {}, call = {}) {
        for (let after: string | undefined; ;) {
          const query = { ...filter, ...(after !== undefined && { after }) };
          const page = await withRetries(policy, call, (signal) => http.GET('/v1/deliveries', { params: { query }, signal }));
          yield* page.deliveries;
          if (!page.hasNextPage || page.endCursor === null) return;
          after = page.endCursor;
        }
      },
    },
    suppressions: {
      async check(addresses, call = {}) {
        const results: AddressCheck[] = [];
        for (let from = 0; from < addresses.length; from += addressesPerCall) {
          const body = { addresses: addresses.slice(from, from + addressesPerCall) };
          const answer = await withRetries(policy, call, (signal) => http.POST('/v1/suppressions/check', { body, signal }));
          results.push(...answer.results);
        }
        return results;
      },
      async add(block, call = {}) {
        const body = { cause: 'manual' as const, ...block };
        return withRetries({ ...policy, attempts: 1 }, call, (signal) => http.POST('/v1/suppressions', { body, signal }));
      },
      async lift(lift, call = {}) {
        const body = { recipientAgreed: false, ...lift };
        return withRetries({ ...policy, attempts: 1 }, call, (signal) => http.POST('/v1/suppressions/lift', { body, signal }));
      },
    },
    async classify(text, { by = 'local', command, mxHost, language = 'en', audience = 'support', ...call } = {}) {
      if (by === 'remote') {
        const body = { reply: text, language, audience, ...(command && { command }), ...(mxHost !== undefined && { mxHost }) };
        return (await withRetries(policy, call, (signal) => http.POST('/v1/classify', { body, signal }))) as ClassifiedReply;
      }
      const reply = parseReply(text);
      const classification = classifier.classify({ reply, command: command ?? null, mxHost: mxHost ?? null });
      const { ruleId, verdict } = classification;
      const explanation = explain({ ...verdict, ...(ruleId !== null && { ruleId }) }, classifier.ruleset, { language, audience });
      return { reply, classification, explanation };
    },
    rules: {
      get digest() {
        return classifier.digest;
      },
      compare,
      async requireSame(call) {
        const { local, remote, same } = await compare(call);
        if (!same) throw new RulesetMismatchError(local, remote);
      },
      async load(call = {}) {
        const { digest, ruleset } = await fetchRuleset(call);
        const loaded = compile(parseRuleset(ruleset));
        if (loaded.digest !== digest) throw new RulesetMismatchError(loaded.digest, digest);
        classifier = loaded;
        return digest;
      },
    },
  };
}
