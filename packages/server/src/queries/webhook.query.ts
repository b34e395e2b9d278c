import type { Reads } from './reads.ts';
import { pageOf, type Cursor, type Page } from './cursor.ts';

export interface WebhookRow {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /** Null: all. */
  readonly types: readonly string[] | null;
  readonly statuses: readonly string[] | null;
  readonly operator: boolean;
  readonly secretVersion: number;
  readonly previousSecretUntil: Date | null;
  readonly enabled: boolean;
  readonly disabledAt: Date | null;
  readonly disabledReason: string | null;
  readonly failingSince: Date | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface RawWebhook {
  tenant: string;
  endpoint_id: string;
  name: string;
  url: string;
  types: string[] | null;
  statuses: string[] | null;
  operator: boolean;
  secret_version: number;
  previous_secret_until: Date | null;
  enabled: boolean;
  disabled_at: Date | null;
  disabled_reason: string | null;
  failing_since: Date | null;
  created_at: Date;
  created_by: string;
}

export const webhookColumns = `tenant, endpoint_id, name, url, types, statuses, operator, secret_version, previous_secret_until, enabled,
  disabled_at, disabled_reason, failing_since, created_at, created_by`;

export function webhookOf(raw: RawWebhook): WebhookRow {
  return {
    tenant: raw.tenant,
    id: raw.endpoint_id,
    name: raw.name,
    url: raw.url,
    types: raw.types,
    statuses: raw.statuses,
    operator: raw.operator,
    secretVersion: raw.secret_version,
    previousSecretUntil: raw.previous_secret_until,
    enabled: raw.enabled,
    disabledAt: raw.disabled_at,
    disabledReason: raw.disabled_reason,
    failingSince: raw.failing_since,
    createdAt: raw.created_at,
    createdBy: raw.created_by,
  };
}

/** Oldest first; a tenant has at most twenty. Served by `webhook_endpoint_by_tenant`. */
export async function listWebhooks(reads: Reads, tenant: string): Promise<readonly WebhookRow[]> {
  const { rows } = await reads.query<RawWebhook>({
    name: 'list-webhooks',
    text: `select ${webhookColumns} from webhook_endpoint where tenant = $1 order by created_at, endpoint_id`,
    values: [tenant],
  });
  return rows.map(webhookOf);
}

export interface WebhookTry {
  readonly triedAt: Date;
  readonly durationMs: number;
  /** Null: no answer. */
  readonly status: number | null;
  readonly answer: string | null;
  readonly error: string | null;
}

export const messageStates = ['pending', 'delivered', 'failed'] as const;
export type MessageState = (typeof messageStates)[number];

export interface WebhookMessageRow {
  readonly eventId: string;
  readonly type: string;
  readonly state: MessageState;
  readonly createdAt: Date;
  /** Null when it is done. */
  readonly nextTryAt: Date | null;
  readonly doneAt: Date | null;
  readonly body: string;
  /** The latest ten, newest first. */
  readonly tries: readonly WebhookTry[];
}

/** Newest first, with their tries. Served by `webhook_message_by_time`, `…_pending` or `…_failed`, and the primary key of `webhook_try`. */
export async function listWebhookMessages(
  reads: Reads,
  tenant: string,
  endpointId: string,
  state: MessageState | null,
  limit: number,
  after: Cursor | null,
): Promise<Page<WebhookMessageRow>> {
  const { rows } = await reads.query<{
    event_id: string;
    type: string;
    state: MessageState;
    created_at: Date;
    next_try_at: Date;
    done_at: Date | null;
    body: string;
    tries: { triedAt: string; durationMs: number; status: number | null; answer: string | null; error: string | null }[];
  }>({
    name: `list-webhook-messages ${state}`,
    text: `select m.event_id, m.type, m.state, m.created_at, m.next_try_at, m.done_at, m.body, t.tries
             from webhook_message m
            cross join lateral (
              select coalesce(jsonb_agg(jsonb_build_object('triedAt', l.tried_at, 'durationMs', l.duration_ms, 'status', l.status,
                       'answer', l.answer, 'error', l.error)), '[]') as tries
                from (select * from webhook_try w
                       where w.tenant = m.tenant and w.endpoint_id = m.endpoint_id and w.event_id = m.event_id
                       order by w.tried_at desc limit 10) l) t
            where m.tenant = $1 and m.endpoint_id = $2
              and (m.created_at, m.event_id) < ($3::timestamptz, $4::uuid)
              ${state === null ? '' : `and m.state = '${state}'`}
            order by m.created_at desc, m.event_id desc
            limit $5`,
    values: [
      tenant,
      endpointId,
      after ? new Date(after.at) : 'infinity',
      after?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      limit + 1,
    ],
  });
  return pageOf(
    rows.map((row) => ({
      eventId: row.event_id,
      type: row.type,
      state: row.state,
      createdAt: row.created_at,
      nextTryAt: row.state === 'pending' ? row.next_try_at : null,
      doneAt: row.done_at,
      body: row.body,
      tries: row.tries.map(({ triedAt, ...one }) => ({ ...one, triedAt: new Date(triedAt) })),
    })),
    limit,
  );
}
