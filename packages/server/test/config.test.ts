import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  test('without any variable: loopback, port 4000, the embedded database, no Kafka', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      databaseUrl: null,
      kafka: null,
      defaultTenant: 'default',
      retentionDays: 400,
    });
  });

  test('an empty variable counts as absent', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, databaseUrl: null });
  });

  test('several brokers are separated by commas', () => {
    expect(readConfig({ KAFKA_BROKERS: '127.0.0.1:9092, kafka-2:9093' }).kafka?.brokers).toEqual([
      '127.0.0.1:9092',
      'kafka-2:9093',
    ]);
  });

  test('name servers may have a port, of either family', () => {
    expect(readConfig({ DNS_SERVERS: '192.0.2.53, 192.0.2.54:5353,2001:db8::53,[2001:db8::54]:5353' }).dnsServers).toEqual([
      '192.0.2.53',
      '192.0.2.54:5353',
      '2001:db8::53',
      '[2001:db8::54]:5353',
    ]);
    expect(readConfig({}).dnsServers).toEqual([]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['a port that is no number', { PORT: 'http' }, /^PORT: give a whole number/],
    ['a port out of range', { PORT: '70000' }, /^PORT: give at most 65535/],
    ['a database that is no PostgreSQL', { DATABASE_URL: 'mysql://secret@host/db' }, /^DATABASE_URL: give postgres:/],
    ['brokers without a port', { KAFKA_BROKERS: 'localhost' }, /^KAFKA_BROKERS: give host:port/],
    ['a tenant in capitals', { DEFAULT_TENANT: 'Acme' }, /^DEFAULT_TENANT: lower-case letters/],
    ['a short key', { ADDRESS_KEY: 'abc' }, /^ADDRESS_KEY: give 64 hexadecimal digits/],
    ['a log level of our own', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL: give fatal/],
    ['half of the SASL settings', { KAFKA_SASL_USERNAME: 'u' }, /^KAFKA_SASL_MECHANISM: is missing; give all of/],
    ['a name server by its name', { DNS_SERVERS: 'dns.example' }, /^DNS_SERVERS: give IP addresses/],
    ['a name server’s port out of range', { DNS_SERVERS: '192.0.2.53:70000' }, /^DNS_SERVERS: give IP addresses/],
    ['no day of retention', { RETENTION_DAYS: '0' }, /^RETENTION_DAYS: give at least 1/],
  ])('%s is refused with the way out', (_, env, expected) => {
    expect(problemsOf(env)[0]).toMatch(expected);
  });

  test('all problems come at once, and never a value', () => {
    const problems = problemsOf({
      PORT: 'secret-1',
      DATABASE_URL: 'secret-2',
      KAFKA_BROKERS: 'secret-3',
      ADDRESS_KEY: 'secret-4',
      LOG_LEVEL: 'secret-5',
    });
    expect(problems).toHaveLength(5);
    expect(problems.join('\n')).not.toContain('secret');
  });
});
