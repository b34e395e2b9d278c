/** Whether the same attempt can succeed later by itself (RFC 3463 §2: classes 5 and 4). */
export type Permanence = 'permanent' | 'transient';

/** Whom the cause will hit next, so whose move it is. */
export type Scope = 'recipient' | 'domain' | 'sender' | 'message' | 'network';

/**
 * What happened. An open enum in every API: a value that a client does not know means "other, ask".
 * The failures come first, then what is not a failure.
 */
export const categories = [
  'recipient-unknown',
  'recipient-moved',
  'recipient-disabled',
  'address-syntax',
  'domain-unknown',
  'domain-no-mail',
  'mailbox-full',
  'greylisted',
  'rate-limited',
  'remote-error',
  'remote-full',
  'local-delivery-error',
  'network-error',
  'expired',
  'protocol-error',
  'message-too-large',
  'recipient-filter',
  'policy',
  'ip-blocked',
  'reputation',
  'sender-rejected',
  'relay-denied',
  'ptr-missing',
  'credentials-or-tls',
  'auth-failure',
  'spam-content',
  'virus',
  'content-rejected',
  'suppressed',
  'complaint',
  'auto-reply',
  'challenge-response',
  'delivered',
  'relayed',
  'delayed',
  'displayed',
  'unsubscribe-request',
  'not-a-report',
  'unknown',
] as const;
export type Category = (typeof categories)[number];

/** The word that support staff see on a delivery. */
export const labels = [
  'HardBounce',
  'InvalidAddress',
  'Inactive',
  'DnsError',
  'NoMailServer',
  'SoftBounce',
  'Blocked',
  'DmarcPolicy',
  'Spam',
  'AutoResponder',
] as const;
export type Label = (typeof labels)[number];

export type BounceType = 'hard' | 'soft';

/** Three axes, never merged into one word. `permanence` and `scope` are null where nothing failed, or nothing is known. */
export interface Verdict {
  readonly category: Category;
  readonly permanence: Permanence | null;
  readonly scope: Scope | null;
}

/** Each category's label; null where there is nothing to show. */
export const labelOfCategory = {
  'recipient-unknown': 'HardBounce',
  'recipient-moved': 'HardBounce',
  'recipient-disabled': 'Inactive',
  'address-syntax': 'InvalidAddress',
  'domain-unknown': 'DnsError',
  'domain-no-mail': 'NoMailServer',
  'mailbox-full': 'SoftBounce',
  greylisted: 'SoftBounce',
  'rate-limited': 'SoftBounce',
  'remote-error': 'SoftBounce',
  'remote-full': 'SoftBounce',
  'local-delivery-error': 'SoftBounce',
  'network-error': 'SoftBounce',
  expired: 'SoftBounce',
  'protocol-error': 'SoftBounce',
  'message-too-large': 'SoftBounce',
  'recipient-filter': 'Blocked',
  policy: 'Blocked',
  'ip-blocked': 'Blocked',
  reputation: 'Blocked',
  'sender-rejected': 'Blocked',
  'relay-denied': 'Blocked',
  'ptr-missing': 'Blocked',
  'credentials-or-tls': 'Blocked',
  'auth-failure': 'DmarcPolicy',
  'spam-content': 'Blocked',
  virus: 'Blocked',
  'content-rejected': 'Blocked',
  suppressed: 'Inactive',
  complaint: 'Spam',
  'auto-reply': 'AutoResponder',
  'challenge-response': 'AutoResponder',
  delivered: null,
  relayed: null,
  delayed: null,
  displayed: null,
  'unsubscribe-request': null,
  'not-a-report': null,
  unknown: null,
} as const satisfies Record<Category, Label | null>;

/** Categories that say that this attempt failed (`unknown` failed too, but nobody knows how). */
const failures: ReadonlySet<Category> = new Set(categories.slice(0, categories.indexOf('complaint')));

/**
 * Derived, never written in a rule. Hard: permanent, and about the recipient or the domain. Every other failure is soft:
 * a sender's fault is never a dead address. Null where nothing failed.
 */
export function bounceTypeOf({ category, permanence, scope }: Verdict): BounceType | null {
  if (category === 'unknown') return 'soft';
  if (!failures.has(category)) return null;
  return permanence === 'permanent' && (scope === 'recipient' || scope === 'domain') ? 'hard' : 'soft';
}

export function labelOf({ category }: Verdict): Label | null {
  return labelOfCategory[category];
}
