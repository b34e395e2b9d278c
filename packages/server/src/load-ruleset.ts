import { readFile } from 'node:fs/promises';
import { parseRuleset, withPlugins, type ClassifierPlugin, type Ruleset } from '@bezorgd/rules';

/**
 * The built-in ruleset with plugins from files before it, in the order given. A file holds a plugin, a ruleset, or the answer
 * of GET /v1/ruleset; a plugin with the id of a built-in one takes its place, in an older version as well as in a newer one.
 * Throws an error that names RULE_PLUGINS, the file, and what is wrong with it.
 */
export async function loadRuleset(files: readonly string[]): Promise<Ruleset> {
  return withPlugins((await Promise.all(files.map(loadPlugins))).flat());
}

async function loadPlugins(file: string): Promise<readonly ClassifierPlugin[]> {
  try {
    const json = JSON.parse(await readFile(file, 'utf8')) as { ruleset?: unknown; plugins?: unknown };
    const ruleset = json.ruleset ?? (json.plugins === undefined ? { plugins: [json] } : json);
    return parseRuleset(ruleset).plugins;
  } catch (error) {
    throw new Error(`RULE_PLUGINS: ${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}
