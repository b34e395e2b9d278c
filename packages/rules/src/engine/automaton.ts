import { fold, unfold } from './fold.ts';
import type { Piece } from './phrase.ts';

/**
 * Aho-Corasick over the pieces of all phrases. The root, shallow states and branching states have a full row of successors
 * and come first; every other state knows its one child and its failure link. A step is amortised constant, and memory
 * stays small.
 *
 * A transition is four times the number of the state, plus `pieceEnds` and `pieceEndsInWord`, so that a walk reads nothing
 * else.
 */
export interface Automaton {
  /** Code unit -> character class; 0 is a unit that no piece contains. */
  readonly classes: Uint16Array;
  /** Classes from here on are those of units beyond ASCII. They stand in `wide`, so that other scripts do not widen the rows. */
  readonly rowWidth: number;
  /** States below this number have a row in `successors`. */
  readonly denseCount: number;
  /** Transition by state and class: `successors[state * rowWidth + class]`. */
  readonly successors: Int32Array;
  /** Transition to a child by `wideKey(state, class)`; failure links lead on where there is none. */
  readonly wide: ReadonlyMap<number, number>;
  /** For states without a row: the one class that leads on, and the transition. */
  readonly onlyClass: Int32Array;
  readonly onlyChild: Int32Array;
  readonly failure: Int32Array;
  /** State -> the state itself or the nearest on its failure path where a piece ends; 0 for none. */
  readonly firstHit: Int32Array;
  /** The same, without the state itself. */
  readonly nextHit: Int32Array;
  /** State -> range in `groupIds`. */
  readonly groupsFrom: Int32Array;
  readonly groupIds: Int32Array;
  /** Group -> length in units, and which edges must be word edges (1 start, 2 end). */
  readonly groupLength: Int32Array;
  readonly groupEdges: Uint8Array;
}

/** Flag of a transition: pieces end in this state. */
export const pieceEnds = 1;
/** Flag of a transition: one of those may end within a word. */
export const pieceEndsInWord = 2;

export function wideKey(state: number, symbol: number): number {
  return state * 0x1_0000 + symbol;
}

/** Depth up to which every state has a full row, since most texts wander there. */
const denseDepth = 3;

const firstBeyondAscii = 0x80;

/** Interns pieces while rules are compiled; `build` freezes them into an automaton. */
export class AutomatonBuilder {
  /** ASCII, the commonest letters first, so that what is asked for most of a row lies close together; then all others. */
  readonly #classOfUnit = new Map<number, number>();
  /** Class 0 and the classes of ASCII. */
  readonly #rowWidth: number;
  readonly #children: Map<number, number>[] = [new Map()];
  readonly #groupsAt: Map<number, number>[] = [new Map()];
  readonly #groupLength: number[] = [];
  readonly #groupEdges: number[] = [];

  /** The number of a piece; equal pieces share one. */
  add({ units, wordStart, wordEnd }: Piece): number {
    let state = 0;
    for (const unit of units) {
      const symbol = this.#classOf(unit);
      let next = this.#children[state]!.get(symbol);
      if (next === undefined) {
        next = this.#children.length;
        this.#children.push(new Map());
        this.#groupsAt.push(new Map());
        this.#children[state]!.set(symbol, next);
      }
      state = next;
    }
    const edges = (wordStart ? 1 : 0) | (wordEnd ? 2 : 0);
    let group = this.#groupsAt[state]!.get(edges);
    if (group === undefined) {
      group = this.#groupLength.length;
      this.#groupLength.push(units.length);
      this.#groupEdges.push(edges);
      this.#groupsAt[state]!.set(edges, group);
    }
    return group;
  }

  constructor() {
    const common = ' etaoinsrhldcumfpgwybvkxjqz0123456789';
    for (const letter of common) this.#classOf(letter.charCodeAt(0));
    for (let unit = 0; unit < firstBeyondAscii; unit++) if (fold(unit) === unit) this.#classOf(unit);
    this.#rowWidth = this.#classOfUnit.size + 1;
  }

  #classOf(unit: number): number {
    let symbol = this.#classOfUnit.get(unit);
    if (symbol === undefined) {
      symbol = this.#classOfUnit.size + 1;
      this.#classOfUnit.set(unit, symbol);
    }
    return symbol;
  }

  build(): Automaton {
    const size = this.#children.length;
    const { order, depth } = this.#breadthFirst();

    // New numbers: states with a row first, in breadth-first order within each kind. The root stays 0.
    const rowWidth = this.#rowWidth;
    const narrow = this.#children.map((children) => [...children.keys()].filter((symbol) => symbol < rowWidth).length);
    const hasRow = (old: number) => narrow[old]! > 1 || old === 0 || (narrow[old]! > 0 && depth[old]! < denseDepth);
    const renumbered = [...order.filter(hasRow), ...order.filter((old) => !hasRow(old))];
    const denseCount = order.filter(hasRow).length;
    const numberOf = new Int32Array(size);
    for (const [state, old] of renumbered.entries()) numberOf[old] = state;

    const failure = new Int32Array(size);
    const onlyClass = new Int32Array(size).fill(-1);
    const onlyChild = new Int32Array(size);
    const firstHit = new Int32Array(size);
    const nextHit = new Int32Array(size);
    const endsInWord = new Uint8Array(size);
    const oldFailure = new Int32Array(size);
    for (const old of order) {
      const state = numberOf[old]!;
      failure[state] = numberOf[oldFailure[old]!]!;
      nextHit[state] = old === 0 ? 0 : firstHit[failure[state]]!;
      firstHit[state] = this.#groupsAt[old]!.size > 0 ? state : nextHit[state]!;
      const loose = [...this.#groupsAt[old]!.keys()].some((edges) => (edges & 2) === 0);
      endsInWord[state] = loose || endsInWord[failure[state]!] === 1 ? 1 : 0;
      for (const [symbol, child] of this.#children[old]!) {
        oldFailure[child] = old === 0 ? 0 : this.#step(oldFailure[old]!, symbol, oldFailure);
      }
    }

    const transitionTo = (old: number) => {
      const state = numberOf[old]!;
      return state * 4 + (firstHit[state] === 0 ? 0 : pieceEnds) + (endsInWord[state] === 0 ? 0 : pieceEndsInWord);
    };
    const successors = new Int32Array(denseCount * rowWidth);
    const wide = new Map<number, number>();
    for (const old of order) {
      const state = numberOf[old]!;
      const children = this.#children[old]!;
      for (const [symbol, child] of children) {
        if (symbol >= rowWidth) wide.set(wideKey(state, symbol), transitionTo(child));
        else if (state >= denseCount) {
          onlyClass[state] = symbol;
          onlyChild[state] = transitionTo(child);
        }
      }
      if (state >= denseCount) continue;
      for (let symbol = 1; symbol < rowWidth; symbol++) {
        const child = children.get(symbol);
        if (child === undefined && old === 0) continue;
        successors[state * rowWidth + symbol] = transitionTo(child ?? this.#step(oldFailure[old]!, symbol, oldFailure));
      }
    }

    const groupsFrom = new Int32Array(size + 1);
    const groupIds: number[] = [];
    for (const [state, old] of renumbered.entries()) {
      groupsFrom[state] = groupIds.length;
      groupIds.push(...this.#groupsAt[old]!.values());
    }
    groupsFrom[size] = groupIds.length;

    const classes = new Uint16Array(0x10000);
    for (const [unit, symbol] of this.#classOfUnit) for (const variant of unfold(unit)) classes[variant] = symbol;

    return {
      classes,
      rowWidth,
      denseCount,
      successors,
      wide,
      onlyClass,
      onlyChild,
      failure,
      firstHit,
      nextHit,
      groupsFrom,
      groupIds: Int32Array.from(groupIds),
      groupLength: Int32Array.from(this.#groupLength),
      groupEdges: Uint8Array.from(this.#groupEdges),
    };
  }

  /** So that a state's failure link, which is shorter, is finished before the state. */
  #breadthFirst(): { readonly order: readonly number[]; readonly depth: Int32Array } {
    const depth = new Int32Array(this.#children.length);
    const order = [0];
    for (let i = 0; i < order.length; i++) {
      const state = order[i]!;
      for (const child of this.#children[state]!.values()) {
        depth[child] = depth[state]! + 1;
        order.push(child);
      }
    }
    return { order, depth };
  }

  /** Where a state goes on a class, by failure links alone. Only for building, in the numbers of the trie. */
  #step(from: number, symbol: number, failure: Int32Array): number {
    for (let state = from; ; state = failure[state]!) {
      const child = this.#children[state]!.get(symbol);
      if (child !== undefined) return child;
      if (state === 0) return 0;
    }
  }
}
