import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Fault } from '../errors.ts';

/** `off`: any document; `warn`: any, and those that are not known are logged; `enforce`: known ones only. */
export const trustModes = ['off', 'warn', 'enforce'] as const;
export type TrustMode = (typeof trustModes)[number];

/** Documents by the SHA-256 of their text in hexadecimal digits: what the apps were built with. */
export type Manifest = ReadonlyMap<string, string>;

const idPattern = /^(?:sha256:)?([0-9a-f]{64})$/i;

/** Throws an Error that says what is wrong with the file. */
export function readManifest(text: string): Manifest {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error('it is not a JSON object of documents by their SHA-256');
  return new Map(
    Object.entries(parsed).map(([id, document]) => {
      const [, digest] = idPattern.exec(id) ?? [];
      if (digest === undefined || typeof document !== 'string' || sha256(document) !== digest.toLowerCase())
        throw new Error(`${id.slice(0, 80)} is not the SHA-256 of its document`);
      return [digest.toLowerCase(), document];
    }),
  );
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Puts the document of a `documentId` into the request, and judges one that came as text. Throws a fault. */
export function takeDocument(request: FastifyRequest, mode: TrustMode, manifest: Manifest, log: Logger): void {
  const body = request.body as { documentId?: unknown; query?: unknown } | null;
  if (typeof body !== 'object' || body === null) return;
  if (body.documentId !== undefined) {
    const [, digest = ''] = (typeof body.documentId === 'string' && idPattern.exec(body.documentId)) || [];
    const document = manifest.get(digest.toLowerCase());
    if (document === undefined)
      throw new Fault(
        'document-unknown',
        'documentId: no such document is known here; give sha256:<64 hexadecimal digits> of one that is',
      );
    body.query = document;
    delete body.documentId;
    return;
  }
  if (mode === 'off' || typeof body.query !== 'string' || manifest.has(sha256(body.query))) return;
  if (mode === 'enforce')
    throw new Fault(
      'document-not-trusted',
      'query: only the documents that the apps were built with are answered here; give a documentId',
    );
  log.warn({ document: sha256(body.query) }, 'A document that is not trusted was asked');
}
