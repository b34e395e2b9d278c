import type { DeliveryEvent, ReadingEvent, ReportEvent, TestEvent } from './event.ts';
import { outcomesOf } from './outcome.ts';
import type { Happening, Transcript } from './transcript.ts';

export interface EventOptions {
  /** When the last thing of the recording happened. */
  readonly now: Date;
  /** Goes before event and message ids, so that a recording can be replayed as another mail. */
  readonly idPrefix?: string;
  /** For recordings that name none. */
  readonly tenant?: string;
}

interface Timed {
  readonly afterMs: number;
  readonly event: (occurredAt: string) => TestEvent;
}

/** A recording as a mail platform would tell it: in the order of time, the last event at `now`. */
export function transcriptToEvents(transcript: Transcript, { now, idPrefix = '', tenant: fallback }: EventOptions): TestEvent[] {
  const messageId = messageIdOf(transcript, idPrefix);
  const tenant = transcript.tenant ?? fallback;
  const of = (recipient: string, what: string, occurredAt: string) => ({
    eventId: `${idPrefix}${transcript.id}:${what}:${recipient}`.slice(0, 200),
    ...(tenant && { tenant }),
    messageId,
    recipient,
    occurredAt,
    ...(Object.keys(transcript.tags).length > 0 && { tags: transcript.tags }),
  });
  const server = {
    ...(transcript.mx && { mxHost: transcript.mx }),
    ...(transcript.remoteIp && { remoteIp: transcript.remoteIp }),
  };
  const timed: Timed[] = transcript.recipients.map((recipient) => ({
    afterMs: 0,
    event: (at) => ({ type: 'processed', ...of(recipient, 'processed', at) }),
  }));
  for (const { recipient, type, reply, command, attempt, afterMs } of outcomesOf(transcript)) {
    timed.push({
      afterMs,
      event: (at) => ({
        type,
        ...of(recipient, `${type}-${attempt}`, at),
        ...(reply !== '' && { reply }),
        command,
        ...server,
        attempt,
      }),
    });
  }
  for (const [index, happening] of transcript.happenings.entries()) {
    const { afterMs, what } = happening;
    for (const recipient of happening.recipient ? [happening.recipient] : transcript.recipients) {
      if (what === 'report' || what === 'complained') {
        timed.push({
          afterMs,
          event: (at) =>
            reportEvent(transcript, happening, {
              recipient,
              messageId,
              at,
              tenant,
              eventId: `${idPrefix}${transcript.id}:${what}-${index}:${recipient}`.slice(0, 200),
            }),
        });
        continue;
      }
      const start = (at: string) => Date.parse(at) - afterMs;
      timed.push({
        afterMs,
        event: (at) => ({
          ...happeningEvent(happening, start(at)),
          ...of(recipient, `${what}-${index}`, at),
          ...(what === 'bounced' || what === 'deferred' || what === 'delivered' ? server : {}),
        }),
      });
    }
  }
  timed.sort((a, b) => a.afterMs - b.afterMs);
  const begin = now.valueOf() - (timed.at(-1)?.afterMs ?? 0);
  return timed.map(({ afterMs, event }) => event(new Date(begin + afterMs).toISOString()));
}

export function messageIdOf({ id, from }: Transcript, idPrefix = ''): string {
  return `${idPrefix}${id}@${from.slice(from.lastIndexOf('@') + 1)}`;
}

type Bare<E> = E extends unknown ? Omit<E, 'eventId' | 'messageId' | 'recipient' | 'occurredAt'> : never;

function happeningEvent({ what, values }: Happening, startMs: number): Bare<DeliveryEvent | ReadingEvent> {
  const { reply, command, reason, until, url, ip } = values;
  const userAgent = values['user-agent'];
  switch (what) {
    case 'opened':
    case 'clicked':
      return { type: what, ...(userAgent && { userAgent }), ...(ip && { ip }), ...(what === 'clicked' && { url: url! }) };
    case 'report':
    case 'complained':
      throw new Error('Reports are mails, not events of a delivery');
    default:
      return {
        type: what,
        ...(reply && { reply }),
        ...(command && { command: command as NonNullable<DeliveryEvent['command']> }), // the service checks it
        ...(reason && { reason }),
        ...(until && { until: new Date(startMs + untilMs(until)).toISOString() }),
      };
  }
}

function untilMs(until: string): number {
  const hours = /^\+(\d+)h$/.exec(until)?.[1];
  return Number(hours ?? 24) * 3_600_000;
}

interface Returned {
  readonly recipient: string;
  readonly messageId: string;
  readonly at: string;
  readonly tenant: string | undefined;
  readonly eventId: string;
}

/** A recorded mail with its placeholders filled in; for `complained` the feedback report that such a complaint arrives as. */
function reportEvent(
  transcript: Transcript,
  { mail }: Happening,
  { recipient, messageId, at, tenant, eventId }: Returned,
): ReportEvent {
  const values: Readonly<Record<string, string>> = {
    messageId,
    recipient,
    from: transcript.from,
    subject: transcript.subject || transcript.title,
    date: rfc5322Date(new Date(at)),
    eventId,
  };
  const text = (mail ?? complaint).replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return {
    type: 'report',
    eventId,
    ...(tenant && { tenant }),
    raw: Buffer.from(text.replaceAll('\n', '\r\n')).toString('base64'),
  };
}

function rfc5322Date(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

const complaint = `From: Feedback loop <fbl@example.net>
To: {from}
Subject: FW: {subject}
Date: {date}
Message-ID: <{eventId}@example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="=_complaint"

--=_complaint
Content-Type: text/plain; charset=utf-8

The recipient marked this mail as unwanted.

--=_complaint
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Example-Feedback/1.0
Version: 1
Original-Mail-From: <{from}>
Original-Rcpt-To: <{recipient}>
Arrival-Date: {date}

--=_complaint
Content-Type: text/rfc822-headers

From: {from}
To: {recipient}
Subject: {subject}
Message-ID: <{messageId}>

--=_complaint--
`;
