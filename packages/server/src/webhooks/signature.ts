import { createHmac } from 'node:crypto';

/**
 * Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body. Secrets are worked out of a key of the service, so that they
 * stand in no table and can be shown again to those who may.
 */
export function secretOf(serviceKey: Buffer, endpointId: string, version: number): Buffer {
  return createHmac('sha256', serviceKey).update(`webhook ${endpointId} ${version}`).digest();
}

export function secretText(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}

/** One signature per secret that holds now; a receiver needs one that fits. */
export function signedHeaders(
  secrets: readonly Buffer[],
  eventId: string,
  at: Date,
  body: string,
): { readonly 'webhook-id': string; readonly 'webhook-timestamp': string; readonly 'webhook-signature': string } {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${eventId}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': eventId, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
