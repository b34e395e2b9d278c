import { decodeAnyEvent, refuse, type Decoded, type Refusal } from '../events/decode.ts';
import { inHalves } from './in-halves.ts';
import type { Ingest } from './ingest.ts';
import { prepareEvent, type PrepareOptions } from './prepare.ts';
import { quarantineElement } from './quarantine.ts';
import type { Prepared, QuarantinedMessage } from './stored-event.ts';

export interface TakeOptions {
  readonly ingest: Ingest;
  readonly prepare: PrepareOptions;
  /** Whose events these are where they do not say. */
  readonly tenant: string;
  /** The one tenant that the sender may tell for; null: any. */
  readonly onlyTenant: string | null;
}

export interface Taken {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: {
    readonly index: number;
    readonly eventId: string | null;
    readonly path: string | null;
    readonly message: string;
  }[];
}

interface Part {
  readonly index: number;
  readonly element: unknown;
  readonly prepared: Pick<Prepared, 'events' | 'reports'>;
}

/** The HTTP door's events: each is judged for itself, so that a bad one does not hold up the others; refused ones are kept. */
export async function takeElements(
  elements: readonly unknown[],
  { ingest, prepare, tenant, onlyTenant }: TakeOptions,
  now: number,
): Promise<Taken> {
  const parts: Part[] = [];
  const quarantined: QuarantinedMessage[] = [];
  const refused: Taken['refused'] = [];
  let accepted = 0;
  let duplicates = 0;

  const refuseElement = (index: number, element: unknown, refusal: Refusal): void => {
    refused.push({ index, eventId: eventIdOf(element), path: refusal.path, message: refusal.message });
    quarantined.push(quarantineElement(element, { tenant, onlyTenant }, refusal));
  };
  const write = async (some: readonly Part[]): Promise<void> => {
    const written = await ingest.write({ ...together(some.map((part) => part.prepared)), quarantined: [] }, now);
    accepted += written.fresh;
    duplicates += written.duplicates;
  };

  for (const [index, element] of elements.entries()) {
    const decoded = decodeElement(element, prepare, tenant, onlyTenant, now);
    if (decoded.ok) parts.push({ index, element, prepared: decoded.event });
    else refuseElement(index, element, decoded);
  }
  if (parts.length > 0)
    await inHalves(parts, write, ({ index, element }) =>
      refuseElement(
        index,
        element,
        refuse('not-storable', null, 'The database cannot hold this event; it is kept in quarantine'),
      ),
    );
  if (quarantined.length > 0) await ingest.write({ events: [], reports: [], quarantined }, now);
  return { accepted, duplicates, refused: refused.toSorted((a, b) => a.index - b.index) };
}

/** What one transaction writes of several. */
export function together(parts: readonly Part['prepared'][]): Part['prepared'] {
  return { events: parts.flatMap((part) => part.events), reports: parts.flatMap((part) => part.reports) };
}

/** An element of the HTTP door to rows, or why it is refused. */
export function decodeElement(
  element: unknown,
  prepare: PrepareOptions,
  tenant: string,
  onlyTenant: string | null,
  now: number,
): Decoded<Part['prepared']> {
  const decoded = decodeAnyEvent(element);
  if (!decoded.ok) return decoded;
  const { tenant: told } = decoded.event;
  if (told !== undefined && onlyTenant !== null && told !== onlyTenant) {
    return refuse('wrong-tenant', 'tenant', `tenant: this API key tells for the tenant ${onlyTenant} only`);
  }
  return prepareEvent(decoded.event, prepare, tenant, now);
}

function eventIdOf(element: unknown): string | null {
  const id = (element as { eventId?: unknown } | null)?.eventId;
  return typeof id === 'string' ? id.slice(0, 200) : null;
}
