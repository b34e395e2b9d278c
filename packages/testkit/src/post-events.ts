import type { TestEvent } from './event.ts';

export interface PostOptions {
  /** Of the service, such as http://127.0.0.1:4000. */
  readonly url: string;
  readonly apiKey?: string;
  readonly fetch?: typeof fetch;
}

export interface Posted {
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: readonly {
    readonly index: number;
    readonly eventId: string | null;
    readonly path: string | null;
    readonly message: string;
  }[];
}

/** How many events the service takes in one call. */
const batchSize = 1000;
/** Reports are whole mails; a body stays within what servers commonly accept. */
const batchBytes = 4 << 20;

/** Sends events to `POST /v1/events`, batch after batch, and adds up the answers. Throws when the service answers with an error. */
export async function postEvents(
  events: Iterable<TestEvent>,
  { url, apiKey, fetch: send = fetch }: PostOptions,
): Promise<Posted> {
  let total: Posted = { accepted: 0, duplicates: 0, refused: [] };
  let sent = 0;
  for (const batch of batches(events)) {
    const response = await send(new URL('/v1/events', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: `{"events":[${batch.join(',')}]}`,
    });
    if (!response.ok)
      throw new Error(`The service answered ${response.status} to POST /v1/events: ${(await response.text()).slice(0, 500)}`);
    const answer = (await response.json()) as Posted; // the service's contract
    const offset = sent;
    total = {
      accepted: total.accepted + answer.accepted,
      duplicates: total.duplicates + answer.duplicates,
      refused: [...total.refused, ...answer.refused.map((refusal) => ({ ...refusal, index: refusal.index + offset }))],
    };
    sent += batch.length;
  }
  return total;
}

function* batches(events: Iterable<TestEvent>): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const event of events) {
    const json = JSON.stringify(event);
    if (batch.length === batchSize || (batch.length > 0 && bytes + json.length > batchBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(json);
    bytes += json.length;
  }
  if (batch.length > 0) yield batch;
}
