import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { extendLock, type Lock } from '../scripts/lock.ts';
import { rulePages } from '../scripts/rule-pages.ts';
import { defaultRuleset, type Rule, type Ruleset } from '../src/index.ts';

const lock = JSON.parse(await readFile(new URL('../rules.lock.json', import.meta.url), 'utf8')) as Lock;
const pagesFolder = new URL('../../../docs/rules/', import.meta.url);

/** The default ruleset with its first rule changed. */
function changed(change: (rule: Rule) => Rule): Ruleset {
  const [first, ...others] = defaultRuleset.plugins;
  const [rule, ...rules] = first!.rules;
  return { plugins: [{ ...first!, rules: [change(rule!), ...rules] }, ...others] };
}

describe('the lock', () => {
  test('holds every rule in force: run "pnpm emit" after adding one', () => {
    expect(extendLock(lock, defaultRuleset)).toEqual(lock);
  });

  test('refuses changed behaviour under an unchanged version', () => {
    const other = changed((rule) => ({ ...rule, when: { ...rule.when, phrases: ['something else'] } }));
    expect(() => extendLock(lock, other)).toThrow('raise it to 2');
  });

  test('takes the same change under a new version and keeps the old line', () => {
    const other = changed((rule) => ({ ...rule, version: 2, when: { ...rule.when, phrases: ['something else'] } }));
    const extended = extendLock(lock, other);
    expect(Object.keys(extended)).toHaveLength(Object.keys(lock).length + 1);
    expect(extended).toMatchObject(lock);
  });

  test('lets wording change', () => {
    const other = changed((rule) => ({ ...rule, explain: { en: { support: { cause: 'Other.', remedy: 'Words.' } } } }));
    expect(extendLock(lock, other)).toEqual(lock);
  });
});

describe('the pages', () => {
  test('are those of the rules in force: run "pnpm emit" after a change', async () => {
    const pages = rulePages(defaultRuleset);
    expect((await readdir(pagesFolder, { recursive: true })).filter((name) => name.endsWith('.md')).toSorted()).toEqual(
      [...pages.keys()].toSorted(),
    );
    for (const [name, text] of pages)
      expect({ name, same: (await readFile(new URL(name, pagesFolder), 'utf8')) === text }).toEqual({ name, same: true });
  });

  test('link to each other without a dead end', () => {
    const pages = rulePages(defaultRuleset);
    for (const [name, text] of pages) {
      for (const [, target = ''] of text.matchAll(/\]\(([^)#]+\.md)\)/g)) {
        const path = new URL(target, `https://docs.example/${name}`).pathname.slice(1);
        expect({ name, target, there: pages.has(path) }).toEqual({ name, target, there: true });
      }
    }
  });
});
