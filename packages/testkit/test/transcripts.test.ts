import { categories, defaultClassifier } from '@bezorgd/rules';
import { describe, expect, test } from 'vitest';
import { loadTranscripts, replayRules, statuses } from '../src/index.ts';

const transcripts = await loadTranscripts();

describe('every recording, through the rules', () => {
  test.each(transcripts.map((transcript) => [transcript.id.replace('.', '/'), transcript] as const))('%s', (_, transcript) => {
    for (const { expected, actual, evidence } of replayRules([transcript], defaultClassifier())) {
      const known = Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== null));
      expect(actual, evidence).toMatchObject(known);
    }
  });
});

describe('the recordings together', () => {
  const results = replayRules(transcripts, defaultClassifier());

  test.each(categories.filter((category) => category !== 'not-a-report'))('show %s', (category) => {
    expect(transcripts.some(({ expect: expectations }) => expectations.some((expected) => expected.category === category))).toBe(
      true,
    );
    expect(results.some(({ actual }) => actual.category === category)).toBe(true);
  });

  test.each(statuses)('show the status %s', (status) => {
    expect(results.some(({ actual }) => actual.status === status)).toBe(true);
  });

  test('show opens, clicks and reports', () => {
    const happenings = new Set(transcripts.flatMap((transcript) => transcript.happenings.map(({ what }) => what)));
    expect([...happenings]).toEqual(expect.arrayContaining(['opened', 'clicked', 'report', 'complained']));
  });

  test('use addresses that belong to nobody', () => {
    for (const { id, recipients, from } of transcripts) {
      for (const address of [...recipients, from]) {
        expect(address.slice(address.lastIndexOf('@') + 1), id).toMatch(/(?:^|\.)(?:example(?:\.(?:com|net|org|nl))?|invalid)$/);
      }
    }
  });
});
