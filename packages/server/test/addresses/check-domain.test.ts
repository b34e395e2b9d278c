import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDomain } from '../../src/addresses/check-domain.ts';
import { DnsClient } from '../../src/addresses/dns-client.ts';
import { inDutch } from '../../src/addresses/dutch-details.ts';
import { sentenceOf, severityOf, type FindingCode } from '../../src/addresses/finding.ts';
import { reverseName } from '../../src/addresses/dns.ts';
import { nameServer, type NameServer, type Zone } from '../support/name-server.ts';

let server: NameServer;
let dns: DnsClient;
beforeAll(async () => {
  server = await nameServer({});
});
afterAll(() => server.stop());

/** Of what the zones hold now, nothing remembered. */
async function check(
  zones: Readonly<Record<string, Zone>>,
  { ips = [], selectors = [] }: { ips?: readonly string[]; selectors?: readonly string[] } = {},
) {
  server.zones.clear();
  const base: Record<string, Zone> = { 'acme.test': { MX: [[10, 'mx.acme.test']] }, 'mx.acme.test': { A: ['192.0.2.25'] } };
  for (const [name, zone] of Object.entries({ ...base, ...zones })) server.zones.set(name, { ...base[name], ...zone });
  dns = new DnsClient({ servers: [server.address], timeoutMs: 100, tries: 1 });
  return checkDomain(dns, { domain: 'acme.test', sendingIps: ips, dkimSelectors: selectors });
}
const of = (prefix: string, { findings }: Awaited<ReturnType<typeof check>>): FindingCode[] =>
  findings.map((finding) => finding.code).filter((code) => code.startsWith(prefix));
const spf = (...texts: readonly string[]): Record<string, Zone> => ({ 'acme.test': { TXT: texts } });
const includes = (count: number): Record<string, Zone> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`i${index}.test`, { TXT: ['v=spf1 ip4:198.51.100.1 ~all'] }]));
const including = (count: number): string =>
  `v=spf1 ${Array.from({ length: count }, (_, index) => `include:i${index}.test`).join(' ')} -all`;

describe('what the reader of the record says', () => {
  test.each([
    ['v=spf1 ipv4:192.0.2.1 -all', /onbekend woord “ipv4”/],
    ['v=spf1 ip4:192.0.2.300 -all', /“ip4” is niet goed geschreven/],
    ['v=spf1 include:gone.test -all', /er is geen SPF-record voor gone\.test/],
    ['v=spf1 a/99 -all', /“a” is niet goed geschreven|ongeldige netwerklengte “99”/],
    ['v=spf1 mx:%x -all', /een macro is niet goed geschreven/],
  ])('%s: in Dutch', async (record, words) => {
    const { findings } = await check(spf(record));
    const wrong = findings.find(({ code }) => code === 'spf-wrong')!;
    expect(sentenceOf(wrong, 'nl')).toMatch(words);
  });

  test.each(['no answer in time', 'the name server failed', 'too many questions at once', 'too many mail servers'])(
    '%s: in Dutch, too',
    (reason) => {
      expect(inDutch(reason)).not.toBe(reason);
      expect(sentenceOf({ code: 'spf-could-not-check', words: { domain: 'acme.test', reason } }, 'nl')).toContain(
        inDutch(reason),
      );
      expect(sentenceOf({ code: 'spf-could-not-check', words: { domain: 'acme.test', reason } }, 'en')).toContain(reason);
    },
  );
});

describe('SPF', () => {
  test.each<[string, Record<string, Zone>, FindingCode[]]>([
    ['there is none', {}, ['spf-missing']],
    ['other texts are not one', spf('google-site-verification=1', 'v=spf10 -all', 'spf2.0/pra -all'), ['spf-missing']],
    ['one that ends', spf('v=spf1 mx -all'), ['spf-found']],
    ['written in capitals', spf('V=SPF1 MX -ALL'), ['spf-found']],
    ['two', spf('v=spf1 mx -all', 'v=spf1 a -all'), ['spf-several']],
    ['a word that is none', spf('v=spf1 ipv4:192.0.2.1 -all'), ['spf-wrong']],
    ['an address that is none', spf('v=spf1 ip4:192.0.2.300 -all'), ['spf-wrong']],
    ['everybody', spf('v=spf1 +all'), ['spf-allows-all', 'spf-found']],
    [
      'everybody, in an include',
      { ...spf('v=spf1 include:i.test -all'), 'i.test': { TXT: ['v=spf1 all'] } },
      ['spf-allows-all', 'spf-found'],
    ],
    ['everybody, by a network', spf('v=spf1 ip4:0.0.0.0/0 -all'), ['spf-allows-all', 'spf-found']],
    ['nothing said of others', spf('v=spf1 mx ?all'), ['spf-neutral', 'spf-found']],
    ['no end', spf('v=spf1 mx'), ['spf-neutral', 'spf-found']],
    ['redirect', { ...spf('v=spf1 redirect=r.test'), 'r.test': { TXT: ['v=spf1 mx:acme.test -all'] } }, ['spf-found']],
    ['redirect to nothing', spf('v=spf1 redirect=r.test'), ['spf-wrong']],
    ['an include without a record', spf('v=spf1 include:gone.test -all'), ['spf-wrong']],
    ['an include that fails', { ...spf('v=spf1 include:b.test -all'), 'b.test': { fails: 'SERVFAIL' } }, ['spf-could-not-check']],
    [
      'an include that is silent',
      { ...spf('v=spf1 include:b.test -all'), 'b.test': { fails: 'silence' } },
      ['spf-could-not-check'],
    ],
    ['ten lookups', { ...spf(including(10)), ...includes(10) }, ['spf-found']],
    ['eleven lookups', { ...spf(including(11)), ...includes(11) }, ['spf-too-many-lookups']],
    ['a circle', { ...spf('v=spf1 include:acme.test -all') }, ['spf-too-many-lookups']],
    ['names of nothing', spf('v=spf1 a:x.test a:y.test mx -all'), ['spf-void', 'spf-found']],
    ['too many of them', spf('v=spf1 a:x.test a:y.test a:z.test -all'), ['spf-too-many-void', 'spf-found']],
    ['ptr', spf('v=spf1 ptr -all'), ['spf-ptr', 'spf-void', 'spf-found']],
    [
      'a long one, over TCP',
      spf(`v=spf1 ${Array.from({ length: 60 }, (_, index) => `ip4:198.51.100.${index}`).join(' ')} -all`),
      ['spf-found'],
    ],
  ])('%s', async (_, zones, codes) => {
    expect(of('spf', await check(zones))).toEqual(codes);
  });

  test('no answer is no fault of the record', async () => {
    const report = await check({
      'acme.test': { fails: 'silence' },
      '_dmarc.acme.test': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@acme.test'] },
    });
    expect(of('spf', report)).toEqual(['spf-could-not-check']);
    expect(report.severity).toBe('could-not-check');
  });

  test('a record made to ask without end asks for a bounded number of names', async () => {
    const tree: Record<string, Zone> = {};
    const wide = (name: string, depth: number): void => {
      const below = depth === 0 ? [] : Array.from({ length: 6 }, (_, index) => `${index}.${name}`);
      tree[name] = { TXT: [`v=spf1 ${below.map((one) => `include:${one}`).join(' ')} a mx -all`] };
      for (const one of below) wide(one, depth - 1);
    };
    wide('acme.test', 3);
    const mails = Array.from({ length: 1000 }, (_, index) => [index, `m${index}.test`] as const);
    const before = server.asked.length;
    expect(of('spf', await check(tree))).toEqual(['spf-too-many-lookups']);
    expect(of('spf', await check({ 'acme.test': { MX: mails, TXT: ['v=spf1 mx -all'] } }))).not.toContain('spf-could-not-check');
    expect(server.asked.length - before).toBeLessThan(200);
  });

  test('each sending address is tried; one that is missing is put into the record', async () => {
    const report = await check(
      {
        ...spf('v=spf1 ip4:192.0.2.1 include:i.test ip6:2001:db8::/32 -all'),
        'i.test': { TXT: ['v=spf1 ip4:198.51.100.0/24 -all'] },
      },
      { ips: ['192.0.2.1', '198.51.100.7', '2001:db8::7', '203.0.113.9', '2001:db9::9'] },
    );
    expect(of('spf', report)).toEqual(['spf-found', 'spf-passes', 'spf-passes', 'spf-passes', 'spf-fails', 'spf-fails']);
    const failing = report.findings.filter((finding) => finding.code === 'spf-fails');
    expect(failing.map((finding) => finding.record?.value)).toEqual([
      'v=spf1 ip4:192.0.2.1 include:i.test ip6:2001:db8::/32 ip4:203.0.113.9 -all',
      'v=spf1 ip4:192.0.2.1 include:i.test ip6:2001:db8::/32 ip6:2001:db9::9 -all',
    ]);
  });

  test('what to publish', async () => {
    const record = async (zones: Record<string, Zone>, ips: string[] = []) =>
      (await check(zones, { ips })).findings.find((finding) => finding.code.startsWith('spf') && finding.record)?.record;
    expect(await record({}, ['192.0.2.1', '2001:db8::1'])).toEqual({
      name: 'acme.test',
      type: 'TXT',
      value: 'v=spf1 ip4:192.0.2.1 ip6:2001:db8::1 ~all',
    });
    expect((await record(spf('v=spf1 mx include:i.test -all', 'v=spf1 mx a ~all')))?.value).toBe(
      'v=spf1 mx include:i.test a ~all',
    );
    expect((await record(spf('v=spf1 mx ?all')))?.value).toBe('v=spf1 mx ~all');
  });
});

describe('DKIM', () => {
  const spki = (bits: number): string =>
    generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  const strong = spki(2048);
  const ed = (generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as { x: string }).x;
  const at = (text: string): Record<string, Zone> => ({ 's1._domainkey.acme.test': { TXT: [text] } });

  test.each<[string, Record<string, Zone>, FindingCode[]]>([
    ['2048 bits', at(`v=DKIM1; k=rsa; p=${strong}`), ['dkim-found']],
    ['without version and type', at(`p=${strong}`), ['dkim-found']],
    [
      'split over strings',
      { 's1._domainkey.acme.test': { TXT: [[`v=DKIM1; p=${strong.slice(0, 200)}`, strong.slice(200)]] } },
      ['dkim-found'],
    ],
    [
      'behind an alias',
      { ...at(''), 's1._domainkey.acme.test': { CNAME: 'keys.test' }, 'keys.test': { TXT: [`p=${strong}`] } },
      ['dkim-found'],
    ],
    ['ed25519', at(`v=DKIM1; k=ed25519; p=${Buffer.from(ed, 'base64url').toString('base64')}`), ['dkim-found']],
    ['1024 bits', at(`v=DKIM1; p=${spki(1024)}`), ['dkim-short']],
    ['512 bits', at(`v=DKIM1; p=${spki(512)}`), ['dkim-too-short']],
    ['revoked', at('v=DKIM1; p='), ['dkim-revoked']],
    ['a test', at(`v=DKIM1; t=y; p=${strong}`), ['dkim-found', 'dkim-testing']],
    ['none', {}, ['dkim-missing']],
    ['no key in it', at('v=DKIM1; k=rsa'), ['dkim-wrong']],
    ['half a key', at(`v=DKIM1; p=${strong.slice(0, 100)}`), ['dkim-wrong']],
    ['no base64', at('v=DKIM1; p=not%a%key'), ['dkim-wrong']],
    ['another version', at(`v=DKIM2; p=${strong}`), ['dkim-wrong']],
    ['another type', at(`v=DKIM1; k=dsa; p=${strong}`), ['dkim-wrong']],
    ['not for mail', at(`v=DKIM1; s=tlsrpt; p=${strong}`), ['dkim-wrong']],
    ['two', { 's1._domainkey.acme.test': { TXT: [`p=${strong}`, `p=${strong}`] } }, ['dkim-several']],
    ['no answer', { 's1._domainkey.acme.test': { fails: 'silence' } }, ['dkim-could-not-check']],
  ])('%s', async (_, zones, codes) => {
    expect(of('dkim', await check(zones, { selectors: ['s1'] }))).toEqual(codes);
  });

  test('without a selector nothing is claimed', async () => {
    expect(of('dkim', await check({}))).toEqual(['dkim-selector-unknown']);
  });
});

describe('DMARC', () => {
  const at = (...texts: readonly string[]): Record<string, Zone> => ({ '_dmarc.acme.test': { TXT: texts } });

  test.each<[string, Record<string, Zone>, FindingCode[]]>([
    ['none', {}, ['dmarc-missing']],
    ['reject', at('v=DMARC1; p=reject; rua=mailto:d@acme.test'), ['dmarc-found']],
    ['none is only a report', at('v=DMARC1; p=none; rua=mailto:d@acme.test'), ['dmarc-found', 'dmarc-none']],
    ['no reports', at('v=DMARC1; p=quarantine'), ['dmarc-found', 'dmarc-without-reports']],
    ['strict', at('v=DMARC1; p=reject; adkim=s; rua=mailto:d@acme.test'), ['dmarc-found', 'dmarc-strict']],
    ['a test', at('v=DMARC1; p=reject; t=y; rua=mailto:d@acme.test'), ['dmarc-found', 'dmarc-testing']],
    ['two', at('v=DMARC1; p=reject', 'v=DMARC1; p=none'), ['dmarc-several']],
    ['no policy', at('v=DMARC1; rua=oops'), ['dmarc-wrong']],
    ['another text', at('hello'), ['dmarc-missing']],
    [
      'the organisation’s',
      { '_dmarc.test': { TXT: ['v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@test'] } },
      ['dmarc-inherited'],
    ],
    ['no answer', { '_dmarc.acme.test': { fails: 'silence' } }, ['dmarc-could-not-check']],
    [
      'reports elsewhere, without leave',
      at('v=DMARC1; p=reject; rua=mailto:d@other.example'),
      ['dmarc-found', 'dmarc-reports-refused'],
    ],
    [
      'reports elsewhere, with leave',
      {
        ...at('v=DMARC1; p=reject; rua=mailto:d@other.example!10m'),
        'acme.test._report._dmarc.other.example': { TXT: ['v=DMARC1;'] },
      },
      ['dmarc-found'],
    ],
  ])('%s', async (_, zones, codes) => {
    expect(of('dmarc', await check(zones))).toEqual(codes);
  });

  test('a subdomain’s policy is the one for subdomains', async () => {
    const { findings } = await check({ '_dmarc.test': { TXT: ['v=DMARC1; p=reject; sp=quarantine; rua=mailto:d@test'] } });
    expect(findings.find((finding) => finding.code === 'dmarc-inherited')?.words).toMatchObject({
      domain: 'test',
      policy: 'quarantine',
    });
  });
});

describe('MX and PTR', () => {
  test.each<[string, Record<string, Zone>, FindingCode]>([
    ['a mail server', {}, 'mx-found'],
    ['null MX', { 'acme.test': { MX: [[0, '.']] } }, 'mx-null'],
    ['no MX', { 'acme.test': { MX: [], A: ['192.0.2.1'] } }, 'mx-missing'],
    ['a server without an address', { 'acme.test': { MX: [[10, 'gone.test']] } }, 'mx-unusable'],
    ['no answer', { 'acme.test': { fails: 'SERVFAIL' } }, 'mx-could-not-check'],
  ])('%s', async (_, zones, code) => {
    expect(of('mx', await check(zones))).toEqual([code]);
  });

  test('of a domain that does not exist nothing else is asked', async () => {
    server.zones.clear();
    dns = new DnsClient({ servers: [server.address], timeoutMs: 100, tries: 1 });
    const report = await checkDomain(dns, { domain: 'acme.test', sendingIps: ['192.0.2.1'], dkimSelectors: ['s1'] });
    expect(report).toMatchObject({ severity: 'problem', findings: [{ code: 'domain-not-found' }] });
  });

  test.each<[string, string, Record<string, Zone>, FindingCode]>([
    ['leads there and back', '192.0.2.25', { [reverseName('192.0.2.25')]: { PTR: ['mx.acme.test'] } }, 'ptr-found'],
    [
      'of IPv6, too',
      '2001:db8::25',
      { [reverseName('2001:db8:0:0::25')]: { PTR: ['six.acme.test'] }, 'six.acme.test': { AAAA: ['2001:db8:0::25'] } },
      'ptr-found',
    ],
    ['is not there', '192.0.2.26', {}, 'ptr-missing'],
    ['leads elsewhere', '192.0.2.27', { [reverseName('192.0.2.27')]: { PTR: ['mx.acme.test'] } }, 'ptr-unconfirmed'],
    [
      'is a network’s',
      '192.0.2.28',
      { [reverseName('192.0.2.28')]: { PTR: ['host-192-0-2-28.net.test'] }, 'host-192-0-2-28.net.test': { A: ['192.0.2.28'] } },
      'ptr-generic',
    ],
    ['does not answer', '192.0.2.29', { [reverseName('192.0.2.29')]: { fails: 'silence' } }, 'ptr-could-not-check'],
  ])('a name that %s', async (_, ip, zones, code) => {
    expect(of('ptr', await check(zones, { ips: [ip] }))).toEqual([code]);
  });

  test('the reverse name of an address is what DNS has', () => {
    expect(reverseName('192.0.2.1')).toBe('1.2.0.192.in-addr.arpa');
    expect(reverseName('2001:db8::1')).toBe(`1.${'0.'.repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`);
  });
});

test('a domain in order is ok, and every word of every sentence is filled in, in both languages', async () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64');
  const good = await check(
    {
      ...spf('v=spf1 ip4:192.0.2.25 -all'),
      's1._domainkey.acme.test': { TXT: [`v=DKIM1; p=${key}`] },
      '_dmarc.acme.test': { TXT: ['v=DMARC1; p=reject; rua=mailto:d@acme.test'] },
      [reverseName('192.0.2.25')]: { PTR: ['mx.acme.test'] },
    },
    { ips: ['192.0.2.25'], selectors: ['s1'] },
  );
  expect(good.severity).toBe('ok');
  const bad = await check({}, { ips: ['192.0.2.99'], selectors: ['none'] });
  expect(bad.severity).toBe('problem');
  for (const finding of [...good.findings, ...bad.findings]) {
    expect(severityOf(finding)).toMatch(/./);
    for (const language of ['en', 'nl'] as const) expect(sentenceOf(finding, language)).not.toMatch(/\{|\(\)|: *$|undefined|  /);
  }
});
