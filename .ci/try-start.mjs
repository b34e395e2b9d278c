// Starts the service as the README says, asks it as a client would, and stops it as a person would. Fails when any of it does.
import { spawn } from 'node:child_process';

const started = Date.now();
const child = spawn('npx', ['-y', 'pnpm@12.21.0', 'start'], {
  env: { ...process.env, PORT: '0' },
  stdio: ['ignore', 'pipe', 'inherit'],
  detached: true,
});
let said = '';
const ready = new Promise((resolve, reject) => {
  child.stdout.on('data', (chunk) => {
    said += chunk;
    if (said.includes('Ctrl-C stops it')) resolve();
  });
  child.once('exit', (code) => reject(new Error(`The start ended with ${code}:\n${said}`)));
  setTimeout(() => reject(new Error(`Nothing answered within two minutes:\n${said}`)), 120_000).unref();
});

try {
  await ready;
  const url = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(said)?.[1];
  const key = /export KEY=(\S+)/.exec(said)?.[1];
  if (!url || !key) throw new Error(`No address or no key was printed:\n${said}`);
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query: '{ deliveries(first: 200) { nodes { status explanation(language: NL) { cause } } } }' }),
  });
  const { data, errors } = await response.json();
  const statuses = new Set(data?.deliveries.nodes.map((node) => node.status));
  if (errors || statuses.size < 8) throw new Error(`The samples are not there: ${JSON.stringify(errors ?? [...statuses])}`);
  console.log(
    `first answer after ${((Date.now() - started) / 1000).toFixed(1)} s: ${data.deliveries.nodes.length} deliveries in ${statuses.size} statuses`,
  );
  const stopped = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGINT');
  const outcome = await Promise.race([stopped, new Promise((resolve) => setTimeout(() => resolve('late'), 15_000))]);
  if (outcome === 'late') throw new Error('It did not stop within 15 seconds');
  await new Promise((resolve) => setTimeout(resolve, 500));
  if (
    await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    )
  )
    throw new Error('It answers after it was stopped');
  process.exit(0);
} catch (error) {
  console.error(error.message);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {}
  process.exit(1);
}
