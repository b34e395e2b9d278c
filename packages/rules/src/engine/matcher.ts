import { AutomatonBuilder, type Automaton } from './automaton.ts';
import { isAsciiAlphanumeric, isWhiteSpace } from './fold.ts';
import { splitPhrase } from './phrase.ts';

/**
 * Finds every phrase of a fixed list in a text, in one walk.
 *
 * Each phrase waits for one of its pieces at a time. A piece that is found releases all who wait for it and stand before it;
 * they then wait for their next piece. So a phrase costs one step per piece and text at most, however often its pieces occur,
 * and a list written to be slow is as fast as any other: work is bounded by length of the text plus pieces released.
 */
export class PhraseMatcher {
  readonly #automaton: Automaton;
  readonly #phraseCount: number;
  /** Phrase -> range in `#pieces`; each piece is a group of the automaton. */
  readonly #pieceFrom: Int32Array;
  readonly #pieces: Int32Array;
  /** Group -> range in `#openers`: the phrases that begin with it. */
  readonly #openerFrom: Int32Array;
  readonly #openers: Int32Array;

  // What one walk knows; a stamp older than the walk's number means "nothing yet".
  #walk = 0;
  readonly #opened: Int32Array;
  readonly #queued: Int32Array;
  readonly #queueHead: Int32Array;
  readonly #queueTail: Int32Array;
  readonly #next: Int32Array;
  readonly #progress: Int32Array;
  readonly #freeFrom: Int32Array;
  readonly #beginsAt: Int32Array;
  readonly #endsAt: Int32Array;
  readonly #foundIn: Int32Array;
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
    this.#phraseCount = phrases.length;
    this.#pieceFrom = new Int32Array(phrases.length + 1);
    for (const [phrase, text] of phrases.entries()) {
      this.#pieceFrom[phrase] = pieces.length;
      for (const piece of splitPhrase(text)) pieces.push(builder.add(piece));
    }
    this.#pieceFrom[phrases.length] = pieces.length;
    this.#pieces = Int32Array.from(pieces);
    this.#automaton = builder.build();

    const groups = this.#automaton.groupLength.length;
    const openersOf = Array.from({ length: groups }, (): number[] => []);
    for (let phrase = 0; phrase < phrases.length; phrase++) {
      if (this.#pieceFrom[phrase]! < this.#pieceFrom[phrase + 1]!)
        openersOf[this.#pieces[this.#pieceFrom[phrase]!]!]!.push(phrase);
    }
    this.#openerFrom = new Int32Array(groups + 1);
    const openers: number[] = [];
    for (let group = 0; group < groups; group++) {
      this.#openerFrom[group] = openers.length;
      for (const phrase of openersOf[group]!) openers.push(phrase);
    }
    this.#openerFrom[groups] = openers.length;
    this.#openers = Int32Array.from(openers);

    this.#opened = new Int32Array(groups);
    this.#queued = new Int32Array(groups);
    this.#queueHead = new Int32Array(groups);
    this.#queueTail = new Int32Array(groups);
    this.#next = new Int32Array(phrases.length);
    this.#progress = new Int32Array(phrases.length);
    this.#freeFrom = new Int32Array(phrases.length);
    this.#beginsAt = new Int32Array(phrases.length);
    this.#endsAt = new Int32Array(phrases.length);
    this.#foundIn = new Int32Array(phrases.length);
    this.found = new Int32Array(phrases.length);
  }

  /** Whether the last walk found this phrase. */
  has(phrase: number): boolean {
    return phrase < this.#phraseCount && this.#foundIn[phrase] === this.#walk;
  }

  /** Where the last walk found a phrase: offsets in the text, end exclusive. Its leftmost place, each piece as early as can be. */
  startOf(phrase: number): number {
    return this.#beginsAt[phrase]!;
  }
  endOf(phrase: number): number {
    return this.#endsAt[phrase]!;
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
      state = transition >> 1;
      if ((transition & 1) !== 0) steps += this.#hit(text, state, units, i + 1);
    }
    this.steps = steps;
  }

  /** From this unit on, units and offsets differ. */
  #foldFrom(unit: number, length: number): void {
    this.#folded = unit;
    if (this.#offsets.length < length) this.#offsets = new Int32Array(length);
  }

  /** Pieces end here: `unitEnd` counts folded units, `end` is the offset in the text. */
  #hit(text: string, state: number, unitEnd: number, end: number): number {
    const { firstHit, groupsFrom, groupIds, groupLength, groupEdges, nextHit } = this.#automaton;
    const walk = this.#walk;
    const wordEnds = end >= text.length || !isAsciiAlphanumeric(text.charCodeAt(end));
    let steps = 0;
    for (let at = firstHit[state]!; at !== 0; at = nextHit[at]!) {
      const last = groupsFrom[at + 1]!;
      for (let g = groupsFrom[at]!; g < last; g++) {
        steps++;
        const group = groupIds[g]!;
        const waiting = this.#queued[group] === walk && this.#queueHead[group]! >= 0;
        if (this.#opened[group] === walk && !waiting) continue;
        const edges = groupEdges[group]!;
        if ((edges & 2) !== 0 && !wordEnds) continue;
        const unitStart = unitEnd - groupLength[group]!;
        const start = unitStart < this.#folded ? unitStart : this.#offsets[unitStart]!;
        if ((edges & 1) !== 0 && start > 0 && isAsciiAlphanumeric(text.charCodeAt(start - 1))) continue;
        if (waiting) {
          // Who came first stands leftmost, so the first who is not yet free ends the queue's turn.
          let phrase = this.#queueHead[group]!;
          while (phrase >= 0 && this.#freeFrom[phrase]! <= unitStart) {
            const following = this.#next[phrase]!;
            this.#queueHead[group] = following;
            this.#advance(phrase, unitEnd, end);
            steps++;
            phrase = following;
          }
        }
        if (this.#opened[group] !== walk) {
          this.#opened[group] = walk;
          const lastOpener = this.#openerFrom[group + 1]!;
          for (let o = this.#openerFrom[group]!; o < lastOpener; o++) {
            const phrase = this.#openers[o]!;
            this.#progress[phrase] = 0;
            this.#beginsAt[phrase] = start;
            this.#advance(phrase, unitEnd, end);
            steps++;
          }
        }
      }
    }
    return steps;
  }

  #advance(phrase: number, unitEnd: number, end: number): void {
    const progress = this.#progress[phrase]! + 1;
    const piece = this.#pieceFrom[phrase]! + progress;
    if (piece === this.#pieceFrom[phrase + 1]!) {
      this.#endsAt[phrase] = end;
      this.#foundIn[phrase] = this.#walk;
      this.found[this.foundCount++] = phrase;
      return;
    }
    const group = this.#pieces[piece]!;
    this.#progress[phrase] = progress;
    this.#freeFrom[phrase] = unitEnd;
    this.#next[phrase] = -1;
    if (this.#queued[group] === this.#walk && this.#queueHead[group]! >= 0) {
      this.#next[this.#queueTail[group]!] = phrase;
    } else {
      this.#queued[group] = this.#walk;
      this.#queueHead[group] = phrase;
    }
    this.#queueTail[group] = phrase;
  }

  #restart(): number {
    this.#opened.fill(0);
    this.#queued.fill(0);
    this.#foundIn.fill(0);
    return 1;
  }
}
