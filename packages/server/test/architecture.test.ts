import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const src = path.resolve(import.meta.dirname, '..', 'src');

/** What each folder may import of ours; types of any of them are free where a cycle of values is not. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  events: ['push', 'sinks', 'sources'],
  deliveries: ['events'],
  sources: ['config', 'ingest'],
  engagement: [],
  suppressions: ['events'],
  addresses: [],
  retention: [],
  storage: ['deliveries', 'engagement', 'events', 'ingest', 'queries', 'retention', 'suppressions'],
  ingest: ['deliveries', 'errors', 'events', 'storage', 'sources'],
  queries: ['deliveries', 'events', 'ingest', 'suppressions'],
  push: ['alerts', 'answers', 'deliveries', 'errors', 'events', 'queries', 'storage', 'suppressions'],
  alerts: ['access', 'answers', 'deliveries', 'errors', 'events', 'push', 'queries', 'storage'],
  webhooks: ['access', 'answers', 'deliveries', 'errors', 'events', 'push', 'queries', 'storage'],
  sinks: ['config', 'push', 'sources', 'storage'],
  access: ['errors', 'events', 'queries'],
  answers: [
    'access',
    'addresses',
    'deliveries',
    'engagement',
    'errors',
    'events',
    'push',
    'queries',
    'service',
    'retention',
    'storage',
    'suppressions',
  ],
  graphql: [
    'access',
    'addresses',
    'alerts',
    'answers',
    'deliveries',
    'engagement',
    'errors',
    'events',
    'push',
    'queries',
    'service',
    'retention',
    'storage',
    'suppressions',
  ],
  rest: [
    'access',
    'addresses',
    'alerts',
    'answers',
    'deliveries',
    'errors',
    'events',
    'ingest',
    'push',
    'queries',
    'service',
    'retention',
    'storage',
    'suppressions',
  ],
};

function imports(): { file: string; folder: string; target: string; typeOnly: boolean; name: string }[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return files.flatMap((file) => {
    const text = readFileSync(path.join(src, file), 'utf8');
    return [...text.matchAll(/^import (type )?[^;]*?from '([^']+)';/gms)].map((match) => {
      const name = match[2]!;
      const target = name.startsWith('.')
        ? path.relative(src, path.resolve(src, path.dirname(file), name)).replace(/\.ts$/, '')
        : name;
      return { file, folder: file.includes('/') ? file.split('/')[0]! : '', target, typeOnly: match[1] !== undefined, name };
    });
  });
}

test('a datum moves in one direction', () => {
  const wrong = imports()
    .filter(({ folder, name }) => folder !== '' && name.startsWith('.'))
    .filter(({ folder, target }) => target.split('/')[0] !== folder && !allowed[folder]!.includes(target.split('/')[0]!))
    .map(({ file, target }) => `${file} imports ${target}`);
  expect(wrong).toEqual([]);
});

test('values flow forward: storage, queries and deliveries take only types and constants from ingest', () => {
  const values = imports().filter(
    ({ folder, target, typeOnly }) => ['deliveries', 'storage'].includes(folder) && target.startsWith('ingest/') && !typeOnly,
  );
  expect(values.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test.each([
  ['kafkajs', /^(?:sources|sinks)\/kafka-[a-z]+\.ts$/],
  ['type-graphql', /^graphql\//],
  ['pg-copy-streams', /^storage\/copy\.ts$/],
  ['@mikro-orm/', /^storage\//],
  ['mailauth/', /^addresses\//],
  ['node:dns', /^(?:addresses\/dns-client|webhooks\/[a-z-]+)\.ts$/],
])('only its own place knows %s', (library, place) => {
  const users = imports().filter(({ name }) => name.startsWith(library));
  expect(users.length).toBeGreaterThan(0);
  expect(users.map(({ file }) => file).filter((file) => !place.test(file))).toEqual([]);
});

test('only the program reads the environment and the clock is not hidden in the core', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const using = (pattern: RegExp): string[] => files.filter((file) => pattern.test(readFileSync(path.join(src, file), 'utf8')));
  expect(using(/process\.env\b(?!\['PATH'\])/)).toEqual(['main.ts']);
  expect(using(/Date\.now\(\)|new Date\(\)/).filter((file) => /^(?:deliveries|events|queries|storage)\//.test(file))).toEqual([]);
});
