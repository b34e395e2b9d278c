import type { Label } from '@bezorgd/rules';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import { badArgument } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { DeliveryFilter } from '../queries/delivery.query.ts';
import type { Service } from '../service.ts';
import { givenInstant } from './instant.ts';
import { messageIdOf } from './text.ts';

/** Which deliveries, as callers say it; every part that is given must hold. */
export interface AskedDeliveries {
  readonly recipient?: string | null | undefined;
  readonly messageId?: string | null | undefined;
  readonly status?: readonly DeliveryStatus[] | null | undefined;
  readonly label?: Label | null | undefined;
  readonly since?: Date | null | undefined;
  readonly until?: Date | null | undefined;
}

/** Throws a fault that names the field; `path` stands in front of its name. */
export function deliveryFilter(service: Service, tenant: string, asked: AskedDeliveries, path = ''): DeliveryFilter {
  const { recipient, messageId, status, label, since, until } = asked;
  if (typeof recipient === 'string' && !mailAddressSchema.safeParse(recipient).success)
    throw badArgument(`${path}recipient`, 'give one mail address, local-part@domain');
  return {
    recipientId: typeof recipient === 'string' ? service.recipientIds.of(tenant, recipient).recipientId : undefined,
    messageId: typeof messageId === 'string' ? messageIdOf(`${path}messageId`, messageId) : undefined,
    statuses: status && status.length > 0 ? status : undefined,
    label: label ?? undefined,
    since: givenInstant(`${path}since`, since),
    until: givenInstant(`${path}until`, until),
  };
}
