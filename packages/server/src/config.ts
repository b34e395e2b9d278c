import { isIP } from 'node:net';
import { z } from 'zod';
import type { TokenConfig } from './access/tokens.ts';
import { trustModes, type TrustMode } from './graphql/trusted-documents.ts';
import { isNetwork } from './engagement/networks.ts';
import { isRange } from './webhooks/target-guard.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const brokers = z
  .string()
  .transform((text) =>
    text
      .split(',')
      .map((broker) => broker.trim())
      .filter(Boolean),
  )
  .refine((list) => list.length > 0 && list.every((broker) => /^\[?[\w.:-]+\]?:\d{1,5}$/.test(broker)), {
    message: 'give host:port, several separated by commas, such as 127.0.0.1:9092',
  });
const httpUrl = z.url({ protocol: /^https?$/, error: 'give an address such as https://login.example.org' });
const days = z.coerce.number().int().min(1).max(36_500);

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(4000),
  DATABASE_URL: z
    .string()
    .refine((url) => /^postgres(ql)?:\/\/./.test(url), {
      message: 'give postgres://user:password@host:port/database, or leave it away for the embedded database',
    })
    .optional(),
  DATA_DIR: z.string().min(1).optional(),
  DATABASE_POOL: z.coerce.number().int().min(3, { message: 'at least 3 connections' }).max(200).default(10),
  KAFKA_BROKERS: brokers.optional(),
  KAFKA_GROUP: z.string().min(1).max(200).default('bezorgd'),
  KAFKA_CLIENT_ID: z.string().min(1).max(200).default('bezorgd'),
  KAFKA_TOPIC_PREFIX: z
    .string()
    .regex(/^[\w.-]*$/, { message: 'letters, digits, dots, dashes and underscores only' })
    .max(100)
    .default(''),
  KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6000).max(1_800_000).default(45_000),
  KAFKA_SSL: z.stringbool({ error: 'give true or false' }).default(false),
  KAFKA_SASL_MECHANISM: z
    .enum(['plain', 'scram-sha-256', 'scram-sha-512'], { error: 'give plain, scram-sha-256 or scram-sha-512' })
    .optional(),
  KAFKA_SASL_USERNAME: z.string().min(1).optional(),
  KAFKA_SASL_PASSWORD: z.string().min(1).optional(),
  KAFKA_PUBLISH: z.stringbool({ error: 'give true or false' }).default(false),
  OUTBOX_HOURS: z.coerce.number().int().min(1).max(720).default(24),
  WEBHOOK_ALLOWED_TARGETS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((target) => target.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isRange), {
      message: 'give addresses or ranges separated by commas, such as 10.1.0.0/16,fd00::1',
    })
    .default([]),
  DEFAULT_TENANT: z
    .string()
    .regex(/^[a-z0-9-]{1,63}$/, { message: 'lower-case letters, digits and dashes, at most 63' })
    .default('default'),
  ADDRESS_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, { message: 'give 64 hexadecimal digits (32 random bytes)' })
    .optional(),
  API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{32,200}$/, {
      message: 'give 32 to 200 characters without spaces, such as the output of: openssl rand -hex 32',
    })
    .optional(),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_AUDIENCE: z.string().min(1).max(500).optional(),
  OIDC_JWKS_URL: httpUrl.optional(),
  OIDC_ROLES_CLAIM: z.string().min(1).max(200).default('roles'),
  OIDC_TENANT_CLAIM: z.string().min(1).max(200).default('tenant'),
  RATE_LIMIT_COST_PER_MINUTE: z.coerce.number().int().min(1000).max(1_000_000_000).optional(),
  TRUSTED_DOCUMENTS: z.enum(trustModes, { error: `give ${trustModes.join(', ')}` }).default('off'),
  TRUSTED_DOCUMENTS_FILE: z.string().min(1).optional(),
  RULE_PLUGINS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((file) => file.trim())
        .filter(Boolean),
    )
    .default([]),
  MACHINE_NETWORKS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((network) => network.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isNetwork), { message: 'give networks such as 192.0.2.0/24, separated by commas' })
    .default([]),
  DNS_SERVERS: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((server) => server.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isNameServer), {
      message: 'give IP addresses such as 9.9.9.9 or [2620:fe::fe]:53, separated by commas',
    })
    .default([]),
  DNS_TIMEOUT_MS: z.coerce.number().int().min(50).max(30_000).default(2000),
  GRAPHQL_COMPILE: z.stringbool({ error: 'give true or false' }).default(true),
  RETENTION_DAYS: days.default(400),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'give fatal, error, warn, info, debug, trace or silent',
    })
    .default('info'),
});

export interface KafkaConfig {
  readonly brokers: readonly string[];
  readonly groupId: string;
  readonly clientId: string;
  readonly topicPrefix: string;
  /** How long the broker waits for a silent member before its partitions go to others. */
  readonly sessionTimeoutMs: number;
  readonly ssl: boolean;
  readonly sasl: {
    readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  } | null;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly databasePool: number;
  /** Null: events come through HTTP only. */
  readonly kafka: KafkaConfig | null;
  /** Publish `mail.status` and `mail.suppression`. */
  readonly kafkaPublish: boolean;
  /** How long a stream may be away and still get all that it missed. */
  readonly outboxHours: number;
  /** Private addresses and ranges that webhooks may call all the same. */
  readonly webhookAllowedTargets: readonly string[];
  readonly defaultTenant: string;
  /** 32 bytes as hexadecimal digits; null: made once and kept in the database. */
  readonly addressKey: string | null;
  /** A key that may do everything for every tenant; null: only the keys in the database. */
  readonly apiKey: string | null;
  /** Null: API keys only. */
  readonly tokens: TokenConfig | null;
  /** Null: no limit. */
  readonly costPerMinute: number | null;
  readonly trust: TrustMode;
  /** Null: no document is trusted by its id. */
  readonly trustedDocuments: string | null;
  /** Files with classifier plugins or rulesets as JSON; they go before the built-in ones, and replace those of the same id. */
  readonly rulePlugins: readonly string[];
  /** Networks (CIDR) whose opens and clicks are a machine's, beside the built-in ones. */
  readonly machineNetworks: readonly string[];
  /** For checks of addresses and domains; none: the system's. */
  readonly dnsServers: readonly string[];
  /** For one try of two. */
  readonly dnsTimeoutMs: number;
  /** Run GraphQL operations as compiled functions; false: as graphql-js walks them. */
  readonly compileQueries: boolean;
  readonly retentionDays: number;
  readonly logLevel: string;
}

/** What is wrong with the environment: every variable by name, with the way out, never with its value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Environment to configuration, once. An empty variable counts as absent. Throws ConfigError with all problems at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${wayOut(issue)}`);
  const sasl = ['KAFKA_SASL_MECHANISM', 'KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD'];
  const missing = sasl.filter((name) => given[name] === undefined);
  if (missing.length > 0 && missing.length < sasl.length) {
    problems.push(...missing.map((name) => `${name}: is missing; give all of ${sasl.join(', ')}, or none`));
  }
  if (parsed.success && parsed.data.KAFKA_PUBLISH && !parsed.data.KAFKA_BROKERS)
    problems.push('KAFKA_PUBLISH: needs KAFKA_BROKERS; give them, or leave KAFKA_PUBLISH away');
  if ((given['OIDC_ISSUER'] === undefined) !== (given['OIDC_AUDIENCE'] === undefined))
    problems.push('OIDC_ISSUER: give it together with OIDC_AUDIENCE, or neither');
  if (given['TRUSTED_DOCUMENTS'] === 'enforce' && given['TRUSTED_DOCUMENTS_FILE'] === undefined)
    problems.push('TRUSTED_DOCUMENTS_FILE: is missing; without it nothing would be answered');
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const v = parsed.data;
  return {
    host: v.HOST,
    port: v.PORT,
    databaseUrl: v.DATABASE_URL ?? null,
    dataDir: v.DATA_DIR ?? '.bezorgd',
    databasePool: v.DATABASE_POOL,
    kafka: v.KAFKA_BROKERS
      ? {
          brokers: v.KAFKA_BROKERS,
          groupId: v.KAFKA_GROUP,
          clientId: v.KAFKA_CLIENT_ID,
          topicPrefix: v.KAFKA_TOPIC_PREFIX,
          sessionTimeoutMs: v.KAFKA_SESSION_TIMEOUT_MS,
          ssl: v.KAFKA_SSL,
          sasl:
            v.KAFKA_SASL_MECHANISM && v.KAFKA_SASL_USERNAME && v.KAFKA_SASL_PASSWORD
              ? { mechanism: v.KAFKA_SASL_MECHANISM, username: v.KAFKA_SASL_USERNAME, password: v.KAFKA_SASL_PASSWORD }
              : null,
        }
      : null,
    kafkaPublish: v.KAFKA_PUBLISH,
    outboxHours: v.OUTBOX_HOURS,
    webhookAllowedTargets: v.WEBHOOK_ALLOWED_TARGETS,
    defaultTenant: v.DEFAULT_TENANT,
    addressKey: v.ADDRESS_KEY ?? null,
    apiKey: v.API_KEY ?? null,
    tokens:
      v.OIDC_ISSUER && v.OIDC_AUDIENCE
        ? {
            issuer: v.OIDC_ISSUER,
            audience: v.OIDC_AUDIENCE,
            jwksUrl: v.OIDC_JWKS_URL ?? null,
            rolesClaim: v.OIDC_ROLES_CLAIM,
            tenantClaim: v.OIDC_TENANT_CLAIM,
          }
        : null,
    costPerMinute: v.RATE_LIMIT_COST_PER_MINUTE ?? null,
    trust: v.TRUSTED_DOCUMENTS,
    trustedDocuments: v.TRUSTED_DOCUMENTS_FILE ?? null,
    rulePlugins: v.RULE_PLUGINS,
    machineNetworks: v.MACHINE_NETWORKS,
    dnsServers: v.DNS_SERVERS,
    dnsTimeoutMs: v.DNS_TIMEOUT_MS,
    compileQueries: v.GRAPHQL_COMPILE,
    retentionDays: v.RETENTION_DAYS,
    logLevel: v.LOG_LEVEL,
  };
}

/** `address`, `address:port` or `[address]:port`. */
function isNameServer(text: string): boolean {
  const [, six, four, number = '53'] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIP(text) !== 0 || ((six !== undefined ? isIP(six) === 6 : isIP(four ?? '') === 4) && Number(number) <= 65_535);
}

/** zod's own sentences never repeat a value for the checks used here; ranges and types get the range in words. */
function wayOut(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return 'give a whole number';
  if (issue.code === 'too_small') return issue.message.startsWith('Too small') ? `give at least ${issue.minimum}` : issue.message;
  if (issue.code === 'too_big') return `give at most ${issue.maximum}`;
  return issue.message;
}
