import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../errors.ts';
import type { Callers } from './callers.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Principal, Scope } from './roles.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must be allowed. Absent: open to everybody. `any`: a key, and the route looks closer itself. */
    scope?: Scope | 'any';
    /** What a call costs before its size is known; 10 when absent. */
    cost?: number;
  }
}

const usualCost = 10;
const principals = new WeakMap<FastifyRequest, Principal>();

/** Who asks; only on routes that name a scope. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (!principal) throw new Error('The route names no scope');
  return principal;
}

/** Every route that names a scope is closed to those who do not hold it, before its body is read. */
export function requireKeys(app: FastifyInstance, callers: Callers, rateLimit: RateLimit): void {
  app.addHook('onRequest', async (request) => {
    const { scope, cost = usualCost } = request.routeOptions.config;
    if (scope === undefined) return;
    const key = keyOf(request);
    const principal = key === null ? null : await callers.authenticate(key, new Date());
    if (!principal)
      throw new Fault(
        'unauthenticated',
        key === null
          ? 'Send an API key: "authorization: Bearer <key>"'
          : 'This API key or token is not known, is over, or was revoked',
      );
    if (scope !== 'any' && !principal.scopes.has(scope))
      throw new Fault('forbidden', `This API key may not do this: it needs ${scope}`);
    rateLimit.charge(principal, cost, Date.now());
    principals.set(request, principal);
  });
}

/** Whether the key of a request that stays open still works. */
export async function isStillAllowed(request: FastifyRequest, callers: Callers, now: Date): Promise<boolean> {
  const key = keyOf(request);
  const { scope } = request.routeOptions.config;
  const principal = key === null ? null : await callers.authenticate(key, now);
  return principal !== null && (scope === undefined || scope === 'any' || principal.scopes.has(scope));
}

function keyOf(request: FastifyRequest): string | null {
  const match = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '');
  return match ? match[1]! : null;
}
