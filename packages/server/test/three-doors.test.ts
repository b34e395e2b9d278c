import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, type GraphQLObjectType } from 'graphql';
import { expect, test } from 'vitest';

/** What one door can do, the others can: GraphQL, REST and the SDK, by the committed contracts. */
const packages = path.resolve(import.meta.dirname, '..', '..');
const contract = path.join(packages, 'server', 'contract');
const schema = buildSchema(readFileSync(path.join(contract, 'schema.graphql'), 'utf8'));
const { paths } = JSON.parse(readFileSync(path.join(contract, 'openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string }>>;
};
const operations = Object.entries(paths).flatMap(([url, methods]) =>
  Object.entries(methods).map(([method, { operationId }]) => ({ url, method: method.toUpperCase(), operationId })),
);
const operationIds = operations.map(({ operationId }) => operationId);

const fieldsOf = (type: GraphQLObjectType | null | undefined): string[] => Object.keys(type?.getFields() ?? {});
const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(fieldsOf);

/** Root fields whose operation is not called the same, with or without `get` and `list`. */
const otherNames: Readonly<Record<string, string>> = {
  recipient: 'findRecipient',
  statusMeanings: 'listStatuses',
  resendWebhookEvent: 'resendWebhook',
  resendWebhookEvents: 'resendWebhook',
  deliveryChanged: 'stream',
  suppressionChanged: 'stream',
  alertChanged: 'stream',
};
const graphqlOnly: Readonly<Record<string, string>> = {
  node: 'Relay: global ids are GraphQL’s own; each type has an operation of its own in REST',
  nodes: 'Relay: global ids are GraphQL’s own; each type has an operation of its own in REST',
};
const notInGraphql: Readonly<Record<string, string>> = {
  postEvents: 'up to 1000 events in one body; a GraphQL request is at most 64 KiB',
  checkSuppressions: 'up to 10,000 addresses in one body; GraphQL has Recipient.maySend for one',
  getRulesetByDigest: 'a whole ruleset, as a file that never changes',
  getQuarantinedMessage: '`node` with its global id',
  getQuarantinedContent: 'bytes, as they came',
  listWebhookMessages: 'Webhook.messages',
  importSuppressions: 'a file',
  exportSuppressions: 'a file',
  exportRecipient: 'a file with all that is known of a person',
};
const notInSdk: Readonly<Record<string, string>> = {
  getRulesetByDigest: '`rules.load` takes the ruleset in force; an earlier one is for people who compare',
};

/** The operation that does the same as a root field; null where there is none. */
function operationOf(field: string): string | null {
  const capital = field[0]!.toUpperCase() + field.slice(1);
  const names = [otherNames[field], field, `get${capital}`, `list${capital}`];
  return names.find((name) => name !== undefined && operationIds.includes(name)) ?? null;
}

test('every GraphQL query, mutation and subscription has a REST operation, or a reason', () => {
  expect(rootFields.length).toBeGreaterThan(40);
  expect(rootFields.filter((field) => operationOf(field) === null)).toEqual(Object.keys(graphqlOnly));
});

test('every REST operation has a GraphQL field, or a reason', () => {
  const inGraphql = new Set(rootFields.map(operationOf));
  expect(operationIds.filter((id) => !inGraphql.has(id)).toSorted()).toEqual(Object.keys(notInGraphql).toSorted());
});

test('every REST operation is called by the SDK, or has a reason', () => {
  const source = path.join(packages, 'sdk', 'src');
  const sdk = readdirSync(source)
    .filter((name) => name !== 'schema.ts')
    .map((name) => readFileSync(path.join(source, name), 'utf8'))
    .join('\n');
  const missing = operations.filter(({ url, method }) => !sdk.includes(`http.${method}('${url}'`));
  expect(missing.map(({ operationId }) => operationId)).toEqual(Object.keys(notInSdk));
});

test('no table names what is not there', () => {
  expect([...Object.keys(otherNames), ...Object.keys(graphqlOnly)].filter((field) => !rootFields.includes(field))).toEqual([]);
  const named = [...Object.values(otherNames), ...Object.keys(notInGraphql), ...Object.keys(notInSdk)];
  expect(named.filter((id) => !operationIds.includes(id))).toEqual([]);
});
