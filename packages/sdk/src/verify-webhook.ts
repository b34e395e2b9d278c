import { BezorgdError } from './errors.ts';
import type { components } from './schema.ts';

/** What webhooks and streams carry. Ignore a `type` that you do not know: more may come. */
export type PushedEvent = components['schemas']['PushedEvent'];

/** The request is not what the service sent, or not fresh: answer 400, and do nothing with it. */
export class WebhookVerificationError extends BezorgdError {
  override readonly name = 'WebhookVerificationError';
  readonly code: 'secret-malformed' | 'header-missing' | 'timestamp-out-of-range' | 'signature-wrong' | 'body-malformed';
  readonly retryable = false;

  constructor(code: WebhookVerificationError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

export interface VerifyOptions {
  /** How old or how far ahead a request may be. */
  readonly toleranceSeconds?: number;
  readonly now?: Date;
}

/**
 * Checks a webhook request (Standard Webhooks 1.0) and resolves to its event. Give the body as it came, before any JSON
 * parser. A request within the tolerance can be sent twice: act once per `event.id`.
 */
export async function verifyWebhook(
  secret: string | undefined,
  headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string | Uint8Array,
  { toleranceSeconds = 300, now = new Date() }: VerifyOptions = {},
): Promise<PushedEvent> {
  const secretBytes = bytesOfSecret(secret);
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = headerOf(headers, 'webhook-signature');
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (!/^\d{1,12}$/.test(timestamp) || age > toleranceSeconds)
    throw new WebhookVerificationError(
      'timestamp-out-of-range',
      `webhook-timestamp: is more than ${toleranceSeconds} seconds away; check this machine's clock`,
    );
  const key = await crypto.subtle.importKey('raw', secretBytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const text = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  if (!ArrayBuffer.isView(text))
    throw new WebhookVerificationError('body-malformed', 'body: give it as it came, text or bytes, before any JSON parser');
  const start = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(start.length + text.length);
  signed.set(start);
  signed.set(text, start.length);
  for (const signature of signatures.split(' ')) {
    const given = signature.startsWith('v1,') ? fromBase64(signature.slice(3)) : null;
    // Compares in constant time.
    if (given && (await crypto.subtle.verify('HMAC', key, given, signed))) return eventOf(text);
  }
  throw new WebhookVerificationError('signature-wrong', 'webhook-signature: fits neither this secret nor this body');
}

function headerOf(headers: Parameters<typeof verifyWebhook>[1], name: string): string {
  const value =
    headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  const text = typeof value === 'string' ? value : value?.[0];
  if (!text) throw new WebhookVerificationError('header-missing', `${name}: is missing`);
  return text;
}

function bytesOfSecret(secret: string | undefined): Uint8Array<ArrayBuffer> {
  const bytes = secret?.startsWith('whsec_') ? fromBase64(secret.slice(6)) : null;
  if (!bytes || bytes.length === 0)
    throw new WebhookVerificationError('secret-malformed', 'secret: give it as the service showed it, whsec_…');
  return bytes;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function eventOf(text: Uint8Array): PushedEvent {
  try {
    return JSON.parse(new TextDecoder().decode(text)) as PushedEvent;
  } catch {
    throw new WebhookVerificationError('body-malformed', 'The signature fits, and the body is not JSON');
  }
}
