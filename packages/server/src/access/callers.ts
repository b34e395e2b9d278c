import type { ApiKeys } from './api-keys.ts';
import type { Principal } from './roles.ts';
import type { Tokens } from './tokens.ts';

/** Who may call: holders of our API keys, and of an identity provider's tokens where one is configured. */
export class Callers {
  readonly #apiKeys: ApiKeys;
  readonly #tokens: Tokens | null;

  constructor(apiKeys: ApiKeys, tokens: Tokens | null) {
    this.#apiKeys = apiKeys;
    this.#tokens = tokens;
  }

  /** Who sends this after "Bearer"; null for nobody we know. */
  async authenticate(bearer: string, now: Date): Promise<Principal | null> {
    // A JWT in compact form (RFC 7515 §7.1) has three parts, of which the first is an object.
    if (this.#tokens && /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(bearer)) return this.#tokens.authenticate(bearer, now);
    return this.#apiKeys.authenticate(bearer, now);
  }
}
