import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startServer, type RunningServer } from '../../src/start-server.ts';
import { freshDatabase } from './database.ts';

export interface TestServer extends RunningServer {
  readonly databaseUrl: string;
  /** Of every tenant, with every right; `post`, `get` and `graphql` send it unless told otherwise. */
  readonly key: string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: any }>;
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: any }>;
  get(path: string, headers?: Record<string, string>): Promise<{ status: number; body: any }>;
  graphql(query: string, variables?: Record<string, unknown>): Promise<{ data: any; errors?: any[] }>;
}

/** Nobody listens there: a test that wants names brings a name server of its own, and none asks the world. */
const noNames = { DNS_SERVERS: '127.0.0.1:9', DNS_TIMEOUT_MS: '50' };

/** The whole service on a free port of loopback, on a database of its own. */
export async function testServer(env: Record<string, string> = {}): Promise<TestServer> {
  const databaseUrl = env['DATABASE_URL'] ?? (await freshDatabase());
  const server = await startServer(
    readConfig({ PORT: '0', DATABASE_URL: databaseUrl, DATABASE_POOL: '5', ...noNames, ...env }),
    pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
  );
  const key = server.firstKey ?? env['API_KEY'] ?? '';
  const call = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    const response = await fetch(`${server.url}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${key}`, ...init.headers },
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : parsed(text) };
  };
  const post: TestServer['post'] = (path, body, headers = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const put: TestServer['put'] = (path, body, headers = {}) =>
    call(path, { method: 'PUT', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return {
    ...server,
    put,
    databaseUrl,
    key,
    post,
    get: (path, headers = {}) => call(path, { headers }),
    graphql: async (query, variables = {}) => (await post('/graphql', { query, variables })).body,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
