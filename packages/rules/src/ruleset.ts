import type { ClassifierPlugin } from './plugin.ts';

/** An ordered list of pinned plugins: earlier ones win. Data; the same after a trip through JSON. */
export interface Ruleset {
  readonly plugins: readonly ClassifierPlugin[];
}
