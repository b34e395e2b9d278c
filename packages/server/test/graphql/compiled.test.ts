import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { apiKey } from '../support/process.ts';
import { testServer, type TestServer } from '../support/server.ts';

/** The same questions to a server that compiles operations and to one that walks them, on one database. */
let compiled: TestServer;
let walking: TestServer;

beforeAll(async () => {
  const DATABASE_URL = await freshDatabase();
  compiled = await testServer({ DATABASE_URL, API_KEY: apiKey });
  walking = await testServer({ DATABASE_URL, API_KEY: apiKey, GRAPHQL_COMPILE: 'false' });
  const occurredAt = new Date(Date.now() - 60_000).toISOString();
  await compiled.post('/v1/events', {
    events: [
      { type: 'bounced', messageId: 'c1@example.org', recipient: 'ann@example.com', occurredAt, reply: '550 5.1.1 User unknown' },
      { type: 'delivered', messageId: 'c2@example.org', recipient: 'bob@example.com', occurredAt, tags: { kind: 'invoice' } },
    ],
  });
});
afterAll(async () => {
  await compiled.stop();
  await walking.stop();
});

async function answers(query: string, variables: Record<string, unknown> = {}) {
  const both = [await compiled.graphql(query, variables), await walking.graphql(query, variables)];
  return both.map(({ data, errors }) => ({
    data,
    errors: errors?.map(({ message, path, extensions }: any) => ({ message, path, code: extensions.code })),
  }));
}

const block = 'mutation($i: AddSuppressionInput!) { addSuppression(input: $i) { maySend suppression { cause stream } } }';
describe('compiled and walked answer alike', () => {
  test.each<[string, string, Record<string, unknown>?]>([
    ['defaults inside an input object that is a variable', block, { i: { address: 'a@example.com', reason: 'x' } }],
    [
      'a value instead of the default',
      block,
      { i: { address: 'b@example.com', reason: 'x', cause: 'UNSUBSCRIBE', stream: 'MARKETING' } },
    ],
    [
      'nested defaults',
      'mutation($i: SuppressionPolicyInput!) { setSuppressionPolicy(input: $i) { hardBounce { days growth maxDays } } }',
      { i: { hardBounce: { growth: 3 } } },
    ],
    ['a default of a variable that must be there', 'query($l: Language! = NL) { statusMeanings(language: $l) { caveat } }'],
    ['the same, given', 'query($l: Language! = NL) { statusMeanings(language: $l) { caveat } }', { l: 'EN' }],
    [
      'a variable left out inside a literal',
      'mutation($c: ManualCause) { addSuppression(input: { address: "c@example.com", reason: "x", cause: $c }) { suppression { cause } } }',
    ],
    ...[
      { s: ['HARD_BOUNCED'], u: '2100-01-01T00:00:00Z' },
      { s: [], u: '2100-01-01T00:00:00Z' },
      { s: ['LOST'], u: 'soon' },
    ].map((variables): [string, string, Record<string, unknown>] => [
      'variables inside a literal',
      'query($s: [DeliveryStatus!]!, $u: DateTimeISO!) { deliveries(filter: { status: $s, until: $u }) { nodes { messageId } } }',
      variables,
    ]),
    ...[{}, { u: null }, { u: '2100-01-01T00:00:00Z' }, { u: '2000-01-01T00:00:00Z' }].map(
      (variables): [string, string, Record<string, unknown>] => [
        'a variable inside a literal that may be null',
        'query($u: DateTimeISO) { deliveries(filter: { until: $u }) { nodes { messageId } } }',
        variables,
      ],
    ),
    [
      'a variable inside a list',
      'query($s: DeliveryStatus!, $n: Int!) { deliveries(filter: { status: [DELIVERED, $s] }, first: $n) { nodes { messageId } } }',
      { s: 'HARD_BOUNCED', n: 1 },
    ],
    [
      'an input object inside a literal',
      'mutation($h: HardBouncePolicyInput!) { setSuppressionPolicy(input: { hardBounce: $h }) { hardBounce { days growth maxDays } } }',
      { h: { growth: 4 } },
    ],
    ['a null variable in a condition', 'query($a: Boolean = true) { ruleset { digest @include(if: $a) } }', { a: null }],
    ['no variable in a condition', 'query($a: Boolean = true) { ruleset { digest @include(if: $a) } }'],
    [
      'conditions',
      'query($a: Boolean!) { deliveries { nodes { messageId @skip(if: $a) status @include(if: $a) ...f @include(if: $a) } } } fragment f on Delivery { tags { name value } }',
      { a: true },
    ],
    ['a variable of the wrong type', 'query($n: Int!) { deliveries(first: $n) { nodes { id } } }', { n: 'many' }],
    ['a variable that is missing', 'query($n: Int!) { deliveries(first: $n) { nodes { id } } }'],
    [
      'a word that is none of an enum',
      'query($s: [DeliveryStatus!]) { deliveries(filter: { status: $s }) { nodes { id } } }',
      { s: ['LOST'] },
    ],
    ['a field that input objects do not have', block, { i: { address: 'a@example.com', reason: 'x', colour: 'red' } }],
    [
      'one value for a list',
      'query($f: DeliveryFilter) { deliveries(filter: $f) { nodes { messageId } } }',
      { f: { status: 'HARD_BOUNCED' } },
    ],
    [
      'aliases with different arguments',
      '{ deliveries { nodes { a: explanation(language: EN) { cause } b: explanation(language: NL, audience: RECIPIENT) { cause } } } }',
    ],
    ['a fault of ours', 'query($a: String!) { recipient(address: $a) { address } }', { a: 'nobody' }],
    [
      'an interface',
      'query($id: ID!) { node(id: $id) { __typename id ... on Message { outcome } } }',
      { id: Buffer.from('Message:c1@example.org').toString('base64url') },
    ],
    [
      'null in a list',
      'query($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      { ids: [Buffer.from('Message:none').toString('base64url')] },
    ],
  ])('%s', async (_, query, variables) => {
    const [one, other] = await answers(query, variables);
    expect(one).toEqual(other);
    expect(one!.data ?? one!.errors).toBeTruthy();
    // Once more, from what was kept.
    expect((await answers(query, variables))[0]).toEqual(other);
  });
});

describe('the cost of a query counts what will be', () => {
  test.each([
    [
      'a default of the variable',
      'query($n: Int = 200) { deliveries(first: $n) { nodes { recipient { deliveries(first: $n) { nodes { id status messageId } } } } } }',
      {},
    ],
    [
      'the variable',
      'query($n: Int) { deliveries(first: $n) { nodes { recipient { deliveries(first: $n) { nodes { id status messageId } } } } } }',
      { n: 200 },
    ],
    [
      'many ids',
      'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Recipient { deliveries(first: 50) { nodes { id status messageId } } } } }',
      { ids: Array.from({ length: 200 }, () => 'x') },
    ],
  ])('%s', async (_, query, variables) => {
    for (const { errors } of await answers(query, variables)) expect(errors?.[0]?.code).toBe('TOO_EXPENSIVE');
  });
});
