import type { Rule } from './rule.ts';

/**
 * A list of rules that somebody maintains. Its order is the precedence: the first rule that holds wins.
 * A plugin is data; anyone can write one outside this repository and put it into a ruleset.
 */
export interface ClassifierPlugin {
  readonly id: string;
  /** Semantic version. */
  readonly version: string;
  readonly name: string;
  /** Suffixes of the receiving hosts it speaks for, such as `.google.com`. Its rules go first for their replies. */
  readonly mxSuffixes?: readonly string[];
  readonly rules: readonly Rule[];
}
