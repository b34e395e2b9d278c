import { fork, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const apiKey = 'k'.repeat(40);
const main = path.resolve(import.meta.dirname, '..', '..', 'dist', 'main.js');
let folder: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'bezorgd-embedded-'));
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended(child);
    }
  }
  await untilGone();
  await rm(folder, { recursive: true, force: true });
});

const data = (): string => path.join(folder, 'data');

/** The built program in a process of its own, as an operator starts it. */
async function start(): Promise<{ child: ChildProcess; url: string; empty: boolean }> {
  const child = fork(main, [], {
    env: { PATH: process.env['PATH'], PORT: '0', DATA_DIR: data(), LOG_LEVEL: 'warn', API_KEY: apiKey },
    silent: true,
  });
  children.push(child);
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  return new Promise((resolve, reject) => {
    child.once('message', (message: { url: string; empty: boolean }) => resolve({ child, ...message }));
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}
function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) =>
    child.exitCode !== null || child.signalCode !== null ? resolve(child.exitCode) : child.once('exit', resolve),
  );
}
async function postmasterPid(): Promise<number | null> {
  const text = await readFile(path.join(data(), 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || null;
}
async function untilGone(): Promise<void> {
  for (let waited = 0; waited < 15_000 && (await postmasterPid()) !== null; waited += 100)
    await new Promise((resolve) => setTimeout(resolve, 100));
}
async function send(url: string, messageId: string): Promise<void> {
  const events = [{ type: 'delivered', messageId, recipient: 'ann@example.com', occurredAt: new Date().toISOString() }];
  const response = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ events }),
  });
  expect(await response.json()).toMatchObject({ accepted: 1 });
}
async function messages(url: string): Promise<string[]> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query: '{ deliveries { nodes { messageId } } }' }),
  });
  const { data: answer } = (await response.json()) as { data: { deliveries: { nodes: { messageId: string }[] } } };
  return answer.deliveries.nodes.map((node) => node.messageId).toSorted();
}

test('starts from nothing, keeps what it got over a stop, and stops its database', async () => {
  const first = await start();
  expect(first.empty).toBe(true);
  await send(first.url, 'one');
  first.child.kill('SIGTERM');
  expect(await ended(first.child)).toBe(0);
  expect(await postmasterPid()).toBeNull();
  const second = await start();
  expect(second.empty).toBe(false);
  expect(await messages(second.url)).toEqual(['one']);
});

test('after kill -9 no database is left behind, and nothing acknowledged is lost', async () => {
  for (const round of ['a', 'b', 'c']) {
    const { child, url } = await start();
    await send(url, round);
    child.kill('SIGKILL');
    await ended(child);
  }
  // Started at once, while the old database may still be stopping.
  const last = await start();
  expect(await messages(last.url)).toEqual(['a', 'b', 'c']);
});

test('a killed database comes back by itself', async () => {
  const { url } = await start();
  await send(url, 'one');
  process.kill((await postmasterPid())!, 'SIGKILL');
  let ready = false;
  for (let tries = 0; tries < 100 && !ready; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    ready = await fetch(`${url}/readyz`).then((response) => response.status === 200 && tries > 2);
  }
  expect(ready).toBe(true);
  await send(url, 'two');
  expect(await messages(url)).toEqual(['one', 'two']);
});

test('a lock file of a process that is no database is removed', async () => {
  const { child } = await start();
  child.kill('SIGTERM');
  await ended(child);
  await writeFile(path.join(data(), 'postgres', 'postmaster.pid'), `${process.pid}\n`);
  expect((await start()).empty).toBe(true);
});

test('a data folder in use by another server is refused with the way out', async () => {
  await start();
  await expect(start()).rejects.toThrow(/uses the data folder .*: stop it, or set DATA_DIR/);
}, 90_000);

test.runIf(process.getuid?.() === 0)('as root below a folder that is closed to others it still starts', async () => {
  await mkdir(path.join(folder, 'closed'), { mode: 0o700 });
  const child = fork(main, [], {
    cwd: path.join(folder, 'closed'),
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'info' },
    silent: true,
  });
  children.push(child);
  let said = '';
  child.stdout?.on('data', (chunk) => (said += chunk));
  child.stderr?.on('data', (chunk) => (said += chunk));
  const ready = await new Promise((resolve) => {
    child.once('message', () => resolve(true));
    child.once('exit', () => resolve(said));
  });
  expect(ready).toBe(true);
  const place = /"dataDir":"(\/var\/lib\/bezorgd-[0-9a-f]{8})\/postgres"/.exec(said)?.[1];
  expect(place).toBeDefined();
  child.kill('SIGTERM');
  await ended(child);
  await rm(place!, { recursive: true });
});
