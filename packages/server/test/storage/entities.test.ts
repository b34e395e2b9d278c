import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EntitySchema } from '@mikro-orm/core';
import { pino } from 'pino';
import { openDatabase, type Database } from '../../src/storage/database.ts';
import { entities } from '../../src/storage/entities.ts';
import { freshDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openDatabase(await freshDatabase(), 3, pino({ level: 'silent' }));
});
afterAll(() => database.close());

test.each(entities.map((entity) => [entity.meta.tableName, entity] as const))(
  'the entity of %s has its table’s columns, types and nullability',
  async (table, entity) => {
    const { rows } = await database.pool.query(
      'select column_name as name, is_nullable as nullable, udt_name as type from information_schema.columns where table_name = $1 order by 1',
      [table],
    );
    const mapped = database.orm.getMetadata(entity as EntitySchema<object>).props.map((prop) => ({
      name: prop.fieldNames[0]!,
      nullable: prop.nullable ? 'YES' : 'NO',
      type:
        {
          text: 'text',
          uuid: 'uuid',
          timestamptz: 'timestamptz',
          'timestamptz(6)': 'timestamptz',
          'timestamptz(0)': 'timestamptz',
          int: 'int4',
          jsonb: 'jsonb',
          bytea: 'bytea',
          boolean: 'bool',
        }[prop.columnTypes[0]!] ?? prop.columnTypes[0],
    }));
    expect(mapped.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual(rows);
  },
);

const migrations = readdirSync(path.resolve(import.meta.dirname, '../../src/storage/migrations')).length;

test('opening a database again changes nothing', async () => {
  const again = await openDatabase(database.pool.options.connectionString!, 3, pino({ level: 'silent' }));
  const { rows } = await again.pool.query('select count(*)::int as n from mikro_orm_migrations');
  await again.close();
  expect(rows[0].n).toBe(migrations);
});

test('several servers may start on an empty database at once', async () => {
  const url = await freshDatabase();
  const opened = await Promise.all([1, 2, 3].map(() => openDatabase(url, 3, pino({ level: 'silent' }))));
  const { rows } = await opened[0]!.pool.query('select count(*)::int as n from mikro_orm_migrations');
  await Promise.all(opened.map((one) => one.close()));
  expect(rows[0].n).toBe(migrations);
});

test('every partitioned table carries the tenant', async () => {
  const { rows } = await database.pool.query(
    "select c.relname as table, exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant') as carries from pg_class c where c.relkind = 'p' order by 1",
  );
  expect(rows).toEqual(['delivery', 'event', 'recipient', 'suppression'].map((table) => ({ table, carries: true })));
});
