import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fold,
  merge,
  notableStatus,
  stateOf,
  statusNumber,
  statusOfWeight,
  statuses,
  type StatusEvent,
} from '../../src/deliveries/delivery-state.ts';
import type { DeliveryEventType } from '../../src/events/mail-event.ts';
import { statusEvents } from '../support/arbitraries.ts';

const start = Date.parse('2026-11-23T09:00:00Z');

function event(type: DeliveryEventType, minute: number, bounceType: 'hard' | 'soft' | null = null): StatusEvent {
  return {
    eventId: `00000000-0000-8000-8000-${String(minute).padStart(12, '0')}`,
    occurredAt: start + minute * 60_000,
    type,
    bounceType,
    cause: null,
    provider: null,
    tags: null,
    reported: false,
  };
}

function statusOf(...events: StatusEvent[]): string | null {
  const state = fold(events);
  return state && statusOfWeight(state.weight);
}

describe('the law of status', () => {
  test.each<[string, StatusEvent[], string]>([
    ['a mail that was taken on is processed', [event('processed', 0)], 'processed'],
    [
      'a deferral that is older than the acceptance loses',
      [event('delivered', 5), event('deferred', 1), event('processed', 0)],
      'delivered',
    ],
    [
      'a bounce after an acceptance wins: the mail was forwarded',
      [event('delivered', 1), event('bounced', 9, 'hard')],
      'hard-bounced',
    ],
    [
      'a soft bounce after a hard one changes nothing',
      [event('bounced', 1, 'hard'), event('bounced', 9, 'soft')],
      'hard-bounced',
    ],
    ['a complaint outranks all', [event('complained', 9), event('bounced', 10, 'hard'), event('delivered', 11)], 'complained'],
    ['an open proves the delivery', [event('processed', 0), event('opened', 3)], 'delivered'],
    ['an open does not undo a bounce', [event('bounced', 1, 'soft'), event('opened', 3)], 'soft-bounced'],
    ['a suppressed attempt is rejected', [event('processed', 0), event('rejected', 1)], 'rejected'],
    ['a report that nobody can read tells only that the mail was sent', [event('reported', 1)], 'processed'],
    ['an automatic answer proves the delivery', [event('auto-replied', 1)], 'delivered'],
  ])('%s', (_, events, expected) => {
    expect(statusOf(...events)).toBe(expected);
  });

  test('the ranks are those of the design, each number being its place', () => {
    expect(statuses.map(statusNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(statuses.map((status) => notableStatus(statusNumber(status) * 10))).toEqual([null, 2, 3, null, 5, 6, 7, 8, 9]);
  });

  test('any order and any repetition of a set of events gives the same state', () => {
    fc.assert(
      fc.property(statusEvents, fc.infiniteStream(fc.nat()), (events, dice) => {
        const expected = fold(events);
        const repeated = [...events, ...events.filter(() => (dice.next().value ?? 0) % 2 === 0)];
        const shuffled = repeated
          .map((value) => ({ value, key: dice.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ value }) => value);
        expect(fold(shuffled)).toEqual(expected);
      }),
    );
  });

  test('any batching gives the same state', () => {
    fc.assert(
      fc.property(statusEvents, fc.nat(), (events, cut) => {
        const distinct = [...new Map(events.map((e) => [`${e.occurredAt} ${e.eventId}`, e])).values()];
        const at = cut % (distinct.length + 1);
        const left = fold(distinct.slice(0, at));
        const right = fold(distinct.slice(at));
        const merged = left && right ? merge(left, right) : (left ?? right);
        expect(merged).toEqual(fold(events));
      }),
    );
  });

  test('merging is commutative and associative', () => {
    const states = statusEvents.filter((events) => events.length >= 3).map((events) => events.slice(0, 3).map(stateOf));
    fc.assert(
      fc.property(states, ([a, b, c]) => {
        expect(merge(a!, b!)).toEqual(merge(b!, a!));
        expect(merge(merge(a!, b!), c!)).toEqual(merge(a!, merge(b!, c!)));
      }),
    );
  });
});
