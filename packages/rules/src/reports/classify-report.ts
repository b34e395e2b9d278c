import type { Classification, ClassifyInput } from '../classify.ts';
import type { ClassifiedReport, Report, ReportedRecipient } from '../report.ts';
import { bounceTypeOf, type Category, labelOf, type Permanence, type Scope, type Verdict } from '../verdict.ts';

/** Whoever can classify a reply; a compiled ruleset does. */
export interface ReplyClassifier {
  classify(input: ClassifyInput): Classification;
}

const pluginId = 'reports';
/** Raised when a verdict below changes: the same promise that a plugin's version makes for its rules. */
const pluginVersion = '1.0.0';

/** Gives each recipient its verdict: by the rules where a server's words were found, else by what kind of report it is. */
export function classifyReport(report: Report, classifier: ReplyClassifier): ClassifiedReport {
  return {
    ...report,
    recipients: report.recipients.map((recipient) => ({
      ...recipient,
      classification: classificationOf(report, recipient, classifier),
    })),
  };
}

function classificationOf(report: Report, recipient: ReportedRecipient, classifier: ReplyClassifier): Classification {
  const byRules = () =>
    classifier.classify({
      reply: recipient.reply ?? { replyCode: null, enhancedStatusCode: null, text: '' },
      command: recipient.command,
      mxHost: recipient.remoteMta,
      status: recipient.status,
    });
  switch (report.kind) {
    case 'complaint':
      return report.feedbackType === 'auth-failure'
        ? ofKind('auth-failure', 'reports.auth-failure-report', byRules(), 'sender')
        : ofKind('complaint', 'reports.feedback-report', byRules(), 'recipient');
    case 'auto-reply':
      return ofKind('auto-reply', 'reports.auto-reply', byRules());
    case 'challenge-response':
      return ofKind('challenge-response', 'reports.challenge-response', byRules());
    case 'displayed':
      return ofKind('displayed', 'reports.disposition-notification', byRules());
    case 'unsubscribe-request':
      return ofKind('unsubscribe-request', 'reports.unsubscribe-request', byRules());
    case 'bounce':
    case 'delayed':
    case 'delivered':
      return ofAction(recipient, report, byRules());
    case 'unknown':
    case 'not-a-report':
      return byRules();
    default:
      return report.kind satisfies never;
  }
}

/** One report can hold a failure for one recipient and a success for another (RFC 3464 §2.3.3). */
function ofAction({ action }: ReportedRecipient, report: Report, byRules: Classification): Classification {
  switch (action ?? (report.kind === 'bounce' ? 'failed' : report.kind)) {
    case 'failed':
      return ofReader(report, byRules);
    case 'delayed':
      return byRules.verdict.category === 'unknown' ? ofKind('delayed', 'reports.dsn-delayed', byRules) : byRules;
    case 'delivered':
      return ofKind('delivered', 'reports.dsn-delivered', byRules);
    case 'relayed':
      return ofKind('relayed', 'reports.dsn-relayed', byRules);
    default:
      return ofKind('relayed', 'reports.dsn-expanded', byRules);
  }
}

/**
 * A mailbox that refuses with a receipt (RFC 8098) is there: its owner's script ran, and the words are the owner's, whatever they say.
 * Google Groups tells in the sender's language, without a code, that the group does not exist or that the sender may not post.
 * The cautious reading is the second: it cuts nobody off.
 */
function ofReader({ reader }: Report, byRules: Classification): Classification {
  if (reader === 'disposition')
    return ofKind('recipient-filter', 'reports.refused-by-recipient', byRules, 'recipient', 'transient');
  if (reader !== 'google-groups' || byRules.verdict.category !== 'unknown') return byRules;
  return { ...ofKind('sender-rejected', 'reports.google-groups', byRules, 'sender'), confidence: 'likely' };
}

function ofKind(
  category: Category,
  ruleId: string,
  byRules: Classification,
  scope: Scope | null = null,
  permanence: Permanence = 'permanent',
): Classification {
  const verdict: Verdict = { category, permanence: scope === null ? null : permanence, scope };
  return {
    verdict,
    bounceType: bounceTypeOf(verdict),
    label: labelOf(verdict),
    pluginId,
    pluginVersion,
    ruleId,
    ruleVersion: 1,
    span: null,
    confidence: 'certain',
    runnersUp: [],
    rulesetDigest: byRules.rulesetDigest,
  };
}
