import type { ClassifierPlugin } from '../../plugin.ts';
import type { Rule } from '../../rule.ts';
import { cited, page } from '../../sources.ts';
import { speaking } from '../speaking.ts';

const codes = page('https://senders.yahooinc.com/smtp-error-codes/');
/** Codes that the page shows no longer. */
const olderCodes = cited('https://senders.yahooinc.com/smtp-error-codes/');
const aol = page('http://postmaster.aol.com/errors/');

const rules: readonly Rule[] = [
  {
    id: 'yahoo.connections',
    version: 1,
    when: { phrases: ['[con…]', '[tss02]', 'too many connections from this ip'] },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    sources: [olderCodes],
    examples: {
      positive: [
        '421 4.7.0 [CON04] Too many simultaneous connections opened',
        '421 4.7.0 [TSS02] Messages from 203.0.113.7 temporarily deferred',
        '421 4.7.0 Too many connections from this ip',
      ],
      negative: ['421 4.7.0 [TSS04] Messages from 203.0.113.7 temporarily deferred'],
    },
  },
  {
    id: 'yahoo.greylisted',
    version: 1,
    when: { phrases: ['[gl01]', '[gl02]'] },
    verdict: { category: 'greylisted', permanence: 'transient', scope: 'message' },
    sources: [olderCodes],
    examples: {
      positive: ['451 4.7.1 [GL01] Message from 203.0.113.7 temporarily deferred', '451 4.7.1 [GL02]'],
      negative: ['451 4.7.1 [GL1] Message deferred'],
    },
  },
  {
    id: 'yahoo.deferred',
    version: 2,
    when: {
      phrases: [
        'temporarily deferred - 4.16',
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
        developer: {
          cause: 'Yahoo defers mail from this address after complaints or an unusual volume; TSS and TS codes say so.',
          remedy:
            'Stop retrying at full speed: send less, drop recipients who complained or never open, and look at the complaint feedback loop.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo houdt onze mail tegen na klachten of een ongewone hoeveelheid mail.',
          remedy: 'Niets te doen voor deze ontvanger; de verzendende kant moet minder verzenden en klachten bekijken.',
        },
        developer: {
          cause: 'Yahoo stelt mail van dit adres uit na klachten of een ongewoon volume; TSS- en TS-codes zeggen dat.',
          remedy:
            'Probeer het niet op volle snelheid opnieuw: verzend minder, laat ontvangers weg die klaagden of nooit openen, en kijk naar de klachtenterugkoppeling.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '451 Message temporarily deferred - 4.16.50',
        '421 4.7.0 [TSS04] Messages from 203.0.113.7 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1',
        '421 4.7.1 [TS03] All messages from 203.0.113.7 will be permanently deferred',
        '421 4.7.0 [TS01]',
        '421 4.7.0 [TS02]',
        '421 4.7.0 Deferred due to user complaints',
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
        developer: {
          cause: 'Yahoo refuses the address because of a block list, mostly that of Spamhaus.',
          remedy: 'Look the address up at Spamhaus, mend the cause, ask for removal there, and retry after that.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo weigert de server waarmee wij verzenden, omdat die op een blokkeerlijst staat.',
          remedy: 'Laat de verzendende kant om verwijdering van die lijst vragen.',
        },
        developer: {
          cause: 'Yahoo weigert het adres om een blokkeerlijst, meestal die van Spamhaus.',
          remedy: 'Zoek het adres op bij Spamhaus, verhelp de oorzaak, vraag daar om verwijdering en probeer het daarna opnieuw.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: ['553 5.7.1 [BL21] Connections will not be accepted from 203.0.113.7', '553 5.7.1 [BL22]', '553 5.7.1 [BL23]'],
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
        developer: {
          cause: 'Yahoo refused the message for its content or links; PH codes say so.',
          remedy: 'Look for shortened or listed links and for pages that were broken into; do not retry the same message.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo weigerde het bericht om een regel over inhoud, links of afzender.',
          remedy: 'Laat de verzendende kant inhoud, links en afzenderinstellingen bekijken.',
        },
        developer: {
          cause: 'Yahoo weigerde het bericht om inhoud of links; PH-codes zeggen dat.',
          remedy: "Zoek naar verkorte of geblokkeerde links en naar gekraakte pagina's; probeer hetzelfde bericht niet opnieuw.",
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
        developer: {
          cause: "Yahoo found neither SPF nor DKIM valid, or the domain's DMARC record refused the message.",
          remedy: 'Publish SPF, sign with DKIM, and for bulk mail publish DMARC; for forwarded mail keep the signature whole.',
        },
      },
      nl: {
        support: {
          cause: 'Yahoo kon niet vaststellen dat het bericht van ons domein kwam.',
          remedy:
            'Publiceer SPF voor de verzendende servers en onderteken met DKIM; wie veel verzendt heeft ook een DMARC-record nodig.',
        },
        developer: {
          cause: 'Yahoo vond SPF noch DKIM geldig, of het DMARC-record van het domein weigerde het bericht.',
          remedy:
            'Publiceer SPF, onderteken met DKIM en publiceer voor bulkmail DMARC; houd bij doorgestuurde mail de handtekening heel.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.9 This mail has been blocked because the sender is unauthenticated. Yahoo requires all senders to authenticate with either SPF or DKIM.',
        '550 5.7.9 [AU01]',
        '550 5.7.9 DMARC:NR',
        '550 5.7.9 (au01)',
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
    version: 2,
    when: { phrases: ['unresolvable rfc.5321 from domain', 'unresolvable rfc.5321 domain', 'rly:sn'] },
    verdict: { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: [
        '451 (RLY:SN) the domain of the sender was not found',
        '451 Message temporarily deferred due to unresolvable RFC.5321 from domain.',
        '451 Unresolvable rfc.5321 domain',
      ],
      negative: ['451 Message temporarily deferred'],
    },
  },
  {
    id: 'yahoo.aol-reverse-dns',
    version: 1,
    when: { phrases: ['rtr:rd'] },
    verdict: { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
    sources: [aol],
    examples: { positive: ['554 (RTR:RD) the name of 203.0.113.7 was not found'], negative: ['554 (RTR:BB) dynamic address'] },
  },
  {
    id: 'yahoo.aol-host-blocked',
    version: 1,
    when: { phrases: ['rtr:bb', 'rtr:du', 'rtr:sc', 'rtr:bl', 'rtr:bg', 'con:b1', 'rly:bl', 'rly:ir', 'rly:b2'] },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    sources: [aol],
    examples: {
      positive: [
        '554 RTR:BB 203.0.113.7 is a dynamic address',
        '554 RTR:DU',
        '554 RTR:SC',
        '554 RTR:BL',
        '554 RTR:BG',
        '554 CON:B1',
        '554 RLY:BL',
        '554 RLY:IR',
        '554 RLY:B2',
      ],
      negative: ['421 (DYN:T1) slow down'],
    },
  },
  {
    id: 'yahoo.aol-rate',
    version: 1,
    when: { phrases: ['dyn:t1', 'dyn:t2', 'rly:b1'] },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    sources: [aol],
    examples: {
      positive: ['421 4.7.1 (DYN:T1) limit reached', '421 4.7.1 DYN:T2', '421 4.7.1 RLY:B1'],
      negative: ['554 (RTR:BB) dynamic address'],
    },
  },
  {
    id: 'yahoo.aol-content',
    version: 1,
    when: { phrases: ['hvu:b1', 'hvu:b2', 'rly:bd', 'rly:ch', 'rtr:ch'] },
    verdict: { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
    sources: [aol],
    examples: {
      positive: [
        '554 5.7.1 (HVU:B1) a link in the message was refused',
        '554 5.7.1 HVU:B2',
        '554 5.7.1 RLY:BD',
        '554 5.7.1 RLY:CH',
        '554 5.7.1 RTR:CH',
      ],
      negative: ['554 (RTR:BB) dynamic address'],
    },
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
        developer: {
          cause: 'The mail service has no account by this name.',
          remedy: 'Take the address off the list; do not retry.',
        },
      },
      nl: {
        support: {
          cause: 'De maildienst zegt dat deze gebruiker daar geen account heeft.',
          remedy: 'Controleer het adres op typefouten en vraag de ontvanger om het juiste adres.',
        },
        developer: {
          cause: 'De maildienst heeft geen account met deze naam.',
          remedy: 'Haal het adres van de lijst; probeer het niet opnieuw.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        "554 delivery error: dd This user doesn't have a example.com account (ann@example.com) [0] - mta4711.mail.example.com",
        '554 delivery error: dd Not a valid recipient - mta4711.mail.example.com',
        '554 Dd no such user',
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
    sources: [page('https://github.com/sisimai/p5-sisimai/issues/312')],
    examples: {
      positive: [
        '554 30 Sorry, your message to ann@example.com cannot be delivered. This mailbox is disabled (554.30).',
        'Sorry your message to ann@example.com cannot be delivered. This account has been disabled or discontinued [#102].',
        '554 Dd account is not available',
      ],
      negative: ['552 1 mailbox not found'],
    },
  },
];

/** Yahoo Mail, AOL and the providers whose mail Yahoo handles. */
export const yahoo: ClassifierPlugin = speaking('Yahoo', {
  id: 'yahoo',
  version: '1.0.0',
  name: 'Yahoo (Yahoo Mail, AOL)',
  mxSuffixes: ['.yahoodns.net', '.yahoo.com', '.aol.com'],
  rules,
});
