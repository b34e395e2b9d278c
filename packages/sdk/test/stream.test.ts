import { describe, expect, test, vi } from 'vitest';
import { createClient, ServiceError } from '../src/index.ts';

function eventText(id: string, messageId: string): string {
  return `id: ${id}\nevent: delivery.status-changed\ndata: ${JSON.stringify({ id: messageId, type: 'delivery.status-changed', data: { messageId } })}\n\n`;
}

/** A service that gives one answer after the other; what it was asked is in `seen`. */
function clientOf(answers: (() => Response)[]) {
  const seen: { readonly lastEventId: string | null; readonly search: string }[] = [];
  const client = createClient({
    baseUrl: 'http://service.example',
    backoffMs: 1,
    fetch: async (request) => {
      seen.push({ lastEventId: request.headers.get('last-event-id'), search: new URL(request.url).search });
      return answers[seen.length - 1]?.() ?? Response.json({ code: 'forbidden', detail: 'no more' }, { status: 403 });
    },
  });
  return { client, seen };
}
function streamOf(...chunks: string[]): Response {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

describe('stream', () => {
  test('goes on after a cut where it stopped, whatever the chunks, and ends where it is refused', async () => {
    const one = eventText('1-1', 'a');
    const { client, seen } = clientOf([
      () => streamOf('retry: 2000\nid: 1-0\n\n', one.slice(0, 20), one.slice(20), ': alive\nid: 1-5\n\n'),
      () => Response.json({ code: 'store-unavailable' }, { status: 503 }),
      () => streamOf(eventText('1-6', 'b') + 'event: error\ndata: {"code":"too-slow","message":"read on"}\n\n'),
    ]);
    const got: string[] = [];
    const reading = (async () => {
      for await (const { event, lastEventId } of client.stream({ status: ['hard-bounced'] }, { lastEventId: '0-1' }))
        got.push(`${lastEventId} ${event.id}`);
    })();
    await expect(reading).rejects.toBeInstanceOf(ServiceError);
    expect(got).toEqual(['1-1 a', '1-6 b']);
    expect(seen.map(({ lastEventId }) => lastEventId)).toEqual(['0-1', '1-5', '1-5', '1-6']);
    expect(seen[0]!.search).toBe('?status=hard-bounced');
  });

  test('does not come back with a key that is over', async () => {
    const { client, seen } = clientOf([() => streamOf('event: error\ndata: {"code":"unauthenticated","message":"over"}\n\n')]);
    await expect(client.stream().next()).rejects.toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(seen).toHaveLength(1);
  });

  test('ends where something else answers', async () => {
    const page = (): Response => new Response('<html>', { headers: { 'content-type': 'text/html' } });
    const { client, seen } = clientOf([page, page]);
    await expect(client.stream().next()).rejects.toMatchObject({ status: 200, code: 'unexpected-answer', retryable: false });
    expect(seen).toHaveLength(1);
  });

  test('waits as long as the service asks', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { client, seen } = clientOf([
      () => Response.json({ code: 'rate-limited' }, { status: 429, headers: { 'retry-after': '20' } }),
      () => streamOf(eventText('1-1', 'a')),
    ]);
    const first = client.stream().next();
    await vi.advanceTimersByTimeAsync(19_999);
    expect(seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await first).value?.event.id).toBe('a');
    vi.useRealTimers();
  });

  test('lets the connection go when the loop is left, also where the signal does not reach it', async () => {
    let left: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => (left = resolve));
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(eventText('1-1', 'a'))),
      cancel: () => left?.(),
    });
    const { client } = clientOf([() => new Response(body, { headers: { 'content-type': 'text/event-stream' } })]);
    for await (const { event } of client.stream()) {
      expect(event.id).toBe('a');
      break;
    }
    await gone;
  });

  test('ends with the caller’s signal', async () => {
    const stop = new AbortController();
    const { client } = clientOf([() => streamOf(eventText('1-1', 'a')), () => streamOf()]);
    const stream = client.stream({}, { signal: stop.signal });
    expect((await stream.next()).value?.event.id).toBe('a');
    stop.abort(new Error('enough'));
    await expect(stream.next()).rejects.toThrow('enough');
  });
});
