import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import type { Principal } from '../access/roles.ts';
import { Fault } from '../errors.ts';
import { isUuid } from '../events/ids.ts';
import { findAlerts, listAlertRules, ruleColumns, ruleOf, type AlertRow, type AlertRuleRow } from '../queries/alert.query.ts';
import type { Reads } from '../queries/reads.ts';
import { followWaiting, forgetWaiting, waitingSince } from '../storage/alert-numbers.store.ts';
import { closeAlert } from '../storage/alert.store.ts';
import { withTransaction } from '../storage/transaction.ts';
import { alertRuleSchema, splitRule } from './alert-rule.ts';
import { waitingPolicy } from './evaluate.ts';

const maxRules = 100;
/** How far back silence is looked for when a rule is new. */
const lookBackMs = 3 * 86_400_000;
const lookBackRows = 100_000;

/** Rules and alerts as people change them; logged. Methods throw faults that name the field. */
export class Alerts {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async addRule(tenant: string, principal: Principal, input: unknown, now: Date): Promise<AlertRuleRow> {
    const rule = splitRule(checked(input));
    const { rows } = await this.#pool.query<Parameters<typeof ruleOf>[0]>(
      `with made as (
         insert into alert_rule (tenant, rule_id, kind, name, enabled, settings, remind_every_minutes, quiet_minutes, created_by)
         select $1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9
          where (select count(*) from alert_rule where tenant = $1) < ${maxRules}
         returning ${ruleColumns}),
       logged as (
         insert into audit_log (tenant, actor, action, subject, detail)
         select $1, $9, 'alert-rule.create', $2::text, jsonb_build_object('kind', $3::text, 'settings', $6::jsonb) from made)
       select * from made`,
      [
        tenant,
        randomUUID(),
        rule.kind,
        rule.name,
        rule.enabled,
        JSON.stringify(rule.settings),
        rule.remindEveryMinutes,
        rule.quietMinutes,
        principal.name,
      ],
    );
    const [row] = rows;
    if (!row) throw new Fault('too-many', `A tenant has at most ${maxRules} alert rules: remove one first`);
    if (rule.kind === 'mail-silent') await this.#followSilence(tenant, now);
    return ruleOf(row);
  }

  /** What is absent in the change stays; what it opened stays open while it is still out of line. */
  async changeRule(tenant: string, principal: Principal, id: string, change: object, now: Date): Promise<AlertRuleRow> {
    const row = await withTransaction(this.#pool, async (client) => {
      const known = await client.query<Parameters<typeof ruleOf>[0]>(
        `select ${ruleColumns} from alert_rule where tenant = $1 and rule_id = $2 for update`,
        [tenant, isUuid(id) ? id : null],
      );
      if (!known.rows[0]) throw unknownRule();
      const { kind, name, enabled, remindEveryMinutes, quietMinutes, settings } = ruleOf(known.rows[0]);
      const before = { kind, name, enabled, remindEveryMinutes, quietMinutes, ...settings };
      const changed = checked({ ...before, ...change, kind });
      const rule = splitRule(changed);
      const set = Object.fromEntries(Object.entries(changed).filter(([field]) => field in change));
      const { rows } = await client.query<Parameters<typeof ruleOf>[0]>(
        `update alert_rule set name = $3, enabled = $4, settings = $5::jsonb, remind_every_minutes = $6, quiet_minutes = $7
          where tenant = $1 and rule_id = $2
          returning ${ruleColumns}`,
        [tenant, id, rule.name, rule.enabled, JSON.stringify(rule.settings), rule.remindEveryMinutes, rule.quietMinutes],
      );
      await client.query(
        "insert into audit_log (tenant, actor, action, subject, detail) values ($1, $2, 'alert-rule.change', $3, $4::jsonb)",
        [tenant, principal.name, id, JSON.stringify({ before, change: set })],
      );
      return ruleOf(rows[0]!);
    });
    if (row.kind === 'mail-silent') await this.#followSilence(tenant, now);
    return row;
  }

  async removeRule(tenant: string, principal: Principal, id: string, now: Date): Promise<void> {
    const { rows } = await this.#pool.query<{ kind: string }>(
      `with gone as (delete from alert_rule where tenant = $1 and rule_id = $2 returning rule_id, kind),
       logged as (
         insert into audit_log (tenant, actor, action, subject) select $1, $3, 'alert-rule.remove', rule_id::text from gone)
       select kind from gone`,
      [tenant, isUuid(id) ? id : null, principal.name],
    );
    if (!rows[0]) throw unknownRule();
    if (rows[0].kind === 'mail-silent') await this.#followSilence(tenant, now);
  }

  /**
   * Somebody takes care: no more reminders. What tells of one failed mail is over with it; other alerts end when nothing has
   * been out of line for a while.
   */
  async acknowledge(tenant: string, principal: Principal, id: string, by: string, now: Date): Promise<AlertRow> {
    const reads = poolReads(this.#pool);
    const [known] = isUuid(id) ? await findAlerts(reads, tenant, [id]) : [];
    if (!known || (known.forOperators && !principal.scopes.has('operations:read')))
      throw new Fault('alert-unknown', 'id: this tenant has no alert with this id');
    await withTransaction(this.#pool, async (client) => {
      const { rowCount } = await client.query(
        'update alert set acknowledged_at = $3, acknowledged_by = $4 where tenant = $1 and alert_id = $2 and acknowledged_at is null',
        [tenant, id, now, by],
      );
      if (rowCount === 0) return;
      if (known.kind === 'mail-failed' || known.kind === 'webhook-failing') await closeAlert(client, tenant, id, now);
      await client.query("insert into audit_log (tenant, actor, action, subject) values ($1, $2, 'alert.acknowledge', $3)", [
        tenant,
        by,
        id,
      ]);
    });
    return (await findAlerts(reads, tenant, [id]))[0]!;
  }

  /** When each mail is due, anew: also those that were sent before the rule was made. */
  async #followSilence(tenant: string, now: Date): Promise<void> {
    const policy = waitingPolicy(await listAlertRules(poolReads(this.#pool), tenant));
    if (!policy) return forgetWaiting(this.#pool);
    const ids = await waitingSince(this.#pool, tenant, new Date(now.getTime() - lookBackMs), lookBackRows);
    for (let from = 0; from < ids.length; from += 5000) {
      await withTransaction(this.#pool, (client) => followWaiting(client, tenant, ids.slice(from, from + 5000), policy, now));
    }
  }
}

function unknownRule(): Fault {
  return new Fault('alert-rule-unknown', 'id: this tenant has no alert rule with this id');
}

function poolReads(pool: pg.Pool): Reads {
  return {
    query: <R extends pg.QueryResultRow>(q: { text: string; values: readonly unknown[] }) => pool.query<R>(q.text, [...q.values]),
  };
}

function checked(input: unknown): z.output<typeof alertRuleSchema> {
  const parsed = alertRuleSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((path) => ({ path, message: 'does not belong to this kind of rule: leave it out' }))
      : [{ path: issue.path.join('.') || 'kind', message: issue.message }],
  );
  throw new Fault('bad-request', fields.map(({ path, message }) => `${path}: ${message}`).join('; '), { fields });
}
