import { Migration } from '@mikro-orm/migrations';

/** Who may ask and tell: keys, of which only a keyed hash is kept, and a log of what was changed by whom. */
export class Access extends Migration {
  override readonly name = '0003-access';

  override up(): void {
    this.addSql(`
      create table api_key (
        key_id text primary key,
        -- Null: for every tenant.
        tenant text,
        name text not null,
        secret_hmac bytea not null,
        roles text[] not null,
        created_at timestamptz not null default now(),
        created_by text not null,
        expires_at timestamptz,
        revoked_at timestamptz,
        last_used_on date
      )`);
    this.addSql('create index api_key_by_tenant on api_key (tenant, created_at desc, key_id)');
    this.addSql(`
      create table audit_log (
        audit_id bigint generated always as identity primary key,
        at timestamptz not null default now(),
        tenant text,
        actor text not null,
        action text not null,
        subject text not null,
        detail jsonb
      )`);
    this.addSql('create index audit_log_by_tenant on audit_log (tenant, at desc, audit_id desc)');
  }
}
