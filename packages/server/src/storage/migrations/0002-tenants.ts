import { Migration } from '@mikro-orm/migrations';

/** Role under which the doors read: it sees the rows of one tenant, whatever a query forgets. */
export const readerRole = 'bezorgd_reader';

/**
 * Tenants are separated by the database. The doors' connections take a role that owns nothing; its policies let through the
 * rows of `app.tenant`, and fail where that is not set. Partitions get no grants, so there is no way round their parent.
 */
export class Tenants extends Migration {
  override readonly name = '0002-tenants';

  override up(): void {
    // Roles belong to the whole server: another database of it may have made this one, even just now.
    this.addSql(`
      do $$
      begin
        if not exists (select from pg_roles where rolname = '${readerRole}') then
          create role ${readerRole} nologin;
        end if;
        if not pg_has_role(current_user, '${readerRole}', 'member') then
          execute format('grant ${readerRole} to %I', current_user);
        end if;
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
          raise exception 'The database user % may not create roles: have an administrator run "create role ${readerRole} nologin; grant ${readerRole} to %"', current_user, current_user;
      end
      $$`);
    for (const table of ['recipient', 'delivery', 'event', 'suppression', 'report']) {
      this.addSql(`alter table ${table} enable row level security`);
      // In a subquery it is worked out once a statement, not once a row.
      this.addSql(
        `create policy ${table}_of_tenant on ${table} for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
      );
      this.addSql(`grant select on ${table} to ${readerRole}`);
    }
    // Rules are everybody's.
    this.addSql(`grant select on ruleset to ${readerRole}`);
  }
}
