import type { DeliveryEvent, ReadingEvent, TestEvent } from './event.ts';

export interface LoadOptions {
  readonly count: number;
  /** The same seed gives the same events. */
  readonly seed: number;
  /** When the first event happened; about 200 events follow each second. */
  readonly start: Date;
  readonly tenants?: readonly string[];
}

const domains: readonly (readonly [string, string])[] = [
  ['gmail.example.com', 'gmail-smtp-in.l.google.example.com'],
  ['hotmail.example.com', 'hotmail-com.olc.protection.outlook.example.com'],
  ['ziggo.example.nl', 'mx.tb.mail.iss.as9143.example.net'],
  ['kpn.example.nl', 'mx.kpnmail.example.nl'],
  ['gemeente.example.nl', 'mail.gemeente.example.nl'],
  ['school.example.org', 'school-example-org.mail.protection.outlook.example.com'],
  ['xs4all.example.nl', 'mx4.xs4all.example.nl'],
  ['huisarts.example.nl', 'mx1.zorgmail.example.nl'],
];
const kinds = ['afspraakbevestiging', 'herinnering', 'factuur', 'nieuwsbrief', 'uitslag', 'wachtwoord'];
const names = [
  'jan',
  'fatima',
  'sanne',
  'mohammed',
  'emma',
  'daan',
  'noor',
  'pieter',
  'lotte',
  'yusuf',
  'anna',
  'bram',
  'iris',
  'kees',
  'mila',
  'ruben',
];

const deferrals = [
  "452-4.2.2 The recipient's inbox is out of storage space. Please ask the recipient\n452 4.2.2 to make room, or try again later. 4fb4d7f45d1cf-load - gsmtp",
  '450 4.7.1 <mx.load.example.nl[192.0.2.25]>: Client host rejected: greylisted, try again in 300 seconds (see https://postmaster.example.net/greylisting)',
  '421 4.7.0 Too many connections from your address in the last minute, slow down and try again later. Session 5F1C9AE2 closed',
];
const refusals = [
  "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking\n550-5.1.1 the recipient's email address for typos or unnecessary spaces.\n550 5.1.1 5b1f17b1804b1-load - gsmtp",
  '552 5.2.2 The mailbox of this recipient is full; the message of 48213 bytes was not stored. Ask the recipient to make room',
  '550 5.7.1 Message refused as unsolicited bulk mail by the content filter, reference 2Q9xV4. See https://postmaster.example.net/spam',
  '554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.example.org; https://check.spamhaus.example.org/query/ip/192.0.2.25',
];
const agents = [
  'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 OutlookWeb/1.0',
];

/** Mulberry32: small, fast, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A stream of events as a platform sends them, some 540 bytes of JSON each: messages to one to three recipients, of which
 * most arrive, some after a delay, a few bounce, and about a third is read. The events of one delivery keep their order.
 */
export function* generateEvents({
  count,
  seed,
  start,
  tenants = ['thuiszorg', 'gemeente', 'scholengroep'],
}: LoadOptions): Generator<TestEvent> {
  const next = random(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(next() * values.length)]!;
  let made = 0;
  for (let message = 1; made < count; message++) {
    const tenant = pick(tenants);
    const messageId = `${seed.toString(36)}.${message.toString(36).padStart(7, '0')}.load@${tenant}.example.nl`;
    const tags = {
      stream: next() < 0.8 ? 'transactional' : 'marketing',
      kind: pick(kinds),
      location: `vestiging-${Math.floor(next() * 40)}`,
      template: `t-${Math.floor(next() * 900 + 100)}`,
      department: pick(['klantcontact', 'zorgadministratie', 'burgerzaken', 'leerlingzaken']),
      campaign: `2026-${Math.floor(next() * 52) + 1}`,
    };
    const copies = 1 + Math.floor(next() * next() * 3.5);
    for (let copy = 1; copy <= copies && made < count; copy++) {
      const [domain, mxHost] = pick(domains);
      const recipient = `${pick(names)}.${Math.floor(next() * 200_000).toString(36)}@${domain}`;
      for (const event of delivery()) {
        if (made >= count) return;
        made++;
        yield event;
      }

      function* delivery(): Generator<TestEvent> {
        let at = start.valueOf() + made * 5;
        let step = 0;
        const common = () => ({
          eventId: `load-${seed.toString(36)}-${message.toString(36)}-${copy}-${++step}`,
          tenant,
          messageId,
          recipient,
          occurredAt: new Date(at).toISOString(),
          tags,
        });
        const server = { mxHost, remoteIp: `192.0.2.${1 + Math.floor(next() * 250)}` };
        yield {
          type: 'processed',
          ...common(),
          ...server,
          reply: `250 2.0.0 Taken on by the submission queue as ${message.toString(36).padStart(10, '0')}`,
        } satisfies DeliveryEvent;
        let attempt = 1;
        while (next() < 0.07 && attempt < 5) {
          at += 300_000 * attempt;
          yield {
            type: 'deferred',
            ...common(),
            ...server,
            command: next() < 0.8 ? 'RCPT' : 'CONNECT',
            attempt: attempt++,
            reply: pick(deferrals),
          } satisfies DeliveryEvent;
        }
        at += 400 + Math.floor(next() * 4000);
        if (next() < 0.03) {
          yield {
            type: 'bounced',
            ...common(),
            ...server,
            command: next() < 0.7 ? 'RCPT' : 'DOT',
            attempt,
            reply: pick(refusals),
          } satisfies DeliveryEvent;
          return;
        }
        yield {
          type: 'delivered',
          ...common(),
          ...server,
          command: 'DOT',
          attempt,
          reply: `250 2.0.0 OK: queued as ${Math.floor(next() * 1e12).toString(36)} on ${mxHost}; the message was accepted for delivery`,
        } satisfies DeliveryEvent;
        if (next() < 0.35) {
          at += Math.floor(next() * next() * 86_400_000);
          yield { type: 'opened', ...common(), userAgent: pick(agents), ip: server.remoteIp } satisfies ReadingEvent;
          if (next() < 0.3) {
            at += Math.floor(next() * 120_000);
            yield {
              type: 'clicked',
              ...common(),
              userAgent: pick(agents),
              ip: server.remoteIp,
              url: `https://portaal.${tenant}.example.nl/afspraak/${message.toString(36)}?c=${Math.floor(next() * 1e9).toString(36)}`,
            } satisfies ReadingEvent;
          }
        }
      }
    }
  }
}
