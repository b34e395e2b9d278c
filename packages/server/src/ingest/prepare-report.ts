import { addressesOf, classifyReport, maskAddresses, readReport } from '@bezorgd/rules';
import { providerOf } from '../deliveries/providers.ts';
import { maxReportedRecipients } from '../events/decode.ts';
import { deliveryIdOf, normaliseMessageId, uuidOf } from '../events/ids.ts';
import { mailAddressSchema, maxMessageIdBytes, type DeliveryEventType } from '../events/mail-event.ts';
import type { PrepareOptions } from './prepare.ts';
import type { KafkaPosition, StoredEvent, StoredReport } from './stored-event.ts';

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

/** As it is, or a hash of it where it is longer than an index can hold; no mail of ours has such an id. */
function shortMessageId(messageId: string): string {
  const storable = messageId.replaceAll('\0', '\u{FFFD}').toWellFormed();
  return Buffer.byteLength(storable) <= maxMessageIdBytes ? storable : `long:${uuidOf(storable)}`;
}

/** A returned mail to its row and the events that it tells of. */
export function storedReport(
  raw: Uint8Array,
  tenant: string,
  options: Pick<PrepareOptions, 'classifier' | 'recipientIds'>,
  receivedAt: number,
  position: KafkaPosition | null,
): { report: StoredReport; events: StoredEvent[] } {
  const reportId = uuidOf('report', tenant, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1'));
  const report = readReport(raw);
  // A report speaks of a handful of recipients; one with thousands is an attack, and kept as what it is: a mail.
  const recipients = report.recipients.slice(0, maxReportedRecipients).map((reported) => {
    const { mailed, forwardedTo } = addressesOf(reported);
    return {
      ...reported,
      recipient: mailed,
      reply: reported.reply && { ...reported.reply, text: maskAddresses(reported.reply.text, mailed, forwardedTo) },
    };
  });
  const read = classifyReport({ ...report, recipients }, options.classifier, { masked: true });
  const original = read.original.messageId ?? read.original.envelopeId;
  // A mail that does not say which mail it is about still tells of its recipient; the report's own id stands in.
  const named = normaliseMessageId(original ?? '');
  const messageId = named.trim() === '' ? `report:${reportId}` : shortMessageId(named);
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
      // The host may be one that the mail was forwarded to.
      provider: providerOf(options.classifier.ruleset, recipient.domain, null),
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
      signs: read.signs,
      raw,
      position,
    },
    events,
  };
}
