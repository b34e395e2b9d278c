import { Migration } from '@mikro-orm/migrations';

/** Whether mails arrive at a domain is asked before a look-alike is suggested. */
export class Addresses extends Migration {
  override readonly name = '0020-addresses';

  override up(): void {
    // The domain first: nobody should think that it helps to find a tenant.
    this.addSql('create index recipient_by_domain on recipient (domain, tenant, recipient_id)');
  }
}
