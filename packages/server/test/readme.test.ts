import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/server.ts';

/** The commands of README.md and docs/events.md, as a reader would paste them, against the running service. */
const root = path.resolve(import.meta.dirname, '..', '..', '..');

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
  await server.post('/v1/events', {
    events: [
      {
        type: 'bounced',
        messageId: 'a@example.org',
        recipient: 'ann@example.com',
        occurredAt: new Date().toISOString(),
        reply: '550 5.1.1 User unknown',
      },
    ],
  });
});
afterAll(() => server.stop());

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

const examples = ['README.md', 'docs/events.md'].flatMap(examplesOf);

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
