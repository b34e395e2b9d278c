import { gap, splitPhrase } from './engine/phrase.ts';
import { audiences, commands, languages } from './rule.ts';
import type { Ruleset } from './ruleset.ts';
import { categories } from './verdict.ts';

/**
 * Plain JSON -> a ruleset, or an error that names the path and the way out.
 * Unknown members are refused, so that a misspelt condition never means "no condition".
 */
export function parseRuleset(json: unknown): Ruleset {
  const problem = findFault(json);
  if (problem) throw new Error(problem);
  // Checked member by member just above.
  return json as Ruleset;
}

const permanences = ['permanent', 'transient', 'as-replied'];
const scopes = ['recipient', 'domain', 'sender', 'message', 'network'];

type Members = Readonly<Record<string, unknown>>;

/** The first fault of a would-be ruleset, as a sentence; null when there is none. */
function findFault(json: unknown): string | null {
  const faults: string[] = [];
  const at = (path: string, wanted: string) => {
    faults.push(`${path} must be ${wanted}`);
    return false;
  };
  const isObject = (value: unknown, path: string): value is Members =>
    (typeof value === 'object' && value !== null && !Array.isArray(value)) || at(path, 'an object');
  const isText = (value: unknown, path: string): value is string =>
    (typeof value === 'string' && value.trim() !== '') || at(path, 'a text that is not empty');
  const isOneOf = (value: unknown, path: string, allowed: readonly unknown[]) =>
    allowed.includes(value) || at(path, `one of ${allowed.map(String).join(', ')}`);
  const isList = (value: unknown, path: string): value is readonly unknown[] => Array.isArray(value) || at(path, 'a list');
  const isFilled = (value: unknown, path: string, wanted = 'a list with at least one value'): value is readonly unknown[] =>
    isList(value, path) && (value.length > 0 || at(path, wanted));
  const isFilledIfThere = (value: unknown, path: string): value is readonly unknown[] =>
    value !== undefined && isFilled(value, path, 'left out or hold at least one value');
  /** A page, or the name of a file that is at no address. Anything else with a scheme would be a link that does something. */
  const isSource = (value: unknown, path: string) =>
    isText(value, path) &&
    (/^https?:\/\/\S+$/.test(value) ||
      !/^\s*[a-z][a-z0-9+.-]+:/i.test(value) ||
      at(path, 'an address that begins with https://, or a document'));
  const isDate = (value: unknown, path: string) =>
    (typeof value === 'string' && toDate(value) === value) || at(path, 'a date such as 2026-01-31');
  const knows = (value: Members, path: string, allowed: readonly string[]) => {
    for (const key of Object.keys(value))
      if (!allowed.includes(key)) faults.push(`${path}.${key} is not known here: take it out`);
  };

  function phrases(value: unknown, path: string) {
    if (!isFilledIfThere(value, path)) return;
    for (const [i, phrase] of value.entries()) {
      const where = `${path}[${i}]`;
      if (!isText(phrase, where)) continue;
      if (splitPhrase(phrase).length === 0) at(where, `more than "${gap}" and spaces`);
    }
  }

  function condition(value: unknown, path: string) {
    if (!isObject(value, path)) return;
    knows(value, path, ['replyCodes', 'enhancedStatusCodes', 'phrases', 'without', 'commands']);
    const { replyCodes, enhancedStatusCodes } = value;
    if (isFilledIfThere(replyCodes, `${path}.replyCodes`)) {
      for (const [i, code] of replyCodes.entries()) {
        if (!Number.isInteger(code) || Number(code) < 200 || Number(code) > 599)
          at(`${path}.replyCodes[${i}]`, 'a whole number from 200 to 599');
      }
    }
    if (isFilledIfThere(enhancedStatusCodes, `${path}.enhancedStatusCodes`)) {
      for (const [i, code] of enhancedStatusCodes.entries()) {
        if (typeof code !== 'string' || !/^[245x]\.\d{1,3}\.(?:\d{1,3}|\*)$/.test(code)) {
          at(`${path}.enhancedStatusCodes[${i}]`, 'written like 5.7.26, x.7.26 for any class, or 5.7.* for any detail');
        }
      }
    }
    phrases(value['phrases'], `${path}.phrases`);
    phrases(value['without'], `${path}.without`);
    if (isFilledIfThere(value['commands'], `${path}.commands`)) {
      for (const [i, command] of value['commands'].entries()) isOneOf(command, `${path}.commands[${i}]`, commands);
    }
    const asks = ['replyCodes', 'enhancedStatusCodes', 'phrases', 'commands'].some((part) => value[part] !== undefined);
    if (!asks) at(path, 'a condition that asks for a code, a phrase or a command');
  }

  function explanations(value: unknown, path: string) {
    if (value === undefined || !isObject(value, path)) return;
    if (value['en'] === undefined) at(`${path}.en`, 'there: English is what other languages fall back to');
    knows(value, path, languages);
    for (const [language, byAudience] of Object.entries(value)) {
      const where = `${path}.${language}`;
      if (!isObject(byAudience, where)) continue;
      if (byAudience['support'] === undefined) at(`${where}.support`, 'there: other audiences fall back to it');
      knows(byAudience, where, audiences);
      for (const [audience, text] of Object.entries(byAudience)) {
        if (!isObject(text, `${where}.${audience}`)) continue;
        knows(text, `${where}.${audience}`, ['cause', 'remedy']);
        isText(text['cause'], `${where}.${audience}.cause`);
        isText(text['remedy'], `${where}.${audience}.remedy`);
      }
    }
  }

  function rule(value: unknown, path: string) {
    if (!isObject(value, path)) return;
    if (!isText(value['id'], `${path}.id`)) return;
    const where = `${path} (${value['id']})`;
    knows(value, where, ['id', 'version', 'when', 'hostBound', 'verdict', 'explain', 'sources', 'examples']);
    if (!Number.isSafeInteger(value['version']) || Number(value['version']) < 1) at(`${where}.version`, 'a whole number from 1');
    if (value['hostBound'] !== undefined && typeof value['hostBound'] !== 'boolean') at(`${where}.hostBound`, 'true or false');
    condition(value['when'], `${where}.when`);
    const verdict = value['verdict'];
    if (isObject(verdict, `${where}.verdict`)) {
      knows(verdict, `${where}.verdict`, ['category', 'permanence', 'scope']);
      isOneOf(verdict['category'], `${where}.verdict.category`, categories);
      isOneOf(verdict['permanence'], `${where}.verdict.permanence`, [...permanences, null]);
      isOneOf(verdict['scope'], `${where}.verdict.scope`, [...scopes, null]);
    }
    explanations(value['explain'], `${where}.explain`);
    if (isFilled(value['sources'], `${where}.sources`)) {
      for (const [i, source] of value['sources'].entries()) {
        if (!isObject(source, `${where}.sources[${i}]`)) continue;
        knows(source, `${where}.sources[${i}]`, ['url', 'read']);
        isSource(source['url'], `${where}.sources[${i}].url`);
        if (source['read'] !== undefined) isDate(source['read'], `${where}.sources[${i}].read`);
      }
    }
    const examples = value['examples'];
    if (isObject(examples, `${where}.examples`)) {
      knows(examples, `${where}.examples`, ['positive', 'negative']);
      for (const side of ['positive', 'negative']) {
        if (!isFilled(examples[side], `${where}.examples.${side}`)) continue;
        for (const [i, text] of (examples[side] as readonly unknown[]).entries()) isText(text, `${where}.examples.${side}[${i}]`);
      }
    }
  }

  if (isObject(json, 'ruleset') && isList(json['plugins'], 'plugins')) {
    const ids = new Set<unknown>();
    for (const [i, plugin] of json['plugins'].entries()) {
      const path = `plugins[${i}]`;
      if (!isObject(plugin, path)) continue;
      knows(plugin, path, ['id', 'version', 'name', 'mxSuffixes', 'rules']);
      isText(plugin['id'], `${path}.id`);
      if (ids.has(plugin['id']))
        faults.push(`${path}.id "${String(plugin['id'])}" is there twice: a ruleset holds one version of a plugin`);
      ids.add(plugin['id']);
      isText(plugin['name'], `${path}.name`);
      if (typeof plugin['version'] !== 'string' || !/^\d+\.\d+\.\d+/.test(plugin['version']))
        at(`${path}.version`, 'a semantic version such as 1.0.0');
      if (plugin['mxSuffixes'] !== undefined && isList(plugin['mxSuffixes'], `${path}.mxSuffixes`)) {
        for (const [k, suffix] of plugin['mxSuffixes'].entries()) {
          if (typeof suffix !== 'string' || !/^\.[^.\s]+(\.[^.\s]+)*$/.test(suffix))
            at(`${path}.mxSuffixes[${k}]`, 'a dot and a domain, such as .example.com');
        }
      }
      if (isList(plugin['rules'], `${path}.rules`))
        for (const [k, value] of plugin['rules'].entries()) rule(value, `${path}.rules[${k}]`);
    }
  }
  return faults[0] ?? null;
}

/** The day that a text stands for; another one, or none, where the calendar lacks it. */
function toDate(text: string): string | null {
  const day = new Date(text);
  return Number.isNaN(day.getTime()) ? null : day.toISOString().slice(0, 10);
}
