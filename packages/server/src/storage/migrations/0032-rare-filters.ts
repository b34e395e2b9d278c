import { Migration } from '@mikro-orm/migrations';

/** What lists are asked for by, and is rare among the rest. */
export class RareFilters extends Migration {
  override readonly name = '0032-rare-filters';

  override up(): void {
    this.addSql('create index report_by_kind on report (tenant, kind, received_at desc, report_id desc)');
    this.addSql('create index suppression_by_cause on suppression (tenant, cause, since desc, suppression_id desc)');
    this.addSql(
      'create index quarantine_by_tenant on quarantine (tenant, received_at desc, quarantine_id desc) where tenant is not null',
    );
    for (const column of ['subject', 'action', 'actor'])
      this.addSql(`create index audit_log_by_${column} on audit_log (tenant, ${column}, at desc, audit_id desc)`);
    this.addSql('create index alert_by_kind on alert (tenant, kind, opened_at desc, alert_id desc)');
    this.addSql('create index alert_open_by_time on alert (tenant, opened_at desc, alert_id desc) where closed_at is null');
    for (const state of ['pending', 'failed'])
      this.addSql(
        `create index webhook_message_${state} on webhook_message (endpoint_id, created_at desc, event_id desc) where state = '${state}'`,
      );
  }
}
