import { Migration } from '@mikro-orm/migrations';

/** Lists that were short once: keys and erasures, page after page. */
export class PagesOfFew extends Migration {
  override readonly name = '0040-pages-of-few';

  override up(): void {
    this.addSql('drop index api_key_by_tenant');
    this.addSql('create index api_key_by_tenant on api_key (tenant, created_at desc, key_id desc)');
    this.addSql('create index api_key_by_time on api_key (created_at desc, key_id desc)');
    this.addSql('create index erasure_by_time on erasure (tenant, erased_at desc, erasure_id desc)');
  }
}
