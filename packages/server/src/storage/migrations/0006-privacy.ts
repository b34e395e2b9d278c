import { Migration } from '@mikro-orm/migrations';
import { readerRole } from './0002-tenants.ts';

/** Who sees addresses, how long things are kept, and who was forgotten. */
export class Privacy extends Migration {
  override readonly name = '0006-privacy';

  override up(): void {
    // Which readers see addresses is said with the tenant, beside the rows they may see; whoever says nothing sees none.
    this.addSql(`
      create function shown_address(address text) returns text language sql stable parallel safe
      return case when current_setting('app.addresses', true) = 'shown' then address
                  else regexp_replace(address, '^(.).*@', '\\1***@') end`);
    // A quoted local part first: it may hold spaces.
    this.addSql(String.raw`
      create function shown_text(words text) returns text language sql stable parallel safe
      return case when current_setting('app.addresses', true) = 'shown' then words
                  else regexp_replace(
                    regexp_replace(words, '"([^"])(?:[^"]|\\")*"(?=@|%40|＠)', '"\1***"', 'g'),
                    '([^\s<>"@＠])[^\s<>"@＠]*(@|%40|＠)', '\1***\2', 'g') end`);
    this.addSql(`
      create function shown_tags(tags jsonb) returns jsonb language sql stable parallel safe
      return case when tags is null or current_setting('app.addresses', true) = 'shown' then tags
                  else (select jsonb_object_agg(shown_text(name), shown_text(value)) from jsonb_each_text(tags) as tag(name, value)) end`);
    this.addSql(`
      create function addresses_shown() returns boolean language sql stable parallel safe
      return coalesce(current_setting('app.addresses', true), '') = 'shown'`);

    // What is special in a pattern is escaped.
    this.addSql(String.raw`
      create function literal_pattern(literal text) returns text language sql immutable parallel safe
      return regexp_replace(literal, '([.^$*+?()\[\]{}|\\-])', '\\\1', 'g')`);
    // The address itself, and not the end of a longer one (jo-anna@) or its beginning (@example.com.au). A sign that hardly any
    // mailbox has, yet often stands before an address (who=anna@, 'anna@), begins one; so does what is escaped (%3C, \n).
    this.addSql(String.raw`
      create function address_pattern(address text) returns text language sql immutable parallel safe
      return '(?:(?<=[%=](?:2[0268cf]|3[a-f]|5[bd]|7[bd]|0[0-9a-f]))|(?<=\\[nrtbf])|(?<=\\u[0-9a-f]{4})|'
          || '(?<![A-Za-z0-9._+\u00C0-\u024F\u0370-\u052F-]|[A-Za-z0-9][!#$%&''*^{|}~]))'
          || literal_pattern(address) || '(?![.]?-*[A-Za-z0-9])'`);
    this.addSql(String.raw`
      create function domain_pattern(domain text) returns text language sql immutable parallel safe
      return '(?<![A-Za-z0-9-])' || literal_pattern(domain) || '(?![.]?-*[A-Za-z0-9])'`);
    for (const what of ['address', 'domain']) {
      // The plain search first: it is much cheaper.
      this.addSql(`
        create function names_${what}(words text, spellings text[]) returns boolean language sql immutable parallel safe
        return exists (
          select from unnest(spellings) as one
           where case when position(lower(one) in lower(words)) > 0 then words ~* ${what}_pattern(one) else false end)`);
      this.addSql(`
        create function without_${what}(words text, spellings text[], replacement text) returns text language sql immutable parallel safe
        return regexp_replace(words, (select string_agg(${what}_pattern(one), '|') from unnest(spellings) as one), replacement, 'gi')`);
    }
    // Bytes of any kind as words: what is no UTF-8 becomes spaces.
    this.addSql(String.raw`
      create function words_of(bytes bytea) returns text language plpgsql immutable as $$
      begin
        return convert_from(bytes, 'UTF8');
      exception when others then
        return replace(regexp_replace(encode(bytes, 'escape'), '\\[0-7]{3}', ' ', 'g'), '\\', '\');
      end $$`);
    this.addSql(String.raw`
      create function bytes_name_address(bytes bytea, spellings text[]) returns boolean language sql immutable
      return exists (
        select from (select lower(encode(bytes, 'escape') collate "C") as text offset 0) escaped, unnest(spellings) as one
         where case when position(lower(replace(one, '\', '\\')) in escaped.text) > 0
                    then words_of(bytes) ~* address_pattern(one)
                    else octet_length(one) > length(one) and position(convert_to(one, 'UTF8') in bytes) > 0 end)`);

    // A tenant's returned mails by themselves: for their list, and to delete the old ones.
    this.addSql('drop index report_by_time');
    this.addSql('create index report_by_time on report (tenant, received_at desc, report_id desc)');

    this.addSql(`alter table tenant_policy add column retention jsonb, alter column suppression drop not null`);
    this.addSql(`
      create table erasure (
        tenant text not null,
        erasure_id uuid not null,
        recipient_id uuid not null,
        erased_at timestamptz not null,
        erased_by text not null,
        reason text not null,
        cleared jsonb not null,
        primary key (tenant, erasure_id)
      )`);
    this.addSql('alter table erasure enable row level security');
    this.addSql(
      `create policy erasure_of_tenant on erasure for select to ${readerRole} using (tenant = (select current_setting('app.tenant')))`,
    );
    this.addSql(`grant select on erasure to ${readerRole}`);
  }
}
