import type { Reads } from './reads.ts';

/** An address that is out of use, or will be. */
export interface RetirementRow {
  readonly recipientId: string;
  readonly since: Date;
  readonly reason: string | null;
  readonly createdBy: string | null;
  readonly successorId: string | null;
  /** Null: there is none, or that person was erased. */
  readonly successor: string | null;
}

/** Those of these recipients that are retired, or have a date for it. Served by the primary keys. */
export async function findRetirements(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
): Promise<ReadonlyMap<string, RetirementRow>> {
  const { rows } = await reads.query<{
    recipient_id: string;
    since: Date;
    reason: string | null;
    created_by: string | null;
    successor_id: string | null;
    successor: string | null;
  }>({
    name: 'find-retirements',
    text: `select s.recipient_id, s.since, shown_text(s.reason) as reason, s.created_by, s.successor_id, shown_address(r.address) as successor
             from suppression s
             left join recipient r on r.tenant = $1 and r.recipient_id = s.successor_id
            where s.tenant = $1 and s.recipient_id = any($2::uuid[]) and s.cause = 'retired' and s.lifted_at is null
            order by s.since, s.suppression_id`,
    values: [tenant, recipientIds],
  });
  return new Map(
    rows.map((row) => [
      row.recipient_id,
      {
        recipientId: row.recipient_id,
        since: row.since,
        reason: row.reason,
        createdBy: row.created_by,
        successorId: row.successor_id,
        successor: row.successor,
      },
    ]),
  );
}
