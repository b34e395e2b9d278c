import { AutomatonBuilder, pieceEnds, pieceEndsInWord, type Automaton } from './automaton.ts';
import { isAsciiAlphanumeric, isWhiteSpace } from './fold.ts';
import { splitPhrase } from './phrase.ts';

// What is known of a group and of a phrase lies side by side, since it is asked for together.
const stride = 3;
// Group: number of the walk that opened it, and that queued phrases at it; ends of that queue; constants.
const opened = 0;
const queued = 1;
const queueHead = 2;
const queueTail = 3;
const pieceLength = 4;
const pieceEdges = 5;
const openersFrom = 6;
const openersTo = 7;
// Phrase: the piece it waits for, from which unit on, behind whom; where it was found, in which walk; constants.
const waitsFor = 0;
const freeFrom = 1;
const nextInQueue = 2;
const beginsAt = 3;
const endsAt = 4;
const foundIn = 5;
const firstPiece = 6;
const piecesEnd = 7;

/**
 * Finds every phrase of a fixed list in a text, in one walk.
 *
 * Each phrase waits for one of its pieces at a time. A piece that is found releases all who wait for it and stand before it;
 * they then wait for their next piece. So a phrase costs one step per piece and text at most, however often its pieces occur,
 * and a list written to be slow is as fast as any other: work is bounded by length of the text plus pieces released.
 */
export class PhraseMatcher {
  readonly #automaton: Automaton;
  /** The pieces of all phrases, each a group of the automaton. */
  readonly #pieces: Int32Array;
  /** Phrases by the group that they begin with. */
  readonly #openers: Int32Array;
  readonly #groups: Int32Array;
  readonly #phrases: Int32Array;

  /** Number of the walk. A trace with another number is of an earlier walk and means nothing. */
  #walk = 0;
  #offsets = new Int32Array(4096);
  #folded = 0;

  /** The phrases found by the last walk, in the order in which they were completed: the first `foundCount` of these. */
  readonly found: Int32Array;
  foundCount = 0;
  /** Work done by the last walk: units read, failure links followed, pieces looked at. */
  steps = 0;

  constructor(phrases: readonly string[]) {
    const builder = new AutomatonBuilder();
    const pieces: number[] = [];
    this.#phrases = new Int32Array(phrases.length << stride);
    for (const [phrase, text] of phrases.entries()) {
      this.#phrases[(phrase << stride) + firstPiece] = pieces.length;
      for (const piece of splitPhrase(text)) pieces.push(builder.add(piece));
      this.#phrases[(phrase << stride) + piecesEnd] = pieces.length;
    }
    this.#pieces = Int32Array.from(pieces);
    this.#automaton = builder.build();
    this.found = new Int32Array(phrases.length);

    const { groupLength, groupEdges } = this.#automaton;
    const openersOf = Array.from(groupLength, (): number[] => []);
    for (let phrase = 0; phrase < phrases.length; phrase++) {
      const first = this.#phrases[(phrase << stride) + firstPiece]!;
      if (first < this.#phrases[(phrase << stride) + piecesEnd]!) openersOf[pieces[first]!]!.push(phrase);
    }
    this.#groups = new Int32Array(groupLength.length << stride);
    const openers: number[] = [];
    for (const [group, opening] of openersOf.entries()) {
      const at = group << stride;
      this.#groups[at + pieceLength] = groupLength[group]!;
      this.#groups[at + pieceEdges] = groupEdges[group]!;
      this.#groups[at + openersFrom] = openers.length;
      for (const phrase of opening) openers.push(phrase);
      this.#groups[at + openersTo] = openers.length;
    }
    this.#openers = Int32Array.from(openers);
  }

  /** Whether the last walk found this phrase. */
  has(phrase: number): boolean {
    return this.#phrases[(phrase << stride) + foundIn] === this.#walk;
  }

  /** Where the last walk found a phrase: offsets in the text, end exclusive. Its leftmost place, each piece as early as can be. */
  startOf(phrase: number): number {
    return this.#phrases[(phrase << stride) + beginsAt]!;
  }
  endOf(phrase: number): number {
    return this.#phrases[(phrase << stride) + endsAt]!;
  }

  walk(text: string): void {
    const { classes, classCount, denseCount, successors, onlyClass, onlyChild, failure } = this.#automaton;
    const length = text.length;
    this.#walk = this.#walk === 0x7fff_ffff ? this.#restart() : this.#walk + 1;
    this.foundCount = 0;
    this.#folded = length;
    let steps = length;
    let state = 0;
    // Units read so far; less than the offset once a run of white space has been folded.
    let units = 0;
    let blank = false;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      // A run of white space is one space; only its first unit is read.
      if (code <= 0x20 || code > 0x7e) {
        if (isWhiteSpace(code)) {
          if (blank) {
            if (units === i) this.#foldFrom(units, length);
            continue;
          }
          blank = true;
        } else blank = false;
      } else blank = false;
      if (units !== i) this.#offsets[units] = i;
      units++;
      const symbol = classes[code]!;
      if (symbol === 0) {
        state = 0;
        continue;
      }
      let transition = 0;
      for (;;) {
        if (state < denseCount) {
          transition = successors[state * classCount + symbol]!;
          break;
        }
        if (onlyClass[state] === symbol) {
          transition = onlyChild[state]!;
          break;
        }
        state = failure[state]!;
        steps++;
      }
      state = transition >> 2;
      if ((transition & pieceEnds) === 0) continue;
      const wordEnds = i + 1 === length || !isAsciiAlphanumeric(text.charCodeAt(i + 1));
      if (wordEnds || (transition & pieceEndsInWord) !== 0) steps += this.#hit(text, state, units, i + 1, wordEnds);
    }
    this.steps = steps;
  }

  /** From this unit on, units and offsets differ. */
  #foldFrom(unit: number, length: number): void {
    this.#folded = unit;
    if (this.#offsets.length < length) this.#offsets = new Int32Array(length);
  }

  /** Pieces end here: `unitEnd` counts folded units, `end` is the offset in the text. */
  #hit(text: string, state: number, unitEnd: number, end: number, wordEnds: boolean): number {
    const { firstHit, groupsFrom, groupIds, nextHit } = this.#automaton;
    const groups = this.#groups;
    const walk = this.#walk;
    let steps = 0;
    for (let at = firstHit[state]!; at !== 0; at = nextHit[at]!) {
      const last = groupsFrom[at + 1]!;
      for (let g = groupsFrom[at]!; g < last; g++) {
        steps++;
        const group = groupIds[g]! << stride;
        const waiting = groups[group + queued] === walk && groups[group + queueHead]! >= 0;
        if (groups[group + opened] === walk && !waiting) continue;
        const edges = groups[group + pieceEdges]!;
        if ((edges & 2) !== 0 && !wordEnds) continue;
        const unitStart = unitEnd - groups[group + pieceLength]!;
        const start = unitStart < this.#folded ? unitStart : this.#offsets[unitStart]!;
        if ((edges & 1) !== 0 && start > 0 && isAsciiAlphanumeric(text.charCodeAt(start - 1))) continue;
        if (waiting) steps += this.#release(group, unitStart, unitEnd, end);
        if (groups[group + opened] !== walk) {
          groups[group + opened] = walk;
          steps += this.#open(group, start, unitEnd, end);
        }
      }
    }
    return steps;
  }

  /** The phrases that begin with this piece have begun. Only a piece's first place in a text counts. */
  #open(group: number, start: number, unitEnd: number, end: number): number {
    const from = this.#groups[group + openersFrom]!;
    const to = this.#groups[group + openersTo]!;
    for (let o = from; o < to; o++) {
      const phrase = this.#openers[o]!;
      const at = phrase << stride;
      this.#phrases[at + waitsFor] = this.#phrases[at + firstPiece]!;
      this.#phrases[at + beginsAt] = start;
      this.#advance(phrase, unitEnd, end);
    }
    return to - from;
  }

  /** Who came first stands leftmost, so the first who is not yet free ends the queue's turn. */
  #release(group: number, unitStart: number, unitEnd: number, end: number): number {
    let released = 0;
    let phrase = this.#groups[group + queueHead]!;
    while (phrase >= 0 && this.#phrases[(phrase << stride) + freeFrom]! <= unitStart) {
      const following = this.#phrases[(phrase << stride) + nextInQueue]!;
      this.#groups[group + queueHead] = following;
      this.#advance(phrase, unitEnd, end);
      phrase = following;
      released++;
    }
    return released;
  }

  /** The piece that the phrase waited for was found: it is complete, or waits for its next piece. */
  #advance(phrase: number, unitEnd: number, end: number): void {
    const phrases = this.#phrases;
    const at = phrase << stride;
    const piece = phrases[at + waitsFor]! + 1;
    if (piece === phrases[at + piecesEnd]) {
      phrases[at + endsAt] = end;
      phrases[at + foundIn] = this.#walk;
      this.found[this.foundCount++] = phrase;
      return;
    }
    phrases[at + waitsFor] = piece;
    phrases[at + freeFrom] = unitEnd;
    phrases[at + nextInQueue] = -1;
    const groups = this.#groups;
    const group = this.#pieces[piece]! << stride;
    if (groups[group + queued] === this.#walk && groups[group + queueHead]! >= 0) {
      phrases[(groups[group + queueTail]! << stride) + nextInQueue] = phrase;
    } else {
      groups[group + queued] = this.#walk;
      groups[group + queueHead] = phrase;
    }
    groups[group + queueTail] = phrase;
  }

  /** After two thousand million walks the numbers begin anew. */
  #restart(): number {
    for (let at = 0; at < this.#groups.length; at += 1 << stride) {
      this.#groups[at + opened] = 0;
      this.#groups[at + queued] = 0;
    }
    for (let at = foundIn; at < this.#phrases.length; at += 1 << stride) this.#phrases[at] = 0;
    return 1;
  }
}
