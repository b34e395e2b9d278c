import {
  classifyReport,
  classifyWithout,
  compile,
  defaultClassifier,
  explain,
  explainReport,
  parseReply,
  parseRuleset,
  readPasted,
  type Audience,
  type Classification,
  type Classifier,
  type ExplainedReport,
  type Language,
  type SmtpCommand,
  type SmtpReply,
} from '@bezorgd/rules';
import createFetchClient from 'openapi-fetch';
import { BezorgdError, EventsInterruptedError, EventsRefusedError, RulesetMismatchError } from './errors.ts';
import {
  apiKeysClient,
  auditClient,
  orNull,
  quarantineClient,
  recipientsClient,
  reportsClient,
  type ApiKeysClient,
  type AuditClient,
  type QuarantineClient,
  type RecipientsClient,
  type ReportsClient,
} from './operations.ts';
import { alertsClient, webhooksClient, type AlertsClient, type WebhooksClient } from './push.ts';
import { listed, withRetries, type Answer, type CallOptions, type RetryPolicy } from './request.ts';
import type { components, paths } from './schema.ts';
import { streamEvents, type StreamedEvent, type StreamFilter, type StreamOptions } from './stream.ts';

type Schemas = components['schemas'];
export type Delivery = Schemas['Delivery'];
export type ListedDelivery = Schemas['ListedDelivery'];
/** Which deliveries; `first` is the size of a page. */
export type DeliveryQuery = Omit<NonNullable<paths['/v1/deliveries']['get']['parameters']['query']>, 'after'>;
export type Message = Schemas['Message'];
export type StatusMeaning = Schemas['StatusMeaning'];
export type AddressCheck = Schemas['AddressCheck'];
/** What can be said of an address before mailing it. */
export type AddressReport = Schemas['AddressReport'];
/** Whether receivers can tell that mails of a domain are its own. */
export type DomainReport = Schemas['DomainReport'];
/** A recipient that needs a person's attention. */
export type AddressToReview = Schemas['AddressToReview'];
/** Which of them; `first` is the size of a page. */
export type AddressToReviewQuery = Omit<
  NonNullable<paths['/v1/addresses/review']['get']['parameters']['query']>,
  'after' | 'blocked' | 'reviewed'
> & { readonly blocked?: boolean; readonly reviewed?: boolean };
export type Review = Schemas['Review'];
/** What `addresses.retire` takes. */
export type RetireAddress = Body<'/v1/addresses/retire'>;
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

/** What kind of mail: about something the recipient does with you, or sent to many. */
export type Stream = NonNullable<Body<'/v1/suppressions/check'>['stream']>;
export type Suppression = Schemas['Suppression'];
export type SuppressionPolicy = Schemas['StoredSuppressionPolicy'];
type WholePolicy = paths['/v1/suppression-policy']['put']['requestBody']['content']['application/json'];
/** What `suppressions.setPolicy` takes; what is absent has its default. */
export interface NewSuppressionPolicy {
  readonly hardBounce?: Partial<WholePolicy['hardBounce']>;
  readonly softBounce?: WholePolicy['softBounce'];
}
export type ImportAnswer = paths['/v1/suppressions/import']['post']['responses'][200]['content']['application/json'];
export type FileFormat = 'csv' | 'jsonl';

type StatisticsParameters = paths['/v1/statistics']['get']['parameters']['query'];
/** How mails did; `since` and `until` also as dates. Groups come in pages: go on with `after` = `endCursor`. */
export interface StatisticsQuery extends Omit<StatisticsParameters, 'since' | 'until'> {
  readonly since: Date | string;
  readonly until: Date | string;
}
type RejectionsParameters = paths['/v1/statistics/rejections']['get']['parameters']['query'];
/** What held mail back; `since` and `until` also as dates. */
export interface RejectionsQuery extends Omit<RejectionsParameters, 'since' | 'until'> {
  readonly since: Date | string;
  readonly until: Date | string;
}
export type Rejections = Schemas['Rejections'];
export type Statistics = paths['/v1/statistics']['get']['responses'][200]['content']['application/json'];

export type Erasure = Schemas['Erasure'];
export type RetentionPolicy = Schemas['RetentionPolicy'];

export interface ClientOptions extends Partial<RetryPolicy> {
  /** Address of the service, such as `http://127.0.0.1:4000`. */
  readonly baseUrl: string;
  /** An API key of the service. */
  readonly apiKey?: string | undefined;
  /** Whose mail, for a key of every tenant; the service's default when absent. */
  readonly tenant?: string;
  /** Replaces the platform's fetch, in tests or for a proxy. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

export interface ClassifyOptions extends CallOptions {
  readonly command?: SmtpCommand;
  readonly mxHost?: string;
  /** Who the mail was for. Words of this address count for nothing, as in the verdict of an event; spans stay places in the reply as given. */
  readonly recipient?: string;
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

export interface ClassifyReportOptions extends CallOptions {
  readonly language?: Language;
  readonly audience?: Audience;
  /** `local` (default): in this process, with no request; `remote`: by the service. */
  readonly by?: 'local' | 'remote';
}

export interface BezorgdClient {
  readonly events: {
    /**
     * Tells what happened to mails: any number of events, in calls of at most 1000 and about 8 MiB. Safe to repeat. Rejects with EventsRefusedError
     * when some were refused; the others are stored. Rejects with EventsInterruptedError
     * when a later call fails: it says what the earlier ones gave.
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
  readonly messages: {
    /** What became of a message as a whole; null when the service knows of none. */
    get(messageId: string, options?: CallOptions & { readonly language?: Language }): Promise<Message | null>;
  };
  /** What every status means, and what it does not prove. */
  statuses(options?: CallOptions & { readonly language?: Language }): Promise<readonly StatusMeaning[]>;
  readonly suppressions: {
    /**
     * May these addresses be mailed now: one answer each, in the same order; any number, in calls of 10,000. Without a `stream`
     * a block of one kind of mail counts, too.
     */
    check(addresses: readonly string[], options?: CallOptions & { readonly stream?: Stream }): Promise<readonly AddressCheck[]>;
    /** What blocks or blocked addresses, newest first, page after page as they are asked for. */
    list(
      filter?: { readonly cause?: string; readonly activeOnly?: boolean; readonly first?: number },
      options?: CallOptions,
    ): AsyncIterableIterator<Suppression>;
    /**
     * Takes over blocks that were kept elsewhere: a CSV file with a header, or JSON lines, at most 100,000 of them; give a longer
     * file in parts. Safe to repeat.
     */
    import(file: string, format: FileFormat, options?: CallOptions): Promise<ImportAnswer>;
    /** All blocks as a file; with the history when `activeOnly` is false. */
    export(format: FileFormat, options?: CallOptions & { readonly activeOnly?: boolean }): Promise<string>;
    policy(options?: CallOptions): Promise<SuppressionPolicy>;
    /** Sets the whole policy. It holds at once, for earlier bounces, too. */
    setPolicy(policy: NewSuppressionPolicy, options?: CallOptions): Promise<SuppressionPolicy>;
    /** Blocks an address by hand. Not repeated by itself: twice would be two entries in its history. */
    add(block: NewSuppression, options?: CallOptions): Promise<AddressCheck>;
    /**
     * Lifts all that blocks an address now, but for its retirement. Rejects with ServiceError `suppression-unknown` when nothing does, and with
     * `recipient-first` for a complaint that the recipient has not undone (then give `recipientAgreed`).
     */
    lift(lift: LiftSuppressions, options?: CallOptions): Promise<{ readonly lifted: number; readonly check: AddressCheck }>;
  };
  /**
   * How mails did: a delivery belongs to the hour of its first event, and counts once, as it stands now. One page of groups, by
   * time, the largest first, with the total of all and the `rest` that comes after it.
   */
  statistics(query: StatisticsQuery, options?: CallOptions): Promise<Statistics>;
  /** What held mail back in a period, by the cause of the block at that time. */
  rejections(query: RejectionsQuery, options?: CallOptions): Promise<Rejections>;
  readonly privacy: {
    /** Forgets a person, and keeps the blocks. Takes up to four minutes where the client has no `timeoutMs`; not repeated by itself. Rejects with ServiceError `recipient-unknown` when nothing is known. */
    erase(person: { readonly address: string; readonly reason: string }, options?: CallOptions): Promise<Erasure>;
    /** Who was forgotten, newest first, page after page as they are asked for. */
    erasures(filter?: { readonly first?: number }, options?: CallOptions): AsyncIterableIterator<Erasure>;
    /**
     * All that is known of a person: address, blocks, deliveries with all that happened, returned mails (base64). Takes up to four
     * minutes where the client has no `timeoutMs`; not repeated by itself.
     */
    export(address: string, options?: CallOptions): Promise<Readonly<Record<string, unknown>>>;
    retention(options?: CallOptions): Promise<RetentionPolicy>;
    /** What is absent has its default: as long as the service keeps anything. */
    setRetention(policy: Partial<RetentionPolicy>, options?: CallOptions): Promise<RetentionPolicy>;
  };
  /** Where the service pushes what happens; check what arrives with `verifyWebhook`. */
  readonly webhooks: WebhooksClient;
  readonly alerts: AlertsClient;
  readonly recipients: RecipientsClient;
  /** Mails that came back. */
  readonly reports: ReportsClient;
  /** What came in and could not be decoded. */
  readonly quarantine: QuarantineClient;
  /** Who may ask the service. */
  readonly apiKeys: ApiKeysClient;
  readonly audit: AuditClient;
  /**
   * What changes, as it changes: `for await (const { event } of …)`. Goes on by itself where a connection breaks; rejects with
   * ServiceError where the service refuses. Ends with the caller's signal, or by leaving the loop.
   */
  stream(filter?: StreamFilter, options?: StreamOptions): AsyncIterableIterator<StreamedEvent>;
  readonly addresses: {
    /** Is this address worth a mail: its writing, its domain, likely typing errors, what you know of it. No mail is sent. */
    check(address: string, options?: CallOptions & { readonly language?: Language }): Promise<AddressReport>;
    /** Which of these are worth a mail: one answer each, in the same order; any number, in calls of 100. */
    checkAll(
      addresses: readonly string[],
      options?: CallOptions & { readonly language?: Language },
    ): Promise<readonly AddressReport[]>;
    /** Those that need a person's attention, newest first, page after page as they are asked for. */
    toReview(filter?: AddressToReviewQuery, options?: CallOptions): AsyncIterableIterator<AddressToReview>;
    /** Notes that somebody looked. Something new brings the address back to the list. */
    review(review: Body<'/v1/addresses/review'>, options?: CallOptions): Promise<Review>;
    /** Takes an address out of use, from a date on; what happened to it stays. Again changes date and successor. */
    retire(
      retirement: RetireAddress,
      options?: CallOptions,
    ): Promise<{ readonly since: string; readonly successor: string | null; readonly check: AddressCheck }>;
    /** Takes a retired address into use again. Rejects with ServiceError `suppression-unknown` when it is not retired. */
    bringBack(bringBack: Body<'/v1/addresses/bring-back'>, options?: CallOptions): Promise<AddressCheck>;
  };
  readonly domains: {
    /** Are SPF, DKIM, DMARC, MX and the names of the sending addresses in order; if not, what to change. */
    check(
      domain: string,
      options?: CallOptions & {
        readonly sendingIps?: readonly string[];
        readonly dkimSelectors?: readonly string[];
        readonly language?: Language;
      },
    ): Promise<DomainReport>;
  };
  classify(reply: string, options?: ClassifyOptions): Promise<ClassifiedReply>;
  /**
   * What the rules say of a returned mail: its source, or the words that a mail program shows of it. These do not prove that
   * a machine sent them; that is taken on your word. The service reads at most 100 recipients and 1 MiB.
   */
  classifyReport(mail: string | Uint8Array, options?: ClassifyReportOptions): Promise<ExplainedReport>;
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

const mediaTypes = { csv: 'text/csv', jsonl: 'application/x-ndjson' } as const;
const eventsPerCall = 1000;
/** The service takes 32 MiB; what stands before it often less. One event may be larger alone. */
const bytesPerCall = 8 * 1024 * 1024;
const addressesPerCall = 10_000;
const addressReportsPerCall = 100;

export function createClient(options: ClientOptions): BezorgdClient {
  const policy: RetryPolicy = {
    attempts: options.attempts ?? 4,
    timeoutMs: options.timeoutMs ?? 10_000,
    backoffMs: options.backoffMs ?? 200,
  };
  // All that was ever said of a person is looked through: once, as a search whose answer nobody awaits goes on.
  const patient: RetryPolicy = { ...policy, attempts: 1, timeoutMs: options.timeoutMs ?? 240_000 };
  // The service gives up counting after 30 seconds, and says so.
  const counting: RetryPolicy = { ...policy, timeoutMs: options.timeoutMs ?? 35_000 };
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
    return withRetries(policy, call, (signal) => http.GET('/v1/ruleset', { signal }), 'digest');
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
        for (const { from, to } of callsOf(events)) {
          const body = { events: events.slice(from, to) };
          const answer = await withRetries(
            policy,
            call,
            async (signal) => {
              const sent = await http.POST('/v1/events', { body, signal });
              // All refused is an answer too, not a failure of the call.
              const { error } = sent;
              return typeof error === 'object' && error !== null && 'refused' in error
                ? { data: error, response: new Response(null) }
                : (sent as Answer<IngestAnswer>);
            },
            'refused[]',
          ).catch((cause: unknown) => {
            throw from > 0 && cause instanceof BezorgdError
              ? new EventsInterruptedError(from, { accepted, duplicates, refused }, cause)
              : cause;
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
        return withRetries<Delivery | null>(
          policy,
          call,
          async (signal) => {
            const found = await http.GET('/v1/deliveries/{id}', { params: { path: { id }, query }, signal });
            return orNull('delivery-unknown', found);
          },
          'timeline[]',
        );
      },
      list: (filter = {}, call = {}) =>
        listed(policy, call, 'deliveries', (after, signal) =>
          http.GET('/v1/deliveries', { params: { query: { ...filter, ...after } }, signal }),
        ),
    },
    messages: {
      async get(given, { language, ...call } = {}) {
        // A URL loses a segment of dots, percent-encoded or not; the service takes an id in its brackets, too.
        const messageId = /^\.{1,2}$/.test(given) ? `<${given}>` : given;
        const query = { ...(language && { language }) };
        return withRetries<Message | null>(
          policy,
          call,
          async (signal) => {
            const found = await http.GET('/v1/messages/{messageId}', { params: { path: { messageId }, query }, signal });
            return orNull('message-unknown', found);
          },
          'outcome',
        );
      },
    },
    async statuses({ language, ...call } = {}) {
      const query = { ...(language && { language }) };
      return (await withRetries(policy, call, (signal) => http.GET('/v1/statuses', { params: { query }, signal }), 'statuses[]'))
        .statuses;
    },
    suppressions: {
      async check(addresses, { stream, ...call } = {}) {
        const results: AddressCheck[] = [];
        for (let from = 0; from < addresses.length; from += addressesPerCall) {
          const body = { addresses: addresses.slice(from, from + addressesPerCall), ...(stream && { stream }) };
          const answer = await withRetries(
            policy,
            call,
            (signal) => http.POST('/v1/suppressions/check', { body, signal }),
            'results[]',
          );
          results.push(...answer.results);
        }
        return results;
      },
      list({ activeOnly, ...filter } = {}, call = {}) {
        const asked = { ...filter, ...(activeOnly !== undefined && { activeOnly: String(activeOnly) }) };
        return listed(policy, call, 'suppressions', (after, signal) =>
          http.GET('/v1/suppressions', { params: { query: { ...asked, ...after } }, signal }),
        );
      },
      async import(file, format, call = {}) {
        const headers = { 'content-type': mediaTypes[format] };
        return withRetries(
          policy,
          call,
          (signal) => http.POST('/v1/suppressions/import', { body: file, bodySerializer: (text) => text, headers, signal }),
          'refused[]',
        );
      },
      async export(format, { activeOnly = true, ...call } = {}) {
        const query = { format, activeOnly: activeOnly ? 'true' : 'false' };
        return withRetries<string>(
          policy,
          call,
          async (signal) => {
            const file = await http.GET('/v1/suppressions/export', { params: { query }, parseAs: 'text', signal });
            return file.response.ok ? { data: file.data ?? '', response: file.response } : file;
          },
          mediaTypes[format],
        );
      },
      async policy(call = {}) {
        return withRetries(policy, call, (signal) => http.GET('/v1/suppression-policy', { signal }), 'hardBounce');
      },
      async setPolicy(given, call = {}) {
        const body = given as WholePolicy;
        return withRetries(policy, call, (signal) => http.PUT('/v1/suppression-policy', { body, signal }), 'hardBounce');
      },
      async add(block, call = {}) {
        const body = { cause: 'manual' as const, ...block };
        return withRetries(
          { ...policy, attempts: 1 },
          call,
          (signal) => http.POST('/v1/suppressions', { body, signal }),
          'maySend',
        );
      },
      async lift(lift, call = {}) {
        const body = { recipientAgreed: false, ...lift };
        return withRetries(
          { ...policy, attempts: 1 },
          call,
          (signal) => http.POST('/v1/suppressions/lift', { body, signal }),
          'lifted',
        );
      },
    },
    async rejections({ since, until, ...asked }, call = {}) {
      const query = { ...asked, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
      return withRetries(
        counting,
        call,
        (signal) => http.GET('/v1/statistics/rejections', { params: { query }, signal }),
        'byCause[]',
      );
    },
    async statistics({ since, until, ...asked }, call = {}) {
      const query = { ...asked, since: new Date(since).toISOString(), until: new Date(until).toISOString() };
      return withRetries(counting, call, (signal) => http.GET('/v1/statistics', { params: { query }, signal }), 'groups[]');
    },
    privacy: {
      async erase(body, call = {}) {
        return withRetries(patient, call, (signal) => http.POST('/v1/recipients/erase', { body, signal }), 'erasedAt');
      },
      erasures: (filter = {}, call = {}) =>
        listed(policy, call, 'erasures', (after, signal) =>
          http.GET('/v1/erasures', { params: { query: { ...filter, ...after } }, signal }),
        ),
      async export(address, call = {}) {
        return withRetries(
          patient,
          call,
          (signal) => http.POST('/v1/recipients/export', { body: { address }, signal }),
          'exportedAt',
        );
      },
      async retention(call = {}) {
        return withRetries(policy, call, (signal) => http.GET('/v1/retention-policy', { signal }), 'reportDays');
      },
      async setRetention(body, call = {}) {
        return withRetries(policy, call, (signal) => http.PUT('/v1/retention-policy', { body, signal }), 'reportDays');
      },
    },
    webhooks: webhooksClient(http, policy),
    alerts: alertsClient(http, policy),
    recipients: recipientsClient(http, policy),
    reports: reportsClient(http, policy),
    quarantine: quarantineClient(http, policy),
    apiKeys: apiKeysClient(http, policy),
    audit: auditClient(http, policy),
    stream: (filter = {}, call = {}) => streamEvents(http, policy.backoffMs, filter, call),
    addresses: {
      async check(address, { language = 'en', ...call } = {}) {
        const body = { address, language };
        return withRetries(policy, call, (signal) => http.POST('/v1/addresses/check', { body, signal }), 'findings[]');
      },
      async checkAll(addresses, { language = 'en', ...call } = {}) {
        const reports: AddressReport[] = [];
        for (let from = 0; from < addresses.length; from += addressReportsPerCall) {
          const body = { addresses: addresses.slice(from, from + addressReportsPerCall), language };
          const answer = await withRetries(
            policy,
            call,
            (signal) => http.POST('/v1/addresses/check-list', { body, signal }),
            'results[]',
          );
          reports.push(...answer.results);
        }
        return reports;
      },
      toReview({ blocked, reviewed, ...filter } = {}, call = {}) {
        const asked = {
          ...filter,
          ...(blocked !== undefined && { blocked: String(blocked) }),
          ...(reviewed !== undefined && { reviewed: String(reviewed) }),
        };
        return listed(policy, call, 'addresses', (after, signal) =>
          http.GET('/v1/addresses/review', { params: { query: { ...asked, ...after } }, signal }),
        );
      },
      async review(body, call = {}) {
        return withRetries(
          { ...policy, attempts: 1 },
          call,
          (signal) => http.POST('/v1/addresses/review', { body, signal }),
          'at',
        );
      },
      async retire(body, call = {}) {
        return withRetries(
          { ...policy, attempts: 1 },
          call,
          (signal) => http.POST('/v1/addresses/retire', { body, signal }),
          'since',
        );
      },
      async bringBack(body, call = {}) {
        return withRetries(
          { ...policy, attempts: 1 },
          call,
          (signal) => http.POST('/v1/addresses/bring-back', { body, signal }),
          'maySend',
        );
      },
    },
    domains: {
      async check(domain, { sendingIps = [], dkimSelectors = [], language = 'en', ...call } = {}) {
        const body = { domain, sendingIps: [...sendingIps], dkimSelectors: [...dkimSelectors], language };
        // Names that do not answer take their time.
        const unhurried = { ...policy, timeoutMs: Math.max(policy.timeoutMs, 30_000) };
        return withRetries(unhurried, call, (signal) => http.POST('/v1/domains/check', { body, signal }), 'findings[]');
      },
    },
    async classify(text, { by = 'local', command, mxHost, recipient, language = 'en', audience = 'support', ...call } = {}) {
      if (by === 'remote') {
        const body = {
          reply: text,
          language,
          audience,
          ...(command && { command }),
          ...(mxHost !== undefined && { mxHost }),
          ...(recipient !== undefined && { recipient }),
        };
        return (await withRetries(
          policy,
          call,
          (signal) => http.POST('/v1/classify', { body, signal }),
          'classification',
        )) as ClassifiedReply;
      }
      const reply = parseReply(text);
      const asked = { reply, command: command ?? null, mxHost: mxHost ?? null };
      const classification = recipient === undefined ? classifier.classify(asked) : classifyWithout(recipient, asked, classifier);
      const { ruleId, verdict } = classification;
      const explanation = explain({ ...verdict, ...(ruleId !== null && { ruleId }) }, classifier.ruleset, { language, audience });
      return { reply, classification, explanation };
    },
    async classifyReport(mail, { by = 'local', language = 'en', audience = 'support', ...call } = {}) {
      if (by === 'local')
        return explainReport(classifyReport(readPasted(mail), classifier), classifier.ruleset, { language, audience });
      const body = { ...(typeof mail === 'string' ? { mail } : { raw: base64Of(mail) }), language, audience };
      const answer = await withRetries(
        policy,
        call,
        (signal) => http.POST('/v1/reports/classify', { body, signal }),
        'recipients[]',
      );
      return answer as ExplainedReport;
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

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Which events go together, in order. */
function callsOf(events: readonly MailEvent[]): readonly { readonly from: number; readonly to: number }[] {
  const calls: { from: number; to: number }[] = [];
  const encoder = new TextEncoder();
  let bytes = 0;
  for (const [at, event] of events.entries()) {
    const size = encoder.encode(JSON.stringify(event)).length + 1;
    const last = calls.at(-1);
    if (last && last.to - last.from < eventsPerCall && bytes + size <= bytesPerCall) {
      last.to = at + 1;
      bytes += size;
    } else {
      calls.push({ from: at, to: at + 1 });
      bytes = size;
    }
  }
  return calls;
}
