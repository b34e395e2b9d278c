import { checkConditions } from './check-conditions.ts';
import { compile } from './compile.ts';
import { fold } from './engine/fold.ts';
import { splitPhrase } from './engine/phrase.ts';
import { readExample } from './read-example.ts';
import type { Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import { bounceTypeOf, type Category } from './verdict.ts';

/** A law of the catalogue that a rule breaks. */
export interface Problem {
  readonly pluginId: string;
  readonly ruleId: string;
  readonly law:
    | 'duplicate-id'
    | 'id-outside-plugin'
    | 'positive-example-lost'
    | 'negative-example-matched'
    | 'duplicate-example'
    | 'phrase-case'
    | 'phrase-empty'
    | 'sources-missing'
    | 'soft-category-hard'
    | 'example-address'
    | 'shadowed'
    | 'contradictory'
    | 'overlapping'
    | 'untested'
    | 'unsafe';
  /** A note is for the author to read; only an error breaks a law. */
  readonly severity: 'error' | 'note';
  /** A sentence that says what is wrong and where. */
  readonly message: string;
}

/** The causes that a hard bounce can have; every other failure passes, or is not the recipient's, whatever a reply says. */
const canBeHard: ReadonlySet<Category> = new Set([
  'recipient-unknown',
  'recipient-moved',
  'recipient-disabled',
  'address-syntax',
  'domain-unknown',
  'domain-no-mail',
]);

/** Names that belong to nobody (RFC 2606 §3), and their likes. */
const exampleDomain = /^(?:[a-z0-9-]+\.)*example\.(?:com|net|org|nl|edu)$|\.(?:test|invalid|example|localhost)$/;

/**
 * The laws of the catalogue, for anybody's plugin: put it into a ruleset and read what comes back. An empty list is a pass.
 * With `notes` it also says what is allowed but worth a look: phrases that no example holds, or that two rules claim.
 * An example is a raw reply; `[host]` and `[COMMAND]` in front of it set the receiving host and the command:
 * `[mx.example.com] [RCPT] 550 …`.
 *
 * @throws Error when the ruleset is malformed; see `parseRuleset`.
 */
export function checkRuleset(ruleset: Ruleset, { notes = false }: { readonly notes?: boolean } = {}): Problem[] {
  const problems = [...checkRules(ruleset), ...checkConditions(ruleset)];
  return notes ? problems : problems.filter(({ severity }) => severity === 'error');
}

function checkRules(ruleset: Ruleset): Problem[] {
  const classifier = compile(ruleset);
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  const claimed = new Map<string, string>();
  for (const plugin of ruleset.plugins) {
    for (const rule of plugin.rules) {
      const report = (law: Problem['law'], message: string) =>
        problems.push({ pluginId: plugin.id, ruleId: rule.id, law, severity: 'error', message });
      if (owners.has(rule.id)) report('duplicate-id', `${rule.id} stands twice, in ${owners.get(rule.id)} and in ${plugin.id}`);
      owners.set(rule.id, plugin.id);
      if (!rule.id.startsWith(`${plugin.id}.`)) report('id-outside-plugin', `${rule.id} must begin with "${plugin.id}."`);
      if (rule.sources.length === 0) report('sources-missing', `${rule.id} names no source`);
      checkPhrases(rule, report);
      const { category, permanence, scope } = rule.verdict;
      if (
        isFailure(category) &&
        !canBeHard.has(category) &&
        permanence !== 'transient' &&
        (scope === 'recipient' || scope === 'domain')
      ) {
        report('soft-category-hard', `${rule.id} could call ${category} a hard bounce: make it transient, or about the sender`);
      }

      for (const example of [...rule.examples.positive, ...rule.examples.negative]) {
        for (const [address] of example.matchAll(/[^\s<>@,;:()[\]"'=]+@[a-z0-9.-]+/gi)) {
          const domain = address
            .slice(address.lastIndexOf('@') + 1)
            .toLowerCase()
            .replace(/\.+$/, '');
          if (!exampleDomain.test(domain))
            report('example-address', `${rule.id} shows ${address}: use example.com, example.net, example.org or example.nl`);
        }
      }
      for (const example of rule.examples.positive) {
        const earlier = claimed.get(example);
        if (earlier !== undefined) report('duplicate-example', `${rule.id} and ${earlier} both claim: ${example}`);
        claimed.set(example, rule.id);
        const won = classifier.classify(readExample(example, plugin));
        if (won.ruleId !== rule.id) {
          report('positive-example-lost', `${rule.id} does not win its example, ${won.ruleId ?? 'no rule'} does: ${example}`);
        }
      }
      const alone = compile({ plugins: [{ ...plugin, rules: [rule] }] });
      for (const example of rule.examples.negative) {
        if (alone.classify(readExample(example, plugin)).ruleId !== null) {
          report('negative-example-matched', `${rule.id} holds for a reply it must leave alone: ${example}`);
        }
      }
    }
  }
  return problems;
}

function checkPhrases({ id, when }: Rule, report: (law: Problem['law'], message: string) => void): void {
  for (const phrase of [...(when.phrases ?? []), ...(when.without ?? [])]) {
    if (splitPhrase(phrase).length === 0) report('phrase-empty', `${id} has a phrase without a word: "${phrase}"`);
    if (phrase !== phrase.toLowerCase()) report('phrase-case', `${id} has a phrase that is not in lower case: "${phrase}"`);
    if (
      phrase.trim() !== phrase ||
      phrase.includes('  ') ||
      [...phrase].some((unit) => unit !== ' ' && fold(unit.charCodeAt(0)) === 0x20)
    ) {
      report('phrase-case', `${id} has a phrase with white space that is not a single space: "${phrase}"`);
    }
  }
}

function isFailure(category: Category): boolean {
  return bounceTypeOf({ category, permanence: 'permanent', scope: 'recipient' }) === 'hard';
}
