import type { Rule } from '../../rule.ts';
import { rfc } from '../../sources.ts';

/** Replies of success. Their codes say enough; the words are met in logs and reports that cut the code off. */
export const accepted: readonly Rule[] = [
  {
    id: 'common-phrases.delivered',
    version: 1,
    when: {
      phrases: [
        'message accepted for delivery',
        'message accepted',
        'mail accepted',
        'message successfully delivered',
        'successfully delivered',
        'delivered to mailbox',
        'delivered to command',
        'delivered to maildir',
        'queued mail for delivery',
        'queued for delivery',
        'queued as',
        'message queued',
        'message received',
        'message ok',
        'mail queued',
        'requested mail action okay, completed',
        'bericht geaccepteerd',
        'bericht ontvangen',
      ],
      without: ['not', 'undelivered', 'error', 'failed', 'delayed', 'deferred'],
      replyCodes: [250, 251, 252],
    },
    verdict: { category: 'delivered', permanence: null, scope: null },
    sources: [rfc(5321, '4.2.3')],
    examples: {
      positive: ['250 2.0.0 Ok: queued as 4Xk4711', '250 OK Message accepted for delivery', '250 2.6.0 Bericht geaccepteerd'],
      negative: ['450 4.2.0 Not delivered, message queued'],
    },
  },
];
