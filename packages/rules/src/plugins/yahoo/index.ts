import type { ClassifierPlugin } from '../../plugin.ts';
import type { Rule } from '../../rule.ts';
import { cited } from '../../sources.ts';

const codes = cited('https://senders.yahooinc.com/smtp-error-codes/');

const rules: readonly Rule[] = [
  {
    id: 'yahoo.connections',
    version: 1,
    when: { phrases: ['[con…]', '[tss02]', 'too many connections from this ip'] },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: [
        '421 4.7.0 [CON04] Too many simultaneous connections opened',
        '421 4.7.0 [TSS02] Messages from 203.0.113.7 temporarily deferred',
      ],
      negative: ['421 4.7.0 [TSS04] Messages from 203.0.113.7 temporarily deferred'],
    },
  },
  {
    id: 'yahoo.greylisted',
    version: 1,
    when: { phrases: ['[gl01]', '[gl02]'] },
    verdict: { category: 'greylisted', permanence: 'transient', scope: 'message' },
    sources: [codes],
    examples: {
      positive: ['451 4.7.1 [GL01] Message from 203.0.113.7 temporarily deferred'],
      negative: ['451 4.7.1 [GL1] Message deferred'],
    },
  },
  {
    id: 'yahoo.deferred',
    version: 1,
    when: {
      phrases: [
        '[tss…]',
        '[ts01]',
        '[ts02]',
        '[ts03]',
        '[ts…]',
        'deferred due to unexpected volume or user complaints',
        'deferred due to user complaints',
        'will be permanently deferred',
      ],
    },
    verdict: { category: 'reputation', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Yahoo holds our mail back after complaints or an unusual amount of mail.',
          remedy: 'Nothing to do for this recipient; the sending side should send less and look at complaints.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo houdt onze mail tegen na klachten of een ongewone hoeveelheid mail.',
          remedy: 'Niets te doen voor deze ontvanger; de verzendende kant moet minder verzenden en klachten bekijken.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '421 4.7.0 [TSS04] Messages from 203.0.113.7 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
        '421 4.7.1 [TS03] All messages from 203.0.113.7 will be permanently deferred',
      ],
      negative: ['421 4.7.0 Messages temporarily deferred'],
    },
  },
  {
    id: 'yahoo.block-list',
    version: 1,
    when: { phrases: ['[bl21]', '[bl22]', '[bl23]', '[bl…]'] },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Yahoo refuses the server that we send with, because it stands on a block list.',
          remedy: 'Have the sending side ask for removal from that list.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo weigert de server waarmee wij verzenden, omdat die op een blokkeerlijst staat.',
          remedy: 'Laat de verzendende kant om verwijdering van die lijst vragen.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: ['553 5.7.1 [BL21] Connections will not be accepted from 203.0.113.7'],
      negative: ['553 5.7.1 Connections will not be accepted'],
    },
  },
  {
    id: 'yahoo.policy',
    version: 1,
    when: { phrases: ['[ph01]', '[ph…]', 'not accepted for policy reasons'] },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Yahoo refused the message by a rule about its content, its links or its sender.',
          remedy: 'Have the sending side look at the content and links and at the sender settings.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo weigerde het bericht om een regel over inhoud, links of afzender.',
          remedy: 'Laat de verzendende kant inhoud, links en afzenderinstellingen bekijken.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: ['554 5.7.9 Message not accepted for policy reasons. See https://senders.yahooinc.com/error-codes [PH01]'],
      negative: ['554 5.7.9 Message not accepted'],
    },
  },
  {
    id: 'yahoo.unauthenticated',
    version: 1,
    when: { phrases: ['yahoo requires all senders to authenticate', '[au01]', 'dmarc:nr…', '(au01)'] },
    verdict: { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Yahoo could not verify that the message came from our domain.',
          remedy: 'Publish SPF for the sending servers and sign with DKIM; senders of many messages also need a DMARC record.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo kon niet vaststellen dat het bericht van ons domein kwam.',
          remedy:
            'Publiceer SPF voor de verzendende servers en onderteken met DKIM; wie veel verzendt heeft ook een DMARC-record nodig.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM.',
      ],
      negative: ['554 5.7.9 Message not accepted for policy reasons'],
    },
  },
  {
    id: 'yahoo.header-rejected',
    version: 1,
    when: { phrases: ['headers are not rfc compliant'] },
    verdict: { category: 'content-rejected', permanence: 'as-replied', scope: 'message' },
    sources: [codes],
    examples: {
      positive: ['554 Message not allowed - Headers are not RFC compliant[291]'],
      negative: ['554 Message not allowed - [299]'],
    },
  },
  {
    id: 'yahoo.sender-domain',
    version: 1,
    when: { phrases: ['unresolvable rfc.5321 from domain', 'unresolvable rfc.5321 domain', 'mailbox … rly:sn', 'rly:sn'] },
    verdict: { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: ['451 Message temporarily deferred due to unresolvable RFC.5321 from domain.'],
      negative: ['451 Message temporarily deferred'],
    },
  },
  {
    id: 'yahoo.aol-reverse-dns',
    version: 1,
    when: { phrases: ['rtr:rd'] },
    verdict: { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: { positive: ['554 (RTR:RD) the name of 203.0.113.7 was not found'], negative: ['554 (RTR:BB) dynamic address'] },
  },
  {
    id: 'yahoo.aol-host-blocked',
    version: 1,
    when: { phrases: ['rtr:bb', 'rtr:du', 'rtr:sc', 'rtr:bl', 'rtr:bg', 'con:b1', 'rly:bl', 'rly:ir', 'rly:b2'] },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: { positive: ['554 RTR:BB 203.0.113.7 is a dynamic address'], negative: ['421 (DYN:T1) slow down'] },
  },
  {
    id: 'yahoo.aol-rate',
    version: 1,
    when: { phrases: ['dyn:t1', 'dyn:t2', 'rly:b1'] },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    sources: [codes],
    examples: { positive: ['421 4.7.1 (DYN:T1) limit reached'], negative: ['554 (RTR:BB) dynamic address'] },
  },
  {
    id: 'yahoo.aol-content',
    version: 1,
    when: { phrases: ['hvu:b1', 'hvu:b2', 'rly:bd', 'rly:ch', 'rtr:ch'] },
    verdict: { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
    sources: [codes],
    examples: { positive: ['554 5.7.1 (HVU:B1) a link in the message was refused'], negative: ['554 (RTR:BB) dynamic address'] },
  },
  {
    id: 'yahoo.recipient-unknown',
    version: 1,
    when: {
      phrases: ["user doesn't have a … account", "user doesn't have an … account", 'dd not a valid recipient', 'dd no such user'],
    },
    verdict: { category: 'recipient-unknown', permanence: 'as-replied', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'The mail service says that this user has no account there.',
          remedy: 'Check the address for typing errors and ask the recipient for the right one.',
        },
      },
      nl: {
        support: {
          cause: 'De maildienst zegt dat deze gebruiker daar geen account heeft.',
          remedy: 'Controleer het adres op typefouten en vraag de ontvanger om het juiste adres.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        "554 delivery error: dd This user doesn't have a example.com account (ann@example.com) [0] - mta4711.mail.example.com",
        '554 delivery error: dd Not a valid recipient - mta4711.mail.example.com',
      ],
      negative: ['554 delivery error: dd This mailbox is disabled'],
    },
  },
  {
    id: 'yahoo.recipient-disabled',
    version: 1,
    when: {
      phrases: ['this mailbox is disabled', 'dd account is not available', 'this account has been disabled or discontinued'],
    },
    verdict: { category: 'recipient-disabled', permanence: 'transient', scope: 'recipient' },
    sources: [codes],
    examples: {
      positive: [
        '554 30 Sorry, your message to ann@example.com cannot be delivered. This mailbox is disabled (554.30).',
        'Sorry your message to ann@example.com cannot be delivered. This account has been disabled or discontinued [#102].',
      ],
      negative: ['552 1 mailbox not found'],
    },
  },
];

/** Yahoo Mail, AOL and the providers whose mail Yahoo handles. */
export const yahoo: ClassifierPlugin = {
  id: 'yahoo',
  version: '1.0.0',
  name: 'Yahoo (Yahoo Mail, AOL)',
  mxSuffixes: ['.yahoodns.net', '.yahoo.com', '.aol.com'],
  rules,
};
