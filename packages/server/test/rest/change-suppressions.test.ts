import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const soon = (): string => new Date(Date.now() + 86_400_000).toISOString();
const at = (minutesAgo: number): string => new Date(Date.now() - minutesAgo * 60_000).toISOString();
const check = async (address: string) => (await server.post('/v1/suppressions/check', { addresses: [address] })).body.results[0];
const add = (body: object) => server.post('/v1/suppressions', { reason: 'asked by phone', ...body });
const lift = (body: object) => server.post('/v1/suppressions/lift', { reason: 'checked by phone', ...body });
const history = async (address: string) =>
  (
    await server.graphql(
      'query($a: String!) { recipient(address: $a) { suppressionHistory { cause active createdBy reason liftedBy liftReason until } } }',
      { a: address },
    )
  ).data.recipient.suppressionHistory;

async function complained(address: string): Promise<void> {
  const mail = `MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=b\r\n\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: X/1\r\nVersion: 1\r\nOriginal-Rcpt-To: <${address}>\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <c-${address}>\r\n--b--\r\n`;
  await server.post('/v1/events', {
    events: [
      { type: 'delivered', messageId: `c-${address}`, recipient: address, occurredAt: at(60) },
      { type: 'report', raw: Buffer.from(mail).toString('base64') },
    ],
  });
}

describe('blocked by hand', () => {
  test('for ever or for a time, with who and why', async () => {
    expect(await add({ address: 'Quiet@example.com', onBehalfOf: 'Anna' })).toMatchObject({
      status: 201,
      body: { maySend: false, cause: 'manual', until: null },
    });
    const until = soon();
    expect((await add({ address: 'later@example.com', until, cause: 'unsubscribe' })).body).toMatchObject({
      cause: 'unsubscribe',
      until,
    });
    expect(await history('quiet@example.com')).toEqual([
      {
        cause: 'manual',
        active: true,
        createdBy: expect.stringMatching(/^Anna \(key:/),
        reason: 'asked by phone',
        liftedBy: null,
        liftReason: null,
        until: null,
      },
    ]);
  });

  test.each([
    [{ address: 'no address' }, /address: give one mail address/],
    [{ address: 'a@example.com', reason: ' ' }, /reason: give 1 to 2000/],
    [{ address: 'a@example.com', until: '2001-01-01T00:00:00Z' }, /until: give a time to come/],
    [{ address: 'a@example.com', until: 'tomorrow' }, /until:/],
    [{ address: 'a@example.com', cause: 'hard-bounce' }, /cause:/],
  ])('%o is refused, and names the field', async (body, detail) => {
    expect(await add(body)).toMatchObject({ status: 400, body: { detail: expect.stringMatching(detail) } });
  });
});

describe('lifted by hand', () => {
  test('a hard bounce may be mailed again, until it bounces again', async () => {
    const bounce = (id: string, minutesAgo: number) => ({
      type: 'bounced',
      messageId: id,
      recipient: 'back@example.com',
      occurredAt: at(minutesAgo),
      reply: '550 5.1.1 User unknown',
    });
    await server.post('/v1/events', { events: [bounce('l1', 50), bounce('l2', 40)] });
    expect(await lift({ address: 'back@example.com' })).toMatchObject({
      status: 200,
      body: { lifted: 2, check: { maySend: true } },
    });
    // What was lifted stays lifted when it is told again.
    await server.post('/v1/events', { events: [bounce('l1', 50)] });
    const again = await server.post('/v1/events', { events: [bounce('l3', 0)] });
    expect(again.body.accepted).toBe(1);
    expect(await check('back@example.com')).toMatchObject({ maySend: false, cause: 'hard-bounce' });
    expect((await history('back@example.com')).map((row: any) => [row.active, row.liftReason])).toEqual(
      expect.arrayContaining([
        [true, null],
        [false, 'checked by phone'],
      ]),
    );
  });

  test('a complaint only in two steps: first the recipient, then the sender', async () => {
    await complained('angry@example.com');
    expect(await lift({ address: 'angry@example.com' })).toMatchObject({
      status: 409,
      body: { code: 'recipient-first', detail: expect.stringMatching(/back to the inbox/) },
    });
    expect(await check('angry@example.com')).toMatchObject({ maySend: false });
    expect(await lift({ address: 'angry@example.com', recipientAgreed: true })).toMatchObject({
      status: 200,
      body: { lifted: 1, check: { maySend: true } },
    });
  });

  test('by four at once it is lifted by one, and the log says so', async () => {
    await complained('at-once@example.com');
    const body = { address: 'at-once@example.com', recipientAgreed: true };
    const answers = await Promise.all([1, 2, 3, 4].map(() => lift(body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404, 404, 404]);
    const { data } = await server.graphql('{ recipient(address: "at-once@example.com") { recipientId } }');
    const log = await server.get(`/v1/audit-log?action=suppression.lift&subject=${data.recipient.recipientId}`);
    expect(log.body.entries).toMatchObject([{ detail: { recipientAgreed: true } }]);
  });

  test('where nothing blocks there is nothing to lift', async () => {
    expect(await lift({ address: 'free@example.com' })).toMatchObject({ status: 404, body: { code: 'suppression-unknown' } });
  });
});

test('GraphQL does the same', async () => {
  const added = await server.graphql(
    'mutation { addSuppression(input: { address: "g@example.com", reason: "asked" }) { maySend suppression { cause reason } } }',
  );
  expect(added.data.addSuppression).toEqual({ maySend: false, suppression: { cause: 'manual', reason: 'asked' } });
  const lifted = await server.graphql(
    'mutation { liftSuppressions(input: { address: "g@example.com", reason: "asked again" }) { maySend suppressionHistory { liftReason } } }',
  );
  expect(lifted.data.liftSuppressions).toEqual({ maySend: true, suppressionHistory: [{ liftReason: 'asked again' }] });
  await complained('gc@example.com');
  const refused = await server.graphql('mutation { liftSuppressions(input: { address: "gc@example.com", reason: "x" }) { id } }');
  expect(refused.errors?.[0].extensions.code).toBe('RECIPIENT_FIRST');
});

test('the SDK does the same', async () => {
  const client = createClient({ baseUrl: server.url, apiKey: server.key });
  expect(await client.suppressions.add({ address: 's@example.com', reason: 'asked' })).toMatchObject({
    maySend: false,
    cause: 'manual',
  });
  expect(await client.suppressions.lift({ address: 's@example.com', reason: 'asked again' })).toMatchObject({
    lifted: 1,
    check: { maySend: true },
  });
  await expect(client.suppressions.lift({ address: 's@example.com', reason: 'x' })).rejects.toMatchObject({
    code: 'suppression-unknown',
    status: 404,
  });
});

test('another tenant’s block is not touched', async () => {
  await server.post('/v1/suppressions', { address: 'shared@example.com', reason: 'theirs' }, { 'bezorgd-tenant': 'other' });
  expect(await lift({ address: 'shared@example.com' })).toMatchObject({ status: 404 });
  const { body } = await server.post(
    '/v1/suppressions/check',
    { addresses: ['shared@example.com'] },
    { 'bezorgd-tenant': 'other' },
  );
  expect(body.results[0].maySend).toBe(false);
});
