import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RateLimit } from '../../src/access/rate-limit.ts';
import type { Principal } from '../../src/access/roles.ts';
import { readManifest, sha256 } from '../../src/graphql/trusted-documents.ts';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/start-server.ts';
import { testServer, type TestServer } from '../support/server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'bezorgd-documents-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the schema', () => {
  const introspections = [
    '{ __schema { queryType { name } } }',
    '{ __type(name: "Query") { name } }',
    '{ ...f } fragment f on Query { x: __schema { types { name } } }',
  ];
  test('is shown to those who build, and to nobody else', async () => {
    const server = await testServer();
    const keyOf = async (role: string): Promise<string> =>
      (await server.graphql(`mutation { createApiKey(input: { name: "x", roles: [${role}], tenant: "default" }) { key } }`)).data
        .createApiKey.key;
    for (const [role, allowed] of [
      ['SENDER', false],
      ['SUPPORT', false],
      ['DEVELOPER', true],
      ['OPERATOR', true],
      ['ADMIN', true],
    ] as const) {
      const authorization = `Bearer ${await keyOf(role)}`;
      for (const query of introspections) {
        const { body } = await server.post('/graphql', { query }, { authorization });
        expect([role, query, body.errors?.[0].extensions.code]).toEqual([
          role,
          query,
          allowed ? undefined : 'INTROSPECTION_FORBIDDEN',
        ]);
      }
      expect((await server.post('/graphql', { query: '{ __typename }' }, { authorization })).body.data.__typename).toBe('Query');
    }
    await server.stop();
  });
});

describe('what one caller may ask', () => {
  const caller = (name: string): Principal => ({ name, tenant: null, scopes: new Set() });
  test('fills over a minute, for each caller by itself', () => {
    const limit = new RateLimit(600);
    limit.charge(caller('a'), 600, 0);
    expect(() => limit.charge(caller('a'), 10, 0)).toThrow(/come back in 1 seconds/);
    limit.charge(caller('b'), 600, 0);
    limit.charge(caller('a'), 10, 1000);
    expect(() => limit.charge(caller('a'), 300, 1000)).toThrow(/come back in 30 seconds/);
    limit.charge(caller('a'), 300, 31_000);
  });
  test('a call dearer than the bucket passes when it is full, and is paid off', () => {
    const limit = new RateLimit(100);
    limit.charge(caller('a'), 250, 0);
    expect(() => limit.charge(caller('a'), 1, 60_000)).toThrow();
    limit.charge(caller('a'), 1, 120_000);
  });
  test('through both doors: 429 with the time to wait', async () => {
    const server = await testServer({ RATE_LIMIT_COST_PER_MINUTE: '1000' });
    const dear = '{ deliveries(first: 100) { nodes { id messageId status recipient { address } tags { name value } } } }';
    const first = await server.graphql(dear);
    expect(first.errors).toBeUndefined();
    const second = await server.graphql(dear);
    expect(second.errors?.[0].extensions).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
    let last = await server.post('/v1/suppressions/check', { addresses: ['ann@example.com'] });
    for (let call = 0; call < 30 && last.status === 200; call++)
      last = await server.post('/v1/suppressions/check', { addresses: ['ann@example.com'] });
    expect(last).toMatchObject({ status: 429, body: { code: 'rate-limited' } });
    await server.stop();
  });
});

test.each<[string, object, number, number]>([
  ['/v1/suppressions/check', { addresses: Array.from({ length: 10_000 }, (_, index) => `a${index}@example.com`) }, 1, 200],
  // All the events are bad ones.
  ['/v1/events', { events: Array.from({ length: 1000 }, () => ({ type: 'lost' })) }, 1, 400],
  [
    '/v1/quarantine/replay',
    { ids: Array.from({ length: 200 }, (_, index) => `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`) },
    5,
    200,
  ],
])('%s costs what its list costs, and nothing beside it: a full bucket is enough', async (url, body, times, answer) => {
  const server = await testServer({ RATE_LIMIT_COST_PER_MINUTE: '1000' });
  for (let time = 0; time < times; time++) expect((await server.post(url, body)).status).toBe(answer);
  expect((await server.post(url, body)).status).toBe(429);
  await server.stop();
});

describe('trusted documents', () => {
  const known = 'query Blocked($address: String!) { recipient(address: $address) { maySend } }\n';
  const variables = { address: 'ann@example.com' };
  let server: TestServer;
  const start = async (mode: string): Promise<TestServer> => {
    await writeFile(path.join(folder, 'blocked.graphql'), known);
    const tool = path.resolve(import.meta.dirname, '..', '..', 'dist', 'make-trusted-documents.js');
    await writeFile(
      path.join(folder, 'documents.json'),
      execFileSync(process.execPath, [tool, path.join(folder, 'blocked.graphql')]),
    );
    return testServer({ TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILE: path.join(folder, 'documents.json') });
  };

  test('enforced: only what the apps were built with is answered', async () => {
    server = await start('enforce');
    const post = async (body: object) => (await server.post('/graphql', body)).body;
    expect(await post({ documentId: `sha256:${sha256(known)}`, variables })).toEqual({ data: { recipient: null } });
    expect(await post({ query: known, variables })).toEqual({ data: { recipient: null } });
    expect(await post({ query: '{ __typename }' })).toMatchObject({ code: 'document-not-trusted' });
    expect(await post({ documentId: 'sha256:'.padEnd(71, '0') })).toMatchObject({ code: 'document-unknown' });
    expect(await post({ documentId: { toString: 1 } })).toMatchObject({ code: 'document-unknown' });
    const streamed = await server.post('/graphql/stream', { query: 'subscription { alertChanged { type } }' });
    expect(streamed.body).toMatchObject({ code: 'document-not-trusted' });
    await server.stop();
  });

  test('warned of: answered, and said in the log', async () => {
    await start('off').then((one) => one.stop());
    let said = '';
    const log = pino({ level: 'warn' }, { write: (line: string) => void (said += line) });
    const { freshDatabase } = await import('../support/database.ts');
    const running = await startServer(
      readConfig({
        PORT: '0',
        DATABASE_URL: await freshDatabase(),
        DATABASE_POOL: '5',
        TRUSTED_DOCUMENTS: 'warn',
        TRUSTED_DOCUMENTS_FILE: path.join(folder, 'documents.json'),
      }),
      log,
    );
    const ask = async (query: string) =>
      (
        await fetch(`${running.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${running.firstKey}` },
          body: JSON.stringify({ query, variables }),
        })
      ).json();
    expect(await ask(known)).toEqual({ data: { recipient: null } });
    expect(said).toBe('');
    expect(await ask('{ __typename }')).toEqual({ data: { __typename: 'Query' } });
    expect(said).toContain(sha256('{ __typename }'));
    await running.stop();
  });

  test.each([
    ['{}', 0],
    [JSON.stringify({ [sha256('{ a }')]: '{ a }' }), 1],
    [JSON.stringify({ [`sha256:${sha256('{ a }')}`]: '{ a }' }), 1],
  ])('%s is a manifest', (text, size) => expect(readManifest(text).size).toBe(size));
  test.each(['[]', '{"x": "{ a }"}', JSON.stringify({ [sha256('{ a }')]: '{ b }' }), JSON.stringify({ [sha256('1')]: 1 })])(
    '%s is none',
    (text) => expect(() => readManifest(text)).toThrow(),
  );
  test('enforced without a file nothing would be answered: refused at the start', () => {
    expect(() => readConfig({ TRUSTED_DOCUMENTS: 'enforce' })).toThrow(/TRUSTED_DOCUMENTS_FILE/);
    expect(() => readConfig({ OIDC_ISSUER: 'https://login.example.org' })).toThrow(/OIDC_AUDIENCE/);
  });
});
