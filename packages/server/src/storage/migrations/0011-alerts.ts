import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/** What somebody should look at, and the numbers by which it is found. */
export class Alerts extends Migration {
  override readonly name = '0011-alerts';

  override up(): void {
    this.addSql(`
      create table alert_rule (
        tenant text not null,
        rule_id uuid not null,
        kind text not null,
        name text not null,
        enabled boolean not null,
        -- What the kind needs; checked before it is written.
        settings jsonb not null,
        -- Null: told once.
        remind_every_minutes integer,
        quiet_minutes integer not null,
        created_at timestamptz not null default now(),
        created_by text not null,
        primary key (tenant, rule_id)
      )`);
    this.addSql(`
      create table alert (
        tenant text not null,
        alert_id uuid not null,
        -- All zeros: a rule of the service itself.
        rule_id uuid not null,
        kind text not null,
        cause text not null,
        for_operators boolean not null,
        opened_at timestamptz not null,
        last_seen_at timestamptz not null,
        told_at timestamptz not null,
        closed_at timestamptz,
        acknowledged_at timestamptz,
        acknowledged_by text,
        sequence integer not null,
        detail jsonb not null,
        primary key (tenant, alert_id)
      )`);
    // One open alert per cause, whoever evaluates.
    this.addSql('create unique index alert_open on alert (tenant, rule_id, kind, cause) where closed_at is null');
    this.addSql('create index alert_by_time on alert (tenant, opened_at desc, alert_id desc)');

    // Deliveries of tenants that want to know of silence, from their first event to their final one: found by when it is due.
    this.addSql(`
      create table waiting_delivery (
        tenant text not null,
        delivery_id uuid not null,
        domain text not null,
        first_event_at timestamptz not null,
        due_at timestamptz not null,
        primary key (tenant, delivery_id)
      )`);
    this.addSql('create index waiting_delivery_by_due on waiting_delivery (tenant, due_at, delivery_id)');

    // How long a domain usually takes, measured now and then.
    this.addSql(`
      create table domain_delivery_time (
        tenant text not null,
        domain text not null,
        -- 99 of 100 deliveries were accepted within this time.
        usual_ms bigint not null,
        observations integer not null,
        measured_at timestamptz not null,
        primary key (tenant, domain)
      )`);

    // Deliveries by the minute in which they were first known as something; replies by the minute in which they came.
    this.addSql(`
      create table event_count (
        tenant text not null,
        minute timestamptz not null,
        kind text not null,
        n bigint not null,
        primary key (tenant, minute, kind)
      )`);
    this.addSql(`
      create table sender_trouble (
        tenant text not null,
        minute timestamptz not null,
        category text not null,
        blocklist text not null,
        domain text not null,
        n bigint not null,
        delivery_id uuid not null,
        permanence text,
        rule_id text,
        primary key (tenant, minute, category, blocklist, domain)
      )`);
    this.addSql('create index event_count_by_time on event_count (minute)');
    this.addSql('create index sender_trouble_by_time on sender_trouble (minute)');
    for (const table of ['alert_rule', 'alert', 'waiting_delivery', 'domain_delivery_time', 'event_count', 'sender_trouble']) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(
        `create policy ${table}_of_tenant on ${table} for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
      );
      this.addSql(`grant select on ${table} to ${readerRole}`);
    }
  }
}
