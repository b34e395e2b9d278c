export type { Classification, ClassifyInput, Confidence, RunnerUp } from './classify.ts';
export { classifyWithout, type ReplyClassifier } from './classify-without.ts';
export { checkRuleset, type Problem } from './check-ruleset.ts';
export { compile, type Classifier } from './compile.ts';
export { defaultClassifier, defaultRuleset, withPlugins } from './default-ruleset.ts';
export { diffRulesets, type RulesetChange, type RulesetDiff } from './diff-rulesets.ts';
export { digestOf, engineVersion } from './digest.ts';
export { explain, type Explained, type ExplainInput } from './explain.ts';
export { explainReport, type ExplainedRecipient, type ExplainedReport } from './explain-report.ts';
export { maskAddresses, recipientPlaceholder } from './mask-address.ts';
export { maxReplyLength, parseReply } from './parse-reply.ts';
export { parseRuleset } from './parse-ruleset.ts';
export type { ClassifierPlugin } from './plugin.ts';
export type { SmtpReply } from './reply.ts';
export {
  reportKinds,
  reportSigns,
  type ClassifiedRecipient,
  type ClassifiedReport,
  type DsnAction,
  type OriginalMail,
  type Report,
  type ReportedRecipient,
  type ReportKind,
  type ReportSign,
} from './report.ts';
export {
  actors,
  audiences,
  commands,
  languages,
  type Actor,
  type Audience,
  type Condition,
  type Explanation,
  type ExplanationByAudience,
  type Explanations,
  type Language,
  type NonEmpty,
  type Rule,
  type RuleVerdict,
  type SmtpCommand,
  type Source,
} from './rule.ts';
export {
  addressesOf,
  classifyReport,
  judgeOrigin,
  readPasted,
  readReport,
  type Origin,
  type OriginReason,
  type Ours,
} from './reports/index.ts';
export type { Ruleset } from './ruleset.ts';
export {
  bounceTypeOf,
  categories,
  labelOf,
  labelOfCategory,
  labels,
  type BounceType,
  type Category,
  type Label,
  type Permanence,
  type Scope,
  type Verdict,
} from './verdict.ts';
