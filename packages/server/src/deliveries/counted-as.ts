import { statusOfWeight } from './delivery-state.ts';

/** A delivery counts once as each of them, in the minute in which it is first known. */
export type CountedAs = 'tried' | 'concluded' | 'delivered' | 'deferred' | 'bounced' | 'hard-bounced' | 'rejected' | 'complained';

/**
 * What becomes known longer after it happened than any window lasts is history: it is kept and counted by statistics, and
 * nobody is alerted.
 */
export const historyMs = 7 * 86_400_000;

/** What is known of a delivery. */
export interface Known {
  /** The sending system knows of it: of others anybody may tell. */
  readonly sent: boolean;
  readonly weight: number;
  readonly delivered: boolean;
  readonly deferred: boolean;
}

/** As what a delivery counts after a change, and did not before: told by SMTP reply and by report, it bounced once. */
export function newlyCounted(before: Known, after: Known): readonly CountedAs[] {
  const counted = new Set(countedAs(before));
  return countedAs(after).filter((kind) => !counted.has(kind));
}

function countedAs({ sent, weight, delivered, deferred }: Known): readonly CountedAs[] {
  if (!sent) return [];
  const status = statusOfWeight(weight);
  const bounced = status === 'soft-bounced' || status === 'hard-bounced';
  // Who complains has the mail. A weight never sinks, so that none of these is left and entered again.
  const concluded = delivered || bounced || status === 'complained';
  const kinds: Readonly<Record<CountedAs, boolean>> = {
    tried: concluded || deferred,
    concluded,
    delivered,
    deferred,
    bounced,
    'hard-bounced': status === 'hard-bounced',
    rejected: status === 'rejected',
    complained: status === 'complained',
  };
  return (Object.keys(kinds) as CountedAs[]).filter((kind) => kinds[kind]);
}
