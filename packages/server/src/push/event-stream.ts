import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Fault } from '../errors.ts';
import type { LiveStream } from './live.ts';

/** Shorter than what proxies usually wait for a silent connection. */
const heartbeatMs = 15_000;
/** For a reader to take what was written, and why it ends; then it is cut. */
const lastWordsMs = 5000;

export interface EventStreamOptions {
  /** Asked with every heartbeat; a stream whose key is over ends. */
  readonly isAllowed: () => Promise<boolean>;
  readonly heartbeat: () => string;
  /** Why the stream ends, in the words of the door. */
  readonly lastWords: (fault: Fault) => string;
}

/**
 * Server-sent events (HTML Living Standard §9.2) to one reader, at the reader's pace: what it does not read waits in the
 * bounded queue of its LiveStream, and not here.
 */
export class EventStream {
  readonly #raw: ServerResponse;
  readonly #options: EventStreamOptions;
  readonly #gone = new AbortController();
  readonly #beat: NodeJS.Timeout;
  #live: LiveStream | null = null;
  /** Fires when there is nobody to wait for. */
  #over: AbortSignal = this.#gone.signal;

  constructor(raw: ServerResponse, options: EventStreamOptions) {
    this.#raw = raw;
    this.#options = options;
    this.#beat = setInterval(() => void this.#heartbeat(), heartbeatMs);
    const left = (): void => {
      clearInterval(this.#beat);
      this.#gone.abort();
      void this.#live?.return();
    };
    raw.on('close', left);
    raw.on('error', () => {});
    // It may have left while the stream was opened.
    if (raw.destroyed) left();
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.flushHeaders();
  }

  /** Where the events come from: it ends with its reader, and the reader with it. */
  follow(live: LiveStream): void {
    this.#live = live;
    this.#over = AbortSignal.any([this.#gone.signal, live.cut]);
    if (this.#gone.signal.aborted) void live.return();
  }

  /** Resolves when the reader is ready for more, or will never be. */
  async write(text: string): Promise<void> {
    if (this.#gone.signal.aborted || this.#raw.writableEnded || this.#raw.write(text) || this.#over.aborted) return;
    await once(this.#raw, 'drain', { signal: this.#over }).catch(() => {});
  }

  /** Says why. A stream that ends without a fault may be opened again. */
  end(fault: Fault | null): void {
    clearInterval(this.#beat);
    if (this.#raw.writableEnded) return;
    this.#raw.end(fault ? this.#options.lastWords(fault) : '');
    void this.#live?.return();
    const patience = setTimeout(() => this.#raw.destroy(), lastWordsMs).unref();
    this.#raw.once('close', () => clearTimeout(patience));
  }

  async #heartbeat(): Promise<void> {
    // A database that does not answer is no reason to send anybody away.
    if (!(await this.#options.isAllowed().catch(() => true)))
      this.end(new Fault('unauthenticated', 'This API key or token is over, was revoked, or may not read this any more'));
    else if (!this.#raw.writableEnded && !this.#raw.writableNeedDrain) this.#raw.write(this.#options.heartbeat());
  }
}
