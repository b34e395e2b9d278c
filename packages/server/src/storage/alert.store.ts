import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { ownRule } from '../queries/alert.query.ts';

/** An alert as evaluation writes it. Times are milliseconds since 1970. */
export interface AlertWrite {
  readonly tenant: string;
  readonly ruleId: string | null;
  readonly kind: string;
  readonly cause: string;
  readonly forOperators: boolean;
  readonly detail: object;
}

export interface StoredOpenAlert {
  readonly id: string;
  readonly ruleId: string;
  readonly kind: string;
  readonly cause: string;
  readonly openedAt: number;
  readonly lastSeenAt: number;
  readonly toldAt: number;
  readonly sequence: number;
  readonly acknowledged: boolean;
}

/** All that are open, of one tenant. Served by `alert_open`. */
export async function openAlerts(client: pg.ClientBase | pg.Pool, tenant: string): Promise<readonly StoredOpenAlert[]> {
  const { rows } = await client.query<{
    alert_id: string;
    rule_id: string;
    kind: string;
    cause: string;
    opened_at: Date;
    last_seen_at: Date;
    told_at: Date;
    sequence: number;
    acknowledged_at: Date | null;
  }>({
    name: 'open-alerts',
    text: `select alert_id, rule_id, kind, cause, opened_at, last_seen_at, told_at, sequence, acknowledged_at
             from alert where tenant = $1 and closed_at is null`,
    values: [tenant],
  });
  return rows.map((row) => ({
    id: row.alert_id,
    ruleId: row.rule_id,
    kind: row.kind,
    cause: row.cause,
    openedAt: row.opened_at.getTime(),
    lastSeenAt: row.last_seen_at.getTime(),
    toldAt: row.told_at.getTime(),
    sequence: row.sequence,
    acknowledged: row.acknowledged_at !== null,
  }));
}

/** Opens one, and tells of it; null when one for this cause is open already. */
export async function openAlert(client: pg.ClientBase | pg.Pool, alert: AlertWrite, now: Date): Promise<string | null> {
  const { rows } = await client.query<{ alert_id: string }>({
    name: 'open-alert',
    text: `with opened as (
             insert into alert (tenant, alert_id, rule_id, kind, cause, for_operators, opened_at, last_seen_at, told_at, sequence, detail)
             values ($1, $2, $3, $4, $5, $6, $7, $7, $7, 1, $8::jsonb)
             on conflict (tenant, rule_id, kind, cause) where closed_at is null do nothing
             returning tenant, alert_id),
           told as (insert into outbox (tenant, alerts) select tenant, array[alert_id] from opened)
           select alert_id from opened`,
    values: [
      alert.tenant,
      randomUUID(),
      alert.ruleId ?? ownRule,
      alert.kind,
      alert.cause,
      alert.forOperators,
      now,
      JSON.stringify(alert.detail),
    ],
  });
  return rows[0]?.alert_id ?? null;
}

/** Still there; told again when `remind`. */
export async function seeAlert(
  client: pg.ClientBase | pg.Pool,
  tenant: string,
  id: string,
  detail: object,
  remind: boolean,
  now: Date,
): Promise<void> {
  await client.query({
    name: 'see-alert',
    text: `with seen as (
             update alert
                set last_seen_at = greatest(last_seen_at, $3), detail = $4::jsonb,
                    told_at = case when $5 then $3 else told_at end, sequence = sequence + case when $5 then 1 else 0 end
              where tenant = $1 and alert_id = $2 and closed_at is null
              returning tenant, alert_id)
           insert into outbox (tenant, alerts) select tenant, array[alert_id] from seen where $5`,
    values: [tenant, id, now, JSON.stringify(detail), remind],
  });
}

/** Over. False: it was over before, or there is none. */
export async function closeAlert(client: pg.ClientBase | pg.Pool, tenant: string, id: string, now: Date): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'close-alert',
    text: `with closed as (
             update alert set closed_at = $3, sequence = sequence + 1
              where tenant = $1 and alert_id = $2 and closed_at is null
              returning tenant, alert_id)
           insert into outbox (tenant, alerts) select tenant, array[alert_id] from closed`,
    values: [tenant, id, now],
  });
  return rowCount === 1;
}

/** Closes the service's own alert about something that is well again. */
export async function closeOwnAlert(pool: pg.Pool, tenant: string, kind: string, cause: string, now: Date): Promise<void> {
  const { rows } = await pool.query<{ alert_id: string }>(
    'select alert_id from alert where tenant = $1 and rule_id = $2 and kind = $3 and cause = $4 and closed_at is null',
    [tenant, ownRule, kind, cause],
  );
  for (const { alert_id: id } of rows) await closeAlert(pool, tenant, id, now);
}
