import type { Classification } from '@bezorgd/rules';
import type { DeliveryEventType } from '../events/mail-event.ts';
import type { Recipient } from '../events/ids.ts';

/** Where in Kafka something came from. */
export interface KafkaPosition {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** An event that is decoded, identified and classified: one row of `event`. */
export interface StoredEvent {
  readonly tenant: string;
  readonly type: DeliveryEventType;
  readonly messageId: string;
  readonly recipient: Recipient;
  readonly deliveryId: string;
  readonly eventId: string;
  /** The id that the producer gave, when it gave one. */
  readonly producerEventId: string | null;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** True when the producer's time was out of range and the time of arrival stands in. */
  readonly clamped: boolean;
  readonly reply: { readonly replyCode: number | null; readonly enhancedStatusCode: string | null; readonly text: string } | null;
  readonly command: string | null;
  readonly mxHost: string | null;
  /** Who runs the receiving mailboxes, where that is known. */
  readonly provider: string | null;
  readonly remoteIp: string | null;
  readonly attempt: number | null;
  readonly classification: Classification | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly reportId: string | null;
  readonly position: KafkaPosition | null;
}

/** A returned mail as it came: one row of `report`, and the events that it tells of. */
export interface StoredReport {
  readonly tenant: string;
  readonly reportId: string;
  readonly receivedAt: number;
  readonly kind: string;
  readonly reader: string | null;
  readonly originalMessageId: string | null;
  /** The deliveries that it tells of. */
  readonly deliveryIds: readonly string[];
  /** What an operator should look at: see `Report.signs` of the rules. */
  readonly signs: readonly string[];
  readonly raw: Uint8Array;
  readonly position: KafkaPosition | null;
}

/** What could not be decoded: one row of `quarantine`. */
export interface QuarantinedMessage {
  readonly quarantineId: string;
  readonly tenant: string | null;
  readonly source: 'kafka' | 'http';
  readonly position: KafkaPosition | null;
  readonly key: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly value: Uint8Array;
  readonly errorClass: string;
  readonly errorPath: string | null;
  readonly errorMessage: string;
}

/** Everything that one transaction writes. */
export interface Prepared {
  readonly events: readonly StoredEvent[];
  readonly reports: readonly StoredReport[];
  readonly quarantined: readonly QuarantinedMessage[];
}
