import type { ClassifierPlugin } from '../../plugin.ts';
import { page } from '../../sources.ts';
import { speaking } from '../speaking.ts';

const errorCodes = page('http://postmaster.cox.net/confluence/display/postmaster/Error+Codes');
const authentication = page(
  'https://forums.cox.com/discussions/internet/aupcxsndr----error-trigger-depends-upon-message-content/109845',
);
const postmaster = page('https://www.cox.com/residential/support/cox-postmaster-email-administration.html');

/** Cox names its rule behind a hash sign; the sentence before it often speaks of the sender or of nobody, under code 5.1.0. */
export const cox: ClassifierPlugin = speaking('Cox', {
  id: 'cox',
  version: '1.0.0',
  name: 'Cox Communications',
  mxSuffixes: ['.cox.net'],
  rules: [
    {
      id: 'cox.reverse-dns',
      version: 1,
      when: { phrases: ['aup#cxdns', 'cxdns'] },
      verdict: { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
      sources: [postmaster],
      examples: {
        positive: ['554 ERROR: Mail refused - 203.0.113.7 - see error codes AUP#CXDNS'],
        negative: ['554 ERROR: Mail refused - 203.0.113.7 AUP#I-1000'],
      },
    },
    {
      // The page says of this code: the checks against the domain's SPF and DKIM failed.
      id: 'cox.unauthenticated',
      version: 1,
      when: { phrases: ['aup#cxsndr', 'cxsndr'] },
      verdict: { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
      sources: [authentication, postmaster],
      examples: {
        positive: ['550 5.1.0 <info@example.com> refused, see error codes AUP#CXSNDR'],
        negative: ['550 5.1.0 <info@example.com> refused AUP#CDRBL'],
      },
    },
    {
      id: 'cox.rate',
      version: 1,
      when: { phrases: ['aup#cxcnct', 'aup#cxmxrt', 'aup#cxthrt'] },
      verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
      sources: [postmaster],
      examples: {
        positive: ['421 4.7.0 Too many connections, see error codes AUP#CXCNCT', '421 4.7.0 AUP#CXMXRT', '421 4.7.0 AUP#CXTHRT'],
        negative: ['421 4.7.0 see error codes AUP#CXBL'],
      },
    },
    {
      id: 'cox.sending-blocked',
      version: 1,
      when: { phrases: ['aup#cxmj', 'aup#cxsmtp'] },
      verdict: { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
      sources: [authentication, postmaster],
      examples: {
        positive: ['550 5.1.0 refused, see error codes AUP#CXSMTP', '550 5.1.0 AUP#CXMJ'],
        negative: ['550 5.1.0 refused, see error codes AUP#CXBL'],
      },
    },
    {
      id: 'cox.link-listed',
      version: 1,
      when: { phrases: ['aup#urlbl…'] },
      verdict: { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
      sources: [postmaster],
      examples: {
        positive: ['552 5.2.0 Message refused, see error codes AUP#URLBL1001'],
        negative: ['552 5.2.0 Message refused, see error codes AUP#IPBL1000'],
      },
    },
    {
      id: 'cox.message-refused',
      version: 1,
      when: { phrases: ['aup#1260', 'aup#1310', 'aup#in-1310', 'aup#out-1260', 'aup#out…', 'aup#in-…'] },
      verdict: { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
      sources: [postmaster],
      examples: {
        positive: [
          '552 5.2.0 Message refused, see error codes AUP#In-1310',
          '552 5.2.0 AUP#1260',
          '552 5.2.0 AUP#1310',
          '552 5.2.0 AUP#OUT-1260',
        ],
        negative: ['550 5.1.0 refused AUP#CDRBL'],
      },
    },
    {
      id: 'cox.host-blocked',
      version: 1,
      when: { phrases: ['aup#…'] },
      verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
      sources: [errorCodes, postmaster],
      examples: {
        positive: ['550 5.1.0 <info@example.com> sender rejected. Refer to Error Codes AUP#CDRBL'],
        negative: ['550 5.1.0 <info@example.com> sender rejected, see our AUP'],
      },
    },
  ],
});
