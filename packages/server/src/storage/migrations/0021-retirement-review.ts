import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/** Addresses that are out of use, and who looked at those that need a person. */
export class RetirementReview extends Migration {
  override readonly name = '0021-retirement-review';

  override up(): void {
    // Whom to mail instead of a retired address.
    this.addSql('alter table suppression add column successor_id uuid');
    this.addSql('create index suppression_by_successor on suppression (successor_id, tenant) where successor_id is not null');
    this.addSql(
      'create index delivery_by_attention on delivery (tenant, first_event_at desc, delivery_id desc) where label is not null',
    );
    this.addSql(`
      create table recipient_review (
        tenant text not null,
        recipient_id uuid not null,
        reviewed_at timestamptz not null,
        -- The event that decided what was looked at: another one is new.
        seen_event uuid not null,
        reviewed_by text not null,
        note text,
        primary key (recipient_id, reviewed_at, tenant)
      )`);
    this.addSql('create index recipient_review_by_time on recipient_review (tenant, reviewed_at)');
    this.addSql('alter table recipient_review enable row level security');
    this.addSql(
      `create policy recipient_review_of_tenant on recipient_review for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
    );
    this.addSql(`grant select on recipient_review to ${readerRole}`);
  }
}
