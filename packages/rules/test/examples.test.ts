import { describe, expect, test } from 'vitest';
import { compile, defaultClassifier, defaultRuleset } from '../src/index.ts';
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
