import type { BlockList } from 'node:net';
import { networkOf } from './networks.ts';
import { agentOf, type Agent } from './user-agents.ts';

/** An open or a click, as the sending system told it. Times are milliseconds since 1970. */
export interface Reading {
  readonly eventId: string;
  readonly type: 'opened' | 'clicked';
  readonly at: number;
  readonly userAgent: string | null;
  readonly ip: string | null;
  /** The HTTP method, where it was told. */
  readonly method: string | null;
  readonly url: string | null;
  /** The link is one that no person can see. */
  readonly hidden: boolean;
}

/** Why a reading is thought to be a person's or a machine's. */
export const readingReasons = [
  'hidden-link',
  'same-client-as-hidden-link',
  'head-request',
  'machine-user-agent',
  'mail-filter-user-agent',
  'mail-filter-network',
  'prefetcher',
  'privacy-proxy',
  'image-proxy',
  'no-user-agent',
  'too-fast',
  'user-agent-not-told',
  'all-links-at-once',
  'mail-program-or-browser',
] as const;
export type ReadingReason = (typeof readingReasons)[number];

export interface Judgement {
  readonly by: 'human' | 'machine';
  /** How likely a person did it: 0 (certainly a machine) to 1. The strongest reason decides. */
  readonly score: number;
  readonly reasons: readonly ReadingReason[];
}

/** How likely a person is behind a reading, at most, where the reason holds. */
const atMost = {
  'hidden-link': 0,
  'same-client-as-hidden-link': 0.05,
  'head-request': 0.05,
  'machine-user-agent': 0.05,
  'mail-filter-user-agent': 0.05,
  'mail-filter-network': 0.1,
  prefetcher: 0.05,
  'privacy-proxy': 0.1,
  'image-proxy': 0.7,
  'no-user-agent': 0.3,
  'user-agent-not-told': 0.6,
  'too-fast': 0.15,
  'all-links-at-once': 0.1,
  'mail-program-or-browser': 0.9,
} as const satisfies Record<ReadingReason, number>;

const reasonOfAgent = {
  'not-told': 'user-agent-not-told',
  none: 'no-user-agent',
  program: 'mail-program-or-browser',
  machine: 'machine-user-agent',
  'mail-filter': 'mail-filter-user-agent',
  'privacy-proxy': 'privacy-proxy',
  'image-proxy': 'image-proxy',
  prefetcher: 'prefetcher',
} as const satisfies Record<Agent, ReadingReason>;

/** No person opens or follows anything so soon after the receiving server took the mail. */
const tooFastMs = 2000;
/** Two links within the first span, or three within the second, are more than a person follows. */
const pairMs = 1000;
const severalMs = 10_000;
/** A client that followed a link which nobody can see is the same client so long before and after. */
const sameClientMs = 10 * 60_000;

/**
 * Judges the readings of one delivery: a function of the set of them and of when the receiving server accepted the mail
 * (null: not known). One judgement per reading, in the order given.
 */
export function judgeReadings(
  readings: readonly Reading[],
  acceptedAt: number | null,
  machineNetworks: BlockList | null = null,
): readonly Judgement[] {
  const clicks = readings.filter((reading) => reading.type === 'clicked').toSorted((a, b) => a.at - b.at);
  const hidden = clicks.filter((click) => click.hidden);
  const bursts = clicksInBursts(clicks);
  return readings.map((reading) => {
    const reasons: ReadingReason[] = [];
    if (reading.hidden) reasons.push('hidden-link');
    else if (hidden.some((click) => isSameClient(click, reading))) reasons.push('same-client-as-hidden-link');
    if (reading.method?.toUpperCase() === 'HEAD') reasons.push('head-request');
    const network = networkOf(reading.ip, machineNetworks);
    if (network === 'mail-filter') reasons.push('mail-filter-network');
    // What Apple loads ahead are images; a link is followed by the person, through Apple's relay.
    if (network === 'privacy-proxy' && reading.type === 'opened') reasons.push('privacy-proxy');
    const ofAgent = reasonOfAgent[agentOf(reading.userAgent)];
    if (!reasons.includes(ofAgent)) reasons.push(ofAgent);
    if (acceptedAt !== null && Math.abs(reading.at - acceptedAt) < tooFastMs) reasons.push('too-fast');
    if (bursts.has(reading)) reasons.push('all-links-at-once');
    const score = Math.min(...reasons.map((reason) => atMost[reason]));
    return { by: score >= 0.5 ? 'human' : 'machine', score, reasons: reasons.toSorted((a, b) => atMost[a] - atMost[b]) };
  });
}

function isSameClient(a: Reading, b: Reading): boolean {
  if (Math.abs(a.at - b.at) > sameClientMs) return false;
  return a.ip !== null && b.ip !== null ? a.ip === b.ip : a.userAgent !== null && a.userAgent === b.userAgent;
}

/** Clicks on several different links within moments. `clicks` in the order of time. */
function clicksInBursts(clicks: readonly Reading[]): ReadonlySet<Reading> {
  const found = new Set<Reading>();
  for (const [spanMs, links] of [
    [pairMs, 2],
    [severalMs, 3],
  ] as const) {
    let from = 0;
    for (let to = 0; to < clicks.length; to++) {
      while (clicks[to]!.at - clicks[from]!.at > spanMs) from++;
      const within = clicks.slice(from, to + 1);
      if (new Set(within.map((click) => click.url)).size >= links) for (const click of within) found.add(click);
    }
  }
  return found;
}

/** What a delivery's readings come to. Times are milliseconds since 1970. */
export interface Engagement {
  readonly humanOpens: number;
  readonly humanClicks: number;
  readonly firstHumanOpenAt: number | null;
  readonly firstHumanClickAt: number | null;
  readonly lastHumanAt: number | null;
}

export function engagementOf(
  readings: readonly Reading[],
  acceptedAt: number | null,
  machineNetworks: BlockList | null = null,
): Engagement {
  const judged = judgeReadings(readings, acceptedAt, machineNetworks);
  const human = readings.filter((_, index) => judged[index]!.by === 'human');
  const opens = human.filter((reading) => reading.type === 'opened').map((reading) => reading.at);
  const clicks = human.filter((reading) => reading.type === 'clicked').map((reading) => reading.at);
  return {
    humanOpens: opens.length,
    humanClicks: clicks.length,
    firstHumanOpenAt: opens.length > 0 ? Math.min(...opens) : null,
    firstHumanClickAt: clicks.length > 0 ? Math.min(...clicks) : null,
    lastHumanAt: human.length > 0 ? Math.max(...opens, ...clicks) : null,
  };
}
