import { defineConfig } from 'vitest/config';

/** What needs a real broker and a real PostgreSQL: `pnpm test:int`. */
export default defineConfig({
  // Node gives everyone the CommonJS copy of graphql; without this the sources would get the other one here.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.int.test.ts'],
    globalSetup: ['test/support/kafka.setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
});
