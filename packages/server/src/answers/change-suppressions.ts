import type { Principal } from '../access/roles.ts';
import { badArgument, Fault } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { Service } from '../service.ts';
import type { Change, ManualCause } from '../storage/manual-suppressions.ts';

/** What both doors take. */
export interface ChangeInput {
  readonly address: string;
  /** Why, for those who read the history. */
  readonly reason: string;
  /** The person for whom the caller acts. */
  readonly onBehalfOf?: string | null | undefined;
}

/** Throws a fault that names the field. */
export async function addSuppression(
  service: Service,
  principal: Principal,
  tenant: string,
  input: ChangeInput & { readonly cause: ManualCause; readonly until: Date | null },
  now: Date,
): Promise<void> {
  if (input.until && input.until <= now) throw badArgument('until', 'give a time to come, or none: for ever');
  await service.manualSuppressions.add(changeOf(service, principal, tenant, input), input.cause, input.until, now);
}

/** Resolves to how many blocks were lifted. Throws a fault that says what is missing. */
export async function liftSuppressions(
  service: Service,
  principal: Principal,
  tenant: string,
  input: ChangeInput & { readonly recipientAgreed: boolean },
  now: Date,
): Promise<number> {
  const lifted = await service.manualSuppressions.lift(changeOf(service, principal, tenant, input), input.recipientAgreed, now);
  switch (lifted.kind) {
    case 'lifted':
      return lifted.count;
    case 'nothing':
      throw new Fault('suppression-unknown', 'address: nothing blocks this address now');
    case 'needs-recipient':
      throw new Fault(
        'recipient-first',
        'recipientAgreed: the recipient reported a mail as unwanted. First they move one of your mails from the spam folder back to the inbox, so that their mail service forgets the report; then lift with recipientAgreed true',
      );
    default:
      return lifted satisfies never;
  }
}

function changeOf(service: Service, principal: Principal, tenant: string, { address, reason, onBehalfOf }: ChangeInput): Change {
  if (!mailAddressSchema.safeParse(address).success) throw badArgument('address', 'give one mail address, local-part@domain');
  const why = reason.trim();
  if (why === '' || why.length > 2000 || why.includes('\0')) throw badArgument('reason', 'give 1 to 2000 characters');
  const person = onBehalfOf?.trim() ?? '';
  if (person.length > 200 || person.includes('\0')) throw badArgument('onBehalfOf', 'give at most 200 characters');
  return {
    tenant,
    recipient: service.recipientIds.of(tenant, address),
    by: person === '' ? principal.name : `${person} (${principal.name})`,
    reason: why,
  };
}
