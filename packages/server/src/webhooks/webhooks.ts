import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Principal } from '../access/roles.ts';
import { instantOf } from '../answers/instant.ts';
import { badArgument, Fault } from '../errors.ts';
import { isUuid } from '../events/ids.ts';
import { webhookColumns, webhookOf, type RawWebhook, type WebhookRow } from '../queries/webhook.query.ts';
import { closeOwnAlert } from '../storage/alert.store.ts';
import { secretOf, secretText } from './signature.ts';
import type { TargetGuard } from './target-guard.ts';
import { checkedName, checkedTypes, deliveryStatusesOf } from './webhook-input.ts';

export interface NewWebhook {
  readonly url: string;
  readonly name?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly statuses?: readonly string[] | null | undefined;
}
export interface WebhookChange {
  readonly url?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly types?: readonly string[] | null | undefined;
  readonly statuses?: readonly string[] | null | undefined;
  readonly enabled?: boolean | null | undefined;
}
export interface WithSecret {
  readonly webhook: WebhookRow;
  readonly secret: string;
}

const maxWebhooks = 20;
const maxGraceHours = 168;

/** The endpoints of a tenant, changed by people and logged. Every method throws a fault that names the field. */
export class WebhookEndpoints {
  readonly #pool: pg.Pool;
  readonly #key: Buffer;
  readonly #guard: TargetGuard;

  constructor(pool: pg.Pool, key: Buffer, guard: TargetGuard) {
    this.#pool = pool;
    this.#key = key;
    this.#guard = guard;
  }

  async create(tenant: string, principal: Principal, input: NewWebhook): Promise<WithSecret> {
    const url = await this.#checkedUrl(input.url);
    const name = checkedName(input.name ?? new URL(url).hostname);
    const { rows } = await this.#pool.query<RawWebhook>(
      `with made as (
         insert into webhook_endpoint (tenant, endpoint_id, name, url, types, statuses, operator, secret_version, enabled, failures, created_by)
         select $1, $2, $3, $4, $5, $6, $7, 1, true, 0, $8
          where (select count(*) from webhook_endpoint where tenant = $1) < ${maxWebhooks}
         returning ${webhookColumns}),
       logged as (
         insert into audit_log (tenant, actor, action, subject, detail)
         select $1, $8, 'webhook.create', $2::text, jsonb_build_object('url', $4::text) from made)
       select * from made`,
      [
        tenant,
        randomUUID(),
        name,
        url,
        checkedTypes(input.types),
        deliveryStatusesOf(input.statuses),
        principal.scopes.has('operations:read'),
        principal.name,
      ],
    );
    const [row] = rows;
    if (!row) throw new Fault('too-many', `A tenant has at most ${maxWebhooks} webhooks: remove one first`);
    return this.#withSecret(webhookOf(row));
  }

  /** `enabled: true` also forgives what failed: what waited goes out. */
  async change(tenant: string, principal: Principal, id: string, input: WebhookChange, now: Date): Promise<WebhookRow> {
    const known = await this.find(tenant, id);
    const url = input.url == null ? known.url : await this.#checkedUrl(input.url);
    const { rows } = await this.#pool.query<RawWebhook>(
      `with changed as (
         update webhook_endpoint
            set name = $3, url = $4, types = $5, statuses = $6, enabled = $7,
                disabled_at = case when $8 then null else disabled_at end,
                disabled_reason = case when $8 then null else disabled_reason end,
                failing_since = case when $8 then null else failing_since end,
                failures = case when $8 then 0 else failures end,
                paused_until = case when $8 then null else paused_until end
          where tenant = $1 and endpoint_id = $2 returning ${webhookColumns}),
       logged as (
         insert into audit_log (tenant, actor, action, subject, detail)
         select $1, $9, 'webhook.change', $2::text, jsonb_build_object('url', url, 'enabled', enabled) from changed)
       select * from changed`,
      [
        tenant,
        id,
        input.name == null ? known.name : checkedName(input.name),
        url,
        input.types === undefined ? known.types : checkedTypes(input.types),
        input.statuses === undefined ? known.statuses : deliveryStatusesOf(input.statuses),
        input.enabled ?? known.enabled,
        input.enabled === true || input.url != null,
        principal.name,
      ],
    );
    const changed = webhookOf(rows[0] ?? unknown());
    if (changed.disabledAt === null) await closeOwnAlert(this.#pool, tenant, 'webhook-failing', id, now);
    return changed;
  }

  async remove(tenant: string, principal: Principal, id: string, now: Date): Promise<void> {
    await this.find(tenant, id);
    await this.#pool.query(
      `with gone as (delete from webhook_endpoint where tenant = $1 and endpoint_id = $2),
       messages as (delete from webhook_message where tenant = $1 and endpoint_id = $2),
       tries as (delete from webhook_try where tenant = $1 and endpoint_id = $2)
       insert into audit_log (tenant, actor, action, subject) values ($1, $3, 'webhook.remove', $2::text)`,
      [tenant, id, principal.name],
    );
    await closeOwnAlert(this.#pool, tenant, 'webhook-failing', id, now);
  }

  /** A new secret; the former one signs too for so long, so that receivers can change over. */
  async rotateSecret(tenant: string, principal: Principal, id: string, graceHours: number, now: Date): Promise<WithSecret> {
    if (!Number.isFinite(graceHours) || graceHours < 0 || graceHours > maxGraceHours)
      throw badArgument('graceHours', `give 0 to ${maxGraceHours}`);
    await this.find(tenant, id);
    const { rows } = await this.#pool.query<RawWebhook>(
      `with changed as (
         update webhook_endpoint set secret_version = secret_version + 1, previous_secret_until = $3
          where tenant = $1 and endpoint_id = $2 returning ${webhookColumns}),
       logged as (
         insert into audit_log (tenant, actor, action, subject) select $1, $4, 'webhook.rotate-secret', $2::text from changed)
       select * from changed`,
      [tenant, id, new Date(now.getTime() + graceHours * 3_600_000), principal.name],
    );
    return this.#withSecret(webhookOf(rows[0] ?? unknown()));
  }

  /** Sends a test; resolves to its event id, under which its tries are listed. */
  async ping(tenant: string, id: string, now: Date): Promise<string> {
    await this.find(tenant, id);
    const eventId = randomUUID();
    const at = now.toISOString();
    const body = {
      id: eventId,
      type: 'ping',
      tenant,
      timestamp: at,
      data: { message: 'A test of this webhook: nothing happened.' },
    };
    await this.#pool.query(
      `insert into webhook_message (tenant, endpoint_id, event_id, type, body, created_at, state, tries, next_try_at)
       values ($1, $2, $3, 'ping', $4, $5, 'pending', 0, $5)`,
      [tenant, id, eventId, JSON.stringify(body), at],
    );
    return eventId;
  }

  /** One again, whatever became of it. Resolves to how many are sent: 1. */
  async resend(tenant: string, principal: Principal, id: string, eventId: string, now: Date): Promise<number> {
    await this.find(tenant, id);
    if (!isUuid(eventId)) throw badArgument('eventId', 'give the id of an event, a UUID');
    const count = await this.#again(tenant, principal, id, 'event_id = $5::uuid', [eventId], now);
    if (count === 0) throw badArgument('eventId', 'this webhook has no such event, or it is not kept any more');
    return count;
  }

  /** Those of a time again, in their order: the failed ones, or all. Resolves to how many. */
  async resendWindow(
    tenant: string,
    principal: Principal,
    id: string,
    window: { readonly since: Date; readonly until: Date; readonly all: boolean },
    now: Date,
  ): Promise<number> {
    await this.find(tenant, id);
    const { since, until, all } = window;
    if (instantOf('since', since) >= instantOf('until', until)) throw badArgument('until', 'give a time after since');
    const states = all ? ['pending', 'failed', 'delivered'] : ['pending', 'failed'];
    return this.#again(
      tenant,
      principal,
      id,
      'created_at >= $5 and created_at < $6 and state = any($7::text[])',
      [since, until, states],
      now,
    );
  }

  async find(tenant: string, id: string): Promise<WebhookRow> {
    if (!isUuid(id)) throw badArgument('id', 'give the id of a webhook, a UUID');
    const { rows } = await this.#pool.query<RawWebhook>(
      `select ${webhookColumns} from webhook_endpoint where tenant = $1 and endpoint_id = $2`,
      [tenant, id],
    );
    return webhookOf(rows[0] ?? unknown());
  }

  async #again(
    tenant: string,
    principal: Principal,
    id: string,
    where: string,
    values: readonly unknown[],
    now: Date,
  ): Promise<number> {
    const { rows } = await this.#pool.query<{ n: number }>(
      `with again as (
         update webhook_message set state = 'pending', tries = 0, next_try_at = $4, done_at = null
          where tenant = $1 and endpoint_id = $2 and ${where} returning event_id),
       logged as (
         insert into audit_log (tenant, actor, action, subject, detail)
         select $1, $3, 'webhook.resend', $2::text, jsonb_build_object('events', count(*)) from again)
       select count(*)::int as n from again`,
      [tenant, id, principal.name, now, ...values],
    );
    return rows[0]!.n;
  }

  #withSecret(webhook: WebhookRow): WithSecret {
    return { webhook, secret: secretText(secretOf(this.#key, webhook.id, webhook.secretVersion)) };
  }

  async #checkedUrl(text: string): Promise<string> {
    const url = URL.parse(text);
    if (!url || text.length > 2000 || !['https:', 'http:'].includes(url.protocol))
      throw badArgument('url', 'give an address that begins with https://');
    if (url.username !== '' || url.password !== '')
      throw badArgument('url', 'leave user and password out: requests are signed, check the signature instead');
    const refusal = await this.#guard.refusalOfUrl(url);
    if (refusal !== null)
      throw badArgument('url', `may not be called: ${refusal}. An operator can allow it in WEBHOOK_ALLOWED_TARGETS`);
    return url.href;
  }
}

function unknown(): never {
  throw new Fault('webhook-unknown', 'id: this tenant has no webhook with this id');
}
