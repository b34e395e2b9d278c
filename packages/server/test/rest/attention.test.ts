import { createClient, type AddressToReview } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsn } from '../support/dsn.ts';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const hourMs = 3_600_000;
const now = Date.now();
let counter = 0;
async function told(tenant: string, type: string, recipient: string, hoursAgo: number, more: Record<string, unknown> = {}) {
  const messageId = `attention-${++counter}@example.org`;
  const event = { type, messageId, recipient, occurredAt: new Date(now - hoursAgo * hourMs).toISOString(), ...more };
  const { body } = await server.post('/v1/events', { events: [event] }, { 'bezorgd-tenant': tenant });
  expect(body).toMatchObject({ accepted: 1 });
  return messageId;
}
/** A mail that was taken, and the report of its recipient who did not want it. */
async function complained(tenant: string, recipient: string, hoursAgo: number) {
  const messageId = await told(tenant, 'delivered', recipient, hoursAgo);
  const raw = [
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: X/1',
    'Version: 1',
    `Original-Rcpt-To: <${recipient}>`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${messageId}>`,
    '--b--',
    '',
  ].join('\r\n');
  const events = [{ type: 'report', raw: Buffer.from(raw).toString('base64') }];
  const { body } = await server.post('/v1/events', { events }, { 'bezorgd-tenant': tenant });
  expect(body).toMatchObject({ accepted: 1 });
}
const of = (tenant: string) => createClient({ baseUrl: server.url, apiKey: server.key, tenant });
async function listed(tenant: string, filter: Parameters<ReturnType<typeof of>['addresses']['toReview']>[0] = {}) {
  const all: AddressToReview[] = [];
  for await (const one of of(tenant).addresses.toReview(filter)) all.push(one);
  return all;
}
const addresses = (all: readonly AddressToReview[]) => all.map((one) => one.recipient.address);
const onList = { reply: '550 5.1.1 Recipient is on the suppression list of the sending account' };
const hard = { reply: '550 5.1.1 <gone@example.com>: User unknown in virtual mailbox table' };

describe('who is on the list', () => {
  test('everyone whose latest telling mail failed, each once, newest first', async () => {
    const tenant = 'members';
    await told(tenant, 'bounced', 'unknown@example.com', 10, hard);
    await told(tenant, 'bounced', 'unknown@example.com', 9, hard);
    await told(tenant, 'bounced', 'full@example.com', 8, { reply: '452 4.2.2 Mailbox full' });
    await told(tenant, 'bounced', 'nodomain@nowhere.example', 7, { reply: '550 5.1.2 Host or domain name not found' });
    await told(tenant, 'bounced', 'policy@example.com', 6, { reply: '550 5.7.26 unauthenticated mail, DMARC policy reject' });
    await complained(tenant, 'angry@example.com', 5);
    await told(tenant, 'delivered', 'fine@example.com', 4);
    await told(tenant, 'deferred', 'waiting@example.com', 3);
    expect((await listed(tenant)).map((one) => [one.recipient.address, one.label])).toEqual([
      ['angry@example.com', 'Spam'],
      ['policy@example.com', 'DmarcPolicy'],
      ['nodomain@nowhere.example', 'DnsError'],
      ['full@example.com', 'SoftBounce'],
      ['unknown@example.com', 'HardBounce'],
    ]);
  });

  test('nobody whose later mail was accepted; a complaint stays', async () => {
    const tenant = 'recovered';
    await told(tenant, 'bounced', 'back@example.com', 9, hard);
    await complained(tenant, 'angry@example.com', 9);
    await told(tenant, 'bounced', 'worse@example.com', 5, hard);
    await told(tenant, 'delivered', 'worse@example.com', 9);
    for (const name of ['back', 'angry']) await told(tenant, 'delivered', `${name}@example.com`, 3);
    expect(addresses(await listed(tenant))).toEqual(['worse@example.com', 'angry@example.com']);
  });

  test('mails that we did not try do not hide the reason; where there is no other, they are it', async () => {
    const tenant = 'rejected';
    await told(tenant, 'bounced', 'gone@example.com', 9, hard);
    await told(tenant, 'rejected', 'gone@example.com', 3, onList);
    await told(tenant, 'rejected', 'gone@example.com', 2, onList);
    await told(tenant, 'rejected', 'imported@example.com', 5, onList);
    await told(tenant, 'rejected', 'imported@example.com', 4, onList);
    expect((await listed(tenant)).map((one) => [one.recipient.address, one.label])).toEqual([
      ['imported@example.com', 'Inactive'],
      ['gone@example.com', 'HardBounce'],
    ]);
  });

  test('nobody because of a stranger’s report', async () => {
    const raw = dsn({ messageId: 'never-sent@example.org', recipients: ['victim@example.com'] });
    const { body } = await server.post(
      '/v1/events',
      { events: [{ type: 'report', raw: Buffer.from(raw).toString('base64') }] },
      { 'bezorgd-tenant': 'stranger' },
    );
    expect(body).toMatchObject({ accepted: 1 });
    expect(await listed('stranger')).toEqual([]);
  });
});

test('what stands on it: the server’s own words, label, explanation and whose move, in the language asked for; what blocks', async () => {
  const tenant = 'words';
  const messageId = await told(tenant, 'bounced', 'gone@example.com', 2, hard);
  const [one] = await listed(tenant, { language: 'nl' });
  expect(one).toMatchObject({
    recipient: { address: 'gone@example.com', domain: 'example.com' },
    label: 'HardBounce',
    labelText: 'Onbekend adres',
    reply: { replyCode: 550, enhancedStatusCode: '5.1.1', text: expect.stringContaining('<gone@example.com>: User unknown') },
    delivery: { messageId, status: 'hard-bounced', explanation: { actor: 'sender' } },
    suppression: { cause: 'hard-bounce', active: true, address: 'gone@example.com' },
    review: null,
    reviewed: false,
  });
  expect(one!.delivery.explanation.cause).toMatch(/adres|mailbox/i);
  const asked = await server.post(
    '/graphql',
    {
      query: `{ addressesToReview(first: 5, filter: { label: HARD_BOUNCE, blocked: true }) { nodes {
        recipient { address retirement { since } } label labelText(language: NL) reply { replyCode text } reviewed review { by }
        delivery { messageId explanation(language: NL) { cause remedy actor } } suppression { cause until } } pageInfo { hasNextPage } } }`,
    },
    { 'bezorgd-tenant': tenant },
  );
  expect(asked.body.errors).toBeUndefined();
  expect(asked.body.data.addressesToReview).toEqual({
    nodes: [
      {
        recipient: { address: 'gone@example.com', retirement: null },
        label: 'HARD_BOUNCE',
        labelText: 'Onbekend adres',
        reply: { replyCode: 550, text: one!.reply!.text },
        reviewed: false,
        review: null,
        delivery: { messageId, explanation: { ...one!.delivery.explanation, actor: 'SENDER' } },
        suppression: { cause: 'hard-bounce', until: one!.suppression!.until },
      },
    ],
    pageInfo: { hasNextPage: false },
  });
});

describe('looking at one', () => {
  const tenant = 'reviews';

  test('is noted with who, when and why, and leaves the unreviewed; something new brings it back', async () => {
    await told(tenant, 'bounced', 'ann@example.com', 9, hard);
    await told(tenant, 'bounced', 'bob@example.com', 8, hard);
    const review = await of(tenant).addresses.review({
      address: 'Ann@example.com',
      note: 'called: new address follows',
      onBehalfOf: 'Noor',
    });
    expect(review).toMatchObject({ by: expect.stringMatching(/^Noor \(key:/), note: 'called: new address follows' });
    expect(Math.abs(Date.parse(review.at) - Date.now())).toBeLessThan(60_000);
    expect(addresses(await listed(tenant, { reviewed: false }))).toEqual(['bob@example.com']);
    const [seen] = await listed(tenant, { reviewed: true });
    expect(seen).toMatchObject({ recipient: { address: 'ann@example.com' }, reviewed: true, review });
    // Told late, though it happened before the review.
    await told(tenant, 'bounced', 'ann@example.com', 5, hard);
    expect(addresses(await listed(tenant, { reviewed: false }))).toEqual(['ann@example.com', 'bob@example.com']);
    expect((await listed(tenant))[0]).toMatchObject({ reviewed: false, review });
  });

  test('through GraphQL, too', async () => {
    const { body } = await server.post(
      '/graphql',
      {
        query:
          'mutation { reviewAddress(input: { address: "bob@example.com" }) { reviewed review { note by } recipient { address } } }',
      },
      { 'bezorgd-tenant': tenant },
    );
    expect(body.data.reviewAddress).toEqual({
      reviewed: true,
      review: { note: null, by: expect.stringMatching(/^key:/) },
      recipient: { address: 'bob@example.com' },
    });
    expect(addresses(await listed(tenant, { reviewed: true }))).toEqual(['bob@example.com']);
  });

  test('where nothing is to be seen says so', async () => {
    await told(tenant, 'delivered', 'fine@example.com', 4);
    for (const address of ['fine@example.com', 'stranger@example.com'])
      await expect(of(tenant).addresses.review({ address })).rejects.toMatchObject({ code: 'nothing-to-review', status: 404 });
    await expect(of(tenant).addresses.review({ address: 'nonsense' })).rejects.toMatchObject({ fields: [{ path: 'address' }] });
  });

  test('needs the right to change something; reading it, the right to read mail', async () => {
    const made = await server.graphql(
      'mutation { a: createApiKey(input: { name: "o", roles: [OPERATOR], tenant: "reviews" }) { key } b: createApiKey(input: { name: "s", roles: [SENDER], tenant: "reviews" }) { key } }',
    );
    const operator = createClient({ baseUrl: server.url, apiKey: made.data.a.key });
    await expect(operator.addresses.review({ address: 'bob@example.com' })).rejects.toMatchObject({ code: 'forbidden' });
    const sender = createClient({ baseUrl: server.url, apiKey: made.data.b.key });
    await expect(sender.addresses.toReview().next()).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('addresses on it', () => {
  const tenant = 'private';

  test('are shown to those who may see them only, in notes and words, too', async () => {
    await told(tenant, 'bounced', 'gone@example.com', 3, hard);
    await of(tenant).addresses.review({ address: 'gone@example.com', note: 'now uses new@example.com' });
    const made = await server.graphql(
      'mutation { createApiKey(input: { name: "operator", roles: [OPERATOR], tenant: "private" }) { key } }',
    );
    const operator = createClient({ baseUrl: server.url, apiKey: made.data.createApiKey.key });
    const { value } = await operator.addresses.toReview().next();
    expect(value).toMatchObject({ recipient: { address: 'g***@example.com' }, review: { note: 'now uses n***@example.com' } });
    expect(JSON.stringify(value)).not.toMatch(/gone@|new@/);
  });

  test('go with their person, and so do the notes', async () => {
    await told(tenant, 'bounced', 'other@example.com', 3, hard);
    await of(tenant).addresses.review({ address: 'other@example.com', note: 'colleague of Gone@example.com' });
    const exported = await of(tenant).privacy.export('gone@example.com');
    expect(exported['reviews']).toMatchObject([{ note: 'now uses new@example.com' }]);
    await of(tenant).privacy.erase({ address: 'gone@example.com', reason: 'request 8' });
    const left = await listed(tenant);
    expect(addresses(left)).toEqual(['other@example.com']);
    expect(left[0]!.review!.note).toBe('colleague of {recipient}');
  });
});

describe('filters and pages', () => {
  const tenant = 'pages';
  beforeAll(async () => {
    for (let index = 0; index < 9; index++)
      await told(
        tenant,
        'bounced',
        `p${index}@${index % 3 ? 'one' : 'two'}.example`,
        20 - index,
        index % 2 ? hard : { reply: '452 4.2.2 Mailbox full' },
      );
  });

  test('pages of any size have everyone once, in one order', async () => {
    const all = addresses(await listed(tenant));
    expect(all).toEqual(Array.from({ length: 9 }, (_, index) => `p${8 - index}@${(8 - index) % 3 ? 'one' : 'two'}.example`));
    for (const first of [1, 2, 4, 9]) expect(addresses(await listed(tenant, { first }))).toEqual(all);
    const cursors: string[] = [];
    for (let after: string | null = null; ;) {
      const { body }: { body: any } = await server.post(
        '/graphql',
        {
          query:
            'query($a: String) { addressesToReview(first: 4, after: $a) { nodes { recipient { address } } pageInfo { hasNextPage endCursor } } }',
          variables: { a: after },
        },
        { 'bezorgd-tenant': tenant },
      );
      const { nodes, pageInfo } = body.data.addressesToReview;
      cursors.push(...nodes.map((node: any) => node.recipient.address));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(cursors).toEqual(all);
  });

  test.each([
    ['label', { label: 'HardBounce' } as const, [7, 5, 3, 1]],
    ['domain', { domain: 'TWO.example' }, [6, 3, 0]],
    ['since', { since: new Date(now - 14.5 * hourMs).toISOString() }, [8, 7, 6]],
    ['blocked', { blocked: true }, [7, 5, 3, 1]],
    ['not blocked', { blocked: false }, [8, 6, 4, 2, 0]],
    ['several at once', { label: 'SoftBounce', domain: 'one.example', blocked: false } as const, [8, 4, 2]],
  ])('by %s', async (_, filter, expected) => {
    expect((await listed(tenant, { ...filter, first: 2 })).map((one) => Number(one.recipient.address![1]))).toEqual(expected);
  });

  test('a list that is longer than one walk goes on where it stopped, over any gap', async () => {
    const long = 'long';
    const events = Array.from({ length: 2300 }, (_, index) => ({
      type: 'bounced',
      messageId: `long-${index}@example.org`,
      recipient: `r${index}@${index === 2299 ? 'rare' : 'common'}.example`,
      occurredAt: new Date(now - hourMs - index * 1000).toISOString(),
      ...hard,
    }));
    for (let from = 0; from < events.length; from += 1000)
      await server.post('/v1/events', { events: events.slice(from, from + 1000) }, { 'bezorgd-tenant': long });
    const first = await server.get('/v1/addresses/review?domain=rare.example', { 'bezorgd-tenant': long });
    expect(first.body).toMatchObject({ addresses: [], hasNextPage: true });
    expect(addresses(await listed(long, { domain: 'rare.example' }))).toEqual(['r2299@rare.example']);
    expect(new Set(addresses(await listed(long, { first: 200 }))).size).toBe(2300);
  });

  test('wrong arguments are named', async () => {
    const get = async (query: string) =>
      (await server.get(`/v1/addresses/review?${query}`, { 'bezorgd-tenant': tenant })).body.errors?.[0].path;
    expect([
      await get('label=Nope'),
      await get('blocked=maybe'),
      await get('since=yesterday'),
      await get('first=0'),
      await get('after=x'),
      await get('domain=a%20b'),
    ]).toEqual(['label', 'blocked', 'since', 'first', 'after', 'domain']);
    const { errors } = await server.graphql('{ addressesToReview(filter: { domain: "a@b" }) { nodes { reviewed } } }');
    expect(errors?.[0].extensions.fields[0].path).toBe('filter.domain');
  });
});
