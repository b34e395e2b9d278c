import type { Actor } from './rule.ts';
import type { Category, Scope } from './verdict.ts';

/** Who has the next move in each category. A list by scope where the category alone does not tell. */
const actorOfCategory = {
  'recipient-unknown': 'sender',
  'recipient-moved': 'sender',
  'recipient-disabled': 'recipient',
  'address-syntax': 'sender',
  'domain-unknown': 'sender',
  'domain-no-mail': 'sender',
  'mailbox-full': 'recipient',
  greylisted: 'nobody',
  'rate-limited': { otherwise: 'sending-operator', recipient: 'nobody', domain: 'nobody' },
  'remote-error': 'receiving-operator',
  'remote-full': 'receiving-operator',
  'local-delivery-error': 'receiving-operator',
  'network-error': { otherwise: 'nobody', sender: 'sending-operator', domain: 'receiving-operator' },
  expired: 'receiving-operator',
  'protocol-error': 'sending-operator',
  'message-too-large': 'sender',
  'recipient-filter': 'recipient',
  policy: 'sending-operator',
  'ip-blocked': 'sending-operator',
  reputation: 'sending-operator',
  'sender-rejected': 'sending-operator',
  'relay-denied': { otherwise: 'sending-operator', domain: 'receiving-operator' },
  'ptr-missing': 'sending-operator',
  'credentials-or-tls': { otherwise: 'sending-operator', domain: 'receiving-operator' },
  'auth-failure': 'sending-operator',
  'spam-content': 'sender',
  virus: 'sender',
  'content-rejected': 'sender',
  suppressed: 'sender',
  complaint: 'sender',
  'auto-reply': 'nobody',
  'challenge-response': 'sender',
  delivered: 'nobody',
  relayed: 'nobody',
  delayed: 'nobody',
  displayed: 'nobody',
  'unsubscribe-request': 'sender',
  'not-a-report': 'nobody',
  unknown: 'sending-operator',
} as const satisfies Record<Category, Actor | ({ readonly otherwise: Actor } & { readonly [S in Scope]?: Actor })>;

export function actorOf(category: Category, scope: Scope | null): Actor {
  const entry: Actor | ({ readonly otherwise: Actor } & { readonly [S in Scope]?: Actor }) = actorOfCategory[category];
  if (typeof entry === 'string') return entry;
  return (scope === null ? undefined : entry[scope]) ?? entry.otherwise;
}
