import { unfold } from './fold.ts';
import type { Piece } from './phrase.ts';

/**
 * Aho-Corasick over the pieces of all phrases. The root, shallow states and branching states have a full row of successors;
 * every other state knows its one child and its failure link. A step is amortised constant, and memory stays small.
 */
export interface Automaton {
  /** Code unit -> character class; 0 is a unit that no piece contains. */
  readonly classes: Uint8Array | Uint16Array;
  readonly classCount: number;
  /** State -> offset into `successors`, or -1. */
  readonly rows: Int32Array;
  readonly successors: Int32Array;
  readonly onlyClass: Int32Array;
  readonly onlyChild: Int32Array;
  readonly failure: Int32Array;
  /** State -> the state itself or the nearest on its failure path where a piece ends; 0 for none. */
  readonly firstHit: Int32Array;
  /** The same, without the state itself. */
  readonly nextHit: Int32Array;
  /** State -> range in `groups`. */
  readonly groupsFrom: Int32Array;
  readonly groupIds: Int32Array;
  /** Group -> length in units, and which edges must be word edges (1 start, 2 end). */
  readonly groupLength: Int32Array;
  readonly groupEdges: Uint8Array;
}

/** Depth up to which every state has a full row, since most texts wander there. */
const denseDepth = 2;

/** Interns pieces while rules are compiled; `build` freezes them into an automaton. */
export class AutomatonBuilder {
  readonly #classOfUnit = new Map<number, number>();
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
    const classCount = this.#classOfUnit.size + 1;
    const failure = new Int32Array(size);
    const rows = new Int32Array(size).fill(-1);
    const onlyClass = new Int32Array(size).fill(-1);
    const onlyChild = new Int32Array(size);
    const firstHit = new Int32Array(size);
    const nextHit = new Int32Array(size);
    const depth = new Int32Array(size);

    // Breadth first, so that a state's failure link is finished before the state.
    const order = [0];
    for (let i = 0; i < order.length; i++) {
      for (const child of this.#children[order[i]!]!.values()) {
        depth[child] = depth[order[i]!]! + 1;
        order.push(child);
      }
    }
    let dense = 0;
    for (const state of order)
      if (this.#children[state]!.size > 1 || depth[state]! < denseDepth) rows[state] = dense++ * classCount;
    const successors = new Int32Array(dense * classCount);

    for (const state of order) {
      nextHit[state] = state === 0 ? 0 : firstHit[failure[state]!]!;
      firstHit[state] = this.#groupsAt[state]!.size > 0 ? state : nextHit[state]!;
      const row = rows[state]!;
      for (const [symbol, child] of this.#children[state]!) {
        failure[child] = state === 0 ? 0 : this.#step(failure[state]!, symbol, failure);
        if (row < 0) {
          onlyClass[state] = symbol;
          onlyChild[state] = child;
        }
      }
      if (row < 0) continue;
      for (let symbol = 1; symbol < classCount; symbol++) {
        const child = this.#children[state]!.get(symbol);
        successors[row + symbol] = child ?? (state === 0 ? 0 : this.#step(failure[state]!, symbol, failure));
      }
    }

    const groupsFrom = new Int32Array(size + 1);
    const groupIds: number[] = [];
    for (let state = 0; state < size; state++) {
      groupsFrom[state] = groupIds.length;
      groupIds.push(...this.#groupsAt[state]!.values());
    }
    groupsFrom[size] = groupIds.length;

    const classes = classCount <= 256 ? new Uint8Array(0x10000) : new Uint16Array(0x10000);
    for (const [unit, symbol] of this.#classOfUnit) for (const variant of unfold(unit)) classes[variant] = symbol;

    return {
      classes,
      classCount,
      rows,
      successors,
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

  /** Where a state goes on a class, by failure links alone. Only for building. */
  #step(from: number, symbol: number, failure: Int32Array): number {
    for (let state = from; ; state = failure[state]!) {
      const child = this.#children[state]!.get(symbol);
      if (child !== undefined) return child;
      if (state === 0) return 0;
    }
  }
}
