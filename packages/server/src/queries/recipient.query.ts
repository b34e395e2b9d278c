import type { Reads } from './reads.ts';

export interface RecipientRow {
  readonly recipientId: string;
  readonly address: string | null;
  readonly domain: string;
}

/** Served by the primary key. */
export async function findRecipient(reads: Reads, tenant: string, recipientId: string): Promise<RecipientRow | null> {
  const { rows } = await reads.query<{ recipient_id: string; address: string | null; domain: string }>({
    name: 'find-recipient',
    text: 'select recipient_id, address, domain from recipient where tenant = $1 and recipient_id = $2',
    values: [tenant, recipientId],
  });
  const [row] = rows;
  return row ? { recipientId: row.recipient_id, address: row.address, domain: row.domain } : null;
}
