import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Rule } from './rule.ts';
import type { Ruleset } from './ruleset.ts';

/** What makes a rule decide as it does. Explanations, sources and examples may change without notice. */
export function behaviourOf({ when, verdict, hostBound }: Rule): unknown {
  return { when, verdict, hostBound: hostBound ?? false };
}

/** How a reply is read and a ruleset applied. Raised by one when the same rules would say something else of the same reply. */
export const engineVersion = 2;

/** `sha256:` and hexadecimal digits; equal where every reply is decided alike, by the same rules in the same versions. */
export function digestOf(ruleset: Ruleset): string {
  return digestOfValue({
    engine: engineVersion,
    plugins: ruleset.plugins.map((plugin) => ({
      id: plugin.id,
      version: plugin.version,
      mxSuffixes: plugin.mxSuffixes ?? [],
      rules: plugin.rules.map((rule) => ({ id: rule.id, version: rule.version, behaviour: behaviourOf(rule) })),
    })),
  });
}

export function digestOfValue(value: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(value))))}`;
}

/** JSON with sorted keys and without white space, so that equal data gives equal bytes. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
