import { expect, test } from 'vitest';
import { holdsOut } from './fuzz.ts';

/** Inputs that once went wrong, by number. */
const once: readonly number[] = [3047, 28_902];

test('invented and damaged mails are read without a fault', { timeout: 60_000 }, () => {
  for (const seed of once) expect(() => holdsOut(seed), `input ${seed}`).not.toThrow();
  for (let seed = 1; seed <= 4000; seed++) expect(() => holdsOut(seed), `input ${seed}`).not.toThrow();
});
