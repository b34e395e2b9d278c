import { classifyReport, parseReply, readReport, type Classifier, type SmtpReply } from '@bezorgd/rules';
import { decodeMailEvent, maxReportBytes, refuse, type Decoded, type Refusal } from '../events/decode.ts';
import { deliveryIdOf, isUuid, normaliseMessageId, uuidOf, type RecipientIds } from '../events/ids.ts';
import {
  mailAddressSchema,
  maxMessageIdBytes,
  tenantSchema,
  type AnyEvent,
  type DeliveryEventType,
  type MailEvent,
} from '../events/mail-event.ts';
import { maskAddresses } from './mask-address.ts';
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

/** Kafka messages to rows: decoded and classified, or quarantined with the reason. Never throws for what a message holds. */
export function prepareMessages(messages: readonly IncomingMessage[], options: PrepareOptions, now: number): Prepared {
  const events: StoredEvent[] = [];
  const reports: StoredReport[] = [];
  const quarantined: QuarantinedMessage[] = [];
  for (const message of messages) {
    const refusal =
      message.kind === 'report' ? takeReport(message, options, reports, events, now) : takeEvent(message, options, events, now);
    if (refusal) quarantined.push(quarantineMessage(message, refusal));
  }
  return { events, reports, quarantined };
}

function takeEvent(message: IncomingMessage, options: PrepareOptions, events: StoredEvent[], now: number): Refusal | null {
  const decoded = decodeMailEvent(message.value);
  if (!decoded.ok) return decoded;
  const { event } = decoded;
  if (message.kind !== 'report' && !typesOfTopic[message.kind].has(event.type)) {
    return refuse('wrong-topic', 'type', `type: ${event.type} does not belong on this topic`);
  }
  // CloudEvents binary mode: the identity stands in the headers (source and id together).
  const cloudEventId = message.headers['ce_id'];
  const identified =
    event.eventId === undefined && cloudEventId
      ? { ...event, eventId: `${message.headers['ce_source'] ?? ''} ${cloudEventId}`.trim() }
      : event;
  const outside = outOfRange(Date.parse(event.occurredAt), now, options.retentionDays);
  if (outside && outOfRange(message.timestampMs, now, options.retentionDays))
    return refuse('time-out-of-range', 'occurredAt', `occurredAt: ${outside}`);
  // The record's own time stands in: it is the same at every redelivery, which our clock is not.
  events.push(storedEvent(identified, options, { occurredAt: outside ? message.timestampMs : null, position: message.position }));
  return null;
}

function takeReport(
  message: IncomingMessage,
  options: PrepareOptions,
  reports: StoredReport[],
  events: StoredEvent[],
  now: number,
): Refusal | null {
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
  const reply = attempted?.reply ? masked(parseReply(attempted.reply), recipient.address) : null;
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
      return event.userAgent || event.ip ? { userAgent: event.userAgent, ip: event.ip } : null;
    case 'clicked':
      return { userAgent: event.userAgent, ip: event.ip, url: event.url };
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

const typeOfAction = {
  failed: 'bounced',
  delayed: 'deferred',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
} as const;
const typeOfKind = {
  bounce: 'bounced',
  delayed: 'deferred',
  delivered: 'delivered',
  complaint: 'complained',
  'auto-reply': 'auto-replied',
  'challenge-response': 'challenged',
  displayed: 'displayed',
  'unsubscribe-request': 'unsubscribe-requested',
  unknown: 'reported',
  'not-a-report': null,
} as const;

/** Recipients of one report that are looked at. */
const maxReportedRecipients = 100;

/** As it is, or a hash of it where it is longer than an index can hold; no mail of ours has such an id. */
function shortMessageId(messageId: string): string {
  const storable = messageId.replaceAll('\0', '\u{FFFD}').toWellFormed();
  return Buffer.byteLength(storable) <= maxMessageIdBytes ? storable : `long:${uuidOf(storable)}`;
}

function storedReport(
  raw: Uint8Array,
  tenant: string,
  options: PrepareOptions,
  receivedAt: number,
  position: KafkaPosition | null,
): { report: StoredReport; events: StoredEvent[] } {
  const reportId = uuidOf('report', tenant, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1'));
  const report = readReport(raw);
  // A report speaks of a handful of recipients; one with thousands is an attack, and kept as what it is: a mail.
  const recipients = report.recipients.slice(0, maxReportedRecipients).map((reported) => {
    // The address that we mailed; where it forwards to (Final-Recipient, RFC 3464 §2.3.1) is no delivery of ours.
    const mailed = reported.originalRecipient?.includes('@') ? reported.originalRecipient : reported.recipient;
    const forwardedTo = mailed === reported.recipient ? null : reported.recipient;
    return { ...reported, recipient: mailed, reply: reported.reply && masked(reported.reply, mailed, forwardedTo) };
  });
  const read = classifyReport({ ...report, recipients }, options.classifier);
  const original = read.original.messageId ?? read.original.envelopeId;
  // A mail that does not say which mail it is about still tells of its recipient; the report's own id stands in.
  const messageId = original ? shortMessageId(normaliseMessageId(original)) : `report:${reportId}`;
  const events: StoredEvent[] = [];
  for (const [index, reported] of read.recipients.entries()) {
    const byAction =
      read.kind === 'bounce' || read.kind === 'delayed' || read.kind === 'delivered'
        ? reported.action && typeOfAction[reported.action]
        : null;
    // A feedback report may also tell of failed authentication (RFC 6591): that is nobody's complaint.
    const isComplaint = read.kind === 'complaint' && reported.classification.verdict.category === 'complaint';
    const type: DeliveryEventType | null =
      byAction ?? (read.kind === 'complaint' && !isComplaint ? 'reported' : typeOfKind[read.kind]);
    // What a stranger's mail calls an address need not be one.
    if (!type || !mailAddressSchema.safeParse(reported.recipient).success) continue;
    const recipient = options.recipientIds.of(tenant, reported.recipient);
    events.push({
      tenant,
      type,
      messageId,
      recipient,
      deliveryId: deliveryIdOf(tenant, messageId, recipient.recipientId),
      eventId: uuidOf('reported', reportId, index),
      producerEventId: null,
      // A report's own Date is the word of a stranger; its arrival is ours.
      occurredAt: receivedAt,
      clamped: false,
      reply: reported.reply,
      command: reported.command,
      mxHost: reported.remoteMta,
      remoteIp: null,
      attempt: null,
      classification: reported.classification,
      detail: { reportKind: read.kind, reader: read.reader, status: reported.status, feedbackType: read.feedbackType },
      tags: null,
      reportId,
      position,
    });
  }
  return {
    report: {
      tenant,
      reportId,
      receivedAt,
      kind: read.kind,
      reader: read.reader,
      originalMessageId: original,
      deliveryIds: [...new Set(events.map((event) => event.deliveryId))],
      raw,
      position,
    },
    events,
  };
}

function masked(reply: SmtpReply, recipient: string, forwardedTo: string | null = null): SmtpReply {
  return { ...reply, text: maskAddresses(reply.text, recipient, forwardedTo) };
}

function quarantineMessage(message: IncomingMessage, refusal: Refusal): QuarantinedMessage {
  const { topic, partition, offset } = message.position;
  return {
    quarantineId: uuidOf('kafka', topic, partition, String(offset)),
    tenant: null,
    source: 'kafka',
    position: message.position,
    key: message.key,
    headers: message.headers,
    value: message.value ?? new Uint8Array(),
    errorClass: refusal.errorClass,
    errorPath: refusal.path,
    errorMessage: refusal.message,
  };
}

export function quarantineElement(element: unknown, tenant: string, refusal: Refusal): QuarantinedMessage {
  const value = Buffer.from(jsonText(element));
  return {
    quarantineId: uuidOf('http', tenant, value.toString()),
    tenant,
    source: 'http',
    position: null,
    key: null,
    headers: null,
    value,
    errorClass: refusal.errorClass,
    errorPath: refusal.path,
    errorMessage: refusal.message,
  };
}

function jsonText(element: unknown): string {
  try {
    return JSON.stringify(element) ?? 'null';
  } catch {
    return '"(nested too deeply to be written down)"';
  }
}

/** A message that decodes, and that the database cannot hold all the same. */
export function quarantineUnstorable(message: IncomingMessage, reason: string): QuarantinedMessage {
  return quarantineMessage(message, refuse('not-storable', null, `The database cannot hold this message: ${reason}`));
}
