import type { Classification } from '../classify.ts';
import { classifyWithout, type ReplyClassifier } from '../classify-without.ts';
import type { ClassifiedReport, Report, ReportedRecipient } from '../report.ts';
import { bounceTypeOf, labelOf } from '../verdict.ts';
import { reportRules, reportsPlugin, type ReportRule } from './report-rules.ts';

/**
 * Gives each recipient its verdict: by the rules where a server's words were found, else by what kind of report it is. Words
 * of the recipient's address count for nothing; spans are places in the reply as given. With `masked`, the addresses are
 * masked in it already.
 */
export function classifyReport(report: Report, classifier: ReplyClassifier, { masked = false } = {}): ClassifiedReport {
  const expanded = new Set(
    report.recipients.filter(({ action }) => action === 'expanded').map(({ recipient }) => recipient.toLowerCase()),
  );
  return {
    ...report,
    recipients: report.recipients.map((recipient) => {
      const classification = classificationOf(report, recipient, masked ? classifier : withoutAddresses(recipient, classifier));
      const ofMember = classification.bounceType === 'hard' && expanded.has(recipient.recipient.toLowerCase());
      return { ...recipient, classification: ofMember ? ofKind(reportRules.memberFailed, classification) : classification };
    }),
  };
}

/** The address that we mailed, and the one that it forwards to (Final-Recipient, RFC 3464 §2.3.1), which is no delivery of ours. */
export function addressesOf({ recipient, originalRecipient }: ReportedRecipient): {
  readonly mailed: string;
  readonly forwardedTo: string | null;
} {
  const mailed = originalRecipient?.includes('@') ? originalRecipient : recipient;
  return { mailed, forwardedTo: mailed === recipient ? null : recipient };
}

function withoutAddresses(recipient: ReportedRecipient, classifier: ReplyClassifier): ReplyClassifier {
  const { mailed, forwardedTo } = addressesOf(recipient);
  return { classify: (input) => classifyWithout(mailed, input, classifier, forwardedTo) };
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
        ? ofKind(reportRules.authFailureReport, byRules())
        : ofKind(reportRules.feedbackReport, byRules());
    case 'auto-reply':
      return ofKind(reportRules.autoReply, byRules());
    case 'challenge-response':
      return ofKind(reportRules.challengeResponse, byRules());
    case 'displayed':
      return ofKind(reportRules.displayed, byRules());
    case 'unsubscribe-request':
      return ofKind(reportRules.unsubscribeRequest, byRules());
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
      return byRules.verdict.category === 'unknown' ? ofKind(reportRules.delayed, byRules) : byRules;
    case 'delivered':
      return ofKind(reportRules.delivered, byRules);
    case 'relayed':
      return ofKind(reportRules.relayed, byRules);
    default:
      return ofKind(reportRules.expanded, byRules);
  }
}

/** Whose owner or moderator may give any reason: that they do shows that the mailbox or list is there. */
const refusing: ReadonlySet<string> = new Set(['disposition', 'mailman', 'mlmmj']);

function ofReader({ reader }: Report, byRules: Classification): Classification {
  if (reader !== null && refusing.has(reader)) return ofKind(reportRules.refusedByRecipient, byRules);
  if (reader !== 'google-groups' || byRules.verdict.category !== 'unknown') return byRules;
  return { ...ofKind(reportRules.googleGroups, byRules), confidence: 'likely' };
}

function ofKind({ id, version, verdict }: ReportRule, { rulesetDigest }: Classification): Classification {
  return {
    verdict,
    bounceType: bounceTypeOf(verdict),
    label: labelOf(verdict),
    pluginId: reportsPlugin.id,
    pluginVersion: reportsPlugin.version,
    ruleId: id,
    ruleVersion: version,
    span: null,
    confidence: 'certain',
    runnersUp: [],
    rulesetDigest,
  };
}
