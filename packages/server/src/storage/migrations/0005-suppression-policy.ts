import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/** Blocks for one stream of mail only, and how long what blocks, tenant by tenant. */
export class SuppressionPolicyMigration extends Migration {
  override readonly name = '0005-suppression-policy';

  override up(): void {
    // What deliveries say of a fact is read from them; once they are deleted it stands here.
    this.addSql('alter table suppression add column stream text, add column ours boolean, add column accepted_after timestamptz');
    this.addSql('alter table delivery add column accepted_at timestamptz');
    this.addSql('update delivery set accepted_at = delivered_at where sent');
    // Whoever deletes recipients counts up, so that nobody takes one for known that is gone.
    this.addSql('create sequence recipient_epoch');
    // How long a bounce blocks is the policy's to say, whenever it is asked.
    this.addSql("update suppression set until = null where cause = 'hard-bounce' and created_by is null");
    this.addSql('create index suppression_by_time on suppression (tenant, since desc, suppression_id desc)');
    this.addSql(`
      create table tenant_policy (
        tenant text primary key,
        suppression jsonb not null,
        updated_at timestamptz not null,
        updated_by text not null
      )`);
    this.addSql('alter table tenant_policy enable row level security');
    this.addSql(
      `create policy tenant_policy_of_tenant on tenant_policy for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
    );
    this.addSql(`grant select on tenant_policy to ${readerRole}`);
  }
}
