import type { Reads } from './reads.ts';
import { statusOfWeight } from '../deliveries/delivery-state.ts';
import { messageOutcome, type MessageOutcome, type StatusCounts } from '../deliveries/message-outcome.ts';

export interface MessageRow {
  readonly messageId: string;
  readonly outcome: MessageOutcome;
  /** False: the sending system never told of it, only returned mails do, which anybody can send. Then the rest is what they say. */
  readonly sent: boolean;
  /** Deliveries, one per recipient. */
  readonly recipients: number;
  /** Beside them: recipients of whom only returned mails tell. */
  readonly reported: number;
  readonly counts: StatusCounts;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
}

/** Summaries of several messages at once, by message id; unknown ones are absent. Served by `delivery_by_message`. */
export async function findMessages(
  reads: Reads,
  tenant: string,
  messageIds: readonly string[],
): Promise<ReadonlyMap<string, MessageRow>> {
  const { rows } = await reads.query<{
    message_id: string;
    sent: boolean;
    tens: number;
    n: number;
    first_at: Date;
    last_at: Date;
  }>({
    name: 'find-messages',
    text: `select message_id, sent, weight / 10 as tens, count(*)::int as n, min(first_event_at) as first_at, max(last_event_at) as last_at
             from delivery
            where tenant = $1 and message_id = any($2)
            group by message_id, sent, weight / 10`,
    values: [tenant, messageIds],
  });
  return new Map(
    Array.from(
      Map.groupBy(rows, (row) => row.message_id),
      ([messageId, all]) => {
        const own = all.filter((part) => part.sent);
        const sent = own.length > 0;
        const parts = sent ? own : all;
        const counts = Object.fromEntries(parts.map(({ tens, n }) => [statusOfWeight(tens * 10), n])) as StatusCounts;
        return [
          messageId,
          {
            messageId,
            outcome: messageOutcome(counts),
            sent,
            recipients: sumOf(parts),
            reported: sumOf(all) - sumOf(parts),
            counts,
            firstEventAt: new Date(Math.min(...parts.map((part) => part.first_at.getTime()))),
            lastEventAt: new Date(Math.max(...parts.map((part) => part.last_at.getTime()))),
          },
        ] as const;
      },
    ),
  );
}

function sumOf(parts: readonly { readonly n: number }[]): number {
  return parts.reduce((sum, { n }) => sum + n, 0);
}
