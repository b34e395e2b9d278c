import type pg from 'pg';
import { holdRecipients } from './recipient.store.ts';
import { uuidOf, type Recipient } from '../events/ids.ts';
import type { ImportedSuppression } from '../suppressions/read-import.ts';

export interface Importable extends ImportedSuppression {
  readonly recipient: Recipient;
  /** Whom to mail instead. */
  readonly replacement: Recipient | null;
}

/** Rows of one statement. */
const chunk = 2000;

/** Blocks that were kept elsewhere. The same line of the same file twice is one block. */
export class SuppressionImports {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** All of them or none. Resolves to how many were new. */
  async add(tenant: string, rows: readonly Importable[], by: string, now: Date): Promise<number> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await holdRecipients(client);
      let added = 0;
      // In one order, so that two imports wait for each other instead of holding each other.
      const ordered = rows.toSorted((a, b) => (a.recipient.recipientId < b.recipient.recipientId ? -1 : 1));
      for (let from = 0; from < ordered.length; from += chunk)
        added += await addSome(client, tenant, ordered.slice(from, from + chunk), by, now);
      await client.query(
        'insert into audit_log (tenant, actor, action, subject, detail) values ($1, $2, $3, $4, jsonb_build_object($5::text, $6::int, $7::text, $8::int))',
        [tenant, by, 'suppression.import', 'suppression', 'lines', rows.length, 'added', added],
      );
      await client.query('commit');
      return added;
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
}

async function addSome(
  client: pg.ClientBase,
  tenant: string,
  rows: readonly Importable[],
  by: string,
  now: Date,
): Promise<number> {
  const named = rows.flatMap(({ recipient, replacement }) => (replacement ? [recipient, replacement] : [recipient]));
  const distinct = [...new Map(named.map((one) => [one.recipientId, one])).values()].toSorted((a, b) =>
    a.recipientId < b.recipientId ? -1 : 1,
  );
  await client.query(
    `insert into recipient (tenant, recipient_id, address, domain)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[])
     on conflict do nothing`,
    [tenant, distinct.map((one) => one.recipientId), distinct.map((one) => one.address), distinct.map((one) => one.domain)],
  );
  const inserted = await client.query(
    `insert into suppression (tenant, recipient_id, suppression_id, cause, since, until, stream, by_report, created_by, reason, successor_id)
     select $1, v.recipient_id, v.suppression_id, v.cause, v.since, v.until, v.stream, false, $8, v.reason, v.successor_id
       from unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $9::text[], $10::uuid[])
            as v(recipient_id, suppression_id, cause, since, until, stream, reason, successor_id)
     on conflict do nothing`,
    [
      tenant,
      rows.map((row) => row.recipient.recipientId),
      await idsOf(client, tenant, rows),
      rows.map((row) => row.cause),
      rows.map((row) => row.since ?? now),
      rows.map((row) => row.until),
      rows.map((row) => row.stream),
      by,
      rows.map((row) => row.reason ?? 'imported'),
      rows.map((row) => row.replacement?.recipientId ?? null),
    ],
  );
  // For those who are told of blocks, in the transaction of the change.
  await client.query('insert into outbox (tenant, recipients) values ($1, $2::uuid[])', [
    tenant,
    distinct.map((one) => one.recipientId),
  ]);
  return inserted.rowCount ?? 0;
}

/** One for each row, the same for the same line; but what was lifted since is a block of its own when it is imported again. */
async function idsOf(client: pg.ClientBase, tenant: string, rows: readonly Importable[]): Promise<readonly string[]> {
  const ids = rows.map(({ recipient, cause, since, until, stream, replacement }) => {
    const ends = [since?.getTime() ?? '', until?.getTime() ?? ''];
    return uuidOf(
      'import',
      tenant,
      recipient.recipientId,
      cause,
      stream ?? '',
      ...ends,
      ...(replacement ? [replacement.recipientId] : []),
    );
  });
  for (let asked = [...ids.keys()]; asked.length > 0;) {
    const { rows: lifted } = await client.query<{ place: number; lifted_at: Date }>(
      `select asked.place::int as place, s.lifted_at
         from unnest($2::uuid[], $3::uuid[]) with ordinality as asked(recipient_id, suppression_id, place)
         join suppression s on s.tenant = $1 and s.recipient_id = asked.recipient_id and s.suppression_id = asked.suppression_id
        where s.lifted_at is not null`,
      [tenant, asked.map((index) => rows[index]!.recipient.recipientId), asked.map((index) => ids[index])],
    );
    asked = lifted.map(({ place, lifted_at: liftedAt }) => {
      const index = asked[place - 1]!;
      ids[index] = uuidOf('imported again', ids[index]!, liftedAt.getTime());
      return index;
    });
  }
  return ids;
}
