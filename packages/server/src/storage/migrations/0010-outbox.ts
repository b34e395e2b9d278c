import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/**
 * What changed, for those who are told of it: written in the transaction of the change, read in the order of transactions.
 * Rows name what changed; what to tell of it is read when it is told.
 */
export class Outbox extends Migration {
  override readonly name = '0010-outbox';

  override up(): void {
    this.addSql(`
      create table outbox (
        -- Identities are handed out before the commit, so they alone would let a late transaction be passed over.
        tx xid8 not null default pg_current_xact_id(),
        outbox_id bigint generated always as identity,
        tenant text not null,
        at timestamptz not null default now(),
        deliveries uuid[] not null default '{}',
        -- Whose block a person changed, or whose block ended by time; other changes follow from the deliveries.
        recipients uuid[] not null default '{}',
        alerts uuid[] not null default '{}',
        -- How many events of each kind, and the sender-side trouble among them: what alerts count.
        counts jsonb,
        primary key (tx, outbox_id)
      )`);
    this.addSql('create index outbox_by_time on outbox (at)');
    this.addSql('create index outbox_by_tenant on outbox (tenant, tx, outbox_id)');

    // How far each reader is.
    this.addSql(`
      create table outbox_reader (
        name text primary key,
        tx xid8 not null,
        outbox_id bigint not null,
        updated_at timestamptz not null
      )`);

    this.addSql('alter table outbox enable row level security');
    this.addSql(
      `create policy outbox_of_tenant on outbox for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
    );
    this.addSql(`grant select on outbox to ${readerRole}`);
  }
}
