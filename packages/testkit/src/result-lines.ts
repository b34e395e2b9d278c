import type { Replayed } from './replay.ts';

/** One line a recipient for people; what differs is told below it. */
export function resultLines(results: readonly Replayed[]): string[] {
  const lines = results.flatMap(({ ok, transcript, recipient, expected, actual, evidence }) => {
    const line = `${ok ? 'ok  ' : 'DIFF'} ${transcript}  ${recipient}  ${actual.status}  ${actual.category}${actual.ruleId ? `  by ${actual.ruleId}` : ''}`;
    if (ok) return [line];
    const wanted = [expected.status, expected.category, expected.ruleId].filter((part) => part !== null).join('  ');
    return [line, `     expected ${wanted}`, `     ${evidence.replaceAll('\n', ' / ').slice(0, 200)}`];
  });
  const wrong = results.filter(({ ok }) => !ok).length;
  return [...lines, `${results.length} recipients, ${wrong} different`];
}
