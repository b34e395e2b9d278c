import type { Reads } from './reads.ts';

/**
 * Whether a mail to one of a domain's recipients was accepted and did not come back. Served by `recipient_by_domain` and
 * `delivery_by_recipient`; two hundred recipients are looked at, and the last five mails of each.
 */
export async function arrivesAtDomain(reads: Reads, tenant: string, domain: string): Promise<boolean> {
  const { rows } = await reads.query<{ arrives: boolean }>({
    name: 'arrives-at-domain',
    text: `select exists (
             select
               from (select recipient_id from recipient where tenant = $1 and domain = $2 limit 200) r
              cross join lateral (
                select delivered_at, notable_status
                  from delivery
                 where tenant = $1 and recipient_id = r.recipient_id
                 order by first_event_at desc, delivery_id desc
                 limit 5) d
              where d.delivered_at is not null and d.notable_status is null) as arrives`,
    values: [tenant, domain],
  });
  return rows[0]?.arrives ?? false;
}

/**
 * The domains at which the tenant's mails of late arrived for at least three recipients, the most frequent first. Served by
 * `delivery_by_time`; two thousand mails are looked at.
 */
export async function frequentDomains(reads: Reads, tenant: string): Promise<readonly string[]> {
  const { rows } = await reads.query<{ domain: string }>({
    name: 'frequent-domains',
    text: `select r.domain
             from (select recipient_id, delivered_at, notable_status
                     from delivery
                    where tenant = $1
                    order by first_event_at desc, delivery_id desc
                    limit 2000) d
             join recipient r on r.tenant = $1 and r.recipient_id = d.recipient_id
            where d.delivered_at is not null and d.notable_status is null
            group by r.domain
           having count(distinct d.recipient_id) >= 3
            order by count(distinct d.recipient_id) desc, r.domain
            limit 50`,
    values: [tenant],
  });
  return rows.map((row) => row.domain);
}
