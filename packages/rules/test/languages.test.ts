import { describe, expect, test } from 'vitest';
import { languageSamples } from '../scripts/language-samples.ts';
import { defaultClassifier, parseReply } from '../src/index.ts';

describe('the main causes in the languages that servers speak', () => {
  const samples = Object.entries(languageSamples).flatMap(([language, causes]) =>
    Object.entries(causes).flatMap(([cause, raw]) => (raw === null ? [] : [[language, cause, raw] as const])),
  );
  test.each(samples)('%s, %s: %s', (_, cause, raw) => {
    expect(defaultClassifier().classify({ reply: parseReply(raw) }).verdict.category).toBe(cause);
  });
});
