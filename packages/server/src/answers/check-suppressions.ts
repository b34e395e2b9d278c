import type { Category } from '@bezorgd/rules';
import { mailAddressSchema } from '../events/mail-event.ts';
import { findActiveSuppressions } from '../queries/suppression.query.ts';
import type { Service } from '../service.ts';

/** May I mail this address now, and if not, why and until when. */
export interface AddressCheck {
  /** As asked. */
  readonly address: string;
  readonly maySend: boolean;
  /** `address-syntax`: not an address at all; else the cause of the suppression. Null when it may be mailed. */
  readonly cause: string | null;
  readonly since: Date | null;
  /** Null with a cause: for ever. */
  readonly until: Date | null;
  readonly category: Category | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly rulesetDigest: string | null;
  readonly deliveryId: string | null;
  readonly suppressionId: string | null;
}

const nothing = {
  cause: null,
  since: null,
  until: null,
  category: null,
  ruleId: null,
  ruleVersion: null,
  rulesetDigest: null,
  deliveryId: null,
  suppressionId: null,
} as const;

/** One answer per address, in the order asked. */
export async function checkSuppressions(
  service: Service,
  tenant: string,
  addresses: readonly string[],
  now: Date,
): Promise<readonly AddressCheck[]> {
  const ids = addresses.map((address) =>
    mailAddressSchema.safeParse(address).success ? service.recipientIds.of(tenant, address).recipientId : null,
  );
  const active = await findActiveSuppressions(service.reads, tenant, [...new Set(ids.filter((id) => id !== null))], now);
  return addresses.map((address, index): AddressCheck => {
    const id = ids[index];
    if (!id) return { address, maySend: false, ...nothing, cause: 'address-syntax' };
    const suppression = active.get(id);
    if (!suppression) return { address, maySend: true, ...nothing };
    const { cause, since, until, category, ruleId, ruleVersion, rulesetDigest, deliveryId, suppressionId } = suppression;
    return {
      address,
      maySend: false,
      cause,
      since,
      until,
      category,
      ruleId,
      ruleVersion,
      rulesetDigest,
      deliveryId,
      suppressionId,
    };
  });
}
