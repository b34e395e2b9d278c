import { maskAddresses, parseReply, type Classifier, type SmtpReply } from '@bezorgd/rules';
import { decodeMailEvent, maxReportBytes, refuse, type Decoded, type Refusal } from '../events/decode.ts';
import { providerOf } from '../deliveries/providers.ts';
import { deliveryIdOf, isUuid, normaliseMessageId, uuidOf, type RecipientIds } from '../events/ids.ts';
import { tenantSchema, type AnyEvent, type MailEvent } from '../events/mail-event.ts';
import { storedReport } from './prepare-report.ts';
import { quarantineMessage } from './quarantine.ts';
import type { KafkaPosition, Prepared, QuarantinedMessage, StoredEvent, StoredReport } from './stored-event.ts';

/** What turning messages into rows depends on. */
export interface PrepareOptions {
  readonly classifier: Classifier;
  readonly recipientIds: RecipientIds;
  readonly defaultTenant: string;
  readonly retentionDays: number;
}

/** What kind of message a topic carries. */
export type TopicKind = 'delivery' | 'open' | 'click' | 'report';

/** One Kafka message. Header values are text; of repeated headers the last. */
export interface IncomingMessage {
  readonly kind: TopicKind;
  readonly position: KafkaPosition;
  /** The broker's or the producer's time of the record, milliseconds. */
  readonly timestampMs: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
}

const dayMs = 86_400_000;
const typesOfTopic = {
  delivery: new Set(['processed', 'suspended', 'deferred', 'delivered', 'bounced', 'rejected', 'discarded']),
  open: new Set(['opened']),
  click: new Set(['clicked']),
} as const satisfies Record<Exclude<TopicKind, 'report'>, ReadonlySet<string>>;

/** Where the rows of messages gather. */
export interface Taking {
  readonly events: StoredEvent[];
  readonly reports: StoredReport[];
}

/** Kafka messages to rows: decoded and classified, or quarantined with the reason. Never throws for what a message holds. */
export function prepareMessages(messages: readonly IncomingMessage[], options: PrepareOptions, now: number): Prepared {
  const taking: Taking = { events: [], reports: [] };
  const quarantined: QuarantinedMessage[] = [];
  for (const message of messages) {
    const refusal = takeMessage(message, options, taking, now);
    if (refusal) quarantined.push(quarantineMessage(message, refusal, options.defaultTenant));
  }
  return { ...taking, quarantined };
}

/** Adds the rows of one message, or says why there are none. */
export function takeMessage(message: IncomingMessage, options: PrepareOptions, taking: Taking, now: number): Refusal | null {
  return message.kind === 'report'
    ? takeReport(message, options, taking, now)
    : takeEvent(message, message.kind, options, taking, now);
}

function takeEvent(
  message: IncomingMessage,
  kind: Exclude<TopicKind, 'report'>,
  options: PrepareOptions,
  { events }: Taking,
  now: number,
): Refusal | null {
  const decoded = decodeMailEvent(message.value);
  if (!decoded.ok) return decoded;
  const { event } = decoded;
  if (!typesOfTopic[kind].has(event.type)) {
    return refuse('wrong-topic', 'type', `type: ${event.type} does not belong on this topic`);
  }
  // CloudEvents binary mode: the identity stands in the headers (source and id together).
  const cloudEventId = message.headers['ce_id'];
  const identified =
    event.eventId === undefined && cloudEventId
      ? { ...event, eventId: `${message.headers['ce_source'] ?? ''} ${cloudEventId}`.trim() }
      : event;
  const at = Date.parse(event.occurredAt);
  const outside = outOfRange(at, now, options.retentionDays);
  // What is too old is history, which is not to be told as news. A clock that runs ahead is no reason to lose anything: the
  // record's own time stands in, which is the same at every redelivery, as our clock is not.
  if (outside && (at < now || outOfRange(message.timestampMs, now, options.retentionDays)))
    return refuse('time-out-of-range', 'occurredAt', `occurredAt: ${outside}`);
  events.push(storedEvent(identified, options, { occurredAt: outside ? message.timestampMs : null, position: message.position }));
  return null;
}

function takeReport(message: IncomingMessage, options: PrepareOptions, { reports, events }: Taking, now: number): Refusal | null {
  if (message.value === null || message.value.length === 0)
    return refuse('empty', null, 'The message has no value: send the returned mail as RFC 5322 bytes');
  if (message.value.length > maxReportBytes)
    return refuse('too-large', null, `The mail has ${message.value.length} bytes: send at most ${maxReportBytes}`);
  const tenant = tenantSchema.safeParse(message.headers['tenant'] ?? options.defaultTenant);
  if (!tenant.success) return refuse('invalid', 'headers.tenant', `header tenant: ${tenant.error.issues[0]!.message}`);
  // A mail is recognised by its bytes, so our clock can stand in for a record's time that cannot be.
  const receivedAt = outOfRange(message.timestampMs, now, options.retentionDays) ? now : message.timestampMs;
  const taken = storedReport(message.value, tenant.data, options, receivedAt, message.position);
  reports.push(taken.report);
  events.push(...taken.events);
  return null;
}

/** An event of the HTTP door to rows. Refused, with the field and the way out, when its time is out of range. */
export function prepareEvent(
  event: AnyEvent,
  options: PrepareOptions,
  tenant: string,
  now: number,
): Decoded<Pick<Prepared, 'events' | 'reports'>> {
  const ofTenant = { ...event, tenant: event.tenant ?? tenant };
  if (ofTenant.type === 'report') {
    const raw = Buffer.from(ofTenant.raw, 'base64');
    if (raw.length > maxReportBytes)
      return refuse('too-large', 'raw', `raw: the mail has ${raw.length} bytes: send at most ${maxReportBytes}`);
    const taken = storedReport(raw, ofTenant.tenant, options, now, null);
    return { ok: true, event: { reports: [taken.report], events: taken.events } };
  }
  const outside = outOfRange(Date.parse(ofTenant.occurredAt), now, options.retentionDays);
  if (outside) return refuse('time-out-of-range', 'occurredAt', `occurredAt: ${outside}`);
  return { ok: true, event: { reports: [], events: [storedEvent(ofTenant, options, { occurredAt: null, position: null })] } };
}

function outOfRange(at: number, now: number, retentionDays: number): string | null {
  if (at > now + dayMs) return 'is more than a day ahead; check the clock of the sending system';
  if (at < now - retentionDays * dayMs)
    return `is more than ${retentionDays} days ago, longer than events are kept (RETENTION_DAYS)`;
  return null;
}

function storedEvent(
  event: MailEvent,
  options: PrepareOptions,
  from: { occurredAt: number | null; position: KafkaPosition | null },
): StoredEvent {
  const tenant = event.tenant ?? options.defaultTenant;
  const recipient = options.recipientIds.of(tenant, event.recipient);
  const messageId = normaliseMessageId(event.messageId);
  const deliveryId = deliveryIdOf(tenant, messageId, recipient.recipientId);
  const attempted = 'reply' in event ? event : null;
  // Classified as stored, so that classifying the stored text again gives the same answer.
  const reply = attempted?.reply ? maskedReply(attempted.reply, recipient.address) : null;
  const command = ('command' in event && event.command) || null;
  const mxHost = ('mxHost' in event && event.mxHost) || null;
  return {
    tenant,
    type: event.type,
    messageId,
    recipient,
    deliveryId,
    eventId: eventIdOf(event, deliveryId),
    producerEventId: event.eventId?.slice(0, 200) ?? null,
    occurredAt: from.occurredAt ?? Date.parse(event.occurredAt),
    clamped: from.occurredAt !== null,
    reply,
    command,
    mxHost,
    provider: providerOf(options.classifier.ruleset, recipient.domain, mxHost),
    remoteIp: ('remoteIp' in event && event.remoteIp) || null,
    attempt: ('attempt' in event && event.attempt) || null,
    classification: reply && isSetback[event.type] ? options.classifier.classify({ reply, command, mxHost }) : null,
    detail: detailOf(event),
    tags: event.tags ?? null,
    reportId: null,
    position: from.position,
  };
}

/** An acceptance needs no verdict: the event says it. */
const isSetback = {
  processed: false,
  suspended: false,
  deferred: true,
  delivered: false,
  bounced: true,
  rejected: true,
  discarded: true,
  opened: false,
  clicked: false,
} as const satisfies Record<MailEvent['type'], boolean>;

/** A producer's id is unique for its source; ours only within the delivery, so one id for several recipients is fine. */
function eventIdOf(event: MailEvent, deliveryId: string): string {
  if (event.eventId !== undefined) return isUuid(event.eventId) ? event.eventId : uuidOf('event', event.eventId);
  const attempt = 'attempt' in event ? (event.attempt ?? '') : '';
  const reply = 'reply' in event ? (event.reply ?? '') : '';
  const url = 'url' in event ? event.url : '';
  const userAgent = 'userAgent' in event ? (event.userAgent ?? '') : '';
  return uuidOf('content', deliveryId, event.type, event.occurredAt, attempt, reply, url, userAgent);
}

function detailOf(event: MailEvent): Record<string, unknown> | null {
  switch (event.type) {
    case 'opened':
      return event.userAgent !== undefined || event.ip || event.method
        ? { userAgent: event.userAgent, ip: event.ip, method: event.method }
        : null;
    case 'clicked':
      return { userAgent: event.userAgent, ip: event.ip, method: event.method, url: event.url, hidden: event.hidden };
    case 'suspended':
      return event.until || event.reason ? { until: event.until, reason: event.reason } : null;
    case 'rejected':
    case 'discarded':
      return event.reason ? { reason: event.reason } : null;
    case 'processed':
    case 'deferred':
    case 'delivered':
    case 'bounced':
      return null;
    default:
      return event satisfies never;
  }
}

function maskedReply(raw: string, address: string): SmtpReply {
  const reply = parseReply(raw);
  return { ...reply, text: maskAddresses(reply.text, address) };
}
