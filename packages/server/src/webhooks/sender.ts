import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { holdErasures } from '../storage/erasures.ts';
import { withTransaction } from '../storage/transaction.ts';
import { callWebhook, type Called } from './call.ts';
import { nextTryMs } from './retries.ts';
import { secretOf, signedHeaders } from './signature.ts';
import type { TargetGuard } from './target-guard.ts';

export interface SenderDeps {
  readonly pool: pg.Pool;
  readonly serviceKey: Buffer;
  readonly guard: TargetGuard;
  readonly log: Logger;
  readonly pollMs?: number;
  readonly timeoutMs?: number;
  readonly leaseMs?: number;
  /** How long an endpoint may fail before it is switched off. */
  readonly giveUpMs?: number;
  /** Called in the transaction that switches an endpoint off. */
  readonly onDisabled: (client: pg.ClientBase, endpoint: DisabledEndpoint) => Promise<void>;
}

export interface DisabledEndpoint {
  readonly tenant: string;
  readonly endpointId: string;
  readonly name: string;
  readonly url: string;
  readonly failingSince: Date;
  readonly reason: string;
}

interface Due {
  tenant: string;
  endpoint_id: string;
  event_id: string;
  body: string;
  tries: number;
  url: string;
  secret_version: number;
  previous_secret_until: Date | null;
}

const maxInFlight = 64;
const usualLeaseMs = 60_000;
const maxInFlightOfEndpoint = 8;
const dayMs = 86_400_000;
const maxRetryAfterMs = 3_600_000;

/**
 * Sends what is due, on every server: a message is taken by moving its next try ahead, so that one that was being sent when
 * a server died comes again after that time. An endpoint that fails gets one message at a time, after a pause that grows.
 */
export class WebhookSender {
  readonly #deps: SenderDeps;
  readonly #inFlight = new Map<string, number>();
  readonly #sending = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #loop: Promise<void> | null = null;

  constructor(deps: SenderDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** What is on its way may end. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    await Promise.allSettled(this.#sending);
  }

  async #run(): Promise<void> {
    const { pollMs = 200, log } = this.#deps;
    while (!this.#stop.signal.aborted) {
      let taken = 0;
      try {
        const due = await this.#take();
        taken = due.length;
        for (const message of due) {
          const sending = this.#send(message)
            .catch((error: Error) => log.warn({ error: error.message }, 'The result of a webhook call could not be kept'))
            .finally(() => {
              this.#count(message.endpoint_id, -1);
              this.#sending.delete(sending);
            });
          this.#sending.add(sending);
        }
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'Webhooks cannot be read; trying again');
        await sleep(1000, undefined, { signal: this.#stop.signal }).catch(() => {});
      }
      if (taken === 0) await sleep(pollMs, undefined, { signal: this.#stop.signal }).catch(() => {});
      else if (this.#sending.size >= maxInFlight) await Promise.race(this.#sending);
    }
  }

  async #take(): Promise<readonly Due[]> {
    const room = maxInFlight - this.#sending.size;
    if (room <= 0) return [];
    const { pool, leaseMs = usualLeaseMs } = this.#deps;
    const busy = [...this.#inFlight].filter(([, count]) => count >= maxInFlightOfEndpoint).map(([id]) => id);
    const { rows } = await pool.query<Due>({
      name: 'take-webhooks',
      text: `with due as (
               select m.endpoint_id, m.event_id, e.url, e.secret_version, e.previous_secret_until
                 from webhook_endpoint e
                cross join lateral (
                  select w.endpoint_id, w.event_id
                    from webhook_message w
                   where w.endpoint_id = e.endpoint_id and w.state = 'pending' and w.next_try_at <= now()
                   order by w.next_try_at
                   limit case when e.failures > 0 then 1 else ${maxInFlightOfEndpoint} end
                     for update skip locked) m
                where e.enabled and e.disabled_at is null and (e.paused_until is null or e.paused_until <= now())
                  and e.endpoint_id <> all($1::uuid[]) and not (e.failures > 0 and e.endpoint_id = any($4::uuid[]))
                limit $2)
             update webhook_message t
                set next_try_at = now() + $3 * interval '1 millisecond', tries = t.tries + 1
               from due
              where t.endpoint_id = due.endpoint_id and t.event_id = due.event_id
             returning t.tenant, t.endpoint_id, t.event_id, t.body, t.tries, due.url, due.secret_version, due.previous_secret_until`,
      values: [busy, room, leaseMs, [...this.#inFlight.keys()]],
    });
    for (const row of rows) this.#count(row.endpoint_id, 1);
    return rows;
  }

  #count(endpointId: string, by: number): void {
    const count = (this.#inFlight.get(endpointId) ?? 0) + by;
    if (count === 0) this.#inFlight.delete(endpointId);
    else this.#inFlight.set(endpointId, count);
  }

  async #send(due: Due): Promise<void> {
    const { serviceKey, guard, timeoutMs = 15_000 } = this.#deps;
    const at = new Date();
    const secrets = [secretOf(serviceKey, due.endpoint_id, due.secret_version)];
    if (due.previous_secret_until && due.previous_secret_until > at)
      secrets.push(secretOf(serviceKey, due.endpoint_id, due.secret_version - 1));
    const called = await callWebhook(
      new URL(due.url),
      signedHeaders(secrets, due.event_id, at, due.body),
      due.body,
      guard,
      timeoutMs,
    );
    await this.#keep(due, called, at, Date.now() - at.getTime());
  }

  async #keep(due: Due, called: Called, triedAt: Date, durationMs: number): Promise<void> {
    const { pool } = this.#deps;
    const delivered = called.status !== null && called.status >= 200 && called.status < 300;
    await withTransaction(pool, async (client) => {
      // A message that an erasure has taken meanwhile takes its answer with it.
      await holdErasures(client);
      await client.query(
        `insert into webhook_try (tenant, endpoint_id, event_id, tried_at, duration_ms, status, answer, error)
         select $1::text, endpoint_id, event_id, $4::timestamptz, $5::integer, $6::integer, $7::text, $8::text
           from webhook_message where endpoint_id = $2 and event_id = $3
         on conflict do nothing`,
        [due.tenant, due.endpoint_id, due.event_id, triedAt, durationMs, called.status, called.answer, called.error],
      );
      if (delivered) await this.#delivered(client, due);
      else await this.#failed(client, due, called, triedAt);
    });
  }

  async #delivered(client: pg.ClientBase, due: Due): Promise<void> {
    await client.query(
      "update webhook_message set state = 'delivered', done_at = now() where endpoint_id = $1 and event_id = $2",
      [due.endpoint_id, due.event_id],
    );
    const { rowCount } = await client.query(
      'update webhook_endpoint set failing_since = null, failures = 0, paused_until = null where endpoint_id = $1 and failures > 0',
      [due.endpoint_id],
    );
    // It works again: what waits for hours need not. What is on its way is left alone.
    if (rowCount === 1)
      await client.query(
        `update webhook_message set next_try_at = now() + random() * interval '10 seconds'
          where endpoint_id = $1 and state = 'pending' and next_try_at > now() + $2 * interval '1 millisecond'`,
        [due.endpoint_id, this.#deps.leaseMs ?? usualLeaseMs],
      );
  }

  async #failed(client: pg.ClientBase, due: Due, called: Called, at: Date): Promise<void> {
    const { giveUpMs = 5 * dayMs, onDisabled } = this.#deps;
    const waitMs = nextTryMs(due.tries, Math.random());
    await client.query(
      `update webhook_message
          set state = case when $3::float8 is null then 'failed' else 'pending' end,
              next_try_at = now() + coalesce($3, 0) * interval '1 millisecond',
              done_at = case when $3 is null then now() end
        where endpoint_id = $1 and event_id = $2`,
      [due.endpoint_id, due.event_id, waitMs],
    );
    const asked = Math.min(called.retryAfterMs ?? 0, maxRetryAfterMs);
    const { rows } = await client.query<{ tenant: string; name: string; url: string; failing_since: Date }>(
      `update webhook_endpoint
          set failures = failures + 1, failing_since = coalesce(failing_since, $2),
              paused_until = now() + greatest($3, least(power(2, least(failures, 20)) * 1000, 300000) * (0.8 + 0.4 * random())) * interval '1 millisecond'
        where endpoint_id = $1
        returning tenant, name, url, failing_since`,
      [due.endpoint_id, at, asked],
    );
    const [endpoint] = rows;
    if (!endpoint) return;
    const gone = called.status === 410;
    if (!gone && at.getTime() - endpoint.failing_since.getTime() < giveUpMs) return;
    const reason = called.error ?? `HTTP ${called.status}`;
    const { rowCount } = await client.query(
      'update webhook_endpoint set disabled_at = now(), disabled_reason = $2 where endpoint_id = $1 and disabled_at is null',
      [due.endpoint_id, reason],
    );
    if (rowCount === 1)
      await onDisabled(client, {
        tenant: endpoint.tenant,
        endpointId: due.endpoint_id,
        name: endpoint.name,
        url: endpoint.url,
        failingSince: endpoint.failing_since,
        reason,
      });
  }
}
