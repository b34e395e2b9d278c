import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextStep, type AlertPolicy, type OpenAlert, type Step } from '../../src/alerts/alert-state.ts';
import { isOutOfLine, measure, rates } from '../../src/alerts/rates.ts';

const policy: AlertPolicy = { remindEveryMs: 100, quietMs: 50 };
const open: OpenAlert = { openedAt: 0, lastSeenAt: 0, toldAt: 0, sequence: 1, acknowledged: false };

describe('one question', () => {
  test.each<[string, OpenAlert | null, boolean, number, AlertPolicy, Step['kind']]>([
    ['nothing wrong, nothing open', null, false, 10, policy, 'nothing'],
    ['it begins', null, true, 10, policy, 'opened'],
    ['it lasts', open, true, 99, policy, 'seen'],
    ['it lasts long', open, true, 100, policy, 'reminded'],
    ['it lasts long, and somebody takes care', { ...open, acknowledged: true }, true, 500, policy, 'seen'],
    ['it lasts long, and is to be told once', open, true, 500, { ...policy, remindEveryMs: null }, 'seen'],
    ['it is quiet', open, false, 49, policy, 'nothing'],
    ['it was quiet long enough', open, false, 50, policy, 'closed'],
  ])('%s', (_, alert, outOfLine, now, by, kind) => expect(nextStep(alert, outOfLine, now, by).kind).toBe(kind));
});

test('over any history: opened once at a time, told in sequence, reminded not too often, closed only after quiet', () => {
  const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.boolean(), fc.boolean()), { maxLength: 60 });
  const policies = fc.record({
    remindEveryMs: fc.option(fc.integer({ min: 1, max: 200 }), { nil: null }),
    quietMs: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(history, policies, (asked, by) => {
      let alert: OpenAlert | null = null;
      let now = 0;
      let lastOut = Number.NEGATIVE_INFINITY;
      let told: { at: number; sequence: number }[] = [];
      for (const [passed, outOfLine, acknowledges] of asked) {
        now += passed;
        if (outOfLine) lastOut = now;
        const step: Step = nextStep(alert, outOfLine, now, by);
        switch (step.kind) {
          case 'nothing':
            break;
          case 'seen':
            alert = step.alert;
            break;
          case 'opened':
            expect(alert).toBeNull();
            alert = step.alert;
            told = [{ at: now, sequence: 1 }];
            break;
          case 'reminded': {
            expect(alert?.acknowledged).toBe(false);
            const before = told.at(-1)!;
            expect(now - before.at).toBeGreaterThanOrEqual(by.remindEveryMs!);
            expect(step.alert.sequence).toBe(before.sequence + 1);
            told.push({ at: now, sequence: step.alert.sequence });
            alert = step.alert;
            break;
          }
          case 'closed':
            expect(outOfLine).toBe(false);
            expect(now - lastOut).toBeGreaterThanOrEqual(by.quietMs);
            expect(step.alert.sequence).toBe(told.at(-1)!.sequence + 1);
            alert = null;
            break;
          default:
            step satisfies never;
        }
        // Out of line means open, at once.
        if (outOfLine) expect(alert).not.toBeNull();
        if (alert && acknowledges) alert = { ...alert, acknowledged: true };
      }
    }),
  );
});

describe('a rate', () => {
  const counts = {
    tried: 1150,
    concluded: 1000,
    delivered: 900,
    bounced: 100,
    'hard-bounced': 40,
    rejected: 100,
    deferred: 230,
    complained: 9,
  };
  test.each([
    ['bounce', 100, 1000, 0.1],
    ['hard-bounce', 40, 1000, 0.04],
    ['complaint', 9, 900, 0.01],
    ['rejected', 100, 1100, 1 / 11],
    ['deferred', 230, 1150, 0.2],
  ] as const)('%s is %i of %i', (rate, count, volume, share) => {
    expect(measure(rate, counts)).toMatchObject({ count, volume });
    expect(measure(rate, counts).rate).toBeCloseTo(share);
  });

  test('a few mails are no rate, and nothing is never out of line', () => {
    expect(isOutOfLine(measure('bounce', { bounced: 9, concluded: 9 }), 0.05, 10)).toBe(false);
    expect(isOutOfLine(measure('bounce', { bounced: 10, concluded: 10 }), 0.05, 10)).toBe(true);
    for (const rate of rates) expect(isOutOfLine(measure(rate, {}), 0, 0)).toBe(false);
  });

  test('of bounces that come late is at most all', () => {
    expect(measure('bounce', { bounced: 30 })).toEqual({ count: 30, volume: 30, rate: 1 });
    expect(measure('complaint', { complained: 30 })).toMatchObject({ volume: 0, rate: 0 });
  });
});
