import { type Category, type Classification, classifyReport, type ClassifyInput, parseReply, readReport } from '@bezorgd/rules';
import type { TestEvent } from './event.ts';
import { type Status, statuses, type Transcript } from './transcript.ts';
import { transcriptToEvents } from './transcript-events.ts';

/** Whoever can classify a reply; a compiled ruleset does. */
export interface ReplyClassifier {
  classify(input: ClassifyInput): Classification;
}

/** One recipient of one recording: what was to be expected, and what came out. */
export interface Replayed {
  readonly transcript: string;
  readonly recipient: string;
  readonly expected: { readonly category: Category | null; readonly ruleId: string | null; readonly status: Status | null };
  readonly actual: { readonly category: Category; readonly ruleId: string | null; readonly status: Status };
  /** The words that decided. */
  readonly evidence: string;
  readonly ok: boolean;
}

interface Finding {
  readonly status: Status;
  readonly category: Category;
  readonly ruleId: string | null;
  readonly evidence: string;
}

/** Runs recordings through the rules alone: no service, no database. */
export function replayRules(transcripts: readonly Transcript[], classifier: ReplyClassifier): Replayed[] {
  return transcripts.flatMap((transcript) => {
    const events = transcriptToEvents(transcript, { now: new Date(0) });
    return transcript.recipients.map((recipient) => replayOne(transcript, recipient, events, classifier));
  });
}

function replayOne(
  transcript: Transcript,
  recipient: string,
  events: readonly TestEvent[],
  classifier: ReplyClassifier,
): Replayed {
  const findings = events.flatMap((event) => findingsOf(event, recipient, classifier));
  const status = findings.reduce<Status>(
    (best, finding) => (weight(finding.status) > weight(best) ? finding.status : best),
    'processed',
  );
  const decisive =
    findings.findLast((finding) => finding.status === status && finding.category !== 'unknown') ??
    findings.findLast((finding) => finding.status === status)!;
  // An answer of the recipient does not change the status, and still is what the recording is about.
  const answer = findings.findLast(({ category }) => answers.has(category));
  const shown = answer && weight(status) <= weight('delivered') ? answer : decisive;
  const expectation =
    transcript.expect.find((expected) => expected.recipient === recipient) ??
    transcript.expect.find((expected) => expected.recipient === null);
  const expectedStatus =
    transcript.expectStatus.find((expected) => expected.recipient === recipient) ??
    transcript.expectStatus.find((expected) => expected.recipient === null);
  const expected = {
    category: expectation?.category ?? null,
    ruleId: expectation?.ruleId ?? null,
    status: expectedStatus?.status ?? null,
  };
  const actual = { category: shown.category, ruleId: shown.ruleId, status };
  const ok =
    (expected.category === null || expected.category === actual.category) &&
    (expected.ruleId === null || expected.ruleId === actual.ruleId) &&
    (expected.status === null || expected.status === actual.status);
  return { transcript: transcript.id, recipient, expected, actual, evidence: shown.evidence, ok };
}

const answers: ReadonlySet<Category> = new Set([
  'auto-reply',
  'challenge-response',
  'displayed',
  'unsubscribe-request',
  'relayed',
  'delayed',
  'auth-failure',
] satisfies Category[]);

function weight(status: Status): number {
  return statuses.indexOf(status);
}

function findingsOf(event: TestEvent, recipient: string, classifier: ReplyClassifier): Finding[] {
  if (event.type === 'report') return reportFindings(event.raw, recipient, classifier);
  if (event.recipient !== recipient) return [];
  switch (event.type) {
    case 'opened':
    case 'clicked':
      return [{ status: 'delivered', category: 'delivered', ruleId: null, evidence: event.type }];
    case 'deferred':
    case 'bounced': {
      const found = classifier.classify({
        reply: parseReply(event.reply ?? ''),
        command: event.command ?? null,
        mxHost: event.mxHost ?? null,
      });
      const status = event.type === 'deferred' ? 'deferred' : found.bounceType === 'hard' ? 'hard-bounced' : 'soft-bounced';
      return [{ status, category: found.verdict.category, ruleId: found.ruleId, evidence: event.reply ?? '' }];
    }
    case 'rejected':
      return [{ status: 'rejected', category: 'suppressed', ruleId: null, evidence: event.reason ?? '' }];
    case 'delivered':
      return [{ status: 'delivered', category: 'delivered', ruleId: null, evidence: event.reply ?? '' }];
    default:
      return [{ status: event.type, category: 'unknown', ruleId: null, evidence: 'reason' in event ? (event.reason ?? '') : '' }];
  }
}

function reportFindings(raw: string, recipient: string, classifier: ReplyClassifier): Finding[] {
  const report = classifyReport(readReport(Buffer.from(raw, 'base64')), classifier);
  if (report.kind === 'not-a-report')
    return [{ status: 'processed', category: 'not-a-report', ruleId: null, evidence: 'a mail that is no report' }];
  return report.recipients
    .filter((reported) =>
      [reported.recipient, reported.originalRecipient].some((address) => address?.toLowerCase() === recipient.toLowerCase()),
    )
    .map(({ classification, reply, action }): Finding => {
      const { verdict, bounceType, ruleId } = classification;
      const delayed = action === 'delayed' || report.kind === 'delayed';
      const status =
        verdict.category === 'complaint'
          ? 'complained'
          : report.kind === 'bounce' && !delayed
            ? bounceType === 'hard'
              ? 'hard-bounced'
              : 'soft-bounced'
            : delayed
              ? 'deferred'
              : report.kind === 'complaint' || report.kind === 'unknown'
                ? 'processed'
                : 'delivered';
      return { status, category: verdict.category, ruleId, evidence: reply?.text ?? report.kind };
    });
}
