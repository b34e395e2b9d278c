import { Migration } from '@mikro-orm/migrations';

/** Opens and clicks that people made, apart from those of machines: worked out from a delivery's readings. */
export class Engagement extends Migration {
  override readonly name = '0004-engagement';

  override up(): void {
    this.addSql(`
      alter table delivery
        add column human_opens integer not null default 0,
        add column human_clicks integer not null default 0,
        add column human_opened_at timestamptz,
        add column human_clicked_at timestamptz,
        add column human_last_at timestamptz`);
  }
}
