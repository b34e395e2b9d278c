import type { BlockList } from 'node:net';
import type pg from 'pg';
import { engagementOf, type Reading } from '../engagement/judge-readings.ts';
import { timestamp } from './copy.ts';

/** Readings of one delivery that are judged, the earliest first; an image that a machine loads for ever counts no further. */
const maxReadings = 500;

export interface DeliveryKey {
  readonly tenant: string;
  readonly deliveryId: string;
}

interface ReadingRow {
  delivery_id: string;
  delivered_at: Date | null;
  event_id: string;
  type: 'opened' | 'clicked';
  occurred_at: Date;
  detail: { userAgent?: string; ip?: string; method?: string; url?: string; hidden?: boolean } | null;
}

/**
 * Judges the readings of deliveries that have any, anew and all together, since one click tells something of the others. Their
 * rows are locked by the same transaction, so the last writer has seen all. Served by the primary key of `event`.
 */
export async function projectEngagement(
  client: pg.ClientBase,
  deliveries: readonly DeliveryKey[],
  machineNetworks: BlockList | null,
): Promise<void> {
  if (deliveries.length === 0) return;
  const { rows } = await client.query<ReadingRow>({
    name: 'read-readings',
    text: `select d.delivered_at, e.*
             from unnest($1::text[], $2::uuid[]) as asked(tenant, delivery_id)
             join delivery d on d.tenant = asked.tenant and d.delivery_id = asked.delivery_id
            cross join lateral (
              select delivery_id, event_id, type, occurred_at, detail
                from event
               where delivery_id = d.delivery_id and occurred_at between d.first_event_at and d.last_event_at
                 and type in ('opened', 'clicked')
               order by occurred_at, event_id
               limit ${maxReadings}) e`,
    values: [deliveries.map((delivery) => delivery.tenant), deliveries.map((delivery) => delivery.deliveryId)],
  });
  const readings = Map.groupBy(rows, (row) => row.delivery_id);
  const judged = deliveries.map(({ deliveryId }) => {
    const own = readings.get(deliveryId) ?? [];
    return engagementOf(own.map(readingOf), own[0]?.delivered_at?.getTime() ?? null, machineNetworks);
  });
  const optional = (ms: number | null): string | null => (ms === null ? null : timestamp(ms));
  await client.query({
    name: 'project-engagement',
    text: `update delivery d
              set human_opens = v.opens, human_clicks = v.clicks, human_opened_at = v.opened_at, human_clicked_at = v.clicked_at,
                  human_last_at = v.last_at
             from unnest($1::text[], $2::uuid[], $3::int[], $4::int[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
                  as v(tenant, delivery_id, opens, clicks, opened_at, clicked_at, last_at)
            where d.tenant = v.tenant and d.delivery_id = v.delivery_id
              and (d.human_opens, d.human_clicks, d.human_opened_at, d.human_clicked_at, d.human_last_at)
                  is distinct from (v.opens, v.clicks, v.opened_at, v.clicked_at, v.last_at)`,
    values: [
      deliveries.map((delivery) => delivery.tenant),
      deliveries.map((delivery) => delivery.deliveryId),
      judged.map((one) => one.humanOpens),
      judged.map((one) => one.humanClicks),
      judged.map((one) => optional(one.firstHumanOpenAt)),
      judged.map((one) => optional(one.firstHumanClickAt)),
      judged.map((one) => optional(one.lastHumanAt)),
    ],
  });
}

function readingOf({ event_id, type, occurred_at, detail }: ReadingRow): Reading {
  return {
    eventId: event_id,
    type,
    at: occurred_at.getTime(),
    userAgent: detail?.userAgent ?? null,
    ip: detail?.ip ?? null,
    method: detail?.method ?? null,
    url: detail?.url ?? null,
    hidden: detail?.hidden ?? false,
  };
}
