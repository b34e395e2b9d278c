import type { Principal } from '../access/roles.ts';
import { badArgument, Fault } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { RetirementRow } from '../queries/retirement.query.ts';
import type { Service } from '../service.ts';
import { changeOf, type ChangeInput } from './change-suppressions.ts';

const yearMs = 366 * 86_400_000;
const furthestYears = 10;

export interface RetireInput extends ChangeInput {
  /** From when on; null: now. */
  readonly since: Date | null;
  /** Whom to mail instead. */
  readonly successor: string | null;
}

/** Takes an address out of use, from a date on; what happened to it stays. Throws a fault that names the field. */
export async function retireAddress(
  service: Service,
  principal: Principal,
  tenant: string,
  input: RetireInput,
  now: Date,
): Promise<RetirementRow> {
  const change = changeOf(service, principal, tenant, input);
  const since = input.since ?? now;
  // Also true of a time that is none.
  if (!(Math.abs(since.getTime() - now.getTime()) <= furthestYears * yearMs))
    throw badArgument('since', `give a date within ${furthestYears} years from now`);
  if (input.successor !== null && !mailAddressSchema.safeParse(input.successor).success)
    throw badArgument('successor', 'give one mail address, local-part@domain');
  const successor = input.successor === null ? null : service.recipientIds.of(tenant, input.successor);
  if (successor?.recipientId === change.recipient.recipientId)
    throw badArgument('successor', 'give another address than the one that is retired');
  await service.retirements.retire(change, { since, successor }, now);
  return {
    recipientId: change.recipient.recipientId,
    since,
    reason: change.reason,
    createdBy: change.by,
    successorId: successor?.recipientId ?? null,
    successor: successor?.address ?? null,
  };
}

/** Takes a retired address into use again, or drops the date for it. What else blocks it goes on blocking. */
export async function bringBackAddress(
  service: Service,
  principal: Principal,
  tenant: string,
  input: ChangeInput,
  now: Date,
): Promise<void> {
  const change = changeOf(service, principal, tenant, input);
  if (!(await service.retirements.bringBack(change, now)))
    throw new Fault('suppression-unknown', 'address: this address is not retired');
}
