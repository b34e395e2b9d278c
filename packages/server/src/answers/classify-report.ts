import {
  classifyReport,
  explainReport,
  readPasted,
  type Audience,
  type Classifier,
  type ExplainedReport,
  type Language,
} from '@bezorgd/rules';
import { maxReportedRecipients } from '../events/decode.ts';

export interface ReportToClassify {
  /** A mail's source, or the words that a mail program shows of it. */
  readonly mail: string | Uint8Array;
  readonly language: Language;
  readonly audience: Audience;
}

/** What the rules say of a returned mail: per recipient the same as of one that came in. */
export function classifyReturnedMail(classifier: Classifier, { mail, ...reader }: ReportToClassify): ExplainedReport {
  const report = readPasted(mail);
  const recipients = report.recipients.slice(0, maxReportedRecipients);
  return explainReport(classifyReport({ ...report, recipients }, classifier), classifier.ruleset, reader);
}
