import { createServer } from 'node:http';
import { defaultRuleset, digestOf } from '@bezorgd/rules';
import { afterAll, describe, expect, test, vi } from 'vitest';
import {
  ConnectionError,
  createClient,
  EventsRefusedError,
  RulesetMismatchError,
  ServiceError,
  type BezorgdClient,
  type ClientOptions,
  type MailEvent,
} from '../src/index.ts';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: any;
}

/** A client whose service is the handed-in function; what it was asked is in `seen`. */
function clientOf(answer: (seen: Seen, nth: number) => Response | Promise<Response>, options: Partial<ClientOptions> = {}) {
  const seen: Seen[] = [];
  const client = createClient({
    baseUrl: 'http://service.example/',
    backoffMs: 1,
    ...options,
    fetch: async (request) => {
      const text = await request.text();
      const { pathname, search } = new URL(request.url);
      const one: Seen = {
        method: request.method,
        path: pathname + search,
        headers: request.headers,
        body: text === '' ? null : JSON.parse(text),
      };
      seen.push(one);
      request.signal.throwIfAborted();
      return await Promise.race([
        Promise.resolve(answer(one, seen.length)),
        new Promise<never>((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason as Error))),
      ]);
    },
  });
  return { client, seen };
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const problem = (status: number, code: string, detail: string): Response =>
  json(status, { type: 'about:blank', title: 'T', status, code, detail, errors: [{ path: 'x', message: detail }] });
const event: MailEvent = {
  type: 'delivered',
  messageId: 'm@example.com',
  recipient: 'ann@example.com',
  occurredAt: '2026-11-23T09:00:00Z',
};

describe('what is made once', () => {
  test('a key is asked for once, whatever becomes of the answer; its end is asked for again', async () => {
    const { client, seen } = clientOf(() => problem(503, 'store-unavailable', 'The database cannot be reached'), { attempts: 3 });
    await expect(client.apiKeys.create({ name: 'desk', roles: ['support'] })).rejects.toBeInstanceOf(ServiceError);
    expect(seen.length).toBe(1);
    await expect(client.apiKeys.revoke('abcdefghijkm')).rejects.toBeInstanceOf(ServiceError);
    expect(seen.map(({ path }) => path)).toEqual(['/v1/api-keys', ...Array(3).fill('/v1/api-keys/abcdefghijkm/revoke')]);
  });

  test('quarantined messages are read again once: the second answer would call unknown what the first one stored', async () => {
    const { client, seen } = clientOf(() => new Promise<Response>(() => {}), { timeoutMs: 20, attempts: 3 });
    await expect(client.quarantine.replay(['x'])).rejects.toMatchObject({ code: 'timeout' });
    await expect(client.quarantine.discard(['x'], 'tests')).rejects.toMatchObject({ code: 'timeout' });
    expect(seen.map(({ path }) => path)).toEqual(['/v1/quarantine/replay', '/v1/quarantine/discard']);
  });

  test('what is known of a person may take minutes, unless the caller says otherwise', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    const person = { address: 'ann@example.com', reason: 'request 1' };
    for (const options of [{}, { timeoutMs: 5000 }]) {
      const { client } = clientOf(() => json(200, { erasedAt: 'x', exportedAt: 'x' }), options);
      await client.privacy.erase(person);
      await client.privacy.export(person.address);
    }
    expect(timeout.mock.calls).toEqual([[240_000], [240_000], [5000], [5000]]);
    timeout.mockRestore();
  });

  test('what is known of a person is looked for once: a search whose answer nobody awaits goes on', async () => {
    const { client, seen } = clientOf(() => new Promise<Response>(() => {}), { timeoutMs: 20, attempts: 3 });
    await expect(client.privacy.export('ann@example.com')).rejects.toMatchObject({ code: 'timeout' });
    await expect(client.privacy.erase({ address: 'ann@example.com', reason: 'x' })).rejects.toMatchObject({ code: 'timeout' });
    expect(seen.map(({ path }) => path)).toEqual(['/v1/recipients/export', '/v1/recipients/erase']);
  });

  test('statistics are awaited for longer than the service counts, unless the caller says otherwise', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    const asked = { since: '2026-11-01T00:00:00Z', until: '2026-11-02T00:00:00Z' };
    for (const options of [{}, { timeoutMs: 5000 }]) {
      const { client } = clientOf(() => json(200, { groups: [], byCause: [] }), options);
      await client.statistics(asked);
      await client.rejections(asked);
    }
    expect(timeout.mock.calls).toEqual([[35_000], [35_000], [5000], [5000]]);
    timeout.mockRestore();
  });

  test('what is not there is null, and lists go on to their end', async () => {
    const { client, seen } = clientOf(({ path }) => {
      if (path.startsWith('/v1/reports/')) return problem(404, 'report-unknown', 'id: there is no such returned mail');
      const last = path.includes('after=two');
      return json(200, { messages: [{ id: path }], hasNextPage: !last, endCursor: last ? null : 'two' });
    });
    expect(await client.reports.get('r')).toBeNull();
    const found: string[] = [];
    for await (const { id } of client.quarantine.list({ first: 1 })) found.push(id);
    expect(found).toEqual(['/v1/quarantine?first=1', '/v1/quarantine?first=1&after=two']);
    expect(seen.length).toBe(3);
  });
});

describe('events.send', () => {
  test('sends events as they are, and the same again when it tries again', async () => {
    const { client, seen } = clientOf((_, nth) =>
      nth === 1 ? problem(503, 'store-unavailable', 'later') : json(200, { accepted: 2, duplicates: 0, refused: [] }),
    );
    expect(await client.events.send([event, { ...event, eventId: 'mine' }])).toEqual({ accepted: 2, duplicates: 0 });
    expect(seen).toHaveLength(2);
    expect(seen[0]!.body.events).toEqual([event, { ...event, eventId: 'mine' }]);
    expect(seen[1]!.body).toEqual(seen[0]!.body);
  });

  test('says what the earlier calls gave when a later one fails', async () => {
    const { client } = clientOf((_, nth) =>
      nth === 1
        ? json(200, { accepted: 998, duplicates: 1, refused: [{ index: 7, eventId: null, path: 'recipient', message: 'x' }] })
        : problem(503, 'store-unavailable', 'down'),
    );
    const error = await client.events.send(Array.from({ length: 2500 }, () => event)).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'events-interrupted',
      retryable: true,
      sent: 1000,
      accepted: 998,
      duplicates: 1,
      refused: [{ index: 7 }],
      cause: { code: 'store-unavailable' },
    });
  });

  test('sends any number in calls of a thousand', async () => {
    const { client, seen } = clientOf(({ body }) => json(200, { accepted: body.events.length, duplicates: 0, refused: [] }));
    expect(await client.events.send(Array.from({ length: 2500 }, () => event))).toEqual({ accepted: 2500, duplicates: 0 });
    expect(seen.map((call) => call.body.events.length)).toEqual([1000, 1000, 500]);
  });

  test('sends large events in calls of 8 MiB, one that is larger alone, and keeps their places', async () => {
    const sizes: number[] = [];
    const { client, seen } = clientOf(({ body }, nth) => {
      sizes.push(Buffer.byteLength(JSON.stringify(body)));
      const refused = nth === 4 ? [{ index: 2, eventId: null, path: 'raw', message: 'x' }] : [];
      return json(200, { accepted: body.events.length - refused.length, duplicates: 0, refused });
    });
    const report = (kilobytes: number): MailEvent => ({ type: 'report', raw: 'é'.repeat(kilobytes * 512) });
    const error = await client.events
      .send([report(600), report(9000), ...Array.from({ length: 20 }, () => report(600)), event])
      .catch((caught: unknown) => caught);
    expect(seen.map((call) => call.body.events.length)).toEqual([1, 1, 13, 8]);
    expect(sizes.filter((size) => size > 8 * 1024 * 1024 + 1000)).toHaveLength(1);
    expect(error).toMatchObject({ accepted: 22, refused: [{ index: 17 }] });
  });

  test.each([200, 400])('refused events are an error that names them by their place in the list (%i)', async (status) => {
    const { client } = clientOf(({ body }, nth) =>
      nth === 1
        ? json(200, { accepted: 1000, duplicates: 0, refused: [] })
        : json(status, {
            accepted: body.events.length - 1,
            duplicates: 0,
            refused: [{ index: 3, eventId: 'e', path: 'recipient', message: 'recipient: give one' }],
          }),
    );
    const error = await client.events.send(Array.from({ length: 1010 }, () => event)).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EventsRefusedError);
    expect(error).toMatchObject({
      code: 'events-refused',
      retryable: false,
      accepted: 1009,
      refused: [{ index: 1003, path: 'recipient' }],
    });
  });
});

describe('failures', () => {
  test('a wrong request is not repeated, and names the field', async () => {
    const { client, seen } = clientOf(() => problem(400, 'bad-request', 'x: is wrong'));
    await expect(client.suppressions.check(['a'])).rejects.toMatchObject({
      name: 'ServiceError',
      status: 400,
      code: 'bad-request',
      retryable: false,
      message: 'x: is wrong',
      fields: [{ path: 'x', message: 'x: is wrong' }],
    });
    expect(seen).toHaveLength(1);
  });

  test('a service that stays down fails after the last try', async () => {
    const { client, seen } = clientOf(() => new Response('<html>', { status: 502 }), { attempts: 3 });
    await expect(client.deliveries.get('x')).rejects.toBeInstanceOf(ServiceError);
    expect(seen).toHaveLength(3);
  });

  const html = (status: number): Response =>
    new Response('<html><h1>Log in</h1>', { status, headers: { 'content-type': 'text/html' } });
  test.each<[string, () => Response, number]>([
    ['a proxy’s page', () => html(413), 413],
    ['plain text', () => new Response('bad', { status: 400 }), 400],
    ['JSON that is no problem', () => json(404, 'x'), 404],
    ['null', () => json(400, null), 400],
    ['a problem of another kind', () => json(404, { detail: [{ msg: 'Not Found' }] }), 404],
    ['a page to log in', () => html(200), 200],
    ['half a document', () => new Response('{"results":[', { headers: { 'content-type': 'application/json' } }), 200],
    ['another service’s JSON', () => json(200, { hello: 1 }), 200],
    ['another service’s list', () => json(200, { results: 1, deliveries: {}, messages: 'x', refused: 0 }), 200],
    ['nothing', () => new Response(null, { status: 204 }), 204],
  ])('%s in the place of an answer is told as that, and not asked for again', async (_, answer, status) => {
    const calls: ((client: BezorgdClient) => Promise<unknown>)[] = [
      (client) => client.events.send([event]),
      (client) => client.suppressions.check(['a@example.com']),
      (client) => client.suppressions.export('csv'),
      (client) => client.deliveries.get('x'),
      (client) => client.deliveries.list().next(),
      (client) => client.messages.get('x'),
      (client) => client.quarantine.content('x'),
      (client) => client.classify('550 x', { by: 'remote' }),
      (client) => client.rules.load(),
      (client) => client.privacy.export('a@example.com'),
    ];
    for (const call of calls) {
      const { client, seen } = clientOf(answer);
      const error = await call(client).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(ServiceError);
      expect(error).toMatchObject({ code: 'unexpected-answer', status, retryable: false });
      expect(error).toMatchObject({ message: expect.stringMatching(/^Not the service answered .*baseUrl/) });
      expect(seen).toHaveLength(1);
    }
  });

  test('nothing where a thing was to be removed is an answer, and a page is none', async () => {
    await expect(clientOf(() => new Response(null, { status: 204 })).client.webhooks.remove('x')).resolves.toBeUndefined();
    await expect(clientOf(() => html(200)).client.webhooks.remove('x')).rejects.toMatchObject({ code: 'unexpected-answer' });
  });

  test.each<[string, string, number]>([
    ['seconds', '45', 45_000],
    ['a date', new Date(Date.parse('2026-11-23T09:00:45Z')).toUTCString(), 45_000],
    ['more than two minutes', '3600', 120_000],
  ])('waits as long as the service asks: %s', async (_, retryAfter, ms) => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T09:00:00Z'), toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const { client, seen } = clientOf((_seen, nth) =>
      nth === 1 ? json(429, { code: 'rate-limited' }, { 'retry-after': retryAfter }) : json(200, { results: [] }),
    );
    const answer = client.suppressions.check(['a@example.com']);
    await vi.advanceTimersByTimeAsync(ms - 1);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual([]);
    vi.useRealTimers();
  });

  test('nobody listening is a ConnectionError', async () => {
    await expect(createClient({ baseUrl: 'http://127.0.0.1:1', attempts: 1 }).rules.compare()).rejects.toMatchObject({
      name: 'ConnectionError',
      code: 'connection-failed',
      retryable: true,
    });
  });

  test('a time-out counts per try and is named', async () => {
    const { client, seen } = clientOf(() => new Promise<Response>(() => {}), { timeoutMs: 20, attempts: 2 });
    const error = await client.suppressions.check(['a@example.com']).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ code: 'timeout', message: 'No answer within 20 ms' });
    expect(seen).toHaveLength(2);
  });

  test.each([
    ['during a call', () => new Promise<Response>(() => {})],
    ['while it waits to try again', () => problem(503, 'store-unavailable', 'later')],
  ])('an abort %s ends it with the caller’s reason', async (_, answer) => {
    const { client } = clientOf(answer, { backoffMs: 60_000 });
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('changed my mind')), 20);
    await expect(client.suppressions.check(['a@example.com'], { signal: abort.signal })).rejects.toThrow('changed my mind');
  });

  test('a signal that was aborted before asks nothing', async () => {
    const { client, seen } = clientOf(() => json(200, {}));
    await expect(client.suppressions.check(['a'], { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow('no');
    expect(seen).toHaveLength(0);
  });
});

describe('reads', () => {
  test('a delivery that is not there is null', async () => {
    const { client } = clientOf(() => problem(404, 'delivery-unknown', 'There is no delivery with this id'));
    expect(await client.deliveries.get('00000000-0000-8000-8000-000000000000')).toBeNull();
  });

  test('an address where there is no such service is an error, not a delivery that is not there', async () => {
    const { client } = clientOf(() => problem(404, 'not-found', 'There is nothing at this address'));
    await expect(client.deliveries.get('x')).rejects.toMatchObject({ name: 'ServiceError', code: 'not-found' });
  });

  test.each([
    ['.', '/v1/messages/%3C.%3E'],
    ['..', '/v1/messages/%3C..%3E'],
    ['...', '/v1/messages/...'],
    ['a/../b?#%2E', '/v1/messages/a%2F..%2Fb%3F%23%252E'],
  ])('a message may be called %s', async (messageId, path) => {
    const { client, seen } = clientOf(() => json(200, { outcome: 'delivered' }));
    await client.messages.get(messageId);
    expect(seen[0]!.path).toBe(path);
  });

  test('language, audience and tenant go along', async () => {
    const { client, seen } = clientOf(() => json(200, { id: 'x', timeline: [] }), { tenant: 'acme', apiKey: 'secret' });
    await client.deliveries.get('x', { language: 'nl', audience: 'recipient' });
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/v1/deliveries/x?language=nl&audience=recipient' });
    expect(seen[0]!.headers.get('bezorgd-tenant')).toBe('acme');
    expect(seen[0]!.headers.get('authorization')).toBe('Bearer secret');
  });

  test('many addresses go in calls of ten thousand, and the answers keep their order', async () => {
    const { client, seen } = clientOf(({ body }) =>
      json(200, { results: body.addresses.map((address: string) => ({ address, maySend: true })) }),
    );
    const addresses = Array.from({ length: 12_000 }, (_, index) => `n${index}@example.com`);
    expect((await client.suppressions.check(addresses)).map((check) => check.address)).toEqual(addresses);
    expect(seen).toHaveLength(2);
  });
});

describe('rules', () => {
  test('a reply is judged in this process, without a request', async () => {
    const { client, seen } = clientOf(() => json(500, {}));
    const { classification, explanation } = await client.classify('550 5.1.1 User unknown', { language: 'nl' });
    expect(classification).toMatchObject({
      bounceType: 'hard',
      verdict: { category: 'recipient-unknown' },
      rulesetDigest: client.rules.digest,
    });
    expect(explanation.cause).not.toBe('');
    expect(seen).toHaveLength(0);
  });

  test.each([
    ['550 mailbox full@example.com unavailable', undefined, 'mailbox-full', 'mailbox full'],
    ['550 mailbox full@example.com unavailable', 'full@example.com', 'recipient-unknown', 'mailbox full@example.com unavailable'],
    ['452 {recipient} Ann@Example.com is over quota', 'ann@example.com', 'mailbox-full', 'over quota'],
  ])('%s for %s is %s, by words of the reply as given', async (text, recipient, category, words) => {
    const { client } = clientOf(() => json(500, {}));
    const { reply, classification } = await client.classify(text, recipient === undefined ? {} : { recipient });
    expect(classification.verdict.category).toBe(category);
    expect(reply.text.slice(classification.span!.start, classification.span!.end)).toBe(words);
  });

  test('or by the service', async () => {
    const { client, seen } = clientOf(() => json(200, { reply: {}, classification: { ruleId: 'remote' }, explanation: {} }));
    expect((await client.classify('550 x', { by: 'remote', command: 'RCPT', mxHost: 'mx' })).classification.ruleId).toBe(
      'remote',
    );
    expect(seen[0]!.body).toEqual({ reply: '550 x', language: 'en', audience: 'support', command: 'RCPT', mxHost: 'mx' });
  });

  test('other rules at the service are visible, and can be taken over', async () => {
    const changed = { plugins: defaultRuleset.plugins.slice(1) };
    const { client } = clientOf(() => json(200, { digest: digestOf(changed), ruleset: JSON.parse(JSON.stringify(changed)) }));
    const before = client.rules.digest;
    expect(await client.rules.compare()).toEqual({ local: before, remote: digestOf(changed), same: false });
    await expect(client.rules.requireSame()).rejects.toBeInstanceOf(RulesetMismatchError);
    const loaded = await client.rules.load();
    expect(loaded).not.toBe(before);
    expect(client.rules.digest).toBe(loaded);
    expect((await client.classify('550 5.1.1 User unknown')).classification.rulesetDigest).toBe(loaded);
  });
});

test('rules that do not come out as the service says are not taken', async () => {
  const { client } = clientOf(() =>
    json(200, { digest: `sha256:${'0'.repeat(64)}`, ruleset: JSON.parse(JSON.stringify(defaultRuleset)) }),
  );
  const before = client.rules.digest;
  await expect(client.rules.load()).rejects.toBeInstanceOf(RulesetMismatchError);
  expect(client.rules.digest).toBe(before);
});

describe('over a real socket', () => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ results: [{ address: request.url, maySend: true }] }));
  });
  afterAll(() => server.close());

  test('the platform’s own fetch is used', async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}` });
    expect((await client.suppressions.check(['x']))[0]!.address).toBe('/v1/suppressions/check');
  });
});

test('wrong use does not compile', () => {
  const { client } = clientOf(() => json(200, {}));
  const misuse = (): void => {
    // @ts-expect-error a list is wanted
    void client.suppressions.check('ann@example.com');
    // @ts-expect-error not a type of event
    void client.events.send([{ ...event, type: 'teleported' }]);
    // @ts-expect-error not a language
    void client.deliveries.get('x', { language: 'fr' });
  };
  expect(misuse).toBeTypeOf('function');
});
