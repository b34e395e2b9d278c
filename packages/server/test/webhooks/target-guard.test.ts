import { describe, expect, test } from 'vitest';
import { callWebhook } from '../../src/webhooks/call.ts';
import { nextTryMs } from '../../src/webhooks/retries.ts';
import { isRange, TargetGuard } from '../../src/webhooks/target-guard.ts';
import { startReceiver } from '../support/receiver.ts';

const guard = new TargetGuard([]);

describe('addresses', () => {
  test.each([
    '127.0.0.1',
    '127.8.8.8',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.1.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a9fe:a9fe',
    'fe80::1',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '2001:db8::1',
    '2002:7f00:1::1',
    '2001::1',
    'no address',
  ])('%s is refused', (address) => expect(guard.refusal(address, true)).toMatch(/private, local or reserved/));

  test.each(['8.8.8.8', '172.32.0.1', '172.15.255.255', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    '%s may be called, with TLS only',
    (address) => {
      expect(guard.refusal(address, true)).toBeNull();
      expect(guard.refusal(address, false)).toMatch(/https/);
    },
  );

  test('what is allowed may be called, without TLS too', () => {
    const inside = new TargetGuard(['10.1.0.0/16', 'fd00::7']);
    expect([inside.refusal('10.1.2.3', false), inside.refusal('fd00::7', true)]).toEqual([null, null]);
    expect(inside.refusal('10.2.0.1', true)).not.toBeNull();
    expect(inside.refusal('fd00::8', true)).not.toBeNull();
  });

  test.each([
    ['10.0.0.0/8', true],
    ['fd00::1', true],
    ['10.0.0.0/33', false],
    ['10.0.0.0/8/8', false],
    ['localhost', false],
    ['', false],
  ])('%s as a range: %s', (text, is) => expect(isRange(text)).toBe(is));
});

describe('a URL', () => {
  test.each([
    'https://127.0.0.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/',
  ])('%s is refused', async (url) => expect(await guard.refusalOfUrl(new URL(url))).not.toBeNull());

  test('one private address among several refuses the name', async () => {
    const mixed = new TargetGuard([], async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ]);
    expect(await mixed.refusalOfUrl(new URL('https://mixed.example/'))).not.toBeNull();
  });
});

describe('a call', () => {
  test('goes to the address that was looked at, and not to a name that has changed since', async () => {
    const receiver = await startReceiver();
    const url = new URL(receiver.url.replace('127.0.0.1', 'rebound.example'));
    const answers = [[{ address: '8.8.8.8', family: 4 }], [{ address: '127.0.0.1', family: 4 }]];
    const rebound = new TargetGuard([], async () => answers.shift() ?? []);
    expect(await rebound.refusalOfUrl(new URL('https://rebound.example/'))).toBeNull();
    expect(await callWebhook(url, {}, '{}', rebound, 2000)).toMatchObject({
      status: null,
      error: expect.stringMatching(/^Not called/),
    });
    expect(receiver.received).toEqual([]);
    const allowed = new TargetGuard(['127.0.0.1'], async () => [{ address: '127.0.0.1', family: 4 }]);
    expect(await callWebhook(url, {}, '{}', allowed, 2000)).toMatchObject({ status: 204, error: null });
    expect(receiver.received).toHaveLength(1);
    await receiver.close();
  });

  test('follows nothing', async () => {
    const receiver = await startReceiver();
    receiver.answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    const called = await callWebhook(new URL(receiver.url), {}, '{}', new TargetGuard(['127.0.0.1']), 2000);
    expect(called).toMatchObject({ status: 302, error: expect.stringMatching(/not followed/) });
    expect(receiver.received).toHaveLength(1);
    await receiver.close();
  });

  test('ends with an answer that never ends, and keeps its beginning', async () => {
    const receiver = await startReceiver();
    receiver.answer = (_, response) => response.writeHead(200).write('x'.repeat(100_000));
    const called = await callWebhook(new URL(receiver.url), {}, '{}', new TargetGuard(['127.0.0.1']), 10_000);
    expect([called.status, called.answer?.length]).toEqual([200, 500]);
    await receiver.close();
  });

  test('waits for an answer no longer than it may', async () => {
    const receiver = await startReceiver();
    receiver.answer = () => {};
    const called = await callWebhook(new URL(receiver.url), {}, '{}', new TargetGuard(['127.0.0.1']), 100);
    expect(called.error).toMatch(/No answer within/);
    await receiver.close();
  });
});

test('tries wait longer and longer, each a fifth more or less, and end after some four days', () => {
  const least = Array.from({ length: 10 }, (_, tries) => nextTryMs(tries + 1, 0));
  const most = Array.from({ length: 10 }, (_, tries) => nextTryMs(tries + 1, 1));
  expect(least[0]).toBe(4000);
  expect(most[0]).toBe(6000);
  expect(least.slice(0, 9).every((wait, index) => index === 0 || wait! > least[index - 1]!)).toBe(true);
  expect([least[9], most[9]]).toEqual([null, null]);
  expect(least.slice(0, 9).reduce<number>((sum, wait) => sum + wait!, 0) / 3_600_000).toBeGreaterThan(48);
});
