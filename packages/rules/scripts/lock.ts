import { behaviourOf, digestOfValue } from '../src/digest.ts';
import type { Ruleset } from '../src/index.ts';
import { reportRules } from '../src/reports/report-rules.ts';

/** `id@version` -> digest of behaviour. Lines are added, never changed: old classifications name them. */
export type Lock = Readonly<Record<string, string>>;

/**
 * The lock with the lines of this ruleset and of the verdicts by kind of report added.
 *
 * @throws Error when a rule behaves differently under a version that is locked already.
 */
export function extendLock(lock: Lock, ruleset: Ruleset): Lock {
  const lines = new Map(Object.entries(lock));
  const behaviours = [
    ...ruleset.plugins.flatMap(({ rules }) => rules).map((rule) => ({ ...rule, behaviour: behaviourOf(rule) })),
    ...Object.values(reportRules).map(({ id, version, verdict }) => ({ id, version, behaviour: { verdict } })),
  ];
  for (const { id, version, behaviour } of behaviours) {
    const key = `${id}@${version}`;
    const digest = digestOfValue(behaviour).slice(0, 'sha256:'.length + 16);
    const locked = lines.get(key);
    if (locked !== undefined && locked !== digest) {
      throw new Error(`${id} behaves differently than its locked version ${version}: raise it to ${version + 1}`);
    }
    lines.set(key, digest);
  }
  return Object.fromEntries([...lines].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
