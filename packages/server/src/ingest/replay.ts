import type pg from 'pg';
import { refuse, type Refusal } from '../events/decode.ts';
import { topics } from '../sources/topics.ts';
import { readQuarantined, removeQuarantined, renewRefusal, type Quarantined, type Removal } from '../storage/quarantine.store.ts';
import { inHalves } from './in-halves.ts';
import type { Ingest } from './ingest.ts';
import { takeMessage, type PrepareOptions, type Taking } from './prepare.ts';
import type { Prepared } from './stored-event.ts';
import { decodeElement, together } from './take-elements.ts';

/** Messages that are read together: one may have a megabyte. */
const messagesAtOnce = 20;

/** What became of messages that were to be read again. */
export interface Replayed {
  /** Understood now, and stored; they are in quarantine no more. */
  readonly replayed: readonly string[];
  /** Refused again. They stay, with the reason of now. */
  readonly refused: readonly string[];
  /** Not there, or not for who asked. */
  readonly unknown: readonly string[];
}

/** What could not be decoded or stored, and what can be done about it. */
export class Quarantine {
  readonly #pool: pg.Pool;
  readonly #ingest: Ingest;
  readonly #prepare: PrepareOptions;

  constructor(pool: pg.Pool, ingest: Ingest, prepare: PrepareOptions) {
    this.#pool = pool;
    this.#ingest = ingest;
    this.#prepare = prepare;
  }

  /** The bytes as they came; null when there is no such message. */
  async content(tenant: string | null, quarantineId: string): Promise<Uint8Array | null> {
    const [message] = await readQuarantined(this.#pool, tenant, [quarantineId]);
    return message?.value ?? null;
  }

  /** Removes messages for good; resolves to those that were there. */
  discard(tenant: string | null, quarantineIds: readonly string[], by: string, reason: string): Promise<readonly string[]> {
    return removeQuarantined(this.#pool, quarantineIds, { tenant, action: 'quarantine.discard', by, reason });
  }

  /**
   * Reads messages again as if they came now. One is stored and leaves quarantine in the same transaction, so that it is
   * never in both nor in neither; what it holds is recognised if it came again meanwhile.
   */
  async replay(tenant: string | null, quarantineIds: readonly string[], by: string, now: number): Promise<Replayed> {
    const ids = [...new Set(quarantineIds)];
    const replayed: string[] = [];
    const refused: string[] = [];
    const removal: Removal = { tenant, action: 'quarantine.replay', by, reason: null };
    for (let at = 0; at < ids.length; at += messagesAtOnce) {
      const parts: Part[] = [];
      for (const message of await readQuarantined(this.#pool, tenant, ids.slice(at, at + messagesAtOnce))) {
        const read = readAgain(message, this.#prepare, now);
        if ('ok' in read) refused.push(await this.#refuse(message, read));
        else parts.push({ message, prepared: read });
      }
      if (parts.length === 0) continue;
      await inHalves(
        parts,
        async (some) => {
          replayed.push(...(await this.#store(some, removal, now)));
        },
        async ({ message }) => {
          const refusal = refuse('not-storable', null, 'The database cannot hold this message');
          refused.push(await this.#refuse(message, refusal));
        },
      );
    }
    const known = new Set([...replayed, ...refused]);
    return { replayed, refused, unknown: ids.filter((id) => !known.has(id)) };
  }

  async #store(parts: readonly Part[], removal: Removal, now: number): Promise<readonly string[]> {
    const ids = parts.map((part) => part.message.quarantineId);
    let there: readonly string[] = [];
    try {
      await this.#ingest.write({ ...together(parts.map((part) => part.prepared)), quarantined: [] }, now, async (client) => {
        there = await removeQuarantined(client, ids, removal);
        if (there.length < ids.length) throw new TakenMeanwhile();
      });
      return there;
    } catch (error) {
      if (!(error instanceof TakenMeanwhile)) throw error;
      // Somebody else replayed or discarded some, or a person was forgotten: those are not to be stored.
      const left = parts.filter((part) => there.includes(part.message.quarantineId));
      return left.length === 0 ? [] : this.#store(left, removal, now);
    }
  }

  async #refuse({ quarantineId }: Quarantined, refusal: Refusal): Promise<string> {
    await renewRefusal(this.#pool, quarantineId, refusal);
    return quarantineId;
  }
}

interface Part {
  readonly message: Quarantined;
  readonly prepared: Pick<Prepared, 'events' | 'reports'>;
}

/** A message was in quarantine when it was read, and is there no more. */
class TakenMeanwhile extends Error {
  override readonly name = 'TakenMeanwhile';
}

function readAgain(message: Quarantined, options: PrepareOptions, now: number): Part['prepared'] | Refusal {
  const { tenant, position, key, headers, value, receivedAt } = message;
  if (position === null) {
    const decoded = decodeElement(JSON.parse(Buffer.from(value).toString()), options, tenant!, tenant, now);
    return decoded.ok ? decoded.event : decoded;
  }
  const kind = topics.find(({ name }) => position.topic.endsWith(name))?.kind;
  if (kind === undefined) return refuse('wrong-topic', null, `No topic that is read is called ${position.topic}`);
  // The record's own time is not kept; when it came is, and is the same however often it is read.
  const incoming = { kind, position, timestampMs: receivedAt, key, value, headers: headers ?? {} };
  const read: Taking = { events: [], reports: [] };
  return takeMessage(incoming, options, read, now) ?? read;
}
