import { wordsOf } from '../answers/text.ts';
import { statuses, type DeliveryStatus } from '../deliveries/delivery-state.ts';
import { badArgument } from '../errors.ts';
import { pushedEventTypes, type AskedEventType } from '../push/pushed-event.ts';

export function checkedName(text: string): string {
  return wordsOf('name', text, { least: 1, most: 200 });
}

/** Null: all. */
export function checkedTypes(types: readonly string[] | null | undefined): readonly AskedEventType[] | null {
  if (!types || types.length === 0) return null;
  const wrong = types.find((type) => !(pushedEventTypes as readonly string[]).includes(type));
  if (wrong !== undefined) throw badArgument('types', `give some of ${pushedEventTypes.join(', ')}`);
  return [...new Set(types as readonly AskedEventType[])];
}

/** Null: all. */
export function deliveryStatusesOf(given: readonly string[] | null | undefined): readonly DeliveryStatus[] | null {
  if (!given || given.length === 0) return null;
  const wrong = given.find((status) => !(statuses as readonly string[]).includes(status));
  if (wrong !== undefined) throw badArgument('statuses', `give some of ${statuses.join(', ')}`);
  return [...new Set(given as readonly DeliveryStatus[])];
}
