import type { ServerResponse } from 'node:http';
import { createClient } from '@bezorgd/sdk';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { until } from '../support/process.ts';
import { startReceiver } from '../support/receiver.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let client: ReturnType<typeof createClient>;
const canary = 'Canary.Bird+7@nest.example.com';
const reader = { userAgent: 'Mozilla/5.0 (canary-browser)', ip: '192.0.2.77' };
const at = (minutes: number): string => new Date(Date.now() - 3_600_000 + minutes * 60_000).toISOString();

const returned = dsn({
  messageId: 'person-1@example.org',
  recipients: [canary],
  words: `<${canary}>: User unknown`,
  headers: [`To: ${canary}`],
});

beforeAll(async () => {
  server = await testServer({ WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  const db = new pg.Client({ connectionString: server.databaseUrl });
  await db.connect();
  client = createClient({ baseUrl: server.url, apiKey: server.key });
  // Nobody listens there: what is pushed waits, with its tries.
  await client.webhooks.add({ name: 'app', url: 'http://127.0.0.1:9/' });
  const mail = { messageId: 'person-1@example.org', recipient: canary };
  const { body } = await server.post('/v1/events', {
    events: [
      { type: 'processed', ...mail, occurredAt: at(0), eventId: `queue-${canary}` },
      { type: 'opened', ...mail, occurredAt: at(2), ...reader },
      { type: 'clicked', ...mail, occurredAt: at(3), ...reader, url: `https://example.org/?who=${canary}` },
      { type: 'bounced', ...mail, occurredAt: at(5), reply: `550 5.1.1 <${canary.toLowerCase()}>: User unknown` },
      { type: 'report', raw: Buffer.from(returned).toString('base64') },
      { type: 'delivered', messageId: 'person-1@example.org', recipient: canary, occurredAt: 'yesterday' },
      {
        type: 'bounced',
        messageId: 'other@example.org',
        recipient: 'bystander@nest.example.com',
        occurredAt: at(5),
        reply: '550 5.1.1 User unknown',
      },
    ],
  });
  expect(body).toMatchObject({ accepted: 6, refused: [{ path: 'occurredAt' }] });
  await client.suppressions.add({ address: canary, reason: `${canary.toUpperCase()} called us (twice)` });
  await until('something waits to be pushed', async () => ((await db.query('select from webhook_message')).rowCount ?? 0) >= 2);
  await db.end();
});
afterAll(() => server.stop());

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const db = new pg.Client({ connectionString: server.databaseUrl });
  await db.connect();
  const { rows: tables } = await db.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_name <> 'ruleset' and table_type = 'BASE TABLE'",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    // Bytes as text as well, so that what hides in a stored mail is seen.
    const { rows } = await db.query<{ line: string }>(`select t::text as line from ${name} t`);
    for (const { line } of rows)
      texts.push(`${name}: ${line} ${line.replace(/\\x([0-9a-f]+)/g, (_, hex) => Buffer.from(hex, 'hex').toString('latin1'))}`);
  }
  await db.end();
  return texts.join('\n').toLowerCase();
}

const traces = [canary.toLowerCase(), 'canary.bird', 'canary-browser', '192.0.2.77', 'nest.example.com/?who'];

describe('a person', () => {
  test('gets all that is known of them', async () => {
    const document: any = await client.privacy.export(canary);
    expect(document).toMatchObject({
      recipient: { address: canary },
      suppressions: [{ cause: 'manual' }, {}, {}],
      deliveries: [{ messageId: 'person-1@example.org', status: 'hard-bounced' }],
      reports: [{}],
    });
    expect(document.deliveries[0].timeline.map((entry: any) => entry.type)).toEqual([
      'processed',
      'opened',
      'clicked',
      'bounced',
      'bounced',
    ]);
    expect(document.deliveries[0].timeline[1].detail).toMatchObject(reader);
    expect(Buffer.from(document.reports[0].raw, 'base64').toString()).toBe(returned);
    expect(JSON.stringify(document)).not.toContain('bystander');
    expect(document.quarantined.map(({ content }: any) => JSON.parse(Buffer.from(content, 'base64').toString()))).toMatchObject([
      { recipient: canary, occurredAt: 'yesterday' },
    ]);
    expect(document.log.length).toBeGreaterThan(0);
    await expect
      .poll(async () =>
        ((await client.privacy.export(canary)) as any).pushed.map(({ body }: any) => JSON.parse(body).data.messageId),
      )
      .toContain('person-1@example.org');
    await expect(client.privacy.export('nobody@example.com')).rejects.toMatchObject({ code: 'recipient-unknown', status: 404 });
    await expect(client.privacy.export('nobody')).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('gets each of a thousand openings, and what was refused, though nothing else is known', async () => {
    const mail = { messageId: 'often@example.org', recipient: 'often@example.net' };
    const opened = Array.from({ length: 1000 }, (_, n) => ({
      type: 'opened',
      ...mail,
      occurredAt: at(n / 100),
      eventId: `o${n}`,
    }));
    await server.post('/v1/events', { events: opened });
    await server.post('/v1/events', { events: [{ type: 'delivered', ...mail, occurredAt: at(11) }] });
    const often: any = await client.privacy.export('often@example.net');
    expect(new Set(often.deliveries[0].timeline.map((entry: any) => entry.eventId)).size).toBe(1001);
    await server.post('/v1/events', { events: [{ type: 'lost', recipient: 'only.refused@example.net' }] });
    expect(await client.privacy.export('only.refused@example.net')).toMatchObject({
      recipient: null,
      deliveries: [],
      quarantined: [{ content: expect.any(String) }],
    });
  });

  test('is forgotten everywhere, and stays blocked', async () => {
    const before = await everything();
    for (const trace of traces.slice(0, 4)) expect(before).toContain(trace);
    const erasure = await client.privacy.erase({ address: canary.toLowerCase(), reason: 'request 2026-117' });
    expect(erasure).toMatchObject({
      reason: 'request 2026-117',
      erasedBy: expect.stringMatching(/^key:/),
      cleared: { address: 1, events: 5, reports: 1, quarantined: 1, notes: 2, pushed: expect.any(Number) },
    });
    expect(erasure.cleared.pushed).toBeGreaterThanOrEqual(2);
    const after = await everything();
    expect(after.split('\n').filter((line) => traces.some((trace) => line.includes(trace)))).toEqual([]);
    expect(after).toContain('bystander@nest.example.com');
    const [check] = await client.suppressions.check([canary]);
    expect(check).toMatchObject({ maySend: false, cause: 'manual' });
    const { data } = await server.graphql(
      '{ recipient(address: "canary.bird+7@nest.example.com") { address domain suppressionHistory { cause reason } deliveries { nodes { status timeline { type reply { text } } } } } erasures { nodes { recipientId reason cleared { reports } } } }',
    );
    expect(data.recipient).toMatchObject({
      address: null,
      domain: 'erased.invalid',
      deliveries: { nodes: [{ status: 'HARD_BOUNCED' }] },
    });
    expect(data.recipient.suppressionHistory[0]).toEqual({ cause: 'manual', reason: '{recipient} called us (twice)' });
    expect(data.erasures.nodes).toEqual([
      { recipientId: erasure.recipientId, reason: 'request 2026-117', cleared: { reports: 1 } },
    ]);
    expect(await client.privacy.erasures().next()).toEqual({ done: false, value: erasure });
  });

  test('a mail that comes later does not bring the address back', async () => {
    await server.post('/v1/events', {
      events: [{ type: 'processed', messageId: 'later@example.org', recipient: canary, occurredAt: at(30) }],
    });
    expect(await everything()).not.toContain(traces[0]);
    expect(await client.privacy.erase({ address: canary, reason: 'again' })).toMatchObject({ cleared: { address: 0 } });
  });

  test('wrong requests say what is wrong', async () => {
    await expect(client.privacy.erase({ address: 'nobody@example.com', reason: 'x' })).rejects.toMatchObject({
      code: 'recipient-unknown',
    });
    await expect(client.privacy.erase({ address: canary, reason: ' ' })).rejects.toMatchObject({ fields: [{ path: 'reason' }] });
    await expect(client.privacy.erase({ address: canary, reason: `for ${canary}` })).rejects.toMatchObject({
      fields: [{ path: 'reason' }],
    });
    const made = await server.graphql(
      'mutation { createApiKey(input: { name: "x", roles: [SUPPORT], tenant: "default" }) { key } }',
    );
    const support = createClient({ baseUrl: server.url, apiKey: made.data.createApiKey.key });
    await expect(support.privacy.export('bystander@nest.example.com')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(support.privacy.erase({ address: 'bystander@nest.example.com', reason: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

/** With a connection of its own. */
async function withDatabase<T>(run: (db: pg.Client) => Promise<T>): Promise<T> {
  const db = new pg.Client({ connectionString: server.databaseUrl });
  await db.connect();
  try {
    return await run(db);
  } finally {
    await db.end();
  }
}

/** Until all that happened was made into messages for the webhook. */
async function pushed(db: pg.Client, messageId: string): Promise<void> {
  await until('it waits to be pushed', async () => {
    const { rows } = await db.query(
      `select exists (select from webhook_message where position($1::text in body) > 0)
          and not exists (select from outbox o, outbox_reader r where r.name = 'webhooks' and (o.tx, o.outbox_id) > (r.tx, r.outbox_id)) as all`,
      [messageId],
    );
    return rows[0].all;
  });
}

describe('forgetting one person', () => {
  test('takes nothing of another whose address ends or begins alike', async () => {
    const [anna, joanna, later] = ['anna@persoonlijk.example', 'joanna@persoonlijk.example', 'anna@persoonlijk.example.com'];
    await withDatabase(async (db) => {
      await server.post('/v1/events', {
        events: [anna, joanna, later].flatMap((recipient, index) => [
          {
            type: 'bounced',
            messageId: `alike-${index}@example.org`,
            recipient,
            occurredAt: at(8),
            reply: '550 5.1.1 User unknown',
          },
          { type: 'delivered', messageId: `alike-${index}@example.org`, recipient, occurredAt: 'yesterday' },
        ]),
      });
      await client.suppressions.add({ address: joanna, reason: `ticket of ${joanna}` });
      await client.suppressions.add({
        address: later,
        reason: `${later}, not ${anna.toUpperCase()}. And <${anna}>, who=${anna}`,
      });
      for (const index of [0, 1, 2]) await pushed(db, `alike-${index}@example.org`);
      const others = async () => {
        const { rows } = await db.query(
          `select (select count(*) from webhook_message where position($1::text in body) > 0) as messages,
                  (select count(*) from quarantine where position(convert_to($1, 'UTF8') in value) > 0) as quarantined`,
          [joanna],
        );
        return rows[0];
      };
      const before = await others();
      expect(Number(before.messages)).toBeGreaterThan(0);
      expect(before.quarantined).toBe('1');
      expect(await client.privacy.erase({ address: anna, reason: 'request 1' })).toMatchObject({ cleared: { quarantined: 1 } });
      expect(await others()).toEqual(before);
      const { rows } = await db.query("select reason from suppression where reason like '%persoonlijk%' order by reason");
      expect(rows.map(({ reason }) => reason)).toEqual([
        `${later}, not {recipient}. And <{recipient}>, who={recipient}`,
        `ticket of ${joanna}`,
      ]);
      const after = await everything();
      expect(after).not.toMatch(/(?<!jo)anna@persoonlijk\.example(?!\.com)/);
    });
  });

  test('takes their name and their own domain, wherever they stand', async () => {
    const person = 'A.Prins@prins-family.example';
    const bounce = { type: 'bounced', messageId: 'family@example.org', recipient: person, occurredAt: at(9) };
    const autoReply = `From: ${person}\r\nTo: sender@example.org\r\nSubject: Hello\r\n\r\nThis is Anna Prins.\r\n`;
    await withDatabase(async (db) => {
      await server.post('/v1/events', {
        events: [
          {
            ...bounce,
            reply: '550 5.1.1 Anna Prins is unknown at mx.prins-family.example',
            mxHost: 'mx.prins-family.example',
            remoteIp: '192.0.2.91',
            tags: { name: 'Anna Prins', stream: 'marketing' },
          },
          {
            type: 'rejected',
            messageId: 'family-2@example.org',
            recipient: person,
            occurredAt: at(9),
            reason: 'Anna Prins left',
          },
          { type: 'report', raw: Buffer.from(autoReply).toString('base64') },
        ],
      });
      await client.suppressions.add({ address: 'bystander@nest.example.com', reason: 'moved to prins-family.example' });
      await pushed(db, 'family@example.org');
      const { rows } = await db.query("select delivery_id, recipient_id from delivery where message_id = 'family@example.org'");
      const [{ delivery_id: own }] = rows;
      const stranger = '00000000-0000-4000-8000-000000000001';
      const alert = (kind: string, cause: string, detail: object) =>
        db.query(
          `insert into alert (tenant, alert_id, rule_id, kind, cause, for_operators, opened_at, last_seen_at, told_at, sequence, detail)
           values ('default', gen_random_uuid(), gen_random_uuid(), $1, $2, false, now(), now(), now(), 1, $3)`,
          [kind, cause, JSON.stringify(detail)],
        );
      await alert('mail-failed', own, { domain: 'prins-family.example', deliveryId: own, count: 1 });
      await alert('mail-silent', 'prins-family.example', { domain: 'prins-family.example', count: 1, deliveryIds: [own] });
      await alert('sender-trouble', 'ip-blocked Spamhaus prins-family.example', {
        domain: 'prins-family.example',
        deliveryId: own,
      });
      await alert('mail-silent', 'gmail.com', { domain: 'gmail.com', count: 2, deliveryIds: [own, stranger] });
      await db.query(
        `insert into sender_trouble values ('default', now(), 'ip-blocked', 'Spamhaus', 'prins-family.example', 1, $1),
                                           ('default', now(), 'ip-blocked', 'Spamhaus', 'gmail.com', 1, $2)`,
        [own, stranger],
      );
      await db.query(
        "insert into waiting_delivery values ('default', $1, 'prins-family.example', now(), now()), ('default', $2, 'gmail.com', now(), now())",
        [own, stranger],
      );
      await db.query("insert into domain_delivery_time values ('default', 'prins-family.example', 1, 1, now())");
      await db.query("insert into outbox (tenant, counts) values ('default', $1)", [
        JSON.stringify({
          totals: {},
          trouble: [{ category: 'ip-blocked', blocklist: 'Spamhaus', domain: 'prins-family.example', count: 1, deliveryId: own }],
        }),
      ]);
      await db.query(
        `insert into webhook_message (tenant, endpoint_id, event_id, type, body, created_at, state, tries, next_try_at)
         select 'default', endpoint_id, gen_random_uuid(), 'alert.opened', $1, now(), 'pending', 0, now() from webhook_endpoint`,
        [JSON.stringify({ data: { detail: { domain: 'prins-family.example' } } })],
      );
      const names = ['anna prins', 'prins-family', '192.0.2.91'];
      const before = await everything();
      for (const name of names) expect(before).toContain(name);
      const erasure = await client.privacy.erase({ address: person, reason: 'request 2' });
      expect(erasure).toMatchObject({ cleared: { address: 1, events: 2, reports: 1, notes: 2 } });
      // The webhook tells of the erasure; nothing comes back with that.
      await pushed(db, erasure.recipientId);
      const after = await everything();
      expect(after.split('\n').filter((line) => names.some((name) => line.includes(name)))).toEqual([]);
      expect(after).toContain('moved to erased.invalid');
      const { rows: left } = await db.query(
        `select (select jsonb_agg(detail -> 'deliveryIds') from alert where kind = 'mail-silent') as ids,
                (select count(*)::int from alert where kind = 'mail-failed') as failed,
                (select array_agg(domain) from waiting_delivery) as waiting, (select array_agg(domain) from sender_trouble where domain = 'gmail.com') as trouble,
                (select jsonb_agg(tags) from delivery where message_id = 'family@example.org') as tags,
                (select jsonb_agg(jsonb_build_array(reply_code, enhanced_status_code, category, rule_id is not null)) from event where delivery_id = $1) as verdicts`,
        [own],
      );
      expect(left[0]).toEqual({
        ids: [[stranger]],
        failed: 1,
        waiting: ['gmail.com'],
        trouble: ['gmail.com'],
        tags: [{ stream: 'marketing' }],
        verdicts: [[550, '5.1.1', 'recipient-unknown', true]],
      });
    });
  });

  test('waits for nobody who waits for it, while mail of the person comes in', async () => {
    const busy = 'busy@example.com';
    const tell = (n: number) =>
      server.post('/v1/events', {
        events: [
          {
            type: 'deferred',
            messageId: 'busy@example.org',
            recipient: busy,
            occurredAt: new Date(Date.now() - n * 1000).toISOString(),
            tags: { n: String(n) },
          },
        ],
      });
    await tell(0);
    for (let round = 0; round < 5; round++) {
      const told = Promise.all(Array.from({ length: 12 }, (_, n) => tell(round * 12 + n + 1)));
      await client.privacy.erase({ address: busy, reason: 'request 5' });
      for (const { status } of await told) expect(status).toBe(200);
    }
  });

  test('searches before it begins to write, so that no news waits for it', async () => {
    const person = 'searched@example.com';
    // What a transaction sees of others' is fixed when it first looks.
    const watcher = new pg.Client({ connectionString: server.databaseUrl });
    await watcher.connect();
    await withDatabase(async (db) => {
      await server.post('/v1/events', {
        events: [{ type: 'delivered', messageId: 'searched@example.org', recipient: person, occurredAt: at(9) }],
      });
      await db.query('begin');
      await db.query("select from recipient where address = 'searched@example.com' for update");
      const erased = client.privacy.erase({ address: person, reason: 'request 6' });
      await until('it has searched, and waits to write', async () => {
        const { rows } = await watcher.query(
          "select backend_xid from pg_stat_activity where wait_event_type = 'Lock' and query like 'select from recipient%for update'",
        );
        expect(rows.every((row) => row.backend_xid === null)).toBe(true);
        return rows.length === 1;
      });
      await db.query('commit');
      expect((await erased).cleared.address).toBe(1);
    });
    await watcher.end();
  });

  test('takes the answer with it that a receiver gives too late', async () => {
    const person = 'late.answer@example.com';
    const receiver = await startReceiver();
    const held: ServerResponse[] = [];
    receiver.answer = ({ body }, response) => void (body.includes(person) ? held.push(response) : response.writeHead(204).end());
    const { webhook } = await client.webhooks.add({ name: 'slow', url: receiver.url });
    await server.post('/v1/events', {
      events: [{ type: 'delivered', messageId: 'late@example.org', recipient: person, occurredAt: at(9) }],
    });
    await until('the receiver has it', async () => held.length === 1);
    expect((await client.privacy.erase({ address: person, reason: 'request 7' })).cleared.pushed).toBeGreaterThan(0);
    held[0]!.writeHead(500).end(`no such person: ${person}`);
    await withDatabase(async (db) => {
      await until('the answer is taken', async () => {
        const { rows } = await db.query('select failing_since from webhook_endpoint where endpoint_id = $1', [webhook.id]);
        return rows[0].failing_since !== null;
      });
      const { rows } = await db.query('select answer from webhook_try where endpoint_id = $1 and status = 500', [webhook.id]);
      expect(rows).toEqual([]);
    });
    await client.webhooks.remove(webhook.id);
    await receiver.close();
  });

  test('takes an address whose local part is quoted', async () => {
    const quoted = '"ann b"@quoted.example.com';
    await withDatabase(async (db) => {
      await server.post('/v1/events', {
        events: [
          { type: 'bounced', messageId: 'quoted@example.org', recipient: quoted, occurredAt: at(9), reply: '550 5.1.1 No' },
        ],
      });
      await client.suppressions.add({ address: quoted, reason: 'asked' });
      await pushed(db, 'quoted@example.org');
      await db.query(
        "insert into audit_log (tenant, actor, action, subject, detail) values ('default', 'x', 'address.retire', 'x', $1)",
        [JSON.stringify({ successor: quoted })],
      );
      expect(await everything()).toMatch(/ann b/);
      expect(await client.privacy.erase({ address: quoted, reason: 'request 3' })).toMatchObject({ cleared: { notes: 1 } });
      expect(await everything()).not.toMatch(/ann b|quoted\.example/);
    });
  });

  test('takes nothing of another tenant, and does not tell that there is something', async () => {
    const address = 'two.homes@example.net';
    await withDatabase(async (db) => {
      const quarantine = (id: string, tenant: string | null) =>
        db.query(
          `insert into quarantine (quarantine_id, tenant, received_at, source, topic, part, kafka_offset, value, value_bytes, value_sha256, error_class, error_message)
           values ($1, $2, now(), 'kafka', 'mail.delivery', 0, 1, $3, 1, '', 'invalid', 'x')`,
          [id, tenant, Buffer.from(`to ${address}`)],
        );
      await quarantine('11111111-1111-4111-8111-111111111111', 'other');
      await quarantine('22222222-2222-4222-8222-222222222222', null);
      const left = async () =>
        (
          await db.query("select left(quarantine_id::text, 1) as id from quarantine where error_message = 'x' order by 1")
        ).rows.map(({ id }) => id);
      await expect(client.privacy.erase({ address, reason: 'request 8' })).rejects.toMatchObject({ code: 'recipient-unknown' });
      expect(await left()).toEqual(['1', '2']);
      await server.post('/v1/events', {
        events: [{ type: 'delivered', messageId: 'two@example.org', recipient: address, occurredAt: at(9) }],
      });
      expect((await client.privacy.erase({ address, reason: 'request 9' })).cleared.quarantined).toBe(0);
      expect(await left()).toEqual(['1']);
    });
  });

  test('takes what names somebody whom nobody mailed', async () => {
    const raw = 'From: known.by.report@example.net\r\nSubject: Hello\r\n\r\nHello.\r\n';
    await server.post('/v1/events', {
      events: [
        { type: 'delivered', messageId: 'nobody@example.org', recipient: 'in.quarantine@example.net', occurredAt: 'yesterday' },
        { type: 'report', raw: Buffer.from(raw).toString('base64') },
      ],
    });
    const before = await everything();
    for (const [address, cleared] of [
      ['in.quarantine@example.net', { address: 0, quarantined: 1 }],
      ['known.by.report@example.net', { address: 0, reports: 1 }],
    ] as const) {
      expect(before).toContain(address);
      expect(await client.privacy.erase({ address, reason: 'request 4' })).toMatchObject({ cleared });
      await server.post('/v1/events', {
        events: [{ type: 'processed', messageId: 'since@example.org', recipient: address, occurredAt: at(30) }],
      });
      expect(await everything()).not.toContain(address);
    }
  });
});

test('who may not see addresses sees none, in no field of any door', async () => {
  await server.post('/v1/events', {
    events: [
      {
        type: 'bounced',
        messageId: 'masked@example.org',
        recipient: 'jan.jansen@example.com',
        occurredAt: at(6),
        reply: '550 5.1.1 <jan.jansen@example.com> unknown; ask piet@example.net',
        eventId: 'bounce-jan.jansen@example.com',
        tags: { customer: 'jan.jansen@example.com', 'jan.jansen@example.com': 'customer', kind: 'news' },
      },
      {
        type: 'deferred',
        messageId: 'masked@example.org',
        recipient: 'jan.jansen@example.com',
        occurredAt: at(5),
        reply: '450 4.2.1 See https://example.net/?who=piet.p%40gmail.com, piet＠example.net or "piet piet"@example.net',
      },
      { type: 'opened', messageId: 'masked@example.org', recipient: 'jan.jansen@example.com', occurredAt: at(7), ...reader },
    ],
  });
  await client.suppressions.add({
    address: 'jan.jansen@example.com',
    reason: 'says jan.jansen@example.com or "jan jansen"@example.com',
  });
  const made = await server.graphql(
    'mutation { createApiKey(input: { name: "ops", roles: [OPERATOR], tenant: "default" }) { key } }',
  );
  const { key } = made.data.createApiKey;
  const operator = createClient({ baseUrl: server.url, apiKey: key });
  const query =
    '{ deliveries(filter: {messageId: "masked@example.org"}) { nodes { deliveryId recipient { address suppressionHistory { reason } } tags { name value } timeline { eventId ip reply { text } classification { span { start end } } } } } suppressions { nodes { recipient { address } } } }';
  const { data } = (await server.post('/graphql', { query }, { authorization: `Bearer ${key}` })).body;
  const [node] = data.deliveries.nodes;
  expect(node.recipient.address).toBe('j***@example.com');
  expect(node.tags).toContainEqual({ name: 'kind', value: 'news' });
  expect(node.tags).toContainEqual({ name: 'customer', value: 'j***@example.com' });
  expect(node.timeline[0].reply.text).toBe(
    `See h${'*'.repeat(30)}%40gmail.com, p***＠example.net or "p${'*'.repeat(8)}"@example.net`,
  );
  expect(node.timeline[1].reply.text).toBe('<j***@example.com> unknown; ask p***@example.net');
  expect(node.timeline[2].ip).toBeNull();
  const answers = [
    JSON.stringify(data),
    JSON.stringify(await operator.deliveries.get(node.deliveryId)),
    JSON.stringify((await server.get('/v1/suppressions', { authorization: `Bearer ${key}` })).body),
    JSON.stringify((await server.get('/v1/deliveries', { authorization: `Bearer ${key}` })).body),
  ];
  for (const answer of answers) {
    expect(answer).toContain('j***@example.com');
    expect(answer).not.toMatch(/jansen|piet|192\.0\.2\.77/);
  }
  // Who may, sees them on the same connections.
  expect(JSON.stringify(await client.deliveries.get(node.deliveryId))).toContain('jan.jansen@example.com');
});
