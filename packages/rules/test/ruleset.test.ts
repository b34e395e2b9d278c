import { describe, expect, test } from 'vitest';
import {
  compile,
  defaultClassifier,
  defaultRuleset,
  digestOf,
  parseReply,
  parseRuleset,
  type Rule,
  type Ruleset,
} from '../src/index.ts';

const rule: Rule = {
  id: 'mine.rule',
  version: 1,
  when: { phrases: ['asleep'] },
  verdict: { category: 'remote-error', permanence: 'transient', scope: 'domain' },
  sources: [{ url: 'https://example.com/manual', read: '2026-11-23' }],
  examples: { positive: ['450 asleep'], negative: ['450 awake'] },
};
const rulesetOf = (...rules: readonly Rule[]): Ruleset => ({ plugins: [{ id: 'mine', version: '1.0.0', name: 'Mine', rules }] });

describe('a ruleset is data', () => {
  test('the default ruleset is the same after a trip through JSON', () => {
    const again = parseRuleset(JSON.parse(JSON.stringify(defaultRuleset)));
    expect(again).toEqual(defaultRuleset);
    const classifier = compile(again);
    expect(classifier.digest).toBe(defaultClassifier().digest);
    const input = { reply: parseReply('550 5.1.1 <ann@example.com>: user unknown') };
    expect(classifier.classify(input)).toEqual(defaultClassifier().classify(input));
  });

  test('a digest is the same whatever the order of the members', () => {
    const turned = {
      ...rule,
      when: { phrases: rule.when.phrases! },
      verdict: { scope: 'domain', permanence: 'transient', category: 'remote-error' } as const,
    };
    expect(digestOf(rulesetOf(turned))).toBe(digestOf(rulesetOf(rule)));
    expect(digestOf(rulesetOf(rule))).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test.each<[string, Rule, boolean]>([
    ['explanation', { ...rule, explain: { en: { support: { cause: 'A.', remedy: 'B.' } } } }, true],
    ['examples', { ...rule, examples: { positive: ['451 asleep'], negative: ['451 awake'] } }, true],
    ['sources', { ...rule, sources: [{ url: 'https://example.org', read: '2026-11-23' }] }, true],
    ['phrases', { ...rule, when: { phrases: ['asleep', 'dozing'] } }, false],
    ['verdict', { ...rule, verdict: { ...rule.verdict, scope: 'recipient' } }, false],
    ['version', { ...rule, version: 2 }, false],
    ['host binding', { ...rule, hostBound: true }, false],
  ])('a digest after a change of %s', (_, changed, same) => {
    expect(digestOf(rulesetOf(changed)) === digestOf(rulesetOf(rule))).toBe(same);
  });
});

describe('parseRuleset names the place and the way out', () => {
  const broken = (change: object) => ({
    plugins: [{ id: 'mine', version: '1.0.0', name: 'Mine', rules: [{ ...rule, ...change }] }],
  });
  test.each<[unknown, string]>([
    [null, 'ruleset must be an object'],
    [{}, 'plugins must be a list'],
    [{ plugins: [{ ...rulesetOf().plugins[0], version: '1' }] }, 'plugins[0].version must be a semantic version such as 1.0.0'],
    [
      { plugins: [...rulesetOf(rule).plugins, ...rulesetOf(rule).plugins] },
      'plugins[1].id "mine" is there twice: a ruleset holds one version of a plugin',
    ],
    [
      { plugins: [{ ...rulesetOf().plugins[0], mxSuffixes: ['example.com'] }] },
      'plugins[0].mxSuffixes[0] must be a dot and a domain, such as .example.com',
    ],
    [
      { plugins: [{ ...rulesetOf().plugins[0], mxSuffix: ['.example.com'] }] },
      'plugins[0].mxSuffix is not known here: take it out',
    ],
    [broken({ version: 0 }), 'plugins[0].rules[0] (mine.rule).version must be a whole number from 1'],
    [
      broken({ when: {} }),
      'plugins[0].rules[0] (mine.rule).when must be a condition that asks for a code, a phrase or a command',
    ],
    [
      broken({ when: { phrases: [] } }),
      'plugins[0].rules[0] (mine.rule).when.phrases must be left out or hold at least one value',
    ],
    [broken({ when: { phrases: [' … '] } }), 'plugins[0].rules[0] (mine.rule).when.phrases[0] must be more than "…" and spaces'],
    [
      broken({ when: { replyCodes: [199] } }),
      'plugins[0].rules[0] (mine.rule).when.replyCodes[0] must be a whole number from 200 to 599',
    ],
    [
      broken({ when: { enhancedStatusCodes: ['5.7'] } }),
      'plugins[0].rules[0] (mine.rule).when.enhancedStatusCodes[0] must be written like 5.7.26, x.7.26 for any class, or 5.7.* for any detail',
    ],
    [
      broken({ when: { phrase: ['x'], replyCodes: [550] } }),
      'plugins[0].rules[0] (mine.rule).when.phrase is not known here: take it out',
    ],
    [
      broken({ explain: { nl: { support: { cause: 'A.', remedy: 'B.' } } } }),
      'plugins[0].rules[0] (mine.rule).explain.en must be there: English is what other languages fall back to',
    ],
    [broken({ sources: [] }), 'plugins[0].rules[0] (mine.rule).sources must be a list with at least one value'],
    [
      broken({ sources: [{ url: 'javascript:alert(1)' }] }),
      'plugins[0].rules[0] (mine.rule).sources[0].url must be an address that begins with https://, or a document',
    ],
    [
      broken({ sources: [{ url: 'https://example.org', read: '2026-02-31' }] }),
      'plugins[0].rules[0] (mine.rule).sources[0].read must be a date such as 2026-01-31',
    ],
    [broken({ version: 1e300 }), 'plugins[0].rules[0] (mine.rule).version must be a whole number from 1'],
    [
      broken({ examples: { positive: ['a'], negative: ['b'], negatives: ['c'] } }),
      'plugins[0].rules[0] (mine.rule).examples.negatives is not known here: take it out',
    ],
  ])('%#', (json, message) => {
    expect(() => parseRuleset(json)).toThrow(message);
  });

  test('and compile says the same', () => {
    expect(() =>
      compile({ plugins: [{ id: 'mine', version: '1.0.0', name: 'Mine', rules: [{ ...rule, version: 1.5 }] }] }),
    ).toThrow('(mine.rule).version');
  });
});
