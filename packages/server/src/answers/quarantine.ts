import type { Principal } from '../access/roles.ts';
import { badArgument } from '../errors.ts';
import { isUuid } from '../events/ids.ts';
import type { Service } from '../service.ts';
import { onBehalfOf } from './on-behalf-of.ts';
import { reasonOf } from './text.ts';

/** Messages of one call. */
export const maxQuarantined = 200;

export interface AskedQuarantine {
  readonly ids: readonly string[];
  readonly onBehalfOf?: string | null | undefined;
}

/** What became of each message. */
export interface ReplayOutcome {
  readonly replayed: readonly string[];
  readonly refused: readonly string[];
  readonly unknown: readonly string[];
}

/** Reads messages again, of one tenant or of all that the caller may see. Throws a fault that names the field. */
export function replayQuarantined(
  service: Service,
  principal: Principal,
  tenant: string | null,
  asked: AskedQuarantine,
  now: Date,
): Promise<ReplayOutcome> {
  return service.quarantine.replay(tenant, idsOf(asked.ids), onBehalfOf(principal, asked.onBehalfOf), now.getTime());
}

/** Removes messages for good. Resolves to those that were there. Throws a fault that names the field. */
export function discardQuarantined(
  service: Service,
  principal: Principal,
  tenant: string | null,
  asked: AskedQuarantine & { readonly reason: string },
): Promise<readonly string[]> {
  const by = onBehalfOf(principal, asked.onBehalfOf);
  return service.quarantine.discard(tenant, idsOf(asked.ids), by, reasonOf(asked.reason));
}

function idsOf(ids: readonly string[]): readonly string[] {
  if (ids.length === 0 || ids.length > maxQuarantined) throw badArgument('ids', `give 1 to ${maxQuarantined}`);
  const known = ids.map((id) => id.toLowerCase());
  const wrong = known.findIndex((id) => !isUuid(id));
  if (wrong !== -1) throw badArgument(`ids.${wrong}`, 'give the id of a quarantined message, a UUID');
  return [...new Set(known)];
}
