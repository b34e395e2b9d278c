/**
 * Many phrases looked for at once, in one pass over a text: time in proportion to the text, however many there are. Phrases are
 * in lower case and at least two characters long; one that begins with a letter or digit is found only at the start of a word.
 */
export class Phrases {
  readonly #byStart = new Map<number, readonly (readonly [string, number])[]>();
  /** First characters of all phrases, as bits: most places in a text are settled by this alone. */
  readonly #starts = new Uint8Array(65_536);
  readonly #phrases: readonly string[];

  constructor(phrases: readonly string[]) {
    this.#phrases = phrases;
    for (const [index, phrase] of phrases.entries()) {
      const key = startAt(phrase, 0);
      this.#byStart.set(key, [...(this.#byStart.get(key) ?? []), [phrase, index]]);
      this.#starts[phrase.charCodeAt(0)] = 1;
    }
  }

  /** Whether any occurs in the first `length` characters of the text. */
  in(text: string, length = text.length): boolean {
    return this.#scan(text, length, 0, false) < this.#phrases.length;
  }

  /** Index of the one that stands first in the list of all that occur, or -1. */
  first(text: string, length = text.length, from = 0): number {
    const index = this.#scan(text, length, from, true);
    return index < this.#phrases.length ? index : -1;
  }

  #scan(text: string, length: number, from: number, all: boolean): number {
    const end = Math.min(text.length, length) - 1;
    let best = this.#phrases.length;
    let word = false;
    for (let at = 0; at < end; at++) {
      const code = text.charCodeAt(at);
      const inside = word;
      word = (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
      if ((inside && word) || this.#starts[code] === 0) continue;
      const candidates = this.#byStart.get(code * 65_536 + text.charCodeAt(at + 1));
      if (!candidates) continue;
      for (const [phrase, index] of candidates) {
        if (index < best && index >= from && text.startsWith(phrase, at)) {
          if (!all) return index;
          best = index;
        }
      }
    }
    return best;
  }
}

function startAt(text: string, at: number): number {
  return text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1);
}

/** In lower case, all white space folded to one blank: phrases are found across line breaks. */
export function folded(text: string): string {
  return text.toLowerCase().replaceAll(/[^\S ]\s*| \s+/g, ' ');
}
