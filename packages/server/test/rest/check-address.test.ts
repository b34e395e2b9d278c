import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameServer, type NameServer } from '../support/name-server.ts';
import { testServer, type TestServer } from '../support/server.ts';

let dns: NameServer;
let server: TestServer;
let client: ReturnType<typeof createClient>;

beforeAll(async () => {
  const mailed = { MX: [[10, 'mx.provider.test']] } as const;
  dns = await nameServer({
    'mx.provider.test': { A: ['192.0.2.25'] },
    'six.provider.test': { AAAA: ['2001:db8::25'] },
    'good.test': mailed,
    'six.test': { MX: [[10, 'six.provider.test']] },
    'second.test': {
      MX: [
        [10, 'gone.provider.test'],
        [20, 'mx.provider.test'],
      ],
    },
    'null.test': { MX: [[0, '.']] },
    'odd-null.test': {
      MX: [
        [0, '.'],
        [10, 'mx.provider.test'],
      ],
    },
    'website.test': { A: ['192.0.2.80'] },
    'text.test': { TXT: ['hello'] },
    'parked.test': { MX: [[10, 'localhost.provider.test']] },
    'localhost.provider.test': { A: ['127.0.0.1'] },
    'homeless.test': { MX: [[10, 'gone.provider.test']] },
    'silent.test': { fails: 'silence' },
    'broken.test': { fails: 'SERVFAIL' },
    'half.test': { MX: [[10, 'silent.test']] },
    'many.test': { MX: Array.from({ length: 1000 }, (_, index) => [index, `mx${index}.many.test`] as const) },
    'loop.test': { CNAME: 'loop.test' },
    'gmail.com': mailed,
    'gnail.com': mailed,
    'zorg-noord.test': mailed,
    'zorg-norod.test': mailed,
    'mailinator.com': mailed,
    'xn--bcher-kva.test': mailed,
  });
  server = await testServer({ DNS_SERVERS: dns.address, DNS_TIMEOUT_MS: '100' });
  client = createClient({ baseUrl: server.url, apiKey: server.key });
});
afterAll(async () => {
  await server.stop();
  await dns.stop();
});

let counter = 0;
async function told(type: string, recipient: string, more: Record<string, unknown> = {}, tenant = 'default') {
  const messageId = `address-${++counter}@example.org`;
  const occurredAt = new Date(Date.now() - 3_600_000 + counter * 1000).toISOString();
  const { body } = await server.post(
    '/v1/events',
    { events: [{ type, messageId, recipient, occurredAt, ...more }] },
    { 'bezorgd-tenant': tenant },
  );
  expect(body).toMatchObject({ accepted: 1 });
  return messageId;
}
const codes = (report: { readonly findings: readonly { readonly code: string }[] }) =>
  report.findings.map((finding) => finding.code);

describe('whether a domain takes mail', () => {
  test.each([
    ['ann@good.test', 'no-objection', 'mail-server'],
    ['ann@GOOD.test', 'no-objection', 'mail-server'],
    ['ann@six.test', 'no-objection', 'mail-server'],
    ['ann@second.test', 'no-objection', 'mail-server'],
    ['ann@odd-null.test', 'no-objection', 'mail-server'],
    ['ann@bücher.test', 'no-objection', 'mail-server'],
    ['ann@website.test', 'no-objection', 'mail-server-without-mx'],
    ['ann@nobody.test', 'undeliverable', 'domain-unknown'],
    ['ann@null.test', 'undeliverable', 'domain-null-mx'],
    ['ann@text.test', 'undeliverable', 'domain-without-mail-server'],
    ['ann@parked.test', 'undeliverable', 'mail-server-unusable'],
    ['ann@homeless.test', 'undeliverable', 'mail-server-unusable'],
    ['ann@silent.test', 'could-not-check', 'domain-could-not-check'],
    ['ann@broken.test', 'could-not-check', 'domain-could-not-check'],
    ['ann@half.test', 'could-not-check', 'domain-could-not-check'],
    ['ann@many.test', 'could-not-check', 'domain-could-not-check'],
    ['ann@loop.test', 'could-not-check', 'domain-could-not-check'],
    ['ann@[192.0.2.1]', 'no-objection', 'address-literal'],
  ])('%s: %s, by %s', async (address, conclusion, code) => {
    const report = await client.addresses.check(address);
    expect(report).toMatchObject({ address, conclusion });
    expect(codes(report)).toEqual([code, 'history-none']);
    // What could not be checked never keeps anybody from mailing.
    expect(report.check.maySend).toBe(true);
  });
});

test('a fault of writing is named with its place and, where it is clear, what was meant', async () => {
  const report = await client.addresses.check('Ann <ann@good.test>', { language: 'nl' });
  expect(report).toMatchObject({
    conclusion: 'undeliverable',
    domain: null,
    place: { start: 3, end: 4 },
    suggestion: 'ann@good.test',
    check: { maySend: false, cause: 'address-syntax' },
    lastDelivery: null,
  });
  expect(report.findings).toEqual([
    { code: 'syntax-white-space', severity: 'problem', text: 'Er staat een spatie in het adres; haal die weg.', record: null },
  ]);
});

describe('look-alikes', () => {
  test('of a well-known domain are a suggestion, never a refusal, though they may have a mail server', async () => {
    const report = await client.addresses.check('ann@gnail.com');
    expect(report).toMatchObject({ conclusion: 'no-objection', suggestion: 'ann@gmail.com' });
    expect(codes(report)).toEqual(['mail-server', 'look-alike', 'history-none']);
    expect(report.findings[1]!.text).toContain('Did you mean ann@gmail.com?');
  });

  test('of a domain that takes no mail are what was most likely meant', async () => {
    const report = await client.addresses.check('ann@gmail.con', { language: 'nl' });
    expect(report).toMatchObject({ conclusion: 'undeliverable', suggestion: 'ann@gmail.com' });
    expect(codes(report)).toEqual(['domain-unknown', 'typing-error', 'history-none']);
  });

  test('of a domain to which this sender mails much; another tenant’s domains do not count', async () => {
    for (const name of ['a', 'b', 'c']) await told('delivered', `${name}@zorg-noord.test`, {}, 'alike');
    const own = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'alike' });
    expect(await own.addresses.check('dee@zorg-norod.test')).toMatchObject({ suggestion: 'dee@zorg-noord.test' });
    expect(await client.addresses.check('dee@zorg-norod.test')).toMatchObject({ suggestion: null });
  });

  test('are none once a mail arrived there', async () => {
    const own = createClient({ baseUrl: server.url, apiKey: server.key, tenant: 'arrived' });
    await told('bounced', 'bob@gnail.com', { reply: '550 5.1.1 User unknown' }, 'arrived');
    expect(await own.addresses.check('ann@gnail.com')).toMatchObject({ suggestion: 'ann@gmail.com' });
    await told('delivered', 'cas@gnail.com', {}, 'arrived');
    expect(await own.addresses.check('ann@gnail.com')).toMatchObject({ suggestion: null });
  });
});

test.each([
  ['ann@mailinator.com', ['mail-server', 'disposable', 'history-none']],
  ['info@good.test', ['mail-server', 'role', 'history-none']],
  ['Postmaster@good.test', ['mail-server', 'role', 'history-none']],
  ['no-reply@good.test', ['mail-server', 'no-reply', 'history-none']],
  ['josé@good.test', ['address-international', 'mail-server', 'history-none']],
])('%s: remarks, no refusal', async (address, expected) => {
  const report = await client.addresses.check(address);
  expect(codes(report)).toEqual(expected);
  expect(report.conclusion).toBe('no-objection');
});

describe('history with us', () => {
  test('the last mail and what blocks, through each door', async () => {
    const messageId = await told('bounced', 'gone@good.test', { reply: '550 5.1.1 User unknown' });
    const report = await client.addresses.check('Gone@good.test', { language: 'nl' });
    expect(report).toMatchObject({
      conclusion: 'blocked',
      check: { maySend: false, cause: 'hard-bounce' },
      lastDelivery: { messageId, status: 'hard-bounced' },
    });
    expect(codes(report)).toEqual(['blocked', 'mail-server', 'history-failed']);
    expect(report.findings[0]!.text).toMatch(
      /^U mailt dit adres nu niet: hard-bounce, sinds \d{4}-\d\d-\d\d, tot \d{4}-\d\d-\d\d\.$/,
    );
    const { data, errors } = await server.graphql(
      '{ checkAddress(address: "gone@good.test") { address conclusion maySend domain suggestion place { start } findings { code severity text(language: NL) record { name } } lastDelivery { messageId status } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.checkAddress).toMatchObject({
      conclusion: 'BLOCKED',
      maySend: false,
      domain: 'good.test',
      findings: report.findings.map(({ code, text }) => ({ code, text, record: null })),
      lastDelivery: { messageId, status: 'HARD_BOUNCED' },
    });
    expect(data.checkAddress.findings[0].severity).toBe('PROBLEM');
  });

  test('a mail that arrived says so', async () => {
    await told('delivered', 'here@good.test');
    expect(codes(await client.addresses.check('here@good.test'))).toEqual(['mail-server', 'history-arrived']);
  });

  test('a key that may not read mail learns what blocks, and nothing of mails', async () => {
    await told('bounced', 'hidden@good.test', { reply: '550 5.1.1 User unknown' });
    const made = await server.graphql(
      'mutation { createApiKey(input: { name: "platform", roles: [SENDER], tenant: "default" }) { key } }',
    );
    const sender = createClient({ baseUrl: server.url, apiKey: made.data.createApiKey.key });
    const report = await sender.addresses.check('hidden@good.test');
    expect(report).toMatchObject({ conclusion: 'blocked', lastDelivery: null });
    expect(codes(report)).toEqual(['blocked', 'mail-server']);
  });

  test('of one tenant is not the other’s', async () => {
    await told('bounced', 'shared@good.test', { reply: '550 5.1.1 User unknown' }, 'elsewhere');
    expect(codes(await client.addresses.check('shared@good.test'))).toEqual(['mail-server', 'history-none']);
  });
});

test('bad input is refused by name', async () => {
  await expect(client.addresses.check('x'.repeat(1001))).rejects.toMatchObject({
    code: 'bad-request',
    fields: [{ path: 'address' }],
  });
  const long = await server.graphql('query($a: String!) { checkAddress(address: $a) { address } }', { a: 'x'.repeat(1001) });
  expect(long.errors?.[0].extensions.fields).toEqual([{ path: 'address', message: 'give at most 1000 characters' }]);
  const none = await server.post('/v1/addresses/check', { address: 'ann@good.test' }, { authorization: 'Bearer none' });
  expect(none.status).toBe(401);
});

describe('a list of addresses', () => {
  test('has one answer each, in order, through all doors', async () => {
    const asked = ['ann@good.test', 'ann@null.test', 'not an address', 'ann@good.test'];
    const reports = await client.addresses.checkAll(asked, { language: 'nl' });
    expect(reports.map(({ address, conclusion }) => [address, conclusion])).toEqual([
      ['ann@good.test', 'no-objection'],
      ['ann@null.test', 'undeliverable'],
      ['not an address', 'undeliverable'],
      ['ann@good.test', 'no-objection'],
    ]);
    expect(reports[1]).toEqual(await client.addresses.check('ann@null.test', { language: 'nl' }));
    const { data } = await server.graphql(
      'query ($asked: [String!]!) { checkAddresses(addresses: $asked) { address conclusion findings { code } } }',
      { asked },
    );
    expect(data.checkAddresses.map((one: any) => [one.address, codes(one)])).toEqual(
      reports.map((one) => [one.address, codes(one)]),
    );
    const many = Array.from({ length: 230 }, (_, index) => `a${index}@good.test`);
    expect((await client.addresses.checkAll(many)).map(({ address }) => address)).toEqual(many);
  });

  test('is refused with the place of what is wrong', async () => {
    const query = 'query ($asked: [String!]!) { checkAddresses(addresses: $asked) { conclusion } }';
    const long = `${'a'.repeat(1001)}@good.test`;
    const answers = await Promise.all([
      server.graphql(query, { asked: ['ann@good.test', long] }),
      server.graphql(query, { asked: [] }),
      server.graphql(query, { asked: Array.from({ length: 101 }, () => 'ann@good.test') }),
    ]);
    expect(answers.map(({ errors }) => errors?.[0].message)).toEqual([
      expect.stringMatching(/^addresses\.1: give at most 1000 characters/),
      expect.stringMatching(/^addresses: give 1 to 100/),
      expect.stringMatching(/^addresses: give 1 to 100/),
    ]);
    expect((await server.post('/v1/addresses/check-list', { addresses: ['ann@good.test', long] })).body.detail).toMatch(
      /addresses\.1: give at most 1000/,
    );
  });

  test('costs as much as asking for each, in GraphQL as in REST', async () => {
    const limited = await testServer({ DNS_SERVERS: dns.address, RATE_LIMIT_COST_PER_MINUTE: '1000' });
    const check = (count: number) =>
      limited.graphql('query ($asked: [String!]!) { checkAddresses(addresses: $asked) { conclusion } }', {
        asked: Array.from({ length: count }, (_, index) => `a${index}@good.test`),
      });
    expect((await check(30)).errors).toBeUndefined();
    expect((await check(30)).errors?.[0].extensions.code).toBe('RATE_LIMITED');
    const domains = '{ a: checkDomain(domain: "good.test") { severity } b: checkDomain(domain: "null.test") { severity } }';
    expect((await limited.graphql(domains)).errors).toBeUndefined();
    expect((await limited.graphql(domains)).errors?.[0].extensions.code).toBe('RATE_LIMITED');
    const list = { addresses: Array.from({ length: 100 }, (_, index) => `a${index}@good.test`) };
    expect((await limited.post('/v1/addresses/check-list', list)).status).toBe(429);
    await limited.stop();
  });

  test('passes where its cost is more than a minute has, once that is full', async () => {
    const limited = await testServer({ DNS_SERVERS: dns.address, RATE_LIMIT_COST_PER_MINUTE: '1500' });
    const addresses = Array.from({ length: 100 }, (_, index) => `a${index}@good.test`);
    const bezorgd = createClient({ baseUrl: limited.url, apiKey: limited.key });
    expect(await bezorgd.addresses.checkAll(addresses)).toHaveLength(100);
    await limited.stop();
  });
});
