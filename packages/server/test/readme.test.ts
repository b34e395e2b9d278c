import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameServer, type NameServer } from './support/name-server.ts';
import { testServer, type TestServer } from './support/server.ts';

/** The commands of README.md and docs/events.md, as a reader would paste them, against the running service. */
const root = path.resolve(import.meta.dirname, '..', '..', '..');

let dns: NameServer;
let server: TestServer;
beforeAll(async () => {
  const zones = { MX: [[10, 'mx.example.com']], TXT: ['v=spf1 ip4:192.0.2.25 -all'] } as const;
  dns = await nameServer({ 'example.com': zones, 'mx.example.com': { A: ['192.0.2.25'] } });
  server = await testServer({ DNS_SERVERS: dns.address });
  await server.post('/v1/events', {
    events: [
      {
        type: 'bounced',
        messageId: 'a@example.org',
        recipient: 'ann@example.com',
        occurredAt: new Date().toISOString(),
        reply: '550 5.1.1 User unknown',
      },
      { type: 'processed', messageId: 'd@example.org', recipient: 'dora@example.com', occurredAt: new Date().toISOString() },
    ],
  });
});
afterAll(async () => {
  await server.stop();
  await dns.stop();
});

interface Example {
  readonly name: string;
  readonly path: string;
  readonly body: string;
  /** What the page says comes back, where it says it right below. */
  readonly answer: string | null;
}

function examplesOf(file: string): Example[] {
  const text = readFileSync(path.join(root, file), 'utf8').replaceAll(`'"$(date -u +%FT%TZ)"'`, new Date().toISOString());
  return [
    ...text.matchAll(/curl -s http:\/\/127\.0\.0\.1:4000(\S+)[^\n]*? -d '([^']+)'\n```(?:\n+```json\n([\s\S]*?)```)?/g),
  ].map((match, index) => ({
    name: `${file}, example ${index + 1}`,
    path: match[1]!,
    body: match[2]!,
    answer: match[3] ?? null,
  }));
}

const examples = ['README.md', 'docs/events.md', 'docs/questions.md', 'docs/addresses.md'].flatMap(examplesOf);

test('there are examples to try', () => {
  expect(examples.length).toBeGreaterThanOrEqual(3);
  expect(examples.some((example) => example.answer !== null)).toBe(true);
});

test.each(examples)('$name works as written', async ({ path: where, body, answer }) => {
  const response = await server.post(where, body);
  expect(response.status).toBe(200);
  expect(response.body.errors).toBeUndefined();
  if (answer !== null) expect(response.body).toEqual(JSON.parse(answer));
});

test('the event that docs/events.md shows is one', async () => {
  const shown = /```json\n(\{\n {2}"type": "bounced"[\s\S]*?)```/.exec(
    readFileSync(path.join(root, 'docs/events.md'), 'utf8'),
  )?.[1];
  const event = { ...JSON.parse(shown!), occurredAt: new Date().toISOString() };
  expect((await server.post('/v1/events', { events: [event] })).body).toMatchObject({ accepted: 1, refused: [] });
});

test.each(['docs/questions.md', 'docs/addresses.md'])('GET lines of %s work as written', async (page) => {
  const text = readFileSync(path.join(root, page), 'utf8');
  const lines = [...text.matchAll(/curl -s 'http:\/\/127\.0\.0\.1:4000([^']+)'/g)];
  expect(lines.length).toBeGreaterThan(0);
  for (const [, where] of lines) expect((await server.get(where!)).status).toBe(200);
});

test('every question is answered in GraphQL, REST and with the SDK', () => {
  const [, ...sections] = readFileSync(path.join(root, 'docs/questions.md'), 'utf8').split(/^## /m);
  expect(sections.length).toBeGreaterThan(15);
  const lacking = sections
    .filter((section) => !section.includes('Yes: ['))
    .filter((section) => !(section.includes('4000/graphql') && section.includes('4000/v1/') && section.includes('```ts')));
  expect(lacking.map((section) => section.split('\n')[0])).toEqual([]);
});

test('a line with an id works with that of a delivery', async () => {
  const text = readFileSync(path.join(root, 'docs/questions.md'), 'utf8');
  const lines = [...text.matchAll(/curl -s "http:\/\/127\.0\.0\.1:4000([^"]+)"/g)];
  expect(lines.length).toBeGreaterThan(0);
  const { deliveries } = (await server.get('/v1/deliveries?first=1')).body;
  for (const [, where] of lines) expect((await server.get(where!.replace('$ID', deliveries[0].id))).status).toBe(200);
});

/** What the SDK's lines of a page print. */
async function saidBy(page: string): Promise<{ readonly blocks: number; readonly said: unknown[][] }> {
  const text = readFileSync(path.join(root, page), 'utf8');
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)]
    .map((match) => match[1]!)
    .filter((block) => !block.startsWith('import '));
  const said: unknown[][] = [];
  const bezorgd = createClient({ baseUrl: server.url, apiKey: server.key });
  for (const block of blocks) {
    const run = new Function('bezorgd', 'console', `return (async () => { ${block} })();`) as (
      client: unknown,
      out: unknown,
    ) => Promise<void>;
    await run(bezorgd, { log: (...words: unknown[]) => said.push(words) });
  }
  return { blocks: blocks.length, said };
}

test('the SDK’s lines of docs/addresses.md run', async () => {
  const { blocks, said } = await saidBy('docs/addresses.md');
  expect(blocks).toBe(5);
  expect(said).toEqual(
    expect.arrayContaining([
      [
        'undeliverable',
        'ann@gmail.com',
        expect.arrayContaining([expect.stringContaining('Waarschijnlijk wordt ann@gmail.com bedoeld')]),
      ],
      ['ok', 'SPF lets 192.0.2.25 send.', undefined],
      [expect.stringMatching(/^key:/), expect.stringMatching(/^\d{4}-/)],
      ['retired', expect.stringMatching(/^\d{4}-/)],
      [true],
    ]),
  );
});

test('the SDK’s lines of docs/questions.md run', async () => {
  const { blocks, said } = await saidBy('docs/questions.md');
  expect(blocks).toBeGreaterThanOrEqual(14);
  expect(said).toEqual(
    expect.arrayContaining([
      ['a@example.org', 'hard-bounced', expect.any(String)],
      [[['bounced', 'User unknown', expect.stringMatching(/recipient-unknown/)]]],
      ['Een mailsysteem meldt dat een mail niet is bezorgd.', expect.stringMatching(/ruimte|vol/)],
      [1],
    ]),
  );
});
