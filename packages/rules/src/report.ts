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

/** What a report tells of the mail it speaks of: whatever ties it to the message we sent. */
export interface OriginalMail {
  /** Without angle brackets: of the returned header, or what In-Reply-To or References name. */
  readonly messageId: string | null;
  /** Original-Envelope-Id (RFC 3464 §2.2.1): the ENVID we gave. */
  readonly envelopeId: string | null;
  readonly from: string | null;
  readonly subject: string | null;
  /** Opaque mark that a sender puts in for feedback: CFBL-Feedback-ID (RFC 9477), Feedback-ID, X-MSFBL, … as it stood. */
  readonly feedbackId: string | null;
  /** Envelope sender of the returned mail, without angle brackets. */
  readonly returnPath: string | null;
  /** The recipient that our own return path carries (VERP): `bounces+ann=example.com@…`. */
  readonly recipientFromVerp: string | null;
  /** Its Date, as ISO 8601. */
  readonly date: string | null;
  /** What stands between the angle brackets of List-Id (RFC 2919). */
  readonly listId: string | null;
  /** Account that handed the mail in, as a server noted it: `Authenticated sender: ann@example.com`. */
  readonly authenticatedSender: string | null;
  /** Hosts that its Received fields name, the last one first; at most 30. */
  readonly hosts: readonly string[];
  /** Domains of its DKIM signatures (`d=`). Not verified. */
  readonly signedBy: readonly string[];
}

/**
 * What a returned mail shows of how it was sent, seen from the mail alone. None proves anything by itself:
 *
 * - `authenticated-sender`: somebody logged in to send it. If we did not, the password is known to others.
 * - `authenticated-other`: that account is not the address in From.
 * - `web-script`: a script on a web server sent it (X-PHP-Originating-Script and the like).
 * - `foreign-message-id`: its Message-ID was made elsewhere than at the domain in From.
 * - `foreign-return-path`: its envelope sender is at another domain than From.
 * - `no-returned-header`: the report gives nothing of it back, so nothing can be told.
 */
export const reportSigns = [
  'authenticated-sender',
  'authenticated-other',
  'web-script',
  'foreign-message-id',
  'foreign-return-path',
  'no-returned-header',
] as const;
export type ReportSign = (typeof reportSigns)[number];

/** A mail that came back, read. */
export interface Report {
  readonly kind: ReportKind;
  /** Which reader understood it: `dsn`, `feedback-report`, `auto-reply`, … ; null for `not-a-report`. */
  readonly reader: string | null;
  readonly recipients: readonly ReportedRecipient[];
  /** The mail it speaks of, as far as the report tells. */
  readonly original: OriginalMail;
  /** Empty for mails that return none: answers, requests, ordinary mail. */
  readonly signs: readonly ReportSign[];
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
