import { explain, type Explained } from './explain.ts';
import { reportKindTexts } from './explanations/report-kinds.ts';
import type { ClassifiedRecipient, ClassifiedReport } from './report.ts';
import type { Audience, Language } from './rule.ts';
import type { Ruleset } from './ruleset.ts';

export interface ExplainedRecipient extends ClassifiedRecipient {
  readonly explanation: Explained;
}
export interface ExplainedReport extends Omit<ClassifiedReport, 'recipients'> {
  /** What kind of mail it is, in one sentence. */
  readonly meaning: string;
  readonly recipients: readonly ExplainedRecipient[];
}

/** A classified report in words: what it is, and for each recipient what happened, what to do and who does it. */
export function explainReport(
  report: ClassifiedReport,
  ruleset: Ruleset,
  reader: { readonly language: Language; readonly audience: Audience },
): ExplainedReport {
  return {
    ...report,
    meaning: reportKindTexts[reader.language][report.kind],
    recipients: report.recipients.map((recipient) => {
      const { verdict, ruleId } = recipient.classification;
      return { ...recipient, explanation: explain({ ...verdict, ruleId, action: recipient.action }, ruleset, reader) };
    }),
  };
}
