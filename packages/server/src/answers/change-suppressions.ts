import type { Principal } from '../access/roles.ts';
import { badArgument, Fault } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import { onBehalfOf as actorOf } from './on-behalf-of.ts';
import type { Service } from '../service.ts';
import type { Block, Change } from '../storage/manual-suppressions.ts';
import type { Stream } from '../suppressions/judge-suppressions.ts';
import { listSuppressionFacts } from '../queries/suppression.query.ts';
import { instantOf } from './instant.ts';
import { reasonOf } from './text.ts';

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
  input: ChangeInput & Block,
  now: Date,
): Promise<void> {
  if (input.until && instantOf('until', input.until) <= now) throw badArgument('until', 'give a time to come, or none: for ever');
  const { cause, until, stream } = input;
  await service.manualSuppressions.add(changeOf(service, principal, tenant, input), { cause, until, stream }, now);
}

/**
 * Lifts what blocks an address now, but for its retirement: of one stream only where one is given. Resolves to how many blocks were lifted. Throws a
 * fault that says what is missing.
 */
export async function liftSuppressions(
  service: Service,
  principal: Principal,
  tenant: string,
  input: ChangeInput & { readonly recipientAgreed: boolean; readonly stream: Stream | null },
  now: Date,
): Promise<number> {
  const change = changeOf(service, principal, tenant, input);
  const facts = (
    await listSuppressionFacts(service.readsOf(tenant, principal), tenant, [change.recipient.recipientId], now)
  ).filter((fact) => input.stream === null || fact.stream === input.stream);
  // That an address is out of use is no block that a working mailbox disproves.
  const retired = facts.some((fact) => fact.active && fact.cause === 'retired');
  const active = facts.filter((fact) => fact.active && fact.cause !== 'retired');
  if (active.length === 0) {
    if (retired)
      throw new Fault('suppression-unknown', 'address: this address is retired, and nothing else blocks it: bring it back');
    const which =
      input.stream === null ? 'nothing blocks this address now' : `nothing blocks this address for ${input.stream} mail alone`;
    throw new Fault('suppression-unknown', `address: ${which}`);
  }
  if (active.some((fact) => fact.cause === 'complaint') && !input.recipientAgreed) {
    throw new Fault(
      'recipient-first',
      'recipientAgreed: the recipient reported a mail as unwanted. First they move one of your mails from the spam folder back to the inbox, so that their mail service forgets the report; then lift with recipientAgreed true',
    );
  }
  // Earlier bounces go with it: else the next one would count as one of many.
  const earlier = facts.filter(
    (fact) => !active.includes(fact) && (fact.cause === 'hard-bounce' || fact.cause === 'soft-bounce'),
  );
  const count = await service.manualSuppressions.lift(
    change,
    {
      blocks: active.map((fact) => fact.suppressionId),
      earlier: earlier.map((fact) => fact.suppressionId),
      recipientAgreed: input.recipientAgreed,
    },
    now,
  );
  if (count === 0) throw new Fault('suppression-unknown', 'address: somebody lifted it just now');
  return count;
}

/** Throws a fault that names the field. */
export function changeOf(
  service: Service,
  principal: Principal,
  tenant: string,
  { address, reason, onBehalfOf }: ChangeInput,
): Change {
  if (!mailAddressSchema.safeParse(address).success) throw badArgument('address', 'give one mail address, local-part@domain');
  const why = reasonOf(reason);
  return {
    tenant,
    recipient: service.recipientIds.of(tenant, address),
    by: actorOf(principal, onBehalfOf),
    reason: why,
  };
}
