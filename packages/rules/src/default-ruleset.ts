import { compile, type Classifier } from './compile.ts';
import { commonPhrases } from './plugins/common-phrases/index.ts';
import type { Ruleset } from './ruleset.ts';

/** The built-in plugins, in order of precedence: words that only one provider uses, words that many share, codes. */
export const defaultRuleset: Ruleset = {
  plugins: [commonPhrases],
};

let classifier: Classifier | undefined;

/** The default ruleset, compiled at first use. */
export function defaultClassifier(): Classifier {
  classifier ??= compile(defaultRuleset);
  return classifier;
}
