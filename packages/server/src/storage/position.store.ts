import type pg from 'pg';

/** A Kafka partition as one consumer group reads it. */
export interface GroupPartition {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
}

/** The right to write for a partition: who claims later gets a greater epoch, and the earlier one writes nothing more. */
export interface Claim extends GroupPartition {
  readonly epoch: bigint;
  /** -1: nothing read yet. */
  readonly nextOffset: bigint;
  /** Digest of the message before `nextOffset`; null where none was read. */
  readonly lastDigest: Buffer | null;
}

/** The partition was claimed by somebody else since: this writer must drop what it holds. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/** Waits for a writer that still holds the row. */
export async function claimPosition(pool: pg.Pool, at: GroupPartition, owner: string): Promise<Claim> {
  const { rows } = await pool.query<{ epoch: bigint; next_offset: bigint; last_digest: Buffer | null }>(
    `insert into sink_position as p (consumer_group, topic, part, epoch, next_offset, owner, updated_at)
     values ($1, $2, $3, 1, -1, $4, now())
     on conflict (consumer_group, topic, part) do update set epoch = p.epoch + 1, owner = excluded.owner, updated_at = now()
     returning epoch, next_offset, last_digest`,
    [at.group, at.topic, at.partition, owner],
  );
  return { ...at, epoch: rows[0]!.epoch, nextOffset: rows[0]!.next_offset, lastDigest: rows[0]!.last_digest };
}

/** Where to read on: at the last message that was read, to see that it is still the same; null when none was. */
export async function readPosition(pool: pg.Pool, { group, topic, partition }: GroupPartition): Promise<bigint | null> {
  const { rows } = await pool.query<{ next_offset: bigint }>(
    'select next_offset from sink_position where consumer_group = $1 and topic = $2 and part = $3 and next_offset >= 0',
    [group, topic, partition],
  );
  const next = rows[0]?.next_offset ?? null;
  return next === null || next === 0n ? next : next - 1n;
}

/** First statement of a batch's transaction. Throws Fenced when the claim is not the latest, or the position not the expected. */
export async function advancePosition(
  client: pg.ClientBase,
  claim: Claim,
  nextOffset: bigint,
  lastDigest: Buffer,
): Promise<void> {
  const { rowCount } = await client.query({
    name: 'advance-position',
    text: `update sink_position set next_offset = $5, last_digest = $7, updated_at = now()
            where consumer_group = $1 and topic = $2 and part = $3 and epoch = $4 and next_offset = $6`,
    values: [claim.group, claim.topic, claim.partition, claim.epoch, nextOffset, claim.nextOffset, lastDigest],
  });
  if (rowCount === 0) throw new Fenced(`Partition ${claim.partition} of ${claim.topic} was claimed by another server`);
}

export async function recordGap(client: pg.ClientBase, claim: Claim, toOffset: bigint): Promise<void> {
  await client.query(
    `insert into offset_gap (consumer_group, topic, part, from_offset, to_offset, found_at)
     values ($1, $2, $3, $4, $5, now()) on conflict do nothing`,
    [claim.group, claim.topic, claim.partition, claim.nextOffset, toOffset],
  );
}
