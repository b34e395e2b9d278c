import type pg from 'pg';

/** SQLSTATE serialization_failure and deadlock_detected: the transaction lost against another, and can be run again. */
const lost = new Set(['40001', '40P01']);

export function lostRace(error: unknown): boolean {
  return lost.has((error as pg.DatabaseError).code ?? '');
}

/** One transaction on a connection of its own; a connection that cannot even roll back is not used again. */
export async function withTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const done = await work(client);
    await client.query('commit');
    return done;
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
