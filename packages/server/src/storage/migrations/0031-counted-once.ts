import { Migration } from '@mikro-orm/migrations';

/** A delivery is counted once in a rate, whoever tells of it at the same moment. */
export class CountedOnce extends Migration {
  override readonly name = '0031-counted-once';

  override up(): void {
    // What was known of the delivery before its last change: the row alone says it truly, when it is locked.
    this.addSql('alter table delivery add column known_before smallint not null default 0');
  }
}
