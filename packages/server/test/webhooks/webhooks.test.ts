import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { apiKey, serverProcess, until } from '../support/process.ts';
import { startReceiver, type Receiver } from '../support/receiver.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pool: pg.Pool;
let receiver: Receiver;
beforeAll(async () => {
  server = await testServer({ WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(async () => {
  await pool.query('delete from webhook_endpoint');
  await receiver.close();
});

let clock = Date.now() - 3_600_000;
function event(type: string, messageId: string, more: object = {}): Record<string, unknown> {
  clock += 1000;
  return { type, messageId, recipient: `${messageId}@example.com`, occurredAt: new Date(clock).toISOString(), ...more };
}
const unknownUser = { reply: '550 5.1.1 User unknown' };
async function tell(...events: Record<string, unknown>[]): Promise<void> {
  expect((await server.post('/v1/events', { events })).body).toMatchObject({ refused: [] });
}
async function added(body: object = {}): Promise<{ id: string; secret: string }> {
  const answer = await server.post('/v1/webhooks', { url: receiver.url, ...body });
  expect(answer.status).toBe(201);
  return { id: answer.body.webhook.id, secret: answer.body.secret };
}
async function send(method: string, path: string, body?: object, key = server.key): Promise<{ status: number; body: any }> {
  const response = await fetch(`${server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
/** Stands in for the passing of time. */
async function hurry(): Promise<void> {
  await pool.query("update webhook_message set next_try_at = now() where state = 'pending'");
  await pool.query('update webhook_endpoint set paused_until = null');
}

describe('a webhook', () => {
  test('gets what happened, signed so that the reference library takes it, and once', async () => {
    const { secret } = await added({ types: ['delivery.status-changed'], statuses: ['hard-bounced'] });
    const bounce = event('bounced', 'signed', unknownUser);
    await tell(event('processed', 'signed'), bounce);
    await tell(event('opened', 'signed'));
    const [first] = await receiver.got(1);
    expect(new Webhook(secret).verify(first!.body, first!.headers)).toMatchObject({
      type: 'delivery.status-changed',
      data: { messageId: 'signed', status: 'hard-bounced' },
    });
    expect(() => new Webhook(secret).verify(first!.body.replace('signed', 'forged'), first!.headers)).toThrow(/signature/i);
    await tell(event('bounced', 'after', unknownUser));
    await receiver.got(2);
    expect(receiver.received.map(({ event: { data } }) => data.messageId)).toEqual(['signed', 'after']);
  });

  test('that fails is tried again with the same id, and every try is in the log', async () => {
    const { id } = await added({ statuses: ['hard-bounced'], types: ['delivery.status-changed'] });
    receiver.answer = (_, response) => response.writeHead(500).end('no room');
    await tell(event('bounced', 'again', unknownUser));
    await receiver.got(1);
    receiver.answer = (_, response) => response.writeHead(200).end('thanks');
    await until('the failure is kept', async () => (await pool.query('select from webhook_try')).rowCount! > 0);
    await hurry();
    const [one, two] = await receiver.got(2);
    expect(two!.headers['webhook-id']).toBe(one!.headers['webhook-id']);
    await until(
      'it is delivered',
      async () => (await server.get(`/v1/webhooks/${id}/messages?state=delivered`)).body.messages.length === 1,
    );
    const [message] = (await server.get(`/v1/webhooks/${id}/messages`)).body.messages;
    expect(message.tries.map((tried: any) => [tried.status, tried.answer])).toEqual([
      [200, 'thanks'],
      [500, 'no room'],
    ]);
    expect((await server.get('/v1/webhooks')).body.webhooks[0]).toMatchObject({ failingSince: null, disabledAt: null });
  });

  test('changes its secret without a gap: both sign for a while', async () => {
    const { id, secret } = await added();
    const rotated = (await send('POST', `/v1/webhooks/${id}/rotate-secret`, { graceHours: 1 })).body;
    expect(rotated.secret).not.toBe(secret);
    await send('POST', `/v1/webhooks/${id}/ping`);
    const [ping] = await receiver.got(1);
    for (const good of [secret, rotated.secret])
      expect(new Webhook(good).verify(ping!.body, ping!.headers)).toMatchObject({ type: 'ping' });
    const last = (await send('POST', `/v1/webhooks/${id}/rotate-secret`, { graceHours: 0 })).body;
    await send('POST', `/v1/webhooks/${id}/ping`);
    const [, second] = await receiver.got(2);
    expect(new Webhook(last.secret).verify(second!.body, second!.headers)).toMatchObject({ type: 'ping' });
    expect(() => new Webhook(rotated.secret).verify(second!.body, second!.headers)).toThrow(/signature/i);
  });

  test('sends one again, and those of a time', async () => {
    const { id } = await added({ types: ['delivery.status-changed'] });
    const since = new Date().toISOString();
    await tell(event('delivered', 'one'), event('delivered', 'two'));
    await receiver.got(2);
    await until(
      'both are done',
      async () => (await server.get(`/v1/webhooks/${id}/messages?state=delivered`)).body.messages.length === 2,
    );
    const eventId = receiver.received[0]!.headers['webhook-id'];
    expect((await send('POST', `/v1/webhooks/${id}/resend`, { eventId })).body).toEqual({ events: 1 });
    expect((await receiver.got(3))[2]!.headers['webhook-id']).toBe(eventId);
    await until(
      'it is done',
      async () => (await server.get(`/v1/webhooks/${id}/messages?state=pending`)).body.messages.length === 0,
    );
    const window = { since, until: new Date(Date.now() + 1000).toISOString() };
    expect((await send('POST', `/v1/webhooks/${id}/resend`, window)).body).toEqual({ events: 0 });
    expect((await send('POST', `/v1/webhooks/${id}/resend`, { ...window, all: true })).body).toEqual({ events: 2 });
    await receiver.got(5);
  });

  test('that says 410 Gone is switched off with an alert; what comes meanwhile waits until it is on again', async () => {
    const { id } = await added({ types: ['delivery.status-changed'] });
    receiver.answer = (_, response) => response.writeHead(410).end();
    await tell(event('delivered', 'gone'));
    await until('it is off', async () => (await server.get('/v1/webhooks')).body.webhooks[0].disabledAt !== null);
    const alerts = (await server.get('/v1/alerts?kind=webhook-failing&open=true')).body.alerts;
    expect(alerts[0].explanation.en.cause).toContain(new URL(receiver.url).host);
    await tell(event('delivered', 'meanwhile'));
    await until(
      'it waits',
      async () => (await server.get(`/v1/webhooks/${id}/messages?state=pending`)).body.messages.length === 2,
    );
    receiver.answer = (_, response) => response.writeHead(204).end();
    await send('PATCH', `/v1/webhooks/${id}`, { enabled: true });
    await hurry();
    await until(
      'both arrived',
      async () => (await server.get(`/v1/webhooks/${id}/messages?state=delivered`)).body.messages.length === 2,
    );
    expect((await server.get('/v1/alerts?kind=webhook-failing&open=true')).body.alerts).toEqual([]);
  });

  test('that failed for five days is switched off with an alert', async () => {
    const { id } = await added({ types: ['delivery.status-changed'] });
    receiver.answer = (_, response) => response.writeHead(500).end();
    await tell(event('delivered', 'long-1'));
    await until('it failed once', async () => (await server.get('/v1/webhooks')).body.webhooks[0].failingSince !== null);
    expect((await server.get('/v1/webhooks')).body.webhooks[0].disabledAt).toBeNull();
    await pool.query("update webhook_endpoint set failing_since = now() - interval '5 days 1 second'");
    await hurry();
    await until('it is off', async () => (await server.get('/v1/webhooks')).body.webhooks[0].disabledAt !== null);
    const [alert] = (await server.get('/v1/alerts?kind=webhook-failing&open=true')).body.alerts;
    expect(alert).toMatchObject({ cause: id, detail: { reason: 'HTTP 500' } });
  });

  test('that asks for a pause gets one', async () => {
    await added({ types: ['delivery.status-changed'] });
    receiver.answer = (_, response) => response.writeHead(429, { 'retry-after': '600' }).end();
    await tell(event('delivered', 'paused'));
    await receiver.got(1);
    await until('it is paused', async () => {
      const { rows } = await pool.query("select paused_until > now() + interval '9 minutes' as paused from webhook_endpoint");
      return rows[0].paused === true;
    });
    expect(receiver.received).toHaveLength(1);
  });

  test('that is slow keeps nobody else waiting', async () => {
    const slow = await startReceiver();
    slow.answer = () => {};
    await added({ url: slow.url, types: ['delivery.status-changed'] });
    await added({ types: ['delivery.status-changed'] });
    await tell(...Array.from({ length: 100 }, (_, n) => event('delivered', `many-${n}`)));
    await receiver.got(100);
    expect(slow.received.length).toBeLessThanOrEqual(8);
    await slow.close();
  });
});

describe('only those who may', () => {
  test.each([
    [{ url: 'ftp://example.com' }, /^url: /],
    [{ url: 'https://user:secret@example.com/' }, /^url: /],
    [{ url: 'https://10.0.0.1/' }, /^url: .*WEBHOOK_ALLOWED_TARGETS/],
    [{ url: 'http://192.168.0.1/' }, /^url: /],
    [{ url: 'https://example.com', types: ['mail.lost'] }, /types/],
    [{ url: 'https://example.com', statuses: ['lost'] }, /statuses/],
    [{}, /url/],
  ])('%j is refused by name', async (body, words) => {
    const answer = await server.post('/v1/webhooks', body);
    expect(answer.status).toBe(400);
    expect(answer.body.detail).toMatch(words);
  });

  test('another tenant sees and changes nothing, and support staff neither', async () => {
    const { id } = await added();
    const keyOf = async (tenant: string, role: string): Promise<string> =>
      (await server.graphql(`mutation { createApiKey(input: {name: "k", roles: [${role}], tenant: "${tenant}"}) { key } }`)).data
        .createApiKey.key;
    const other = await keyOf('other', 'DEVELOPER');
    expect((await send('GET', '/v1/webhooks', undefined, other)).body).toEqual({ webhooks: [] });
    for (const [method, path, body] of [
      ['GET', `/v1/webhooks/${id}/messages`],
      ['DELETE', `/v1/webhooks/${id}`],
      ['PATCH', `/v1/webhooks/${id}`, { enabled: false }],
      ['POST', `/v1/webhooks/${id}/ping`],
      ['POST', `/v1/webhooks/${id}/rotate-secret`, {}],
      ['POST', `/v1/webhooks/${id}/resend`, { eventId: id }],
    ] as const) {
      expect([method, (await send(method, path, body, other)).status]).toEqual([method, 404]);
    }
    expect((await send('GET', '/v1/webhooks', undefined, await keyOf('default', 'SUPPORT'))).status).toBe(403);
  });

  test('who changed what is in the audit log', async () => {
    const { id } = await added();
    await send('POST', `/v1/webhooks/${id}/rotate-secret`, {});
    expect((await send('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    const { rows } = await pool.query('select action from audit_log where subject = $1 order by audit_id', [id]);
    expect(rows.map((row) => row.action)).toEqual(['webhook.create', 'webhook.rotate-secret', 'webhook.remove']);
  });
});

test('a server that is killed while it sends loses nothing: the next one sends it again, with the same id', async () => {
  const env = { DATABASE_URL: await freshDatabase(), WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
  const call = (url: string, body: object) => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  receiver.answer = () => {};
  const first = await serverProcess(env);
  expect((await call(`${first.url}/v1/webhooks`, { url: receiver.url, types: ['delivery.status-changed'] })).status).toBe(201);
  await call(`${first.url}/v1/events`, { events: [event('delivered', 'killed-1'), event('delivered', 'killed-2')] });
  await receiver.got(2);
  await first.kill('SIGKILL');

  receiver.answer = (_, response) => response.writeHead(204).end();
  const second = await serverProcess(env);
  const own = new pg.Client({ connectionString: env.DATABASE_URL });
  await own.connect();
  await own.query('update webhook_message set next_try_at = now()');
  await receiver.got(4);
  await until('both are kept as delivered', async () => {
    const { rows } = await own.query("select count(*)::int as n from webhook_message where state = 'delivered'");
    return rows[0].n === 2;
  });
  await own.end();
  await second.kill('SIGTERM');
  const ids = receiver.received.map(({ headers: { 'webhook-id': id } }) => id);
  expect(new Set(ids).size).toBe(2);
  expect(ids.length).toBe(4);
});

test('when the server that leads is killed, another queues what happens from then on', async () => {
  const env = { DATABASE_URL: await freshDatabase(), WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' };
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
  const call = (url: string, body: object) => fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const leading = await serverProcess(env);
  const following = await serverProcess(env);
  await call(`${following.url}/v1/webhooks`, { url: receiver.url, types: ['delivery.status-changed'] });
  await call(`${following.url}/v1/events`, { events: [event('delivered', 'led')] });
  await receiver.got(1);
  await leading.kill('SIGKILL');
  await call(`${following.url}/v1/events`, { events: [event('delivered', 'followed')] });
  await receiver.got(2);
  await following.kill('SIGTERM');
  expect(receiver.received.map(({ event: { data } }) => data.messageId)).toEqual(['led', 'followed']);
});
