import type { CountedAs } from '../deliveries/counted-as.ts';

export const rates = ['bounce', 'hard-bounce', 'complaint', 'rejected', 'deferred'] as const;
export type Rate = (typeof rates)[number];

export interface Measured {
  /** How many there were of what the rate is about. */
  readonly count: number;
  /** Out of how many. */
  readonly volume: number;
  readonly rate: number;
}

/** What a rate counts, and out of what; deliveries of a window. */
const parts = {
  bounce: ['bounced', ['concluded']],
  'hard-bounce': ['hard-bounced', ['concluded']],
  complaint: ['complained', ['delivered']],
  rejected: ['rejected', ['rejected', 'concluded']],
  deferred: ['deferred', ['tried']],
} as const satisfies Record<Rate, readonly [CountedAs, readonly CountedAs[]]>;

export function measure(rate: Rate, counts: Readonly<Partial<Record<CountedAs, number>>>): Measured {
  const [counted, outOf] = parts[rate];
  const count = counts[counted] ?? 0;
  const sum = outOf.reduce((total, kind) => total + (counts[kind] ?? 0), 0);
  // Bounces that come late belong to mails accepted before the window. So do complaints, which are no rate without mails.
  const volume = rate === 'complaint' ? sum : Math.max(count, sum);
  return { count, volume, rate: volume === 0 ? 0 : count / volume };
}

export function isOutOfLine({ rate, volume }: Measured, above: number, minimumVolume: number): boolean {
  return volume >= minimumVolume && volume > 0 && rate > above;
}
