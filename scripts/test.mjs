// `pnpm test` and `pnpm test:int`: builds, runs the suites one package after the other, and passes options on to the runner.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const [task, ...options] = process.argv.slice(2);
const args = ['run', task, '--concurrency=1', '--continue=always', '--output-logs=full', '--ui=stream', '--log-order=stream'];
const done = spawnSync('turbo', [...args, ...(options.length > 0 ? ['--', ...options] : [])], {
  cwd: path.resolve(import.meta.dirname, '..'),
  stdio: 'inherit',
});
if (done.error) console.error(`turbo could not be started: ${done.error.message}`);
process.exit(done.status ?? 1);
