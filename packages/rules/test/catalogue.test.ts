import { describe, expect, test } from 'vitest';
import {
  checkRuleset,
  defaultClassifier,
  defaultRuleset,
  parseReply,
  type ClassifierPlugin,
  type Problem,
  type Rule,
} from '../src/index.ts';

const builtIn = defaultRuleset.plugins;

describe('the built-in catalogue', () => {
  test('breaks no law', () => {
    expect(checkRuleset(defaultRuleset)).toEqual([]);
  });

  test('goes from what one provider says, over what many say, to codes', () => {
    expect(builtIn.map(({ id }) => id).slice(-3)).toEqual(['common-phrases', 'enhanced-status-codes', 'smtp-reply-codes']);
    for (const plugin of builtIn.slice(0, -3)) expect(plugin.mxSuffixes?.length).toBeGreaterThan(0);
  });

  test('has no phrase that another category always takes away', () => {
    const lost: string[] = [];
    for (const plugin of builtIn.filter(({ id }) => id !== 'enhanced-status-codes')) {
      for (const rule of plugin.rules) {
        for (const phrase of rule.when.phrases ?? []) {
          const { verdict, ruleId } = defaultClassifier().classify({
            ...replyFrom(rule, phrase),
            mxHost: plugin.mxSuffixes ? `mx${plugin.mxSuffixes[0]}` : null,
          });
          if (verdict.category !== rule.verdict.category) lost.push(`${rule.id}: "${phrase}" goes to ${ruleId}`);
        }
      }
    }
    // With a code a server says it of a mailbox; without one, an MTA of its own of a domain.
    expect(lost).toEqual([
      'common-phrases.domain-unknown: "unrouteable address" goes to common-phrases.unrouteable-at-server',
      'common-phrases.domain-unknown: "unroutable address" goes to common-phrases.unrouteable-at-server',
    ]);
    for (const words of ['Unrouteable address', 'Unroutable address'])
      expect(defaultClassifier().classify({ reply: parseReply(words) }).ruleId).toBe('common-phrases.domain-unknown');
  });

  test('repeats no phrase inside a rule', () => {
    for (const { id, when } of builtIn.flatMap(({ rules }) => rules)) {
      expect({ id, twice: (when.phrases ?? []).filter((phrase, i, all) => all.indexOf(phrase) !== i) }).toEqual({
        id,
        twice: [],
      });
    }
  });

  test('gives up an address by a code alone only where the standard speaks of recipient or domain', () => {
    const hard = builtIn
      .flatMap(({ rules }) => rules)
      .filter(
        ({ when, verdict }) =>
          !when.phrases && verdict.permanence !== 'transient' && (verdict.scope === 'recipient' || verdict.scope === 'domain'),
      );
    expect(hard.map(({ id }) => id).toSorted()).toEqual([
      'enhanced-status-codes.5-3-2-host',
      'enhanced-status-codes.x-1-1',
      'enhanced-status-codes.x-1-10',
      'enhanced-status-codes.x-1-2',
      'enhanced-status-codes.x-1-3',
      'enhanced-status-codes.x-1-6',
      'enhanced-status-codes.x-7-17',
      'enhanced-status-codes.x-7-18',
      'smtp-reply-codes.551-recipient',
      'smtp-reply-codes.556',
    ]);
    // And even there not where a word of the reply speaks of the sender.
    for (const { id, when } of hard) expect({ id, guarded: (when.without?.length ?? 0) > 0 }).toEqual({ id, guarded: true });
  });
});

/** A reply that holds a rule's phrase and its codes, and nothing else. */
function replyFrom({ when }: Rule, phrase: string) {
  const words = phrase.replaceAll('…', '').replaceAll(/ {2,}/g, ' zz ').trim();
  const enhanced = when.enhancedStatusCodes?.[0].replace('x', '5') ?? '';
  const code = when.replyCodes?.[0] ?? (enhanced.startsWith('4') ? 450 : 550);
  return { reply: parseReply(`${code} ${enhanced} ${words}`), command: when.commands?.[0] ?? null };
}

function mine(...rules: readonly Rule[]): ClassifierPlugin {
  return { id: 'mine', version: '1.0.0', name: 'Mine', rules };
}

function laws(...rules: readonly Rule[]): Problem['law'][] {
  return checkRuleset({ plugins: [mine(...rules)] }).map(({ law }) => law);
}

describe('checkRuleset', () => {
  const good: Rule = {
    id: 'mine.busy',
    version: 1,
    when: { phrases: ['mailbox asleep'] },
    verdict: { category: 'remote-error', permanence: 'transient', scope: 'recipient' },
    sources: [{ url: 'https://example.com/manual', read: '2026-11-23' }],
    examples: { positive: ['450 mailbox asleep'], negative: ['450 mailbox awake'] },
  };

  /** Another rule, with another verdict, that claims one example. */
  function other(when: Rule['when'], positive: string, verdict: Partial<Rule['verdict']> = { category: 'policy' }): Rule {
    const examples: Rule['examples'] = { positive: [positive], negative: ['450 x'] };
    return { ...good, id: 'mine.other', when, verdict: { ...good.verdict, ...verdict }, examples };
  }

  test.each<[string, readonly Rule[], readonly Problem['law'][]]>([
    ['a sound plugin passes', [good], []],
    [
      'an id stands once',
      [good, { ...good, examples: { positive: ['450 4.0.0 mailbox asleep'], negative: ['450 x'] } }],
      ['duplicate-id', 'shadowed'],
    ],
    ['an id begins with its plugin', [{ ...good, id: 'yours.busy' }], ['id-outside-plugin']],
    [
      'a shadowed rule is dead',
      [good, { ...good, id: 'mine.other', examples: { positive: ['450 my mailbox asleep'], negative: ['450 x'] } }],
      ['positive-example-lost', 'shadowed'],
    ],
    [
      'a rule whose every phrase holds one of an earlier rule never wins',
      [good, other({ phrases: ['my mailbox asleep', 'mailbox asleep … today'] }, '450 4.0.0 my mailbox asleep')],
      ['positive-example-lost', 'shadowed'],
    ],
    [
      'a rule with wider codes behind a narrower one gets its turn',
      [
        {
          ...good,
          when: { ...good.when, replyCodes: [450], enhancedStatusCodes: ['4.2.*'] },
          examples: { ...good.examples, positive: ['450 4.2.9 mailbox asleep'] },
        },
        other({ phrases: ['mailbox asleep'] }, '550 mailbox asleep'),
      ],
      [],
    ],
    [
      'a rule with narrower codes behind a wider one does not',
      [
        {
          ...good,
          when: { ...good.when, enhancedStatusCodes: ['x.2.*'] },
          examples: { ...good.examples, positive: ['450 4.2.9 mailbox asleep'] },
        },
        other({ phrases: ['mailbox asleep'], enhancedStatusCodes: ['5.2.1'] }, '550 5.2.1 mailbox asleep'),
      ],
      ['positive-example-lost', 'shadowed'],
    ],
    [
      'an earlier rule that rules words out leaves room',
      [
        { ...good, when: { ...good.when, without: ['today'] } },
        other({ phrases: ['mailbox asleep'] }, '450 mailbox asleep today'),
      ],
      [],
    ],
    [
      'two rules do not claim one phrase with two verdicts',
      [good, other({ phrases: ['mailbox asleep', 'box snoring'] }, '450 box snoring')],
      ['contradictory'],
    ],
    [
      'words that prove too little do not give an address up',
      [other({ phrases: ['user', 'gone'] }, '450 user', { category: 'recipient-unknown', permanence: 'as-replied' })],
      ['unsafe'],
    ],
    [
      'a near miss is left alone',
      [{ ...good, examples: { positive: ['450 mailbox asleep'], negative: ['550 mailbox asleep'] } }],
      ['negative-example-matched'],
    ],
    ['phrases are in lower case', [{ ...good, when: { phrases: ['Mailbox asleep'] } }], ['phrase-case']],
    ['phrases have single spaces', [{ ...good, when: { phrases: ['mailbox  asleep'] } }], ['phrase-case']],
    [
      'a cause that passes is never hard',
      [{ ...good, verdict: { ...good.verdict, permanence: 'as-replied' } }],
      ['soft-category-hard'],
    ],
    [
      'examples name nobody',
      [{ ...good, examples: { positive: ['450 <ann@real.com> mailbox asleep'], negative: ['450 x'] } }],
      ['example-address'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(laws(...rules)).toEqual(expected);
  });

  test('notes come only when asked for, and name phrases that no example holds, that two rules claim, or that say little', () => {
    const plugin = mine(
      { ...good, when: { phrases: ['mailbox asleep', 'never tried', 'user'], without: ['today'] } },
      other({ phrases: ['mailbox asleep', 'box snoring'] }, '450 mailbox asleep, box snoring today'),
    );
    expect(checkRuleset({ plugins: [plugin] })).toEqual([]);
    const noted = checkRuleset({ plugins: [plugin] }, { notes: true });
    expect(noted.map(({ law, severity }) => `${law} ${severity}`)).toEqual(['untested note', 'unsafe note', 'overlapping note']);
    expect(noted[0]?.message).toBe('mine.busy has 2 of 3 phrases that no positive example holds');
  });
});
