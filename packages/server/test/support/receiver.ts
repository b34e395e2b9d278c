import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly event: any;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers from now on; a function may look at the request, and may never answer. */
  answer: (request: Received, response: http.ServerResponse) => void;
  /** Resolves once so many came. */
  got(count: number): Promise<readonly Received[]>;
  close(): Promise<void>;
}

/** A real HTTP server that takes webhooks. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { count: number; resolve: (all: readonly Received[]) => void }[] = [];
  const receiver: Receiver = {
    url: '',
    received,
    answer: (_, response) => response.writeHead(204).end(),
    got: (count) =>
      new Promise((resolve) => {
        if (received.length >= count) resolve(received);
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const one = { headers: request.headers as Record<string, string>, body, event: JSON.parse(body) };
      received.push(one);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve(received);
      receiver.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(receiver, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` });
}
