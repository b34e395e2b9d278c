import type { Client } from 'pg';

/** Mail of 30 days up to a moment, made by the database itself: a tenth as many recipients, at some 5,000 domains. */
export async function manyDeliveries(client: Client, tenant: string, count: number, until: Date): Promise<void> {
  const recipients = Math.max(1, Math.floor(count / 10));
  await client.query(
    `insert into recipient (tenant, recipient_id, address, domain)
     select $1, md5('r' || n)::uuid, 'r' || n || '@example.com',
            case n % 10 when 0 then 'gmail.com' when 1 then 'gmail.com' when 2 then 'gmail.com' when 3 then 'outlook.com' when 4 then 'yahoo.com'
                        else 'd' || (5000 * power(random(), 3))::int || '.example.com' end
       from generate_series(0, $2::int - 1) n`,
    [tenant, recipients],
  );
  // The marks of a bulk are made once, at its end.
  await client.query('alter table delivery disable trigger user');
  const chunk = 500_000;
  for (let from = 0; from < count; from += chunk) {
    await client.query(
      `insert into delivery (tenant, delivery_id, message_id, recipient_id, sent, weight, decided_at, decided_by, category, permanence, scope, label, notable_status,
                             first_event_at, last_event_at, delivered_at, attempts, opens, clicks, deferred, provider, human_opened_at, human_clicked_at, tags)
       select $1, md5('d' || n)::uuid, 'm' || n || '@example.org', md5('r' || n % $5::int)::uuid, true, w, at + took, md5('e' || n)::uuid,
              case w when 80 then 'recipient-unknown' when 70 then 'mailbox-full' when 60 then 'suppressed' when 90 then 'complaint' end,
              case w when 80 then 'permanent' when 70 then 'transient' end, 'recipient',
              case w when 80 then 'HardBounce' when 70 then 'SoftBounce' when 60 then 'Inactive' when 90 then 'Spam' end,
              case when w <> 42 then w / 10 end, at, at + took, case when w in (42, 90) then at + took end, 1, 0, 0, took > interval '60 s',
              case n % $5::int % 10 when 0 then 'google' when 1 then 'google' when 2 then 'google' when 3 then 'microsoft' when 4 then 'yahoo' end,
              case when n % 5 = 0 then at + interval '1 hour' end, case when n % 20 = 0 then at + interval '1 hour' end,
              jsonb_build_object('kind', 'kind' || n % 12)
         from (select n, $4::timestamptz - interval '30 days' * (1 - n / $6::float8) as at, interval '1 s' * (0.2 + 3 * power(random(), 6) * 100) as took,
                      (case when n % 100 < 2 then 80 when n % 100 < 4 then 70 when n % 100 = 4 then 60 when n % 1000 = 5 then 90 else 42 end)::smallint as w
                 from generate_series($2::int, $3::int) n) made`,
      [tenant, from, Math.min(from + chunk, count) - 1, until, recipients, count],
    );
  }
  await client.query('alter table delivery enable trigger user');
  await client.query(
    `insert into delivery_hour_mark (tenant, hour)
     select $1, hour from generate_series(date_trunc('hour', $2::timestamptz - interval '30 days', 'UTC'), $2::timestamptz, interval '1 hour') hour`,
    [tenant, until],
  );
}
