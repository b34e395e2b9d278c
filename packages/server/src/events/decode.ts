import type { z } from 'zod';
import { anyEventSchema, mailEventSchema, type AnyEvent, type MailEvent } from './mail-event.ts';

/** Why a message cannot be decoded; `path` names the field where one is to blame. */
export interface Refusal {
  readonly ok: false;
  readonly errorClass:
    | 'empty'
    | 'too-large'
    | 'not-utf-8'
    | 'not-json'
    | 'invalid'
    | 'wrong-topic'
    | 'wrong-tenant'
    | 'time-out-of-range'
    | 'not-storable';
  readonly path: string | null;
  readonly message: string;
}
export type Decoded<T> = { readonly ok: true; readonly event: T } | Refusal;

export function refuse(errorClass: Refusal['errorClass'], path: string | null, message: string): Refusal {
  return { ok: false, errorClass, path, message };
}

/** An event is some 500 bytes; replies of 64,000 characters still pass. Reports have a limit of their own. */
export const maxEventBytes = 256 * 1024;
export const maxReportBytes = 1024 * 1024;
/** Recipients of one returned mail that are looked at. */
export const maxReportedRecipients = 100;

const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Escapes that PostgreSQL cannot store: the null character and lone surrogates. */
const unstorable = /\\u(?:0000|d[89a-f])/i;

/** Bytes of a Kafka message to one event. Never throws. */
export function decodeMailEvent(value: Uint8Array | null): Decoded<MailEvent> {
  if (value === null || value.length === 0) return refuse('empty', null, 'The message has no value: send one event as JSON');
  if (value.length > maxEventBytes)
    return refuse('too-large', null, `The message has ${value.length} bytes: send at most ${maxEventBytes}`);
  let text: string;
  try {
    text = utf8.decode(value);
  } catch {
    return refuse('not-utf-8', null, 'The message is not UTF-8: send JSON in UTF-8 (RFC 8259 §8.1)');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse('not-json', null, 'The message is not JSON: send one event as a JSON object');
  }
  return validate(mailEventSchema, unstorable.test(text) ? cleaned(json) : json);
}

/** One element of the HTTP door's `events`. Never throws. */
export function decodeAnyEvent(json: unknown): Decoded<AnyEvent> {
  return validate(anyEventSchema, cleaned(json));
}

function validate<T>(schema: z.ZodType<T>, json: unknown): Decoded<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, event: parsed.data };
  const issue = parsed.error.issues[0]!;
  const path = issue.path.map(String).join('.');
  if (path === '') return refuse('invalid', null, 'The event is not a JSON object: send one with a type');
  if (issue.code === 'invalid_union')
    return refuse('invalid', 'type', 'type: is none that this service knows: send processed, deferred, delivered, bounced, …');
  return refuse('invalid', path, `${path}: ${issue.message}`);
}

/** The same value with null characters and lone surrogates replaced by U+FFFD. */
function cleaned(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return (value.includes('\0') ? value.replaceAll('\0', '\u{FFFD}') : value).toWellFormed();
  if (typeof value !== 'object' || value === null || depth > 8) return value;
  if (Array.isArray(value)) return value.map((item) => cleaned(item, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [cleaned(name), cleaned(item, depth + 1)]));
}
