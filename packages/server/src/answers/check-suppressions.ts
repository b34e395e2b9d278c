import type { Category } from '@bezorgd/rules';
import DataLoader from 'dataloader';
import type { RecipientIds } from '../events/ids.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import type { Stream } from '../suppressions/judge-suppressions.ts';
import type { Reads } from '../queries/reads.ts';
import { findActiveSuppressions, type SuppressionRow } from '../queries/suppression.query.ts';

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
  /** What kind of mail it blocks; null with a cause: any. */
  readonly stream: Stream | null;
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
  stream: null,
} as const;

/** Calls of up to this many addresses share one question to the database with the calls of the same moment. */
const smallCall = 8;

/** May these addresses be mailed: one for the life of the service. */
export class SuppressionChecks {
  readonly #readsOf: (tenant: string) => Reads;
  readonly #recipientIds: RecipientIds;
  /** By tenant and stream. Nothing is remembered from one moment to the next. */
  readonly #loaders = new Map<string, DataLoader<string, SuppressionRow | null>>();

  constructor(readsOf: (tenant: string) => Reads, recipientIds: RecipientIds) {
    this.#readsOf = readsOf;
    this.#recipientIds = recipientIds;
  }

  /** One answer per address, in the order asked. `stream`: for what kind of mail; null: any, so that each block counts. */
  async check(tenant: string, addresses: readonly string[], stream: Stream | null = null): Promise<readonly AddressCheck[]> {
    const ids = addresses.map((address) =>
      mailAddressSchema.safeParse(address).success ? this.#recipientIds.of(tenant, address).recipientId : null,
    );
    const asked = [...new Set(ids.filter((id) => id !== null))];
    const active =
      asked.length <= smallCall
        ? await this.#together(tenant, asked, stream)
        : await findActiveSuppressions(this.#readsOf(tenant), tenant, asked, new Date(), stream);
    return addresses.map((address, index) => answerOf(address, ids[index] ?? null, active));
  }

  async #together(tenant: string, ids: readonly string[], stream: Stream | null): Promise<ReadonlyMap<string, SuppressionRow>> {
    const key = `${tenant} ${stream}`;
    let loader = this.#loaders.get(key);
    if (!loader) {
      const load = async (asked: readonly string[]): Promise<(SuppressionRow | null)[]> => {
        const active = await findActiveSuppressions(this.#readsOf(tenant), tenant, [...new Set(asked)], new Date(), stream);
        return asked.map((id) => active.get(id) ?? null);
      };
      loader = new DataLoader(load, { cache: false, maxBatchSize: 500, batchScheduleFn: setImmediate });
      // Tenants are few; a stranger's made-up names must not pile up.
      if (this.#loaders.size >= 1000) this.#loaders.clear();
      this.#loaders.set(key, loader);
    }
    const rows = await Promise.all(ids.map((id) => loader.load(id)));
    return new Map(rows.flatMap((row) => (row ? [[row.recipientId, row] as const] : [])));
  }
}

function answerOf(address: string, id: string | null, active: ReadonlyMap<string, SuppressionRow>): AddressCheck {
  if (id === null) return { address, maySend: false, ...nothing, cause: 'address-syntax' };
  const suppression = active.get(id);
  if (!suppression) return { address, maySend: true, ...nothing };
  const { cause, since, until, category, ruleId, ruleVersion, rulesetDigest, deliveryId, suppressionId, stream } = suppression;
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
    stream,
  };
}
