import type { SmtpCommand } from '@bezorgd/rules';

/** The events that a mail platform tells Bezorgd: the contract of `POST /v1/events` and of the Kafka topics. */
interface Common {
  /** Recognises a repetition. */
  readonly eventId: string;
  readonly tenant?: string;
  readonly messageId: string;
  readonly recipient: string;
  /** RFC 3339 with offset. */
  readonly occurredAt: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface DeliveryEvent extends Common {
  readonly type: 'processed' | 'suspended' | 'deferred' | 'delivered' | 'bounced' | 'rejected' | 'discarded';
  /** The remote server's whole answer with its codes. */
  readonly reply?: string;
  readonly command?: SmtpCommand;
  readonly mxHost?: string;
  readonly remoteIp?: string;
  /** Counts from 1. */
  readonly attempt?: number;
  readonly until?: string;
  readonly reason?: string;
}

export interface ReadingEvent extends Common {
  readonly type: 'opened' | 'clicked';
  readonly userAgent?: string;
  readonly ip?: string;
  readonly url?: string;
}

export interface ReportEvent {
  readonly type: 'report';
  readonly eventId: string;
  readonly tenant?: string;
  /** The returned mail (RFC 5322) in base64. */
  readonly raw: string;
}

export type TestEvent = DeliveryEvent | ReadingEvent | ReportEvent;

/** The Kafka topic of an event. */
export function topicOf({ type }: TestEvent): string {
  switch (type) {
    case 'opened':
      return 'mail.open';
    case 'clicked':
      return 'mail.click';
    case 'report':
      return 'mail.report';
    default:
      return 'mail.delivery';
  }
}
