import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

const main = path.resolve(import.meta.dirname, '..', '..', 'dist', 'main.js');

/** The key that every server process of the tests takes. */
export const apiKey = 'k'.repeat(40);

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/** The built program in a process of its own, as an operator starts it. */
export async function serverProcess(env: Record<string, string>): Promise<ServerProcess> {
  const child: ChildProcess = fork(main, [], {
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'warn', API_KEY: apiKey, ...env },
    silent: true,
  });
  let said = '';
  child.stdout?.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
  child.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message: { url: string }) => resolve(message.url));
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
  return {
    url,
    pid: child.pid!,
    kill: (signal) =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => {
          if (process.env['TEST_LOG']) console.log(said);
          resolve();
        });
        child.kill(signal);
      }),
  };
}

export async function until(what: string, holds: () => Promise<boolean>, timeoutMs = 120_000): Promise<void> {
  const started = Date.now();
  while (!(await holds().catch(() => false))) {
    if (Date.now() - started > timeoutMs) throw new Error(`Waited ${timeoutMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export async function ask(url: string, query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] };
  if (errors) throw new Error(errors[0]!.message);
  return data;
}
