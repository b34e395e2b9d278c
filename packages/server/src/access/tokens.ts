import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { tenantPattern } from '../events/mail-event.ts';
import { scopesOf, type Principal } from './roles.ts';

/** How people and programs of an identity provider come in (OpenID Connect Core, RFC 7519, RFC 9068). */
export interface TokenConfig {
  /** The `iss` of its tokens; also where `/.well-known/openid-configuration` is asked for, unless `jwksUrl` is given. */
  readonly issuer: string;
  readonly audience: string;
  /** Null: found through the issuer. */
  readonly jwksUrl: string | null;
  /** Claim with the names of roles, one or a list; dots lead into objects. */
  readonly rolesClaim: string;
  /** Claim with the tenant; `*` is every tenant. */
  readonly tenantClaim: string;
}

/** Signatures by a private key only: a shared secret, or none, would let others write tokens. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
const clockToleranceSeconds = 5;
const maxTokenAge = '24h';

export class Tokens {
  readonly #config: TokenConfig;
  #keys: Promise<JWTVerifyGetKey> | null = null;

  constructor(config: TokenConfig) {
    this.#config = config;
  }

  /** Who holds this token; null for one that is not signed by the issuer for us, or is over. */
  async authenticate(token: string, now: Date): Promise<Principal | null> {
    const { issuer, audience } = this.#config;
    try {
      const { payload } = await jwtVerify(token, await this.#keySet(), {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        maxTokenAge,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: now,
      });
      return this.#principalOf(payload);
    } catch (error) {
      if (faultsOfTokens.some((fault) => error instanceof fault)) return null;
      throw new ProviderUnreachable((error as Error).message, { cause: error });
    }
  }

  #principalOf(payload: JWTPayload): Principal | null {
    const tenant = claimOf(payload, this.#config.tenantClaim);
    if (typeof tenant !== 'string' || (tenant !== '*' && !tenantPattern.test(tenant))) return null;
    const told = claimOf(payload, this.#config.rolesClaim);
    const roles = (Array.isArray(told) ? told : [told]).filter((role): role is string => typeof role === 'string');
    return {
      name: `user:${payload.sub!.slice(0, 200)}`,
      tenant: tenant === '*' ? null : tenant,
      scopes: scopesOf(roles.map((role) => role.toLowerCase())),
    };
  }

  /** Fetched once; its own answers are refreshed when a key is not among them. */
  #keySet(): Promise<JWTVerifyGetKey> {
    this.#keys ??= this.#findKeys().catch((error: unknown) => {
      this.#keys = null;
      throw error;
    });
    return this.#keys;
  }

  async #findKeys(): Promise<JWTVerifyGetKey> {
    return createRemoteJWKSet(new URL(this.#config.jwksUrl ?? (await this.#discovered())), { timeoutDuration: 5000 });
  }

  async #discovered(): Promise<string> {
    const url = `${this.#config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: 'error' });
    const { jwks_uri: found } = (await answer.json()) as { jwks_uri?: unknown };
    if (!answer.ok || typeof found !== 'string') throw new Error(`${url} names no jwks_uri`);
    return found;
  }
}

/** What speaks against the token; all else is trouble with the provider, which may answer with an error page. */
const faultsOfTokens = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
] as const;

/** The identity provider does not answer: nobody can be told from anybody. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

function claimOf(payload: JWTPayload, path: string): unknown {
  // A claim's own name may have dots, such as a URL.
  if (Object.hasOwn(payload, path)) return payload[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name)
          ? (value as Record<string, unknown>)[name]
          : undefined,
      payload,
    );
}
