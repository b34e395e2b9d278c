// The newcomer's command: builds what changed, starts the server, and fills an empty database with the recorded samples.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const args = new Set(process.argv.slice(2));
if (args.has('--help')) {
  console.log(
    'usage: pnpm start [--no-sample]\n\n  --no-sample   leave an empty database empty\n\nThe environment variables are explained in docs/operator.md.',
  );
  process.exit(0);
}
const unknown = [...args].filter((arg) => arg !== '--no-sample' && arg !== '--');
if (unknown.length > 0) {
  console.error(`${unknown.join(' ')} is not an option: there is --no-sample and --help`);
  process.exit(2);
}

console.log('Bezorgd: building what has changed …');
await run('turbo', ['run', 'build', '--output-logs=errors-only', '--log-prefix=none', '--ui=stream'], { quiet: true });

console.log('Bezorgd: starting …');
const server = spawn(process.execPath, [path.join(root, 'packages/server/dist/main.js')], {
  cwd: root,
  stdio: ['inherit', 'pipe', 'inherit', 'ipc'],
  // A Ctrl-C in the terminal reaches this process only, and goes on to the server once.
  detached: true,
});
createInterface({ input: server.stdout }).on('line', (line) => console.log(readable(line)));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
server.once('message', async ({ url, empty, key: firstKey }) => {
  const key = process.env.API_KEY || firstKey;
  if (empty && !args.has('--no-sample')) {
    console.log('Bezorgd: the database is empty; replaying the recorded samples through POST /v1/events …');
    const replay = [
      path.join(root, 'packages/testkit/dist/cli.js'),
      'replay',
      '--http',
      url,
      '--tenant',
      process.env.DEFAULT_TENANT || 'default',
      ...(key ? ['--key', key] : []),
    ];
    await run(process.execPath, replay, { quiet: true }).catch((error) =>
      console.error(`The samples were not loaded: ${error.message}`),
    );
  }
  console.log(`
Bezorgd is ready:

  ${url}/               did it arrive? ask in a browser
  ${url}/graphql        ask anything (POST)
  ${url}/v1/            REST: ${url}/openapi.json
  ${url}/healthz        ${url}/readyz

${firstKey ? `Your API key, shown this once:\n\n  export KEY=${firstKey}\n` : 'KEY below is the API key of the first start, or your own API_KEY.\n'}
A first question:

  curl -s ${url}/graphql -H "authorization: Bearer $KEY" -H 'content-type: application/json' -d '{"query": "{ deliveries(first: 3, filter: {status: [HARD_BOUNCED]}) { nodes { recipient { address } status explanation(language: NL) { cause remedy } } } }"}'

Ctrl-C stops it.
`);
});

/** The server's log is JSON, for machines; here a person reads it. */
function readable(line) {
  try {
    const { level, time, msg, ...details } = JSON.parse(line);
    const facts = Object.entries(details).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return `${level >= 40 ? '! ' : '  '}${time.slice(11, 19)} ${msg}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}`;
  } catch {
    return line;
  }
}

function run(command, commandArgs, { quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { cwd: root, stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit'] });
    let said = '';
    child.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) return resolve();
      process.stdout.write(said);
      reject(new Error(`${path.basename(command)} ended with ${code}`));
    });
  });
}
