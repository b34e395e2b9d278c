const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** After the first try, and after each that follows (Standard Webhooks): some four days in all. */
const schedule = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour] as const;

/** How long to wait after so many tries, a fifth more or less by chance; null: no more. @param chance 0 to 1. */
export function nextTryMs(tries: number, chance: number): number | null {
  const waitMs = schedule[tries - 1];
  return waitMs === undefined ? null : Math.round(waitMs * (0.8 + 0.4 * chance));
}
