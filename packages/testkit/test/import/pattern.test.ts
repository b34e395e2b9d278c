import { compile, parseReply, type Condition } from '@bezorgd/rules';
import { describe, expect, test } from 'vitest';
import { readPattern } from '../../src/import/pattern.ts';

describe('a pattern becomes a condition', () => {
  test.each<[string, Condition[], boolean]>([
    ['^550.+no such person', [{ replyCodes: [550], phrases: ['…no such person…'] }], false],
    ['^550[ -]+Listed in\\s+.*somelist', [{ replyCodes: [550], phrases: ['…listed in…somelist…'] }], false],
    ['^55[03] 5\\.7\\.1 ', [{ replyCodes: [550, 553], enhancedStatusCodes: ['5.7.1'] }], false],
    [
      '^(451|550) [45]\\.1\\.[12] ',
      [
        { replyCodes: [451], enhancedStatusCodes: ['4.1.1', '4.1.2', '5.1.1', '5.1.2'] },
        { replyCodes: [550], enhancedStatusCodes: ['4.1.1', '4.1.2', '5.1.1', '5.1.2'] },
      ],
      false,
    ],
    ['^5\\.5\\.0.+mailbox gone', [{ enhancedStatusCodes: ['5.5.0'], phrases: ['…mailbox gone…'] }], false],
    ['user (is )?unknown', [{ phrases: ['…user…unknown…'] }], true],
    ['(full|over quota)', [{ phrases: ['…full…'] }, { phrases: ['…over quota…'] }], false],
    ['^421.*IP [\\d.]+ blocked', [{ replyCodes: [421], phrases: ['…ip…blocked…'] }], true],
    ['^550 5\\.7\\.1 listed by (?!you)', [{ replyCodes: [550], enhancedStatusCodes: ['5.7.1'], phrases: ['…listed by…'] }], true],
    ['(?i)User Gone', [{ phrases: ['…user gone…'] }], false],
    ['(?i)^550.+nobody', [{ replyCodes: [550], phrases: ['…nobody…'] }], false],
    ['no (?i:Such) (?P<what>box)', [{ phrases: ['…no such box…'] }], false],
    ['^.*$', [], true],
  ])('%s', (pattern, conditions, approximate) => {
    const read = readPattern(pattern);
    expect(read.map(({ when }) => when)).toEqual(conditions);
    if (read.length > 0) expect(read.some((one) => one.approximate)).toBe(approximate);
  });

  test.each([
    ['(open', /does not end/],
    ['[open', /does not end/],
    ['a)', /unexpected/],
    ['(?<=x)y', /not understood/],
    ['(?x) a b', /not understood/],
    ['(a|b|c|d|e)(a|b|c|d|e)(a|b|c|d|e)', /more than 64/],
  ])('%s is refused with the reason', (pattern, reason) => {
    expect(() => readPattern(pattern)).toThrow(reason);
  });

  test.each([
    '^552.+box (is|was) full',
    '^550 5\\.1\\.1.+User unknown in table',
    '^(4|5)\\d\\d.+greylist(ed|ing)',
    '^554[ -].*service not available',
    'DNSBL:(ATT)?RBL',
    '^\\d{3} [45]\\.4\\.7 ',
  ])('the example of %s is matched by the pattern and wins by the condition', (pattern) => {
    const regex = new RegExp(pattern.replaceAll('[45]\\.4\\.7 ', '[45]\\.4\\.7'), 'i');
    for (const { when, example } of readPattern(pattern)) {
      expect(example).toMatch(regex);
      const rule = {
        id: 'p.r',
        version: 1,
        when,
        verdict: { category: 'policy', permanence: 'permanent', scope: 'sender' },
        sources: [{ url: 'x', read: '2026-11-23' }],
        examples: { positive: [example], negative: ['250 OK'] },
      } as const;
      expect(
        compile({ plugins: [{ id: 'p', version: '1.0.0', name: 'p', rules: [rule] }] }).classify({ reply: parseReply(example) })
          .ruleId,
      ).toBe('p.r');
    }
  });
});
