import type { SuppressionPolicy } from './policy.ts';

/** What kind of mail it is that may be blocked. */
export const streams = ['transactional', 'marketing'] as const;
export type Stream = (typeof streams)[number];

export const suppressionCauses = ['hard-bounce', 'soft-bounce', 'complaint', 'unsubscribe', 'manual', 'retired'] as const;
export type SuppressionCause = (typeof suppressionCauses)[number];

/** One reason not to mail a recipient. Facts are kept for good; whether they block is a question of the moment. */
export interface SuppressionFact {
  readonly suppressionId: string;
  /** An open list: a cause of a newer version blocks until it is lifted. */
  readonly cause: SuppressionCause | (string & {});
  readonly deliveryId: string | null;
  readonly since: Date;
  /** Where somebody gave an end; null: by the policy, or for ever. */
  readonly until: Date | null;
  /** Null: every stream. */
  readonly stream: Stream | null;
  /** A returned mail told of it, whose time is that of its arrival. */
  readonly byReport: boolean;
  /** False: a stranger's report on a mail that we never sent. */
  readonly ours: boolean;
  /** The first mail after it that the recipient's server accepted. */
  readonly acceptedAfter: Date | null;
  readonly liftedAt: Date | null;
}

export interface Judged {
  /** Until when it blocks, or blocked; null: for ever. */
  readonly until: Date | null;
  readonly active: boolean;
  /** Why it does not block (any more); `never`: it did not on its own. */
  readonly ended: 'lifted' | 'over' | 'accepted' | 'never' | null;
}

const dayMs = 86_400_000;

/**
 * What the facts of one recipient come to at a moment: a function of the set of facts up to then, of the policy and of the
 * moment. Facts that come later are absent from the answer.
 */
export function judgeSuppressions<F extends SuppressionFact>(
  facts: readonly F[],
  policy: SuppressionPolicy,
  now: Date,
): ReadonlyMap<F, Judged> {
  const judged = new Map<F, Judged>();
  const known = facts
    .filter((fact) => fact.since <= now)
    .toSorted((a, b) => a.since.getTime() - b.since.getTime() || (a.suppressionId < b.suppressionId ? -1 : 1));
  const lifted = liftedAmong(known, now);
  const echoes = echoesAmong(known);
  // Facts that somebody lifted, or that a stranger told, say nothing about later ones.
  const counting = known.filter((fact) => fact.ours && !lifted.has(fact) && !echoes.has(fact));
  const ends = new Map<F, Date | null | 'never'>([
    ...hardBounceEnds(
      counting.filter((fact) => fact.cause === 'hard-bounce'),
      policy,
    ),
    ...softBounceEnds(
      counting.filter((fact) => fact.cause === 'soft-bounce'),
      policy,
    ),
  ]);
  for (const fact of known) {
    const until = echoes.has(fact) ? 'never' : (fact.until ?? ends.get(fact) ?? endAlone(fact, policy));
    judged.set(fact, judgeOne(fact, until, lifted.has(fact), now));
  }
  return judged;
}

/**
 * A delivery bounces once: what a returned mail says of a bounce that our own events told, or an earlier returned mail, is that
 * bounce, and no later one. That it is hard where it was known to be soft is news.
 */
function echoesAmong<F extends SuppressionFact>(known: readonly F[]): ReadonlySet<F> {
  const told = new Map<string, Set<string>>();
  const echoes = new Set<F>();
  for (const fact of known.filter(isBounce).toSorted((a, b) => Number(a.byReport) - Number(b.byReport))) {
    if (fact.deliveryId === null) continue;
    const causes = told.get(fact.deliveryId) ?? new Set();
    if (fact.byReport && (causes.has(fact.cause) || causes.has('hard-bounce'))) echoes.add(fact);
    told.set(fact.deliveryId, causes.add(fact.cause));
  }
  return echoes;
}

/**
 * Those that somebody lifted. Who lifts what blocks all mail means all bounces up to then, also one that becomes known later.
 */
function liftedAmong<F extends SuppressionFact>(facts: readonly F[], now: Date): ReadonlySet<F> {
  const lifted = facts.filter((fact) => fact.liftedAt !== null && fact.liftedAt <= now);
  const ofAll = lifted.filter((fact) => fact.stream === null && fact.cause !== 'retired');
  const upTo = Math.max(...ofAll.map((fact) => fact.liftedAt!.getTime()));
  const late = facts.filter((fact) => isBounce(fact) && fact.deliveryId !== null && fact.since.getTime() <= upTo);
  return new Set([...lifted, ...late]);
}

function isBounce({ cause }: SuppressionFact): boolean {
  return cause === 'hard-bounce' || cause === 'soft-bounce';
}

function judgeOne(fact: SuppressionFact, until: Date | null | 'never', isLifted: boolean, now: Date): Judged {
  if (until === 'never' || !fact.ours) return { until: fact.since, active: false, ended: 'never' };
  if (isLifted) return { until, active: false, ended: 'lifted' };
  if (isBounce(fact) && fact.acceptedAfter !== null && fact.acceptedAfter <= now)
    return { until, active: false, ended: 'accepted' };
  if (until !== null && until <= now) return { until, active: false, ended: 'over' };
  return { until, active: true, ended: null };
}

/** Of a lifted or foreign bounce: as if it were the first. */
function endAlone(fact: SuppressionFact, policy: SuppressionPolicy): Date | null | 'never' {
  if (fact.cause === 'hard-bounce') return later(fact.since, policy.hardBounce.days);
  return fact.cause === 'soft-bounce' ? 'never' : null;
}

/**
 * A bounce during a block prolongs it; one after its end, without a mail accepted in between, starts a longer one. In order
 * of time.
 */
function* hardBounceEnds<F extends SuppressionFact>(
  bounces: readonly F[],
  { hardBounce: { days, growth, maxDays } }: SuppressionPolicy,
): Generator<[F, Date]> {
  let last: { readonly fact: F; readonly until: Date } | null = null;
  let level = 0;
  for (const fact of bounces) {
    if (last !== null && !acceptedBetween(last.fact, fact)) level += fact.since >= last.until ? 1 : 0;
    else level = 0;
    const until = later(fact.since, Math.min(days * growth ** level, maxDays));
    yield [fact, until];
    last = { fact, until };
  }
}

/** In order of time. */
function* softBounceEnds<F extends SuppressionFact>(
  bounces: readonly F[],
  { softBounce }: SuppressionPolicy,
): Generator<[F, Date | 'never']> {
  for (const [index, fact] of bounces.entries()) {
    if (softBounce === null) {
      yield [fact, 'never'];
      continue;
    }
    const from = fact.since.getTime() - softBounce.withinDays * dayMs;
    const together = bounces
      .slice(0, index + 1)
      .filter((other) => other.since.getTime() > from && (other === fact || !acceptedBetween(other, fact)));
    // A refusal and the report about it are one bounce.
    const distinct = new Set(together.map((other) => other.deliveryId ?? other.suppressionId));
    yield [fact, distinct.size >= softBounce.count ? later(fact.since, softBounce.days) : 'never'];
  }
}

function acceptedBetween(earlier: SuppressionFact, fact: SuppressionFact): boolean {
  return earlier.acceptedAfter !== null && earlier.acceptedAfter <= fact.since;
}

function later(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayMs);
}

/**
 * Of those that block now, the one that blocks longest, and before all that the address is out of use; null when none does.
 * `stream`: null asks for any.
 */
export function strongest<F extends SuppressionFact>(judged: ReadonlyMap<F, Judged>, stream: Stream | null): F | null {
  const rank = (fact: F): number => judged.get(fact)!.until?.getTime() ?? Number.POSITIVE_INFINITY;
  const active = [...judged.keys()].filter((fact) => judged.get(fact)!.active && concerns(fact, stream));
  const retired = (fact: F): number => (fact.cause === 'retired' ? 1 : 0);
  return (
    active.toSorted((a, b) => retired(b) - retired(a) || compare(rank(b), rank(a)) || b.since.getTime() - a.since.getTime())[0] ??
    null
  );
}

function concerns(fact: SuppressionFact, stream: Stream | null): boolean {
  return fact.stream === null || stream === null || fact.stream === stream;
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
