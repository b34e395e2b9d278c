import { describe, expect, test } from 'vitest';
import { classifyWithout, compile, defaultClassifier, defaultRuleset } from '../src/index.ts';
import { readExample } from '../src/read-example.ts';

for (const plugin of defaultRuleset.plugins) {
  describe(plugin.id, () => {
    for (const rule of plugin.rules) {
      test(`${rule.id}@${rule.version} wins its examples and leaves its near misses alone`, () => {
        for (const example of rule.examples.positive) {
          expect({ example, ruleId: defaultClassifier().classify(readExample(example, plugin)).ruleId }).toEqual({
            example,
            ruleId: rule.id,
          });
        }
        const alone = compile({ plugins: [{ ...plugin, rules: [rule] }] });
        for (const example of rule.examples.negative) {
          expect({ example, ruleId: alone.classify(readExample(example, plugin)).ruleId }).toEqual({ example, ruleId: null });
        }
      });
    }
  });
}

test('the examples say the same of a recipient whose address counts for nothing, as in the service', () => {
  const others: string[] = [];
  let masked = 0;
  for (const plugin of defaultRuleset.plugins) {
    for (const example of plugin.rules.flatMap(({ examples }) => [...examples.positive, ...examples.negative])) {
      const [recipient] = /ann@example\.(?:com|net|org|nl)/.exec(example) ?? [];
      if (recipient === undefined) continue;
      masked++;
      const input = readExample(example, plugin);
      const { category } = defaultClassifier().classify(input).verdict;
      const { verdict } = classifyWithout(recipient, input, defaultClassifier());
      if (verdict.category !== category) others.push(`${example}: ${category}, masked ${verdict.category}`);
    }
  }
  expect(others).toEqual([]);
  expect(masked).toBeGreaterThan(100);
});
