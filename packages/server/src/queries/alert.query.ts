import { equal } from './equal.ts';
import type { Reads } from './reads.ts';
import { pageOf, type Cursor, type Page } from './cursor.ts';

export interface AlertRow {
  readonly tenant: string;
  readonly id: string;
  /** Null: a rule of the service itself. */
  readonly ruleId: string | null;
  readonly kind: string;
  readonly cause: string;
  readonly forOperators: boolean;
  readonly openedAt: Date;
  readonly lastSeenAt: Date;
  readonly toldAt: Date;
  readonly closedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly sequence: number;
  readonly detail: Readonly<Record<string, unknown>>;
  /** When what was told last came to be. */
  readonly changedAt: Date;
}

interface RawRow {
  tenant: string;
  alert_id: string;
  rule_id: string;
  kind: string;
  cause: string;
  for_operators: boolean;
  opened_at: Date;
  last_seen_at: Date;
  told_at: Date;
  closed_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  sequence: number;
  detail: Record<string, unknown>;
}

/** Rule id of what the service watches by itself. */
export const ownRule = '00000000-0000-0000-0000-000000000000';

const columns = `tenant, alert_id, rule_id, kind, cause, for_operators, opened_at, last_seen_at, told_at, closed_at,
  acknowledged_at, acknowledged_by, sequence, detail`;

function rowOf(raw: RawRow): AlertRow {
  return {
    tenant: raw.tenant,
    id: raw.alert_id,
    ruleId: raw.rule_id === ownRule ? null : raw.rule_id,
    kind: raw.kind,
    cause: raw.cause,
    forOperators: raw.for_operators,
    openedAt: raw.opened_at,
    lastSeenAt: raw.last_seen_at,
    toldAt: raw.told_at,
    closedAt: raw.closed_at,
    acknowledgedAt: raw.acknowledged_at,
    acknowledgedBy: raw.acknowledged_by,
    sequence: raw.sequence,
    detail: raw.detail,
    changedAt: raw.closed_at ?? raw.told_at,
  };
}

/** Several at once. Served by the primary key. */
export async function findAlerts(reads: Reads, tenant: string, alertIds: readonly string[]): Promise<readonly AlertRow[]> {
  const { rows } = await reads.query<RawRow>({
    name: 'find-alerts',
    text: `select ${columns} from alert where tenant = $1 and alert_id = any($2::uuid[])`,
    values: [tenant, alertIds],
  });
  return rows.map(rowOf);
}

/** Newest first. Served by `alert_by_time`, `alert_by_kind`, or `alert_open_by_time` for open ones. */
export async function listAlerts(
  reads: Reads,
  tenant: string,
  filter: { readonly open: boolean | null; readonly kind: string | null; readonly operator: boolean },
  limit: number,
  after: Cursor | null,
): Promise<Page<AlertRow>> {
  const ofKind = equal(6, { kind: filter.kind });
  const open = filter.open === null ? '' : `and closed_at is ${filter.open ? '' : 'not '}null`;
  const { rows } = await reads.query<RawRow>({
    name: `list-alerts ${filter.open}${ofKind.shape}`,
    text: `select ${columns}
             from alert
            where tenant = $1 and ($2 or not for_operators) and (opened_at, alert_id) < ($3::timestamptz, $4::uuid) ${open} ${ofKind.text}
            order by opened_at desc, alert_id desc
            limit $5`,
    values: [
      tenant,
      filter.operator,
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      limit + 1,
      ...ofKind.values,
    ],
  });
  return pageOf(rows.map(rowOf), limit);
}

export interface AlertRuleRow {
  readonly tenant: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly remindEveryMinutes: number | null;
  readonly quietMinutes: number;
  readonly createdAt: Date;
  readonly createdBy: string;
}

interface RawRule {
  tenant: string;
  rule_id: string;
  kind: string;
  name: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  remind_every_minutes: number | null;
  quiet_minutes: number;
  created_at: Date;
  created_by: string;
}

export const ruleColumns =
  'tenant, rule_id, kind, name, enabled, settings, remind_every_minutes, quiet_minutes, created_at, created_by';

export function ruleOf(raw: RawRule): AlertRuleRow {
  return {
    tenant: raw.tenant,
    id: raw.rule_id,
    kind: raw.kind,
    name: raw.name,
    enabled: raw.enabled,
    settings: raw.settings,
    remindEveryMinutes: raw.remind_every_minutes,
    quietMinutes: raw.quiet_minutes,
    createdAt: raw.created_at,
    createdBy: raw.created_by,
  };
}

/** Oldest first; a tenant has at most a hundred. Served by the primary key. */
export async function listAlertRules(reads: Reads, tenant: string): Promise<readonly AlertRuleRow[]> {
  const { rows } = await reads.query<RawRule>({
    name: 'list-alert-rules',
    text: `select ${ruleColumns} from alert_rule where tenant = $1 order by created_at, rule_id`,
    values: [tenant],
  });
  return rows.map(ruleOf);
}

export interface SilentDelivery {
  readonly deliveryId: string;
  readonly domain: string;
  readonly firstEventAt: Date;
  /** When its final event was due. */
  readonly dueAt: Date;
}

/** Without a final event though it was due, longest due first. Served by `waiting_delivery_by_due`. */
export async function listSilentDeliveries(
  reads: Reads,
  tenant: string,
  now: Date,
  limit: number,
  after: Cursor | null,
): Promise<Page<SilentDelivery>> {
  const { rows } = await reads.query<{ delivery_id: string; domain: string; first_event_at: Date; due_at: Date }>({
    name: 'list-silent-deliveries',
    text: `select delivery_id, domain, first_event_at, due_at
             from waiting_delivery
            where tenant = $1 and due_at <= $2 and (due_at, delivery_id) > ($3::timestamptz, $4::uuid)
            order by due_at, delivery_id
            limit $5`,
    values: [
      tenant,
      now,
      after ? new Date(after.at) : '-infinity',
      after?.id ?? '00000000-0000-0000-0000-000000000000',
      limit + 1,
    ],
  });
  const page = pageOf(rows, limit);
  return {
    hasNextPage: page.hasNextPage,
    rows: page.rows.map((row) => ({
      deliveryId: row.delivery_id,
      domain: row.domain,
      firstEventAt: row.first_event_at,
      dueAt: row.due_at,
    })),
  };
}
