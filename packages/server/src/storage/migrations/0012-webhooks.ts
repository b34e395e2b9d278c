import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/** Where to push, what waits to be pushed, and what was tried. Secrets are worked out, and stand in no row. */
export class Webhooks extends Migration {
  override readonly name = '0012-webhooks';

  override up(): void {
    this.addSql(`
      create table webhook_endpoint (
        tenant text not null,
        endpoint_id uuid not null,
        name text not null,
        url text not null,
        -- Null: all.
        types text[],
        statuses text[],
        -- Made by somebody who may see alerts for those who run the sending.
        operator boolean not null,
        secret_version integer not null,
        -- Until then the secret before this one signs too.
        previous_secret_until timestamptz,
        -- Switched off by a person: nothing is kept for it meanwhile.
        enabled boolean not null,
        -- Switched off for failing too long: what comes meanwhile waits.
        disabled_at timestamptz,
        disabled_reason text,
        failing_since timestamptz,
        failures integer not null,
        paused_until timestamptz,
        created_at timestamptz not null default now(),
        created_by text not null,
        primary key (endpoint_id, tenant)
      )`);
    this.addSql('create index webhook_endpoint_by_tenant on webhook_endpoint (tenant, created_at, endpoint_id)');
    // The id of the news recognises a repetition.
    this.addSql(`
      create table webhook_message (
        tenant text not null,
        endpoint_id uuid not null,
        event_id uuid not null,
        type text not null,
        body text not null,
        created_at timestamptz not null,
        state text not null,
        tries integer not null,
        next_try_at timestamptz not null,
        done_at timestamptz,
        primary key (endpoint_id, event_id)
      )`);
    this.addSql("create index webhook_message_due on webhook_message (endpoint_id, next_try_at) where state = 'pending'");
    this.addSql('create index webhook_message_by_time on webhook_message (endpoint_id, created_at desc, event_id desc)');
    this.addSql('create index webhook_message_by_age on webhook_message (created_at)');
    this.addSql(`
      create table webhook_try (
        tenant text not null,
        endpoint_id uuid not null,
        event_id uuid not null,
        tried_at timestamptz not null,
        duration_ms integer not null,
        -- Of the answer; null when there was none.
        status integer,
        answer text,
        error text,
        primary key (endpoint_id, event_id, tried_at)
      )`);
    this.addSql('create index webhook_try_by_age on webhook_try (tried_at)');
    for (const table of ['webhook_endpoint', 'webhook_message', 'webhook_try']) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(
        `create policy ${table}_of_tenant on ${table} for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
      );
      this.addSql(`grant select on ${table} to ${readerRole}`);
    }
  }
}
