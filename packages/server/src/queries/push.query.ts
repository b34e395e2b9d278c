import type { Reads } from './reads.ts';

/**
 * Recipients whose block may have begun or ended with these deliveries: one of them caused it, or was accepted after it, or
 * is the mail of ours that a returned mail spoke of. Served by the primary keys.
 */
export async function findRecipientsToTell(
  reads: Reads,
  tenant: string,
  deliveryIds: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await reads.query<{ recipient_id: string }>({
    name: 'find-recipients-to-tell',
    text: `select distinct s.recipient_id
             from unnest($2::uuid[]) as changed(delivery_id)
             join delivery d on d.tenant = $1 and d.delivery_id = changed.delivery_id
             join suppression s on s.tenant = d.tenant and s.recipient_id = d.recipient_id
            where s.delivery_id = d.delivery_id
               or (s.cause in ('hard-bounce', 'soft-bounce') and s.lifted_at is null and d.accepted_at > s.since)`,
    values: [tenant, deliveryIds],
  });
  return rows.map((row) => row.recipient_id);
}
