import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { defaultRuleset } from '@bezorgd/rules';
import { LiveEvents, type LiveStream } from '../../src/push/live.ts';
import { TenantReads } from '../../src/storage/tenant-reads.ts';
import { until } from '../support/process.ts';
import { testServer, type TestServer } from '../support/server.ts';

/** What becomes of a stream whose reader is slow, gone, or no longer welcome: the same through both doors. */
let server: TestServer;
let pool: pg.Pool;
let reads: TenantReads;
let live: LiveEvents;
const opened: LiveStream[] = [];
/** Events that the door has taken out of the queue. */
let taken = 0;

beforeAll(async () => {
  server = await testServer();
  pool = new pg.Pool({ connectionString: server.databaseUrl, max: 4 });
  const log = pino({ level: 'silent' });
  reads = new TenantReads(server.databaseUrl, 2, log);
  live = new LiveEvents({ pool, readsOf: (tenant) => reads.of(tenant, true), ruleset: defaultRuleset, log, maxQueued: 1500 });
  const open = live.open.bind(live);
  // With a queue that is full sooner.
  vi.spyOn(LiveEvents.prototype, 'open').mockImplementation(async (...asked) => {
    const stream = await open(...asked);
    const next = stream.next.bind(stream);
    stream.next = async () => {
      const told = await next();
      taken++;
      return told;
    };
    opened.push(stream);
    return stream;
  });
});
afterEach(() => {
  vi.useRealTimers();
  opened.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  live.stop();
  await reads.end();
  await pool.end();
  await server.stop();
});

let clock = Date.now() - 3_600_000;
function event(messageId: string): Record<string, unknown> {
  clock += 1000;
  const tags = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`tag${n}`, 'x'.repeat(200)]));
  return { type: 'delivered', messageId, recipient: 'ann@example.com', occurredAt: new Date(clock).toISOString(), tags };
}
async function tell(...events: Record<string, unknown>[]): Promise<void> {
  expect((await server.post('/v1/events', { events })).body).toMatchObject({ refused: [] });
}

interface Door {
  readonly request: string;
  readonly body: string;
}
const subscription = JSON.stringify({
  query: 'subscription { deliveryChanged { id delivery { messageId tags { name value } } } }',
});
const doors: Readonly<Record<string, Door>> = {
  'server-sent events': { request: 'GET /v1/stream?type=delivery.status-changed', body: '' },
  'a GraphQL subscription': { request: 'POST /graphql/stream', body: subscription },
};

/** A connection of its own, so that its reading can be held back. */
async function connect({ request, body }: Door, key: string): Promise<{ socket: net.Socket; text: () => string }> {
  const { hostname, port } = new URL(server.url);
  const socket = net.connect(Number(port), hostname);
  let got = '';
  socket.on('data', (chunk) => (got = (got + chunk.toString()).slice(-4000)));
  socket.on('error', () => {});
  const headers = `host: x\r\nauthorization: Bearer ${key}\r\naccept: text/event-stream\r\nconnection: close`;
  const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
  socket.write(`${request} HTTP/1.1\r\n${headers}\r\n${content}\r\n${body}`);
  const before = opened.length;
  await until('the stream is open', async () => opened.length > before);
  return { socket, text: () => got };
}

async function newKey(more: object = {}): Promise<{ key: string; id: string }> {
  const { body } = await server.post('/v1/api-keys', { name: 'reader', roles: ['support'], tenant: 'default', ...more });
  return { key: body.key, id: body.apiKey.id };
}

describe.each(Object.entries(doors))('%s', (name, door) => {
  /** Tells as much, and leaves time to take it, until the stream is cut. */
  async function tellUntilCut(stream: LiveStream, batches: number): Promise<void> {
    for (let n = 0; n < batches && !stream.cut.aborted; n++) {
      await tell(...Array.from({ length: 300 }, (_, m) => event(`${name}-${n}-${m}`)));
      for (let before = -1; before !== taken; await sleep(250)) before = taken;
    }
  }

  test('whose reader keeps up is not cut, whatever comes', { timeout: 60_000 }, async () => {
    const { socket } = await connect(door, server.key);
    await tellUntilCut(opened[0]!, 6);
    expect(opened[0]!.cut.aborted).toBe(false);
    socket.destroy();
  });

  test('whose reader does not keep up is cut with the reason', { timeout: 60_000 }, async () => {
    const { socket, text } = await connect(door, server.key);
    const [stream] = opened;
    socket.pause();
    // The system's buffers fill first, then the queue.
    await tellUntilCut(stream!, 40);
    expect(stream!.cut.aborted).toBe(true);
    socket.resume();
    await once(socket, 'close');
    expect(text()).toMatch(/too-slow|TOO_SLOW/);
    expect(text()).toMatch(/You read more slowly than news comes/);
  });

  test('whose reader has left ends, without waiting for an event', async () => {
    const { socket } = await connect(door, server.key);
    const [stream] = opened;
    expect(stream!.cut.aborted).toBe(false);
    socket.destroy();
    await until('the stream has ended', async () => stream!.cut.aborted);
  });

  test.each(['revoked', 'over'])('whose key is %s ends with the reason', async (how) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const soon = 1500;
    const { key, id } = await newKey(how === 'over' ? { expiresAt: new Date(Date.now() + soon).toISOString() } : {});
    const { socket, text } = await connect(door, key);
    await vi.advanceTimersByTimeAsync(15_000);
    await sleep(50);
    expect(socket.closed).toBe(false);
    if (how === 'revoked') expect((await server.post(`/v1/api-keys/${id}/revoke`, {})).status).toBe(200);
    else await sleep(soon);
    await vi.advanceTimersByTimeAsync(15_000);
    await once(socket, 'close');
    expect(text()).toMatch(/unauthenticated|UNAUTHENTICATED/);
    expect(text()).toMatch(/This API key or token is over, was revoked/);
    expect(opened[0]!.cut.aborted).toBe(true);
  });
});

test('a subscription that ends with its service does not say that all was told', async () => {
  const { socket, text } = await connect(doors['a GraphQL subscription']!, server.key);
  await opened[0]!.return();
  await once(socket, 'close');
  expect(text()).not.toContain('event: complete');
});
