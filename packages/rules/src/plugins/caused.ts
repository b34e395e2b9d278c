import { categoryExplanations } from '../explanations/index.ts';
import type { Explanation, ExplanationByAudience, Language } from '../rule.ts';
import type { Category } from '../verdict.ts';

/** A cause of the rule's own, with one remedy for all who read it, or else with what the category says to each. */
export function caused(category: Category, language: Language, cause: string, remedy?: string): ExplanationByAudience {
  if (remedy !== undefined) return { support: { cause, remedy } };
  const general: ExplanationByAudience = categoryExplanations[category][language] ?? categoryExplanations[category].en;
  const withOwnCause = (text: Explanation): Explanation => ({ cause, remedy: text.remedy });
  return { support: withOwnCause(general.support), ...(general.developer && { developer: withOwnCause(general.developer) }) };
}
