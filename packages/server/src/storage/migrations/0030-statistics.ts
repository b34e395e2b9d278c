import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/** What of a delivery statistics count: a change of anything else leaves its hour as it is. */
const counted =
  'tenant, delivery_id, first_event_at, sent, weight, category, label, delivered_at, deferred, provider, human_opened_at is null, human_clicked_at is null, tags';

/**
 * Deliveries counted by the hour of their first event. An hour is counted anew where something in it changed; until then it
 * is marked, and readers count it themselves.
 */
export class Statistics extends Migration {
  override readonly name = '0030-statistics';

  override up(): void {
    this.addSql('alter table delivery add column deferred boolean not null default false, add column provider text collate "C"');
    this.addSql(`
      update delivery d set deferred = true
        from (select distinct tenant, delivery_id from event where type = 'deferred') e
       where e.tenant = d.tenant and e.delivery_id = d.delivery_id`);

    // An hour has one set of rows for all its deliveries (slice all), one by domain, and one by each tag.
    this.addSql(`
      create table delivery_hour (
        tenant text not null,
        hour timestamptz not null,
        -- all, domain, or tag:<name>.
        slice text not null,
        -- The domain, or the tag's value; null: all in slice all, and the many rare ones elsewhere.
        value text collate "C",
        provider text collate "C",
        status smallint not null,
        category text,
        label text,
        deliveries integer not null,
        accepted integer not null,
        deferred integer not null,
        opened integer not null,
        clicked integer not null,
        -- From the first event to the acceptance, and how many took so long; within 2 %.
        time_ms bigint[],
        time_counts integer[]
      )`);
    this.addSql('create index delivery_hour_by_time on delivery_hour (tenant, slice, hour)');
    this.addSql('create index delivery_hour_by_value on delivery_hour (tenant, slice, value, hour) where value is not null');

    // No key that writers could wait for each other at; an hour may be marked many times.
    this.addSql('create table delivery_hour_mark (tenant text not null, hour timestamptz not null)');
    this.addSql('create index delivery_hour_mark_by_hour on delivery_hour_mark (tenant, hour)');
    this.addSql(`
      insert into delivery_hour_mark (tenant, hour)
      select distinct tenant, date_trunc('hour', first_event_at, 'UTC') from delivery where sent`);

    // Hours before this are counted for good: mails of them are deleted.
    this.addSql('create table delivery_hour_seal (tenant text primary key, sealed_before timestamptz not null)');

    for (const table of ['delivery_hour', 'delivery_hour_mark', 'delivery_hour_seal']) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(
        `create policy ${table}_of_tenant on ${table} for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
      );
      this.addSql(`grant select on ${table} to ${readerRole}`);
    }

    // By the database, so that no way of writing can forget it: also the hour that a late first event moves a delivery away from.
    this.addSql(`
      create function mark_new_hours() returns trigger language plpgsql as $$
      begin
        insert into delivery_hour_mark (tenant, hour)
        select distinct tenant, date_trunc('hour', first_event_at, 'UTC') from new_rows where sent;
        return null;
      end $$`);
    this.addSql(`
      create function mark_changed_hours() returns trigger language plpgsql as $$
      begin
        insert into delivery_hour_mark (tenant, hour)
        select distinct tenant, date_trunc('hour', first_event_at, 'UTC')
          from (select ${counted} from old_rows union all select ${counted} from new_rows) as versions (
            tenant, delivery_id, first_event_at, sent, weight, category, label, delivered_at, deferred, provider, unopened, unclicked, tags)
         group by tenant, delivery_id, first_event_at, sent, weight, category, label, delivered_at, deferred, provider, unopened, unclicked, tags
        having count(*) = 1 and sent;
        return null;
      end $$`);
    this.addSql(`
      create trigger mark_new_hours after insert on delivery
      referencing new table as new_rows for each statement execute function mark_new_hours()`);
    this.addSql(`
      create trigger mark_changed_hours after update on delivery
      referencing old table as old_rows new table as new_rows for each statement execute function mark_changed_hours()`);
  }
}
