import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  getNamedType,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/server.ts';

/**
 * Every operation, by the committed contracts, so that what comes later is asked, too. Whatever text stands in whatever place: the
 * answer is never that something went wrong on our side. And a field that is misspelt is never passed over.
 */
let server: TestServer;
beforeAll(async () => {
  server = await testServer({ RATE_LIMIT_COST_PER_MINUTE: '1000000000', WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
});
afterAll(() => server.stop());

const contract = path.resolve(import.meta.dirname, '..', 'contract');
/** PostgreSQL keeps neither: no null character, and no half of a character in JSON. */
const hostile = ['a\0b', '\0', 'a\ud800b', ' \ud800 '];

const uuid = '00000000-0000-8000-8000-000000000000';
/** By name, where a contract does not say what is understood; `undefined` is left out. */
const usual: Readonly<Record<string, unknown>> = {
  address: 'ann@example.com',
  recipient: 'ann@example.com',
  successor: 'bob@example.com',
  domain: 'example.com',
  url: 'https://127.0.0.1:9/hook',
  id: uuid,
  ids: [uuid],
  eventId: uuid,
  digest: `sha256:${'a'.repeat(64)}`,
  remoteIp: '192.0.2.1',
  sendingIps: ['192.0.2.1'],
  since: '2026-11-01T00:00:00Z',
  until: '2026-11-20T00:00:00Z',
  occurredAt: new Date(Date.now() - 1000).toISOString(),
  updatedAt: '2026-11-01T00:00:00Z',
  expiresAt: '2099-01-01T00:00:00Z',
  activeOnly: true,
  open: true,
  blocked: true,
  reviewed: true,
  after: undefined,
  timeZone: 'UTC',
};
/** By operation, where it means something else there. */
const unusual: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  classifyReport: { raw: undefined },
  addSuppression: { until: '2098-01-01T00:00:00Z' },
  getStatistics: { groupBy: undefined, tag: undefined, tagValue: undefined },
  statistics: { groupBy: ['TAG'] },
  addAlertRule: { input: { kind: 'MAIL_FAILED', name: 'x', tag: { name: 'x', value: 'x' } } },
  node: { id: Buffer.from(`Delivery:${uuid}`).toString('base64url') },
  nodes: { ids: [Buffer.from(`Delivery:${uuid}`).toString('base64url')] },
};
type Place = readonly (string | number)[];

function withAt(value: unknown, place: Place, text: string): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((one, index) => (index === key ? withAt(one, rest, text) : one));
  return { ...(value as object), [key]: withAt((value as Record<string, unknown>)[key], rest, text) };
}

function textsIn(value: unknown, place: Place = []): Place[] {
  if (typeof value === 'string') return [place];
  if (Array.isArray(value)) return value.flatMap((one, index) => textsIn(one, [...place, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, [...place, key]));
}

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}
interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
const openapi = JSON.parse(readFileSync(path.join(contract, 'openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
};

function sample(operation: string, schema: JsonSchema, name = ''): unknown {
  const named = { ...usual, ...unusual[operation] };
  if (name in named) return named[name];
  if (schema.$ref) return sample(operation, openapi.components.schemas[schema.$ref.split('/').at(-1)!]!, name);
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (choice) return sample(operation, choice, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [type] = [schema.type].flat();
  if (type === 'array') return [sample(operation, schema.items ?? {}, name === 'addresses' ? 'address' : '')];
  if (type === 'object')
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, one]) => [key, sample(operation, one, key)]));
  if (type === 'boolean') return true;
  if (type === 'number' || type === 'integer') return Math.max(schema.minimum ?? 1, 10);
  if (schema.format === 'uuid') return '00000000-0000-8000-8000-000000000000';
  return 'x';
}

const rest = Object.entries(openapi.paths).flatMap(([url, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, string, string, Operation] => [
    operation.operationId,
    method.toUpperCase(),
    url,
    operation,
  ]),
);

/** How to ask an operation, and what with. */
function asking(operationId: string, method: string, url: string, { parameters = [], requestBody }: Operation) {
  const [type = 'application/json', content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  const body = content && type === 'application/json' ? sample(operationId, content.schema) : undefined;
  const given = Object.fromEntries(
    parameters.filter((one) => one.in !== 'header').map((one) => [one.name, sample(operationId, one.schema, one.name)]),
  );
  const ask = async (values: Record<string, unknown>, sent: unknown) => {
    const names = [...url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
    const filled = url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name]).toWellFormed()));
    const query = Object.entries(values)
      .filter(([name, value]) => !names.includes(name) && value !== undefined)
      .map(([key, value]): [string, string] => [key, String(value)]);
    const response = await fetch(`${server.url}${filled}?${new URLSearchParams(query)}`, {
      method,
      headers: { authorization: `Bearer ${server.key}`, ...(requestBody && { 'content-type': type }) },
      ...(requestBody && { body: sent === undefined ? 'address\n\0\n' : JSON.stringify(sent) }),
      signal: AbortSignal.timeout(20_000),
    });
    const { status } = response;
    const problem = status === 400 ? ((await response.json()) as { errors?: { path: string }[] }) : null;
    if (!problem) await response.body?.cancel();
    return { status, fields: problem?.errors?.map(({ path: field }) => field) };
  };
  return { body, given, ask };
}

// The stream's answer has no end to wait for.
test.each(rest.filter(([operationId]) => operationId !== 'stream'))(
  '%s answers hostile text',
  async (operationId, method, url, operation) => {
    const { body, given, ask } = asking(operationId, method, url, operation);
    expect((await ask(given, body)).status).not.toBe(400);
    for (const text of hostile) {
      for (const place of textsIn(given))
        expect([place, text, (await ask(withAt(given, place, text) as typeof given, body)).status < 500]).toEqual([
          place,
          text,
          true,
        ]);
      for (const place of textsIn(body))
        expect([place, text, (await ask(given, withAt(body, place, text))).status < 500]).toEqual([place, text, true]);
    }
  },
);

/** Objects with names of the caller's own choice are none: there are none. */
function objectsIn(value: unknown, place: Place = []): Place[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => objectsIn(one, [...place, index]));
  if (value === null || typeof value !== 'object') return [];
  return [place, ...Object.entries(value).flatMap(([key, one]) => objectsIn(one, [...place, key]))];
}

test.each(rest.filter(([operationId]) => operationId !== 'postEvents'))(
  '%s refuses a field that it does not know, by its name',
  async (operationId, method, url, operation) => {
    const { body, given, ask } = asking(operationId, method, url, operation);
    expect(await ask({ ...given, recipent: 'x' }, body)).toEqual({ status: 400, fields: ['recipent'] });
    for (const place of objectsIn(body))
      expect(await ask(given, withAt(body, [...place, 'dayz'], 'x'))).toEqual({
        status: 400,
        fields: [[...place, 'dayz'].join('.')],
      });
  },
);

test('an event may have fields that we do not know: producers move ahead of us', async () => {
  const event = { type: 'delivered', messageId: 'n@example.org', recipient: 'ann@example.com', occurredAt: usual['occurredAt'] };
  expect(await server.post('/v1/events', { events: [{ ...event, shard: 7 }] })).toMatchObject({
    status: 200,
    body: { accepted: 1 },
  });
});

test('a policy that was read can be sent back, changed', async () => {
  await server.put('/v1/suppression-policy', { hardBounce: { days: 8 } });
  const { body } = await server.get('/v1/suppression-policy');
  expect(await server.put('/v1/suppression-policy', { ...body, hardBounce: { ...body.hardBounce, days: 9 } })).toMatchObject({
    status: 200,
    body: { hardBounce: { days: 9 } },
  });
});

const schema = buildSchema(readFileSync(path.join(contract, 'schema.graphql'), 'utf8'));

function inputOf(operation: string, type: GraphQLInputType, name: string): unknown {
  const named = { ...usual, ...unusual[operation] };
  if (name in named) return named[name];
  const inner = getNullableType(type) as GraphQLInputType;
  if (isListType(inner)) return [inputOf(operation, inner.ofType as GraphQLInputType, '')];
  if (isEnumType(inner)) return inner.getValues()[0]!.name;
  if (isInputObjectType(inner))
    return Object.fromEntries(
      Object.values(inner.getFields()).map((field) => [field.name, inputOf(operation, field.type, field.name)]),
    );
  const scalar = (inner as { name: string }).name;
  if (scalar === 'Boolean') return true;
  if (scalar === 'Int' || scalar === 'Float') return 10;
  return 'x';
}

const fields = (['query', 'mutation'] as const).flatMap((kind) => {
  const type = kind === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
  return Object.values(type.getFields()).map((field) => [field.name, kind, field] as const);
});

test.each(fields)('the %s of GraphQL answers hostile text', async (name, kind, field) => {
  const definitions = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
  const query = `${kind} ${definitions && `(${definitions})`} { ${name}${passed && `(${passed})`} ${selection} }`;
  const variables = Object.fromEntries(field.args.map((arg) => [arg.name, inputOf(name, arg.type, arg.name)]));
  const usually = await server.graphql(query, variables);
  expect(usually.errors?.[0]?.extensions).not.toMatchObject({ code: expect.stringMatching(/^(?:BAD|GRAPHQL)_/) });
  for (const text of hostile)
    for (const place of textsIn(variables)) {
      const { errors } = await server.graphql(query, withAt(variables, place, text) as Record<string, unknown>);
      expect([place, text, errors?.[0]?.extensions.code ?? null]).not.toEqual([place, text, expect.stringMatching(/^INTERNAL/)]);
    }
});

test.each([
  '/v1/suppressions',
  '/v1/alert-rules',
  '/v1/webhooks',
  '/v1/api-keys',
  '/v1/addresses/review',
  '/v1/audit-log',
  '/v1/erasures',
])('what was taken is read again: %s', async (list) => expect(await server.get(list)).toMatchObject({ status: 200 }));
