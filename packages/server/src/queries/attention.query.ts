import type { Label } from '@bezorgd/rules';
import type { Cursor, Page } from './cursor.ts';
import { cursorOf, findDeliveries, type DeliveryRow } from './delivery.query.ts';
import type { Reads } from './reads.ts';
import { findActiveSuppressions, type SuppressionRow } from './suppression.query.ts';

/** Somebody looked at it. */
export interface Review {
  readonly at: Date;
  readonly by: string;
  readonly note: string | null;
}

/** A recipient that needs a person's attention. */
export interface AttentionRow {
  /** The delivery that tells of it. */
  readonly delivery: DeliveryRow;
  /** Its deciding event, which a review refers to. */
  readonly decidedBy: string;
  /** The latest; null: nobody looked yet. */
  readonly review: Review | null;
  /** False again once something new happened. */
  readonly reviewed: boolean;
  /** What blocks the recipient now, and longest. */
  readonly suppression: SuppressionRow | null;
}

export interface AttentionFilter {
  readonly label?: Label | undefined;
  readonly domain?: string | undefined;
  /** First event of the telling delivery at this time or later. */
  readonly since?: Date | undefined;
  readonly blocked?: boolean | undefined;
  readonly reviewed?: boolean | undefined;
}

/** Labelled deliveries that one request walks past: this many times so many. */
const scans = 5;
const scanSize = 400;

/**
 * Recipients whose latest telling delivery failed, was complained of or answered by a machine, newest first. Once a later mail
 * is accepted an address needs nobody any more; a complaint stays. The walk goes along `delivery_by_attention`, or along
 * `delivery_by_label`. A filter leaves gaps: a page may be shorter than asked while another follows.
 */
export async function pageAttention(
  reads: Reads,
  tenant: string,
  filter: AttentionFilter,
  limit: number,
  after: Cursor | null,
  now: Date,
): Promise<Page<AttentionRow> & { readonly end: Cursor | null }> {
  const rows: AttentionRow[] = [];
  let cursor = after;
  for (let scan = 0; scan < scans; scan++) {
    const scanned = await labelled(reads, tenant, filter, cursor);
    const ids = scanned.map((one) => one.id);
    const found = await telling(reads, tenant, ids, filter);
    rows.push(...(await completed(reads, tenant, found, filter.blocked, limit + 1 - rows.length, now)));
    if (rows.length > limit) {
      const page = rows.slice(0, limit);
      return { rows: page, hasNextPage: true, end: cursorOf(page.at(-1)!.delivery) };
    }
    const last = scanned.at(-1);
    if (last) cursor = { at: last.firstEventAt.getTime(), id: last.id };
    if (scanned.length < scanSize) return { rows, hasNextPage: false, end: cursor };
  }
  return { rows, hasNextPage: true, end: cursor };
}

/** What needs attention of one recipient; null: nothing does. Served by `delivery_by_recipient`. */
export async function findAttention(reads: Reads, tenant: string, recipientId: string, now: Date): Promise<AttentionRow | null> {
  const { rows } = await reads.query<{ delivery_id: string }>({
    name: 'labelled-of-recipient',
    text: `select delivery_id
             from delivery
            where tenant = $1 and recipient_id = $2::uuid and label is not null
            order by first_event_at desc, delivery_id desc
            limit 200`,
    values: [tenant, recipientId],
  });
  const ids = rows.map((row) => row.delivery_id);
  const found = await telling(reads, tenant, ids, {});
  return (await completed(reads, tenant, found, undefined, 1, now))[0] ?? null;
}

/** Who looked at a recipient, newest first. Served by the primary key. */
export async function listReviews(reads: Reads, tenant: string, recipientId: string): Promise<readonly Review[]> {
  const { rows } = await reads.query<{ reviewed_at: Date; reviewed_by: string; note: string | null }>({
    name: 'list-reviews',
    text: `select reviewed_at, reviewed_by, shown_text(note) as note
             from recipient_review
            where tenant = $1 and recipient_id = $2::uuid
            order by reviewed_at desc`,
    values: [tenant, recipientId],
  });
  return rows.map((row) => ({ at: row.reviewed_at, by: row.reviewed_by, note: row.note }));
}

async function labelled(
  reads: Reads,
  tenant: string,
  { label, since }: AttentionFilter,
  after: Cursor | null,
): Promise<readonly { readonly id: string; readonly firstEventAt: Date }[]> {
  const { rows } = await reads.query<{ delivery_id: string; first_event_at: Date }>({
    name: label === undefined ? 'scan-attention' : 'scan-attention-by-label',
    text: `select delivery_id, first_event_at
             from delivery
            where tenant = $1 and ${label === undefined ? '$5::text is null and label is not null' : 'label = $5'}
              and first_event_at >= $2::timestamptz
              and (first_event_at, delivery_id) < ($3::timestamptz, $4::uuid)
            order by first_event_at desc, delivery_id desc
            limit ${scanSize}`,
    values: [
      tenant,
      since ?? '-infinity',
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      label ?? null,
    ],
  });
  return rows.map((row) => ({ id: row.delivery_id, firstEventAt: row.first_event_at }));
}

interface Telling {
  readonly deliveryId: string;
  readonly recipientId: string;
  readonly decidedBy: string;
  readonly review: Review | null;
  readonly reviewed: boolean;
}

/**
 * Of these deliveries those that tell how their recipient stands, newest first. That we did not try, because the recipient is
 * blocked, tells only where nothing else does. One after the other, served by the primary keys and `delivery_by_recipient`: the
 * limits keep the planner from walking whole tables instead.
 */
async function telling(
  reads: Reads,
  tenant: string,
  deliveryIds: readonly string[],
  { domain, reviewed }: AttentionFilter,
): Promise<readonly Telling[]> {
  if (deliveryIds.length === 0) return [];
  const { rows } = await reads.query<{
    delivery_id: string;
    recipient_id: string;
    decided_by: string;
    reviewed_at: Date | null;
    reviewed_by: string | null;
    note: string | null;
    reviewed: boolean;
  }>({
    name: 'telling-deliveries',
    text: `select d.delivery_id, d.recipient_id, d.decided_by, v.reviewed_at, v.reviewed_by, shown_text(v.note) as note, coalesce(v.seen_event = d.decided_by, false) as reviewed
             from unnest($2::uuid[]) as asked(delivery_id)
            cross join lateral (
              select *
                from delivery
               where tenant = $1 and delivery_id = asked.delivery_id and sent
               limit 1) d
            cross join lateral (
              select
                from recipient
               where tenant = $1 and recipient_id = d.recipient_id and address is not null and ($3::text is null or domain = $3)
               limit 1) r
             left join lateral (
               select reviewed_at, reviewed_by, note, seen_event
                 from recipient_review
                where tenant = $1 and recipient_id = d.recipient_id
                order by reviewed_at desc
                limit 1) v on true
             left join lateral (
               select true as otherwise
                 from delivery n
                where n.tenant = $1 and n.recipient_id = d.recipient_id and n.sent and n.delivery_id <> d.delivery_id
                  and case
                        when n.label is not null and n.category <> 'suppressed' then
                          d.category = 'suppressed' or (n.first_event_at, n.delivery_id) > (d.first_event_at, d.delivery_id)
                        when n.label is not null then
                          d.category = 'suppressed' and (n.first_event_at, n.delivery_id) > (d.first_event_at, d.delivery_id)
                        else
                          d.category <> 'complaint' and n.delivered_at is not null and n.notable_status is null
                          and n.first_event_at > d.first_event_at
                      end
                limit 1) t on true
            where t.otherwise is null and ($4::boolean is null or coalesce(v.seen_event = d.decided_by, false) = $4)
            order by d.first_event_at desc, d.delivery_id desc`,
    values: [tenant, deliveryIds, domain ?? null, reviewed ?? null],
  });
  return rows.map((row) => ({
    deliveryId: row.delivery_id,
    recipientId: row.recipient_id,
    decidedBy: row.decided_by,
    review: row.reviewed_at && { at: row.reviewed_at, by: row.reviewed_by ?? '', note: row.note },
    reviewed: row.reviewed,
  }));
}

/** The first of these that fit, with what blocks them. */
async function completed(
  reads: Reads,
  tenant: string,
  found: readonly Telling[],
  blocked: boolean | undefined,
  atMost: number,
  now: Date,
): Promise<readonly AttentionRow[]> {
  const asked = blocked === undefined ? found.slice(0, atMost) : found;
  const recipientIds = asked.map((one) => one.recipientId);
  const active = await findActiveSuppressions(reads, tenant, recipientIds, now);
  const fitting = asked.filter((one) => blocked === undefined || blocked === active.has(one.recipientId)).slice(0, atMost);
  const ids = fitting.map((one) => one.deliveryId);
  const deliveries = new Map((await findDeliveries(reads, tenant, ids)).map((row) => [row.id, row]));
  return fitting.flatMap(({ deliveryId, recipientId, decidedBy, review, reviewed }) => {
    const delivery = deliveries.get(deliveryId);
    return delivery ? [{ delivery, decidedBy, review, reviewed, suppression: active.get(recipientId) ?? null }] : [];
  });
}
