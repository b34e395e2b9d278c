import { createClient, type Client } from 'graphql-sse';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStream } from '../support/event-stream.ts';
import { repeatUntil } from '../support/repeat.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
const clients: Client[] = [];
beforeAll(async () => {
  server = await testServer();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
});
afterAll(() => server.stop());

function connected(headers: Record<string, string> = {}): Client {
  const made = createClient({
    url: `${server.url}/graphql/stream`,
    headers: { authorization: `Bearer ${server.key}`, ...headers },
    retryAttempts: 0,
  });
  clients.push(made);
  return made;
}

let clock = Date.now() - 3_600_000;
async function tell(type: string, messageId: string, more: object = {}): Promise<void> {
  clock += 1000;
  const event = { type, messageId, recipient: `${messageId}@example.com`, occurredAt: new Date(clock).toISOString(), ...more };
  expect((await server.post('/v1/events', { events: [event] })).body).toMatchObject({ refused: [] });
}
const unknownUser = { reply: '550 5.1.1 User unknown' };

/** Tells the same kind of thing until the subscription is there to hear it: it opens when it opens. */
async function heard(results: AsyncIterableIterator<any>, name: string): Promise<any> {
  return (await repeatUntil(results.next(), (n) => tell('bounced', `${name}-${n}`, unknownUser))).value;
}

describe('subscriptions', () => {
  test('tell a delivery’s change, with the delivery as it is then', async () => {
    const results = connected().iterate({
      query: `subscription { deliveryChanged(filter: { status: [HARD_BOUNCED, COMPLAINED] }) {
        id delivery { messageId status recipient { maySend } explanation(language: NL) { cause } timeline { type } } } }`,
    });
    const { data } = await heard(results, 'sub');
    expect(data.deliveryChanged.delivery).toMatchObject({
      messageId: expect.stringMatching(/^sub-/),
      status: 'HARD_BOUNCED',
      recipient: { maySend: false },
      timeline: [{ type: 'bounced' }],
    });
    // The next is read anew: nothing is remembered from the first.
    await server.post('/v1/suppressions/lift', {
      address: `${data.deliveryChanged.delivery.messageId}@example.com`,
      reason: 'x',
    });
    const recipient = `${data.deliveryChanged.delivery.messageId}@example.com`;
    await tell('bounced', 'other', { reply: '552 5.2.2 Mailbox full' });
    await tell('bounced', 'next', { ...unknownUser, recipient, occurredAt: new Date().toISOString() });
    let found: any;
    do found = (await results.next()).value.data.deliveryChanged.delivery;
    while (found.messageId !== 'next');
    expect(found.recipient.maySend).toBe(false);
  });

  test('tell blocks', async () => {
    const results = connected().iterate({
      query: 'subscription { suppressionChanged { blocked cause until recipient { address maySend } } }',
    });
    const { data } = await heard(results, 'block');
    expect(data.suppressionChanged).toMatchObject({ blocked: true, cause: 'hard-bounce', recipient: { maySend: false } });
  });

  test('a reader that had no event knows where to go on, too', async () => {
    const subscribe = async (query: string) => {
      const { body } = await fetch(`${server.url}/graphql/stream`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      return {
        async until(words: RegExp): Promise<string> {
          for (let match = words.exec(text); ; match = words.exec(text)) {
            if (match) return match[1]!;
            text += (await reader.read()).value ?? '';
          }
        },
        close: () => reader.cancel(),
      };
    };
    const fields = '{ cursor delivery { messageId } }';
    const first = await subscribe(`subscription { deliveryChanged(filter: {messageId: "meanwhile@example.org"}) ${fields} }`);
    const after = await first.until(/^id: (\S+)$/m);
    await first.close();
    const occurredAt = new Date().toISOString();
    await server.post('/v1/events', {
      events: [{ type: 'delivered', messageId: 'meanwhile@example.org', recipient: 'ann@example.com', occurredAt }],
    });
    const second = await subscribe(
      `subscription { deliveryChanged(after: "${after}", filter: {messageId: "meanwhile@example.org"}) ${fields} }`,
    );
    expect(await second.until(/"messageId":"(meanwhile[^"]*)"/)).toBe('meanwhile@example.org');
    await second.close();
  });

  describe('go on after a cursor', () => {
    const changes = `subscription ($after: String) {
      deliveryChanged(after: $after, filter: { status: [DELIVERED] }) { id cursor delivery { messageId } } }`;
    const open = (after: string | null) => connected().iterate<any>({ query: changes, variables: { after } });

    interface Seen {
      /** Message to the id of its news, in the order they came. */
      readonly told: ReadonlyMap<string, string>;
      readonly cursor: string;
    }
    /** Reads until all of these messages have come; none of them may come twice on one connection. */
    async function readUntil(results: AsyncIterableIterator<any>, wanted: readonly string[]): Promise<Seen> {
      const told = new Map<string, string>();
      let cursor = '';
      while (!wanted.every((messageId) => told.has(messageId))) {
        const { id, delivery, ...at } = (await results.next()).value.data.deliveryChanged;
        expect(told.get(delivery.messageId)).toBeUndefined();
        told.set(delivery.messageId, id);
        ({ cursor } = at);
      }
      await results.return?.();
      return { told, cursor };
    }
    /** A cursor from before what the test tells. */
    async function begin(name: string): Promise<string> {
      const results = open(null);
      const { value } = await repeatUntil(results.next(), (n) => tell('delivered', `${name}-${n}`));
      await results.return?.();
      return value.data.deliveryChanged.cursor;
    }

    test('with what came since, and then with what comes', async () => {
      const cursor = await begin('begun');
      await tell('delivered', 'since-1');
      await tell('bounced', 'not-asked', unknownUser);
      await tell('delivered', 'since-2');
      const again = open(cursor);
      const first = again.next();
      await first;
      await tell('delivered', 'live');
      const { told } = await readUntil(
        (async function* () {
          yield (await first).value;
          yield* again;
        })(),
        ['since-1', 'since-2', 'live'],
      );
      expect(told.has('not-asked')).toBe(false);
      expect([...told.keys()].slice(-1)).toEqual(['live']);
    });

    test('cut in the middle: nothing is lost, and what comes twice has the same id', async () => {
      const cursor = await begin('cut');
      const singles = Array.from({ length: 30 }, (_, n) => `single-${n}`);
      const batch = Array.from({ length: 30 }, (_, n) => `batch-${n}`);
      for (const messageId of singles) await tell('delivered', messageId);
      const events = batch.map((messageId) => ({
        type: 'delivered',
        messageId,
        recipient: `${messageId}@example.com`,
        occurredAt: new Date((clock += 1000)).toISOString(),
      }));
      await server.post('/v1/events', { events });

      const all = [...singles, ...batch];
      const whole = await readUntil(open(cursor), all);
      const order = [...whole.told.keys()];
      expect(order.filter((messageId) => all.includes(messageId))).toEqual(all);
      for (const cutAt of [3, 25, 45, order.length - 1]) {
        const before = await readUntil(open(cursor), order.slice(0, cutAt));
        const rest = await readUntil(
          open(before.cursor),
          all.filter((messageId) => !before.told.has(messageId)),
        );
        for (const messageId of all)
          expect([before.told.get(messageId), rest.told.get(messageId)]).toContain(whole.told.get(messageId));
        for (const [messageId, id] of rest.told) expect([undefined, id]).toContain(before.told.get(messageId));
      }
      await tell('delivered', 'after-all');
      const after = await readUntil(open(whole.cursor), ['after-all']);
      expect(all.filter((messageId) => after.told.has(messageId))).toEqual([]);
    });

    test('that is the same position as Last-Event-ID', async () => {
      const cursor = await begin('both');
      await tell('delivered', 'through-both');
      const stream = await openStream(`${server.url}/v1/stream?messageId=through-both`, {
        authorization: `Bearer ${server.key}`,
        'last-event-id': cursor,
      });
      expect((await stream.next()).data.data.messageId).toBe('through-both');
      stream.close();
      expect((await readUntil(open(cursor), ['through-both'])).told.has('through-both')).toBe(true);
    });

    test('of blocks and of alerts, too', async () => {
      const cursor = await begin('blocks');
      await server.post('/v1/suppressions', { address: 'resumed@example.com', reason: 'asked' });
      const blocks = connected().iterate<any>({
        query: 'subscription ($after: String) { suppressionChanged(after: $after) { cursor recipient { address } } }',
        variables: { after: cursor },
      });
      expect((await blocks.next()).value?.data).toEqual({
        suppressionChanged: { cursor: expect.stringMatching(/^\d+-\d+$/), recipient: { address: 'resumed@example.com' } },
      });
      const rule = await server.post('/v1/alert-rules', { kind: 'mail-failed', name: 'failed' });
      expect(rule.status).toBe(201);
      const alerts = connected().iterate<any>({
        query: 'subscription ($after: String) { alertChanged(after: $after) { id cursor alert { kind } } }',
        variables: { after: cursor },
      });
      const { value } = await repeatUntil(alerts.next(), (n) => tell('bounced', `alerting-${n}`, unknownUser));
      expect(value?.data?.alertChanged).toMatchObject({ cursor: expect.any(String), alert: { kind: 'mail-failed' } });
      await server.graphql('mutation ($id: ID!) { removeAlertRule(id: $id) }', { id: rule.body.id });
    });

    test.each([
      ['yesterday', 'BAD_REQUEST'],
      ['999999999999-1', 'POSITION_GONE'],
    ])('but not after %s', async (after, code) => {
      const results = open(after);
      const { value } = await results.next();
      expect(value).toMatchObject({ errors: [{ message: expect.stringMatching(/^after: /), extensions: { code } }] });
      expect((await results.next()).done).toBe(true);
    });
  });

  test.each([
    ['subscription { nothing }', /nothing/],
    ['{ deliveries { nodes { id } } }', /one subscription/],
    ['subscription { deliveryChanged(filter: { recipient: "nobody" }) { id } }', /filter.recipient: /],
    [`subscription { ${Array.from({ length: 20 }, (_, n) => `a${n}: deliveryChanged { id }`).join(' ')} }`, /./],
    [`subscription { deliveryChanged { delivery { ${'timeline { type } '.repeat(1000)} } } }`, /token/i],
  ])('%.60s is refused with the reason', async (query, words) => {
    const results = connected().iterate({ query });
    const answer = await results.next().then(
      ({ value }) => JSON.stringify((value as any)?.errors ?? ''),
      async (error: Error & { response?: Response }) => `${error.message} ${await error.response?.text()}`,
    );
    expect(answer).toMatch(words);
    expect(answer.length).toBeGreaterThan(10);
  });

  test('need a key that may read mail', async () => {
    const made = await server.graphql('mutation { createApiKey(input: {name: "s", roles: [SENDER]}) { key } }');
    const status = async (key: string): Promise<number> =>
      (
        await fetch(`${server.url}/graphql/stream`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${key}` },
          body: JSON.stringify({ query: 'subscription { deliveryChanged { id } }' }),
        })
      ).status;
    expect([await status('nonsense'), await status(made.data.createApiKey.key)]).toEqual([401, 403]);
  });
});

describe('webhooks and alerts in GraphQL', () => {
  test('a webhook is added, changed, pinged, listed and removed', async () => {
    const run = async (query: string, variables = {}): Promise<any> => {
      const { data, errors } = await server.graphql(query, variables);
      expect(errors).toBeUndefined();
      return data;
    };
    const { addWebhook } = await run(
      'mutation { addWebhook(input: {url: "https://8.8.8.8/hook", types: [DELIVERY_STATUS_CHANGED], statuses: [HARD_BOUNCED]}) { secret webhook { id types statuses } } }',
    );
    expect(addWebhook).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      webhook: { types: ['DELIVERY_STATUS_CHANGED'], statuses: ['HARD_BOUNCED'] },
    });
    const { id } = addWebhook.webhook;
    expect(
      (
        await run(
          'mutation ($id: ID!) { changeWebhook(id: $id, input: {enabled: false, statuses: null}) { enabled statuses } }',
          { id },
        )
      ).changeWebhook,
    ).toEqual({ enabled: false, statuses: null });
    const { pingWebhook } = await run('mutation ($id: ID!) { pingWebhook(id: $id) }', { id });
    const { webhooks } = await run('{ webhooks { messages { nodes { eventId type state event } } } }');
    // News from before may still be on its way to whoever listens now.
    expect(webhooks[0].messages.nodes.filter(({ type }: any) => type === 'ping')).toMatchObject([
      { eventId: pingWebhook, state: 'PENDING', event: { type: 'ping' } },
    ]);
    expect((await run('mutation ($id: ID!) { removeWebhook(id: $id) }', { id })).removeWebhook).toBe(true);
    const gone = await server.graphql('mutation ($id: ID!) { pingWebhook(id: $id) }', { id });
    expect(gone.errors?.[0].extensions.code).toBe('WEBHOOK_UNKNOWN');
    const bad = await server.graphql('mutation { addWebhook(input: {url: "https://10.0.0.1/"}) { secret } }');
    expect(bad.errors?.[0].message).toMatch(/^url: /);
  });

  test('a rule is added, listed and removed; a field of another kind is refused by name', async () => {
    const made = await server.graphql(
      'mutation { addAlertRule(input: {kind: RATE, name: "bounces", rate: BOUNCE, above: 0.05}) { id kind settings quietMinutes } }',
    );
    expect(made.data.addAlertRule).toMatchObject({ kind: 'rate', settings: { rate: 'bounce', above: 0.05, windowMinutes: 60 } });
    const wrong = await server.graphql('mutation { addAlertRule(input: {kind: MAIL_SILENT, name: "x", above: 0.05}) { id } }');
    expect(wrong.errors?.[0].message).toMatch(/^above: /);
    const { id } = made.data.addAlertRule;
    expect((await server.graphql('{ alertRules { id } }')).data.alertRules).toEqual([{ id }]);
    expect((await server.graphql('mutation ($id: ID!) { removeAlertRule(id: $id) }', { id })).data.removeAlertRule).toBe(true);
    expect(
      (
        await server.graphql(
          '{ alerts(kind: "rate") { nodes { id explanation(language: NL) { cause } } } silentDeliveries { nodes { deliveryId } } }',
        )
      ).data,
    ).toEqual({
      alerts: { nodes: [] },
      silentDeliveries: { nodes: [] },
    });
  });
});
