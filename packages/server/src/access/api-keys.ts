import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { pageOf, type Page } from '../queries/cursor.ts';
import { equal } from '../queries/equal.ts';
import { scopes, scopesOf, type Principal, type Role } from './roles.ts';

/** `bzd_<key id>.<secret>`: the id finds the row, the secret proves it. 256 random bits need no slow hash. */
const format = /^bzd_([a-z0-9]{12})\.([\w-]{43})$/;

export interface ApiKey {
  readonly keyId: string;
  readonly tenant: string | null;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the day; null when it was never used. */
  readonly lastUsedOn: Date | null;
}

export interface NewApiKey {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly tenant: string | null;
  readonly expiresAt: Date | null;
}

interface Row {
  key_id: string;
  tenant: string | null;
  name: string;
  secret_hmac: Buffer;
  roles: Role[];
  created_at: Date;
  created_by: string;
  expires_at: Date | null;
  revoked_at: Date | null;
  last_used_on: Date | null;
}

interface Known {
  readonly row: Row;
  readonly principal: Principal;
  readonly freshUntil: number;
}

/** A revoked key works on other servers for so long at most. */
const rememberMs = 30_000;
const columns = 'key_id, tenant, name, secret_hmac, roles, created_at, created_by, expires_at, revoked_at, last_used_on';

export class ApiKeys {
  readonly #pool: pg.Pool;
  readonly #pepper: Buffer;
  readonly #configured: Buffer | null;
  readonly #known = new Map<string, Known>();

  /** @param configured A key from the configuration: admin of every tenant. */
  constructor(pool: pg.Pool, pepper: Buffer, configured: string | null) {
    this.#pool = pool;
    this.#pepper = pepper;
    this.#configured = configured === null ? null : this.#hmac(configured);
  }

  /** Who holds this key; null for any key that is none, is over, or was revoked. */
  async authenticate(key: string, now: Date): Promise<Principal | null> {
    if (this.#configured && timingSafeEqual(this.#hmac(key), this.#configured)) {
      return { name: 'key:configured', tenant: null, scopes: new Set(scopes) };
    }
    const [, keyId, secret] = format.exec(key) ?? [];
    if (keyId === undefined || secret === undefined) return null;
    const known = await this.#find(keyId, now);
    if (!known || !timingSafeEqual(this.#hmac(secret), known.row.secret_hmac)) return null;
    const { expires_at: expiresAt, revoked_at: revokedAt } = known.row;
    return revokedAt !== null || (expiresAt !== null && expiresAt <= now) ? null : known.principal;
  }

  /** The key in words, once; it cannot be shown again. */
  async create(wanted: NewApiKey, createdBy: string): Promise<{ readonly key: string; readonly apiKey: ApiKey }> {
    const keyId = [...randomBytes(12)].map((byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte & 31]).join('');
    const secret = randomBytes(32).toString('base64url');
    const { rows } = await this.#pool.query<Row>(
      `with made as (
         insert into api_key (key_id, tenant, name, secret_hmac, roles, created_by, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}),
       logged as (
         insert into audit_log (tenant, actor, action, subject, detail)
         values ($2, $6, 'api-key.create', $1, jsonb_build_object('name', $3::text, 'roles', $5::text[])))
       select * from made`,
      [keyId, wanted.tenant, wanted.name, this.#hmac(secret), wanted.roles, createdBy, wanted.expiresAt],
    );
    return { key: `bzd_${keyId}.${secret}`, apiKey: apiKeyOf(rows[0]!) };
  }

  /** A key of the tenant, or of any when null; null when there is none. Revoking twice is once. */
  async revoke(keyId: string, tenant: string | null, revokedBy: string): Promise<ApiKey | null> {
    if (!/^[a-z0-9]+$/.test(keyId)) return null;
    const { rows } = await this.#pool.query<Row>(
      `with gone as (
         update api_key set revoked_at = coalesce(revoked_at, now())
          where key_id = $1 and ($2::text is null or tenant = $2) returning ${columns}),
       logged as (
         insert into audit_log (tenant, actor, action, subject) select tenant, $3, 'api-key.revoke', key_id from gone)
       select * from gone`,
      [keyId, tenant, revokedBy],
    );
    this.#known.delete(keyId);
    return rows[0] ? apiKeyOf(rows[0]) : null;
  }

  /**
   * Newest first, after a key; of a tenant, or of all when null. Served by `api_key_by_tenant`, or `api_key_by_time` for those
   * of all; the place of the key before by the primary key.
   */
  async list(tenant: string | null, limit: number, after: string | null): Promise<Page<ApiKey>> {
    const own = equal(3, { tenant });
    const place = '(created_at, key_id) < ((select created_at from api_key where key_id = $2), $2)';
    const { rows } = await this.#pool.query<Row>(
      `select ${columns}
         from api_key
        where ${after === null ? '$2::text is null' : place} ${own.text}
        order by created_at desc, key_id desc
        limit $1`,
      [limit + 1, after, ...own.values],
    );
    return pageOf(rows.map(apiKeyOf), limit);
  }

  /** A key of the tenant, or of any when null; null when there is none. */
  async get(keyId: string, tenant: string | null): Promise<ApiKey | null> {
    const { rows } = await this.#pool.query<Row>(
      `select ${columns} from api_key where key_id = $1 and ($2::text is null or tenant = $2)`,
      [keyId, tenant],
    );
    return rows[0] ? apiKeyOf(rows[0]) : null;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#pool.query('select from api_key limit 1')).rowCount === 0;
  }

  async #find(keyId: string, now: Date): Promise<Known | null> {
    const known = this.#known.get(keyId);
    if (known && known.freshUntil > now.getTime()) return known;
    const { rows } = await this.#pool.query<Row>({
      name: 'find-api-key',
      text: `select ${columns} from api_key where key_id = $1`,
      values: [keyId],
    });
    const [row] = rows;
    if (!row) return null;
    const today = now.toISOString().slice(0, 10);
    if (row.last_used_on?.toISOString().slice(0, 10) !== today) {
      await this.#pool.query('update api_key set last_used_on = $2 where key_id = $1', [keyId, today]);
    }
    const found: Known = {
      row,
      principal: { name: `key:${keyId}`, tenant: row.tenant, scopes: scopesOf(row.roles) },
      freshUntil: now.getTime() + rememberMs,
    };
    if (this.#known.size >= 10_000) this.#known.clear();
    this.#known.set(keyId, found);
    return found;
  }

  #hmac(text: string): Buffer {
    return createHmac('sha256', this.#pepper).update(text).digest();
  }
}

function apiKeyOf(row: Row): ApiKey {
  return {
    keyId: row.key_id,
    tenant: row.tenant,
    name: row.name,
    roles: row.roles,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedOn: row.last_used_on,
  };
}

/** Where a page of keys ends: opaque to callers. */
export function encodeKeyCursor(keyId: string): string {
  return Buffer.from(`key ${keyId}`).toString('base64url');
}

/** Null for what is not a cursor of keys. */
export function decodeKeyCursor(text: string): string | null {
  return /^key ([a-z0-9]{1,50})$/.exec(Buffer.from(text, 'base64url').toString('latin1'))?.[1] ?? null;
}
