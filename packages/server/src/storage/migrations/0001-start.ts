import { Migration } from '@mikro-orm/migrations';

/** Everything that holds a tenant's data carries the tenant, and is partitioned: events by day, the rest by tenant. */
const tenantPartitions = 8;

export class Start extends Migration {
  override readonly name = '0001-start';

  override up(): void {
    // Addresses live here and nowhere else: erasing a person is one row, and the keyed hash keeps a block working.
    this.addSql(`
      create table recipient (
        tenant text not null,
        recipient_id uuid not null,
        address text,
        domain text not null,
        first_seen_at timestamptz not null default now(),
        erased_at timestamptz,
        primary key (recipient_id, tenant)
      ) partition by hash (tenant)`);

    // One message to one recipient. The unit of status; a fold of its events.
    this.addSql(`
      create table delivery (
        tenant text not null,
        delivery_id uuid not null,
        message_id text not null,
        recipient_id uuid not null,
        -- False: only a returned mail tells of it, which anybody can send.
        sent boolean not null,
        -- The deciding event: the greatest by (weight, at, event).
        weight smallint not null,
        decided_at timestamptz not null,
        decided_by uuid not null,
        category text,
        permanence text,
        scope text,
        label text,
        rule_id text,
        rule_version integer,
        reply_code smallint,
        enhanced_status_code text,
        -- The status where somebody may have to act, else null: keeps the index small and plain updates cheap.
        notable_status smallint,
        first_event_at timestamptz not null,
        last_event_at timestamptz not null,
        delivered_at timestamptz,
        opened_at timestamptz,
        clicked_at timestamptz,
        attempts integer not null,
        opens integer not null,
        clicks integer not null,
        -- Those of the earliest event that has any.
        tags jsonb,
        tags_at timestamptz,
        tags_by uuid,
        primary key (delivery_id, tenant)
      ) partition by hash (tenant)`);
    this.addSql('create index delivery_by_recipient on delivery (tenant, recipient_id, first_event_at desc, delivery_id desc)');
    this.addSql('create index delivery_by_message on delivery (tenant, message_id, delivery_id)');
    this.addSql('create index delivery_by_time on delivery (tenant, first_event_at desc, delivery_id desc)');
    this.addSql(
      'create index delivery_by_status on delivery (tenant, notable_status, first_event_at desc, delivery_id desc) where notable_status is not null',
    );
    this.addSql(
      'create index delivery_by_label on delivery (tenant, label, first_event_at desc, delivery_id desc) where label is not null',
    );

    // The key finds a delivery's events and recognises a repetition with one index.
    this.addSql(`
      create table event (
        tenant text not null,
        delivery_id uuid not null,
        occurred_at timestamptz not null,
        event_id uuid not null,
        type text not null,
        received_at timestamptz not null,
        producer_event_id text,
        reply_code smallint,
        enhanced_status_code text,
        reply text,
        command text,
        mx_host text,
        remote_ip text,
        attempt integer,
        category text,
        permanence text,
        scope text,
        rule_id text,
        rule_version integer,
        ruleset_id integer,
        proof jsonb,
        detail jsonb,
        report_id uuid,
        clamped boolean not null,
        topic text,
        part integer,
        kafka_offset bigint,
        primary key (delivery_id, occurred_at, event_id)
      ) partition by range (occurred_at)`);

    this.addSql(`
      create table suppression (
        tenant text not null,
        recipient_id uuid not null,
        suppression_id uuid not null,
        cause text not null,
        since timestamptz not null,
        until timestamptz,
        delivery_id uuid,
        event_id uuid,
        -- By a returned mail: blocks only when we sent the mail that it speaks of.
        by_report boolean not null default false,
        category text,
        rule_id text,
        rule_version integer,
        ruleset_id integer,
        created_by text,
        reason text,
        lifted_at timestamptz,
        lifted_by text,
        lift_reason text,
        primary key (recipient_id, suppression_id, tenant)
      ) partition by hash (tenant)`);

    for (const table of ['recipient', 'delivery', 'suppression']) {
      // An updated row stays on its page, without new index entries, where there is room.
      const room = table === 'delivery' ? ' with (fillfactor = 80)' : '';
      for (let part = 0; part < tenantPartitions; part++) {
        this.addSql(
          `create table ${table}_${part} partition of ${table} for values with (modulus ${tenantPartitions}, remainder ${part})${room}`,
        );
      }
    }

    // Returned mails as they came, so that a better reader can read them again.
    this.addSql(`
      create table report (
        tenant text not null,
        report_id uuid not null,
        received_at timestamptz not null,
        kind text not null,
        reader text,
        original_message_id text,
        delivery_ids uuid[] not null,
        -- What an operator should look at, such as a stolen password.
        signs text[] not null,
        raw bytea not null,
        topic text,
        part integer,
        kafka_offset bigint,
        primary key (report_id, tenant)
      )`);
    this.addSql('create index report_by_time on report (tenant, received_at desc, report_id desc)');

    // What could not be decoded, with the reason. The id is a hash of where it came from, so a repetition adds nothing.
    this.addSql(`
      create table quarantine (
        quarantine_id uuid primary key,
        tenant text,
        received_at timestamptz not null,
        source text not null,
        topic text,
        part integer,
        kafka_offset bigint,
        message_key bytea,
        headers jsonb,
        value bytea,
        value_bytes integer not null,
        value_sha256 bytea not null,
        error_class text not null,
        error_path text,
        error_message text not null
      )`);
    this.addSql('create index quarantine_by_time on quarantine (received_at desc, quarantine_id desc)');

    // How far each Kafka partition is done, moved in the transaction of its rows and fenced by the epoch.
    this.addSql(`
      create table sink_position (
        consumer_group text not null,
        topic text not null,
        part integer not null,
        epoch bigint not null,
        -- -1: nothing read yet.
        next_offset bigint not null,
        -- Of the message before next_offset: another one at its place means that the topic was made anew.
        last_digest bytea,
        owner uuid not null,
        updated_at timestamptz not null,
        primary key (consumer_group, topic, part)
      )`);

    // Offsets that the broker no longer had when we came for them: recorded, never silent.
    this.addSql(`
      create table offset_gap (
        consumer_group text not null,
        topic text not null,
        part integer not null,
        from_offset bigint not null,
        to_offset bigint not null,
        found_at timestamptz not null,
        primary key (consumer_group, topic, part, from_offset)
      )`);

    // Every ruleset that ever gave a verdict here, whole, so that an old answer stays explainable.
    this.addSql(`
      create table ruleset (
        ruleset_id integer generated always as identity primary key,
        digest text not null unique,
        document jsonb not null,
        first_used_at timestamptz not null default now()
      )`);

    this.addSql('create table service_secret (name text primary key, value bytea not null)');
  }
}
