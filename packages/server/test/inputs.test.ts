import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { statisticsQuestion } from '../src/answers/statistics.ts';
import { testServer, type TestServer } from './support/server.ts';

/** What callers may give, in every door that takes it: nothing that is taken breaks what is read later. */
let server: TestServer;
let webhook: string;
beforeAll(async () => {
  server = await testServer({ WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  webhook = (await server.post('/v1/webhooks', { url: 'https://127.0.0.1:9/hook' })).body.webhook.id;
});
afterAll(() => server.stop());

const query = (parts: Record<string, string>): string => new URLSearchParams(parts).toString();

interface Door {
  readonly field: string;
  /** The value in the one door and in the other; how the fault calls the field. */
  readonly rest?: (value: string) => Promise<{ status: number; body: any }>;
  readonly graphql?: (value: string) => Promise<any>;
}

async function refusals({ rest, graphql }: Door, value: string): Promise<unknown[]> {
  const found: unknown[] = [];
  if (rest) {
    const { status, body } = await rest(value);
    found.push([status, body.code, body.errors?.[0]?.path]);
  }
  if (graphql) {
    const { errors } = await graphql(value);
    found.push([400, errors?.[0]?.extensions.code.toLowerCase().replace('_', '-'), errors?.[0]?.extensions.fields?.[0].path]);
  }
  return found;
}
const refused = ({ rest, graphql, field }: Door, inGraphql = field): unknown[] => [
  ...(rest ? [[400, 'bad-request', field]] : []),
  ...(graphql ? [[400, 'bad-request', inGraphql]] : []),
];

describe('a time', () => {
  const doors: [string, Door, string?][] = [
    [
      'at which a key ends',
      {
        field: 'expiresAt',
        rest: (expiresAt) => server.post('/v1/api-keys', { name: 'x', roles: ['sender'], expiresAt }),
        graphql: (at) =>
          server.graphql(
            'mutation($at: DateTimeISO!) { createApiKey(input: {name: "x", roles: [SENDER], expiresAt: $at}) { key } }',
            { at },
          ),
      },
      'input.expiresAt',
    ],
    [
      'at which a block ends',
      {
        field: 'until',
        rest: (until) => server.post('/v1/suppressions', { address: 'until@example.com', reason: 'x', until }),
        graphql: (at) =>
          server.graphql(
            'mutation($at: DateTimeISO!) { addSuppression(input: {address: "until@example.com", reason: "x", until: $at}) { maySend } }',
            { at },
          ),
      },
    ],
    [
      'from which an address is retired',
      {
        field: 'since',
        rest: (since) => server.post('/v1/addresses/retire', { address: 'old@example.com', reason: 'x', since }),
        graphql: (at) =>
          server.graphql(
            'mutation($at: DateTimeISO!) { retireAddress(input: {address: "old@example.com", reason: "x", since: $at}) { id } }',
            { at },
          ),
      },
    ],
    [
      'from which deliveries are listed',
      {
        field: 'since',
        rest: (since) => server.get(`/v1/deliveries?${query({ since })}`),
        graphql: (at) => server.graphql('query($at: DateTimeISO!) { deliveries(filter: {since: $at}) { nodes { id } } }', { at }),
      },
      'filter.since',
    ],
    [
      'until which deliveries are listed',
      {
        field: 'until',
        rest: (until) => server.get(`/v1/deliveries?${query({ until })}`),
        graphql: (at) => server.graphql('query($at: DateTimeISO!) { deliveries(filter: {until: $at}) { nodes { id } } }', { at }),
      },
      'filter.until',
    ],
    [
      'from which addresses need attention',
      { field: 'since', rest: (since) => server.get(`/v1/addresses/review?${query({ since })}`) },
    ],
    [
      'from which mails are counted',
      { field: 'since', rest: (since) => server.get(`/v1/statistics?${query({ since, until: '2026-11-20T00:00:00Z' })}`) },
    ],
    [
      'until which rejections are counted',
      {
        field: 'until',
        rest: (until) => server.get(`/v1/statistics/rejections?${query({ since: '2026-11-20T00:00:00Z', until })}`),
      },
    ],
    [
      'from which webhook messages go out again',
      {
        field: 'since',
        rest: (since) => server.post(`/v1/webhooks/${webhook}/resend`, { since, until: '2026-11-20T00:00:00Z' }),
      },
    ],
  ];

  test.each(doors)('%s lies from 1970 to 9998', async (_, door, inGraphql) => {
    for (const outside of [
      '9999-12-31T23:59:59-12:00',
      '9999-01-01T00:00:00Z',
      '1969-12-31T23:59:59Z',
      '0001-01-01T00:00:00Z',
      '0000-01-01T00:00:00+01:00',
    ])
      expect([outside, await refusals(door, outside)]).toEqual([outside, refused(door, inGraphql)]);
  });

  test('of an imported block lies from 1970 to 9998, and every line says so', async () => {
    const lines = [
      ['since', '0000-01-01T00:00:00+01:00'],
      ['since', '1969-12-31T23:00:00Z'],
      ['until', '9999-12-31T23:59:59-01:00'],
    ].map(([name, at]) => JSON.stringify({ address: `${name}@example.com`, [name!]: at }));
    const { body } = await server.post('/v1/suppressions/import', lines.join('\n'), { 'content-type': 'application/x-ndjson' });
    expect(body).toMatchObject({ added: 0, refused: { length: 3 } });
    for (const [index, path] of ['since', 'since', 'until'].entries())
      expect(body.refused[index]).toMatchObject({ path, message: expect.stringMatching(/from 1970 to 9998/) });
  });

  test('that was refused has left nothing behind: the lists are read as before', async () => {
    for (const list of ['/v1/api-keys', '/v1/suppressions', '/v1/suppressions/export?activeOnly=false', '/v1/audit-log'])
      expect([list, (await server.get(list)).status]).toEqual([list, 200]);
  });
});

test('a page may end before 1970, and is gone on from there', async () => {
  const after = Buffer.from('-86400000 00000000-0000-8000-8000-000000000000').toString('base64url');
  expect(await server.get(`/v1/suppressions?after=${after}`)).toMatchObject({ status: 200 });
});

test('no cursor of statistics is a time that the database does not know', async () => {
  const after = Buffer.from(JSON.stringify([-8.6e15, 0, ''])).toString('base64url');
  const period = { since: '2026-11-01T00:00:00Z', until: '2026-11-20T00:00:00Z', groupBy: 'day' };
  expect(await server.get(`/v1/statistics?${query({ ...period, after })}`)).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'after' }] },
  });
});

describe('a time zone', () => {
  const period = { since: '2026-11-01T00:00:00Z', until: '2026-11-20T00:00:00Z', groupBy: 'day' };
  const isTaken = (timeZone: string): boolean => {
    try {
      statisticsQuestion({ since: new Date(period.since), until: new Date(period.until), timeZone });
      return true;
    } catch {
      return false;
    }
  };
  /** Seconds east of UTC. */
  const offsetOf = (timeZone: string, at: Date): number => {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
    const { value = '' } = parts.find(({ type }) => type === 'timeZoneName') ?? {};
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT(?:([+-])(\d+):(\d+)(?::(\d+))?)?/.exec(value) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) + 0;
  };

  test.each([
    'ECT',
    'VST',
    'MIT',
    'NET',
    'PNT',
    'SST',
    'IET',
    'IST',
    'BST',
    'AST',
    'EST5EDT',
    'US/Pacific-New',
    'Mars/Base',
    '+02:00',
  ])('%s is none that both the database and we understand alike', async (timeZone) => {
    expect(await server.get(`/v1/statistics?${query({ ...period, timeZone })}`)).toMatchObject({
      status: 400,
      body: { detail: expect.stringMatching(/^timeZone: .*Europe\/Amsterdam/), errors: [{ path: 'timeZone' }] },
    });
  });

  test.each(['UTC', 'utc', 'Europe/Amsterdam', 'Asia/Kolkata', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    '%s is one',
    async (timeZone) =>
      expect(await server.get(`/v1/statistics?${query({ ...period, timeZone })}`)).toMatchObject({ status: 200 }),
  );

  test('that is taken means the same to the database and to us', async () => {
    const client = new pg.Client({ connectionString: server.databaseUrl });
    await client.connect();
    const instants = [new Date('2024-01-15T12:00:00Z'), new Date('2024-07-15T12:00:00Z')];
    const { rows } = await client.query<{ name: string; offsets: number[] }>(
      `select name, array(select extract(epoch from (at at time zone name) - (at at time zone 'UTC'))::int from unnest($1::timestamptz[]) as at) as offsets
         from pg_timezone_names`,
      [instants],
    );
    await client.end();
    const taken = rows.filter(({ name }) => isTaken(name));
    expect(taken.length).toBeGreaterThan(400);
    expect(taken.filter(({ name, offsets }) => instants.some((at, index) => offsetOf(name, at) !== offsets[index]))).toEqual([]);
  });
});

describe('the id of a message', () => {
  const at = new Date(Date.now() - 1000).toISOString();
  test.each([' ', '\u00a0\u2003', '< >'])('%j is none', async (messageId) => {
    const event = { type: 'delivered', messageId, recipient: 'ann@example.com', occurredAt: at };
    expect(await server.post('/v1/events', { events: [event] })).toMatchObject({
      status: 400,
      body: { accepted: 0, refused: [{ path: 'messageId', message: expect.stringMatching(/white space/) }] },
    });
    expect(await server.get(`/v1/deliveries?${query({ messageId })}`)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'messageId' }] },
    });
    const { errors } = await server.graphql('query($m: String!) { deliveries(filter: {messageId: $m}) { nodes { id } } }', {
      m: messageId,
    });
    expect(errors?.[0].extensions.fields[0].path).toBe('filter.messageId');
  });

  test.each(['messageId', 'recipient'])('an empty %s is no filter that lets everything through', async (name) => {
    expect(await server.get(`/v1/deliveries?${name}=`)).toMatchObject({ status: 400, body: { errors: [{ path: name }] } });
  });

  test('nor is an empty domain', async () => {
    expect(await server.get('/v1/addresses/review?domain=')).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'domain' }] },
    });
  });
});

describe('webhook messages that are to go out again', () => {
  const since = '2026-11-01T00:00:00Z';
  test.each<[string, object, string[]]>([
    ['neither an event nor a time', {}, ['eventId']],
    ['an event that has no id', { eventId: 'x' }, ['eventId']],
    ['half a time', { since }, ['until']],
    ['a time that is none', { since: 'x', until: 'y' }, ['since', 'until']],
    ['a word too many', { since, until: since, every: true }, ['every']],
  ])('%s: the field is named', async (_, body, fields) => {
    const { status, body: problem } = await server.post(`/v1/webhooks/${webhook}/resend`, body);
    expect([status, problem.errors.map((one: any) => one.path)]).toEqual([400, fields]);
  });
});

test('quarantined messages are known by their ids in capitals, too', async () => {
  const id = 'ABCDEF00-1111-4111-8111-111111111111';
  expect(await server.post('/v1/quarantine/replay', { ids: [id] })).toMatchObject({
    status: 200,
    body: { unknown: [id.toLowerCase()] },
  });
});

test('a path that is no text is a problem like any other', async () => {
  const response = await fetch(`${server.url}/v1/deliveries/%ff`, { headers: { authorization: `Bearer ${server.key}` } });
  expect([response.status, response.headers.get('content-type')]).toEqual([400, expect.stringMatching(/^application\/problem/)]);
  expect(await response.json()).toMatchObject({ code: 'bad-request', detail: expect.stringMatching(/percent-encoded/) });
});
