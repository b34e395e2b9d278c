import { categoryExplanations } from '../explanations/index.ts';
import type { ClassifierPlugin } from '../plugin.ts';
import type { Condition, ExplanationByAudience, Language, NonEmpty, Rule, RuleVerdict } from '../rule.ts';
import { page } from '../sources.ts';
import type { Category } from '../verdict.ts';
import { forRecipient } from './speaking.ts';
import { conditionCues, passingCues, plainSenderCues } from './sender-cues.ts';
import { providerCauses, usualVerdicts, type ProviderCategory } from './provider-texts.ts';

interface ProviderRule {
  /** The id behind the plugin's own. */
  readonly what: string;
  /** Raised when it says something else than before. */
  readonly version?: number;
  readonly category: ProviderCategory;
  readonly when: Condition;
  /** Where it differs from what the category usually is. */
  readonly verdict?: Partial<Omit<RuleVerdict, 'category'>>;
  /** True: the words mean something else elsewhere. */
  readonly hostBound?: boolean;
  /** What exactly to change, where more is known than the category says. */
  readonly remedy?: Readonly<Record<Language, string>>;
  /** Where it is not the provider's own page. */
  readonly source?: string;
  readonly positive: NonEmpty<string>;
  readonly negative: NonEmpty<string>;
}

interface Provider {
  readonly id: string;
  /** As it stands at the start of a sentence. */
  readonly name: string;
  readonly mxSuffixes: NonEmpty<string>;
  /** Where it explains its answers, or where they were seen. */
  readonly source: string;
  readonly rules: readonly ProviderRule[];
}

/** A plugin for one provider. Its texts name the provider, and send whoever runs the sending to the page about it. */
export function providerPlugin({ id, name, mxSuffixes, source, rules }: Provider): ClassifierPlugin {
  return { id, version: '1.0.0', name, mxSuffixes, rules: rules.map((rule) => ruleOf(rule, id, name, source)) };
}

/** Beside these words a provider's "no such user" is about something else, as it is with anybody's. */
const doubts: NonEmpty<string> = [
  'sender address rejected',
  'relay access',
  'relay denied',
  'too large',
  'too big',
  // Some end each answer with the name of their relay.
  ...plainSenderCues.filter((cue) => cue !== 'relay'),
  ...passingCues,
  ...conditionCues,
];

function ruleOf(rule: ProviderRule, pluginId: string, name: string, pluginSource: string): Rule {
  const { what, category, version, when, hostBound, verdict, remedy, positive, negative } = rule;
  const url = rule.source ?? pluginSource;
  const final = category === 'recipient-unknown' || category === 'recipient-moved';
  return {
    id: `${pluginId}.${what}`,
    version: version ?? (final ? 3 : 1),
    when: final ? { ...when, without: [...doubts, ...(when.without ?? [])] } : when,
    ...(hostBound && { hostBound }),
    verdict: { category, ...usualVerdicts[category], ...verdict },
    explain: { en: textsIn('en', category, name, url, remedy?.en), nl: textsIn('nl', category, name, url, remedy?.nl) },
    sources: [page(url)],
    examples: { positive, negative },
  };
}

const lookUp: Readonly<Record<Language, (url: string) => string>> = {
  en: (url) => `More about this answer: ${url}.`,
  nl: (url) => `Meer over dit antwoord: ${url}.`,
};

function textsIn(language: Language, category: Category & ProviderCategory, name: string, url: string, remedy?: string) {
  const general: ExplanationByAudience = categoryExplanations[category][language] ?? categoryExplanations[category].en;
  const { support, developer = support } = general;
  return {
    support: { cause: providerCauses[category][language](name), remedy: remedy ?? support.remedy },
    developer: { cause: developer.cause, remedy: `${remedy ?? developer.remedy} ${lookUp[language](url)}` },
    recipient: forRecipient(language, name, category),
  };
}
