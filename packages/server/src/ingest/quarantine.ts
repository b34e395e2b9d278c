import { refuse, type Refusal } from '../events/decode.ts';
import { uuidOf } from '../events/ids.ts';
import type { IncomingMessage } from './prepare.ts';
import type { QuarantinedMessage } from './stored-event.ts';

/** A Kafka message that cannot be decoded, whole, with the reason. */
export function quarantineMessage(message: IncomingMessage, refusal: Refusal): QuarantinedMessage {
  const { topic, partition, offset } = message.position;
  return {
    quarantineId: uuidOf('kafka', topic, partition, String(offset)),
    tenant: null,
    source: 'kafka',
    position: message.position,
    key: message.key,
    headers: message.headers,
    value: message.value ?? new Uint8Array(),
    errorClass: refusal.errorClass,
    errorPath: refusal.path,
    errorMessage: refusal.message,
  };
}

export function quarantineElement(element: unknown, tenant: string, refusal: Refusal): QuarantinedMessage {
  const value = Buffer.from(jsonText(element));
  return {
    quarantineId: uuidOf('http', tenant, value.toString()),
    tenant,
    source: 'http',
    position: null,
    key: null,
    headers: null,
    value,
    errorClass: refusal.errorClass,
    errorPath: refusal.path,
    errorMessage: refusal.message,
  };
}

function jsonText(element: unknown): string {
  try {
    return JSON.stringify(element) ?? 'null';
  } catch {
    return '"(nested too deeply to be written down)"';
  }
}

/** A message that decodes, and that the database cannot hold all the same. */
export function quarantineUnstorable(message: IncomingMessage, reason: string): QuarantinedMessage {
  return quarantineMessage(message, refuse('not-storable', null, `The database cannot hold this message: ${reason}`));
}
