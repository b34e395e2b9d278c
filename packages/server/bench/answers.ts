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
  const { url } = await environment.server({ DATABASE_URL: await environment.postgres() });
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
  await measure('graphql-trivial', 'requestsPerSecond', `${url}/graphql`, () => ({ query: '{ ruleset { digest } }' }));
  await measure('check-one', 'checksPerSecond', `${url}/v1/suppressions/check`, (n) => ({
    addresses: [addresses[n % addresses.length]],
  }));
  await measure('check-thousand', 'callsPerSecond', `${url}/v1/suppressions/check`, (n) => ({
    addresses: Array.from({ length: 1000 }, (_, i) => addresses[(n * 1000 + i) % addresses.length]),
  }));
} finally {
  await environment.down();
}

async function measure(bench: string, unit: string, url: string, body: (n: number) => unknown): Promise<void> {
  // BENCH_ONLY=check-one runs that one alone.
  if ((process.env['BENCH_ONLY'] ?? bench) !== bench) return;
  const rates: number[] = [];
  const p99: number[] = [];
  let n = 0;
  const requests = Array.from({ length: 200 }, () => ({
    method: 'POST' as const,
    headers,
    body: JSON.stringify(body(n++)),
  }));
  for (let round = 0; round < rounds; round++) {
    const result = await autocannon({ url, connections, duration: seconds, requests });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${bench}: ${result.non2xx} failures and ${result.errors} errors`);
    rates.push(result.requests.average);
    p99.push(result.latency.p99);
  }
  report({ bench, [unit]: Math.round(median(rates)), p99Ms: median(p99), connections, rounds });
}
