import { afterAll, beforeAll, expect, test } from 'vitest';
import { DnsClient } from '../../src/addresses/dns-client.ts';
import { addressesOf } from '../../src/addresses/dns.ts';
import { nameServer, type NameServer } from '../support/name-server.ts';

let server: NameServer;
let clock = 0;
const client = () => new DnsClient({ servers: [server.address], timeoutMs: 150, tries: 2 }, () => clock);

beforeAll(async () => {
  server = await nameServer({
    'plain.test': {
      MX: [
        [20, 'second.plain.test'],
        [10, 'first.plain.test'],
      ],
      TXT: [['one ', 'record'], 'another'],
      A: ['192.0.2.1'],
    },
    'null.test': { MX: [[0, '.']] },
    'bare.test': { A: ['192.0.2.7'] },
    'six.test': { AAAA: ['2001:db8::1'] },
    'silent.test': { fails: 'silence' },
    'broken.test': { fails: 'SERVFAIL' },
    'refusing.test': { fails: 'REFUSED' },
    'garbage.test': { fails: 'garbage' },
    'loop.test': { CNAME: 'pool.test' },
    'pool.test': { CNAME: 'loop.test' },
    'alias.test': { CNAME: 'plain.test' },
    'lost.test': { CNAME: 'nowhere.test' },
    'large.test': { TXT: [`v=spf1 ${'a'.repeat(900)}`] },
    'huge.test': { TXT: Array.from({ length: 20 }, (_, index) => `${index} ${'a'.repeat(900)}`) },
    'many.test': { MX: Array.from({ length: 1000 }, (_, index) => [index, `mx${index}.many.test`] as const) },
    '1.2.0.192.in-addr.arpa': { PTR: ['mail.plain.test'] },
  });
});
afterAll(() => server.stop());

test('records come as mail wants them: exchangers by preference, the strings of a text joined', async () => {
  const dns = client();
  expect(await dns.mx('plain.test')).toEqual({
    status: 'found',
    records: [
      { preference: 10, exchange: 'first.plain.test' },
      { preference: 20, exchange: 'second.plain.test' },
    ],
  });
  expect(await dns.txt('plain.test')).toEqual({ status: 'found', records: ['one record', 'another'] });
  expect(await dns.mx('null.test')).toEqual({ status: 'found', records: [{ preference: 0, exchange: '' }] });
  expect(await dns.ptr('192.0.2.1')).toEqual({ status: 'found', records: ['mail.plain.test'] });
  expect(await dns.mx('alias.test')).toMatchObject({ status: 'found', records: [{ preference: 10 }, { preference: 20 }] });
});

test.each([
  ['a name that does not exist', 'nobody.test', { status: 'none', reason: 'no-domain' }],
  ['a name without such records', 'bare.test', { status: 'none', reason: 'no-record' }],
  ['an alias of nothing', 'lost.test', { status: 'none', reason: 'no-domain' }],
  ['no answer', 'silent.test', { status: 'could-not-check', reason: 'no answer in time' }],
  ['a failing server', 'broken.test', { status: 'could-not-check', reason: 'the name server failed' }],
  ['a refusing server', 'refusing.test', { status: 'could-not-check', reason: 'the name server refused' }],
  ['aliases in a circle', 'loop.test', { status: 'could-not-check', reason: 'the name server failed' }],
  ['an answer that is cut off', 'garbage.test', { status: 'could-not-check', reason: expect.any(String) }],
  ['a label too long', `${'a'.repeat(64)}.test`, { status: 'none', reason: 'no-domain' }],
  ['an empty label', 'a..test', { status: 'none', reason: 'no-domain' }],
])('%s is told apart', async (_, name, answer) => {
  expect(await client().mx(name)).toEqual(answer);
});

test('what does not fit a datagram is asked again over TCP, and a thousand records are cut to fifty', async () => {
  const dns = client();
  expect(await dns.txt('large.test')).toEqual({ status: 'found', records: [`v=spf1 ${'a'.repeat(900)}`] });
  const many = await dns.mx('many.test');
  expect(many).toMatchObject({ status: 'found', records: { length: 50, 0: { exchange: 'mx0.many.test' } } });
});

test('a host has addresses where either family has one', async () => {
  const dns = client();
  expect(await addressesOf(dns, 'six.test')).toEqual({ status: 'found', records: ['2001:db8::1'] });
  expect(await addressesOf(dns, 'null.test')).toEqual({ status: 'none', reason: 'no-record' });
  expect(await addressesOf(dns, 'nobody.test')).toEqual({ status: 'none', reason: 'no-domain' });
  expect(await addressesOf(dns, 'silent.test')).toMatchObject({ status: 'could-not-check' });
});

test('one question at a time, remembered for minutes; what could not be checked for seconds', async () => {
  clock = 0;
  const dns = client();
  const times = (question: string) => server.asked.filter((one) => one === question).length;
  const before = { plain: times('MX plain.test'), broken: times('MX broken.test') };
  await Promise.all([dns.mx('plain.test'), dns.mx('PLAIN.test'), dns.mx('plain.test')]);
  await dns.mx('plain.test');
  expect(times('MX plain.test') - before.plain).toBe(1);
  await dns.mx('broken.test');
  const failing = times('MX broken.test');
  await dns.mx('broken.test');
  expect(times('MX broken.test')).toBe(failing);
  clock = 6000;
  await dns.mx('plain.test');
  await dns.mx('broken.test');
  expect(times('MX plain.test') - before.plain).toBe(1);
  expect(times('MX broken.test')).toBeGreaterThan(failing);
  clock = 301_000;
  await dns.mx('plain.test');
  expect(times('MX plain.test') - before.plain).toBe(2);
});

test('many questions wait for their turn, and all are answered', async () => {
  const dns = client();
  const answers = await Promise.all(Array.from({ length: 300 }, (_, index) => dns.mx(`nobody-${index}.test`)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"status":"none","reason":"no-domain"}']));
});

test('an answer too large to be remembered is asked for anew, but never twice at a time', async () => {
  const dns = client();
  const times = () => server.asked.filter((one) => one === 'TXT huge.test').length;
  await dns.txt('huge.test');
  const once = times();
  await Promise.all([dns.txt('huge.test'), dns.txt('huge.test')]);
  expect(times()).toBe(once * 2);
  expect(await dns.txt('huge.test')).toMatchObject({ status: 'found', records: { length: 20 } });
});

test('what is under way when the service stops could not be checked', async () => {
  const dns = new DnsClient({ servers: [server.address], timeoutMs: 20_000, tries: 1 });
  const answer = dns.mx('silent.test');
  dns.close();
  expect(await answer).toEqual({ status: 'could-not-check', reason: 'the service stops' });
});
