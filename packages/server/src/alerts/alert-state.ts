/** When an alert begins, is told again, and ends: pure, over one question asked again and again. */
export interface AlertPolicy {
  /** Null: told once. */
  readonly remindEveryMs: number | null;
  /** How long nothing must be out of line before it is over. */
  readonly quietMs: number;
}

/** Times are milliseconds since 1970. */
export interface OpenAlert {
  readonly openedAt: number;
  readonly lastSeenAt: number;
  /** When it was told last. */
  readonly toldAt: number;
  /** 1 when opened; one more each time it is told. */
  readonly sequence: number;
  /** Somebody takes care: no reminders. */
  readonly acknowledged: boolean;
}

export type Step =
  | { readonly kind: 'nothing' }
  /** Still there, not told again. */
  | { readonly kind: 'seen'; readonly alert: OpenAlert }
  | { readonly kind: 'opened' | 'reminded' | 'closed'; readonly alert: OpenAlert };

/** One open alert at most: it opens once, reminds while it lasts, and closes after a quiet time. */
export function nextStep(open: OpenAlert | null, outOfLine: boolean, now: number, policy: AlertPolicy): Step {
  if (open === null) {
    if (!outOfLine) return { kind: 'nothing' };
    return { kind: 'opened', alert: { openedAt: now, lastSeenAt: now, toldAt: now, sequence: 1, acknowledged: false } };
  }
  if (!outOfLine) {
    if (now - open.lastSeenAt < policy.quietMs) return { kind: 'nothing' };
    return { kind: 'closed', alert: { ...open, sequence: open.sequence + 1 } };
  }
  const seen = { ...open, lastSeenAt: Math.max(open.lastSeenAt, now) };
  if (open.acknowledged || policy.remindEveryMs === null || now - open.toldAt < policy.remindEveryMs) {
    return { kind: 'seen', alert: seen };
  }
  return { kind: 'reminded', alert: { ...seen, toldAt: now, sequence: open.sequence + 1 } };
}
