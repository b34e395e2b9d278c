import { createClient, type BezorgdClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

/** Keys, quarantine, returned mails, recipients and the audit log, through REST and the SDK; GraphQL is their measure. */
let server: TestServer;
let all: BezorgdClient;
beforeAll(async () => {
  server = await testServer();
  all = clientOf(server.key);
});
afterAll(() => server.stop());

function clientOf(apiKey: string, tenant?: string): BezorgdClient {
  return createClient({ baseUrl: server.url, apiKey, attempts: 1, ...(tenant !== undefined && { tenant }) });
}

async function gathered<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const soon = (): string => new Date(Date.now() + 3_600_000).toISOString();
const past = (): string => new Date(Date.now() - 1000).toISOString();

describe('API keys', () => {
  test('are made, work, are listed, and end', async () => {
    const { key, apiKey } = await all.apiKeys.create({ name: ' desk ', roles: ['support'], tenant: 'acme', expiresAt: soon() });
    expect(apiKey).toMatchObject({ name: 'desk', roles: ['support'], tenant: 'acme', revokedAt: null, lastUsedOn: null });
    expect(key).toContain(apiKey.id);
    await clientOf(key).reports.list().next();
    const [listed] = await all.apiKeys.list();
    expect(listed).toMatchObject({ id: apiKey.id, lastUsedOn: new Date().toISOString().slice(0, 10) });
    expect(JSON.stringify(listed)).not.toContain(key.split('.')[1]);
    const { data } = await server.graphql('{ apiKeys { keyId name } }');
    expect(data.apiKeys[0]).toEqual({ keyId: apiKey.id, name: 'desk' });

    const { revokedAt } = await all.apiKeys.revoke(apiKey.id);
    expect(revokedAt).not.toBeNull();
    expect(await all.apiKeys.revoke(apiKey.id)).toMatchObject({ revokedAt });
    await expect(clientOf(key).reports.list().next()).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  test('of a tenant are of that tenant, whoever names it', async () => {
    const { key, apiKey } = await all.apiKeys.create({ name: 'root of acme', roles: ['admin'], tenant: 'acme' });
    const acme = clientOf(key);
    await expect(acme.apiKeys.create({ name: 'x', roles: ['admin'], tenant: 'other' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect((await acme.apiKeys.create({ name: 'mine', roles: ['sender'] })).apiKey.tenant).toBe('acme');
    const inOther = clientOf(server.key, 'other');
    const { apiKey: theirs } = await inOther.apiKeys.create({ name: 'theirs', roles: ['admin'] });
    expect(theirs.tenant).toBe('other');
    expect((await inOther.apiKeys.list()).map(({ id }) => id)).toEqual([theirs.id]);
    expect((await acme.apiKeys.list()).every(({ tenant }) => tenant === 'acme')).toBe(true);
    await expect(acme.apiKeys.revoke(theirs.id)).rejects.toMatchObject({ status: 404, code: 'api-key-unknown' });
    await expect(inOther.apiKeys.revoke(apiKey.id)).rejects.toMatchObject({ status: 404, code: 'api-key-unknown' });
    const { body } = await server.post('/graphql', { query: '{ apiKeys { keyId } }' }, { 'bezorgd-tenant': 'other' });
    expect(body.data.apiKeys).toEqual([{ keyId: theirs.id }]);
  });

  test.each<[string, object, RegExp]>([
    ['no name', { name: ' ', roles: ['admin'] }, /^name: /],
    ['a name that cannot be stored', { name: 'a\0b', roles: ['admin'] }, /^name: /],
    ['no role', { name: 'x', roles: [] }, /^roles: /],
    ['an unknown role', { name: 'x', roles: ['king'] }, /^roles/],
    ['a tenant without a name', { name: 'x', roles: ['admin'], tenant: '' }, /^tenant: /],
    ['a tenant in capitals', { name: 'x', roles: ['admin'], tenant: 'Acme' }, /^tenant: /],
    ['an end that is over', { name: 'x', roles: ['admin'], expiresAt: past() }, /^expiresAt: /],
    ['an end without an offset', { name: 'x', roles: ['admin'], expiresAt: '2099-01-01T00:00:00' }, /^expiresAt: /],
  ])('with %s are refused by the field', async (_, body, words) => {
    expect(await server.post('/v1/api-keys', body)).toMatchObject({
      status: 400,
      body: { code: 'bad-request', detail: expect.stringMatching(words) },
    });
  });
});

describe('quarantine', () => {
  test('shows to each what it sent itself, page after page, as GraphQL does', async () => {
    const acme = { 'bezorgd-tenant': 'acme' };
    for (const n of [1, 2, 3]) await server.post('/v1/events', { events: [{ type: 'delivered', n }] }, acme);
    await server.post('/v1/events', { events: [{ type: 'nonsense' }] }, { 'bezorgd-tenant': 'other' });
    const ids = (await gathered(clientOf(server.key, 'acme').quarantine.list({ first: 2 }))).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(await gathered(all.quarantine.list())).toHaveLength(4);
    const query = '{ quarantinedMessages { nodes { quarantineId } } }';
    const { body } = await server.post('/graphql', { query }, acme);
    expect(body.data.quarantinedMessages.nodes.map((node: any) => node.quarantineId)).toEqual(ids);

    expect(await all.quarantine.get(ids[0]!)).toMatchObject({
      source: 'http',
      topic: null,
      offset: null,
      errorClass: 'invalid',
      errorPath: expect.any(String),
      bytes: expect.any(Number),
    });
    expect(await clientOf(server.key, 'other').quarantine.get(ids[0]!)).toBeNull();
    expect((await server.get('/v1/quarantine/nonsense')).status).toBe(400);
  });
});

describe('returned mails', () => {
  const mail = [
    'From: MAILER-DAEMON@mx.example.net',
    'To: shop@example.org',
    'Subject: Undelivered',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    'Final-Recipient: rfc822; ann@example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 User unknown',
    '',
    '--b',
    'Content-Type: message/rfc822-headers',
    '',
    'Message-ID: <returned@example.org>',
    '',
    '--b--',
  ].join('\r\n');

  test('are listed by kind, found by id, and lead to their deliveries', async () => {
    const sent = { type: 'processed', messageId: 'returned@example.org', recipient: 'ann@example.com', occurredAt: past() };
    const report = { type: 'report', receivedAt: new Date().toISOString(), raw: Buffer.from(mail).toString('base64') };
    const { body } = await server.post('/v1/events', { events: [sent, report] });
    expect(body.refused).toEqual([]);
    const [found, ...more] = await gathered(all.reports.list({ kind: 'bounce', first: 1 }));
    expect(more).toEqual([]);
    expect(found).toMatchObject({ kind: 'bounce', originalMessageId: 'returned@example.org', bytes: mail.length });
    expect(await all.reports.get(found!.id)).toEqual(found);
    expect((await all.deliveries.get(found!.deliveryIds[0]!))?.messageId).toBe('returned@example.org');
    expect(await gathered(all.reports.list({ kind: 'complaint' }))).toEqual([]);
    expect(await clientOf(server.key, 'other').reports.get(found!.id)).toBeNull();
  });
});

describe('a recipient', () => {
  test('is told with what blocks and blocked it, and its retirement', async () => {
    const address = 'rita@example.com';
    expect(await all.recipients.get(address)).toBeNull();
    await all.suppressions.add({ address, reason: 'asked' });
    await all.suppressions.lift({ address, reason: 'asked again' });
    await all.suppressions.add({ address, reason: 'no news', stream: 'marketing' });
    await all.addresses.retire({ address, reason: 'left', successor: 'rob@example.com', since: soon() });
    const found = await all.recipients.get('RITA@example.com');
    expect(found).toMatchObject({
      address,
      domain: 'example.com',
      check: { maySend: false, cause: 'manual', stream: 'marketing' },
      retirement: { reason: 'left', successor: 'rob@example.com' },
    });
    expect(found!.suppressions.filter(({ cause }) => cause === 'manual').map(({ reason }) => reason)).toEqual([
      'no news',
      'asked',
    ]);
    expect((await all.recipients.get(address, { stream: 'transactional' }))?.check.maySend).toBe(true);
    await expect(all.recipients.get('nobody')).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('the audit log', () => {
  test('names who did what, newest first, page after page, to a tenant its own', async () => {
    const acme = clientOf(server.key, 'audited');
    for (const n of [1, 2, 3]) await acme.suppressions.add({ address: `a${n}@example.com`, reason: `reason ${n}` });
    const { key, apiKey } = await acme.apiKeys.create({ name: 'auditor', roles: ['admin'] });
    await all.apiKeys.create({ name: 'of all', roles: ['sender'] });

    const own = await gathered(clientOf(key).audit.list({ first: 1 }));
    expect(own.map(({ action }) => action)).toEqual(['api-key.create', ...Array.from({ length: 3 }, () => 'suppression.add')]);
    expect(own[0]).toMatchObject({ subject: apiKey.id, tenant: 'audited', detail: { name: 'auditor', roles: ['admin'] } });
    expect(own.slice(1).map(({ detail }) => detail?.['reason'])).toEqual(['reason 3', 'reason 2', 'reason 1']);

    const seen = await gathered(acme.audit.list({ action: 'api-key.create', first: 2 }));
    expect(seen.map(({ tenant }) => tenant)).toEqual(expect.arrayContaining([null, 'audited']));
    expect(await gathered(acme.audit.list({ subject: apiKey.id, actor: own[0]!.actor }))).toEqual([own[0]]);

    const query = '{ auditLog(first: 2) { nodes { auditId action } pageInfo { hasNextPage endCursor } } }';
    const { body } = await server.post('/graphql', { query }, { authorization: `Bearer ${key}` });
    expect(body.data.auditLog).toMatchObject({
      nodes: own.slice(0, 2).map(({ id, action }) => ({ auditId: id, action })),
      pageInfo: { hasNextPage: true },
    });
    const { endCursor } = body.data.auditLog.pageInfo;
    expect((await server.get(`/v1/audit-log?after=${endCursor}`, { 'bezorgd-tenant': 'audited' })).status).toBe(200);
    for (const after of ['nonsense', Buffer.from('audit 0x1').toString('base64url')])
      expect((await server.get(`/v1/audit-log?after=${after}`)).status).toBe(400);
  });
});

test.each([
  ['GET', '/v1/api-keys', ['admin']],
  ['GET', '/v1/quarantine', ['operator', 'admin']],
  ['GET', '/v1/reports', ['support', 'developer', 'operator', 'admin']],
  ['POST', '/v1/recipients/find', ['support', 'developer', 'operator', 'admin']],
  ['GET', '/v1/audit-log', ['admin']],
] as const)('%s %s is open to %j only', async (method, path, allowed) => {
  for (const role of ['sender', 'support', 'developer', 'operator', 'admin'] as const) {
    const { key } = await all.apiKeys.create({ name: role, roles: [role], tenant: 'roles' });
    const headers = { authorization: `Bearer ${key}` };
    const { status } = method === 'GET' ? await server.get(path, headers) : await server.post(path, {}, headers);
    expect([role, status === 403]).toEqual([role, !(allowed as readonly string[]).includes(role)]);
  }
});
