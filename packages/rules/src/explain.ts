import { actorOf } from './actors.ts';
import { categoryExplanations } from './explanations/index.ts';
import {
  fullWhileTried,
  greylistedOnceGivenUp,
  passingCategories,
  remedyOnceGivenUp,
  remedyWhileTried,
  stillTried,
} from './explanations/next-attempt.ts';
import type { DsnAction } from './report.ts';
import type { Actor, Audience, Explanation, Explanations, Language, Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import type { Category, Permanence, Scope } from './verdict.ts';

export interface ExplainInput {
  readonly category: Category;
  readonly scope?: Scope | null;
  readonly permanence?: Permanence | null;
  readonly ruleId?: string | null;
  /** `delayed`: the sending server still tries; `failed`: it has given up. Both change what is to be done, and by whom. */
  readonly action?: DsnAction | null;
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
  // What support does about a passing cause is to wait or to send again: which of the two is said below.
  const mayLend = input.action == null || !passingCategories.has(category);
  const { cause, remedy } = (own && ownText(own, language, audience, mayLend)) ?? textIn(general, language, audience);
  const explained = { cause, remedy, actor: actorOf(category, input.scope ?? null) };
  if (input.action === 'delayed') return whileTried(explained, category, language, audience);
  if (input.action === 'failed') return onceGivenUp(explained, category, language, audience);
  return explained;
}

/** Nobody is asked to send what is still on its way: the recipient would get it twice. */
function whileTried(explained: Explained, category: Category, language: Language, audience: Audience): Explained {
  const onItsWay = textIn(categoryExplanations.delayed, language, audience);
  // An attempt's time was over, not the message's.
  if (category === 'delayed' || category === 'expired') return { ...onItsWay, actor: 'nobody' };
  const full = category === 'mailbox-full' ? fullWhileTried[language] : null;
  if (audience === 'recipient') return { ...explained, ...(full?.recipient ?? onItsWay) };
  // Only its own operator can slow the sending side down.
  const isPassing = passingCategories.has(category) && explained.actor !== 'sending-operator';
  const actor = isPassing && !full ? 'nobody' : explained.actor;
  return isPassing && audience === 'support'
    ? { ...explained, remedy: full?.support ?? remedyWhileTried[language], actor }
    : { ...explained, remedy: `${stillTried[language][audience]} ${explained.remedy}`, actor };
}

/** Nobody is told to wait for what will not come by itself any more. */
function onceGivenUp(explained: Explained, category: Category, language: Language, audience: Audience): Explained {
  // Whoever makes room asks for the message: the usual words hold.
  if (!passingCategories.has(category) || category === 'mailbox-full') return explained;
  const actor = explained.actor === 'nobody' ? 'sender' : explained.actor;
  const remedies = remedyOnceGivenUp[language];
  if (audience === 'recipient') return { ...explained, remedy: remedies.recipient, actor };
  if (audience === 'support')
    return { ...explained, remedy: actor === 'sending-operator' ? remedies.operator : remedies.support, actor };
  return category === 'greylisted' ? { ...explained, remedy: greylistedOnceGivenUp[language], actor } : { ...explained, actor };
}

/**
 * A rule's text for support staff is too technical for the person who was mailed: without a text of its own for them, they
 * get the category's.
 */
function ownText(own: Explanations, language: Language, audience: Audience, mayLend: boolean): Explanation | undefined {
  const byAudience = own[language] ?? own.en;
  return byAudience[audience] ?? (audience === 'recipient' || !mayLend ? undefined : byAudience.support);
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
