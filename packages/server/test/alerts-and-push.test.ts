import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClient, verifyWebhook, type BezorgdClient } from '@bezorgd/sdk';
import { createClient as createSubscriptions } from 'graphql-sse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStream } from './support/event-stream.ts';
import { until } from './support/process.ts';
import { repeatUntil } from './support/repeat.ts';
import { startReceiver, type Received } from './support/receiver.ts';
import { testServer, type TestServer } from './support/server.ts';

/** What docs/alerts-and-push.md shows, as a reader would paste it, against the running service. */
const text = readFileSync(path.resolve(import.meta.dirname, '..', '..', '..', 'docs', 'alerts-and-push.md'), 'utf8');
let server: TestServer;
let bezorgd: BezorgdClient;
beforeAll(async () => {
  server = await testServer({ WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  bezorgd = createClient({ baseUrl: server.url, apiKey: server.key });
});
afterAll(() => server.stop());

async function bounce(messageId: string): Promise<void> {
  const event = { messageId, recipient: `${messageId}@example.com`, occurredAt: new Date().toISOString() };
  await bezorgd.events.send([{ type: 'bounced', ...event, reply: '550 5.1.1 User unknown', tags: { kind: 'appointment' } }]);
}

const posts = [...text.matchAll(/curl -s http:\/\/127\.0\.0\.1:4000(\S+)[^\n]*? -d '([^']+)'\n```/g)].map(
  ([, where, body]) => [where!, body!] as const,
);

test('there are examples to try', () => expect(posts.length).toBe(4));

test.each(posts)('POST %s works as written', async (where, body) => {
  const answer = await server.post(where, body);
  expect(answer.status).toBeLessThan(300);
  expect(answer.body.errors).toBeUndefined();
});

test('the stream’s line works as written', async () => {
  const [, where] = /curl -sN 'http:\/\/127\.0\.0\.1:4000([^']+)'/.exec(text)!;
  const stream = await openStream(`${server.url}${where}`, { authorization: `Bearer ${server.key}` });
  await bounce('line');
  expect((await stream.next()).data.data.messageId).toBe('line');
  stream.close();
});

test('the subscription works as written', async () => {
  const query = /```graphql\n([\s\S]*?)```/.exec(text)![1]!;
  const client = createSubscriptions({ url: `${server.url}/graphql/stream`, headers: { authorization: `Bearer ${server.key}` } });
  const came = await repeatUntil(client.iterate<any>({ query }).next(), (n) => bounce(`subscribed-${n}`));
  client.dispose();
  expect(came.value.data.deliveryChanged.delivery.explanation.cause).toMatch(/\w/);
});

test('the SDK’s lines run', async () => {
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);
  expect(blocks.length).toBe(4);
  // The alert of the rule that the page makes.
  await bounce('failed');
  await until(
    'the alert is there',
    async () => (await bezorgd.alerts.list({ open: true, kind: 'mail-failed' }).next()).value !== undefined,
  );
  const said: unknown[][] = [];
  const ran = (async () => {
    for (const block of blocks.filter((one) => !one.startsWith('import '))) {
      const run = new Function('bezorgd', 'console', `return (async () => { ${block} })();`) as (
        client: unknown,
        out: unknown,
      ) => Promise<void>;
      await run(bezorgd, { log: (...words: unknown[]) => said.push(words) });
    }
  })();
  await repeatUntil(ran, (n) => bounce(`news-${n}`));
  expect(said).toEqual(
    expect.arrayContaining([
      ['ping', expect.any(String), expect.any(Number)],
      ['delivery.status-changed', expect.stringMatching(/^\d+-\d+$/)],
      ['mail-failed', expect.stringMatching(/^Een mail aan/), expect.any(String)],
    ]),
  );
});

test('what a webhook brings is taken by the SDK, and managed by it', async () => {
  const receiver = await startReceiver();
  const { webhook, secret } = await bezorgd.webhooks.add({ url: receiver.url, types: ['delivery.status-changed'] });
  await bounce('pushed');
  const isPushed = (one: Received): boolean => one.event.data.messageId === 'pushed';
  await until('it is there', async () => receiver.received.some(isPushed));
  const request = receiver.received.find(isPushed);
  const event = await verifyWebhook(secret, request!.headers, request!.body);
  expect(event).toMatchObject({ type: 'delivery.status-changed', data: { messageId: 'pushed', status: 'hard-bounced' } });
  await expect(verifyWebhook(secret, request!.headers, `${request!.body} `)).rejects.toMatchObject({ code: 'signature-wrong' });
  expect(await bezorgd.webhooks.change(webhook.id, { enabled: false })).toMatchObject({ enabled: false });
  expect((await bezorgd.webhooks.list()).map(({ id }) => id)).toContain(webhook.id);
  await bezorgd.webhooks.remove(webhook.id);
  await expect(bezorgd.webhooks.ping(webhook.id)).rejects.toMatchObject({ code: 'webhook-unknown' });
  const rule = await bezorgd.alerts.addRule({ kind: 'rate', name: 'x', rate: 'complaint', above: 0.003 });
  expect((await bezorgd.alerts.rules()).map(({ id }) => id)).toContain(rule.id);
  await bezorgd.alerts.removeRule(rule.id);
  expect((await bezorgd.alerts.rules()).map(({ id }) => id)).not.toContain(rule.id);
  await receiver.close();
});

test('the SDK’s stream outlives the server', async () => {
  const env = { DATABASE_URL: server.databaseUrl, API_KEY: 'a'.repeat(40) };
  const first = await testServer(env);
  const port = new URL(first.url).port;
  const client = createClient({ baseUrl: first.url, apiKey: env.API_KEY, backoffMs: 20 });
  const stream = client.stream({ type: ['delivery.status-changed'], status: ['delivered'] });
  const next = stream.next();
  const event = (messageId: string) => ({
    type: 'delivered' as const,
    messageId,
    recipient: `${messageId}@example.com`,
    occurredAt: new Date().toISOString(),
  });
  await repeatUntil(next, (n) => bezorgd.events.send([event(`here-${n}`)]));
  await first.stop();
  await bezorgd.events.send([event('while-away')]);
  const second = await testServer({ ...env, PORT: port });
  let got: any;
  do got = (await stream.next()).value;
  while (got.event.data.messageId !== 'while-away');
  await stream.return?.();
  await second.stop();
  expect(got.event.data.status).toBe('delivered');
});
