import { randomUUID } from 'node:crypto';
import { createClient } from '@bezorgd/sdk';
import { Kafka, logLevel, Partitioners, type Message } from 'kafkajs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { makeTopics } from '../support/kafka-topics.ts';
import { apiKey, ask, serverProcess, until, type ServerProcess } from '../support/process.ts';

/**
 * A producer that shares no code with the server writes a ledger of what must come out; the server is killed twice while it
 * reads; afterwards every door has to give what the ledger says.
 */

interface Expected {
  readonly status: string;
  readonly maySend: boolean;
  readonly events: number;
  readonly engagement: string;
}
interface Sent {
  readonly topic: string;
  readonly message: Message;
}

const brokers = inject('kafkaBrokers');
const prefix = `e2e-${randomUUID().slice(0, 8)}.`;
const topics = ['mail.delivery', 'mail.open', 'mail.click', 'mail.report'].map((name) => prefix + name);
const mailCount = 4000;
const start = Date.now() - 6 * 3_600_000;

const ledger = new Map<string, Expected & { recipient: string }>();
const sent: Sent[] = [];
const poison: Sent[] = [];

function at(seconds: number): string {
  return new Date(start + seconds * 1000).toISOString();
}
function event(topic: string, messageId: string, body: object): Sent {
  return {
    topic: prefix + topic,
    message: {
      key: messageId,
      value: JSON.stringify({ eventId: randomUUID(), messageId, ...body }),
      headers: { source: 'ledger' },
    },
  };
}

const hard = '550 5.1.1 <{}>: Recipient address rejected: User unknown in virtual mailbox table';
const soft = '552 5.2.2 <{}>: Mailbox full';

/** What happens to a mail, and what must be said of it. */
const stories: readonly ((
  id: string,
  recipient: string,
  second: number,
) => { readonly events: Sent[]; readonly expected: Expected })[] = [
  (id, recipient, s) => ({
    events: [taken(id, recipient, s), accepted(id, recipient, s + 2)],
    expected: { status: 'DELIVERED', maySend: true, events: 2, engagement: 'NONE' },
  }),
  (id, recipient, s) => ({
    events: [
      taken(id, recipient, s),
      accepted(id, recipient, s + 2),
      opened(id, recipient, s + 60),
      clicked(id, recipient, s + 70),
    ],
    expected: { status: 'DELIVERED', maySend: true, events: 4, engagement: 'CLICKED' },
  }),
  (id, recipient, s) => ({
    events: [
      taken(id, recipient, s),
      deferred(id, recipient, s + 1),
      accepted(id, recipient, s + 600),
      opened(id, recipient, s + 700),
    ],
    expected: { status: 'DELIVERED', maySend: true, events: 4, engagement: 'OPENED' },
  }),
  (id, recipient, s) => ({
    events: [taken(id, recipient, s), bounced(id, recipient, s + 2, hard)],
    expected: { status: 'HARD_BOUNCED', maySend: false, events: 2, engagement: 'NONE' },
  }),
  (id, recipient, s) => ({
    events: [taken(id, recipient, s), bounced(id, recipient, s + 2, soft)],
    expected: { status: 'SOFT_BOUNCED', maySend: true, events: 2, engagement: 'NONE' },
  }),
  (id, recipient, s) => ({
    events: [taken(id, recipient, s), accepted(id, recipient, s + 2), bounced(id, recipient, s + 300, hard)],
    expected: { status: 'HARD_BOUNCED', maySend: false, events: 3, engagement: 'NONE' },
  }),
  (id, recipient, s) => ({
    events: [taken(id, recipient, s), accepted(id, recipient, s + 2), complaint(id, recipient)],
    expected: { status: 'COMPLAINED', maySend: false, events: 3, engagement: 'NONE' },
  }),
  (id, recipient, s) => ({
    events: [taken(id, recipient, s), notification(id, recipient)],
    expected: { status: 'HARD_BOUNCED', maySend: false, events: 2, engagement: 'NONE' },
  }),
];

function taken(id: string, recipient: string, second: number): Sent {
  return event('mail.delivery', id, { type: 'processed', recipient, occurredAt: at(second), tags: { kind: 'appointment' } });
}
function accepted(id: string, recipient: string, second: number): Sent {
  return event('mail.delivery', id, {
    type: 'delivered',
    recipient,
    occurredAt: at(second),
    reply: '250 2.0.0 Ok: queued as 4XYZ',
    mxHost: 'mx.example.com',
  });
}
function deferred(id: string, recipient: string, second: number): Sent {
  return event('mail.delivery', id, {
    type: 'deferred',
    recipient,
    occurredAt: at(second),
    reply: '451 4.7.1 Greylisting in action, please come back later',
    attempt: 1,
  });
}
function bounced(id: string, recipient: string, second: number, reply: string): Sent {
  return event('mail.delivery', id, {
    type: 'bounced',
    recipient,
    occurredAt: at(second),
    reply: reply.replace('{}', recipient),
    command: 'RCPT',
    mxHost: 'mx.example.com',
  });
}
function opened(id: string, recipient: string, second: number): Sent {
  return event('mail.open', id, {
    type: 'opened',
    recipient,
    occurredAt: at(second),
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    ip: '192.0.2.1',
  });
}
function clicked(id: string, recipient: string, second: number): Sent {
  return event('mail.click', id, {
    type: 'clicked',
    recipient,
    occurredAt: at(second),
    url: 'https://example.org/a',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  });
}
function report(id: string, lines: readonly string[]): Sent {
  return { topic: `${prefix}mail.report`, message: { key: id, value: lines.join('\r\n'), headers: { tenant: 'default' } } };
}
function complaint(id: string, recipient: string): Sent {
  return report(id, [
    'From: <fbl@example.net>',
    'Subject: complaint about a mail',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="=b"',
    '',
    '--=b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: Feedback/2.0',
    'Version: 1',
    `Original-Rcpt-To: <${recipient}>`,
    '',
    '--=b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: <${id}>`,
    'From: clinic@example.org',
    '',
    'Dear patient',
    '--=b--',
    '',
  ]);
}
function notification(id: string, recipient: string): Sent {
  return report(id, [
    'From: MAILER-DAEMON@mx.example.org (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="=b"',
    '',
    '--=b',
    'Content-Type: text/plain',
    '',
    `<${recipient}>: host mx.example.com[192.0.2.1] said: 550 5.1.1 <${recipient}>: Recipient address rejected: User unknown (in reply to RCPT TO command)`,
    '--=b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    'Action: failed',
    'Status: 5.1.1',
    'Remote-MTA: dns; mx.example.com',
    `Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: Recipient address rejected: User unknown`,
    '',
    '--=b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}>`,
    'From: clinic@example.org',
    '--=b--',
    '',
  ]);
}

for (let n = 0; n < mailCount; n++) {
  const id = `${n}.${prefix}mail@example.org`;
  const recipient = `person-${n}@example.com`;
  const story = stories[n % stories.length]!(id, recipient, n);
  ledger.set(id, { ...story.expected, recipient });
  for (const item of story.events) {
    sent.push(item);
    // Every third message comes twice, as producers do that try again.
    if (sent.length % 3 === 0) sent.push(item);
  }
}
const million = 'x'.repeat(1_000_000);
poison.push(
  ...[
    '{"type":',
    '[]',
    'null',
    '{"type":"delivered"}',
    '{"type":"delivered","messageId":1}',
    million,
    `{"type":"delivered","x":"${million}"}`,
  ].map((value): Sent => ({
    topic: `${prefix}mail.delivery`,
    message: { key: 'poison', value },
  })),
  { topic: `${prefix}mail.delivery`, message: { key: 'poison', value: null } },
  { topic: `${prefix}mail.open`, message: { key: 'poison', value: Buffer.from([0xc3, 0x28]) } },
  { topic: `${prefix}mail.report`, message: { key: 'poison', value: null } },
);
/** Broken mail is no poison: it is a mail that says nothing. */
const brokenMails = [
  million,
  'Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b',
  Buffer.alloc(5000, 0xff),
];

describe.skipIf(brokers === null)('from a real broker to a real database, killed on the way', () => {
  let server: ServerProcess;
  let databaseUrl: string;
  let database: pg.Pool;
  const env = (): Record<string, string> => ({
    DATABASE_URL: databaseUrl,
    KAFKA_BROKERS: brokers!,
    KAFKA_TOPIC_PREFIX: prefix,
    KAFKA_GROUP: prefix,
    // A killed member's partitions come back soon.
    KAFKA_SESSION_TIMEOUT_MS: '8000',
  });
  const count = async (sql: string): Promise<number> => Number((await database.query(sql)).rows[0].n);

  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    server = await serverProcess(env());
    const kafka = new Kafka({ clientId: 'ledger', brokers: brokers!.split(','), logLevel: logLevel.NOTHING });
    await makeTopics(brokers!, topics);
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const kills = [0.35, 0.7].map((share) => Math.floor(sent.length * share));
    const all = [...sent];
    // Poison in the middle of the good ones.
    poison.forEach((item, index) => all.splice(Math.floor((all.length / (poison.length + 1)) * (index + 1)), 0, item));
    all.push(...brokenMails.map((value): Sent => ({ topic: `${prefix}mail.report`, message: { key: 'broken', value } })));
    for (let from = 0; from < all.length; from += 500) {
      const byTopic = Map.groupBy(all.slice(from, from + 500), (item) => item.topic);
      await producer.sendBatch({
        topicMessages: Array.from(byTopic, ([topic, items]) => ({ topic, messages: items.map((item) => item.message) })),
      });
      const [kill] = kills;
      if (kill !== undefined && from >= kill) {
        kills.shift();
        const before = await count('select count(*) as n from event');
        await until('the server has read on', async () => (await count('select count(*) as n from event')) > before);
        await server.kill('SIGKILL');
        server = await serverProcess(env());
      }
    }
    await producer.disconnect();
    const expected = [...ledger.values()].reduce((sum, entry) => sum + entry.events, 0);
    await until('every event is there', async () => (await count('select count(*) as n from event')) >= expected);
    await until(
      'every broken mail is there',
      async () =>
        (await count("select count(*) as n from report where kind in ('not-a-report', 'unknown')")) >= brokenMails.length,
    );
    await until('all poison is there', async () => (await count('select count(*) as n from quarantine')) >= poison.length);
  }, 300_000);

  afterAll(async () => {
    await server?.kill('SIGTERM');
    await database?.end();
  });

  test('no event is lost, and none is there twice', async () => {
    const expected = [...ledger.values()].reduce((sum, entry) => sum + entry.events, 0);
    expect(await count('select count(*) as n from event')).toBe(expected);
    expect(await count('select count(distinct (delivery_id, event_id)) as n from event')).toBe(expected);
    expect(await count('select count(*) as n from delivery')).toBe(mailCount);
  });

  test('exactly the poison is in quarantine, whole and with a reason', async () => {
    const { rows } = await database.query(
      'select error_class, value_bytes, length(value) as kept from quarantine order by error_class',
    );
    expect(rows.map((row) => row.error_class)).toEqual([
      'empty',
      'empty',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'not-json',
      'not-utf-8',
      'too-large',
      'too-large',
    ]);
    expect(rows.every((row) => row.kept === row.value_bytes)).toBe(true);
  });

  test('GraphQL gives the status and the consequence of every mail', async () => {
    const wrong: string[] = [];
    let seen = 0;
    for (let after: string | null = null; ;) {
      const { deliveries } = await ask(
        server.url,
        'query($after: String) { deliveries(first: 200, after: $after) { nodes { messageId status engagement { level } recipient { address maySend } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      for (const { messageId, status, engagement, recipient } of deliveries.nodes) {
        seen++;
        const expected = ledger.get(messageId)!;
        if (
          status !== expected.status ||
          engagement.level !== expected.engagement ||
          recipient.maySend !== expected.maySend ||
          recipient.address !== expected.recipient
        ) {
          wrong.push(`${messageId}: ${status} ${engagement.level} ${recipient.maySend}, expected ${JSON.stringify(expected)}`);
        }
      }
      if (!deliveries.pageInfo.hasNextPage) break;
      after = deliveries.pageInfo.endCursor;
    }
    expect(wrong).toEqual([]);
    expect(seen).toBe(mailCount);
  });

  test('REST and SDK say the same', async () => {
    const client = createClient({ baseUrl: server.url, apiKey });
    const checks = await client.suppressions.check([...ledger.values()].map((entry) => entry.recipient));
    expect(checks.map((check) => check.maySend)).toEqual([...ledger.values()].map((entry) => entry.maySend));
    for (const [messageId, expected] of [...ledger].slice(0, stories.length)) {
      const { deliveries } = await ask(
        server.url,
        'query($m: String!) { deliveries(filter: {messageId: $m}) { nodes { id: deliveryId } } }',
        { m: messageId },
      );
      const { id } = deliveries.nodes[0];
      const overRest = (await (
        await fetch(`${server.url}/v1/deliveries/${id}?language=nl`, { headers: { authorization: `Bearer ${apiKey}` } })
      ).json()) as any;
      const overSdk = await client.deliveries.get(id, { language: 'nl' });
      expect(overSdk).toEqual(overRest);
      expect(overRest).toMatchObject({
        messageId,
        status: expected.status.toLowerCase().replace('_', '-'),
        recipient: { address: expected.recipient },
      });
      expect(overRest.timeline).toHaveLength(expected.events);
    }
    await client.rules.requireSame();
  });

  test('the position is the end of every partition, and a restart reads nothing again', async () => {
    const { rows } = await database.query(
      'select topic, sum(next_offset)::int as read from sink_position group by topic order by topic',
    );
    const produced = Map.groupBy([...sent, ...poison], (item) => item.topic);
    const expected = topics.toSorted().map((topic) => ({
      topic,
      read: (produced.get(topic)?.length ?? 0) + (topic.endsWith('report') ? brokenMails.length : 0),
    }));
    expect(rows).toEqual(expected);
    await server.kill('SIGTERM');
    server = await serverProcess(env());
    await until('it is ready', async () => (await fetch(`${server.url}/readyz`)).status === 200);
    expect((await database.query('select sum(next_offset)::int as n from sink_position')).rows[0].n).toBe(
      expected.reduce((sum, row) => sum + row.read, 0),
    );
  });

  let secondDatabase = '';

  test('a new database under the same group gets everything again, from the broker’s oldest message', async () => {
    await server.kill('SIGTERM');
    secondDatabase = await freshDatabase();
    server = await serverProcess({ ...env(), DATABASE_URL: secondDatabase });
    const fresh = new pg.Client({ connectionString: secondDatabase });
    await fresh.connect();
    const expected = [...ledger.values()].reduce((sum, entry) => sum + entry.events, 0);
    const stored = async () => Number((await fresh.query('select count(*) as n from event')).rows[0].n);
    await until('everything is there again', async () => (await stored()) >= expected);
    expect(await stored()).toBe(expected);
    expect((await fresh.query('select 1 from offset_gap')).rowCount).toBe(0);
    await fresh.end();
  });

  test('a topic that was made anew stops nothing but itself', async () => {
    const kafka = new Kafka({ clientId: 'anew', brokers: brokers!.split(','), logLevel: logLevel.NOTHING });
    const admin = kafka.admin();
    await admin.connect();
    const click = `${prefix}mail.click`;
    await admin.deleteTopics({ topics: [click] });
    await until('the topic is gone', async () => !(await admin.listTopics()).includes(click));
    await admin.disconnect();
    await makeTopics(brokers!, [click]);
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const { topic, message } = clicked('anew@example.org', 'anew@example.com', 0);
    for (const partition of [0, 1, 2]) await producer.send({ topic, messages: [{ ...message, partition }] });
    const ready = async (): Promise<{ ready: boolean; problems: string[] }> =>
      (await fetch(`${server.url}/readyz`)).json() as never;
    await until('it is noticed', async () => (await ready()).problems.some((problem) => problem.includes('made anew')), 60_000);
    const other = taken('other@example.org', 'other@example.com', 0);
    await producer.send({ topic: other.topic, messages: [other.message] });
    await producer.disconnect();
    await until(
      'the other topic is read on',
      async () => {
        const { deliveries } = await ask(server.url, '{ deliveries(filter: {messageId: "other@example.org"}) { nodes { id } } }');
        return deliveries.nodes.length === 1;
      },
      30_000,
    );
  });

  test('made anew with more than was read, it is noticed when the partition is assigned again', async () => {
    const kafka = new Kafka({ clientId: 'longer', brokers: brokers!.split(','), logLevel: logLevel.NOTHING });
    const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const { topic, message } = clicked('longer@example.org', 'longer@example.com', 0);
    for (const partition of [0, 1, 2]) {
      await producer.send({ topic, messages: Array.from({ length: 2000 }, () => ({ ...message, partition })) });
    }
    await producer.disconnect();
    const problems = async (): Promise<string[]> =>
      ((await (await fetch(`${server.url}/readyz`)).json()) as { problems: string[] }).problems;
    await server.kill('SIGTERM');
    server = await serverProcess({ ...env(), DATABASE_URL: secondDatabase });
    await until('it is noticed', async () => (await problems()).some((problem) => problem.includes('made anew')), 60_000);
    const fresh = new pg.Client({ connectionString: secondDatabase });
    await fresh.connect();
    await fresh.query("update sink_position set next_offset = -1, last_digest = null where topic like '%mail.click'");
    await until(
      'it is read from its start',
      async () =>
        Number((await fresh.query("select sum(next_offset) as n from sink_position where topic like '%mail.click'")).rows[0].n) >=
        6000,
      60_000,
    );
    await until('all is well', async () => (await problems()).length === 0, 60_000);
    await fresh.end();
  });
});
