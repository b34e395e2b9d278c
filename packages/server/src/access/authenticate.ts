import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import type { ApiKeys } from './api-keys.ts';
import type { Principal, Scope } from './roles.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed. Absent: open to everybody. `any`: a key, and the route looks closer itself. */
    scope?: Scope | 'any';
  }
}

const principals = new WeakMap<FastifyRequest, Principal>();

/** Who asks; only on routes that name a scope. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (!principal) throw new Error('The route names no scope');
  return principal;
}

/** Every route that names a scope is closed to those who do not hold it, before its body is read. */
export function requireKeys(app: FastifyInstance, keys: ApiKeys): void {
  app.addHook('onRequest', async (request) => {
    const { scope } = request.routeOptions.config;
    if (scope === undefined) return;
    const key = keyOf(request);
    const principal = key === null ? null : await keys.authenticate(key, new Date());
    if (!principal)
      throw new Fault(
        'unauthenticated',
        key === null ? 'Send an API key: "authorization: Bearer <key>"' : 'This API key is not known, is over, or was revoked',
      );
    if (scope !== 'any' && !principal.scopes.has(scope))
      throw new Fault('forbidden', `This API key may not do this: it needs ${scope}`);
    principals.set(request, principal);
  });
}

function keyOf(request: FastifyRequest): string | null {
  const match = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  return match ? match[1]! : null;
}
