import { statusNumber } from '../deliveries/delivery-state.ts';
import { streams, type Stream, type SuppressionCause } from '../suppressions/judge-suppressions.ts';
import type { Reads } from './reads.ts';
import { findSuppressionsAt } from './suppression.query.ts';

export interface RejectionsFilter {
  readonly domain?: string | undefined;
  /** `other`: none that is known. */
  readonly provider?: string | undefined;
  readonly tag?: { readonly name: string; readonly value: string } | undefined;
}

export interface RejectedCount {
  readonly deliveries: number;
  readonly recipients: number;
}

export interface RejectionsOfCause extends RejectedCount {
  /** Null: no block of ours explains it, so the sending system held it back for a reason of its own. */
  readonly cause: SuppressionCause | (string & {}) | null;
}

export interface Rejections extends RejectedCount {
  /** The most deliveries first. */
  readonly byCause: readonly RejectionsOfCause[];
}

/** So many are judged for one question. */
export const maxRejections = 200_000;
const judgedAtOnce = 10_000;

/**
 * What held back the mails of a period, as `readStatistics` counts them; null: more than `maxRejections` were. The cause is
 * judged from what is known of the block now. Served by `delivery_by_status` and the primary key of `recipient`.
 */
export async function readRejections(
  reads: Reads,
  tenant: string,
  since: Date,
  until: Date,
  { domain, provider, tag }: RejectionsFilter,
): Promise<Rejections | null> {
  const { rows } = await reads.query<{ recipientId: string; at: Date; stream: string | null }>({
    name: 'read-rejections',
    text: `select d.recipient_id as "recipientId", d.decided_at as at, d.tags ->> 'stream' as stream
             from delivery d
            where d.tenant = $1 and d.notable_status = ${statusNumber('rejected')} and d.sent
              and d.first_event_at >= $2 and d.first_event_at < $3
              and ($4::text is null or d.provider = $4 or ($4 = 'other' and d.provider is null))
              and ($5::text is null or d.tags ->> $5 = $6)
              and ($7::text is null or exists (
                select from recipient r where r.tenant = $1 and r.recipient_id = d.recipient_id and r.domain = $7))
            limit ${maxRejections + 1}`,
    values: [tenant, since, until, provider ?? null, tag?.name ?? null, tag?.value ?? null, domain ?? null],
  });
  if (rows.length > maxRejections) return null;
  const asked = rows.map(({ stream, ...row }) => ({
    ...row,
    stream: streams.find((one): one is Stream => one === stream) ?? null,
  }));
  const causes = new Map<string | null, { deliveries: number; recipients: Set<string> }>();
  for (let from = 0; from < asked.length; from += judgedAtOnce) {
    const some = asked.slice(from, from + judgedAtOnce);
    const blocks = await findSuppressionsAt(reads, tenant, some);
    for (const [index, { recipientId }] of some.entries()) {
      const cause = blocks[index]?.cause ?? null;
      const count = causes.get(cause) ?? { deliveries: 0, recipients: new Set() };
      count.deliveries++;
      count.recipients.add(recipientId);
      causes.set(cause, count);
    }
  }
  return {
    deliveries: asked.length,
    recipients: new Set(asked.map((row) => row.recipientId)).size,
    byCause: Array.from(causes, ([cause, { deliveries, recipients }]) => ({
      cause,
      deliveries,
      recipients: recipients.size,
    })).toSorted((a, b) => b.deliveries - a.deliveries || String(a.cause).localeCompare(String(b.cause))),
  };
}
