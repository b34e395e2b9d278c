import type { Condition } from '../rule.ts';

/** What the index makes of a reply's codes: a reply code (0 for none) and a number for its enhanced status code. */
export interface CodeKey {
  readonly replyCode: number;
  /** A code that rules name; below 0 one that falls under a `5.7.*` only; 0 where no rule asks for anything like it. */
  readonly enhanced: number;
  /** Rules that ask for no phrase and accept these codes, in order. */
  readonly ranks: readonly number[];
}

interface Accepted {
  readonly replyCodes: readonly number[] | undefined;
  /** Numbers of the enhanced status codes that the rule names, wildcards spelled out. */
  readonly enhanced: readonly number[] | undefined;
}

const classes = ['2', '4', '5'];
const none: readonly number[] = [];
const anyDetail = '.*';

/** `5.7.26` -> `5.7`. */
function subjectOf(code: string): string {
  return code.slice(0, Math.max(0, code.lastIndexOf('.')));
}

/** Answers which rules accept a pair of codes, without looking at the rules one by one. */
export class CodeIndex {
  readonly #accepted: Accepted[] = [];
  readonly #codesOnly: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #families = new Map<string, number>();
  readonly #known = new Set<number>();
  readonly #keys = new Map<number, CodeKey>();
  #unknown: CodeKey = { replyCode: 0, enhanced: 0, ranks: none };

  add(rank: number, { replyCodes, enhancedStatusCodes }: Condition, codesOnly: boolean): void {
    const enhanced = enhancedStatusCodes
      ?.flatMap((code) => (code.startsWith('x') ? classes.map((digit) => digit + code.slice(1)) : [code]))
      .map((code) => (code.endsWith(anyDetail) ? -this.#familyOf(code) : this.#numberOf(code)));
    this.#accepted[rank] = { replyCodes, enhanced };
    for (const code of replyCodes ?? []) this.#known.add(code);
    if (codesOnly) this.#codesOnly.push(rank);
  }

  /** Call once, after the last `add`. */
  freeze(): void {
    // A `5.7.*` also takes every code of its kind that some rule names.
    const named = new Map<number, number[]>();
    for (const [code, number] of this.#numbers) {
      const family = -(this.#families.get(subjectOf(code)) ?? 0);
      named.set(family, [...(named.get(family) ?? []), number]);
    }
    for (const [rank, { replyCodes, enhanced }] of this.#accepted.entries()) {
      if (!enhanced?.some((number) => number < 0)) continue;
      this.#accepted[rank] = { replyCodes, enhanced: enhanced.flatMap((n) => (n < 0 ? [n, ...(named.get(n) ?? none)] : [n])) };
    }
    this.#unknown = { ...this.#unknown, ranks: this.#ranksFor(0, 0) };
  }

  #numberOf(code: string): number {
    let number = this.#numbers.get(code);
    if (number === undefined) {
      number = this.#numbers.size + 1;
      this.#numbers.set(code, number);
    }
    return number;
  }

  #familyOf(code: string): number {
    const subject = subjectOf(code);
    const family = this.#families.get(subject) ?? this.#families.size + 1;
    this.#families.set(subject, family);
    return family;
  }

  codesOf(replyCode: number | null, enhancedStatusCode: string | null): CodeKey {
    const code = replyCode !== null && this.#known.has(replyCode) ? replyCode : 0;
    const enhanced =
      enhancedStatusCode === null ? 0 : (this.#numbers.get(enhancedStatusCode) ?? this.#unnamed(enhancedStatusCode));
    if (code === 0 && enhanced === 0) return this.#unknown;
    const id = enhanced * 1000 + code;
    let key = this.#keys.get(id);
    if (key === undefined) {
      // Bounded: only codes that rules name come this far.
      key = { replyCode: code, enhanced, ranks: this.#ranksFor(code, enhanced) };
      this.#keys.set(id, key);
    }
    return key;
  }

  #unnamed(code: string): number {
    return this.#families.size === 0 ? 0 : -(this.#families.get(subjectOf(code)) ?? 0);
  }

  accepts(rank: number, { replyCode, enhanced }: CodeKey): boolean {
    const accepted = this.#accepted[rank]!;
    if (accepted.replyCodes !== undefined && !accepted.replyCodes.includes(replyCode)) return false;
    return accepted.enhanced === undefined || (enhanced !== 0 && accepted.enhanced.includes(enhanced));
  }

  #ranksFor(replyCode: number, enhanced: number): readonly number[] {
    const key = { replyCode, enhanced, ranks: none };
    return this.#codesOnly.filter((rank) => this.accepts(rank, key));
  }
}
