/** A part of a statement, its values, and what to call the statement that has it. */
export interface Clause {
  /** Begins with `and`; empty when nothing is given. */
  readonly text: string;
  readonly values: readonly string[];
  readonly shape: string;
}

/**
 * What is given of these columns must be equal, the values from parameter `first` on. Each choice of columns is a statement of
 * its own: one plan for all of them would walk a whole table for the rare ones.
 */
export function equal(first: number, columns: Readonly<Record<string, string | null | undefined>>): Clause {
  const given = Object.entries(columns).filter((entry): entry is [string, string] => (entry[1] ?? null) !== null);
  return {
    text: given.map(([column], index) => `and ${column} = $${first + index}`).join(' '),
    values: given.map(([, value]) => value),
    shape: given.map(([column]) => ` ${column}`).join(''),
  };
}
