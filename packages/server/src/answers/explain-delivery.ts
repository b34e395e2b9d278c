import {
  explain,
  type Actor,
  type Audience,
  type Category,
  type Language,
  type Permanence,
  type Ruleset,
  type Scope,
} from '@bezorgd/rules';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { statusTexts } from '../deliveries/status-texts.ts';

export interface Explained {
  /** What happened, as far as the evidence goes. */
  readonly cause: string;
  readonly remedy: string;
  /** Whose move it is. */
  readonly actor: Actor;
}

interface Explainable {
  readonly status: DeliveryStatus;
  readonly category: Category | null;
  readonly permanence: Permanence | null;
  readonly scope: Scope | null;
  readonly ruleId: string | null;
}

/** Verdicts that say no more than the status does. */
const saysNothing: ReadonlySet<Category> = new Set(['delivered', 'relayed', 'displayed']);

/** The rule's or the category's words where there is a cause, the status's words where there is none. */
export function explainDelivery(delivery: Explainable, ruleset: Ruleset, language: Language, audience: Audience): Explained {
  const { category, permanence, scope, ruleId, status } = delivery;
  if (category !== null && !saysNothing.has(category)) {
    return explain({ category, permanence, scope, ...(ruleId !== null && { ruleId }) }, ruleset, { language, audience });
  }
  const { actor, text } = statusTexts[status];
  return { ...text[language], actor };
}
