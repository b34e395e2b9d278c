import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer, type TestServer } from './support/server.ts';

/** Every example of the SDK, as its reader would run it, against the running service. */
const sdk = path.resolve(import.meta.dirname, '..', '..', 'sdk');
const readme = readFileSync(path.join(sdk, 'README.md'), 'utf8');
const files = readdirSync(path.join(sdk, 'examples')).toSorted();

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ WEBHOOK_ALLOWED_TARGETS: '127.0.0.1' });
  await run('send-events.ts');
});
afterAll(() => server.stop());

function run(file: string): Promise<{ code: number | null; said: string; complained: string }> {
  const child = spawn(process.execPath, [path.join(sdk, 'examples', file)], {
    env: { PATH: process.env['PATH'], BEZORGD_URL: server.url, BEZORGD_KEY: server.key },
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (complained += chunk));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, complained })));
}

const expected: Readonly<Record<string, RegExp>> = {
  'classify.ts': /mailbox-full soft common-phrases\.mailbox-full .*vol/,
  'did-it-arrive.ts': /partly-failed[\s\S]*bob@example\.com hard-bounced [\s\S]*bounced User unknown/,
  'forget-a-person.ts': /'recipient'[\s\S]*address: 1/,
  'live.ts': /delivery\.status-changed/,
  'may-i-mail.ts': /bob@example\.com false hard-bounce[\s\S]*lifted: 1[\s\S]*nothing blocks/,
  'move-blocks.ts': /^1 \[[\s\S]*line: 3[\s\S]*hardBounce/,
  'receive-webhooks.ts': /verified ping/,
  'run-the-service.ts': /revoked 2[\s\S]*quarantine recipient[\s\S]*audit key:\w+ api-key\.revoke/,
  'send-events.ts': /accepted: 2[\s\S]*event 0, recipient: /,
};

test('every example is tried, and named in the README', () => {
  expect(Object.keys(expected)).toEqual(files);
  for (const file of files) expect(readme).toContain(`examples/${file}`);
});

test.each(files)(
  '%s runs',
  async (file) => {
    const { code, said, complained } = await run(file);
    expect([code, complained]).toEqual([0, '']);
    expect(said).toMatch(expected[file]!);
  },
  30_000,
);
