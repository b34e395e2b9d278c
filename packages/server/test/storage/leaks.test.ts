import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { until } from '../support/process.ts';
import { testServer, type TestServer } from '../support/server.ts';

/**
 * Two tenants with everything that the service keeps; all that the one writes carries a mark. Thousands of made-up questions,
 * through every door and as SQL under the doors' role, asked by the other: none may answer with the mark.
 */
const mark = 'bravoSECRETmark';
const contract = path.resolve(import.meta.dirname, '..', '..', 'contract');
const schema = buildSchema(readFileSync(path.join(contract, 'schema.graphql'), 'utf8'));

let server: TestServer;
let keys: Record<'alpha' | 'bravo', string>;
/** Ids, addresses and names of both tenants: what a nosy caller may have got hold of. */
let pool: string[];
/** Those without the mark: what the other tenant itself writes must not carry it. */
let quiet: string[];

/** Mulberry32: the same questions in every run. */
function dice(seed: number, onlyQuiet = false): { next(): number; pick<T>(values: readonly T[]): T; readonly quiet: boolean } {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { next, quiet: onlyQuiet, pick: (values) => values[Math.floor(next() * values.length)]! };
}

const as = (key: string): { authorization: string } => ({ authorization: `Bearer ${key}` });

function mailOf(tenant: string, secret: string): string {
  return dsn({
    messageId: `${secret}-reported@${tenant}.example.org`,
    recipients: [`${secret}.reported@${tenant}.example.com`],
    subject: secret,
    words: `User unknown ${secret}`,
  });
}

async function fill(tenant: 'alpha' | 'bravo', secret: string): Promise<void> {
  const headers = as(keys[tenant]);
  const at = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const recipient = `${secret}.person@${tenant}.example.com`;
  const mail = { messageId: `${secret}-1@${tenant}.example.org`, recipient, tags: { kind: secret, stream: 'marketing' } };
  const { body } = await server.post(
    '/v1/events',
    {
      events: [
        { type: 'processed', ...mail, occurredAt: at(30) },
        { type: 'bounced', ...mail, occurredAt: at(20), reply: `550 5.1.1 User unknown ${secret}` },
        { type: 'clicked', ...mail, occurredAt: at(10), url: `https://example.org/${secret}`, userAgent: secret },
        {
          type: 'bounced',
          ...mail,
          messageId: `${secret}-2`,
          occurredAt: at(9),
          reply: `554 5.7.1 blocked using ${secret}.example.org`,
        },
        {
          type: 'processed',
          ...mail,
          messageId: `${secret}-reported@${tenant}.example.org`,
          recipient: `${secret}.reported@${tenant}.example.com`,
          occurredAt: at(8),
        },
        { type: 'report', raw: Buffer.from(mailOf(tenant, secret)).toString('base64') },
        { type: 'nonsense', secret },
      ],
    },
    headers,
  );
  expect(body.refused).toHaveLength(1);
  const posts: readonly (readonly [string, object])[] = [
    ['/v1/suppressions', { address: `${secret}.manual@${tenant}.example.com`, reason: secret, onBehalfOf: secret }],
    ['/v1/webhooks', { name: secret, url: `http://127.0.0.1:9/${secret}` }],
    ['/v1/alert-rules', { name: secret, kind: 'mail-failed' }],
    ['/v1/recipients/erase', { address: `${secret}.reported@${tenant}.example.com`, reason: secret }],
  ];
  for (const [where, content] of posts) {
    const { status, body: answer } = await server.post(where, content, headers);
    expect([where, status < 300, answer?.detail]).toEqual([where, true, undefined]);
  }
  await server.post(
    '/graphql',
    { query: `mutation { createApiKey(input: { name: "${secret}", roles: [SENDER] }) { key } }` },
    headers,
  );
}

beforeAll(async () => {
  server = await testServer({ WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  const keyOf = async (tenant: string): Promise<string> =>
    (
      await server.graphql(
        `mutation { createApiKey(input: { name: "admin of ${tenant}", roles: [ADMIN], tenant: "${tenant}" }) { key } }`,
      )
    ).data.createApiKey.key;
  keys = { alpha: await keyOf('alpha'), bravo: await keyOf('bravo') };
  await fill('alpha', 'alphaKnows');
  await fill('bravo', mark);
  const db = new pg.Client({ connectionString: server.databaseUrl });
  await db.connect();
  await until('alerts and webhooks have taken it in', async () => {
    const { rows } = await db.query(
      'select (select count(distinct tenant) from alert) = 2 and (select count(distinct tenant) from webhook_message) = 2 as done',
    );
    return rows[0].done;
  });
  const { rows } = await db.query<{ id: string }>(
    `select delivery_id::text as id from delivery union select recipient_id::text from recipient union select suppression_id::text from suppression
     union select report_id::text from report union select quarantine_id::text from quarantine union select endpoint_id::text from webhook_endpoint
     union select event_id::text from webhook_message union select alert_id::text from alert union select rule_id::text from alert_rule
     union select key_id from api_key union select erasure_id::text from erasure union select message_id from delivery`,
  );
  await db.end();
  const inner = rows.map((row) => row.id);
  const types = ['Delivery', 'Message', 'Recipient', 'Suppression', 'Report', 'QuarantinedMessage', 'ApiKey', 'Webhook', 'Alert'];
  const global = inner.flatMap((id) => types.map((type) => Buffer.from(`${type}:${id}`).toString('base64url')));
  const cursors = inner.map((id) => Buffer.from(`${Date.now()} ${id}`).toString('base64url'));
  pool = [
    ...inner,
    ...inner,
    ...global,
    ...cursors,
    `${mark}.person@bravo.example.com`,
    `${mark}.manual@bravo.example.com`,
    'bravo',
    ...Array.from({ length: 40 }, () => 'alphaKnows.person@alpha.example.com'),
    'nothing',
  ];
  quiet = pool.filter((value) => !value.includes(mark) && !Buffer.from(value, 'base64url').includes(mark));
});
afterAll(() => server.stop());

/** A value for an argument: what a nosy caller would try. */
function valueFor(type: GraphQLInputType, roll: ReturnType<typeof dice>): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, roll);
  if (isListType(type)) return [valueFor(type.ofType, roll), valueFor(type.ofType, roll)];
  if (isEnumType(type)) return roll.pick(type.getValues()).name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isNonNullType(field.type) || roll.next() < 0.5)
        .map((field) => [field.name, valueFor(field.type, roll)]),
    );
  switch (type.toString()) {
    case 'Int':
      return 1 + Math.floor(roll.next() * 5);
    case 'Float':
      return roll.next() * 10;
    case 'Boolean':
      return roll.next() < 0.5;
    case 'DateTimeISO':
      return new Date(Date.now() + (roll.next() - 0.7) * 86_400_000).toISOString();
    default:
      return roll.pick(roll.quiet ? quiet : pool);
  }
}

interface Question {
  readonly variables: Record<string, unknown>;
  readonly definitions: string[];
}

function argumentsOf(args: readonly GraphQLArgument[], question: Question, roll: ReturnType<typeof dice>): string {
  const given = args.filter((arg) => isNonNullType(arg.type) || roll.next() < 0.4);
  if (given.length === 0) return '';
  return `(${given
    .map((arg) => {
      const variable = `v${question.definitions.length}`;
      question.definitions.push(`$${variable}: ${arg.type.toString()}`);
      question.variables[variable] = valueFor(arg.type, roll);
      return `${arg.name}: $${variable}`;
    })
    .join(', ')})`;
}

function selection(type: GraphQLOutputType, depth: number, question: Question, roll: ReturnType<typeof dice>): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (isInterfaceType(named))
    return `{ __typename ${schema
      .getPossibleTypes(named)
      .map(
        (possible) =>
          `... on ${possible.name} ${selection(possible, depth - 1, { ...question, definitions: question.definitions }, roll) || '{ __typename }'}`,
      )
      .join(' ')} }`;
  if (!isObjectType(named)) return '{ __typename }';
  const fields = Object.values((named as GraphQLObjectType).getFields()).flatMap((field) => {
    const leaf = isLeafType(getNamedType(field.type));
    // All there is to read, and some of what leads on; fields of several types may differ in their nullability.
    if (leaf)
      return isInterfaceType(named)
        ? []
        : [
            `${field.name}${argumentsOf(
              field.args.filter((arg) => isNonNullType(arg.type)),
              question,
              roll,
            )}`,
          ];
    if (depth <= 0 || roll.next() > 0.5) return [];
    return [`${field.name}${argumentsOf(field.args, question, roll)} ${selection(field.type, depth - 1, question, roll)}`];
  });
  return fields.length === 0 ? '{ __typename }' : `{ ${fields.join(' ')} }`;
}

/** What was asked is echoed in errors and checks: that is no leak. */
function leaks(answer: string, asked: string): boolean {
  let rest = answer;
  for (const value of pool) if (asked.includes(value) && value.includes(mark)) rest = rest.replaceAll(value, '');
  return rest.includes(mark);
}

test('the mark is there for whom it belongs to', async () => {
  const { body } = await server.post(
    '/graphql',
    {
      query:
        '{ deliveries { nodes { messageId tags { value } timeline { reply { text } } } } webhooks { name } alertRules { name } apiKeys { nodes { name } } erasures { nodes { reason } } }',
    },
    as(keys.bravo),
  );
  expect(body.errors).toBeUndefined();
  expect(JSON.stringify(body).split(mark).length).toBeGreaterThan(8);
});

describe('asked by the other tenant', () => {
  test('no question of the GraphQL schema answers with the mark', async () => {
    const roll = dice(7);
    const fields = Object.values(schema.getQueryType()!.getFields());
    const answered = new Map<string, number>();
    for (let round = 0; round < 40; round++) {
      for (const field of fields) {
        const question: Question = { variables: {}, definitions: [] };
        const body = `${field.name}${argumentsOf(field.args, question, roll)} ${selection(field.type, 2, question, roll)}`;
        const query = `query${question.definitions.length > 0 ? `(${question.definitions.join(', ')})` : ''} { ${body} }`;
        const asked = JSON.stringify({ query, variables: question.variables });
        const response = await server.post('/graphql', asked, as(keys.alpha));
        const answer = JSON.stringify(response.body);
        if (response.body.data?.[field.name]) answered.set(field.name, (answered.get(field.name) ?? 0) + 1);
        expect([leaks(answer, asked) ? answer.slice(0, 2000) : '', query]).toEqual(['', query]);
      }
    }
    // The questions were real ones: nearly every field answered something, of its own tenant.
    expect(answered.size).toBeGreaterThan(fields.length * 0.7);
  });

  test('no call of the REST door answers with the mark, nor changes what is not the caller’s', async () => {
    const { paths } = JSON.parse(readFileSync(path.join(contract, 'openapi.json'), 'utf8')) as {
      paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
    };
    const before = (await server.get('/v1/suppressions/export?format=jsonl&activeOnly=false', as(keys.bravo))).body;
    const roll = dice(11);
    let ok = 0;
    for (const [template, methods] of Object.entries(paths)) {
      if (template === '/v1/stream') continue;
      for (const [method, operation] of Object.entries(methods)) {
        for (let round = 0; round < 12; round++) {
          let where = template.replace(/\{[^}]+\}/g, () => encodeURIComponent(roll.pick(pool)));
          const query = (operation.parameters ?? []).filter(({ in: place }) => place === 'query' && roll.next() < 0.3);
          if (query.length > 0)
            where += `?${query.map(({ name }) => `${name}=${encodeURIComponent(roll.pick(pool))}`).join('&')}`;
          const id = roll.pick(quiet);
          const body = {
            address: roll.pick(quiet),
            addresses: [roll.pick(quiet), roll.pick(quiet)],
            reason: 'x',
            reply: '550 x',
            id,
            eventId: id,
            messageId: id,
            recipientAgreed: true,
            since: new Date(0).toISOString(),
            enabled: false,
            name: 'x',
            url: 'http://127.0.0.1:9/',
          };
          const headers = { ...as(keys.alpha), ...(roll.next() < 0.2 && { 'bezorgd-tenant': 'bravo' }) };
          const response = await fetch(`${server.url}${where}`, {
            method: method.toUpperCase(),
            headers: { ...headers, ...(method !== 'get' && method !== 'delete' && { 'content-type': 'application/json' }) },
            ...(method !== 'get' && method !== 'delete' && { body: JSON.stringify(body) }),
          });
          const answer = await response.text();
          if (response.ok) ok++;
          expect([
            leaks(answer, JSON.stringify([decodeURIComponent(where), body])) ? answer.slice(0, 2000) : '',
            method,
            where,
          ]).toEqual(['', method, where]);
        }
      }
    }
    expect(ok).toBeGreaterThan(60);
    expect((await server.get('/v1/suppressions/export?format=jsonl&activeOnly=false', as(keys.bravo))).body).toBe(before);
    const { body: still } = await server.post(
      '/graphql',
      { query: '{ webhooks { name enabled } alertRules { name } apiKeys { nodes { name revokedAt } } }' },
      as(keys.bravo),
    );
    expect(still.data).toMatchObject({ webhooks: [{ name: mark, enabled: true }], alertRules: [{ name: mark }] });
    expect(still.data.apiKeys.nodes.every((key: any) => key.revokedAt === null)).toBe(true);
  });

  test('no mutation changes or answers what is not the caller’s', async () => {
    const roll = dice(13, true);
    const before = (await server.get('/v1/suppressions/export?format=jsonl&activeOnly=false', as(keys.bravo))).body;
    for (let round = 0; round < 15; round++) {
      for (const field of Object.values(schema.getMutationType()!.getFields())) {
        const question: Question = { variables: {}, definitions: [] };
        const body = `${field.name}${argumentsOf(field.args, question, roll)} ${selection(field.type, 2, question, roll)}`;
        const query = `mutation${question.definitions.length > 0 ? `(${question.definitions.join(', ')})` : ''} { ${body} }`;
        const asked = JSON.stringify({ query, variables: question.variables });
        const answer = JSON.stringify((await server.post('/graphql', asked, as(keys.alpha))).body);
        expect([leaks(answer, asked) ? answer.slice(0, 2000) : '', query]).toEqual(['', query]);
      }
    }
    expect((await server.get('/v1/suppressions/export?format=jsonl&activeOnly=false', as(keys.bravo))).body).toBe(before);
    const { body: still } = await server.post(
      '/graphql',
      { query: '{ webhooks { name enabled } apiKeys { nodes { name revokedAt } } suppressionPolicy { updatedBy } }' },
      as(keys.bravo),
    );
    expect(still.data).toMatchObject({ webhooks: [{ name: mark, enabled: true }], suppressionPolicy: { updatedBy: null } });
    expect(still.data.apiKeys.nodes.every((key: any) => key.revokedAt === null)).toBe(true);
  });

  test('no SQL under the role of the doors sees the mark', async () => {
    const reader = new pg.Client({
      connectionString: server.databaseUrl,
      options: '-c role=bezorgd_reader -c app.tenant=alpha -c app.addresses=shown',
    });
    await reader.connect();
    const { rows: readable } = await reader.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'ruleset' and has_table_privilege(oid, 'select')",
    );
    const tables = readable.map((row) => row.name);
    expect(tables).toEqual(
      expect.arrayContaining([
        'alert',
        'delivery',
        'erasure',
        'event',
        'outbox',
        'recipient',
        'report',
        'suppression',
        'tenant_policy',
        'webhook_message',
      ]),
    );
    const roll = dice(17);
    const conditions = [
      'true',
      'true or tenant <> $$alpha$$',
      "tenant = 'bravo'",
      'not (tenant = current_setting($$app.tenant$$))',
      'tenant is not null',
    ];
    let rows = 0;
    for (let round = 0; round < 600; round++) {
      const [one, two] = [roll.pick(tables), roll.pick(tables)];
      const where = roll.pick(conditions);
      const statement = roll.pick([
        `select t::text as text from ${one} t where ${where}`,
        `select a::text || coalesce(b::text, '') as text from ${one} a left join ${two} b on a.tenant <> b.tenant`,
        `select a::text as text from ${one} a where exists (select from ${two} b where b.tenant <> a.tenant) or ${where}`,
        `select x::text as text from (select * from ${one} union all select * from ${one}) x`,
        `with q as (select * from ${one}), r as (select * from ${two} where ${where}) select (select string_agg(q::text, '') from q) || (select string_agg(r::text, '') from r) as text`,
        `select string_agg(t::text, '') filter (where ${where}) as text from ${one} t`,
        `select t::text as text from ${one} t cross join lateral (select * from ${two} u where u.tenant <> t.tenant limit 1) l`,
      ]);
      const found = await reader.query<{ text: string | null }>(statement);
      rows += found.rowCount ?? 0;
      for (const { text } of found.rows)
        expect([text?.includes(mark) || text?.includes(Buffer.from(mark).toString('hex')), statement]).toEqual([
          text === null ? undefined : false,
          statement,
        ]);
    }
    expect(rows).toBeGreaterThan(300);
    await reader.end();
  });
});
