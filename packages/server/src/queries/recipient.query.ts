import type { Reads } from './reads.ts';

export interface RecipientRow {
  readonly recipientId: string;
  readonly address: string | null;
  readonly domain: string;
}

/** Several at once; unknown ones are absent. Served by the primary key. */
export async function findRecipients(
  reads: Reads,
  tenant: string,
  recipientIds: readonly string[],
): Promise<ReadonlyMap<string, RecipientRow>> {
  const { rows } = await reads.query<{ recipient_id: string; address: string | null; domain: string }>({
    name: 'find-recipients',
    text: 'select recipient_id, shown_address(address) as address, domain from recipient where tenant = $1 and recipient_id = any($2::uuid[])',
    values: [tenant, recipientIds],
  });
  return new Map(
    rows.map((row) => [row.recipient_id, { recipientId: row.recipient_id, address: row.address, domain: row.domain }]),
  );
}
