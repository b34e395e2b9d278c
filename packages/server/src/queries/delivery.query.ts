import { hash } from 'node:crypto';
import type { Category, Label, Permanence, Scope } from '@bezorgd/rules';
import type { Reads } from './reads.ts';
import { statusNumber, statusOfWeight, type DeliveryStatus } from '../deliveries/delivery-state.ts';
import { pageOf, type Cursor, type Page } from './cursor.ts';

export interface DeliveryRow {
  readonly tenant: string;
  readonly id: string;
  readonly messageId: string;
  readonly recipientId: string;
  /** False: only a returned mail tells of it. */
  readonly sent: boolean;
  /** Null once the person is erased. */
  readonly address: string | null;
  readonly domain: string;
  readonly status: DeliveryStatus;
  readonly statusAt: Date;
  readonly category: Category | null;
  readonly permanence: Permanence | null;
  readonly scope: Scope | null;
  readonly label: Label | null;
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly replyCode: number | null;
  readonly enhancedStatusCode: string | null;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
  readonly deliveredAt: Date | null;
  readonly openedAt: Date | null;
  readonly clickedAt: Date | null;
  readonly attempts: number;
  readonly opens: number;
  readonly clicks: number;
  /** Of opens and clicks, those that people made. */
  readonly humanOpens: number;
  readonly humanClicks: number;
  readonly humanOpenedAt: Date | null;
  readonly humanClickedAt: Date | null;
  readonly humanLastAt: Date | null;
  readonly tags: Readonly<Record<string, string>> | null;
}

const columns = `d.tenant, d.delivery_id, d.message_id, d.recipient_id, d.sent, shown_address(r.address) as address, r.domain, d.weight, d.decided_at, d.category, d.permanence, d.scope,
  d.label, d.rule_id, d.rule_version, d.reply_code, d.enhanced_status_code, d.first_event_at, d.last_event_at, d.delivered_at, d.opened_at,
  d.clicked_at, d.attempts, d.opens, d.clicks, d.human_opens, d.human_clicks, d.human_opened_at, d.human_clicked_at, d.human_last_at,
  shown_tags(d.tags) as tags`;
const tables = 'delivery d join recipient r on r.tenant = d.tenant and r.recipient_id = d.recipient_id';

interface RawRow {
  tenant: string;
  delivery_id: string;
  message_id: string;
  recipient_id: string;
  sent: boolean;
  address: string | null;
  domain: string;
  weight: number;
  decided_at: Date;
  category: Category | null;
  permanence: Permanence | null;
  scope: Scope | null;
  label: Label | null;
  rule_id: string | null;
  rule_version: number | null;
  reply_code: number | null;
  enhanced_status_code: string | null;
  first_event_at: Date;
  last_event_at: Date;
  delivered_at: Date | null;
  opened_at: Date | null;
  clicked_at: Date | null;
  attempts: number;
  opens: number;
  clicks: number;
  human_opens: number;
  human_clicks: number;
  human_opened_at: Date | null;
  human_clicked_at: Date | null;
  human_last_at: Date | null;
  tags: Record<string, string> | null;
}

function rowOf(raw: RawRow): DeliveryRow {
  return {
    tenant: raw.tenant,
    id: raw.delivery_id,
    messageId: raw.message_id,
    recipientId: raw.recipient_id,
    sent: raw.sent,
    address: raw.address,
    domain: raw.domain,
    status: statusOfWeight(raw.weight),
    statusAt: raw.decided_at,
    category: raw.category,
    permanence: raw.permanence,
    scope: raw.scope,
    label: raw.label,
    ruleId: raw.rule_id,
    ruleVersion: raw.rule_version,
    replyCode: raw.reply_code,
    enhancedStatusCode: raw.enhanced_status_code,
    firstEventAt: raw.first_event_at,
    lastEventAt: raw.last_event_at,
    deliveredAt: raw.delivered_at,
    openedAt: raw.opened_at,
    clickedAt: raw.clicked_at,
    attempts: raw.attempts,
    opens: raw.opens,
    clicks: raw.clicks,
    humanOpens: raw.human_opens,
    humanClicks: raw.human_clicks,
    humanOpenedAt: raw.human_opened_at,
    humanClickedAt: raw.human_clicked_at,
    humanLastAt: raw.human_last_at,
    tags: raw.tags,
  };
}

/** Several at once, in no order. Served by the primary key. */
export async function findDeliveries(
  reads: Reads,
  tenant: string,
  deliveryIds: readonly string[],
): Promise<readonly DeliveryRow[]> {
  const { rows } = await reads.query<RawRow>({
    name: 'find-deliveries',
    text: `select ${columns} from ${tables} where d.tenant = $1 and d.delivery_id = any($2::uuid[])`,
    values: [tenant, deliveryIds],
  });
  return rows.map(rowOf);
}

export interface DeliveryFilter {
  readonly recipientId?: string | undefined;
  readonly messageId?: string | undefined;
  readonly statuses?: readonly DeliveryStatus[] | undefined;
  readonly label?: Label | undefined;
  /** First event at or after, and before. */
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
}

/**
 * Newest first. Served by `delivery_by_recipient`, `delivery_by_message`, `delivery_by_label`, `delivery_by_status` (statuses
 * other than processed and delivered) or `delivery_by_time`, each ordered as the page is.
 */
export async function listDeliveries(
  reads: Reads,
  tenant: string,
  filter: DeliveryFilter,
  limit: number,
  after: Cursor | null,
): Promise<Page<DeliveryRow>> {
  const values: unknown[] = [tenant];
  const where = ['d.tenant = $1'];
  const and = (clause: (parameter: string) => string, value: unknown): void => {
    values.push(value);
    where.push(clause(`$${values.length}`));
  };
  if (filter.recipientId !== undefined) and((p) => `d.recipient_id = ${p}::uuid`, filter.recipientId);
  if (filter.messageId !== undefined) and((p) => `d.message_id = ${p}`, filter.messageId);
  if (filter.label !== undefined) and((p) => `d.label = ${p}`, filter.label);
  if (filter.statuses !== undefined) statusClause(filter.statuses, and, where);
  if (filter.since !== undefined) and((p) => `d.first_event_at >= ${p}`, filter.since);
  if (filter.until !== undefined) and((p) => `d.first_event_at < ${p}`, filter.until);
  if (after) {
    values.push(new Date(after.at), after.id);
    where.push(`(d.first_event_at, d.delivery_id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
  }
  values.push(limit + 1);
  const text = `select ${columns} from ${tables} where ${where.join(' and ')} order by d.first_event_at desc, d.delivery_id desc limit $${values.length}`;
  // Few shapes, each prepared once per connection.
  const { rows } = await reads.query<RawRow>({ name: hash('sha1', text, 'hex'), text, values });
  return pageOf(rows.map(rowOf), limit);
}

/** A page of one recipient's or one message's deliveries. */
export interface AskedPage {
  readonly by: 'recipient' | 'message';
  /** The recipient's or the message's id. */
  readonly value: string;
  readonly statuses: readonly DeliveryStatus[] | null;
  readonly limit: number;
  readonly after: Cursor | null;
}

const owners = {
  recipient: { column: 'd.recipient_id', type: 'uuid' },
  message: { column: 'd.message_id', type: 'text' },
} as const satisfies Record<AskedPage['by'], { column: string; type: string }>;

/**
 * Several pages, each of its own recipient or message, all alike otherwise; in the order asked, newest first. Served by
 * `delivery_by_recipient` or `delivery_by_message`.
 */
export async function listDeliveriesOfEach(
  reads: Reads,
  tenant: string,
  asked: readonly AskedPage[],
): Promise<readonly Page<DeliveryRow>[]> {
  const [{ by, statuses, limit, after } = null!] = asked;
  const { column, type } = owners[by];
  const { rows } = await reads.query<RawRow & { place: number }>({
    name: `list-deliveries-of-each-${by}`,
    text: `select asked.place::int as place, own.*
             from unnest($2::${type}[]) with ordinality as asked(value, place)
            cross join lateral (
              select ${columns}
                from ${tables}
               where d.tenant = $1 and ${column} = asked.value and ($3::int[] is null or d.weight / 10 = any($3))
                 and (d.first_event_at, d.delivery_id) < ($4::timestamptz, $5::uuid)
               order by d.first_event_at desc, d.delivery_id desc
               limit $6) own
            order by asked.place, own.first_event_at desc, own.delivery_id desc`,
    values: [
      tenant,
      asked.map((one) => one.value),
      statuses && statuses.map(statusNumber),
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      limit + 1,
    ],
  });
  const pages = asked.map((): DeliveryRow[] => []);
  for (const raw of rows) pages[raw.place - 1]!.push(rowOf(raw));
  return pages.map((page) => pageOf(page, limit));
}

function statusClause(
  statuses: readonly DeliveryStatus[],
  and: (clause: (p: string) => string, value: unknown) => void,
  where: string[],
): void {
  const numbers = statuses.map(statusNumber);
  const [only] = numbers;
  if (numbers.length === 1 && only !== 1 && only !== 4) return and((p) => `d.notable_status = ${p}`, only);
  and((p) => `d.weight / 10 = any(${p}::int[])`, numbers);
  if (!numbers.includes(1) && !numbers.includes(4)) where.push('d.notable_status is not null');
}

/** The key for the next page. */
export function cursorOf(row: DeliveryRow): Cursor {
  return { at: row.firstEventAt.getTime(), id: row.id };
}

/** The furthest that a person, as far as can be told, went with a delivery. */
export function engagementLevel({ humanOpens, humanClicks }: DeliveryRow): 'none' | 'opened' | 'clicked' {
  return humanClicks > 0 ? 'clicked' : humanOpens > 0 ? 'opened' : 'none';
}
