import { createPublicKey } from 'node:crypto';
import { parseTagList } from 'mailauth/lib/parse-dkim-headers.js';
import type { Dns } from './dns.ts';
import type { Finding } from './finding.ts';

/** RFC 8301 §3.2: signers use 2048 bits or more, and nobody takes less than 1024. */
const leastBits = 1024;
const goodBits = 2048;

/** The keys of a domain (RFC 6376 §3.6.1); DNS has no list of selectors. */
export async function checkDkim(dns: Dns, domain: string, selectors: readonly string[]): Promise<Finding[]> {
  if (selectors.length === 0) return [{ code: 'dkim-selector-unknown' }];
  return (await Promise.all(selectors.map((selector) => checkSelector(dns, `${selector}._domainkey.${domain}`)))).flat();
}

async function checkSelector(dns: Dns, name: string): Promise<Finding[]> {
  const answer = await dns.txt(name);
  if (answer.status === 'could-not-check') return [{ code: 'dkim-could-not-check', words: { name, reason: answer.reason } }];
  if (answer.status === 'none') return [{ code: 'dkim-missing', words: { name } }];
  if (answer.records.length > 1) return [{ code: 'dkim-several', words: { name, count: answer.records.length } }];
  const { parsed, syntaxErrors } = parseTagList(answer.records[0]!, { strict: true });
  const tag = (key: string): string | null => (parsed[key] === undefined ? null : String(parsed[key].value).trim());
  const wrong = (detail: string): Finding[] => [{ code: 'dkim-wrong', words: { name, detail } }];
  if (syntaxErrors.length > 0) return wrong(syntaxErrors[0]!);
  if ((tag('v') ?? 'DKIM1') !== 'DKIM1') return wrong(`v=${tag('v')}`);
  const key = tag('p');
  if (key === null) return wrong('p=');
  if (key === '') return [{ code: 'dkim-revoked', words: { name } }];
  const services = (tag('s') ?? '*').split(':').map((service) => service.trim());
  if (!services.some((service) => service === '*' || service === 'email')) return wrong(`s=${tag('s')}`);
  const type = (tag('k') ?? 'rsa').toLowerCase();
  const bits = bitsOf(type, key);
  if (bits === null) return wrong(type === 'rsa' || type === 'ed25519' ? 'p=' : `k=${type}`);
  const flags = (tag('t') ?? '').split(':').map((flag) => flag.trim());
  return [strengthOf(name, type, bits), ...(flags.includes('y') ? [{ code: 'dkim-testing', words: { name } } as const] : [])];
}

function strengthOf(name: string, type: string, bits: number): Finding {
  const words = { name, type, bits };
  if (type === 'rsa' && bits < leastBits) return { code: 'dkim-too-short', words };
  return { code: type === 'rsa' && bits < goodBits ? 'dkim-short' : 'dkim-found', words };
}

/** Null: not a key of this type. */
function bitsOf(type: string, base64: string): number | null {
  const bytes = Buffer.from(base64, 'base64');
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return null;
  // RFC 8463 §4: the bare key.
  if (type === 'ed25519') return bytes.length === 32 ? 256 : null;
  if (type !== 'rsa') return null;
  // RFC 6376 §3.6.1 writes RSAPublicKey; nearly everybody publishes SubjectPublicKeyInfo.
  for (const format of ['spki', 'pkcs1'] as const) {
    try {
      const key = createPublicKey({ key: bytes, format: 'der', type: format });
      if (key.asymmetricKeyType === 'rsa') return key.asymmetricKeyDetails?.modulusLength ?? null;
    } catch {
      // Not this form; the other one, or none.
    }
  }
  return null;
}
