import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newlyCounted, type CountedAs, type Known } from '../../src/deliveries/counted-as.ts';
import { merge, stateOf, type DeliveryState } from '../../src/deliveries/delivery-state.ts';
import { statusEvents } from '../support/arbitraries.ts';

const knownOf = ({ sent, weight, deliveredAt, deferred }: DeliveryState): Known => ({
  sent,
  weight,
  delivered: deliveredAt !== null,
  deferred,
});
const unknown: Known = { sent: false, weight: 0, delivered: false, deferred: false };

test('whatever happens to a delivery, it counts at most once as anything, and a bounce or delivery counts', () => {
  fc.assert(
    fc.property(statusEvents, (events) => {
      let state: DeliveryState | null = null;
      const counted: CountedAs[] = [];
      for (const event of events) {
        const before: DeliveryState | null = state;
        state = before ? merge(before, stateOf(event)) : stateOf(event);
        counted.push(...newlyCounted(before ? knownOf(before) : unknown, knownOf(state)));
      }
      expect(new Set(counted).size).toBe(counted.length);
      if (!events.some((event) => !event.reported)) return expect(counted).toEqual([]);
      const types = new Set(events.map((event) => event.type));
      if (types.has('delivered')) expect(counted).toContain('delivered');
      if (types.has('deferred')) expect(counted).toContain('deferred');
      if (types.has('bounced') && !types.has('complained')) expect(counted).toContain('bounced');
      if (counted.includes('bounced') || counted.includes('delivered')) expect(counted).toContain('concluded');
    }),
  );
});
