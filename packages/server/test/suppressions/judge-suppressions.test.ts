import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgeSuppressions,
  streams,
  strongest,
  suppressionCauses,
  type Stream,
  type SuppressionFact,
} from '../../src/suppressions/judge-suppressions.ts';
import { policyOf, suppressionPolicySchema, type SuppressionPolicy } from '../../src/suppressions/policy.ts';

const start = Date.parse('2026-01-01T12:00:00Z');
const day = (n: number): Date => new Date(start + n * 86_400_000);
const usual = policyOf(null);
const threeInAMonth: SuppressionPolicy = { ...usual, softBounce: { count: 3, withinDays: 30, days: 14 } };
let counter = 0;

function fact(cause: string, since: number, more: Partial<SuppressionFact> = {}): SuppressionFact {
  const suppressionId = `fact-${String(++counter).padStart(5, '0')}`;
  return {
    suppressionId,
    cause,
    deliveryId: suppressionId,
    since: day(since),
    until: null,
    stream: null,
    byReport: false,
    ours: true,
    acceptedAfter: null,
    liftedAt: null,
    ...more,
  };
}

/** Until when, in days, the strongest of the facts blocks; null: for ever; false: not at all. */
function blockedUntil(
  facts: SuppressionFact[],
  now: number,
  policy = usual,
  stream: Stream | null = null,
): number | null | false {
  const judged = judgeSuppressions(facts, policy, day(now));
  const found = strongest(judged, stream);
  if (!found) return false;
  const { until } = judged.get(found)!;
  return until && (until.getTime() - start) / 86_400_000;
}

describe('a retired address', () => {
  test('is blocked for ever from its date on, whatever else blocks it, until it is brought back', () => {
    const retired = fact('retired', 5);
    const facts = [retired, fact('complaint', 7), fact('hard-bounce', 8), fact('manual', 9)];
    const cause = (now: number, among = facts): string | null =>
      strongest(judgeSuppressions(among, usual, day(now)), null)?.cause ?? null;
    expect([4, 5, 7, 8, 400].map((now) => cause(now))).toEqual([null, 'retired', 'retired', 'retired', 'retired']);
    expect(blockedUntil([retired], 400)).toBeNull();
    const back = [{ ...retired, liftedAt: day(6) }, ...facts.slice(1)];
    expect([5, 6, 8].map((now) => cause(now, back))).toEqual(['retired', null, 'complaint']);
  });
  test('stays so though a mail is accepted', () => {
    expect(blockedUntil([fact('retired', 5, { acceptedAfter: day(6) })], 7)).toBeNull();
  });
});

describe('a hard bounce', () => {
  test('blocks for seven days', () => {
    const facts = [fact('hard-bounce', 0)];
    expect([0, 6.9, 7, 30].map((now) => blockedUntil(facts, now))).toEqual([7, 7, false, false]);
  });
  test('during a block prolongs it, and does not make it grow', () => {
    expect(blockedUntil([fact('hard-bounce', 0), fact('hard-bounce', 3)], 4)).toBe(10);
  });
  test('after the end of a block blocks twice as long, and so on, up to the longest', () => {
    const facts = [0, 8, 23, 52, 109, 200].map((since) => fact('hard-bounce', since));
    expect([1, 9, 24, 53, 110, 201].map((now) => blockedUntil(facts, now))).toEqual([7, 8 + 14, 23 + 28, 52 + 56, 199, 290]);
  });
  test('a mail accepted since lifts it, and the next one starts anew', () => {
    const facts = [fact('hard-bounce', 0), fact('hard-bounce', 8, { acceptedAfter: day(9) }), fact('hard-bounce', 20)];
    expect([8.5, 9, 21, 27].map((now) => blockedUntil(facts, now))).toEqual([22, false, 27, false]);
  });
  test('that staff lifted says nothing about the next', () => {
    const facts = [fact('hard-bounce', 0, { liftedAt: day(1) }), fact('hard-bounce', 8)];
    expect([0.5, 2, 9].map((now) => blockedUntil(facts, now))).toEqual([7, false, 15]);
  });
  test('that a returned mail tells of again is the same bounce, whatever happened since', () => {
    const own = fact('hard-bounce', 0);
    const report = (since: number, more = {}) =>
      fact('hard-bounce', since, { deliveryId: own.deliveryId, byReport: true, ...more });
    expect(blockedUntil([own, report(1)], 2)).toBe(7);
    expect(blockedUntil([own, report(8)], 9)).toBe(false);
    expect(blockedUntil([{ ...own, acceptedAfter: day(0.5) }, report(1)], 2)).toBe(false);
    expect(blockedUntil([{ ...own, liftedAt: day(0.5) }, report(1)], 2)).toBe(false);
    expect(blockedUntil([own, report(8), fact('hard-bounce', 10)], 11)).toBe(24);
    // The mail was accepted, and came back: only returned mails tell of it, and the first is the bounce.
    expect(blockedUntil([report(1), report(5)], 6)).toBe(8);
    expect(blockedUntil([report(1, { deliveryId: 'another' }), own], 2)).toBe(8);
    // That the mailbox does not exist is news where it was said to be full.
    expect(blockedUntil([{ ...own, cause: 'soft-bounce' }, report(1)], 2)).toBe(8);
  });
  test('that becomes known after a lift and happened before it is lifted, too; what happens later is not', () => {
    const lifted = fact('complaint', 1, { liftedAt: day(5) });
    expect(blockedUntil([lifted, fact('hard-bounce', 4)], 6)).toBe(false);
    expect(blockedUntil([lifted, fact('hard-bounce', 4)], 4.5)).toBeNull();
    expect(blockedUntil([lifted, fact('hard-bounce', 5.5)], 6)).toBe(12.5);
    // It does not make the next block longer, either.
    expect(blockedUntil([lifted, fact('hard-bounce', 4), fact('hard-bounce', 20)], 21)).toBe(27);
    // A lift of one kind of mail, or of a retirement, says nothing about bounces; and what staff imports later is meant.
    expect(blockedUntil([fact('manual', 1, { stream: 'marketing', liftedAt: day(5) }), fact('hard-bounce', 4)], 6)).toBe(11);
    expect(blockedUntil([fact('retired', 1, { liftedAt: day(5) }), fact('hard-bounce', 4)], 6)).toBe(11);
    expect(blockedUntil([lifted, fact('hard-bounce', 4, { deliveryId: null })], 6)).toBe(11);
  });
  test('that a stranger reported blocks nobody', () => {
    const foreign = fact('hard-bounce', 0, { ours: false });
    expect(blockedUntil([foreign], 1)).toBe(false);
    expect(blockedUntil([foreign, fact('hard-bounce', 8)], 9)).toBe(15);
  });
  test('with an end of its own keeps it', () => {
    expect(blockedUntil([fact('hard-bounce', 0, { until: day(2) })], 1)).toBe(2);
  });
  test('as the tenant wants it', () => {
    const policy: SuppressionPolicy = { ...usual, hardBounce: { days: 3, growth: 1, maxDays: 3 } };
    expect(blockedUntil([fact('hard-bounce', 0), fact('hard-bounce', 10)], 11, policy)).toBe(13);
  });
});

describe('soft bounces', () => {
  const three = [0, 10, 20].map((since) => fact('soft-bounce', since));
  test('never block by default', () => expect(blockedUntil(three, 21)).toBe(false));
  test('three in a month block where the tenant says so', () => {
    expect([11, 20, 33, 34].map((now) => blockedUntil(three, now, threeInAMonth))).toEqual([false, 34, 34, false]);
  });
  test('further apart they do not', () => {
    expect(
      blockedUntil(
        [0, 16, 32].map((since) => fact('soft-bounce', since)),
        33,
        threeInAMonth,
      ),
    ).toBe(false);
  });
  test('a mail accepted in between starts the count anew', () => {
    const facts = [fact('soft-bounce', 0, { acceptedAfter: day(5) }), fact('soft-bounce', 10), fact('soft-bounce', 20)];
    expect(blockedUntil(facts, 21, threeInAMonth)).toBe(false);
  });
  test('a refusal and the report about it are one', () => {
    const twice = [0, 10].flatMap((since) => {
      const first = fact('soft-bounce', since);
      return [first, fact('soft-bounce', since + 0.1, { deliveryId: first.deliveryId })];
    });
    expect(blockedUntil(twice, 11, threeInAMonth)).toBe(false);
  });
});

describe('people’s own words', () => {
  test.each(['complaint', 'unsubscribe', 'manual', 'a-cause-of-tomorrow'])('%s blocks for ever, whatever arrives', (cause) => {
    expect(blockedUntil([fact(cause, 0, { acceptedAfter: day(1) })], 3000)).toBeNull();
  });
  test('an unsubscription from one kind of mail leaves the other', () => {
    const facts = [fact('unsubscribe', 0, { stream: 'marketing' })];
    expect(blockedUntil(facts, 1, usual, 'marketing')).toBeNull();
    expect(blockedUntil(facts, 1, usual, 'transactional')).toBe(false);
    expect(blockedUntil(facts, 1)).toBeNull();
  });
  test('the longest is named', () => {
    const facts = [fact('hard-bounce', 0), fact('manual', 0, { until: day(3) }), fact('complaint', 0)];
    expect(strongest(judgeSuppressions(facts, usual, day(1)), null)?.cause).toBe('complaint');
    expect(strongest(judgeSuppressions(facts.slice(0, 2), usual, day(1)), null)?.cause).toBe('hard-bounce');
  });
});

const anyFact = fc
  .record({
    cause: fc.constantFrom(...suppressionCauses),
    since: fc.nat({ max: 100 }),
    accepted: fc.option(fc.nat({ max: 30 }), { nil: null }),
    lifted: fc.option(fc.nat({ max: 30 }), { nil: null }),
    ours: fc.boolean(),
    byReport: fc.boolean(),
    stream: fc.constantFrom(null, ...streams),
    delivery: fc.nat({ max: 5 }),
  })
  .map(({ cause, since, accepted, lifted, ours, byReport, stream, delivery }) =>
    fact(cause, since, {
      ours,
      byReport,
      stream,
      deliveryId: `delivery-${delivery}`,
      acceptedAfter: accepted === null ? null : day(since + accepted + 0.5),
      liftedAt: lifted === null ? null : day(since + lifted + 0.25),
    }),
  );

describe('the judgement is a function of the set of facts', () => {
  test('order does not matter, and what comes later does not change what was', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 12 }), fc.nat({ max: 130 }), fc.boolean(), (facts, now, soft) => {
        const policy = soft ? threeInAMonth : usual;
        const judged = judgeSuppressions(facts, policy, day(now));
        const reversed = judgeSuppressions(facts.toReversed(), policy, day(now));
        const known = facts.filter((one) => one.since <= day(now));
        const early = judgeSuppressions(known, policy, day(now));
        expect(judged.size).toBe(known.length);
        for (const one of known) {
          expect(reversed.get(one)).toEqual(judged.get(one));
          expect(early.get(one)).toEqual(judged.get(one));
          const { active, ended, until } = judged.get(one)!;
          expect(active).toBe(ended === null);
          if (active) expect(until === null || until > day(now)).toBe(true);
          if (active) expect(one.ours && !(one.liftedAt && one.liftedAt <= day(now))).toBe(true);
        }
      }),
    );
  });
});

describe('a policy', () => {
  test.each([
    [{}, null],
    [{ hardBounce: { days: 3 } }, null],
    [{ softBounce: { count: 3, withinDays: 30, days: 14 } }, null],
    [{ hardBounce: { days: 0 } }, 'hardBounce.days'],
    [{ hardBounce: { days: 30, maxDays: 10 } }, 'hardBounce.maxDays'],
    [{ hardBounce: { growth: 0.5 } }, 'hardBounce.growth'],
    [{ softBounce: { count: 1, withinDays: 30, days: 14 } }, 'softBounce.count'],
    [{ softBounce: { count: 3 } }, 'softBounce.withinDays'],
  ])('%j: %s is wrong', (given, wrong) => {
    const parsed = suppressionPolicySchema.safeParse(given);
    expect(parsed.success ? null : parsed.error.issues[0]!.path.join('.')).toBe(wrong);
  });
});
