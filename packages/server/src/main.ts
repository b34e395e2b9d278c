#!/usr/bin/env node
import type { Config } from './config.ts';
import { nodeProblem } from './node-version.ts';

async function main(): Promise<void> {
  const problem = nodeProblem(process.versions.node);
  if (problem !== null) {
    console.error(problem);
    process.exit(2);
  }
  // Only now: what an older Node.js cannot load would hide what is said above.
  const [{ ConfigError, readConfig }, { createLog }, { loadRuleset }, { startServer }] = await Promise.all([
    import('./config.ts'),
    import('./log.ts'),
    import('./load-ruleset.ts'),
    import('./start-server.ts'),
  ]);
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(2);
  }
  const log = createLog(config.logLevel);
  const server = await startServer(config, log, { ruleset: await loadRuleset(config.rulePlugins) });
  let stoppingSince: number | null = null;
  const stop = (reason: string): void => {
    // A terminal's Ctrl-C may arrive twice, once from the terminal and once from whoever started us: one is meant.
    if (stoppingSince !== null && Date.now() - stoppingSince > 1000) process.exit(1);
    if (stoppingSince !== null) return;
    stoppingSince = Date.now();
    log.info({ reason }, 'Stopping');
    setTimeout(() => process.exit(1), 20_000).unref();
    server.stop().then(
      () => process.exit(0),
      (error: Error) => {
        log.error({ error: error.message }, 'Stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // Started by another process that is gone: nobody else would stop us.
  process.on('disconnect', () => stop('the starting process ended'));

  // Only now, so that whoever waits for it may stop us at once.
  log.info(
    { url: server.url, database: config.databaseUrl === null ? 'embedded' : 'DATABASE_URL', kafka: config.kafka !== null },
    'Bezorgd is ready',
  );
  if (server.firstKey !== null && !process.send) console.log(`API key, shown this once: ${server.firstKey}`);
  process.send?.({ ready: true, url: server.url, empty: server.empty, key: server.firstKey });
}

main().catch((error: unknown) => {
  console.error(
    error instanceof Error ? `${error.message}${error.cause instanceof Error ? ` (${error.cause.message})` : ''}` : error,
  );
  process.exit(1);
});
