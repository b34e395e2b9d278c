import { generateEvents } from '@bezorgd/testkit';
import autocannon from 'autocannon';
import { apiKey, Environment, median, report } from './environment.ts';

/** How many questions a second the running service answers, load generator on the same machine. */
const connections = 32;
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3);

const headers = { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };

const environment = new Environment();
try {
  const DATABASE_URL = await environment.postgres();
  const { url } = await environment.server({ DATABASE_URL });
  const walking = await environment.server({ DATABASE_URL, GRAPHQL_COMPILE: 'false' });
  const events = [...generateEvents({ count: 20_000, seed: 1, start: new Date(Date.now() - 3_600_000), tenants: ['default'] })];
  for (let from = 0; from < events.length; from += 1000) {
    const response = await fetch(`${url}/v1/events`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ events: events.slice(from, from + 1000) }),
    });
    if (!response.ok) throw new Error(`The events were not taken: ${response.status} ${await response.text()}`);
  }
  const addresses = [...new Set(events.flatMap((event) => ('recipient' in event ? [event.recipient] : [])))];
  const list = {
    query: '{ deliveries(first: 50) { nodes { id messageId status label replyCode firstEventAt opens recipient { address } } } }',
  };
  await measure('graphql-list-50x8', 'listsPerSecond', `${url}/graphql`, () => list);
  // The same, as graphql-js walks it; and each request its own page, so that no two share a read.
  await measure('graphql-list-50x8-not-compiled', 'listsPerSecond', `${walking.url}/graphql`, () => list);
  await measure('graphql-list-50x8-each-its-own', 'listsPerSecond', `${url}/graphql`, (n) => ({
    query:
      'query($until: DateTimeISO!) { deliveries(first: 50, filter: {until: $until}) { nodes { id messageId status label replyCode firstEventAt opens recipient { address } } } }',
    variables: { until: new Date(Date.now() - n).toISOString() },
  }));
  await measure('graphql-trivial', 'requestsPerSecond', `${url}/graphql`, () => ({ query: '{ ruleset { digest } }' }));
  await measure('check-one', 'checksPerSecond', `${url}/v1/suppressions/check`, (n) => ({
    addresses: [addresses[n % addresses.length]],
  }));
  // One after another: what a single check takes, HTTP and load generator included.
  await measure(
    'check-one-alone',
    'checksPerSecond',
    `${url}/v1/suppressions/check`,
    (n) => ({ addresses: [addresses[n % addresses.length]] }),
    1,
  );
  await measure(
    'check-ten-thousand-alone',
    'callsPerSecond',
    `${url}/v1/suppressions/check`,
    (n) => ({ addresses: Array.from({ length: 10_000 }, (_, i) => addresses[(n + i) % addresses.length]) }),
    1,
  );
  await measure('check-thousand', 'callsPerSecond', `${url}/v1/suppressions/check`, (n) => ({
    addresses: Array.from({ length: 1000 }, (_, i) => addresses[(n * 1000 + i) % addresses.length]),
  }));
} finally {
  await environment.down();
}

async function measure(
  bench: string,
  unit: string,
  url: string,
  body: (n: number) => unknown,
  clients = connections,
): Promise<void> {
  // BENCH_ONLY=check runs those alone.
  if (!bench.startsWith(process.env['BENCH_ONLY'] ?? '')) return;
  const rates: number[] = [];
  const p50: number[] = [];
  const p99: number[] = [];
  let n = 0;
  const requests = [
    {
      method: 'POST' as const,
      headers,
      setupRequest: (request: autocannon.Request) => ({ ...request, body: JSON.stringify(body(n++)) }),
    },
  ];
  for (let round = 0; round < rounds; round++) {
    const result = await autocannon({ url, connections: clients, duration: seconds, requests });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${bench}: ${result.non2xx} failures and ${result.errors} errors`);
    rates.push(result.requests.average);
    p99.push(result.latency.p99);
    p50.push(result.latency.p50);
  }
  report({ bench, [unit]: Math.round(median(rates)), p50Ms: median(p50), p99Ms: median(p99), connections: clients, rounds });
}
