import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let provider: Server;
let issuer: string;
let keys: { readonly kid: string; readonly privateKey: CryptoKey }[] = [];
let published: object[] = [];
let down: 'errors' | 'garbage' | false = false;

async function newKey(kid: string, alg = 'ES256'): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair(alg);
  keys.push({ kid, privateKey });
  published.push({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' });
}

beforeAll(async () => {
  await newKey('first');
  provider = createServer((request, response) => {
    if (down === 'errors') return response.writeHead(500).end();
    if (down === 'garbage') return response.writeHead(200).end('<html>Sorry</html>');
    response.setHeader('content-type', 'application/json');
    if (request.url === '/.well-known/openid-configuration')
      return response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
    response.end(JSON.stringify({ keys: published }));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  server = await testServer({
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: 'bezorgd',
    OIDC_ROLES_CLAIM: 'realm_access.roles',
    OIDC_TENANT_CLAIM: 'https://bezorgd.example/tenant',
  });
});
afterAll(async () => {
  await server.stop();
  provider.close();
});

interface Draft {
  readonly claims?: JWTPayload;
  readonly issuer?: string;
  readonly audience?: string;
  readonly expires?: number;
  readonly issued?: number;
  readonly key?: number;
  readonly alg?: string;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000);
async function token(draft: Draft = {}): Promise<string> {
  const { kid, privateKey } = keys[draft.key ?? 0]!;
  return new SignJWT({
    realm_access: { roles: ['Support', 'offline_access'] },
    'https://bezorgd.example/tenant': 'acme',
    ...draft.claims,
  })
    .setProtectedHeader({ alg: draft.alg ?? 'ES256', kid })
    .setSubject('noor')
    .setIssuer(draft.issuer ?? issuer)
    .setAudience(draft.audience ?? 'bezorgd')
    .setIssuedAt(draft.issued ?? nowSeconds())
    .setExpirationTime(draft.expires ?? nowSeconds() + 300)
    .sign(privateKey);
}
const get = async (path: string, bearer: string) => server.get(path, { authorization: `Bearer ${bearer}` });

describe('a token of the identity provider', () => {
  test('opens what its roles may, for its tenant only, and its holder stands in the history', async () => {
    const bearer = await token();
    expect((await get('/v1/deliveries', bearer)).status).toBe(200);
    expect((await get('/v1/erasures', bearer)).status).toBe(403);
    const headers = { authorization: `Bearer ${bearer}` };
    expect((await server.get('/v1/deliveries', { ...headers, 'bezorgd-tenant': 'other' })).status).toBe(403);
    expect((await server.post('/v1/suppressions', { address: 'ann@example.com', reason: 'asked' }, headers)).status).toBe(201);
    const { body } = await server.post(
      '/graphql',
      { query: '{ recipient(address: "ann@example.com") { address suppressionHistory { createdBy } } }' },
      headers,
    );
    expect(body.data.recipient).toEqual({ address: 'ann@example.com', suppressionHistory: [{ createdBy: 'user:noor' }] });
    // The same address of the default tenant is another one.
    expect((await server.graphql('{ recipient(address: "ann@example.com") { address } }')).data.recipient).toBeNull();
  });

  test('with * as its tenant says whose mail it asks for', async () => {
    const headers = { authorization: `Bearer ${await token({ claims: { 'https://bezorgd.example/tenant': '*' } })}` };
    expect((await server.get('/v1/deliveries', { ...headers, 'bezorgd-tenant': 'other' })).status).toBe(200);
  });

  test.each<[string, Draft]>([
    ['of another issuer', { issuer: 'https://elsewhere.example' }],
    ['for another audience', { audience: 'somebody-else' }],
    ['that is over', { expires: nowSeconds() - 60, issued: nowSeconds() - 600 }],
    ['that is older than a day', { issued: nowSeconds() - 2 * 86_400, expires: nowSeconds() + 60 }],
    ['of tomorrow', { issued: nowSeconds() + 3600, expires: nowSeconds() + 7200 }],
    ['without a tenant', { claims: { 'https://bezorgd.example/tenant': undefined } }],
    ['with a tenant that is none', { claims: { 'https://bezorgd.example/tenant': 'ACME; drop' } }],
    ['with a list of tenants', { claims: { 'https://bezorgd.example/tenant': ['acme', 'other'] } }],
  ])('%s is refused', async (_, draft) => {
    expect(await get('/v1/deliveries', await token(draft))).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  test('without a role that we know may do nothing', async () => {
    for (const roles of [[], ['offline_access'], 'constructor', [{ admin: true }], undefined])
      expect((await get('/v1/deliveries', await token({ claims: { realm_access: { roles } } }))).status).toBe(403);
  });

  test('that nobody signed, or that was signed with the public key as a secret, is refused', async () => {
    const [, payload] = (await token()).split('.');
    const header = (alg: string): string => Buffer.from(JSON.stringify({ alg, kid: 'first' })).toString('base64url');
    const secret = new TextEncoder().encode(JSON.stringify(published[0]));
    const forged = await new SignJWT({ realm_access: { roles: ['admin'] }, 'https://bezorgd.example/tenant': '*' })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .setSubject('eve')
      .setIssuer(issuer)
      .setAudience('bezorgd')
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(secret);
    const [head, body, signature] = (await token()).split('.');
    const changed = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), realm_access: { roles: ['admin'] } }),
    ).toString('base64url');
    for (const bearer of [
      `${header('none')}.${payload}.x`,
      `${header('none')}.${payload}.`,
      forged,
      `${head}.${changed}.${signature}`,
    ])
      expect((await get('/v1/deliveries', bearer)).status).toBe(401);
  });

  test('signed with a key that the provider made since is taken', async () => {
    await newKey('second', 'RS256');
    // The keys are asked for anew at most once in half a minute: until then the new one is not known.
    const bearer = await token({ key: 1, alg: 'RS256' });
    const { status } = await get('/v1/deliveries', bearer);
    expect([200, 401]).toContain(status);
    const fresh = await testServer({
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: 'bezorgd',
      OIDC_ROLES_CLAIM: 'realm_access.roles',
      OIDC_TENANT_CLAIM: 'https://bezorgd.example/tenant',
    });
    expect((await fresh.get('/v1/deliveries', { authorization: `Bearer ${bearer}` })).status).toBe(200);
    await fresh.stop();
  });

  test.each(['errors', 'garbage'] as const)(
    'while the provider answers %s is not judged, though its keys were to be found',
    async (how) => {
      const fresh = await testServer({
        OIDC_ISSUER: issuer,
        OIDC_JWKS_URL: `${issuer}/keys`,
        OIDC_AUDIENCE: 'bezorgd',
        OIDC_ROLES_CLAIM: 'realm_access.roles',
        OIDC_TENANT_CLAIM: 'https://bezorgd.example/tenant',
      });
      down = how;
      expect(await fresh.get('/v1/deliveries', { authorization: `Bearer ${await token()}` })).toMatchObject({
        status: 503,
        body: { code: 'provider-unavailable' },
      });
      down = false;
      expect((await fresh.get('/v1/deliveries', { authorization: `Bearer ${await token()}` })).status).toBe(200);
      await fresh.stop();
    },
  );

  test('while the provider is down is not judged, and keys still work', async () => {
    down = 'errors';
    const fresh = await testServer({
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: 'bezorgd',
      OIDC_ROLES_CLAIM: 'realm_access.roles',
      OIDC_TENANT_CLAIM: 'https://bezorgd.example/tenant',
    });
    expect(await fresh.get('/v1/deliveries', { authorization: `Bearer ${await token()}` })).toMatchObject({
      status: 503,
      body: { code: 'provider-unavailable' },
    });
    expect((await fresh.get('/v1/deliveries')).status).toBe(200);
    down = false;
    expect((await fresh.get('/v1/deliveries', { authorization: `Bearer ${await token()}` })).status).toBe(200);
    await fresh.stop();
  });
});

test('without a provider a token is nobody’s', async () => {
  const plain = await testServer();
  expect((await plain.get('/v1/deliveries', { authorization: `Bearer ${await token()}` })).status).toBe(401);
  await plain.stop();
});
