export { ConfigError, readConfig, type Config, type KafkaConfig } from './config.ts';
export { loadRuleset } from './load-ruleset.ts';
export { startServer, type RunningServer, type ServerOptions } from './start-server.ts';
