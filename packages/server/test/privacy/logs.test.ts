import { Writable } from 'node:stream';
import pg from 'pg';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createLog, withoutAddresses } from '../../src/log.ts';
import { startServer } from '../../src/start-server.ts';
import { freshDatabase } from '../support/database.ts';

test.each([
  ['sent to ann@example.com.', 'sent to <address>'],
  ['<ann@example.com>: unknown', '<<address>>: unknown'],
  ['Key (address)=(a.b+c@sub.example.nl) already exists', 'Key (address)=(<address>) already exists'],
  ['postgres://user:password@127.0.0.1:5432/x', 'postgres://user:<address>:5432/x'],
  ['nothing here', 'nothing here'],
])('%s', (text, expected) => expect(withoutAddresses(text)).toBe(expected));

test('at the loudest level, through good and bad calls and failures, no line names an address', async () => {
  let said = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      said += chunk;
      done();
    },
  });
  const databaseUrl = await freshDatabase();
  const log = createLog('trace', sink);
  const server = await startServer(readConfig({ PORT: '0', DATABASE_URL: databaseUrl, DATABASE_POOL: '5' }), log);
  const canary = 'canary.bird@nest.example.com';
  const headers = { authorization: `Bearer ${server.firstKey}`, 'content-type': 'application/json' };
  const post = async (path: string, body: unknown, type = 'application/json') =>
    (
      await fetch(`${server.url}${path}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': type },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
    ).status;
  const event = {
    type: 'bounced',
    messageId: `<${canary}>`,
    recipient: canary,
    occurredAt: new Date().toISOString(),
    reply: `550 <${canary}> unknown`,
  };
  expect(
    await post('/v1/events', { events: [event, { ...event, recipient: `x ${canary}` }, { ...event, occurredAt: canary }] }),
  ).toBe(200);
  expect(await post('/v1/events', `{"events": ["${canary}`)).toBe(400);
  expect(await post('/v1/suppressions', { address: canary, reason: canary })).toBe(201);
  expect(await post('/v1/suppressions/import', `address\n${canary}\n`, 'text/csv')).toBe(200);
  expect(await post('/v1/suppressions/check', { addresses: [canary] })).toBe(200);
  expect(await post('/v1/recipients/erase', { address: canary, reason: 'x' })).toBe(200);
  expect(await post('/graphql', { query: `{ recipient(address: "${canary}") { nothing } }` })).toBe(400);
  expect(await post('/graphql', { query: `{ recipient(address: "${canary}") { address } }` })).toBe(200);
  // A table that is gone makes the database complain, of this very statement.
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  await db.query('alter table recipient rename to elsewhere');
  expect(await post('/v1/suppressions', { address: canary, reason: canary })).toBe(500);
  expect(await post('/graphql', { query: `{ recipient(address: "${canary}") { address } }` })).toBe(200);
  expect(await post('/v1/events', { events: [{ ...event, messageId: 'x', recipient: `other-${canary}` }] })).toBe(500);
  await db.query('alter table elsewhere rename to recipient');
  await db.end();
  log.error({ error: `Key (address)=(${canary})`, deep: { list: [canary] } }, `a library said ${canary}`);
  await server.stop();
  expect(said.split('\n').length).toBeGreaterThan(10);
  expect(said).toContain('<address>');
  expect(said.toLowerCase()).not.toContain('canary.bird');
});
