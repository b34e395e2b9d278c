import { factsOfAddress, type KnownDomains, type Place } from '../addresses/check-address.ts';
import type { Dns } from '../addresses/dns.ts';
import { severityOf, type Finding } from '../addresses/finding.ts';
import { badArgument } from '../errors.ts';
import type { RecipientIds } from '../events/ids.ts';
import { arrivesAtDomain, frequentDomains } from '../queries/address.query.ts';
import { listDeliveries, type DeliveryRow } from '../queries/delivery.query.ts';
import type { Reads } from '../queries/reads.ts';
import { findRetirements } from '../queries/retirement.query.ts';
import type { Principal } from '../access/roles.ts';
import type { Service } from '../service.ts';
import type { AddressCheck, SuppressionChecks } from './check-suppressions.ts';

export const addressConclusions = ['no-objection', 'could-not-check', 'blocked', 'undeliverable'] as const;
export type AddressConclusion = (typeof addressConclusions)[number];

/** All that we can say of an address before mailing it. */
export interface AddressReport {
  /** As asked. */
  readonly address: string;
  readonly conclusion: AddressConclusion;
  /** In ASCII; null: it cannot be read. */
  readonly domain: string | null;
  readonly place: Place | null;
  readonly suggestion: string | null;
  readonly findings: readonly Finding[];
  readonly check: AddressCheck;
  /** Null: never mailed, or the caller may not read mail. */
  readonly lastDelivery: DeliveryRow | null;
}

interface Needs {
  readonly readsOf: Service['readsOf'];
  readonly recipientIds: RecipientIds;
  readonly suppressionChecks: SuppressionChecks;
  readonly dns: Dns;
}

export const maxAddressCharacters = 1000;
export const maxAddressesAtOnce = 100;
/** About what the questions to DNS come to. */
export const addressCheckCost = 20;

/** Which domains a tenant's mails reach changes slowly. */
const rememberMs = 600_000;
const maxTenants = 1000;

/** Is this address worth a mail: one for the life of the service. */
export class AddressChecks {
  readonly #needs: Needs;
  readonly #frequent = new Map<string, { readonly domains: Promise<readonly string[]>; readonly until: number }>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** A caller who may not read mail does not learn what became of earlier ones. */
  async check(tenant: string, address: string, principal: Principal, now: Date): Promise<AddressReport> {
    const { dns, suppressionChecks } = this.#needs;
    const reads = this.#needs.readsOf(tenant, principal);
    const mayReadMail = principal.scopes.has('mail:read');
    const facts = await factsOfAddress(address, dns, this.#knownTo(reads, tenant, now));
    const [check] = await suppressionChecks.check(tenant, [address]);
    const lastDelivery = facts.address && mayReadMail ? await this.#lastDelivery(reads, tenant, address) : null;
    const history = facts.address && mayReadMail ? [historyOf(lastDelivery)] : [];
    const block = facts.address && !check!.maySend ? [blockOf(check!, await this.#successor(reads, tenant, check!))] : [];
    return {
      address,
      conclusion: conclude(facts.findings, check!),
      domain: facts.address?.domain ?? null,
      place: facts.place,
      suggestion: facts.suggestion,
      findings: [...block, ...facts.findings, ...history],
      check: check!,
      lastDelivery,
    };
  }

  /** One answer each, in the same order. Throws a fault with the place in the list of what cannot be asked. */
  async checkAll(
    tenant: string,
    addresses: readonly string[],
    principal: Principal,
    now: Date,
  ): Promise<readonly AddressReport[]> {
    if (addresses.length === 0 || addresses.length > maxAddressesAtOnce)
      throw badArgument('addresses', `give 1 to ${maxAddressesAtOnce} addresses`);
    const tooLong = addresses.findIndex((address) => address.length > maxAddressCharacters);
    if (tooLong !== -1) throw badArgument(`addresses.${tooLong}`, `give at most ${maxAddressCharacters} characters`);
    return Promise.all(addresses.map((address) => this.check(tenant, address, principal, now)));
  }

  /** Whom to mail instead of a retired address. */
  async #successor(reads: Reads, tenant: string, { address, cause }: AddressCheck): Promise<string | null> {
    if (cause !== 'retired') return null;
    const { recipientId } = this.#needs.recipientIds.of(tenant, address);
    return (await findRetirements(reads, tenant, [recipientId])).get(recipientId)?.successor ?? null;
  }

  #knownTo(reads: Reads, tenant: string, now: Date): KnownDomains {
    return {
      arrives: (domain) => arrivesAtDomain(reads, tenant, domain),
      frequent: () => {
        const known = this.#frequent.get(tenant);
        if (known && known.until > now.getTime()) return known.domains;
        const domains = frequentDomains(reads, tenant);
        if (this.#frequent.size >= maxTenants) this.#frequent.clear();
        this.#frequent.set(tenant, { domains, until: now.getTime() + rememberMs });
        // A failure is not remembered.
        domains.catch(() => this.#frequent.delete(tenant));
        return domains;
      },
    };
  }

  async #lastDelivery(reads: Reads, tenant: string, address: string): Promise<DeliveryRow | null> {
    const { recipientId } = this.#needs.recipientIds.of(tenant, address);
    const { rows } = await listDeliveries(reads, tenant, { recipientId }, 1, null);
    return rows[0] ?? null;
  }
}

function conclude(findings: readonly Finding[], check: AddressCheck): AddressConclusion {
  const severities = new Set(findings.map(severityOf));
  if (severities.has('problem')) return 'undeliverable';
  if (!check.maySend) return 'blocked';
  return severities.has('could-not-check') ? 'could-not-check' : 'no-objection';
}

function blockOf({ cause, since, until }: AddressCheck, successor: string | null): Finding {
  const words = { cause: cause ?? '', since: day(since), until: day(until) };
  if (cause === 'retired' && successor !== null) return { code: 'retired-with-successor', words: { ...words, successor } };
  if (cause === 'retired') return { code: 'retired', words };
  return { code: until === null ? 'blocked-for-ever' : 'blocked', words };
}

function historyOf(last: DeliveryRow | null): Finding {
  if (last === null) return { code: 'history-none' };
  const words = { date: day(last.firstEventAt) };
  switch (last.status) {
    case 'delivered':
      return { code: 'history-arrived', words };
    case 'complained':
      return { code: 'history-complained', words };
    case 'processed':
    case 'suspended':
    case 'deferred':
      return { code: 'history-pending', words };
    case 'discarded':
    case 'rejected':
    case 'soft-bounced':
    case 'hard-bounced':
      return { code: 'history-failed', words };
    default:
      return last.status satisfies never;
  }
}

function day(at: Date | null): string {
  return at?.toISOString().slice(0, 10) ?? '';
}
