import { expect, test } from 'vitest';
import { generateEvents, type TestEvent } from '../src/index.ts';

const start = new Date('2026-11-20T00:00:00Z');
const made = (count: number, seed: number): TestEvent[] => [...generateEvents({ count, seed, start })];

test('the same seed makes the same events, another seed others', () => {
  expect(made(500, 7)).toEqual(made(500, 7));
  expect(made(500, 7)).not.toEqual(made(500, 8));
});

test('as many as asked for, each with an id of its own', () => {
  expect(made(0, 1)).toEqual([]);
  const events = made(20_000, 1);
  expect(events).toHaveLength(20_000);
  expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(20_000);
});

test('about the size and the mixture of real ones', () => {
  const events = made(20_000, 2);
  const bytes = events.reduce((sum, event) => sum + JSON.stringify(event).length, 0) / events.length;
  expect(bytes).toBeGreaterThan(480);
  expect(bytes).toBeLessThan(600);
  const share = (type: TestEvent['type']) => events.filter((event) => event.type === type).length / events.length;
  expect(share('delivered')).toBeGreaterThan(0.3);
  expect(share('bounced')).toBeGreaterThan(0.005);
  expect(share('deferred')).toBeGreaterThan(0.01);
  expect(share('opened')).toBeGreaterThan(0.08);
  expect(share('clicked')).toBeGreaterThan(0.02);
});

test('the events of one delivery keep their order', () => {
  const last = new Map<string, string>();
  for (const event of made(5000, 3)) {
    if (event.type === 'report') continue;
    const delivery = `${event.messageId} ${event.recipient}`;
    expect(event.occurredAt >= (last.get(delivery) ?? '')).toBe(true);
    last.set(delivery, event.occurredAt);
  }
});

test('tenants can be chosen', () => {
  const events = [...generateEvents({ count: 200, seed: 1, start, tenants: ['one'] })];
  expect(new Set(events.map(({ tenant }) => tenant))).toEqual(new Set(['one']));
});
