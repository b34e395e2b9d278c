import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Leader } from '../../src/push/leader.ts';
import { freshDatabase } from '../support/database.ts';
import { until } from '../support/process.ts';

test('a job that fails for a minute is told of, until it succeeds', async () => {
  let fails = true;
  let runs = 0;
  const run = async (): Promise<boolean> => {
    runs++;
    if (fails) throw new Error('the topic of ann@example.com is missing');
    return false;
  };
  const jobs = [
    { name: 'publish', everyMs: 10, run },
    { name: 'count', everyMs: 10, run: async () => false },
  ];
  const leader = new Leader(await freshDatabase(), jobs, pino({ level: 'silent' }));
  leader.start();
  await until('it failed', async () => runs > 0);
  expect(leader.warnings(Date.now())).toEqual([]);
  expect(leader.warnings(Date.now() + 61_000)).toEqual([expect.stringMatching(/^The job "publish" has failed/)]);
  expect(leader.warnings(Date.now() + 61_000).join()).not.toContain('@');
  fails = false;
  await until('it succeeded', async () => leader.warnings(Date.now() + 61_000).length === 0);
  await leader.stop();
});
