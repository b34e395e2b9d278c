import { actorOf } from './actors.ts';
import { categoryExplanations } from './explanations/index.ts';
import type { Permanence } from './verdict.ts';
import type { Actor, Audience, Explanation, Explanations, Language, Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import type { Category, Scope } from './verdict.ts';

export interface ExplainInput {
  readonly category: Category;
  readonly scope?: Scope | null;
  readonly permanence?: Permanence | null;
  readonly ruleId?: string | null;
}

export interface Explained extends Explanation {
  readonly actor: Actor;
}

/**
 * What happened, what to do, and who does it, in the reader's words: the rule's own text where it has one for this audience,
 * else the category's. A language that is missing falls back to English, an audience that is missing to support.
 * A category from a newer version is explained as `unknown`.
 */
export function explain(
  input: ExplainInput,
  ruleset: Ruleset,
  { language, audience }: { readonly language: Language; readonly audience: Audience },
): Explained {
  const category = Object.hasOwn(categoryExplanations, input.category) ? input.category : 'unknown';
  const own = input.ruleId ? ruleById(ruleset, input.ruleId)?.explain : undefined;
  const general = categoryExplanations[category];
  const { cause, remedy } = (own && ownText(own, language, audience)) ?? textIn(general, language, audience);
  return { cause, remedy, actor: actorOf(category, input.scope ?? null) };
}

/**
 * A rule's text for support staff is too technical for the person who was mailed: without a text of its own for them, they
 * get the category's.
 */
function ownText(own: Explanations, language: Language, audience: Audience): Explanation | undefined {
  const byAudience = own[language] ?? own.en;
  return byAudience[audience] ?? (audience === 'recipient' ? undefined : byAudience.support);
}

function textIn(texts: Explanations, language: Language, audience: Audience): Explanation {
  const byAudience = texts[language] ?? texts.en;
  return byAudience[audience] ?? byAudience.support;
}

const indexes = new WeakMap<Ruleset, ReadonlyMap<string, Rule>>();

/** Rules by id; the index of a ruleset is made once. */
function ruleById(ruleset: Ruleset, id: string): Rule | undefined {
  let index = indexes.get(ruleset);
  if (!index) {
    index = new Map(ruleset.plugins.flatMap((plugin) => plugin.rules).map((rule) => [rule.id, rule]));
    indexes.set(ruleset, index);
  }
  return index.get(id);
}
