import { fold, space } from './fold.ts';

/** The part of a phrase between two `…`: folded code units, and whether a word must begin or end at its edges. */
export interface Piece {
  readonly units: readonly number[];
  readonly wordStart: boolean;
  readonly wordEnd: boolean;
}

export const gap = '…';

/** A gap touches a word here, not a space and not another gap. */
function glued(edge: number | undefined): boolean {
  return edge !== undefined && edge !== space;
}

/**
 * Cuts a phrase at its gaps. A gap set off by a space keeps the word boundary on that side, a gap glued to a word lifts it:
 * `user … full` asks for whole words, `blacklist…` also finds "blacklisted".
 */
export function splitPhrase(phrase: string): Piece[] {
  const parts = phrase.split(gap);
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) {
    const units = foldedUnits(part);
    const wordStart = index === 0 || !glued(units.at(0));
    const wordEnd = index === parts.length - 1 || !glued(units.at(-1));
    while (units.at(0) === space) units.shift();
    while (units.at(-1) === space) units.pop();
    if (units.length > 0) pieces.push({ units, wordStart, wordEnd });
  }
  return pieces;
}

function foldedUnits(part: string): number[] {
  const units: number[] = [];
  for (let i = 0; i < part.length; i++) {
    const unit = fold(part.charCodeAt(i));
    if (unit !== space || units.at(-1) !== space) units.push(unit);
  }
  return units;
}
