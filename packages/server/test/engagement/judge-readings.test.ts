import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engagementOf, judgeReadings, type Reading, type ReadingReason } from '../../src/engagement/judge-readings.ts';
import { isNetwork, networkList } from '../../src/engagement/networks.ts';

const accepted = Date.parse('2026-11-20T10:00:00Z');
const minute = 60_000;
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const outlook = 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.18925; Pro)';
let counter = 0;

function reading(type: Reading['type'], minutes: number, more: Partial<Reading> = {}): Reading {
  return {
    eventId: `reading-${++counter}`,
    type,
    at: accepted + minutes * minute,
    userAgent: firefox,
    ip: '192.0.2.10',
    method: null,
    url: type === 'clicked' ? 'https://example.org/a' : null,
    hidden: false,
    ...more,
  };
}

describe('one reading by itself', () => {
  test.each<[string, Reading, 'human' | 'machine', ReadingReason]>([
    ['a browser, an hour later', reading('opened', 60), 'human', 'mail-program-or-browser'],
    ['Outlook', reading('opened', 60, { userAgent: outlook }), 'human', 'mail-program-or-browser'],
    [
      'Thunderbird',
      reading('opened', 60, { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.4.0' }),
      'human',
      'mail-program-or-browser',
    ],
    [
      'Gmail’s proxy, when a person opens the mail',
      reading('opened', 60, {
        userAgent: 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
      }),
      'human',
      'image-proxy',
    ],
    [
      'Gmail, ahead of anybody',
      reading('opened', 0.2, {
        userAgent:
          'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0',
      }),
      'machine',
      'prefetcher',
    ],
    ['Apple’s proxy', reading('opened', 200, { userAgent: 'Mozilla/5.0' }), 'machine', 'privacy-proxy'],
    ['Apple’s network', reading('opened', 200, { ip: '17.58.101.5' }), 'machine', 'privacy-proxy'],
    ['a click through Apple’s network', reading('clicked', 200, { ip: '17.58.101.5' }), 'human', 'mail-program-or-browser'],
    ['a filter by name', reading('clicked', 30, { userAgent: 'BarracudaLinkProtect/1.0' }), 'machine', 'mail-filter-user-agent'],
    ['a filter by network', reading('clicked', 30, { ip: '209.222.82.7' }), 'machine', 'mail-filter-network'],
    [
      'a crawler',
      reading('clicked', 30, { userAgent: 'Mozilla/5.0 (compatible; bingbot/2.0)' }),
      'machine',
      'machine-user-agent',
    ],
    ['a script', reading('clicked', 30, { userAgent: 'python-requests/2.32' }), 'machine', 'machine-user-agent'],
    ['HEAD', reading('clicked', 30, { method: 'HEAD' }), 'machine', 'head-request'],
    ['no word on the user agent', reading('clicked', 30, { userAgent: null }), 'human', 'user-agent-not-told'],
    ['no name at all', reading('clicked', 30, { userAgent: ' ' }), 'machine', 'no-user-agent'],
    ['a second after the acceptance', reading('opened', 1 / 60), 'machine', 'too-fast'],
    ['ten seconds after the acceptance', reading('opened', 1 / 6), 'human', 'mail-program-or-browser'],
    ['a link that nobody sees', reading('clicked', 30, { hidden: true }), 'machine', 'hidden-link'],
  ])('%s', (_, one, by, reason) => {
    const [judged] = judgeReadings([one], accepted);
    expect(judged).toMatchObject({ by });
    expect(judged!.reasons[0]).toBe(reason);
    expect(judged!.score >= 0.5).toBe(by === 'human');
  });

  test('a network that the operator knows', () => {
    const networks = networkList(['198.51.100.0/24', '2001:db8::/32']);
    for (const ip of ['198.51.100.9', '2001:db8::7'])
      expect(judgeReadings([reading('opened', 30, { ip })], accepted, networks)[0]!.reasons[0]).toBe('mail-filter-network');
    expect(judgeReadings([reading('opened', 30, { ip: '203.0.113.1' })], accepted, networks)[0]!.by).toBe('human');
  });

  test.each([
    ['192.0.2.0/24', true],
    ['2001:db8::/32', true],
    ['192.0.2.0/33', false],
    ['192.0.2.0', false],
    ['192.0.2.0/24/1', false],
    ['example.com/8', false],
    ['192.0.2.0/-1', false],
  ])('%s as a network: %s', (network, expected) => expect(isNetwork(network)).toBe(expected));

  test('where nobody said when the mail was accepted, speed is no reason', () => {
    expect(judgeReadings([reading('opened', 0)], null)[0]!.by).toBe('human');
  });
});

describe('readings together', () => {
  test('all links at once are a scanner’s, even with a browser’s name', () => {
    const scanned = ['a', 'b', 'c', 'd'].map((path, index) =>
      reading('clicked', 1 + index / 60, { url: `https://example.org/${path}` }),
    );
    const person = reading('clicked', 90);
    const judged = judgeReadings([...scanned, person], accepted);
    expect(judged.map((one) => one.by)).toEqual(['machine', 'machine', 'machine', 'machine', 'human']);
    expect(judged[0]!.reasons).toContain('all-links-at-once');
  });

  test('the same link twice, or two links some seconds apart, are a person’s', () => {
    const twice = [reading('clicked', 5), reading('clicked', 5.001)];
    const apart = [reading('clicked', 10), reading('clicked', 10.1, { url: 'https://example.org/b' })];
    expect(judgeReadings([...twice, ...apart], accepted).map((one) => one.by)).toEqual(['human', 'human', 'human', 'human']);
  });

  test('a client that follows a hidden link is unmasked in all it does then, and only then', () => {
    const readings = [
      reading('clicked', 5, { ip: '203.0.113.5', hidden: true, url: 'https://example.org/hidden' }),
      reading('clicked', 6, { ip: '203.0.113.5' }),
      reading('opened', 6, { ip: '203.0.113.5' }),
      reading('clicked', 6, { ip: '203.0.113.6' }),
      reading('clicked', 60, { ip: '203.0.113.5' }),
    ];
    expect(judgeReadings(readings, accepted).map((one) => one.by)).toEqual(['machine', 'machine', 'machine', 'human', 'human']);
  });
});

const readings = fc.array(
  fc
    .record({
      type: fc.constantFrom<Reading['type']>('opened', 'clicked'),
      second: fc.integer({ min: -5, max: 60 }),
      userAgent: fc.constantFrom(firefox, outlook, 'Mozilla/5.0', 'curl/8.0', null),
      ip: fc.constantFrom('192.0.2.1', '192.0.2.2', '17.1.1.1', null),
      url: fc.constantFrom('https://example.org/a', 'https://example.org/b', 'https://example.org/c'),
      hidden: fc.boolean(),
    })
    .map(({ second, ...one }) => reading(one.type, second / 60, one)),
  { maxLength: 14 },
);

test('the judgement is a function of the set: order does not matter', () => {
  fc.assert(
    fc.property(readings, fc.infiniteStream(fc.nat()), (drafts, dice) => {
      const shuffled = drafts.map((one) => ({ one, key: dice.next().value as number })).toSorted((a, b) => a.key - b.key);
      expect(
        engagementOf(
          shuffled.map(({ one }) => one),
          accepted,
        ),
      ).toEqual(engagementOf(drafts, accepted));
      const judged = judgeReadings(drafts, accepted);
      for (const { score, reasons } of judged) {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(reasons.length).toBeGreaterThan(0);
      }
    }),
  );
});
