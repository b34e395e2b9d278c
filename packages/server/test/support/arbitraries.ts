import fc from 'fast-check';
import type { StatusEvent } from '../../src/deliveries/delivery-state.ts';
import type { DeliveryEventType } from '../../src/events/mail-event.ts';

const types: readonly DeliveryEventType[] = [
  'processed',
  'suspended',
  'deferred',
  'delivered',
  'bounced',
  'rejected',
  'discarded',
  'opened',
  'clicked',
  'complained',
  'auto-replied',
  'displayed',
];

const content = fc.record({
  minute: fc.integer({ min: 0, max: 30 }),
  type: fc.constantFrom(...types),
  hard: fc.boolean(),
  provider: fc.option(fc.constantFrom('google', 'microsoft'), { nil: null }),
  tag: fc.option(fc.constantFrom('invoice', 'reminder'), { nil: null }),
});

/**
 * Events of one delivery. Few times and few ids, so that ties and repetitions are common; the id decides the content, as an
 * id names one event.
 */
export const statusEvents: fc.Arbitrary<StatusEvent[]> = fc
  .array(fc.tuple(fc.nat({ max: 15 }), content), { minLength: 1, maxLength: 12 })
  .map((drafts) =>
    [...new Map(drafts).entries()].map(([id, { minute, type, hard, provider, tag }]): StatusEvent => ({
      eventId: `00000000-0000-8000-8000-${id.toString(16).padStart(12, '0')}`,
      occurredAt: Date.parse('2026-11-20T23:45:00Z') + minute * 60_000,
      type,
      bounceType: type === 'bounced' ? (hard ? 'hard' : 'soft') : null,
      cause: null,
      provider,
      tags: tag === null ? null : { kind: tag },
      reported: false,
    })),
  );
