import type { Classification, ClassifyInput } from './classify.ts';
import type { Classifier } from './compile.ts';
import type { Category } from './verdict.ts';

/** One reply on which two rulesets do not agree. */
export interface RulesetChange {
  /** Place of the reply in what was given, from 0. */
  readonly index: number;
  readonly input: ClassifyInput;
  readonly before: Classification;
  readonly after: Classification;
  /** `comes`: only the new ruleset would block the address; `goes`: only the old one. */
  readonly suppression: 'comes' | 'goes' | null;
}

export interface RulesetDiff {
  readonly beforeDigest: string;
  readonly afterDigest: string;
  readonly replies: number;
  /** Replies whose verdict changed; a change of the rule alone does not count. */
  readonly changes: readonly RulesetChange[];
  /** How often the category went from one to another, most frequent first. */
  readonly moves: readonly { readonly from: Category; readonly to: Category; readonly count: number }[];
  readonly suppressionsThatCome: number;
  readonly suppressionsThatGo: number;
  /** Replies that another rule answers now, with the same verdict. */
  readonly sameVerdictOtherRule: number;
}

/** What a new ruleset would change, over any set of replies. Both may be loaded side by side. */
export function diffRulesets(before: Classifier, after: Classifier, inputs: Iterable<ClassifyInput>): RulesetDiff {
  const changes: RulesetChange[] = [];
  const counts = new Map<string, { from: Category; to: Category; count: number }>();
  let replies = 0;
  let sameVerdictOtherRule = 0;
  for (const input of inputs) {
    const old = before.classify(input);
    const new_ = after.classify(input);
    if (sameVerdict(old, new_)) {
      if (old.ruleId !== new_.ruleId) sameVerdictOtherRule++;
    } else {
      const suppression =
        old.bounceType === new_.bounceType
          ? null
          : new_.bounceType === 'hard'
            ? 'comes'
            : old.bounceType === 'hard'
              ? 'goes'
              : null;
      changes.push({ index: replies, input, before: old, after: new_, suppression });
      const from = old.verdict.category;
      const to = new_.verdict.category;
      const move = counts.get(`${from} ${to}`) ?? { from, to, count: 0 };
      move.count++;
      counts.set(`${from} ${to}`, move);
    }
    replies++;
  }
  return {
    beforeDigest: before.digest,
    afterDigest: after.digest,
    replies,
    changes,
    moves: [...counts.values()].toSorted((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1)),
    suppressionsThatCome: changes.filter(({ suppression }) => suppression === 'comes').length,
    suppressionsThatGo: changes.filter(({ suppression }) => suppression === 'goes').length,
    sameVerdictOtherRule,
  };
}

function sameVerdict(a: Classification, b: Classification): boolean {
  return (
    a.verdict.category === b.verdict.category &&
    a.verdict.permanence === b.verdict.permanence &&
    a.verdict.scope === b.verdict.scope
  );
}
