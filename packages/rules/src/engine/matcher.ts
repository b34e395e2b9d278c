import { AutomatonBuilder, pieceEnds, pieceEndsInWord, wideKey, type Automaton } from './automaton.ts';
import { isAsciiAlphanumeric, isWhiteSpace } from './fold.ts';
import { splitPhrase } from './phrase.ts';

// What is known of a group (all places of one piece) lies side by side, since it is asked for together.
const groupStride = 4;
// In which walk it was seen; its first place (units, and offsets in the text) and the start of its last; constants.
const seenIn = 0;
const firstUnit = 1;
const firstUnitEnd = 2;
const firstStart = 3;
const firstEnd = 4;
const lastUnit = 5;
const pieceLength = 6;
const pieceEdges = 7;
const keyedFrom = 8;
const keyedTo = 9;
// Only in a second look: who waits for this piece, in which walk.
const queuedIn = 10;
const queueHead = 11;
const queueTail = 12;

const phraseStride = 3;
// Where it was found, in which walk; constants; only in a second look: the piece it waits for, from which unit, behind whom.
const beginsAt = 0;
const endsAt = 1;
const foundIn = 2;
const firstPiece = 3;
const piecesEnd = 4;
const waitsFor = 5;
const freeFrom = 6;
const nextInQueue = 7;

/**
 * Finds every phrase of a fixed list in a text.
 *
 * One walk over the text notes the first and the last place of each piece. A phrase is looked at only when its rarest piece
 * was seen, so phrases that begin alike cost nothing. If the first places of its pieces stand in the right order, it is found
 * there. Where pieces repeat and first places are out of order, a second walk decides for all such phrases together: each
 * waits for one of its pieces at a time, and a piece that is found releases those who wait for it and stand before it.
 *
 * So a phrase costs one step per piece and text at most, however often its pieces occur, and a list written to be slow is as
 * fast as any other: work is bounded by twice the length of the text plus the pieces of the phrases looked at.
 */
export class PhraseMatcher {
  readonly #automaton: Automaton;
  /** The pieces of all phrases, each a group of the automaton. */
  readonly #pieces: Int32Array;
  /** Phrases by the group of their rarest piece. */
  readonly #keyed: Int32Array;
  readonly #groups: Int32Array;
  readonly #phrases: Int32Array;
  /** Groups seen by this walk, and phrases that need a second look: the first so many of each. */
  readonly #seen: Int32Array;
  #seenCount = 0;
  readonly #doubtful: Int32Array;
  #doubtfulCount = 0;

  /** Number of the walk. A trace with another number is of an earlier walk and means nothing. */
  #walk = 0;
  #offsets = new Int32Array(4096);
  #folded = 0;

  /** The phrases found by the last walk: the first `foundCount` of these. */
  readonly found: Int32Array;
  foundCount = 0;
  /** Work done by the last walk: units read, failure links followed, pieces looked at. */
  steps = 0;

  constructor(phrases: readonly string[]) {
    const builder = new AutomatonBuilder();
    const pieces: number[] = [];
    this.#phrases = new Int32Array(phrases.length << phraseStride);
    for (const [phrase, text] of phrases.entries()) {
      const at = phrase << phraseStride;
      this.#phrases[at + firstPiece] = pieces.length;
      for (const piece of splitPhrase(text)) pieces.push(builder.add(piece));
      this.#phrases[at + piecesEnd] = pieces.length;
    }
    this.#pieces = Int32Array.from(pieces);
    this.#automaton = builder.build();
    this.found = new Int32Array(phrases.length);
    this.#doubtful = new Int32Array(phrases.length);

    const { groupLength, groupEdges } = this.#automaton;
    this.#seen = new Int32Array(groupLength.length);
    const uses = new Int32Array(groupLength.length);
    for (const group of pieces) uses[group] = uses[group]! + 1;
    const keyedOf = Array.from(groupLength, (): number[] => []);
    for (let phrase = 0; phrase < phrases.length; phrase++) {
      const own = pieces.slice(this.#first(phrase), this.#end(phrase));
      const rarest = own.toSorted((a, b) => uses[a]! - uses[b]! || groupLength[b]! - groupLength[a]!)[0];
      if (rarest !== undefined) keyedOf[rarest]!.push(phrase);
    }
    this.#groups = new Int32Array(groupLength.length << groupStride);
    const keyed: number[] = [];
    for (const [group, list] of keyedOf.entries()) {
      const at = group << groupStride;
      this.#groups[at + pieceLength] = groupLength[group]!;
      this.#groups[at + pieceEdges] = groupEdges[group]!;
      this.#groups[at + keyedFrom] = keyed.length;
      for (const phrase of list) keyed.push(phrase);
      this.#groups[at + keyedTo] = keyed.length;
    }
    this.#keyed = Int32Array.from(keyed);
  }

  #first(phrase: number): number {
    return this.#phrases[(phrase << phraseStride) + firstPiece]!;
  }
  #end(phrase: number): number {
    return this.#phrases[(phrase << phraseStride) + piecesEnd]!;
  }

  /** Whether the last walk found this phrase. */
  has(phrase: number): boolean {
    return this.#phrases[(phrase << phraseStride) + foundIn] === this.#walk;
  }

  /** Where the last walk found a phrase: offsets in the text, end exclusive. Its leftmost place, each piece as early as can be. */
  startOf(phrase: number): number {
    return this.#phrases[(phrase << phraseStride) + beginsAt]!;
  }
  endOf(phrase: number): number {
    return this.#phrases[(phrase << phraseStride) + endsAt]!;
  }

  walk(text: string): void {
    this.#walk = this.#walk === 0x7fff_ffff ? this.#restart() : this.#walk + 1;
    this.foundCount = 0;
    this.#seenCount = 0;
    this.#doubtfulCount = 0;
    this.steps = 0;
    this.#read(text, false);
    for (let i = 0; i < this.#seenCount; i++) this.#lookAtPhrasesOf(this.#seen[i]!);
    if (this.#doubtfulCount > 0) {
      for (let i = 0; i < this.#doubtfulCount; i++) this.#wait(this.#doubtful[i]!, this.#first(this.#doubtful[i]!), 0);
      this.#read(text, true);
    }
  }

  /** Reads the text through the automaton. */
  #read(text: string, again: boolean): void {
    const { classes, rowWidth, denseCount, successors, wide, onlyClass, onlyChild, failure } = this.#automaton;
    const length = text.length;
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
      if (symbol < rowWidth) {
        for (;;) {
          if (state < denseCount) {
            transition = successors[state * rowWidth + symbol]!;
            break;
          }
          if (onlyClass[state] === symbol) {
            transition = onlyChild[state]!;
            break;
          }
          state = failure[state]!;
          steps++;
        }
      } else {
        for (;;) {
          const child = wide.get(wideKey(state, symbol));
          if (child !== undefined) {
            transition = child;
            break;
          }
          if (state === 0) break;
          state = failure[state]!;
          steps++;
        }
      }
      state = transition >> 2;
      if ((transition & pieceEnds) === 0) continue;
      const wordEnds = i + 1 === length || !isAsciiAlphanumeric(text.charCodeAt(i + 1));
      if (wordEnds || (transition & pieceEndsInWord) !== 0) steps += this.#hit(text, state, units, i + 1, wordEnds, again);
    }
    this.steps += steps;
  }

  /** From this unit on, units and offsets differ. */
  #foldFrom(unit: number, length: number): void {
    this.#folded = unit;
    if (this.#offsets.length < length) this.#offsets = new Int32Array(length);
  }

  /** Pieces end here: `unitEnd` counts folded units, `end` is the offset in the text. */
  #hit(text: string, state: number, unitEnd: number, end: number, wordEnds: boolean, again: boolean): number {
    const { firstHit, groupsFrom, groupIds, nextHit } = this.#automaton;
    const groups = this.#groups;
    const walk = this.#walk;
    let steps = 0;
    for (let at = firstHit[state]!; at !== 0; at = nextHit[at]!) {
      const last = groupsFrom[at + 1]!;
      for (let g = groupsFrom[at]!; g < last; g++) {
        steps++;
        const group = groupIds[g]! << groupStride;
        const edges = groups[group + pieceEdges]!;
        if ((edges & 2) !== 0 && !wordEnds) continue;
        const unitStart = unitEnd - groups[group + pieceLength]!;
        const start = unitStart < this.#folded ? unitStart : this.#offsets[unitStart]!;
        if ((edges & 1) !== 0 && start > 0 && isAsciiAlphanumeric(text.charCodeAt(start - 1))) continue;
        if (again) {
          if (groups[group + queuedIn] === walk) steps += this.#release(group, unitStart, unitEnd, end);
          continue;
        }
        groups[group + lastUnit] = unitStart;
        if (groups[group + seenIn] === walk) continue;
        groups[group + seenIn] = walk;
        groups[group + firstUnit] = unitStart;
        groups[group + firstUnitEnd] = unitEnd;
        groups[group + firstStart] = start;
        groups[group + firstEnd] = end;
        this.#seen[this.#seenCount++] = group;
      }
    }
    return steps;
  }

  /** The rarest piece of these phrases was seen: are the others there, and in order? */
  #lookAtPhrasesOf(group: number): void {
    const groups = this.#groups;
    const phrases = this.#phrases;
    const pieces = this.#pieces;
    const walk = this.#walk;
    const to = groups[group + keyedTo]!;
    for (let k = groups[group + keyedFrom]!; k < to; k++) {
      const phrase = this.#keyed[k]!;
      const at = phrase << phraseStride;
      const first = phrases[at + firstPiece]!;
      const pieceEnd = phrases[at + piecesEnd]!;
      // The earliest unit at which the next piece could begin.
      let free = 0;
      let inOrder = true;
      let possible = true;
      let piece = first;
      for (; piece < pieceEnd; piece++) {
        const own = pieces[piece]! << groupStride;
        if (groups[own + seenIn] !== walk || groups[own + lastUnit]! < free) {
          possible = false;
          break;
        }
        if (groups[own + firstUnit]! >= free) free = groups[own + firstUnitEnd]!;
        else {
          inOrder = false;
          free += groups[own + pieceLength]!;
        }
      }
      this.steps += piece - first + 1;
      if (!possible) continue;
      phrases[at + beginsAt] = groups[(pieces[first]! << groupStride) + firstStart]!;
      if (!inOrder) {
        this.#doubtful[this.#doubtfulCount++] = phrase;
        continue;
      }
      phrases[at + endsAt] = groups[(pieces[pieceEnd - 1]! << groupStride) + firstEnd]!;
      phrases[at + foundIn] = walk;
      this.found[this.foundCount++] = phrase;
    }
  }

  /** Who came first stands leftmost, so the first who is not yet free ends the queue's turn. */
  #release(group: number, unitStart: number, unitEnd: number, end: number): number {
    let released = 0;
    let phrase = this.#groups[group + queueHead]!;
    while (phrase >= 0 && this.#phrases[(phrase << phraseStride) + freeFrom]! <= unitStart) {
      const at = phrase << phraseStride;
      const following = this.#phrases[at + nextInQueue]!;
      this.#groups[group + queueHead] = following;
      const piece = this.#phrases[at + waitsFor]! + 1;
      if (piece === this.#phrases[at + piecesEnd]) {
        this.#phrases[at + endsAt] = end;
        this.#phrases[at + foundIn] = this.#walk;
        this.found[this.foundCount++] = phrase;
      } else this.#wait(phrase, piece, unitEnd);
      phrase = following;
      released++;
    }
    return released;
  }

  #wait(phrase: number, piece: number, from: number): void {
    const at = phrase << phraseStride;
    this.#phrases[at + waitsFor] = piece;
    this.#phrases[at + freeFrom] = from;
    this.#phrases[at + nextInQueue] = -1;
    const groups = this.#groups;
    const group = this.#pieces[piece]! << groupStride;
    if (groups[group + queuedIn] === this.#walk && groups[group + queueHead]! >= 0) {
      this.#phrases[(groups[group + queueTail]! << phraseStride) + nextInQueue] = phrase;
    } else {
      groups[group + queuedIn] = this.#walk;
      groups[group + queueHead] = phrase;
    }
    groups[group + queueTail] = phrase;
  }

  /** After two thousand million walks the numbers begin anew. */
  #restart(): number {
    for (let at = 0; at < this.#groups.length; at += 1 << groupStride) {
      this.#groups[at + seenIn] = 0;
      this.#groups[at + queuedIn] = 0;
    }
    for (let at = foundIn; at < this.#phrases.length; at += 1 << phraseStride) this.#phrases[at] = 0;
    return 1;
  }
}
