import type { DeliveryStatus } from '../deliveries/delivery-state.ts';

export const rates = ['bounce', 'hard-bounce', 'complaint', 'rejected', 'deferred'] as const;
export type Rate = (typeof rates)[number];

export interface Measured {
  /** How many there were of what the rate is about. */
  readonly count: number;
  /** Out of how many. */
  readonly volume: number;
  readonly rate: number;
}

/** What a rate counts, and out of what; events of a window, by kind. */
const parts = {
  bounce: [['hard-bounced', 'soft-bounced'], ['delivered']],
  'hard-bounce': [['hard-bounced'], ['soft-bounced', 'delivered']],
  // Complaints are reports about mails that were accepted, and come later.
  complaint: [['complained'], ['delivered']],
  rejected: [['rejected'], ['delivered', 'hard-bounced', 'soft-bounced']],
  deferred: [['deferred'], ['delivered', 'hard-bounced', 'soft-bounced']],
} as const satisfies Record<Rate, readonly [readonly DeliveryStatus[], readonly DeliveryStatus[]]>;

export function measure(rate: Rate, counts: Readonly<Record<string, number>>): Measured {
  const sum = (kinds: readonly string[]): number => kinds.reduce((total, kind) => total + (counts[kind] ?? 0), 0);
  const [counted, others] = parts[rate];
  const count = sum(counted);
  const volume = rate === 'complaint' ? sum(others) : count + sum(others);
  return { count, volume, rate: volume === 0 ? 0 : count / volume };
}

export function isOutOfLine({ rate, volume }: Measured, above: number, minimumVolume: number): boolean {
  return volume >= minimumVolume && volume > 0 && rate > above;
}
