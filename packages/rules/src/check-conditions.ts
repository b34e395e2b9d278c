import { PhraseMatcher } from './engine/matcher.ts';
import { gap } from './engine/phrase.ts';
import { readExample } from './read-example.ts';
import type { ClassifierPlugin } from './plugin.ts';
import type { Problem } from './check-ruleset.ts';
import type { Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';

/** What conditions say about each other: who never gets a turn, who claims the same words, and which words prove too little. */
export function checkConditions({ plugins }: Ruleset): Problem[] {
  const owned = plugins.flatMap((plugin) => plugin.rules.map((rule) => ({ plugin, rule })));
  const phrases = phraseBook(owned.map(({ rule }) => rule));
  const tested = testedPhrases(plugins, phrases);
  const problems: Problem[] = [];
  for (const [place, { plugin, rule }] of owned.entries()) {
    const report = (law: Problem['law'], severity: Problem['severity'], message: string) =>
      problems.push({ pluginId: plugin.id, ruleId: rule.id, law, severity, message });
    const earlier = owned.slice(0, place);

    const shadow = earlier.find((other) => canGoFirst(other, { plugin, rule }) && alwaysHolds(other.rule, rule, phrases));
    if (shadow)
      report('shadowed', 'error', `${rule.id} never wins: ${shadow.rule.id} stands before it and holds whenever it does`);

    for (const other of earlier) {
      if (shadow || other.plugin !== plugin || (other.rule.hostBound && !rule.hostBound)) continue;
      const shared = sharedPhrases(other.rule, rule);
      if (shared.length === 0 || !takesCodesOf(other.rule, rule)) continue;
      const differs = JSON.stringify(other.rule.verdict) !== JSON.stringify(rule.verdict);
      const words = shared.map((phrase) => `"${phrase}"`).join(', ');
      if (differs && !other.rule.when.without)
        report('contradictory', 'error', `${rule.id} claims ${words}, which ${other.rule.id} takes with another verdict`);
      else report('overlapping', 'note', `${rule.id} and ${other.rule.id} both claim ${words}; the order decides`);
    }

    const untested = (rule.when.phrases ?? []).filter((phrase) => !tested.has(phrase));
    if (untested.length > 0) {
      const all = rule.when.phrases?.length ?? 0;
      report('untested', 'note', `${rule.id} has ${untested.length} of ${all} phrases that no positive example holds`);
    }
    for (const phrase of rule.when.phrases ?? []) {
      const why = unsafeBecause(phrase);
      if (why === null) continue;
      const severity = canBeHard(rule) && !rule.hostBound ? 'error' : 'note';
      report('unsafe', severity, `${rule.id} has a phrase that ${why}: "${phrase}"`);
    }
  }
  return problems;
}

interface Owned {
  readonly plugin: ClassifierPlugin;
  readonly rule: Rule;
}

/** An earlier rule of another plugin does not go first for the hosts that the later rule's plugin speaks for. */
function canGoFirst(other: Owned, { plugin, rule }: Owned): boolean {
  if (other.plugin === plugin) return !other.rule.hostBound || rule.hostBound === true;
  return !other.rule.hostBound && !plugin.mxSuffixes;
}

interface PhraseBook {
  /** The phrases that occur in every text in which this one occurs, itself among them. */
  readonly implied: (phrase: string) => ReadonlySet<string>;
  readonly in: (text: string) => readonly string[];
}

function phraseBook(rules: readonly Rule[]): PhraseBook {
  const all = [...new Set(rules.flatMap(({ when }) => [...(when.phrases ?? []), ...(when.without ?? [])]))];
  const matcher = new PhraseMatcher(all);
  const known = new Map<string, ReadonlySet<string>>();
  function foundIn(text: string): string[] {
    matcher.walk(text);
    return Array.from(matcher.found.subarray(0, matcher.foundCount), (phrase) => all[phrase]!);
  }
  return {
    in: foundIn,
    implied(phrase) {
      let implied = known.get(phrase);
      if (!implied) {
        // Whatever stands in the gaps: nothing, a word, or letters that go on.
        const [first = [], ...others] = ['', ' zz ', 'zz'].map((filling) => foundIn(phrase.replaceAll(gap, filling)));
        implied = new Set([phrase, ...first.filter((found) => others.every((list) => list.includes(found)))]);
        known.set(phrase, implied);
      }
      return implied;
    },
  };
}

/** Whether `earlier` holds for every reply for which `later` does. */
function alwaysHolds(earlier: Rule, later: Rule, { implied }: PhraseBook): boolean {
  if (!takesCodesOf(earlier, later)) return false;
  const { phrases, without = [] } = earlier.when;
  if (phrases) {
    const own = new Set<string>(phrases);
    const holds = later.when.phrases?.every((phrase) => [...implied(phrase)].some((found) => own.has(found))) ?? false;
    if (!holds) return false;
  }
  return without.every((phrase) => later.when.without?.some((ruledOut) => implied(phrase).has(ruledOut)) ?? false);
}

/** Whether `earlier` accepts all codes and commands that `later` accepts. */
function takesCodesOf(earlier: Rule, later: Rule): boolean {
  const covers = <T>(wide: readonly T[] | undefined, narrow: readonly T[] | undefined) =>
    wide === undefined || (narrow !== undefined && narrow.every((value) => wide.includes(value)));
  const { replyCodes, enhancedStatusCodes, commands } = earlier.when;
  const { when } = later;
  if (!covers(replyCodes, when.replyCodes) || !covers(commands, when.commands)) return false;
  if (enhancedStatusCodes === undefined) return true;
  return when.enhancedStatusCodes?.every((code) => enhancedStatusCodes.some((pattern) => coversCode(pattern, code))) ?? false;
}

function coversCode(pattern: string, code: string): boolean {
  const wanted = pattern.split('.');
  return code.split('.').every((part, i) => part === wanted[i] || wanted[i] === (i === 0 ? 'x' : '*'));
}

function sharedPhrases(earlier: Rule, later: Rule): string[] {
  const own = new Set<string>(earlier.when.phrases ?? []);
  return (later.when.phrases ?? []).filter((phrase) => own.has(phrase));
}

function testedPhrases(plugins: readonly ClassifierPlugin[], phrases: PhraseBook): ReadonlySet<string> {
  const tested = new Set<string>();
  for (const plugin of plugins) {
    for (const { examples } of plugin.rules) {
      for (const example of examples.positive)
        for (const found of phrases.in(readExample(example, plugin).reply.text)) tested.add(found);
    }
  }
  return tested;
}

function canBeHard({ verdict: { permanence, scope } }: Rule): boolean {
  return permanence !== 'transient' && permanence !== null && (scope === 'recipient' || scope === 'domain');
}

const fewestLetters = 4;

/** Words that stand in sentences of any meaning. */
const commonWords: ReadonlySet<string> = new Set(
  (
    'a an the is are was were be been to of in on at by for from with and or not no yes this that these it its your you our we us ' +
    'has have had does do did can could will would may must should please sorry error reason see more now here there any all one ' +
    'message mail email e-mail address user mailbox account recipient sender server host domain name list'
  ).split(' '),
);

/** Three common words in a row do say something: "no user here". */
const fewestCommonWords = 3;

/** Why a phrase proves too little, or null. A letter of a script without spaces between words counts for two. */
function unsafeBecause(phrase: string): string | null {
  let letters = 0;
  for (const letter of phrase.match(/[\p{L}\p{N}]/gu) ?? []) letters += eastAsian.test(letter) ? 2 : 1;
  if (letters < fewestLetters) return `has fewer than ${fewestLetters} letters`;
  const pieces = phrase.split(gap).map((piece) => piece.split(/[^\p{L}\p{N}'-]+/u).filter((word) => word !== ''));
  const vague = pieces.every((words) => words.length < fewestCommonWords && words.every((word) => commonWords.has(word)));
  return vague ? 'is made of common words only' : null;
}

const eastAsian = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}]/u;
