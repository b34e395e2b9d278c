import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { hostOf, TargetRefused, type TargetGuard } from './target-guard.ts';

/** What came of one try. */
export interface Called {
  /** Null when there was no answer. */
  readonly status: number | null;
  /** How it began. */
  readonly answer: string | null;
  readonly error: string | null;
  /** As the receiver wishes; null when it did not say. */
  readonly retryAfterMs: number | null;
}

const keptBytes = 500;

/** Never rejects, and follows nothing: an address that sends us elsewhere is a failure. */
export async function callWebhook(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  guard: TargetGuard,
  timeoutMs: number,
): Promise<Called> {
  const nothing: Called = { status: null, answer: null, error: null, retryAfterMs: null };
  const secure = url.protocol === 'https:';
  // Addresses are not looked up, so the guard is asked here.
  const refusal = isIP(hostOf(url)) === 0 ? null : guard.refusal(hostOf(url), secure);
  if (refusal !== null) return { ...nothing, error: `Not called: ${refusal}` };
  return new Promise<Called>((resolve) => {
    const fail = (error: Error): void => {
      const text = error instanceof TargetRefused ? `Not called: ${error.message}` : messageOf(error, timeoutMs);
      resolve({ ...nothing, error: text.slice(0, keptBytes) });
    };
    const request = (secure ? https : http).request(
      url,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Bezorgd',
        },
        lookup: guard.lookup(secure),
        // A connection for each call: what was looked at is what is called.
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = (): void => {
          const status = response.statusCode ?? 0;
          const redirected =
            status >= 300 && status < 400 ? 'It sends us elsewhere, which is not followed: give the final URL' : null;
          const answer = Buffer.concat(chunks)
            .subarray(0, keptBytes)
            .toString('utf8')
            .replaceAll('\0', '\u{FFFD}')
            .toWellFormed();
          resolve({ status, answer, error: redirected, retryAfterMs: retryAfter(response.headers['retry-after']) });
          response.destroy();
        };
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size >= keptBytes) finish();
        });
        response.on('end', finish);
        response.on('error', fail);
      },
    );
    request.on('error', fail);
    request.end(body);
  });
}

function messageOf(error: Error & { code?: string }, timeoutMs: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `No answer within ${timeoutMs / 1000} seconds`;
  return error.code ? `No connection: ${error.code}` : `No connection: ${error.message}`;
}

/** Seconds only; a date is as good as nothing. */
function retryAfter(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}
