import type { NonEmpty, Source } from '../rule.ts';
import { rfc } from '../sources.ts';
import type { Verdict } from '../verdict.ts';

/** A verdict that the kind of a report gives, without a server's words. */
export interface ReportRule {
  /** `reports.<what-came-back>`. */
  readonly id: string;
  /** Raised by one when the verdict changes. */
  readonly version: number;
  readonly verdict: Verdict;
  /** What it holds for: the end of "Holds for …". */
  readonly holdsFor: string;
  readonly sources: NonEmpty<Source>;
}

export const reportsPlugin = { id: 'reports', version: '1.1.0', name: 'Kinds of reports' } as const;

const plain = (category: Verdict['category']): Verdict => ({ category, permanence: null, scope: null });

/** By what came back. Where a report carries a server's words, the rules decide; these are for what has none. */
export const reportRules = {
  authFailureReport: {
    id: 'reports.auth-failure-report',
    version: 1,
    verdict: { category: 'auth-failure', permanence: 'permanent', scope: 'sender' },
    holdsFor: 'feedback reports of mail that failed SPF, DKIM or DMARC',
    sources: [rfc(6591)],
  },
  feedbackReport: {
    id: 'reports.feedback-report',
    version: 1,
    verdict: { category: 'complaint', permanence: 'permanent', scope: 'recipient' },
    holdsFor: 'other feedback reports: a recipient called the mail unwanted',
    sources: [rfc(5965), rfc(9477)],
  },
  autoReply: {
    id: 'reports.auto-reply',
    version: 1,
    verdict: plain('auto-reply'),
    holdsFor: 'automatic replies, out-of-office notes among them',
    sources: [rfc(3834)],
  },
  challengeResponse: {
    id: 'reports.challenge-response',
    version: 1,
    verdict: plain('challenge-response'),
    holdsFor: 'requests to prove that a person sent the mail',
    sources: [rfc(3834)],
  },
  displayed: {
    id: 'reports.disposition-notification',
    version: 1,
    verdict: plain('displayed'),
    holdsFor: 'receipts that say the mail was displayed',
    sources: [rfc(8098)],
  },
  refusedByRecipient: {
    id: 'reports.refused-by-recipient',
    version: 1,
    verdict: { category: 'recipient-filter', permanence: 'transient', scope: 'recipient' },
    holdsFor:
      "receipts and answers of mailing lists that refuse the mail: the mailbox or list is there, since its owner's script or its moderator refused, and the words are theirs, whatever they say",
    sources: [rfc(5429, '2.1'), rfc(8098)],
  },
  unsubscribeRequest: {
    id: 'reports.unsubscribe-request',
    version: 1,
    verdict: plain('unsubscribe-request'),
    holdsFor: 'mail to an unsubscribe address',
    sources: [rfc(2369), rfc(8058)],
  },
  delayed: {
    id: 'reports.dsn-delayed',
    version: 1,
    verdict: plain('delayed'),
    holdsFor: 'a delay whose reason no rule knows',
    sources: [rfc(3464)],
  },
  delivered: {
    id: 'reports.dsn-delivered',
    version: 1,
    verdict: plain('delivered'),
    holdsFor: 'a delivery that is confirmed',
    sources: [rfc(3464)],
  },
  relayed: {
    id: 'reports.dsn-relayed',
    version: 1,
    verdict: plain('relayed'),
    holdsFor: 'mail handed to a system that confirms nothing',
    sources: [rfc(3464)],
  },
  expanded: {
    id: 'reports.dsn-expanded',
    version: 1,
    verdict: plain('relayed'),
    holdsFor: 'mail that an alias or list sent on to others',
    sources: [rfc(3464)],
  },
  memberFailed: {
    id: 'reports.member-failed',
    version: 1,
    verdict: { category: 'local-delivery-error', permanence: 'transient', scope: 'recipient' },
    holdsFor:
      'an address that the same report calls expanded, and whose failure would give it up: the mail went on to several, and one of them is gone',
    sources: [rfc(3464)],
  },
  googleGroups: {
    id: 'reports.google-groups',
    version: 1,
    verdict: { category: 'sender-rejected', permanence: 'permanent', scope: 'sender' },
    holdsFor:
      "Google Groups, which says in the sender's language and without a code that the group does not exist or that the sender may not post: the cautious reading cuts nobody off",
    sources: [rfc(3463, '3.8')],
  },
} as const satisfies Readonly<Record<string, ReportRule>>;
