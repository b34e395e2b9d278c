import type pg from 'pg';
import { projectDeliveries } from '../storage/delivery.store.ts';
import { appendEvents } from '../storage/event.store.ts';
import type { EventPartitions } from '../storage/partitions.ts';
import { ensureRecipients } from '../storage/recipient.store.ts';
import { appendQuarantined, appendReports } from '../storage/report.store.ts';
import { projectSuppressions } from '../storage/suppression.store.ts';
import type { Prepared, StoredEvent } from './stored-event.ts';

export interface IngestDeps {
  readonly pool: pg.Pool;
  readonly partitions: EventPartitions;
  /** Row of `ruleset` whose rules gave the verdicts. */
  readonly rulesetId: number;
}

export interface Ingested {
  /** Events that were not there yet. */
  readonly fresh: number;
  readonly duplicates: number;
  readonly quarantined: number;
}

/** SQLSTATEs of losing a race: two writers met; the transaction can be done again as it is. */
const lostRace = new Set(['40P01', '40001']);

/** Stores and projects in one transaction, and is safe to repeat. `first` runs inside it before anything else. */
export class Ingest {
  readonly #deps: IngestDeps;
  readonly #knownRecipients = new Set<string>();

  constructor(deps: IngestDeps) {
    this.#deps = deps;
  }

  async write(prepared: Prepared, now: number, first?: (client: pg.ClientBase) => Promise<void>): Promise<Ingested> {
    await this.#deps.partitions.ensure(prepared.events.map((event) => event.occurredAt));
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transaction(prepared, now, first);
      } catch (error) {
        if (attempt === 5 || !lostRace.has((error as pg.DatabaseError).code ?? '')) throw error;
      }
    }
  }

  async #transaction(prepared: Prepared, now: number, first?: (client: pg.ClientBase) => Promise<void>): Promise<Ingested> {
    const { pool, rulesetId } = this.#deps;
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await first?.(client);
      const freshReports = await appendReports(client, prepared.reports);
      const told = prepared.events.filter(isTold(freshReports));
      const fresh = await appendEvents(client, told, rulesetId, now);
      const madeKnown = await ensureRecipients(client, fresh, this.#knownRecipients);
      await projectDeliveries(client, fresh);
      await projectSuppressions(client, fresh, rulesetId);
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
