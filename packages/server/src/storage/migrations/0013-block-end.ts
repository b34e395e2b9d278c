import { Migration } from '@mikro-orm/migrations';

/** When a block will end by itself, for those who are told of it: how long it lasts is judged, and stands in no row. */
export class BlockEnd extends Migration {
  override readonly name = '0013-block-end';

  override up(): void {
    this.addSql(`
      create table block_end (
        tenant text not null,
        recipient_id uuid not null,
        ends_at timestamptz not null,
        primary key (tenant, recipient_id)
      )`);
    this.addSql('create index block_end_by_time on block_end (ends_at)');
  }
}
