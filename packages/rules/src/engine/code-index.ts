import type { Condition } from '../rule.ts';

/** What the index makes of a reply's codes: a reply code (0 for none) and a number for its enhanced status code. */
export interface CodeKey {
  readonly replyCode: number;
  /** 0 where no rule names this enhanced status code. */
  readonly enhanced: number;
}

interface Accepted {
  readonly replyCodes: readonly number[] | undefined;
  /** Sorted numbers of the enhanced status codes that the rule names, wildcards spelled out. */
  readonly enhanced: readonly number[] | undefined;
}

const classes = ['2', '4', '5'];
const none: readonly number[] = [];

/** Answers which rules accept a pair of codes, without looking at the rules one by one. */
export class CodeIndex {
  readonly #accepted: Accepted[] = [];
  readonly #codesOnly: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #known = new Set<number>();
  readonly #keys = new Map<number, CodeKey>();
  readonly #ranks = new Map<number, readonly number[]>();
  #anyCode: readonly number[] = none;

  add(rank: number, { replyCodes, enhancedStatusCodes }: Condition, codesOnly: boolean): void {
    const enhanced = enhancedStatusCodes
      ?.flatMap((code) => (code.startsWith('x') ? classes.map((digit) => digit + code.slice(1)) : [code]))
      .map((code) => this.#numberOf(code));
    this.#accepted[rank] = { replyCodes, enhanced };
    for (const code of replyCodes ?? []) this.#known.add(code);
    if (codesOnly) this.#codesOnly.push(rank);
  }

  /** Call once, after the last `add`. */
  freeze(): void {
    this.#anyCode = this.#codesOnly.filter((rank) => this.accepts(rank, unknownCodes));
  }

  #numberOf(code: string): number {
    let number = this.#numbers.get(code);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(code, number);
    }
    return number;
  }

  codesOf(replyCode: number | null, enhancedStatusCode: string | null): CodeKey {
    const code = replyCode !== null && this.#known.has(replyCode) ? replyCode : 0;
    const enhanced = enhancedStatusCode === null ? 0 : (this.#numbers.get(enhancedStatusCode) ?? 0);
    if (code === 0 && enhanced === 0) return unknownCodes;
    const id = enhanced * 1000 + code;
    let key = this.#keys.get(id);
    if (key === undefined) {
      // Bounded: only codes that rules name come this far.
      key = { replyCode: code, enhanced };
      this.#keys.set(id, key);
    }
    return key;
  }

  accepts(rank: number, { replyCode, enhanced }: CodeKey): boolean {
    const accepted = this.#accepted[rank]!;
    if (accepted.replyCodes !== undefined && !accepted.replyCodes.includes(replyCode)) return false;
    return accepted.enhanced === undefined || (enhanced !== 0 && accepted.enhanced.includes(enhanced));
  }

  /** Rules that ask for no phrase and accept these codes, in order. Worked out once for each pair that occurs. */
  ranksFor(key: CodeKey): readonly number[] {
    if (key === unknownCodes) return this.#anyCode;
    const id = key.enhanced * 1000 + key.replyCode;
    let ranks = this.#ranks.get(id);
    if (ranks === undefined) {
      ranks = this.#codesOnly.filter((rank) => this.accepts(rank, key));
      this.#ranks.set(id, ranks);
    }
    return ranks;
  }
}

const unknownCodes: CodeKey = { replyCode: 0, enhanced: 0 };
