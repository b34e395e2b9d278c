import type { Reads } from './reads.ts';

/** A ruleset's document as JSON text. Served by the unique index on digest. */
export async function findRuleset(reads: Reads, digest: string): Promise<string | null> {
  const { rows } = await reads.query<{ document: string }>({
    name: 'find-ruleset',
    text: 'select document::text as document from ruleset where digest = $1',
    values: [digest],
  });
  return rows[0]?.document ?? null;
}
