// Every benchmark, one JSON line a figure. Figures are medians of rounds in one run: compare figures of the same run.
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
run('turbo', ['run', 'build', '--output-logs=errors-only', '--ui=stream'], 'ignore');
console.log(
  JSON.stringify({
    bench: 'machine',
    cores: os.availableParallelism(),
    cpu: os.cpus()[0]?.model,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
  }),
);
for (const file of [
  'packages/rules/bench/classify.ts',
  'packages/rules/bench/reports.ts',
  'packages/server/bench/ingest.ts',
  'packages/server/bench/answers.ts',
  'packages/server/bench/statistics.ts',
]) {
  run(process.execPath, [path.join(root, file)], 'inherit');
}

function run(command, args, stdout) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', stdout, 'inherit'] });
  if (done.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${done.error ? `: ${done.error.message}` : ''}`);
    process.exit(1);
  }
}
