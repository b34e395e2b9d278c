import type { Classification } from './classify.ts';
import type { SmtpReply } from './reply.ts';
import type { SmtpCommand } from './rule.ts';

/** What kind of mail came back. `unknown`: it is a report, but not one we can read. */
export const reportKinds = [
  'bounce',
  'delayed',
  'delivered',
  'complaint',
  'auto-reply',
  'challenge-response',
  'displayed',
  'unsubscribe-request',
  'not-a-report',
  'unknown',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Action field of a DSN (RFC 3464 §2.3.3). */
export type DsnAction = 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';

/** One recipient that a report speaks of. */
export interface ReportedRecipient {
  /** Address as reported, without angle brackets; the domain in lower case. */
  readonly recipient: string;
  readonly originalRecipient: string | null;
  readonly action: DsnAction | null;
  /** What the remote server said, cut out of Diagnostic-Code or of the text; null when the report quotes nothing. */
  readonly reply: SmtpReply | null;
  /** The DSN's Status field as sent (RFC 3464 §2.3.4), which need not agree with the reply. */
  readonly status: string | null;
  readonly remoteMta: string | null;
  readonly command: SmtpCommand | null;
}

/** A mail that came back, read. */
export interface Report {
  readonly kind: ReportKind;
  /** Which reader understood it: `dsn`, `feedback-report`, `auto-reply`, … ; null for `not-a-report`. */
  readonly reader: string | null;
  readonly recipients: readonly ReportedRecipient[];
  /** The mail it speaks of, as far as the report tells. Message-ID without angle brackets. */
  readonly original: {
    readonly messageId: string | null;
    readonly envelopeId: string | null;
    readonly from: string | null;
    readonly subject: string | null;
  };
  readonly reportingMta: string | null;
  /** The report's own Message-ID (without angle brackets), and its Date as ISO 8601. */
  readonly messageId: string | null;
  readonly date: string | null;
  /** Feedback-Type of a feedback report (RFC 5965 §3.5), lower case. */
  readonly feedbackType: string | null;
}

export interface ClassifiedRecipient extends ReportedRecipient {
  readonly classification: Classification;
}
export interface ClassifiedReport extends Omit<Report, 'recipients'> {
  readonly recipients: readonly ClassifiedRecipient[];
}
