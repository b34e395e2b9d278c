import { createClient } from '@bezorgd/sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await testServer({ MACHINE_NETWORKS: '198.51.100.0/24' });
});
afterAll(() => server.stop());

const start = Date.now() - 3 * 86_400_000;
const at = (seconds: number): string => new Date(start + seconds * 1000).toISOString();
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const apple = { userAgent: 'Mozilla/5.0', ip: '17.58.101.5' };

async function told(messageId: string, events: readonly Record<string, unknown>[]): Promise<any> {
  // One by one: what comes later changes the judgement of what was there.
  for (const event of events)
    await server.post('/v1/events', { events: [{ messageId, recipient: 'ann@example.com', ...event }] });
  const { deliveries } = (await server.get(`/v1/deliveries?messageId=${messageId}`)).body;
  return deliveries[0];
}

const delivered = { type: 'delivered', occurredAt: at(0) };
const scan = ['a', 'b', 'c'].map((path, index) => ({
  type: 'clicked',
  occurredAt: at(20 + index),
  userAgent: browser,
  ip: '203.0.113.9',
  url: `https://example.org/${path}`,
}));
const opened = { type: 'opened', occurredAt: at(3600), userAgent: browser, ip: '192.0.2.1' };
const clicked = { type: 'clicked', occurredAt: at(3700), userAgent: browser, ip: '192.0.2.1', url: 'https://example.org/a' };

describe('a delivery tells people from machines', () => {
  test.each<[string, Record<string, unknown>[], Record<string, unknown>]>([
    ['nobody', [delivered], { level: 'none', humanOpens: 0, machineOpens: 0 }],
    ['Apple’s proxy only', [delivered, { type: 'opened', occurredAt: at(60), ...apple }], { level: 'none', machineOpens: 1 }],
    [
      'the proxy, then the person',
      [delivered, { type: 'opened', occurredAt: at(60), ...apple }, opened],
      { level: 'opened', humanOpens: 1, machineOpens: 1, humanOpenedAt: at(3600), humanLastAt: at(3600) },
    ],
    ['a scanner, link by link', [delivered, ...scan], { level: 'none', machineClicks: 3, humanClicks: 0 }],
    [
      'a scanner and a person, out of order',
      [clicked, scan[2]!, scan[0]!, delivered, opened, scan[1]!],
      { level: 'clicked', machineClicks: 3, humanClicks: 1, humanClickedAt: at(3700), humanLastAt: at(3700) },
    ],
    [
      'an open of the first second, told before the delivery',
      [{ ...opened, occurredAt: at(1) }, delivered],
      { level: 'none', machineOpens: 1 },
    ],
    ['a network that the operator named', [delivered, { ...opened, ip: '198.51.100.7' }], { level: 'none', machineOpens: 1 }],
    [
      'a hidden link unmasks its client',
      [delivered, { ...clicked, occurredAt: at(3650), url: 'https://example.org/h', hidden: true }, clicked, opened],
      { level: 'none', machineClicks: 2, machineOpens: 1 },
    ],
  ])('%s', async (name, events, engagement) => {
    const row = await told(`engagement-${name.replaceAll(/\W/g, '-')}@example.org`, events);
    expect(row).toMatchObject({ status: 'delivered', engagement });
    // The originals stay, and each says who it was and why.
    const whole = (await server.get(`/v1/deliveries/${row.id}`)).body;
    const readings = whole.timeline.filter((entry: any) => entry.judgement !== null);
    expect(readings).toHaveLength(row.opens + row.clicks);
    const human = readings.filter((entry: any) => entry.judgement.by === 'human');
    expect(human).toHaveLength(row.engagement.humanOpens + row.engagement.humanClicks);
    for (const { judgement } of readings) expect(judgement.reasons.length).toBeGreaterThan(0);
  });

  test('GraphQL and the SDK say the same', async () => {
    const row = await told('engagement-doors@example.org', [
      delivered,
      { type: 'opened', occurredAt: at(60), ...apple },
      clicked,
    ]);
    const { data } = await server.graphql(
      'query($id: ID!) { delivery(id: $id) { engagement { level humanClicks machineOpens humanClickedAt } timeline { type judgement { by score reasons } } } }',
      { id: row.id },
    );
    expect(data.delivery.engagement).toEqual({ level: 'CLICKED', humanClicks: 1, machineOpens: 1, humanClickedAt: at(3700) });
    expect(data.delivery.timeline).toEqual([
      { type: 'delivered', judgement: null },
      { type: 'opened', judgement: { by: 'MACHINE', score: 0.1, reasons: ['privacy-proxy'] } },
      { type: 'clicked', judgement: { by: 'HUMAN', score: 0.9, reasons: ['mail-program-or-browser'] } },
    ]);
    const client = createClient({ baseUrl: server.url, apiKey: server.key });
    expect((await client.deliveries.get(row.id))?.engagement.level).toBe('clicked');
  });
});
