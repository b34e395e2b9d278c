import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, isAsciiAlphanumeric, isWhiteSpace } from '../src/engine/fold.ts';
import { PhraseMatcher } from '../src/engine/matcher.ts';
import { splitPhrase, type Piece } from '../src/engine/phrase.ts';

type Found = readonly [phrase: number, start: number, end: number];

function byAutomaton(phrases: readonly string[], text: string): Found[] {
  const matcher = new PhraseMatcher(phrases);
  // A walk over something else first, so that a trace left behind would show.
  matcher.walk('ab ba aab b');
  matcher.walk(text);
  return phrases.flatMap((_, i): Found[] => (matcher.has(i) ? [[i, matcher.startOf(i), matcher.endOf(i)]] : []));
}

/** The meaning of a phrase, written for the eye: each piece as far left as can be, behind the one before it. */
function byHand(phrases: readonly string[], text: string): Found[] {
  const units: { code: number; offset: number }[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = fold(text.charCodeAt(i));
    if (code !== 0x20 || !isWhiteSpace(text.charCodeAt(i - 1)) || i === 0) units.push({ code, offset: i });
  }
  const fits = (piece: Piece, at: number) => {
    if (at + piece.units.length > units.length) return false;
    if (!piece.units.every((unit, k) => units[at + k]?.code === unit)) return false;
    const start = units[at]?.offset ?? 0;
    const end = (units[at + piece.units.length - 1]?.offset ?? 0) + 1;
    if (piece.wordStart && start > 0 && isAsciiAlphanumeric(text.charCodeAt(start - 1))) return false;
    return !(piece.wordEnd && end < text.length && isAsciiAlphanumeric(text.charCodeAt(end)));
  };
  return phrases.flatMap((phrase, i): Found[] => {
    let at = 0;
    let start = -1;
    let end = -1;
    for (const piece of splitPhrase(phrase)) {
      while (at < units.length && !fits(piece, at)) at++;
      if (at >= units.length) return [];
      if (start < 0) start = units[at]?.offset ?? 0;
      at += piece.units.length;
      end = (units[at - 1]?.offset ?? 0) + 1;
    }
    return start < 0 ? [] : [[i, start, end]];
  });
}

const run = (count: number) => 'a'.repeat(count);
const spaced = (count: number) => 'a '.repeat(count);

describe('PhraseMatcher', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'é', '-', '…', 'й', '件'), minLength: 1, maxLength: 7 });
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '\t', 'É', '-', 'x', 'ü', 'Й', '件'), maxLength: 60 });

  test('finds what a reading by hand finds, at the same place', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.uniqueArray(letters, { minLength: 1, maxLength: 12 }), texts, (phrases, text) => {
        expect(byAutomaton(phrases, text)).toEqual(byHand(phrases, text));
      }),
      { numRuns: 5_000 },
    );
  });

  test('never throws on any text', () => {
    const matcher = new PhraseMatcher(['user unknown', 'blacklist…', 'mailbox … full', 'メール']);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => matcher.walk(text)));
  });

  test.each<[string, string, string, boolean]>([
    ['case makes no difference', 'user unknown', 'USER Unknown', true],
    ['white space is folded', 'user unknown', 'user \t\r\n unknown', true],
    ['a no-break space is white space', 'user unknown', 'user\u00a0unknown', true],
    ['a word ends where the phrase ends', 'user', 'users', false],
    ['a word begins where the phrase begins', 'listed', 'blacklisted', false],
    ['punctuation ends a word', 'user', '"user",', true],
    ['a glued gap lifts the word edge', 'blacklist…', 'blacklisted', true],
    ['a glued gap in front does the same', '…listed', 'blacklisted', true],
    ['a gap may be empty', 'mailbox … full', 'mailbox full', true],
    ['a gap may be long', 'mailbox … full', `mailbox ${'x '.repeat(500)}full`, true],
    ['pieces do not overlap', 'aba … aba', 'ababa', false],
    ['pieces come in order', 'full … mailbox', 'mailbox full', false],
    ['accents make no difference', 'boîte pleine', 'BOITE PLEINE', true],
    ['nor the other way round', 'boite pleine', 'boîte pleine', true],
    ['curly quotes count as straight ones', "doesn't", 'doesn’t', true],
    ['a digit beside it is part of the word', 's3150', 'as3150', false],
    ['letters beyond ASCII are matched', 'メールボックス', 'あなたのメールボックスは', true],
  ])('%s', (_, phrase, text, found) => {
    expect(byAutomaton([phrase], text).length > 0).toBe(found);
  });

  test('gives offsets of the text as it stands', () => {
    const text = '  <ann@example.com>:\t User   \n Unknown !';
    const [found] = byAutomaton(['user unknown'], text);
    expect(text.slice(found?.[1], found?.[2])).toBe('User   \n Unknown');
  });

  test.each<[string, readonly string[], (length: number) => string]>([
    ['runs of one letter', Array.from({ length: 400 }, (_, i) => `${run(i + 1)}…`), run],
    ['many phrases that begin alike', Array.from({ length: 2_000 }, (_, i) => `aaaa … aaab${i}`), run],
    ['many gaps', [Array.from({ length: 500 }, () => 'a').join(' … ')], spaced],
    [
      'many phrases of many gaps',
      Array.from({ length: 300 }, (_, i) => `${Array.from({ length: 20 }, () => 'a').join(' … ')} … z${i}`),
      spaced,
    ],
    ['a near miss at every place', [`${run(200)}b`, `b${run(200)}`], run],
  ])('stays linear: %s', (_, phrases, textOf) => {
    const matcher = new PhraseMatcher(phrases);
    const stepsFor = (length: number) => {
      matcher.walk(textOf(length));
      return matcher.steps;
    };
    const [once, twice, fourTimes] = [stepsFor(4_000), stepsFor(8_000), stepsFor(16_000)];
    // Twice the text, at most twice the work (a tenth for what does not depend on the text).
    expect(twice / once).toBeLessThan(2.1);
    expect(fourTimes / twice).toBeLessThan(2.1);
  });

  test('releases each piece of each phrase once, however often it occurs', () => {
    const phrases = Array.from({ length: 5_000 }, (_, i) => `aa … ab${i}`);
    const matcher = new PhraseMatcher(phrases);
    matcher.walk('aa '.repeat(1_300));
    expect(matcher.steps).toBeLessThan(5_000 + 4 * 3_900);
  });
});
