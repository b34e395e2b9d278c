import type { Condition } from '@bezorgd/rules';

/**
 * Regular expressions of other programs, read as conditions. They are anchored at the reply code, so each falls into reply
 * codes, enhanced status codes and words with gaps between; what a condition cannot say becomes a gap, and is noted.
 */
export interface ReadPattern {
  readonly when: Condition;
  /** A reply that the condition holds for. */
  readonly example: string;
  /** True when the pattern asks for less or more than the condition does (digits, classes, look-ahead, optional parts). */
  readonly approximate: boolean;
}

/** One place of a pattern: the characters allowed (null: any), how often. */
interface Atom {
  readonly set: ReadonlySet<string> | null;
  readonly min: number;
  readonly max: number;
}
interface Sequence {
  readonly atoms: readonly Atom[];
  readonly anchored: boolean;
}

const digits = '0123456789';
const classes: Readonly<Record<string, string>> = { d: digits, s: ' ', t: ' ', n: ' ', r: ' ' };
/** Alternatives of one pattern that are still written out. */
const maxAlternatives = 64;

/** @throws Error that says what in the pattern cannot be read. */
export function readPattern(pattern: string): ReadPattern[] {
  const parser = new PatternParser(pattern);
  const sequences = parser.alternatives();
  const read = sequences.map((sequence) => conditionOf(sequence, parser.approximate));
  return read.filter((found) => found !== null);
}

class PatternParser {
  approximate = false;
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  alternatives(): Sequence[] {
    const all = this.#choice();
    if (this.#at < this.#text.length) throw new Error(`unexpected "${this.#text[this.#at]}" at ${this.#at}`);
    return all;
  }

  #choice(): Sequence[] {
    let all = this.#sequence();
    while (this.#text[this.#at] === '|') {
      this.#at++;
      all = [...all, ...this.#sequence()];
    }
    return all;
  }

  #sequence(): Sequence[] {
    let all: Sequence[] = [{ atoms: [], anchored: false }];
    while (this.#at < this.#text.length && this.#text[this.#at] !== '|' && this.#text[this.#at] !== ')') {
      const options = this.#part();
      all = all.flatMap((left) =>
        options.map((right) => ({
          atoms: [...left.atoms, ...right.atoms],
          anchored: left.anchored || (left.atoms.length === 0 && right.anchored),
        })),
      );
      if (all.length > maxAlternatives) throw new Error(`more than ${maxAlternatives} alternatives`);
    }
    return all;
  }

  #part(): Sequence[] {
    const character = this.#text[this.#at++]!;
    if (character === '^') return [{ atoms: [], anchored: true }];
    if (character === '$') return this.#loosely();
    if (character === '(') return this.#group();
    const set =
      character === '.'
        ? null
        : character === '['
          ? this.#bracket()
          : character === '\\'
            ? this.#escape()
            : new Set([character.toLowerCase()]);
    if (set === undefined) return this.#loosely();
    const { min, max } = this.#quantifier();
    return [{ atoms: [{ set, min, max }], anchored: false }];
  }

  #group(): Sequence[] {
    let lookAhead = false;
    const opened = /^\?(?:[imsu]*(?:-[msu]+)?(?<end>[:)])|P?<\w+>)/.exec(this.#text.slice(this.#at, this.#at + 80));
    if (opened) {
      this.#at += opened[0].length;
      // Case makes no difference to us, and a reply is one line: flags need not be kept.
      if (opened.groups?.['end'] === ')') return [{ atoms: [], anchored: false }];
    } else if (this.#text.startsWith('?!', this.#at) || this.#text.startsWith('?=', this.#at)) {
      lookAhead = true;
      this.#at += 2;
    } else if (this.#text[this.#at] === '?') throw new Error(`a group that is not understood at ${this.#at}`);
    const inner = this.#choice();
    if (this.#text[this.#at++] !== ')') throw new Error('a group that does not end');
    const { min, max } = this.#quantifier();
    if (lookAhead) return this.#loosely();
    if (min === 1 && max === 1) return inner;
    this.approximate = true;
    // Optional or repeated: anything may stand there.
    return [{ atoms: [{ set: null, min: 0, max: Infinity }], anchored: false }];
  }

  #loosely(): Sequence[] {
    this.approximate = true;
    return [{ atoms: [], anchored: false }];
  }

  #bracket(): ReadonlySet<string> | null {
    const end = this.#text.indexOf(']', this.#at + 1);
    if (end < 0) throw new Error('a character class that does not end');
    const body = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    if (body.startsWith('^')) return null;
    const set = new Set<string>();
    for (let i = 0; i < body.length; i++) {
      if (body[i] === '\\') {
        const escaped = body[++i] ?? '\\';
        for (const one of classes[escaped] ?? escaped.toLowerCase()) set.add(one);
      } else if (body[i + 1] === '-' && i + 2 < body.length && body[i + 2] !== '\\') {
        for (let code = body.charCodeAt(i); code <= body.charCodeAt(i + 2); code++)
          set.add(String.fromCharCode(code).toLowerCase());
        i += 2;
      } else set.add(body[i]!.toLowerCase());
    }
    return set;
  }

  #escape(): ReadonlySet<string> | null | undefined {
    const escaped = this.#text[this.#at++];
    if (escaped === undefined) throw new Error('a backslash at the end');
    if (escaped === 'b' || escaped === 'B') return undefined;
    if (/[SDWw]/.test(escaped)) return null;
    return new Set(classes[escaped] ?? escaped.toLowerCase());
  }

  #quantifier(): { min: number; max: number } {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/.exec(this.#text.slice(this.#at));
    if (!found) return { min: 1, max: 1 };
    this.#at += found[0].length;
    const [mark] = found[0];
    if (mark === '*') return { min: 0, max: Infinity };
    if (mark === '+') return { min: 1, max: Infinity };
    if (mark === '?') return { min: 0, max: 1 };
    const min = Number(found[1]);
    return { min, max: found[2] ? (found[3] ? Number(found[3]) : Infinity) : min };
  }
}

/** Null for an alternative that asks for nothing. */
function conditionOf({ atoms: given, anchored }: Sequence, approximate: boolean): ReadPattern | null {
  const atoms = given.flatMap((atom) =>
    atom.min === atom.max && atom.max <= 3 ? Array.from({ length: atom.max }, () => ({ ...atom, min: 1, max: 1 })) : [atom],
  );
  let start = 0;
  let replyCodes: number[] = [];
  if (anchored && [0, 1, 2].every((i) => isDigits(atoms[i]))) {
    replyCodes = product(atoms.slice(0, 3))
      .map(Number)
      .filter((code) => code >= 200 && code <= 599);
    start = 3;
  }
  const afterCode = skipBetween(atoms, start);
  const enhanced = anchored ? enhancedCodes(atoms, afterCode) : null;
  const at = skipBetween(atoms, enhanced ? enhanced.next : afterCode);
  const { phrase, sample, exact } = phraseOf(atoms.slice(at));
  const enhancedStatusCodes = enhanced?.codes ?? [];
  const when: Condition = {
    // Every code there is asks for nothing.
    ...(replyCodes.length > 0 && replyCodes.length < 400 && { replyCodes: replyCodes as [number, ...number[]] }),
    ...(enhancedStatusCodes.length > 0 && { enhancedStatusCodes: enhancedStatusCodes as [string, ...string[]] }),
    ...(phrase !== '' && { phrases: [phrase] as [string] }),
  };
  if (Object.keys(when).length === 0) return null;
  const code = replyCodes.find((one) => String(one).startsWith(enhancedStatusCodes[0]?.[0] ?? '')) ?? replyCodes[0] ?? 550;
  const shown = enhancedStatusCodes.find((one) => one.startsWith(String(code)[0]!)) ?? enhancedStatusCodes[0];
  return {
    when,
    example: [code, shown, sample].filter(Boolean).join(' '),
    approximate: approximate || !exact,
  };
}

function isDigits(atom: Atom | undefined): boolean {
  return (
    atom?.set !== null &&
    atom?.set !== undefined &&
    atom.min === 1 &&
    atom.max === 1 &&
    [...atom.set].every((one) => digits.includes(one))
  );
}

function isBetween(atom: Atom | undefined): boolean {
  return atom !== undefined && (atom.set === null || [...atom.set].every((one) => ' -:'.includes(one)));
}

function skipBetween(atoms: readonly Atom[], from: number): number {
  let at = from;
  while (isBetween(atoms[at])) at++;
  return at;
}

/** `5.7.1`, `[45]\.2\.(1|2)`, `5\.5\.\d+` at a place; a detail that may be anything becomes every registered one. */
function enhancedCodes(atoms: readonly Atom[], from: number): { codes: string[]; next: number } | null {
  const groups: Atom[][] = [[]];
  let at = from;
  for (; at < atoms.length && groups.length <= 3; at++) {
    const atom = atoms[at]!;
    if (isDigits(atom) || (atom.set && [...atom.set].every((one) => digits.includes(one)))) groups.at(-1)!.push(atom);
    else if (atom.set?.size === 1 && atom.set.has('.') && atom.max === 1 && groups.length < 3) groups.push([]);
    else break;
  }
  if (groups.length !== 3 || groups.some((group) => group.length === 0)) return null;
  const [classDigit, subject, detail] = groups.map((group) =>
    group.some((atom) => atom.max !== 1 || atom.min !== 1)
      ? Array.from({ length: 31 }, (_, number) => String(number))
      : product(group),
  );
  return { codes: classDigit!.flatMap((c) => subject!.flatMap((s) => detail!.map((d) => `${c}.${s}.${d}`))), next: at };
}

function product(atoms: readonly Atom[]): string[] {
  return atoms.reduce<string[]>((all, { set }) => all.flatMap((left) => [...(set ?? [])].map((right) => left + right)), ['']);
}

/** Words with gaps; a gap and both ends lift the word boundary, since a regular expression knows none. */
function phraseOf(atoms: readonly Atom[]): { phrase: string; sample: string; exact: boolean } {
  let exact = true;
  let sample = '';
  const pieces: string[] = [''];
  for (const { set, min, max } of atoms) {
    const only = set?.size === 1 ? [...set][0]! : null;
    const literal = only !== null && min >= 1 && (max === 1 || only === ' ') ? only : null;
    if (literal !== null) {
      pieces[pieces.length - 1] += literal;
      sample += literal;
    } else {
      // `.*` and `.+` are what a gap says; anything else it says too loosely.
      if (set !== null || max !== Infinity) exact = false;
      if (pieces.at(-1) !== '') pieces.push('');
      if (min > 0) sample += ' ';
    }
  }
  const words = pieces.map((piece) => piece.replaceAll(/\s+/g, ' ').trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  return { phrase: words.length === 0 ? '' : `…${words.join('…')}…`, sample: sample.replaceAll(/\s+/g, ' ').trim(), exact };
}
