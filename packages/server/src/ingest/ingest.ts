import type { BlockList } from 'node:net';
import type pg from 'pg';
import { projectDeliveries } from '../storage/delivery.store.ts';
import { projectEngagement } from '../storage/engagement.store.ts';
import { appendEvents } from '../storage/event.store.ts';
import { tellDeliveries } from '../storage/outbox.store.ts';
import type { EventPartitions } from '../storage/partitions.ts';
import { ensureRecipients, holdRecipients } from '../storage/recipient.store.ts';
import { appendQuarantined } from '../storage/quarantine.store.ts';
import { appendReports } from '../storage/report.store.ts';
import { projectSuppressions } from '../storage/suppression.store.ts';
import { lostRace } from '../storage/transaction.ts';
import type { Prepared, StoredEvent } from './stored-event.ts';

export interface IngestDeps {
  readonly pool: pg.Pool;
  readonly partitions: EventPartitions;
  /** Row of `ruleset` whose rules gave the verdicts. */
  readonly rulesetId: number;
  /** Networks of machines that the operator knows, beside the built-in ones. */
  readonly machineNetworks?: BlockList | null;
}

export interface Ingested {
  /** Events that were not there yet. */
  readonly fresh: number;
  readonly duplicates: number;
  readonly quarantined: number;
}

/** SQLSTATE check_violation: no table here has a check of its own, so a row found no partition. */
const noPartition = '23514';

/** Stores and projects in one transaction, and is safe to repeat. `first` runs inside it before anything else. */
export class Ingest {
  readonly #deps: IngestDeps;
  readonly #knownRecipients = new Set<string>();
  #recipientEpoch: bigint | null = null;

  constructor(deps: IngestDeps) {
    this.#deps = deps;
  }

  async write(prepared: Prepared, now: number, first?: (client: pg.ClientBase) => Promise<void>): Promise<Ingested> {
    for (let attempt = 1; ; attempt++) {
      await this.#deps.partitions.ensure(prepared.events.map((event) => event.occurredAt));
      try {
        return await this.#transaction(prepared, now, first);
      } catch (error) {
        const { code } = error as pg.DatabaseError;
        if (code === noPartition) this.#deps.partitions.forget();
        if (attempt === 5 || (code !== noPartition && !lostRace(error))) throw error;
      }
    }
  }

  async #transaction(prepared: Prepared, now: number, first?: (client: pg.ClientBase) => Promise<void>): Promise<Ingested> {
    const { pool, rulesetId, machineNetworks = null } = this.#deps;
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await this.#forgetDeleted(client);
      await first?.(client);
      const freshReports = await appendReports(client, prepared.reports);
      const told = prepared.events.filter(isTold(freshReports));
      const fresh = await appendEvents(client, told, rulesetId, now);
      const madeKnown = await ensureRecipients(client, fresh, this.#knownRecipients);
      const { read, counted } = await projectDeliveries(client, fresh, now);
      await projectEngagement(client, read, machineNetworks);
      await projectSuppressions(client, fresh, rulesetId);
      await tellDeliveries(client, fresh, counted, now);
      await appendQuarantined(client, prepared.quarantined, now);
      await client.query('commit');
      this.#remember(madeKnown);
      return { fresh: fresh.length, duplicates: prepared.events.length - fresh.length, quarantined: prepared.quarantined.length };
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (failed: Error) => failed,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Recipients that were deleted since the last time are known no longer; none is deleted before this transaction ends. */
  async #forgetDeleted(client: pg.ClientBase): Promise<void> {
    const epoch = await holdRecipients(client);
    if (epoch !== this.#recipientEpoch) this.#knownRecipients.clear();
    this.#recipientEpoch = epoch;
  }

  #remember(keys: readonly string[]): void {
    if (this.#knownRecipients.size > 200_000) this.#knownRecipients.clear();
    for (const key of keys) this.#knownRecipients.add(key);
  }
}

/** Events of producers, and those of reports that are new, once each: the same mail may come twice in a batch. */
function isTold(freshReports: ReadonlySet<string>): (event: StoredEvent) => boolean {
  const seen = new Set<string>();
  return ({ reportId, deliveryId, eventId }) => {
    if (reportId === null) return true;
    const key = `${deliveryId} ${eventId}`;
    if (!freshReports.has(reportId) || seen.has(key)) return false;
    seen.add(key);
    return true;
  };
}
