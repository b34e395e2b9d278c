import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameServer, type NameServer } from '../support/name-server.ts';
import { testServer, type TestServer } from '../support/server.ts';

let dns: NameServer;
let server: TestServer;
let client: ReturnType<typeof createClient>;

beforeAll(async () => {
  dns = await nameServer({
    'acme.test': { MX: [[10, 'mx.acme.test']], TXT: ['v=spf1 ip4:192.0.2.25 -all'] },
    'mx.acme.test': { A: ['192.0.2.25'] },
    '_dmarc.acme.test': { TXT: ['v=DMARC1; p=none; rua=mailto:d@acme.test'] },
    'xn--bcher-kva.test': { fails: 'silence' },
  });
  server = await testServer({ DNS_SERVERS: dns.address, DNS_TIMEOUT_MS: '100' });
  client = createClient({ baseUrl: server.url, apiKey: server.key });
});
afterAll(async () => {
  await server.stop();
  await dns.stop();
});

test('REST, SDK and GraphQL say the same, in the language asked for, with the record to publish', async () => {
  const asked = { sendingIps: ['192.0.2.25', '2001:DB8:0:0::7'], dkimSelectors: ['s1'] };
  const report = await client.domains.check('ACME.test.', { ...asked, language: 'nl' });
  expect(report).toMatchObject({ domain: 'acme.test', severity: 'problem' });
  expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['mx-found', 'ok'],
    ['spf-found', 'ok'],
    ['spf-passes', 'ok'],
    ['spf-fails', 'problem'],
    ['dkim-missing', 'problem'],
    ['dmarc-found', 'ok'],
    ['dmarc-none', 'advice'],
    ['ptr-missing', 'problem'],
    ['ptr-missing', 'problem'],
  ]);
  expect(report.findings[3]).toEqual({
    code: 'spf-fails',
    severity: 'problem',
    text: 'Volgens SPF mag 2001:db8::7 niet verzenden (fail). Zet het in het record, als het voor u verzendt.',
    record: { name: 'acme.test', type: 'TXT', value: 'v=spf1 ip4:192.0.2.25 ip6:2001:db8::7 -all' },
  });
  const { data, errors } = await server.graphql(
    'query($ips: [String!]!, $selectors: [String!]!) { checkDomain(domain: "acme.test", sendingIps: $ips, dkimSelectors: $selectors) { domain severity findings { code text(language: NL) record { name type value } } } }',
    { ips: asked.sendingIps, selectors: asked.dkimSelectors },
  );
  expect(errors).toBeUndefined();
  expect(data.checkDomain).toEqual({
    domain: 'acme.test',
    severity: 'PROBLEM',
    findings: report.findings.map(({ code, text, record }) => ({ code, text, record })),
  });
});

test('an international domain is asked for in ASCII; no answer is no verdict', async () => {
  const report = await client.domains.check('bücher.test');
  expect(report.domain).toBe('xn--bcher-kva.test');
  expect(report.findings.slice(0, 2).map(({ code }) => code)).toEqual(['mx-could-not-check', 'spf-could-not-check']);
});

test.each([
  [{ domain: 'acme' }, 'domain'],
  [{ domain: '' }, 'domain'],
  [{ domain: 'ann@acme.test' }, 'domain'],
  [{ domain: '[192.0.2.1]' }, 'domain'],
  [{ domain: 'acme.test', sendingIps: ['192.0.2.1', 'mx.acme.test'] }, 'sendingIps.1'],
  [{ domain: 'acme.test', sendingIps: ['fe80::1%eth0'] }, 'sendingIps.0'],
  [{ domain: 'acme.test', sendingIps: Array.from({ length: 21 }, () => '192.0.2.1') }, 'sendingIps'],
  [{ domain: 'acme.test', dkimSelectors: ['a b'] }, 'dkimSelectors.0'],
  [{ domain: 'acme.test', dkimSelectors: Array.from({ length: 11 }, () => 's') }, 'dkimSelectors'],
])('%j is refused, and the field is named', async (asked, field) => {
  const { status, body } = await server.post('/v1/domains/check', asked);
  expect(status).toBe(400);
  expect(body.errors.map((error: { path: string }) => error.path)).toEqual([field]);
  const { errors } = await server.graphql(
    'query($domain: String!, $sendingIps: [String!]!, $dkimSelectors: [String!]!) { checkDomain(domain: $domain, sendingIps: $sendingIps, dkimSelectors: $dkimSelectors) { domain } }',
    { sendingIps: [], dkimSelectors: [], ...asked },
  );
  expect(errors?.[0].extensions.fields[0].path).toBe(field);
});
