import { behaviourOf, digestOfValue } from '../src/digest.ts';
import type { Ruleset } from '../src/index.ts';

/** `id@version` -> digest of behaviour. Lines are added, never changed: old classifications name them. */
export type Lock = Readonly<Record<string, string>>;

/**
 * The lock with the lines of this ruleset added.
 *
 * @throws Error when a rule behaves differently under a version that is locked already.
 */
export function extendLock(lock: Lock, ruleset: Ruleset): Lock {
  const lines = new Map(Object.entries(lock));
  for (const rule of ruleset.plugins.flatMap((plugin) => plugin.rules)) {
    const key = `${rule.id}@${rule.version}`;
    const digest = digestOfValue(behaviourOf(rule)).slice(0, 'sha256:'.length + 16);
    const locked = lines.get(key);
    if (locked !== undefined && locked !== digest) {
      throw new Error(`${rule.id} behaves differently than its locked version ${rule.version}: raise it to ${rule.version + 1}`);
    }
    lines.set(key, digest);
  }
  return Object.fromEntries([...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
