import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { BatchHandler, HandlerContext, SourceBatch } from '../sources/event-source.ts';
import { advancePosition, claimPosition, Fenced, recordGap, type Claim } from '../storage/position.store.ts';
import type { Ingest } from './ingest.ts';
import { prepareMessages, type PrepareOptions } from './prepare.ts';

export interface ConsumeDeps {
  readonly pool: pg.Pool;
  readonly ingest: Ingest;
  readonly prepare: PrepareOptions;
  readonly group: string;
  readonly log: Logger;
  /** Called with what each batch did, for figures. */
  readonly onBatch?: (figures: { readonly messages: number; readonly fresh: number; readonly quarantined: number }) => void;
}

interface Held {
  readonly assignment: number;
  readonly claim: Claim;
  /** False until the first batch after the claim is written. */
  readonly continued: boolean;
}

/**
 * Effectively once: the rows of a batch and the partition's position change in one transaction, fenced by the claim's epoch.
 * A database that is down means waiting, never skipping; data that cannot be decoded never stops a partition.
 */
export function consumeInto(deps: ConsumeDeps): BatchHandler {
  const owner = randomUUID();
  const held = new Map<string, Held>();
  return async (batch, context) => {
    const key = `${batch.topic} ${batch.partition}`;
    for (let delayMs = 100; ; delayMs = Math.min(delayMs * 2, 30_000)) {
      try {
        return await handle(deps, batch, owner, held, key);
      } catch (error) {
        // Whatever the outcome of a lost commit was, the stored position tells it when the claim is made anew.
        held.delete(key);
        if (error instanceof Fenced || context.signal.aborted) throw error;
        deps.log.warn(
          { topic: batch.topic, partition: batch.partition, error: (error as Error).message, delayMs },
          'A batch is not written yet; trying again',
        );
        await waitAlive(delayMs, context);
      }
    }
  };
}

async function handle(
  deps: ConsumeDeps,
  batch: SourceBatch,
  owner: string,
  held: Map<string, Held>,
  key: string,
): Promise<{ nextOffset: bigint }> {
  let mine = held.get(key);
  if (!mine || mine.assignment !== batch.assignment) {
    const claim = await claimPosition(deps.pool, { group: deps.group, topic: batch.topic, partition: batch.partition }, owner);
    mine = { assignment: batch.assignment, claim, continued: false };
    held.set(key, mine);
  }
  const { claim } = mine;
  if (claim.nextOffset > batch.highWatermark) throw new TopicRecreated(claim, batch.highWatermark);
  const messages = batch.messages.filter((message) => message.position.offset >= claim.nextOffset);
  const first = messages[0];
  if (!first) return { nextOffset: claim.nextOffset };
  const nextOffset = messages.at(-1)!.position.offset + 1n;
  const now = Date.now();
  const prepared = prepareMessages(messages, deps.prepare, now);
  const gapEnd = await endOfGap(batch, first.position.offset, mine);
  const done = await deps.ingest.write(prepared, now, async (client) => {
    await advancePosition(client, claim, nextOffset);
    if (gapEnd !== null) await recordGap(client, claim, gapEnd);
  });
  if (gapEnd !== null) {
    const { topic, partition } = batch;
    deps.log.error(
      { topic, partition, from: String(claim.nextOffset), to: String(gapEnd) },
      'Messages between these offsets were never read',
    );
  }
  held.set(key, { ...mine, claim: { ...claim, nextOffset }, continued: true });
  deps.onBatch?.({ messages: messages.length, fresh: done.fresh, quarantined: done.quarantined });
  return { nextOffset };
}

/**
 * Offsets may have holes that hold no message (compaction, transaction marks). It is a gap when the broker has dropped
 * messages before we came for them, or when the group's own offset ran ahead of the database (restored from a backup).
 */
async function endOfGap(batch: SourceBatch, firstOffset: bigint, { claim, continued }: Held): Promise<bigint | null> {
  if (claim.nextOffset < 0n || firstOffset <= claim.nextOffset) return null;
  const logStart = await batch.logStartOffset();
  if (logStart > claim.nextOffset) return logStart;
  return continued ? null : firstOffset;
}

/** The broker's topic ends before what was read of it: somebody deleted and made it again. An operator must say what holds. */
class TopicRecreated extends Error {
  override readonly name = 'TopicRecreated';
  constructor(claim: Claim, highWatermark: bigint) {
    super(
      `Partition ${claim.partition} of ${claim.topic} ends at ${highWatermark}, but was read up to ${claim.nextOffset}: the topic was made anew. ` +
        'Set next_offset to -1 in its row of sink_position to read it from the start',
    );
  }
}

async function waitAlive(ms: number, { signal, keepAlive }: HandlerContext): Promise<void> {
  for (let left = ms; left > 0 && !signal.aborted; left -= 2000) {
    await sleep(Math.min(left, 2000), undefined, { signal }).catch(() => {});
    await keepAlive();
  }
  signal.throwIfAborted();
}
