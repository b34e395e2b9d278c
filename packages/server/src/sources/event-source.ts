import type { IncomingMessage } from '../ingest/prepare.ts';

/** Messages of one partition in the order of their offsets. */
export interface SourceBatch {
  readonly topic: string;
  readonly partition: number;
  /** Raised by the source at every (re)join of the group: a new claim is due. */
  readonly assignment: number;
  /** Offset after the newest message that the broker has. */
  readonly highWatermark: bigint;
  /**
   * The offset that the broker was asked for, without those before it that hold nothing for anybody (marks of transactions,
   * what aborted ones wrote); the first message may lie behind it.
   */
  readonly fetchedOffset: bigint;
  /** The oldest offset that the broker still has; asks the broker. */
  logStartOffset(): Promise<bigint>;
  readonly messages: readonly IncomingMessage[];
}

export interface HandlerContext {
  /** Fires when the partition may belong to somebody else, or the source stops: drop what is not written. */
  readonly signal: AbortSignal;
  /** Keeps the membership alive while the handler waits. */
  keepAlive(): Promise<void>;
}

/** What became of a batch. */
export interface Handled {
  /** Everything below is durable; null: nothing was done, and the batch has to come again. */
  readonly nextOffset: bigint | null;
  /** Read on from here instead: the database stands elsewhere than the broker thinks. */
  readonly rewindTo?: bigint;
}

/**
 * Called for one batch at a time per partition. Resolves when everything below `nextOffset` is durable; only then is the
 * offset committed to the broker, which may be lost. Messages may come again, never in another order.
 */
export type BatchHandler = (batch: SourceBatch, context: HandlerContext) => Promise<Handled>;

/** Where to read on in a partition; null: nothing was read of it, so the broker's oldest message is next. */
export type PositionOf = (topic: string, partition: number) => Promise<bigint | null>;

export type SourceHealth = 'joining' | 'live' | 'stalled' | 'dead';

/** The narrow door of a broker. No pause, no transactions: the position in the database is the truth. */
export interface EventSource {
  /** Begins each partition, at each assignment, where the database stands, whatever the broker's own offset says. */
  run(handler: BatchHandler, positionOf: PositionOf): Promise<void>;
  /** Takes no more, lets the batch in hand finish, leaves the group. */
  stop(): Promise<void>;
  health(): SourceHealth;
}
