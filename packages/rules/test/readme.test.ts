import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

/** Runs the examples of the README as they stand, so that they cannot go stale. */
// It checks a whole ruleset: some seconds of one core, more when the cores are shared.
test('the examples of the README run', { timeout: 30_000 }, async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');
  expect(blocks).toHaveLength(2);
  const entry = new URL('../src/index.ts', import.meta.url).href;
  const asModule = (code: string, result: string) =>
    import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(`${javaScript(code, entry)}\nexport default ${result};`)}`
    );
  const first = await asModule(
    blocks[0] ?? '',
    '{ verdict: found.verdict, bounceType: found.bounceType, ruleId: found.ruleId, proof: reply.text.slice(found.span.start, found.span.end), other: found.runnersUp[0].verdict.category }',
  );
  expect(first.default).toEqual({
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    bounceType: 'soft',
    ruleId: 'common-phrases.rate-limited',
    proof: 'too many recipients',
    other: 'recipient-unknown',
  });
  const second = await asModule(blocks[1] ?? '', '{ problems: checkRuleset(ruleset), digest: classifier.digest }');
  expect(second.default.problems).toEqual([]);
  expect(second.default.digest).toMatch(/^sha256:/);
});

function javaScript(code: string, entry: string): string {
  return code
    .replaceAll("'@bezorgd/rules'", `'${entry}'`)
    .replace(', type ClassifierPlugin', '')
    .replace(': ClassifierPlugin', '');
}
