import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const hourMs = 3_600_000;
const now = Date.now();
const at = (minutes: number): string => new Date(now - 3 * hourMs + minutes * 60_000).toISOString();
const period = { since: new Date(now - 24 * hourMs).toISOString(), until: new Date(now + hourMs).toISOString() };
const common = { tags: { kind: 'invoice' } };

beforeAll(async () => {
  server = await testServer();
  const told = (messageId: string, recipient: string, types: readonly [type: string, minute: number, more?: object][]) =>
    types.map(([type, minute, more]) => ({ type, messageId, recipient, occurredAt: at(minute), ...common, ...more }));
  const events = [
    ...told('a@example.org', 'ann@gmail.com', [
      ['processed', 0],
      ['deferred', 1, { reply: '421 4.7.0 Try again later' }],
      ['delivered', 10, { mxHost: 'gmail-smtp-in.l.google.com' }],
      ['opened', 60, { userAgent: 'Mozilla/5.0 (X11; rv:145.0) Gecko/20100101 Firefox/145.0', ip: '192.0.2.1' }],
    ]),
    ...told('b@example.org', 'bob@example.com', [
      ['processed', 0],
      ['bounced', 1, { reply: '550 5.1.1 User unknown', mxHost: 'example-com.mail.protection.outlook.com' }],
    ]),
    ...told('c@example.org', 'cas@example.com', [
      ['delivered', 2, { mxHost: 'mx.example.com' }],
      ['bounced', 5, { reply: '552 5.2.2 Mailbox full' }],
    ]),
    ...told('d@example.org', 'dora@example.com', [['rejected', 3]]),
  ];
  await server.post('/v1/events', { events });
  await server.post(
    '/v1/events',
    { events: told('z@example.org', 'zoe@secret.example', [['delivered', 1]]) },
    { 'bezorgd-tenant': 'other' },
  );
});
afterAll(() => server.stop());

const figures =
  'deliveries tried accepted effectiveDelivered bouncedAfterAcceptance deferred opened clicked shares { delivered hardBounced rejected opened }';

test('GraphQL, REST and SDK say the same', async () => {
  const { data, errors } = await server.graphql(
    `query($since: DateTimeISO!, $until: DateTimeISO!) {
       statistics(since: $since, until: $until, groupBy: [PROVIDER], first: 2) {
         nodes { provider domain at figures { ${figures} counts { status count } } timeToDeliver { p50Ms p99Ms } }
         total { ${figures} } rest { deliveries } timeError pageInfo { hasNextPage endCursor } } }`,
    period,
  );
  expect(errors).toBeUndefined();
  const { nodes, total, rest, timeError, pageInfo } = data.statistics;
  expect(nodes.map((node: any) => [node.provider, node.figures.deliveries])).toEqual([
    ['other', 2],
    ['google', 1],
  ]);
  expect(nodes[1]).toMatchObject({
    domain: null,
    at: null,
    figures: { tried: 1, accepted: 1, effectiveDelivered: 1, deferred: 1, opened: 1, clicked: 0 },
    timeToDeliver: { p50Ms: 600_000, p99Ms: 600_000 },
  });
  expect(total).toEqual({
    deliveries: 4,
    tried: 3,
    accepted: 2,
    effectiveDelivered: 1,
    bouncedAfterAcceptance: 1,
    deferred: 1,
    opened: 1,
    clicked: 0,
    shares: { delivered: 1 / 3, hardBounced: 1 / 3, rejected: 1 / 4, opened: 1 },
  });
  expect([rest.deliveries, timeError, pageInfo.hasNextPage]).toEqual([1, 0, true]);

  const path = `/v1/statistics?since=${period.since}&until=${period.until}&groupBy=provider&first=2`;
  const page = (await server.get(path)).body;
  expect(page.total).toMatchObject(total);
  expect(page.groups[1]).toMatchObject({ provider: 'google', timeToDeliver: nodes[1].timeToDeliver });
  expect(page.endCursor).toBe(pageInfo.endCursor);
  const client = createClient({ baseUrl: server.url, apiKey: server.key });
  expect(await client.statistics({ ...period, groupBy: 'provider', first: 2 })).toEqual(page);
  const next = await client.statistics({ ...period, groupBy: 'provider', first: 2, after: page.endCursor });
  expect(next.groups.map((group) => [group.provider, group.figures.counts['hard-bounced']])).toEqual([['microsoft', 1]]);
  expect(next).toMatchObject({ hasNextPage: false, rest: { deliveries: 0 }, total: page.total });
});

test.each([
  [
    'groupBy=domain',
    [
      ['gmail.com', 1],
      ['example.com', 3],
    ].toReversed(),
  ],
  ['groupBy=tag&tag=kind', [['invoice', 4]]],
  ['groupBy=tag&tag=none', []],
  [
    'groupBy=status&domain=Example.com',
    [
      ['hard-bounced', 1],
      ['rejected', 1],
      ['soft-bounced', 1],
    ],
  ],
  ['groupBy=category&provider=microsoft', [['recipient-unknown', 1]]],
  ['groupBy=tag&tag=kind&domain=Example.com', [['invoice', 3]]],
  [
    'groupBy=domain&tag=kind&tagValue=invoice&status=delivered&status=rejected',
    [
      ['gmail.com', 1],
      ['example.com', 1],
    ],
  ],
  ['tag=kind&tagValue=invoice&status=rejected&status=delivered', [[null, 2]]],
])('%s', async (query, wanted) => {
  const { body } = await server.get(`/v1/statistics?since=${period.since}&until=${period.until}&${query}`);
  const key = /groupBy=(\w+)/.exec(query)?.[1];
  const found = body.groups.map((group: any) => [key ? group[key] : null, group.figures.deliveries]);
  expect(found.toSorted()).toEqual(wanted.toSorted());
});

test('one tenant’s mail is never counted with another’s', async () => {
  const of = (tenant: string) => createClient({ baseUrl: server.url, apiKey: server.key, tenant });
  const other = await of('other').statistics({ ...period, groupBy: 'domain' });
  expect(other.groups.map((group) => [group.domain, group.figures.deliveries])).toEqual([['secret.example', 1]]);
  expect((await of('nobody').statistics(period)).total.deliveries).toBe(0);
  expect((await of('nobody').statistics(period)).groups).toEqual([]);
});

test('a key that may not read mail may not count it', async () => {
  const { data } = await server.graphql(
    'mutation { createApiKey(input: { name: "platform", roles: [SENDER], tenant: "default" }) { key } }',
  );
  const authorization = `Bearer ${data.createApiKey.key}`;
  expect((await server.get(`/v1/statistics?since=${period.since}&until=${period.until}`, { authorization })).status).toBe(403);
});

describe('what cannot be answered is refused with the field and the way out', () => {
  const year = `since=2026-01-01T00:00:00Z&until=2026-12-31T00:00:00Z`;
  const day = `since=2026-01-01T00:00:00Z&until=2026-01-02T00:00:00Z`;
  test.each([
    [`${year}&groupBy=hour`, 'until', /31 days.*group by day/],
    [`${year}&groupBy=domain`, 'until', /93 days.*filter/],
    ['since=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z', 'until', /400 days/],
    ['since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z', 'until', /after since/],
    ['since=yesterday&until=2026-01-01T00:00:00Z', 'since', /RFC 3339/],
    [`${day}&groupBy=hour&groupBy=day`, 'groupBy', /not both/],
    [`${day}&groupBy=tag`, 'tag', /name of the tag/],
    [`${day}&tag=kind`, 'tag', /group by tag/],
    [`${day}&groupBy=day&timeZone=%2B02:00`, 'timeZone', /IANA/],
    [`${day}&groupBy=day&timeZone=Mars/Olympus`, 'timeZone', /IANA/],
    [`${day}&first=0`, 'first', /1 to 200/],
    [`${day}&after=x`, 'after', /endCursor/],
    [`${day}&domain=a%00b`, 'domain', /null/],
  ])('%s', async (query, field, way) => {
    const { status, body } = await server.get(`/v1/statistics?${query}`);
    expect(status).toBe(400);
    expect(body.errors[0].path).toBe(field);
    expect(body.detail).toMatch(way);
  });
});
