import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { BatchHandler, HandlerContext, Handled, PositionOf, SourceBatch } from '../sources/event-source.ts';
import { advancePosition, claimPosition, Fenced, readPosition, recordGap, type Claim } from '../storage/position.store.ts';
import { inHalves } from './in-halves.ts';
import type { Ingest } from './ingest.ts';
import { prepareMessages, type IncomingMessage, type PrepareOptions } from './prepare.ts';
import { quarantineUnstorable } from './quarantine.ts';

export interface ConsumeDeps {
  readonly pool: pg.Pool;
  readonly ingest: Ingest;
  readonly prepare: PrepareOptions;
  readonly group: string;
  readonly log: Logger;
}

interface Held {
  /** Messages one after another that could not be stored; over all claims of the partition. */
  readonly unstorable: { inARow: number };
  readonly assignment: number;
  readonly claim: Claim;
}

/** What this server knows of the partition in hand. */
interface Hand {
  readonly owner: string;
  readonly held: Map<string, Held>;
  readonly key: string;
  readonly unstorable: Held['unstorable'];
}

export interface Consumer {
  readonly handle: BatchHandler;
  readonly positionOf: PositionOf;
  /** Partitions that do not go on, with the reason; empty when all is well. */
  stalled(): readonly string[];
}

/** Messages one after another that decode and still cannot be stored. */
const maxUnstorable = 10;

/** Times that one offset is asked for before the partition is said not to go on. */
const maxRewinds = 10;

/** Tries of one batch before the partition lets others go first. */
const patienceMs = 5000;

/**
 * Effectively once: the rows of a batch and the partition's position change in one transaction, fenced by the claim's epoch.
 * A database that is down means waiting, never skipping. Data never stops a partition: what cannot be decoded, and what the
 * database cannot hold, goes into quarantine. A partition that cannot go on gives its turn back, so that others do.
 */
export function createConsumer(deps: ConsumeDeps): Consumer {
  const owner = randomUUID();
  const held = new Map<string, Held>();
  const stalled = new Map<string, string>();
  const unstorable = new Map<string, Held['unstorable']>();
  const rewinds = new Map<string, { readonly to: bigint; readonly times: number }>();
  const unstorableOf = (key: string): Held['unstorable'] => {
    const known = unstorable.get(key) ?? { inARow: 0 };
    unstorable.set(key, known);
    return known;
  };
  return {
    positionOf: (topic, partition) => readPosition(deps.pool, { group: deps.group, topic, partition }),
    stalled: () => [...stalled.values()],
    async handle(batch, context) {
      const key = `${batch.topic} ${batch.partition}`;
      const started = Date.now();
      for (let delayMs = 100; ; delayMs *= 2) {
        try {
          const done = await handleOnce(deps, batch, context, { owner, held, key, unstorable: unstorableOf(key) });
          if (done.rewindTo !== undefined) {
            const again = (rewinds.get(key)?.to === done.rewindTo ? rewinds.get(key)!.times : 0) + 1;
            rewinds.set(key, { to: done.rewindTo, times: again });
            if (again >= maxRewinds)
              throw new Error(`the broker’s answers do not begin at offset ${done.rewindTo}, though it was asked ${again} times`);
            return done;
          }
          rewinds.delete(key);
          if (stalled.delete(key)) deps.log.info({ topic: batch.topic, partition: batch.partition }, 'A partition goes on again');
          return done;
        } catch (error) {
          // Whatever the outcome of a lost commit was, the stored position tells it when the claim is made anew.
          held.delete(key);
          if (error instanceof Fenced || context.signal.aborted) {
            stalled.delete(key);
            throw error;
          }
          const { message } = error as Error;
          if (!stalled.has(key)) {
            deps.log.error(
              { topic: batch.topic, partition: batch.partition, error: message },
              'A partition cannot go on; trying again',
            );
            // It may be another server's from here on, and must not keep this one unready.
            context.signal.addEventListener('abort', () => stalled.delete(key), { once: true });
          }
          stalled.set(key, `Partition ${batch.partition} of ${batch.topic} does not go on: ${message}`);
          await waitAlive(error instanceof TopicRecreated ? 1000 : delayMs, context);
          if (error instanceof TopicRecreated || Date.now() - started > patienceMs) return { nextOffset: null };
        }
      }
    },
  };
}

async function handleOnce(
  deps: ConsumeDeps,
  batch: SourceBatch,
  context: HandlerContext,
  { owner, held, key, unstorable }: Hand,
): Promise<Handled> {
  let mine = held.get(key);
  if (!mine || mine.assignment !== batch.assignment) {
    // A server that slept finds out here that it is no member any more, before it claims what is another's.
    await context.keepAlive();
    const claim = await claimPosition(deps.pool, { group: deps.group, topic: batch.topic, partition: batch.partition }, owner);
    mine = { assignment: batch.assignment, claim, unstorable };
    held.set(key, mine);
  }
  const { nextOffset } = mine.claim;
  if (isAnotherTopic(mine.claim, batch)) throw new TopicRecreated(mine.claim);
  const gapEnd = await endOfGap(batch, nextOffset);
  if (gapEnd !== null && gapEnd < batch.fetchedOffset) return { nextOffset: null, rewindTo: gapEnd };
  const messages = batch.messages.filter((message) => message.position.offset >= nextOffset);
  if (messages.length === 0) return { nextOffset: nextOffset >= 0n ? nextOffset : null };
  await inHalves(
    messages,
    async (part) => {
      held.set(key, { ...mine!, claim: await writeMessages(deps, held.get(key)!.claim, part, gapEnd) });
      unstorable.inARow = 0;
    },
    async (only, error) => {
      // One message may be odd; where none can be stored any more it is we who are: better to wait than to put good mail aside.
      if (unstorable.inARow >= maxUnstorable)
        throw new Error(`message after message cannot be stored: ${error.message}`, { cause: error });
      unstorable.inARow++;
      deps.log.error(
        { topic: batch.topic, partition: batch.partition, offset: String(only.position.offset), error: error.name },
        'A message cannot be stored; it is in quarantine',
      );
      const quarantined = [
        quarantineUnstorable(only, (error as { code?: string }).code ?? error.name, deps.prepare.defaultTenant),
      ];
      const claim = await writePrepared(deps, held.get(key)!.claim, { events: [], reports: [], quarantined }, only, gapEnd);
      held.set(key, { ...mine!, claim });
    },
  );
  return { nextOffset: held.get(key)!.claim.nextOffset };
}

function writeMessages(
  deps: ConsumeDeps,
  claim: Claim,
  messages: readonly IncomingMessage[],
  gapEnd: bigint | null,
): Promise<Claim> {
  return writePrepared(deps, claim, prepareMessages(messages, deps.prepare, Date.now()), messages.at(-1)!, gapEnd);
}

/** Writes, and moves the position past `last`, in one transaction. Resolves to the claim as it stands then. */
async function writePrepared(
  deps: ConsumeDeps,
  claim: Claim,
  prepared: ReturnType<typeof prepareMessages>,
  last: IncomingMessage,
  gapEnd: bigint | null,
): Promise<Claim> {
  const nextOffset = last.position.offset + 1n;
  const lastDigest = digestOf(last);
  const gap = gapEnd !== null && claim.nextOffset >= 0n && claim.nextOffset < gapEnd ? gapEnd : null;
  await deps.ingest.write(prepared, Date.now(), async (client) => {
    await advancePosition(client, claim, nextOffset, lastDigest);
    if (gap !== null) await recordGap(client, claim, gap);
  });
  if (gap !== null) {
    const { topic, partition } = claim;
    deps.log.error(
      { topic, partition, from: String(claim.nextOffset), to: String(gap) },
      'The broker dropped messages before they were read',
    );
  }
  return { ...claim, nextOffset, lastDigest };
}

/**
 * Where reading has to go on when the broker's answer does not begin where the database stands: the group's own offset may
 * run ahead of it (a database restored, or new), and the broker may have dropped what was not read. Null when it does.
 * Holes inside an answer are no gap: compaction and transaction marks leave them.
 */
async function endOfGap(batch: SourceBatch, nextOffset: bigint): Promise<bigint | null> {
  if (nextOffset >= 0n && batch.fetchedOffset <= nextOffset) return null;
  if (nextOffset < 0n && batch.fetchedOffset === 0n) return null;
  const logStart = await batch.logStartOffset();
  return logStart > nextOffset ? logStart : nextOffset;
}

/** Somebody deleted the topic and made it again. An operator must say what holds. */
class TopicRecreated extends Error {
  override readonly name = 'TopicRecreated';
  constructor(claim: Claim) {
    super(
      `what was read up to offset ${claim.nextOffset} is not there any more: the topic was made anew. ` +
        'Set next_offset to -1 in its row of sink_position to read it from the start',
    );
  }
}

/** It ends before what was read of it, or has another message where the last one read was. */
function isAnotherTopic({ nextOffset, lastDigest }: Claim, batch: SourceBatch): boolean {
  if (nextOffset > batch.highWatermark) return true;
  const last = batch.messages.find((message) => message.position.offset === nextOffset - 1n);
  return last !== undefined && lastDigest !== null && !digestOf(last).equals(lastDigest);
}

function digestOf({ key, value, timestampMs }: IncomingMessage): Buffer {
  return createHash('sha256')
    .update(`${timestampMs} ${key?.length} ${value?.length} `)
    .update(key ?? '')
    .update(value ?? '')
    .digest();
}

async function waitAlive(ms: number, { signal, keepAlive }: HandlerContext): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
  await keepAlive();
}
