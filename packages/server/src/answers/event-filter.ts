import type { Principal } from '../access/roles.ts';
import { badArgument } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { EventFilter } from '../push/pushed-event.ts';
import type { Service } from '../service.ts';
import { messageIdOf } from './text.ts';

/** Which news, as callers say it. */
export interface AskedEvents {
  readonly types?: readonly string[] | null | undefined;
  readonly status?: readonly string[] | null | undefined;
  readonly messageId?: string | null | undefined;
  readonly recipient?: string | null | undefined;
}

/** Throws a fault that names the field; `path` stands in front of its name. */
export function eventFilter(service: Service, principal: Principal, tenant: string, asked: AskedEvents, path = ''): EventFilter {
  const { types, status, messageId, recipient } = asked;
  if (typeof recipient === 'string' && !mailAddressSchema.safeParse(recipient).success)
    throw badArgument(`${path}recipient`, 'give one mail address, local-part@domain');
  return {
    types: types && types.length > 0 ? types : null,
    statuses: status && status.length > 0 ? status : null,
    messageId: typeof messageId === 'string' ? messageIdOf(`${path}messageId`, messageId) : null,
    recipientId: typeof recipient === 'string' ? service.recipientIds.of(tenant, recipient).recipientId : null,
    operator: principal.scopes.has('operations:read'),
    showAddresses: principal.scopes.has('addresses:read'),
  };
}
