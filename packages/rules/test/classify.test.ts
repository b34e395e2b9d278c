import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  categories,
  commands,
  compile,
  defaultClassifier,
  parseReply,
  type ClassifierPlugin,
  type ClassifyInput,
  type Rule,
  type RuleVerdict,
} from '../src/index.ts';

function rule(id: string, when: Rule['when'], verdict: Partial<RuleVerdict> = {}, more: Partial<Rule> = {}): Rule {
  return {
    id,
    version: 1,
    when,
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender', ...verdict },
    sources: [{ url: 'https://example.com/manual', read: '2026-11-23' }],
    examples: { positive: ['550 x'], negative: ['250 x'] },
    ...more,
  };
}
function plugin(id: string, rules: readonly Rule[], mxSuffixes?: readonly string[]): ClassifierPlugin {
  return { id, version: '1.2.3', name: id, rules, ...(mxSuffixes && { mxSuffixes }) };
}
function classified(plugins: readonly ClassifierPlugin[], raw: string, more: Partial<ClassifyInput> = {}) {
  return compile({ plugins }).classify({ reply: parseReply(raw), ...more });
}

describe('which rule wins', () => {
  const first = rule('a.first', { phrases: ['user unknown'] }, { category: 'recipient-unknown', scope: 'recipient' });
  const second = rule('b.second', { phrases: ['unknown'] });

  test('the first in the order of the ruleset', () => {
    expect(classified([plugin('a', [first]), plugin('b', [second])], '550 user unknown').ruleId).toBe('a.first');
    expect(classified([plugin('b', [second]), plugin('a', [first])], '550 user unknown').ruleId).toBe('b.second');
  });

  test.each([
    ['a host of the plugin', 'mx1.mail.example.net', 'b.second'],
    ['the suffix itself', 'mail.example.net', 'b.second'],
    ['upper case and a final dot', 'MX1.Mail.Example.NET.', 'b.second'],
    ['a host that only ends alike', 'xmail.example.net', 'a.first'],
    ['another host', 'mx.example.com', 'a.first'],
    ['no host', null, 'a.first'],
  ])('a plugin goes first for its hosts: %s', (_, mxHost, ruleId) => {
    const plugins = [plugin('a', [first]), plugin('b', [second], ['.mail.example.net'])];
    expect(classified(plugins, '550 user unknown', { mxHost }).ruleId).toBe(ruleId);
  });

  test('a rule bound to hosts counts for those only', () => {
    const bound = { ...second, hostBound: true };
    const plugins = [plugin('b', [bound], ['.example.net']), plugin('a', [first])];
    expect(classified(plugins, '550 user unknown').ruleId).toBe('a.first');
    expect(classified(plugins, '550 user unknown', { mxHost: 'mx.example.net' }).ruleId).toBe('b.second');
  });

  test.each<[string, Rule['when'], string, Partial<ClassifyInput>, boolean]>([
    ['one of the reply codes', { replyCodes: [550, 551] }, '551 x', {}, true],
    ['none of the reply codes', { replyCodes: [550] }, '551 x', {}, false],
    ['an enhanced status code', { enhancedStatusCodes: ['5.7.26'] }, '550 5.7.26 x', {}, true],
    ['its other class', { enhancedStatusCodes: ['5.7.26'] }, '450 4.7.26 x', {}, false],
    ['any class', { enhancedStatusCodes: ['x.7.26'] }, '450 4.7.26 x', {}, true],
    ['any detail', { enhancedStatusCodes: ['5.7.*'] }, '550 5.7.999 x', {}, true],
    ['any detail, one that another rule might name', { enhancedStatusCodes: ['5.7.*', '5.7.1'] }, '550 5.7.1 x', {}, true],
    ['any detail of another subject', { enhancedStatusCodes: ['5.7.*'] }, '550 5.1.1 x', {}, false],
    ['any detail of another class', { enhancedStatusCodes: ['5.7.*'] }, '450 4.7.1 x', {}, false],
    ['any class and any detail', { enhancedStatusCodes: ['x.7.*'] }, '450 4.7.515 x', {}, true],
    ['any detail, with nonsense', { enhancedStatusCodes: ['x.7.*'] }, '550 x', { status: '5' }, false],
    ['both codes', { replyCodes: [550], enhancedStatusCodes: ['x.7.26'] }, '550 5.7.26 x', {}, true],
    ['one of both codes', { replyCodes: [550], enhancedStatusCodes: ['x.7.26'] }, '550 5.7.1 x', {}, false],
    ['a phrase and a code', { replyCodes: [550], phrases: ['x'] }, '550 x', {}, true],
    ['a phrase without its code', { replyCodes: [550], phrases: ['x'] }, '450 x', {}, false],
    ['a word that must not stand there', { phrases: ['x'], without: ['y'] }, '550 x y', {}, false],
    ['a code, and a word that must not stand there', { replyCodes: [550], without: ['y … z'] }, '550 y and z', {}, false],
    ['the command', { commands: ['RCPT'] }, '550 x', { command: 'RCPT' }, true],
    ['another command', { commands: ['RCPT'] }, '550 x', { command: 'DATA' }, false],
    ['an unknown command', { commands: ['RCPT'] }, '550 x', {}, false],
    [
      'the status of a report stands in for a missing code',
      { enhancedStatusCodes: ['5.1.1'] },
      '550 x',
      { status: '5.1.1' },
      true,
    ],
    ['the own code of the reply is stronger', { enhancedStatusCodes: ['5.1.1'] }, '550 5.7.1 x', { status: '5.1.1' }, false],
    ['an invented status means nothing', { enhancedStatusCodes: ['x.1.1'] }, '550 x', { status: '5.0.911' }, false],
    ['nor does nonsense', { enhancedStatusCodes: ['x.1.1'] }, '550 x', { status: '__proto__' }, false],
  ])('asks for %s', (_, when, raw, more, holds) => {
    expect(classified([plugin('a', [rule('a.rule', when)])], raw, more).ruleId !== null).toBe(holds);
  });

  test('nothing matched is unknown, without a claim', () => {
    expect(classified([plugin('a', [first])], '550 words of their own')).toEqual({
      verdict: { category: 'unknown', permanence: null, scope: null },
      bounceType: 'soft',
      label: null,
      pluginId: null,
      pluginVersion: null,
      ruleId: null,
      ruleVersion: null,
      span: null,
      confidence: 'none',
      runnersUp: [],
      rulesetDigest: compile({ plugins: [plugin('a', [first])] }).digest,
    });
  });
});

function asReplied(category: RuleVerdict['category']): readonly ClassifierPlugin[] {
  return [plugin('a', [rule('a.rule', { phrases: ['x'] }, { category, scope: 'recipient' })])];
}

describe('permanence as replied', () => {
  test.each<[string, RuleVerdict['category'], Partial<ClassifyInput>, 'permanent' | 'transient']>([
    ['550 x', 'recipient-unknown', {}, 'permanent'],
    ['450 x', 'recipient-unknown', {}, 'transient'],
    ['550 4.1.1 x', 'recipient-unknown', {}, 'transient'],
    ['450 5.1.1 x', 'recipient-unknown', {}, 'transient'],
    ['x', 'recipient-unknown', {}, 'permanent'],
    ['x', 'recipient-unknown', { status: '4.0.0' }, 'transient'],
    ['x', 'policy', {}, 'transient'],
    ['x', 'policy', { status: '5.0.0' }, 'permanent'],
  ])('%s as %s', (raw, category, more, permanence) => {
    expect(classified(asReplied(category), raw, more).verdict.permanence).toBe(permanence);
  });
});

describe('proof', () => {
  const words = rule(
    'a.words',
    { phrases: ['sent too much', 'too much'] },
    { category: 'rate-limited', permanence: 'transient' },
  );
  const code = rule('c.code', { enhancedStatusCodes: ['x.1.1'] }, { category: 'recipient-unknown', scope: 'recipient' });
  const other = rule('b.other', { phrases: ['blocked'] }, { category: 'ip-blocked' });

  test('names rule, plugin, versions, span and digest', () => {
    const plugins = [plugin('a', [words])];
    const raw = '550 5.1.1 <ann@example.com> You SENT  too much';
    expect(classified(plugins, raw)).toMatchObject({
      ruleId: 'a.words',
      ruleVersion: 1,
      pluginId: 'a',
      pluginVersion: '1.2.3',
      label: 'SoftBounce',
      bounceType: 'soft',
      confidence: 'likely',
      rulesetDigest: compile({ plugins }).digest,
    });
    const { text } = parseReply(raw);
    const { span } = classified(plugins, raw);
    expect(text.slice(span?.start, span?.end)).toBe('SENT  too much');
  });

  test('keeps what the code says, and the next category by words', () => {
    const plugins = [plugin('a', [words]), plugin('b', [other]), plugin('c', [code])];
    expect(classified(plugins, '550 5.1.1 sent too much, blocked').runnersUp).toEqual([
      {
        ruleId: 'c.code',
        ruleVersion: 1,
        verdict: { category: 'recipient-unknown', permanence: 'permanent', scope: 'recipient' },
      },
      { ruleId: 'b.other', ruleVersion: 1, verdict: { category: 'ip-blocked', permanence: 'permanent', scope: 'sender' } },
    ]);
  });

  test.each<[string, string, string | null, string]>([
    ['codes alone', '550 5.1.1 nothing else', null, 'fallback'],
    ['words alone', '550 blocked', null, 'likely'],
    ['words and a code that agree', '550 5.1.1 gone', null, 'certain'],
    ['words and a code that disagree', '550 5.1.1 blocked', null, 'likely'],
    ["a provider's words from its own host", '550 blocked', 'mx.example.net', 'certain'],
  ])('confidence: %s', (_, raw, mxHost, confidence) => {
    const gone = rule('b.gone', { phrases: ['gone'] }, { category: 'recipient-unknown', scope: 'recipient' });
    const plugins = [plugin('b', [other, gone], ['.example.net']), plugin('c', [code])];
    expect(classified(plugins, raw, { mxHost }).confidence).toBe(confidence);
  });

  test('two rulesets run side by side and the same reply gives the same answer again', () => {
    const one = compile({ plugins: [plugin('a', [words])] });
    const two = compile({ plugins: [plugin('b', [other])] });
    const input = { reply: parseReply('550 sent too much, blocked') };
    expect([one, two, one, two].map((classifier) => classifier.classify(input).ruleId)).toEqual([
      'a.words',
      'b.other',
      'a.words',
      'b.other',
    ]);
    expect(one.digest).not.toBe(two.digest);
  });
});

describe('the default ruleset', () => {
  test('answers any input within the laws of a verdict', () => {
    const input = fc.record({
      raw: fc.string({ unit: fc.constantFrom(...'550 4.1-user unknown spam\n…é'.split('')), maxLength: 200 }),
      command: fc.option(fc.constantFrom(...commands)),
      mxHost: fc.option(fc.string({ maxLength: 40 })),
      status: fc.option(fc.constantFrom('5.1.1', '4.2.2', '5.0.911', '', 'x')),
    });
    fc.assert(
      fc.property(input, ({ raw, ...rest }) => {
        const { verdict, bounceType, span } = defaultClassifier().classify({ reply: parseReply(raw), ...rest });
        expect(categories).toContain(verdict.category);
        if (bounceType === 'hard') {
          expect(verdict.permanence).toBe('permanent');
          expect(['recipient', 'domain']).toContain(verdict.scope);
        }
        if (span) expect(span.end).toBeGreaterThan(span.start);
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    '550 5.1.1 <ann@example.com> - 203.0.113.7 has sent to too many recipients this hour',
    '550 5.1.0 203.0.113.7 is not allowed to send from example.com per its SPF record',
    '550 5.1.1 Sender domain not found',
    '550 5.1.2 <info@example.com>: HELO host not found',
    '550 5.1.1 Your server 203.0.113.9 does not exist in the name service',
    '550 5.1.1 From address not found',
    '550 5.1.1 signature not found',
    '550 5.1.1 Access denied',
    '550 5.1.1 service unavailable',
    '550 5.1.1 uw domein bestaat niet',
    '550 5.1.1 Absender unbekannt',
    '550 5.1.1 expéditeur inconnu',
    '553 5.1.8 unknown domain',
    '550 5.7.1 host unknown',
    '535 5.7.8 user not found',
    '550 5.7.26 selector does not exist',
    '550 5.4.1 Recipient address rejected: Access denied',
    '550 5.4.316 Message expired, connection refused',
    '522 5.2.0 Delivery failed: Over quota',
    '554 5.3.0 unknown mailer error 255',
    '550',
    '554 Transaction failed',
    '521 mx.example.com',
  ])('does not give up an address for: %s', (raw) => {
    expect(defaultClassifier().classify({ reply: parseReply(raw), command: 'RCPT' }).bounceType).toBe('soft');
  });
});
