import { categoryExplanations } from '../explanations/index.ts';
import type { ClassifierPlugin } from '../plugin.ts';
import type { Explanation, ExplanationByAudience, Language, Rule } from '../rule.ts';
import { providerCauses, type ProviderCategory } from './provider-texts.ts';
import { recipientTexts } from './recipient-texts.ts';

/** A provider's plugin with texts in each of its rules that name the provider. What a rule says itself stays. */
export function speaking(name: string, plugin: ClassifierPlugin): ClassifierPlugin {
  const rules = plugin.rules.map((rule) => {
    const { category } = rule.verdict;
    if (!isSpokenOf(category)) return rule;
    return { ...rule, explain: { en: textsOf(rule, 'en', name, category), nl: textsOf(rule, 'nl', name, category) } };
  });
  return { ...plugin, rules };
}

/** What the person who was mailed reads. What stands behind the name in brackets is for staff. */
export function forRecipient(language: Language, name: string, category: ProviderCategory): Explanation {
  const [cause, remedy] = recipientTexts[category][language](name.replace(/ \(.*\)$/, ''));
  return { cause, remedy };
}

function textsOf({ explain }: Rule, language: Language, name: string, category: ProviderCategory): ExplanationByAudience {
  const general = categoryExplanations[category][language] ?? categoryExplanations[category].en;
  const own = explain?.[language] ?? {
    ...(general.developer && { developer: general.developer }),
    support: { cause: providerCauses[category][language](name), remedy: general.support.remedy },
  };
  return { recipient: forRecipient(language, name, category), ...own };
}

function isSpokenOf(category: string): category is ProviderCategory {
  return Object.hasOwn(recipientTexts, category);
}
