import type pg from 'pg';
import { failedStatuses } from './alert-rule.ts';
import { nextStep, type AlertPolicy } from './alert-state.ts';
import type { MailFailedDetail, MailSilentDetail, RateDetail, SenderTroubleDetail } from './alert-texts.ts';
import { isOutOfLine, measure, type Rate } from './rates.ts';
import type { Category, Permanence } from '@bezorgd/rules';
import { historyMs } from '../deliveries/counted-as.ts';
import { listAlertRules, ownRule, type AlertRuleRow } from '../queries/alert.query.ts';
import { findDeliveries, type DeliveryRow } from '../queries/delivery.query.ts';
import type { Reads } from '../queries/reads.ts';
import { closeAlert, openAlert, openAlerts, seeAlert, type StoredOpenAlert } from '../storage/alert.store.ts';
import {
  countOutbox,
  countsSince,
  dropCounts,
  followWaiting,
  forgetWaiting,
  measureDeliveryTimes,
  silentDomains,
  tenantsToEvaluate,
  troubleSince,
  type TroubleRow,
  type WaitingPolicy,
} from '../storage/alert-numbers.store.ts';
import { holdErasures } from '../storage/erasures.ts';
import { withTransaction } from '../storage/transaction.ts';
import { recipientsToTell } from '../push/expand.ts';
import { findRetirements } from '../queries/retirement.query.ts';
import { findBlocksToTell } from '../queries/suppression.query.ts';
import { watchBlockEnds, type OutboxRow } from '../storage/outbox.store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

export interface AlertDeps {
  readonly pool: pg.Pool;
  readonly readsOf: (tenant: string) => Reads;
}

/** Every tenant has it until it makes one of its own: what operators must hear of. */
const usualSenderTrouble: Pick<AlertRuleRow, 'id' | 'kind' | 'settings' | 'remindEveryMinutes' | 'quietMinutes'> = {
  id: ownRule,
  kind: 'sender-trouble',
  settings: { minimum: 1, windowMinutes: 60 },
  remindEveryMinutes: 1440,
  quietMinutes: 1440,
};

/** So many single alerts an hour and rule; what fails beyond that is told in one. */
const maxFailedAnHour = 100;

/** Takes in a batch of what happened: counts it, follows what waits, tells of failures. Resolves to whether there is more. */
export async function takeInOutbox(deps: AlertDeps, now: Date): Promise<boolean> {
  return countOutbox(deps.pool, async (client, tenant, rows) => {
    await followBlocks(deps, client, tenant, rows, now);
    const deliveryIds = [...new Set(rows.flatMap((row: OutboxRow) => row.deliveries))];
    if (deliveryIds.length === 0) return;
    const rules = (await listAlertRules(deps.readsOf(tenant), tenant)).filter((rule) => rule.enabled);
    const waiting = waitingPolicy(rules);
    if (waiting) await followWaiting(client, tenant, deliveryIds, waiting, now);
    const failed = rules.filter((rule) => rule.kind === 'mail-failed');
    if (failed.length === 0) return;
    const deliveries = (await findDeliveries(deps.readsOf(tenant), tenant, deliveryIds)).filter(
      (row) =>
        row.sent &&
        (failedStatuses as readonly string[]).includes(row.status) &&
        row.statusAt.getTime() > now.getTime() - historyMs,
    );
    for (const rule of failed) await tellFailed(client, rule, deliveries, now);
  });
}

/** When the blocks that these rows may have changed will end, or begin, by themselves. */
async function followBlocks(
  { readsOf }: AlertDeps,
  client: pg.ClientBase,
  tenant: string,
  rows: readonly OutboxRow[],
  now: Date,
): Promise<void> {
  const recipientIds = await recipientsToTell(readsOf(tenant), tenant, rows);
  if (recipientIds.length === 0) return;
  const active = await findBlocksToTell(readsOf(tenant), tenant, recipientIds, now);
  const retirements = await findRetirements(readsOf(tenant), tenant, recipientIds);
  const next = (id: string): Date | null => {
    const end = active.get(id)?.until ?? null;
    const start = retirements.get(id)?.since ?? null;
    return start !== null && start > now && (end === null || start < end) ? start : end;
  };
  await watchBlockEnds(client, tenant, new Map(recipientIds.map((id) => [id, next(id)])));
}

/** By the rules in force for silence; of several, the most impatient. Null: nobody asks. */
export function waitingPolicy(rules: readonly AlertRuleRow[]): WaitingPolicy | null {
  const policies = rules
    .filter((rule) => rule.enabled && rule.kind === 'mail-silent')
    .map(({ settings }) => settings as { afterMinutes: number; minimumObservations: number })
    .map(({ afterMinutes, minimumObservations }) => ({ afterMs: afterMinutes * minuteMs, minimumObservations }));
  return policies.toSorted((a, b) => a.afterMs - b.afterMs)[0] ?? null;
}

async function tellFailed(
  client: pg.ClientBase,
  rule: AlertRuleRow,
  deliveries: readonly DeliveryRow[],
  now: Date,
): Promise<void> {
  const { statuses, tag } = rule.settings as { statuses: readonly string[]; tag?: { name: string; value: string } | null };
  const wanted = deliveries.filter((row) => statuses.includes(row.status) && (!tag || row.tags?.[tag.name] === tag.value));
  if (wanted.length === 0) return;
  // What was told once is not told again, whether or not it is still open: a delivery fails once.
  const { rows } = await client.query<{ cause: string; opened_at: Date }>(
    "select cause, opened_at from alert where tenant = $1 and rule_id = $2 and kind = 'mail-failed' and (cause = any($3::text[]) or opened_at > $4)",
    [rule.tenant, rule.id, wanted.map((row) => row.id), new Date(now.getTime() - hourMs)],
  );
  const known = new Set(rows.map((row) => row.cause));
  let lately = rows.filter((row) => row.opened_at.getTime() > now.getTime() - hourMs).length;
  const beyond: DeliveryRow[] = [];
  for (const row of wanted.filter(({ id }) => !known.has(id))) {
    if (lately >= maxFailedAnHour) {
      beyond.push(row);
      continue;
    }
    lately++;
    await openAlert(client, alertOf(rule, row.id, failedDetail(row, 1)), now);
  }
  const latest = beyond.at(-1);
  if (!latest) return;
  const cause = `many ${new Date(Math.floor(now.getTime() / hourMs) * hourMs).toISOString()}`;
  const opened = await openAlert(client, alertOf(rule, cause, failedDetail(latest, beyond.length)), now);
  if (opened === null)
    await client.query(
      `update alert set last_seen_at = $4, detail = $5::jsonb || jsonb_build_object('count', (detail->>'count')::int + $6::int)
        where tenant = $1 and rule_id = $2 and kind = 'mail-failed' and cause = $3 and closed_at is null`,
      [rule.tenant, rule.id, cause, now, JSON.stringify(failedDetail(latest, 0)), beyond.length],
    );
}

function failedDetail(row: DeliveryRow, count: number): MailFailedDetail {
  const { id: deliveryId, messageId, domain, status, category, permanence, ruleId } = row;
  return { deliveryId, messageId, domain, status, category, permanence, ruleId, count };
}

function alertOf(rule: Pick<AlertRuleRow, 'id' | 'kind'> & { readonly tenant: string }, cause: string, detail: object) {
  return { tenant: rule.tenant, ruleId: rule.id, kind: rule.kind, cause, forOperators: rule.kind === 'sender-trouble', detail };
}

/** Looks at every tenant's rules once: opens, reminds and closes. */
export async function evaluateAlerts(deps: AlertDeps, now: Date): Promise<void> {
  for (const tenant of await tenantsToEvaluate(deps.pool, new Date(now.getTime() - dayMs)))
    await withTransaction(deps.pool, async (client) => {
      await holdErasures(client);
      await evaluateTenant(client, deps, tenant, now);
    });
}

interface Seen {
  readonly cause: string;
  readonly detail: object;
}

async function evaluateTenant(client: pg.ClientBase, { readsOf }: AlertDeps, tenant: string, now: Date): Promise<void> {
  const all = await listAlertRules(readsOf(tenant), tenant);
  const own = all.filter((rule) => rule.enabled).map((rule) => ({ ...rule, tenant }));
  const rules = all.some((rule) => rule.kind === 'sender-trouble') ? own : [...own, { ...usualSenderTrouble, tenant }];
  const open = Map.groupBy(await openAlerts(client, tenant), (alert) => alert.ruleId);
  for (const rule of rules) {
    await applyRule(client, rule, await outOfLineNow(client, rule, now), open.get(rule.id) ?? [], now);
    open.delete(rule.id);
  }
  // A rule that is off or gone leaves nothing open; what the service itself says ends with its cause.
  for (const alert of [...open.values()].flat()) {
    if (alert.ruleId !== ownRule || alert.kind === 'sender-trouble') await closeAlert(client, tenant, alert.id, now);
  }
}

type RuleInForce = Pick<AlertRuleRow, 'id' | 'kind' | 'tenant' | 'settings' | 'remindEveryMinutes' | 'quietMinutes'>;

/** What is out of line by this rule, by cause. */
async function outOfLineNow(client: pg.ClientBase, { kind, tenant, settings }: RuleInForce, now: Date): Promise<readonly Seen[]> {
  switch (kind) {
    case 'rate': {
      const { rate, above, windowMinutes, minimumVolume } = settings as {
        rate: Rate;
        above: number;
        windowMinutes: number;
        minimumVolume: number;
      };
      const measured = measure(rate, await countsSince(client, tenant, new Date(now.getTime() - windowMinutes * minuteMs)));
      if (!isOutOfLine(measured, above, minimumVolume)) return [];
      const { count, volume } = measured;
      return [
        { cause: rate, detail: { rate, measured: measured.rate, above, count, volume, windowMinutes } satisfies RateDetail },
      ];
    }
    case 'sender-trouble': {
      const { minimum, windowMinutes } = settings as { minimum: number; windowMinutes: number };
      const troubles = await troubleSince(client, tenant, new Date(now.getTime() - windowMinutes * minuteMs));
      return seenTrouble(
        troubles.filter(({ count }) => count >= minimum),
        windowMinutes,
      );
    }
    case 'mail-silent':
      return (await silentDomains(client, tenant, now)).map(({ domain, count, oldest, deliveryIds }) => ({
        cause: domain,
        detail: { domain, count, oldest: oldest.toISOString(), deliveryIds } satisfies MailSilentDetail,
      }));
    default:
      // A failed mail is told when it fails.
      return [];
  }
}

/** Above this it is one cause at many receivers, such as a blocklist that they share. */
const maxDomainsApart = 5;

function seenTrouble(troubles: readonly TroubleRow[], windowMinutes: number): readonly Seen[] {
  const byCause = Map.groupBy(troubles, ({ category, blocklist }) => (blocklist === '' ? category : `${category} ${blocklist}`));
  return [...byCause].flatMap(([cause, ofCause]) => {
    // The greatest comes first: it speaks for all.
    const [greatest] = ofCause;
    const together = ofCause.length > maxDomainsApart && greatest;
    const count = ofCause.reduce((sum, trouble) => sum + trouble.count, 0);
    const apart = together ? [{ ...greatest, count }] : ofCause;
    return apart.map(({ category, blocklist, domain, permanence, ...more }) => ({
      cause: `${cause} ${together ? '*' : domain}`,
      detail: {
        ...more,
        category: category as Category,
        blocklist: blocklist === '' ? null : blocklist,
        domain,
        domains: together ? ofCause.length : 1,
        windowMinutes,
        permanence: permanence as Permanence | null,
      } satisfies SenderTroubleDetail,
    }));
  });
}

async function applyRule(
  client: pg.ClientBase,
  rule: RuleInForce,
  seen: readonly Seen[],
  open: readonly StoredOpenAlert[],
  now: Date,
): Promise<void> {
  const { remindEveryMinutes, quietMinutes, tenant } = rule;
  const policy: AlertPolicy = {
    remindEveryMs: remindEveryMinutes === null ? null : remindEveryMinutes * minuteMs,
    quietMs: quietMinutes * minuteMs,
  };
  const causes = new Map(seen.map(({ cause, detail }) => [cause, detail]));
  const openByCause = new Map(open.filter((alert) => alert.kind === rule.kind).map((alert) => [alert.cause, alert]));
  for (const cause of new Set([...causes.keys(), ...openByCause.keys()])) {
    const alert = openByCause.get(cause) ?? null;
    const detail = causes.get(cause);
    const step = nextStep(alert, detail !== undefined, now.getTime(), policy);
    if (step.kind === 'opened') await openAlert(client, alertOf(rule, cause, detail!), now);
    else if (step.kind === 'reminded' || step.kind === 'seen')
      await seeAlert(client, tenant, alert!.id, detail!, step.kind === 'reminded', now);
    else if (step.kind === 'closed') await closeAlert(client, tenant, alert!.id, now);
  }
}

/** How long domains take, for tenants that want to know of silence. Now and then. */
export async function measureTimes({ pool }: AlertDeps, now: Date): Promise<void> {
  const { rows } = await pool.query<{ tenant: string }>(
    "select distinct tenant from alert_rule where kind = 'mail-silent' and enabled",
  );
  for (const { tenant } of rows) await measureDeliveryTimes(pool, tenant, now);
  await forgetWaiting(pool);
  await dropCounts(pool, new Date(now.getTime() - 8 * dayMs));
}
