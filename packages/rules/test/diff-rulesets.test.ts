import { expect, test } from 'vitest';
import { compile } from '../src/compile.ts';
import { defaultRuleset } from '../src/default-ruleset.ts';
import { diffRulesets } from '../src/diff-rulesets.ts';
import { parseReply } from '../src/parse-reply.ts';
import type { ClassifierPlugin } from '../src/plugin.ts';
import type { Rule } from '../src/rule.ts';

function pluginOf(version: string, verdict: Rule['verdict']): ClassifierPlugin {
  return {
    id: 'acme',
    version,
    name: 'Acme',
    rules: [
      {
        id: 'acme.gone',
        version: Number(version[0]),
        when: { phrases: ['left the building'] },
        verdict,
        sources: [{ url: 'https://acme.example/errors', read: '2026-11-23' }],
        examples: { positive: ['550 Ann has left the building'], negative: ['550 The building is closed'] },
      },
    ],
  };
}

const inputs = ['550 Ann has left the building', '550 5.1.1 User unknown', '250 OK'].map((text) => ({ reply: parseReply(text) }));

test('two versions of a plugin stand side by side, and the difference names what would be blocked', () => {
  const hard = compile({
    plugins: [
      pluginOf('1.0.0', { category: 'recipient-unknown', permanence: 'permanent', scope: 'recipient' }),
      ...defaultRuleset.plugins,
    ],
  });
  const soft = compile({
    plugins: [
      pluginOf('2.0.0', { category: 'recipient-disabled', permanence: 'transient', scope: 'recipient' }),
      ...defaultRuleset.plugins,
    ],
  });
  expect(diffRulesets(hard, soft, inputs)).toMatchObject({
    replies: 3,
    moves: [{ from: 'recipient-unknown', to: 'recipient-disabled', count: 1 }],
    suppressionsThatCome: 0,
    suppressionsThatGo: 1,
    sameVerdictOtherRule: 0,
  });
  expect(diffRulesets(soft, hard, inputs)).toMatchObject({ suppressionsThatCome: 1, suppressionsThatGo: 0 });
  const [change] = diffRulesets(hard, soft, inputs).changes;
  expect(change).toMatchObject({
    index: 0,
    before: { ruleId: 'acme.gone', ruleVersion: 1 },
    after: { ruleId: 'acme.gone', ruleVersion: 2 },
    suppression: 'goes',
  });
});

test('a ruleset does not differ from itself', () => {
  const classifier = compile(defaultRuleset);
  expect(diffRulesets(classifier, compile(defaultRuleset), inputs)).toMatchObject({
    changes: [],
    moves: [],
    sameVerdictOtherRule: 0,
  });
});

test('the same verdict by another rule is counted apart', () => {
  const verdict = { category: 'recipient-unknown', permanence: 'permanent', scope: 'recipient' } as const;
  const a = compile({ plugins: [pluginOf('1.0.0', verdict)] });
  const other = pluginOf('1.0.0', verdict);
  const b = compile({ plugins: [{ ...other, rules: [{ ...other.rules[0]!, id: 'acme.other' }] }] });
  expect(diffRulesets(a, b, inputs.slice(0, 1))).toMatchObject({ changes: [], sameVerdictOtherRule: 1 });
});
