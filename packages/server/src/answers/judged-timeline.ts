import { judgeReadings, type Judgement, type Reading } from '../engagement/judge-readings.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import { textOf, type TimelineRow } from '../queries/timeline.query.ts';
import type { Service } from '../service.ts';

/** What happened, with who opened or clicked as far as can be told; null for all else. */
export interface JudgedEntry extends TimelineRow {
  readonly judgement: Judgement | null;
}

export function judgedTimeline(service: Service, delivery: DeliveryRow, entries: readonly TimelineRow[]): readonly JudgedEntry[] {
  const readings = new Map(entries.flatMap((entry) => (isReading(entry.type) ? [[entry, readingOf(entry)] as const] : [])));
  const judged = judgeReadings([...readings.values()], delivery.deliveredAt?.getTime() ?? null, service.machineNetworks);
  const judgements = new Map([...readings.keys()].map((entry, index) => [entry, judged[index]!]));
  return entries.map((entry) => ({ ...entry, judgement: judgements.get(entry) ?? null }));
}

function isReading(type: string): type is Reading['type'] {
  return type === 'opened' || type === 'clicked';
}

function readingOf({ eventId, type, occurredAt, detail }: TimelineRow): Reading {
  return {
    eventId,
    type: type as Reading['type'],
    at: occurredAt.getTime(),
    userAgent: textOf(detail, 'userAgent'),
    ip: textOf(detail, 'ip'),
    method: textOf(detail, 'method'),
    url: textOf(detail, 'url'),
    hidden: detail?.['hidden'] === true,
  };
}
