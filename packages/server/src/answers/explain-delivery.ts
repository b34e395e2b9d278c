import {
  explain,
  type Actor,
  type Audience,
  type Category,
  type DsnAction,
  type Language,
  type Permanence,
  type Ruleset,
  type Scope,
} from '@bezorgd/rules';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { engagementTexts, statusTexts, type StatusText } from '../deliveries/status-texts.ts';

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
  readonly deliveredAt: Date | null;
  readonly clicks: number;
}

/** Whether the sending server still tries, by status. */
const actions: { readonly [S in DeliveryStatus]?: DsnAction } = {
  deferred: 'delayed',
  'soft-bounced': 'failed',
  'hard-bounced': 'failed',
};

/** Verdicts that say no more than the status does. */
const saysNothing: ReadonlySet<Category> = new Set(['delivered', 'relayed', 'displayed']);

/** The rule's or the category's words where there is a cause, the status's words where there is none. */
export function explainDelivery(delivery: Explainable, ruleset: Ruleset, language: Language, audience: Audience): Explained {
  const { category, permanence, scope, ruleId, status } = delivery;
  if (category !== null && !saysNothing.has(category))
    return explain({ category, permanence, scope, ruleId, action: actions[status] ?? null }, ruleset, { language, audience });
  const { actor, text } = textOf(delivery);
  const { cause, remedy } = text[language];
  return { cause, remedy, actor };
}

/** What the status does not prove. */
export function caveatOf(delivery: Explainable, language: Language): string {
  return textOf(delivery).text[language].caveat;
}

/** An open without an acceptance proves the delivery, and no server has confirmed anything. */
function textOf({ status, deliveredAt, clicks }: Explainable): StatusText {
  if (status === 'delivered' && deliveredAt === null) return clicks > 0 ? engagementTexts.clicked : engagementTexts.opened;
  return statusTexts[status];
}

export interface StatusMeaning extends Explained {
  /** A status, or opened or clicked of the second axis. */
  readonly status: string;
  readonly caveat: string;
}

/** What every status means, and what it does not prove. */
export function statusMeanings(language: Language): readonly StatusMeaning[] {
  return Object.entries<StatusText>({ ...statusTexts, ...engagementTexts }).map(([status, { actor, text }]) => ({
    status,
    ...text[language],
    actor,
  }));
}
