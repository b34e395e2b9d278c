import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Node gives everyone the CommonJS copy of graphql; without this the sources would get the other one here.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/**/*.int.test.ts'],
    globalSetup: ['test/support/database.setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
