import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { defaultClassifier } from '@bezorgd/rules';
import { printSchema } from 'graphql';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { asyncApiDocument, eventJsonSchemas } from './events/async-api.ts';
import { createSchema } from './graphql/schema.ts';
import { withoutTwins } from './rest/openapi.ts';
import type { Service } from './service.ts';

/**
 * Writes the contracts that others build on: schema.graphql, openapi.json, asyncapi.json and one JSON Schema per event. All
 * of them come from the code; they are committed, and the gate refuses a difference.
 */
const contract = path.resolve(import.meta.dirname, '..', 'contract');

/** The documents depend on no database: nothing here is ever called. */
const service = { classifier: defaultClassifier() } as Service;

const app = await createApp(service, pino({ level: 'silent' }));
await app.ready();
const files: Record<string, string> = {
  'schema.graphql': `${printSchema(await createSchema())}\n`,
  'openapi.json': json(withoutTwins(app.swagger())),
  'asyncapi.json': json(asyncApiDocument()),
};
for (const [name, schema] of Object.entries(eventJsonSchemas())) files[`events/${name}.schema.json`] = json(schema);
await app.close();

await mkdir(path.join(contract, 'events'), { recursive: true });
for (const [name, text] of Object.entries(files)) await writeFile(path.join(contract, name), text);

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
