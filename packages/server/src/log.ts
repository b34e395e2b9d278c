import { pino, type DestinationStream, type Logger } from 'pino';

/** Whatever looks like a mail address, also inside a sentence of the database or of a library. */
const address = /[^\s<>"'`,;:()[\]{}=]+@[^\s<>"'`,;:()[\]{}=]+/g;

/** The service's log: JSON lines without mail addresses, whoever put one in. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { log: (fields: object) => masked(fields, 0) as Record<string, unknown> },
    hooks: {
      logMethod(this: Logger, args: Parameters<Logger['info']>, method: (...args: unknown[]) => void) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === 'string' ? withoutAddresses(arg) : arg)),
        );
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

export function withoutAddresses(text: string): string {
  return text.includes('@') ? text.replace(address, '<address>') : text;
}

function masked(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutAddresses(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return { type: value.name, message: withoutAddresses(value.message) };
  if (depth > 4) return '…';
  if (Array.isArray(value)) return value.map((item) => masked(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [withoutAddresses(name), masked(item, depth + 1)]));
}
