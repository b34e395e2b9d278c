import { refuse, type Refusal } from '../events/decode.ts';
import { uuidOf } from '../events/ids.ts';
import { tenantSchema } from '../events/mail-event.ts';
import type { IncomingMessage } from './prepare.ts';
import type { QuarantinedMessage } from './stored-event.ts';

/** A Kafka message that cannot be decoded, whole, with the reason. It is the tenant's that it names, as far as that can be read. */
export function quarantineMessage(message: IncomingMessage, refusal: Refusal, defaultTenant: string): QuarantinedMessage {
  const { topic, partition, offset } = message.position;
  return {
    quarantineId: uuidOf('kafka', topic, partition, String(offset)),
    tenant: tenantOfMessage(message, defaultTenant),
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

/** An event of the HTTP door; `onlyTenant`: the one that its sender may tell for. */
export function quarantineElement(
  element: unknown,
  { tenant: askedTenant, onlyTenant }: { readonly tenant: string; readonly onlyTenant: string | null },
  refusal: Refusal,
): QuarantinedMessage {
  const tenant = onlyTenant ?? tenantIn(element, askedTenant) ?? askedTenant;
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
export function quarantineUnstorable(message: IncomingMessage, reason: string, defaultTenant: string): QuarantinedMessage {
  const refusal = refuse('not-storable', null, `The database cannot hold this message: ${reason}`);
  return quarantineMessage(message, refusal, defaultTenant);
}

/** Null where none can be read. */
function tenantOfMessage({ kind, headers, value }: IncomingMessage, defaultTenant: string): string | null {
  if (kind === 'report') return validTenant(headers['tenant'] ?? defaultTenant);
  try {
    return tenantIn(JSON.parse(Buffer.from(value ?? []).toString()), defaultTenant);
  } catch {
    return null;
  }
}

/** The tenant that an event names, or the usual one where it names none; null: nothing that can be a tenant. */
function tenantIn(element: unknown, usual: string): string | null {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) return null;
  return validTenant((element as { tenant?: unknown }).tenant ?? usual);
}

function validTenant(tenant: unknown): string | null {
  const parsed = tenantSchema.safeParse(tenant);
  return parsed.success ? parsed.data : null;
}
