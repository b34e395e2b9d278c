import type { SmtpReply } from './reply.ts';
import type { SmtpCommand } from './rule.ts';
import type { BounceType, Label, Verdict } from './verdict.ts';

/** certain: a phrase and a code, or a provider's own wording; likely: a phrase; fallback: only codes; none: nothing matched. */
export type Confidence = 'certain' | 'likely' | 'fallback' | 'none';

/** Another reading, kept when text and code disagree. */
export interface RunnerUp {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly verdict: Verdict;
}

/** A verdict with its proof. */
export interface Classification {
  readonly verdict: Verdict;
  readonly bounceType: BounceType | null;
  readonly label: Label | null;
  readonly pluginId: string | null;
  readonly pluginVersion: string | null;
  /** Null when no rule matched: the verdict is `unknown`. */
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  /** Where in `reply.text` the winning phrase stands: UTF-16 code units, end exclusive. Null for a rule without phrases. */
  readonly span: { readonly start: number; readonly end: number } | null;
  readonly confidence: Confidence;
  readonly runnersUp: readonly RunnerUp[];
  readonly rulesetDigest: string;
}

export interface ClassifyInput {
  readonly reply: SmtpReply;
  readonly command?: SmtpCommand | null;
  readonly mxHost?: string | null;
  /** A DSN's Status field; stands in for the enhanced status code when the reply itself carries none. */
  readonly status?: string | null;
}
