/** What can be allowed. */
export const scopes = [
  'events:write',
  'mail:read',
  'addresses:read',
  'addresses:check',
  'suppressions:check',
  'suppressions:write',
  'policy:write',
  'privacy:write',
  'rules:read',
  'schema:read',
  'operations:read',
  'operations:write',
  'alerts:write',
  'webhooks:write',
  'keys:write',
  'audit:read',
] as const;
export type Scope = (typeof scopes)[number];

/** What people and programs are, as sets of scopes. */
export const scopesOfRole = {
  /** A mail platform or an app: tells what happened, asks whom it may mail. */
  sender: ['events:write', 'addresses:check', 'suppressions:check', 'rules:read'],
  /** Staff who answer "did it arrive?", and block and lift addresses. */
  support: [
    'mail:read',
    'addresses:read',
    'addresses:check',
    'suppressions:check',
    'suppressions:write',
    'alerts:write',
    'rules:read',
  ],
  /** Who builds and runs the sending. */
  developer: [
    'events:write',
    'mail:read',
    'addresses:read',
    'addresses:check',
    'suppressions:check',
    'suppressions:write',
    'alerts:write',
    'webhooks:write',
    'rules:read',
    'schema:read',
  ],
  /**
   * Who runs this service: sees trouble on the sending side and everybody's mail, without the addresses; shows, replays and
   * discards what could not be decoded. Webhooks carry addresses, so they are not theirs to make.
   */
  operator: [
    'mail:read',
    'addresses:check',
    'suppressions:check',
    'alerts:write',
    'rules:read',
    'schema:read',
    'operations:read',
    'operations:write',
  ],
  admin: scopes,
} as const satisfies Record<string, readonly Scope[]>;
export type Role = keyof typeof scopesOfRole;
export const roles = Object.keys(scopesOfRole) as readonly Role[];

/** Who asks. */
export interface Principal {
  /** For the audit log: `key:<id>`. */
  readonly name: string;
  /** Null: for every tenant. */
  readonly tenant: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

export function scopesOf(given: readonly string[]): ReadonlySet<Scope> {
  return new Set(given.flatMap((role) => (role in scopesOfRole ? scopesOfRole[role as Role] : [])));
}
