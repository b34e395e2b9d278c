import type { Category, Label, Permanence, Scope } from '@bezorgd/rules';
import type { DeliveryEventType } from '../events/mail-event.ts';

/**
 * The law of status: a delivery's status is a pure function of the set of its events. Order, repetition and batching do not
 * matter, because `merge` is associative, commutative and idempotent (the counts aside, which only ever see new events).
 */

export const statuses = [
  'processed',
  'suspended',
  'deferred',
  'delivered',
  'discarded',
  'rejected',
  'soft-bounced',
  'hard-bounced',
  'complained',
] as const;
export type DeliveryStatus = (typeof statuses)[number];

/** Evidence outranks evidence, not the clock: tens are the status, units order the evidence for it. */
const weights = {
  reported: 10,
  processed: 11,
  suspended: 20,
  deferred: 30,
  // Whoever opens, clicks, unsubscribes or displays a mail has got it.
  opened: 40,
  clicked: 40,
  displayed: 40,
  'unsubscribe-requested': 40,
  delivered: 42,
  // An automatic answer says more than an acceptance: staff look for it.
  'auto-replied': 44,
  challenged: 45,
  discarded: 50,
  rejected: 60,
  bounced: 70,
  complained: 90,
} as const satisfies Record<DeliveryEventType, number>;
const hardBounceWeight = 80;

export function weightOf(type: DeliveryEventType, bounceType: 'hard' | 'soft' | null): number {
  return type === 'bounced' && bounceType === 'hard' ? hardBounceWeight : weights[type];
}

export function statusOfWeight(weight: number): DeliveryStatus {
  return statuses[Math.floor(weight / 10) - 1] ?? 'processed';
}

/** Statuses where somebody may have to act are indexed apart; 1 to 9, or null for processed and delivered. */
export function notableStatus(weight: number): number | null {
  const tens = Math.floor(weight / 10);
  return tens === 1 || tens === 4 ? null : tens;
}

/** The number of a status in `notable_status` and in the tens of `weight`. */
export function statusNumber(status: DeliveryStatus): number {
  return statuses.indexOf(status) + 1;
}

export interface Cause {
  /** Null when the event needs no verdict: an acceptance says what happened. */
  readonly category: Category | null;
  readonly permanence: Permanence | null;
  readonly scope: Scope | null;
  readonly label: Label | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly replyCode: number | null;
  readonly enhancedStatusCode: string | null;
}

/** What the fold needs to know of an event. Times are milliseconds since 1970. */
export interface StatusEvent {
  readonly eventId: string;
  readonly occurredAt: number;
  readonly type: DeliveryEventType;
  readonly bounceType: 'hard' | 'soft' | null;
  readonly cause: Cause | null;
  /** Who runs the receiving mailboxes, where this event tells it. */
  readonly provider: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  /** Told by a returned mail, not by the sending system: a stranger's word. */
  readonly reported: boolean;
}

export interface DeliveryState {
  /** The sending system knows of it; false: only a returned mail tells of it. */
  readonly sent: boolean;
  readonly weight: number;
  readonly decidedAt: number;
  readonly decidedBy: string;
  readonly cause: Cause | null;
  readonly firstEventAt: number;
  readonly lastEventAt: number;
  readonly deliveredAt: number | null;
  /** As our own events tell it: what a returned mail says, anybody can say. */
  readonly acceptedAt: number | null;
  readonly openedAt: number | null;
  readonly clickedAt: number | null;
  readonly attempts: number;
  readonly opens: number;
  readonly clicks: number;
  /** Whether an attempt failed and was to be repeated. */
  readonly deferred: boolean;
  /** Of several, the first by name: any choice that order cannot change. */
  readonly provider: string | null;
  readonly tags: Readonly<Record<string, string>> | null;
  readonly tagsAt: number | null;
  readonly tagsBy: string | null;
}

export function stateOf(event: StatusEvent): DeliveryState {
  const { type, occurredAt: at, eventId } = event;
  const weight = weightOf(type, event.bounceType);
  return {
    sent: !event.reported,
    weight,
    decidedAt: at,
    decidedBy: eventId,
    cause: event.cause,
    firstEventAt: at,
    lastEventAt: at,
    deliveredAt: type === 'delivered' ? at : null,
    acceptedAt: type === 'delivered' && !event.reported ? at : null,
    openedAt: type === 'opened' ? at : null,
    clickedAt: type === 'clicked' ? at : null,
    attempts: !event.reported && (type === 'deferred' || type === 'delivered' || type === 'bounced') ? 1 : 0,
    opens: type === 'opened' ? 1 : 0,
    clicks: type === 'clicked' ? 1 : 0,
    deferred: type === 'deferred',
    provider: event.provider,
    tags: event.tags,
    tagsAt: event.tags ? at : null,
    tagsBy: event.tags ? eventId : null,
  };
}

/** `storage/delivery.store.ts` says the same in SQL; a test holds the two together. */
export function merge(a: DeliveryState, b: DeliveryState): DeliveryState {
  const decider = compare(a.weight, b.weight) || compare(a.decidedAt, b.decidedAt) || compare(a.decidedBy, b.decidedBy);
  const decided = decider >= 0 ? a : b;
  const tagged = earlierTags(a, b);
  return {
    sent: a.sent || b.sent,
    weight: decided.weight,
    decidedAt: decided.decidedAt,
    decidedBy: decided.decidedBy,
    cause: decided.cause,
    firstEventAt: Math.min(a.firstEventAt, b.firstEventAt),
    lastEventAt: Math.max(a.lastEventAt, b.lastEventAt),
    deliveredAt: earliest(a.deliveredAt, b.deliveredAt),
    acceptedAt: earliest(a.acceptedAt, b.acceptedAt),
    openedAt: earliest(a.openedAt, b.openedAt),
    clickedAt: earliest(a.clickedAt, b.clickedAt),
    attempts: a.attempts + b.attempts,
    opens: a.opens + b.opens,
    clicks: a.clicks + b.clicks,
    deferred: a.deferred || b.deferred,
    provider:
      a.provider === null || b.provider === null ? (a.provider ?? b.provider) : a.provider < b.provider ? a.provider : b.provider,
    tags: tagged.tags,
    tagsAt: tagged.tagsAt,
    tagsBy: tagged.tagsBy,
  };
}

/** The state after a set of events; a repeated event (same id and time) counts once. Null without events. */
export function fold(events: Iterable<StatusEvent>): DeliveryState | null {
  const seen = new Set<string>();
  let state: DeliveryState | null = null;
  for (const event of events) {
    const key = `${event.occurredAt} ${event.eventId}`;
    if (seen.has(key)) continue;
    seen.add(key);
    state = state ? merge(state, stateOf(event)) : stateOf(event);
  }
  return state;
}

function earlierTags(a: DeliveryState, b: DeliveryState): DeliveryState {
  if (a.tagsAt === null || b.tagsAt === null) return a.tagsAt === null ? b : a;
  return (compare(a.tagsAt, b.tagsAt) || compare(a.tagsBy ?? '', b.tagsBy ?? '')) <= 0 ? a : b;
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function earliest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
