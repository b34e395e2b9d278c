import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { recipientPlaceholder } from '@bezorgd/rules';
import { streams } from '../suppressions/judge-suppressions.ts';
import { ownSlices } from './statistics.store.ts';
import { lostRace, withTransaction } from './transaction.ts';
import type { Cleared, Erasure, PushedKey } from '../queries/erasure.query.ts';
import { locks } from './locks.ts';

/** Stands where a person's mail domain stood: it may be theirs alone. */
const erasedDomain = 'erased.invalid';

/** Every returned mail of a tenant is looked through: some 40 µs each. */
const longestSearchMs = 1_200_000;
/** What another server writes now bears the time of its clock. */
const clocksApartMs = 3_600_000;

/** Nobody is forgotten until this transaction ends: what it reads of a person from now on, it may write. */
export async function holdErasures(client: pg.ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1)', [locks.erasures]);
}

interface Person {
  readonly recipientId: string;
  /** As it was asked. */
  readonly address: string;
  /** Its domain, in ASCII. */
  readonly domain: string;
}

/**
 * Forgets a person: the address goes, and all that came from their own mailbox or browser. The recipient's id stays, a keyed hash,
 * so that blocks keep working and mails keep their status.
 */
export class Erasures {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Null when nothing is known of the recipient. Safe to repeat. */
  async erase(tenant: string, recipient: Person, by: string, reason: string, now: Date): Promise<Erasure | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#erase(tenant, recipient, by, reason, now);
      } catch (error) {
        if (attempt === 5 || !lostRace(error)) throw error;
      }
    }
  }

  /** Where a person is meant or named beside their own rows. Looks through everything, and takes its time. */
  async find(tenant: string, person: Person): Promise<Found> {
    return withTransaction(this.#pool, async (client) => {
      await client.query('set transaction read only');
      await client.query(`set local statement_timeout = ${longestSearchMs}`);
      const { stored, spellings, domains } = await namesOf(client, tenant, person);
      // The domain of somebody who is not known says nothing of them.
      return search(client, tenant, person.recipientId, spellings, stored ? domains : []);
    });
  }

  async #erase(tenant: string, recipient: Person, by: string, reason: string, now: Date): Promise<Erasure | null> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      await client.query(`set local statement_timeout = ${longestSearchMs}`);
      const cleared = await clear(client, tenant, recipient, now);
      if (!cleared) {
        await client.query('rollback');
        return null;
      }
      const erasureId = randomUUID();
      await client.query(
        `with made as (
           insert into erasure (tenant, erasure_id, recipient_id, erased_at, erased_by, reason, cleared) values ($1, $2, $3, $4, $5, $6, $7))
         insert into audit_log (tenant, actor, action, subject, detail)
         values ($1, $5, 'recipient.erase', $3::text, jsonb_build_object('erasureId', $2::text))`,
        [tenant, erasureId, recipient.recipientId, now, by, reason, JSON.stringify(cleared)],
      );
      await client.query('commit');
      return { erasureId, recipientId: recipient.recipientId, erasedAt: now, erasedBy: by, reason, cleared };
    } catch (error) {
      broken = await client.query('rollback').then(
        () => undefined,
        (failed: Error) => failed,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  }
}

type Count = (text: string, values: readonly unknown[]) => Promise<number>;

/** Of the person, where `$1` is the tenant and `$2` the recipient. */
const ownIds = 'select delivery_id from delivery where tenant = $1 and recipient_id = $2';
const ownEvents = `(select delivery_id, first_event_at, last_event_at from delivery where tenant = $1 and recipient_id = $2) d
  join event e on e.tenant = $1 and e.delivery_id = d.delivery_id and e.occurred_at between d.first_event_at and d.last_event_at`;

async function clear(client: pg.ClientBase, tenant: string, person: Person, now: Date): Promise<Cleared | null> {
  const { recipientId } = person;
  const count: Count = async (text, values) =>
    (await client.query({ text, values: [...values], query_timeout: longestSearchMs } as pg.QueryConfig)).rowCount ?? 0;
  const { stored, spellings, domains } = await namesOf(client, tenant, person);
  const found = await search(client, tenant, recipientId, spellings, domains);
  await client.query('select from recipient where tenant = $1 and recipient_id = $2 for update', [tenant, recipientId]);

  // Nobody whom we mailed, perhaps: then other rows may name the person still.
  const quarantined = await count('delete from quarantine where tenant = $1 and quarantine_id = any($2::uuid[])', [
    tenant,
    found.quarantineIds,
  ]);
  // Of which nobody can read whose it is: not counted, since it may be another tenant's.
  await count('delete from quarantine where tenant is null and quarantine_id = any($1::uuid[])', [found.quarantineIds]);
  const reports = await count(
    `update report r set raw = '', original_message_id = null
      where tenant = $1 and length(raw) > 0
        and (delivery_ids && array(${ownIds}) or report_id in (select e.report_id from ${ownEvents} where e.report_id is not null)
             or report_id = any($3::uuid[]))`,
    [tenant, recipientId, found.reportIds],
  );
  const address = await count(
    `update recipient set address = null, domain = $4, erased_at = coalesce(erased_at, $3)
      where tenant = $1 and recipient_id = $2 and address is not null`,
    [tenant, recipientId, now, erasedDomain],
  );
  const events = await clearEvents(count, tenant, recipientId);
  const notes = await clearNotes(count, tenant, recipientId, spellings, domains, found);
  const pushedBefore = await clearPushed(count, tenant, found.pushed, found.answers);
  // Whoever is about to write what they have read of the person has written it now, and nobody begins to.
  await client.query('select pg_advisory_xact_lock($1)', [locks.erasures]);
  const since = new Date(now.getTime() - clocksApartMs);
  const late = await searchPushed(client, tenant, recipientId, spellings, domains, since);
  const pushed = pushedBefore + (await clearPushed(count, tenant, late.pushed, late.answers));
  await clearAlerts(count, tenant, recipientId, domains);
  const cleared = { address, events, reports, quarantined, notes, pushed };
  if (!stored) {
    if (Object.values(cleared).every((n) => n === 0)) return null;
    // So that a mail that comes later does not bring the address.
    await client.query(
      `insert into recipient (tenant, recipient_id, address, domain, erased_at) values ($1, $2, null, $3, $4) on conflict do nothing`,
      [tenant, recipientId, erasedDomain, now],
    );
  }
  await forgetFigures(client, tenant, recipientId, domains);
  // What others were told is told again without the address; a compacted topic forgets the former.
  await client.query(`insert into outbox (tenant, deliveries, recipients) select $1, array(${ownIds}), array[$2::uuid]`, [
    tenant,
    recipientId,
  ]);
  return cleared;
}

interface FoundPushed {
  readonly pushed: readonly PushedKey[];
  readonly answers: readonly PushedKey[];
}

export interface Found extends FoundPushed {
  readonly reportIds: readonly string[];
  readonly auditIds: readonly string[];
  readonly quarantineIds: readonly string[];
  /** Blocks whose reason, and recipients in a note on whom, somebody is named. */
  readonly suppressions: readonly { readonly recipient_id: string; readonly suppression_id: string }[];
  readonly reviewed: readonly string[];
}

async function searched<T extends object>(
  client: pg.ClientBase,
  text: string,
  values: readonly unknown[],
): Promise<readonly T[]> {
  const { rows } = await client.query<T>({ text, values: [...values], query_timeout: longestSearchMs } as pg.QueryConfig);
  return rows;
}

/**
 * What is long to look through, before anything is written: whoever follows what happens waits for transactions that have
 * begun to write.
 */
async function search(
  client: pg.ClientBase,
  tenant: string,
  recipientId: string,
  spellings: readonly string[],
  domains: readonly string[],
): Promise<Found> {
  const reports = await searched<{ id: string }>(
    client,
    'select report_id as id from report where tenant = $1 and length(raw) > 0 and bytes_name_address(raw, $2)',
    [tenant, spellings],
  );
  const audit = await searched<{ id: string }>(
    client,
    `select audit_id::text as id from audit_log
      where tenant = $1 and (names_address(detail::text, $2) or names_domain(detail::text, $3))`,
    [tenant, spellings, domains],
  );
  const quarantine = await searched<{ id: string }>(
    client,
    `select quarantine_id as id from quarantine
      where (tenant = $1 or tenant is null)
        and (bytes_name_address(value, $2) or bytes_name_address(message_key, $2)
             or names_address(headers::text, $2) or names_address(error_message, $2))`,
    [tenant, spellings],
  );
  const reviewed = await searched<{ id: string }>(
    client,
    'select recipient_id as id from recipient_review where tenant = $1 and (names_address(note, $2) or names_domain(note, $3))',
    [tenant, spellings, domains],
  );
  return {
    reportIds: reports.map((row) => row.id),
    auditIds: audit.map((row) => row.id),
    quarantineIds: quarantine.map((row) => row.id),
    reviewed: reviewed.map((row) => row.id),
    suppressions: await searched(
      client,
      `select recipient_id, suppression_id from suppression
        where tenant = $1
          and (names_address(reason, $2) or names_address(lift_reason, $2) or names_domain(reason, $3) or names_domain(lift_reason, $3))`,
      [tenant, spellings, domains],
    ),
    ...(await searchPushed(client, tenant, recipientId, spellings, domains, new Date(0))),
  };
}

/** What waits to be pushed or was pushed: about the person, or naming them. And what was answered to it. */
async function searchPushed(
  client: pg.ClientBase,
  tenant: string,
  recipientId: string,
  spellings: readonly string[],
  domains: readonly string[],
  since: Date,
): Promise<FoundPushed> {
  return {
    pushed: await searched<PushedKey>(
      client,
      `select endpoint_id, event_id from webhook_message
        where tenant = $1 and created_at >= $5
          and (body::jsonb #>> '{data,recipient,id}' = $2::uuid::text or names_address(body, $3)
               or type like 'alert.%' and (names_domain(body, $4) or ${namesOnlyOwn("(body::jsonb #> '{data,detail}')")}))`,
      [tenant, recipientId, spellings, domains, since],
    ),
    answers: await searched<PushedKey>(
      client,
      `select endpoint_id, event_id from webhook_try
        where tenant = $1 and tried_at >= $4 and (names_address(answer, $2) or names_domain(answer, $3))`,
      [tenant, spellings, domains, since],
    ),
  };
}

interface Names {
  readonly stored: { readonly address: string | null; readonly domain: string } | undefined;
  readonly spellings: readonly string[];
  /** Of nobody else. */
  readonly domains: readonly string[];
}

async function namesOf(client: pg.ClientBase, tenant: string, person: Person): Promise<Names> {
  const { rows } = await client.query<{ address: string | null; domain: string }>(
    'select address, domain from recipient where tenant = $1 and recipient_id = $2',
    [tenant, person.recipientId],
  );
  const stored = rows[0];
  return {
    stored,
    spellings: spellingsOf(person, stored?.address ?? null),
    domains: await ownDomains(client, tenant, person, stored?.domain ?? null),
  };
}

/** As it is stored and as it was asked, each also as JSON and a link write it. */
function spellingsOf({ address, domain }: Person, stored: string | null): readonly string[] {
  const plain = [stored ?? address, address, `${address.slice(0, address.lastIndexOf('@'))}@${domain}`];
  return [
    ...new Set(
      plain
        .flatMap((one) => [one, JSON.stringify(one).slice(1, -1), encodeURIComponent(one.toWellFormed())])
        .flatMap((one) => [one, one.toLowerCase()]),
    ),
  ];
}

/** The mail domain, where nobody else of the tenant has it: then it tells who the person was. */
async function ownDomains(
  client: pg.ClientBase,
  tenant: string,
  { recipientId, address, domain }: Person,
  stored: string | null,
): Promise<readonly string[]> {
  const typed = address
    .slice(address.lastIndexOf('@') + 1)
    .replace(/\.$/, '')
    .toLowerCase();
  const asked = [...new Set([domain, typed, stored ?? domain])].filter((one) => one !== erasedDomain);
  const { rowCount } = await client.query(
    'select from recipient where tenant = $1 and domain = any($2::text[]) and recipient_id <> $3 limit 1',
    [tenant, asked, recipientId],
  );
  return rowCount === 0 ? asked : [];
}

/** What others said of the person and their mailbox; codes, verdicts and the rule stay. */
async function clearEvents(count: Count, tenant: string, recipientId: string): Promise<number> {
  const events = await count(
    `update event e
        set detail = case when e.type in ('opened', 'clicked') then null else e.detail - 'reason' end, producer_event_id = null,
            reply = null, proof = case when jsonb_typeof(e.proof) = 'object' then e.proof || '{"span": null}' else e.proof end,
            mx_host = null, remote_ip = null
       from (select delivery_id, first_event_at, last_event_at from delivery where tenant = $1 and recipient_id = $2) d
      where e.tenant = $1 and e.delivery_id = d.delivery_id and e.occurred_at between d.first_event_at and d.last_event_at
        and (e.producer_event_id is not null or e.reply is not null or e.mx_host is not null or e.remote_ip is not null
             or e.type in ('opened', 'clicked') and e.detail is not null or e.detail ? 'reason')`,
    [tenant, recipientId],
  );
  // The stream says what a block by a returned mail is for, and names nobody.
  await count(
    `update delivery
        set tags = case when tags ->> 'stream' = any($3::text[]) then jsonb_build_object('stream', tags ->> 'stream') end
      where tenant = $1 and recipient_id = $2 and tags is not null`,
    [tenant, recipientId, streams],
  );
  return events;
}

/** Figures name domains and tags: the person's hours are counted anew, and those of mails that are deleted already name no domain. */
async function forgetFigures(
  client: pg.ClientBase,
  tenant: string,
  recipientId: string,
  domains: readonly string[],
): Promise<void> {
  await client.query({
    text: `with own as (
             select distinct date_trunc('hour', first_event_at, 'UTC') as hour from delivery where tenant = $1 and recipient_id = $2),
           marked as (insert into delivery_hour_mark (tenant, hour) select $1, hour from own)
           delete from delivery_hour h using own
            where h.tenant = $1 and h.hour = own.hour and h.slice = any(${ownSlices})
              and h.hour >= coalesce((select sealed_before from delivery_hour_seal where tenant = $1), '-infinity')`,
    values: [tenant, recipientId],
  });
  await client.query("update delivery_hour set value = null where tenant = $1 and slice = 'domain' and value = any($2::text[])", [
    tenant,
    domains,
  ]);
}

/** Words of staff about the person, and those that name them. */
async function clearNotes(
  count: Count,
  tenant: string,
  recipientId: string,
  spellings: readonly string[],
  domains: readonly string[],
  { auditIds, reviewed, suppressions }: Found,
): Promise<number> {
  let notes = await count(
    'update recipient_review set note = null where tenant = $1 and recipient_id = $2 and note is not null',
    [tenant, recipientId],
  );
  const named = [
    { what: 'address', values: [tenant, spellings, recipientPlaceholder], andAudit: '' },
    // A webhook's target, say, is not the person's.
    { what: 'domain', values: [tenant, domains, erasedDomain], andAudit: "and action ~ '^(address|suppression|recipient)[.]'" },
  ];
  for (const { what, values, andAudit } of named) {
    if (values[1]!.length === 0) continue;
    notes += await count(
      `update suppression s set reason = without_${what}(reason, $2, $3), lift_reason = without_${what}(lift_reason, $2, $3)
         from unnest($4::uuid[], $5::uuid[]) as found(recipient_id, suppression_id)
        where s.tenant = $1 and s.recipient_id = found.recipient_id and s.suppression_id = found.suppression_id
          and (names_${what}(reason, $2) or names_${what}(lift_reason, $2))`,
      [...values, suppressions.map((one) => one.recipient_id), suppressions.map((one) => one.suppression_id)],
    );
    notes += await count(
      `update recipient_review set note = without_${what}(note, $2, $3)
        where tenant = $1 and recipient_id = any($4::uuid[]) and names_${what}(note, $2)`,
      [...values, reviewed],
    );
    notes += await count(
      `update audit_log set detail = without_${what}(detail::text, $2, $3)::jsonb
        where tenant = $1 and audit_id = any($4::bigint[]) and names_${what}(detail::text, $2) ${andAudit}`,
      [...values, auditIds],
    );
  }
  return notes;
}

/** Drops messages with what was answered to them, and clears other answers. */
async function clearPushed(
  count: Count,
  tenant: string,
  pushed: readonly PushedKey[],
  answers: readonly PushedKey[],
): Promise<number> {
  const keysOf = (keys: readonly PushedKey[]): unknown[] => [
    tenant,
    keys.map((key) => key.endpoint_id),
    keys.map((key) => key.event_id),
  ];
  const dropped = await count(
    `delete from webhook_message m using unnest($2::uuid[], $3::uuid[]) as found(endpoint_id, event_id)
      where m.tenant = $1 and m.endpoint_id = found.endpoint_id and m.event_id = found.event_id`,
    keysOf(pushed),
  );
  const cleared = await count(
    `update webhook_try t set answer = null from unnest($2::uuid[], $3::uuid[]) as found(endpoint_id, event_id)
      where t.tenant = $1 and t.endpoint_id = found.endpoint_id and t.event_id = found.event_id and t.answer is not null`,
    keysOf([...pushed, ...answers]),
  );
  return dropped + cleared;
}

/** Of an alert's detail: all deliveries that it is about are the person's. */
function namesOnlyOwn(detail: string): string {
  return `(coalesce((${detail} ->> 'count')::bigint, 1) <= 1 and (${detail} ->> 'deliveryId')::uuid in (${ownIds})
    or ${detail} -> 'deliveryIds' <@ (select coalesce(jsonb_agg(delivery_id), '[]') from (${ownIds}) o))`;
}

/** Alerts and the numbers behind them. What is about others' mails as well stays, without those of the person. */
async function clearAlerts(count: Count, tenant: string, recipientId: string, domains: readonly string[]): Promise<void> {
  const own = [tenant, recipientId];
  await count(`delete from waiting_delivery where tenant = $1 and (delivery_id in (${ownIds}) or domain = any($3::text[]))`, [
    ...own,
    domains,
  ]);
  await count(`delete from sender_trouble where tenant = $1 and (delivery_id in (${ownIds}) or domain = any($3::text[]))`, [
    ...own,
    domains,
  ]);
  await count('delete from domain_delivery_time where tenant = $1 and domain = any($2::text[])', [tenant, domains]);
  await count(
    `update outbox
        set counts = jsonb_set(counts, '{trouble}', (
              select jsonb_agg(case when (one ->> 'deliveryId')::uuid in (${ownIds}) or one ->> 'domain' = any($3::text[])
                                    then jsonb_set(one, '{domain}', to_jsonb($4::text)) else one end)
                from jsonb_array_elements(counts -> 'trouble') as one))
      where tenant = $1
        and exists (select from jsonb_array_elements(counts -> 'trouble') as one
                     where (one ->> 'deliveryId')::uuid in (${ownIds}) or one ->> 'domain' = any($3::text[]))`,
    [...own, domains, erasedDomain],
  );
  // A failure that was told is not to be told again: its row stays, and says no more where.
  await count(
    `update alert set detail = jsonb_set(detail, '{domain}', to_jsonb($3::text))
      where tenant = $1 and kind = 'mail-failed' and (detail ->> 'deliveryId')::uuid in (${ownIds})`,
    [...own, erasedDomain],
  );
  await count(
    `delete from alert
      where tenant = $1 and kind <> 'mail-failed'
        and (cause = any($3::text[]) or substring(cause from ' ([^ ]+)$') = any($3::text[]) or ${namesOnlyOwn('detail')})`,
    [...own, domains],
  );
  await count(
    `update alert
        set detail = case when (detail ->> 'deliveryId')::uuid in (${ownIds}) then detail - 'deliveryId' else detail end
                  || case when detail ? 'deliveryIds' then jsonb_build_object('deliveryIds', (
                       select coalesce(jsonb_agg(id order by place), '[]')
                         from jsonb_array_elements_text(detail -> 'deliveryIds') with ordinality as listed(id, place)
                        where id::uuid not in (${ownIds}))) else '{}' end
                  || case when detail ->> 'domain' = any($3::text[]) then jsonb_build_object('domain', $4::text) else '{}' end
      where tenant = $1 and kind <> 'mail-failed'
        and ((detail ->> 'deliveryId')::uuid in (${ownIds}) or detail ->> 'domain' = any($3::text[])
             or exists (select from jsonb_array_elements_text(detail -> 'deliveryIds') as listed(id) where id::uuid in (${ownIds})))`,
    [...own, domains, erasedDomain],
  );
}
