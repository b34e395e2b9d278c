import { audiences, type ExplanationByAudience, type Explanations } from '../rule.ts';
import { categories, type Category } from '../verdict.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';
import type { Texts } from './texts.ts';

/** What each category means, for every language and audience. Used where a rule has no text of its own. */
export const categoryExplanations = Object.fromEntries(
  categories.map((category) => [category, { en: byAudience(en[category]), nl: byAudience(nl[category]) }]),
  // `en` and `nl` are closed over all categories.
) as { readonly [C in Category]: Explanations & { readonly nl: ExplanationByAudience } };

function byAudience(texts: Texts): ExplanationByAudience {
  const entries = audiences.map((audience) => [audience, { cause: texts[audience][0], remedy: texts[audience][1] }]);
  // `support` is one of the audiences.
  return Object.fromEntries(entries) as ExplanationByAudience;
}
