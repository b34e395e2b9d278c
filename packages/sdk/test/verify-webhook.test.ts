import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyWebhook } from '../src/index.ts';

const key = Buffer.from('a key of thirty-two bytes, really');
const secret = `whsec_${key.toString('base64')}`;
const now = new Date('2026-11-23T09:30:00Z');
const timestamp = String(now.getTime() / 1000);
const body = '{"id":"e","type":"ping","tenant":"default","timestamp":"2026-11-23T09:30:00Z","data":{"message":"é"}}';

function sign(by: Buffer, at = timestamp, id = 'e', text = body): string {
  return `v1,${createHmac('sha256', by).update(`${id}.${at}.${text}`).digest('base64')}`;
}
const headers = { 'webhook-id': 'e', 'webhook-timestamp': timestamp, 'webhook-signature': sign(key) };

describe('a request', () => {
  test('that was signed is taken, as text or bytes, with headers of any kind', async () => {
    const asWritten = { 'Webhook-Id': 'e', 'Webhook-Timestamp': timestamp, 'WEBHOOK-SIGNATURE': sign(key) };
    const buffer: Buffer = Buffer.from(body);
    for (const given of [headers, new Headers(headers), { ...headers, 'webhook-id': ['e'] }, asWritten])
      for (const text of [body, new TextEncoder().encode(body), buffer])
        expect(await verifyWebhook(secret, given, text, { now })).toMatchObject({ type: 'ping', data: { message: 'é' } });
  });

  test('that is signed by two secrets, one of them ours, is taken', async () => {
    const two = { ...headers, 'webhook-signature': `${sign(Buffer.from('the next'))} ${sign(key)}` };
    expect(await verifyWebhook(secret, two, body, { now })).toMatchObject({ id: 'e' });
  });

  test('of the specification’s example is taken', async () => {
    const spec = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const event = await verifyWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', spec, '{"test": 2432232314}', {
      now: new Date(1_614_265_330_000),
    });
    expect(event).toEqual({ test: 2432232314 });
  });

  test('is refused without a secret, as an unset variable is, and parsed', async () => {
    const unset = process.env['NO_SUCH_SECRET'];
    await expect(verifyWebhook(unset, headers, body, { now })).rejects.toMatchObject({ code: 'secret-malformed' });
    await expect(verifyWebhook('', headers, body, { now })).rejects.toMatchObject({ code: 'secret-malformed' });
    const parsed = JSON.parse(body) as string;
    await expect(verifyWebhook(secret, headers, parsed, { now })).rejects.toMatchObject({ code: 'body-malformed' });
  });

  const hour = String(Number(timestamp) - 3600);
  test.each<[string, Partial<Parameters<typeof verifyWebhook>[1]>, string, string, string]>([
    ['another body', {}, body.replace('é', 'e'), secret, 'signature-wrong'],
    ['another id', { 'webhook-id': 'f' }, body, secret, 'signature-wrong'],
    ['another secret', {}, body, `whsec_${Buffer.from('another').toString('base64')}`, 'signature-wrong'],
    [
      'an old request, sent again',
      { 'webhook-timestamp': hour, 'webhook-signature': sign(key, hour) },
      body,
      secret,
      'timestamp-out-of-range',
    ],
    ['an old request under a new time', { 'webhook-signature': sign(key, hour) }, body, secret, 'signature-wrong'],
    ['no time', { 'webhook-timestamp': 'now' }, body, secret, 'timestamp-out-of-range'],
    ['no signature', { 'webhook-signature': undefined } as object, body, secret, 'header-missing'],
    ['a signature of another kind', { 'webhook-signature': sign(key).replace('v1,', 'v9,') }, body, secret, 'signature-wrong'],
    ['a signature that is none', { 'webhook-signature': 'v1,%%%' }, body, secret, 'signature-wrong'],
    ['a secret that is none', {}, body, 'password', 'secret-malformed'],
  ])('with %s is refused', async (_, change, text, by, code) => {
    await expect(verifyWebhook(by, { ...headers, ...change } as typeof headers, text, { now })).rejects.toMatchObject({ code });
  });
});
