import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiKeys } from '../../src/access/api-keys.ts';
import { listAuditLog } from '../../src/queries/audit.query.ts';
import { listQuarantined } from '../../src/queries/quarantine.query.ts';
import type { Reads } from '../../src/queries/reads.ts';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { manyDeliveries } from '../support/many-deliveries.ts';
import { freshDatabase } from '../support/database.ts';
import { testServer, type TestServer } from '../support/server.ts';

/** Every list of the doors, on a million deliveries: each statement must find its rows by an index. */
const count = 1_000_000;
const big =
  /^(?:delivery|recipient|event|suppression|report|outbox|alert|webhook_message|delivery_hour|erasure|audit_log|quarantine|api_key)(?:_|$)/;

let server: TestServer;
let owner: pg.Client;
const bad: string[] = [];
const seen = new Set<string>();

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Plan[];
}

/** An index can be walked from end to end, too: so many rows are more than any of these questions needs. */
const most = 50_000;

function scans(plan: Plan): string[] {
  const table = plan['Relation Name'] ?? '';
  const kind = plan['Node Type'];
  const touched =
    (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)) *
    plan['Actual Loops'];
  const own = big.test(table) && (kind === 'Seq Scan' || touched > most) ? [`${kind} of ${table}, ${touched} rows`] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scans)];
}

/** Asks each question for its plan first. */
function explaining(reads: Reads): Reads {
  return {
    async query(statement) {
      const { rows } = await reads.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
        ...statement,
        name: `explain ${statement.name}`,
        text: `explain (analyze, format json) ${statement.text}`,
      });
      seen.add(statement.name);
      for (const table of scans(rows[0]!['QUERY PLAN'][0].Plan)) bad.push(`${table}: ${statement.text.slice(0, 300)}`);
      return reads.query(statement);
    },
  };
}

beforeAll(async () => {
  const databaseUrl = await freshDatabase();
  owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  // No leader: its own questions are not asked here, and marked hours stay marked.
  await owner.query('select pg_advisory_lock(4252633)');
  const { of } = TenantReads.prototype;
  vi.spyOn(TenantReads.prototype, 'of').mockImplementation(function (this: TenantReads, tenant, showAddresses) {
    return explaining(of.call(this, tenant, showAddresses));
  });
  server = await testServer({ DATABASE_URL: databaseUrl, WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  await manyDeliveries(owner, 'default', count, new Date());
  await server.graphql('mutation { addWebhook(input: { url: "http://127.0.0.1:9/" }) { webhook { id } } }');
  await manyOfTheUsual();
  await owner.query('analyze');
  await server.post('/v1/suppressions', { address: 'r1@example.com', reason: 'asked' });
}, 240_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await server.stop();
  await owner.end();
});

/** So many rows that nobody asks for, where a few are asked for. */
async function manyOfTheUsual(): Promise<void> {
  const times = `now() - interval '1 minute' * n, gen_random_uuid() from generate_series(1, 200000) n`;
  await owner.query(`insert into report (kind, delivery_ids, signs, raw, tenant, received_at, report_id)
    select 'bounce', '{}', '{}', 'x', 'default', ${times}`);
  await owner.query(`insert into quarantine (source, value, value_bytes, value_sha256, error_class, error_message, tenant, received_at, quarantine_id)
    select 'http', 'x', 1, '', 'invalid', 'x', 'other', ${times}`);
  await owner.query(`insert into alert (rule_id, kind, cause, for_operators, last_seen_at, told_at, closed_at, sequence, detail, tenant, opened_at, alert_id)
    select gen_random_uuid(), 'mail-failed', 'x', false, now(), now(), now(), 1, '{}', 'default', ${times}`);
  await owner.query(`insert into webhook_message (tenant, endpoint_id, type, body, state, tries, next_try_at, done_at, created_at, event_id)
    select 'default', (select endpoint_id from webhook_endpoint), 'delivery.status-changed', '{}', 'delivered', 1, now(), now(), ${times}`);
  await owner.query(`insert into suppression (cause, by_report, recipient_id, tenant, since, suppression_id)
    select 'hard-bounce', false, md5('r' || n)::uuid, 'default', now() - interval '30 days' - interval '1 minute' * n, gen_random_uuid()
      from generate_series(1, 200000) n`);
  await owner.query(`insert into audit_log (tenant, at, actor, action, subject)
    select 'default', now() - interval '1 minute' * n, 'key:usual', 'suppression.add', n::text from generate_series(1, 200000) n`);
  await owner.query(`insert into erasure (recipient_id, erased_by, reason, cleared, tenant, erased_at, erasure_id)
    select gen_random_uuid(), 'key:usual', 'x', '{}', 'default', ${times}`);
  await owner.query(`insert into api_key (tenant, name, secret_hmac, roles, created_by, created_at, key_id)
    select 'default', 'x', '', '{}', 'x', now() - interval '1 minute' * n, 'key' || n from generate_series(1, 200000) n`);
}

const month = { since: new Date(Date.now() - 30 * 86_400_000).toISOString(), until: new Date().toISOString() };
const lastHour = new Date(Date.now() - 3_600_000).toISOString();
const deliveries = (filter: string): string =>
  `{ deliveries(first: 50, filter: {${filter}}) { nodes { id recipient { address } } } }`;
const statistics = (groupBy: string, more = ''): string =>
  `{ statistics(since: "${lastHour}", until: "${month.until}", groupBy: [${groupBy}]${more}) { nodes { figures { deliveries } } } }`;

test.each([
  ['deliveries', deliveries('')],
  ['deliveries of a recipient', deliveries('recipient: "r1@example.com"')],
  ['deliveries of a message', deliveries('messageId: "m1@example.org"')],
  ['deliveries by status', deliveries('status: [HARD_BOUNCED]')],
  ['deliveries by statuses', deliveries('status: [HARD_BOUNCED, SOFT_BOUNCED]')],
  ['deliveries by a usual status', deliveries('status: [DELIVERED]')],
  ['deliveries by label', deliveries('label: HARD_BOUNCE')],
  ['deliveries of a time', deliveries(`since: "${lastHour}", until: "${month.until}"`)],
  [
    'a delivery with all',
    '{ deliveries(first: 3) { nodes { timeline { type } message { outcome deliveries(first: 3) { nodes { id } } } } } }',
  ],
  ['a message', '{ message(messageId: "m1@example.org") { outcome counts { count } } }'],
  [
    'a recipient',
    '{ recipient(address: "r1@example.com") { maySend suppressionHistory { cause } deliveries(first: 5) { nodes { id } } } }',
  ],
  ['suppressions', '{ suppressions(first: 20, activeOnly: true) { nodes { cause recipient { address } } } }'],
  ['suppressions by cause', '{ suppressions(first: 20, cause: "manual") { nodes { cause } } }'],
  ['suppressions by a usual cause', '{ suppressions(first: 20, cause: "hard-bounce", activeOnly: true) { nodes { cause } } }'],
  ['addresses to review', '{ addressesToReview(first: 20) { nodes { delivery { id } } } }'],
  [
    'addresses to review of a domain',
    '{ addressesToReview(first: 20, filter: {domain: "gmail.com"}) { nodes { delivery { id } } } }',
  ],
  ['silent deliveries', '{ silentDeliveries(first: 20) { nodes { delivery { messageId } } } }'],
  ['complaints that came back', '{ reports(first: 20, kind: "complaint") { nodes { id } } }'],
  ['open alerts', '{ alerts(first: 5, open: true) { nodes { id } } }'],
  ['alerts of a kind', '{ alerts(first: 5, kind: "rate") { nodes { id } } }'],
  ['messages that failed', '{ webhooks { messages(first: 5, state: FAILED) { pageInfo { hasNextPage } } } }'],
  ['messages that wait', '{ webhooks { messages(first: 5, state: PENDING) { pageInfo { hasNextPage } } } }'],
  ['reports', '{ reports(first: 20) { nodes { id deliveries { id } } } }'],
  ['erasures', '{ erasures(first: 5) { nodes { erasedAt } } }'],
  ['alerts', '{ alerts(first: 5) { nodes { id } } }'],
  ['messages of webhooks', '{ webhooks { id messages(first: 5) { pageInfo { hasNextPage } } } }'],
  ['statistics by hour', statistics('HOUR')],
  ['statistics by domain', statistics('DOMAIN')],
  ['statistics by tag', statistics('TAG', ', tag: "kind"')],
  ['statistics by domain and tag', statistics('DOMAIN, TAG', ', tag: "kind"')],
  ['rejections', `{ rejections(since: "${month.since}", until: "${month.until}") { byCause { cause deliveries } } }`],
  ['statistics of a domain', statistics('DAY, STATUS', ', filter: {domain: "gmail.com"}, timeZone: "Asia/Kolkata"')],
  ['a policy', 'mutation { setSuppressionPolicy(input: {hardBounce: {days: 3}}) { hardBounce { days } } }'],
])('%s', async (_, query) => {
  bad.length = 0;
  seen.clear();
  const { errors } = await server.graphql(query);
  expect(errors).toBeUndefined();
  expect(seen.size).toBeGreaterThan(0);
  expect(bad).toEqual([]);
});

function keysOn(reads: Reads): ApiKeys {
  const query = (text: string, values: readonly unknown[]) => reads.query({ name: `list-api-keys ${text.length}`, text, values });
  return new ApiKeys({ query } as unknown as pg.Pool, Buffer.alloc(32), null);
}

test.each<[string, (reads: Reads) => Promise<unknown>]>([
  ['quarantine', (reads) => listQuarantined(reads, null, 20, null)],
  ['quarantine of a tenant', (reads) => listQuarantined(reads, 'default', 20, null)],
  ...(['subject', 'action', 'actor'] as const).map((column): [string, (reads: Reads) => Promise<unknown>] => [
    `log by ${column}`,
    (reads) =>
      listAuditLog(reads, 'default', true, { subject: null, action: null, actor: null, [column]: 'policy.set' }, 20, null),
  ]),
  ...([null, 'default'] as const).flatMap((tenant) =>
    [null, 'key100000'].map((after): [string, (reads: Reads) => Promise<unknown>] => [
      `keys of ${tenant ?? 'every tenant'}, after ${after ?? 'none'}`,
      (reads) => keysOn(reads).list(tenant, 20, after),
    ]),
  ),
])('%s, for operators', async (_, ask) => {
  bad.length = 0;
  seen.clear();
  // Often enough for a plan that is made once for all.
  for (let time = 0; time < 8; time++)
    await ask(explaining({ query: (statement) => owner.query({ ...statement, values: [...statement.values] }) }));
  expect(seen.size).toBeGreaterThan(0);
  expect(bad).toEqual([]);
});
