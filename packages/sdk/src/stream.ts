import type { Client } from 'openapi-fetch';
import { ConnectionError, ServiceError } from './errors.ts';
import { askedWaitMs, isOfType, pause, refusalOf, type CallOptions } from './request.ts';
import type { paths } from './schema.ts';
import type { PushedEvent } from './verify-webhook.ts';

/** Which events; every part that is given must hold. */
export type StreamFilter = NonNullable<paths['/v1/stream']['get']['parameters']['query']>;

export interface StreamOptions extends CallOptions {
  /** Where an earlier stream stopped: what came since comes first. */
  readonly lastEventId?: string;
}

export interface StreamedEvent {
  readonly event: PushedEvent;
  /** Keep it where a restart must lose nothing, and give it to the next stream. */
  readonly lastEventId: string;
}

/** The service says that it is there every 15 seconds. */
const silentMs = 45_000;
const longestWaitMs = 10_000;

/**
 * Connects, and connects again where it was cut, until the caller stops or the service refuses. What comes twice after a cut
 * has the same `event.id`.
 */
export async function* streamEvents(
  http: Client<paths>,
  backoffMs: number,
  filter: StreamFilter,
  { signal, lastEventId: given }: StreamOptions,
): AsyncGenerator<StreamedEvent, void> {
  let lastEventId = given;
  for (let failures = 0; ; failures++) {
    signal?.throwIfAborted();
    const silence = new AbortController();
    let patience = setTimeout(() => silence.abort(), silentMs);
    let waitMs: number | null = null;
    try {
      const answer = await http.GET('/v1/stream', {
        params: { query: filter, header: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } },
        parseAs: 'stream',
        signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
      });
      if (!answer.response.ok || !answer.data || !isOfType(answer.response, 'text/event-stream')) throw refusalOf(answer);
      for await (const { id, name, data } of blocksOf(answer.data as unknown as ReadableStream<Uint8Array<ArrayBuffer>>)) {
        clearTimeout(patience);
        patience = setTimeout(() => silence.abort(), silentMs);
        failures = 0;
        if (id !== undefined) lastEventId = id;
        if (data === undefined) continue;
        if (name === 'error') {
          const { code, message } = JSON.parse(data) as { code: string; message: string };
          if (code === 'unauthenticated') throw new ServiceError(401, { code, detail: message });
          break;
        }
        yield { event: JSON.parse(data) as PushedEvent, lastEventId: lastEventId ?? '' };
      }
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof ServiceError && !error.retryable) throw error;
      waitMs = askedWaitMs(error);
    } finally {
      clearTimeout(patience);
      silence.abort(new ConnectionError('connection-failed', 'The stream was left'));
    }
    await pause(waitMs ?? Math.min(backoffMs * 2 ** Math.min(failures, 10), longestWaitMs), signal);
  }
}

interface Block {
  readonly id?: string;
  readonly name?: string;
  readonly data?: string;
}

/** Server-sent events as this service writes them: one line a field. */
async function* blocksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Block, void> {
  let buffer = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      buffer += value;
      for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
        const fields = new Map(
          buffer
            .slice(0, end)
            .split('\n')
            .map((line) => splitOnce(line)),
        );
        buffer = buffer.slice(end + 2);
        const [id, name, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
        yield { ...(id !== undefined && { id }), ...(name !== undefined && { name }), ...(data !== undefined && { data }) };
      }
    }
  } finally {
    // Else whoever leaves may leave an open connection behind: an aborted signal does not always reach it.
    void reader.cancel().catch(() => {});
  }
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf(': ');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 2)];
}
