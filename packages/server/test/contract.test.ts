import { readFileSync } from 'node:fs';
import path from 'node:path';
import asyncApiSpecs from '@asyncapi/specs';
import { generateEvents } from '@bezorgd/testkit';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { decodeMailEvent } from '../src/events/decode.ts';

const contract = path.resolve(import.meta.dirname, '..', 'contract');
const read = (name: string): any => JSON.parse(readFileSync(path.join(contract, name), 'utf8'));

function ajv(): Ajv {
  const made = new Ajv({ strict: false, allErrors: false, unicodeRegExp: true });
  addFormats.default(made);
  return made;
}

describe('the committed contracts', () => {
  test('openapi.json is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(read('openapi.json'));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  test('asyncapi.json is valid AsyncAPI 3.0', () => {
    const specs = asyncApiSpecs as unknown as { schemasWithoutId: Record<string, object>; schemas: Record<string, object> };
    const validate = ajv().compile(specs.schemasWithoutId['3.0.0'] ?? specs.schemas['3.0.0']!);
    validate(read('asyncapi.json'));
    expect(validate.errors).toBeNull();
  });

  test('schema.graphql can be built', () => {
    expect(buildSchema(readFileSync(path.join(contract, 'schema.graphql'), 'utf8')).getQueryType()?.name).toBe('Query');
  });

  test('every type, field, argument and value of schema.graphql is explained', () => {
    const ours = Object.values(buildSchema(readFileSync(path.join(contract, 'schema.graphql'), 'utf8')).getTypeMap()).filter(
      (type) => !type.name.startsWith('__') && type.astNode,
    );
    const silent: string[] = [];
    const hear = (name: string, { description }: { readonly description?: string | null | undefined }): void => {
      if (!description) silent.push(name);
    };
    for (const type of ours) {
      hear(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) hear(`${type.name}.${value.name}`, value);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        hear(`${type.name}.${field.name}`, field);
        for (const arg of 'args' in field ? field.args : []) hear(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    }
    expect(ours.length).toBeGreaterThan(50);
    expect(silent).toEqual([]);
  });
});

describe('the JSON Schemas and the decoder agree', () => {
  const schemas = new Map<string, ValidateFunction>();
  const schemaOf = (type: string): ValidateFunction => {
    const known = schemas.get(type) ?? ajv().compile(read(`events/${type}.schema.json`));
    schemas.set(type, known);
    return known;
  };

  test('on a thousand generated events', () => {
    let seen = 0;
    for (const event of generateEvents({ count: 1000, seed: 3, start: new Date('2026-11-23T00:00:00Z') })) {
      if (event.type === 'report') continue;
      const validate = schemaOf(event.type);
      expect({ valid: validate(event), errors: validate.errors }).toEqual({ valid: true, errors: null });
      expect(decodeMailEvent(Buffer.from(JSON.stringify(event))).ok).toBe(true);
      seen++;
    }
    expect(seen).toBe(1000);
  });

  const good = { type: 'bounced', messageId: 'm@example.com', recipient: 'ann@example.com', occurredAt: '2026-11-23T09:00:00Z' };
  test.each<[string, object, boolean]>([
    ['the least there is', good, true],
    ['unknown fields', { ...good, tomorrow: { deep: true } }, true],
    ['no message', { ...good, messageId: undefined }, false],
    ['a name around the address', { ...good, recipient: 'Ann <ann@example.com>' }, false],
    ['two addresses', { ...good, recipient: 'ann@example.com, bob@example.com' }, false],
    ['a quoted local part', { ...good, recipient: '"ann b"@example.com' }, true],
    ['an address in other letters', { ...good, recipient: 'анна@пример.example' }, true],
    ['a time without an offset', { ...good, occurredAt: '2026-11-23T09:00:00' }, false],
    ['a time with an offset', { ...good, occurredAt: '2026-11-23T10:00:00.123456+01:00' }, true],
    ['a command that is none', { ...good, command: 'SEND' }, false],
    ['an attempt of nothing', { ...good, attempt: 0 }, false],
    ['tags that are no text', { ...good, tags: { a: 1 } }, false],
    ['a tenant in capitals', { ...good, tenant: 'Acme' }, false],
    ['a reply that is no text', { ...good, reply: 550 }, false],
  ])('%s', (_, event, expected) => {
    const plain = JSON.parse(JSON.stringify(event));
    expect([schemaOf('bounced')(plain), decodeMailEvent(Buffer.from(JSON.stringify(event))).ok]).toEqual([expected, expected]);
  });
});
