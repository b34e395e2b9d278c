import type { SmtpReply } from './reply.ts';
import type { Category, Permanence } from './verdict.ts';

/** Wording that says of itself that it will not change, even where no code stands beside it. */
const finalWithoutCode: ReadonlySet<Category> = new Set([
  'recipient-unknown',
  'recipient-moved',
  'address-syntax',
  'domain-unknown',
  'domain-no-mail',
]);

/**
 * What `as-replied` means for a reply. A 4 on either side is enough for transient: a server that is not sure must not cost
 * anybody an address.
 */
export function permanenceIn({ replyCode }: SmtpReply, enhanced: string | null, category: Category): Permanence {
  const replied = replyCode === null ? 0 : Math.trunc(replyCode / 100);
  const status = enhanced === null ? 0 : enhanced.charCodeAt(0) - 0x30;
  if (replied === 4 || status === 4) return 'transient';
  if (replied === 5 || status === 5) return 'permanent';
  return finalWithoutCode.has(category) ? 'permanent' : 'transient';
}
