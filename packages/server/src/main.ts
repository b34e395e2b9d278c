#!/usr/bin/env node
import { ConfigError, readConfig, type Config } from './config.ts';
import { createLog } from './log.ts';
import { loadRuleset } from './load-ruleset.ts';
import { startServer } from './start-server.ts';

async function main(): Promise<void> {
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
