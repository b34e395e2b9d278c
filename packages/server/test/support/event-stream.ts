export interface StreamedEvent {
  readonly id: string;
  readonly event: string;
  readonly data: any;
}

export interface OpenStream {
  readonly status: number;
  /** The next event; rejects when the stream ends without one. */
  next(): Promise<StreamedEvent>;
  /** The last id that came, with or without an event. */
  lastId(): string;
  close(): void;
}

/** A reader of server-sent events, as a browser would be. Resolves when the service has said that it is ready. */
export async function openStream(url: string, headers: Record<string, string>): Promise<OpenStream> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  let lastId = '';
  const block = async (): Promise<string> => {
    for (;;) {
      const end = buffer.indexOf('\n\n');
      if (end >= 0) {
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        return text;
      }
      const { done, value } = await reader.read();
      if (done) throw new Error(`The stream ended: ${buffer}`);
      buffer += value;
    }
  };
  const parsed = async (): Promise<StreamedEvent | null> => {
    const fields = Object.fromEntries((await block()).split('\n').map((line) => line.split(/: (.*)/s)));
    if (fields['id']) lastId = fields['id'];
    return fields['data'] === undefined ? null : { id: lastId, event: fields['event'], data: JSON.parse(fields['data']) };
  };
  if (response.status === 200) await parsed();
  return {
    status: response.status,
    lastId: () => lastId,
    async next() {
      for (;;) {
        const event = await parsed();
        if (event) return event;
      }
    },
    close: () => abort.abort(),
  };
}
