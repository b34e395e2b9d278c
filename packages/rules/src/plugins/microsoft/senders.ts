import type { Rule } from '../../rule.ts';
import { cited } from '../../sources.ts';

const ndr = cited(
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
);
const outlook = cited('https://sendersupport.olc.protection.outlook.com/pm/troubleshooting.aspx');

/** What Microsoft says of senders, their hosts and their messages. */
export const senders: readonly Rule[] = [
  {
    id: 'microsoft.block-list',
    version: 1,
    when: {
      phrases: [
        'part of their network is on our block list',
        '(s3140)',
        '(s3150)',
        '(s3114)',
        '(s3115)',
        '(as3140)',
        '(as3150)',
        "messages from … weren't sent",
      ],
    },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause:
            'Microsoft (Outlook.com) refuses mail from the network that we send from. The address of the recipient is not the problem.',
          remedy: 'Have the sending side ask Microsoft for removal, with the full answer.',
        },
      },
      nl: {
        support: {
          cause:
            'Microsoft (Outlook.com) weigert mail van het netwerk waar wij vandaan verzenden. Het adres van de ontvanger is niet het probleem.',
          remedy: 'Laat de verzendende kant Microsoft om verwijdering vragen, met het volledige antwoord.',
        },
      },
    },
    sources: [outlook],
    examples: {
      positive: [
        "550 5.7.1 Unfortunately, messages from [203.0.113.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
      ],
      negative: ['550 5.7.1 Message blocked by the rules of example.com'],
    },
  },
  {
    id: 'microsoft.sender-code',
    version: 1,
    when: { phrases: ['sc-001', 'sc-002', 'sc-003', 'sc-004', 'dy-001', 'dy-002', 'ou-001', 'ou-002', 'hc-001'] },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Outlook.com refuses the server that we send with, because of its standing or its kind of address.',
          remedy: 'Have the sending side look up the code at the postmaster pages of Outlook.com.',
        },
      },
      nl: {
        support: {
          cause: 'Outlook.com weigert de server waarmee wij verzenden, vanwege zijn reputatie of het soort adres.',
          remedy: 'Laat de verzendende kant de code opzoeken op de postmasterpagina van Outlook.com.',
        },
      },
    },
    sources: [outlook],
    examples: {
      positive: [
        '550 SC-001 (BAY004-MC1F1) Unfortunately, messages from 203.0.113.7 were refused.',
        '550 DY-001 (BAY004-MC1F1) Dynamic address space',
      ],
      negative: ['550 5.7.1 ticket SC-0015'],
    },
  },
  {
    id: 'microsoft.rate-code',
    version: 1,
    when: {
      phrases: [
        'rp-001',
        'rp-002',
        'rp-003',
        'exceeded permitted limits within',
        'temporarily rate limited due to ip reputation',
        '(s77714)',
        '(s77719)',
        'has exceeded the maximum number of connections',
        'number of concurrent connections per resource forest',
        'reached your daily limit for message recipients',
        'submission quota exceeded',
      ],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    sources: [outlook, ndr],
    examples: {
      positive: [
        '421 RP-001 (BAY004-MC1F1) The sending rate of 203.0.113.7 is over the limit for its standing',
        '451 4.7.650 The mail server [203.0.113.7] has been temporarily rate limited due to IP reputation (S77719)',
      ],
      negative: ['421 4.3.2 Service not available'],
    },
  },
  {
    id: 'microsoft.banned-host',
    version: 1,
    when: {
      phrases: [
        'access denied, banned sending ip',
        'access denied, banned sender',
        'access denied, spam abuse detected',
        'access denied, traffic not accepted from this ip',
        'blocked by … using customer block list',
      ],
    },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Microsoft 365 has banned the address of our sending server.',
          remedy: 'Have the sending side ask for removal at sender.office.com.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft 365 heeft het adres van onze verzendende server uitgesloten.',
          remedy: 'Laat de verzendende kant om verwijdering vragen op sender.office.com.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.606 Access denied, banned sending IP [203.0.113.7]. To request removal from this list please visit https://sender.office.com',
      ],
      negative: ['550 5.4.1 Recipient address rejected: Access denied'],
    },
  },
  {
    id: 'microsoft.reverse-dns',
    version: 1,
    when: { phrases: ['must have a reverse dns record', 'access denied, bad helo'] },
    verdict: { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Microsoft wants the sending server to have a name of its own, and to use it in its greeting.',
          remedy: 'Give the address of the sending server a PTR record and use that name in HELO.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft wil dat de verzendende server een eigen naam heeft en die in de begroeting gebruikt.',
          remedy: 'Geef het adres van de verzendende server een PTR-record en gebruik die naam in HELO.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '450 4.7.25 Access denied, the sending IPv6 address [2001:db8::7] must have a reverse DNS record',
        '550 5.7.506 Access Denied, Bad HELO',
      ],
      negative: ['550 5.7.1 Access denied'],
    },
  },
  {
    id: 'microsoft.recipient-block-list',
    version: 1,
    when: {
      phrases: ['access denied, rejected by recipient', 'access denied, banned recipient', 'does not accept email over ipv6'],
    },
    verdict: { category: 'recipient-filter', permanence: 'as-replied', scope: 'sender' },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.507 Access denied, rejected by recipient',
        '550 5.7.510 Access denied, example.com does not accept email over IPv6',
      ],
      negative: ['550 5.7.606 Access denied, banned sending IP [203.0.113.7]'],
    },
  },
  {
    id: 'microsoft.message-form',
    version: 1,
    when: {
      phrases: [
        'message must be rfc 5322',
        'x-dg-ref header is too long',
        'policy violation detected (as345)',
        'agent generated message depth exceeded',
      ],
    },
    verdict: { category: 'content-rejected', permanence: 'as-replied', scope: 'message' },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
        '550 5.0.350 Remote server returned an error -> 554 5.6.0 Requested action not taken: policy violation detected (AS345)',
      ],
      negative: ['550 5.7.1 policy violation detected'],
    },
  },
  {
    id: 'microsoft.dmarc',
    version: 1,
    when: {
      phrases: [
        'does not pass dmarc verification',
        "doesn't meet the required authentication level",
        'message failed spf',
        'failed the sender policy framework',
        'sender policy framework violation',
        'must pass either spf or dkim validation',
        '5322.from address',
      ],
    },
    verdict: { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Microsoft could not verify that the message came from our domain.',
          remedy: 'Have SPF, DKIM and DMARC of the sender domain checked.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft kon niet vaststellen dat het bericht van ons domein kwam.',
          remedy: 'Laat SPF, DKIM en DMARC van het afzenderdomein controleren.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.509 Access denied, sending domain [EXAMPLE.NL] does not pass DMARC verification and has a DMARC policy of reject.',
        "550 5.7.515 Access denied, sending domain EXAMPLE.NL doesn't meet the required authentication level. Spf= Fail , Dkim= Pass , DMARC= Pass",
      ],
      negative: ['550 5.7.1 Access denied'],
    },
  },
  {
    id: 'microsoft.outbound-blocked',
    version: 1,
    when: {
      phrases: [
        'bad outbound sender',
        'tenant has exceeded threshold',
        'client blocked from sending from unregistered domain…',
        "user's daily … limit exceeded",
        'your organization has exceeded',
        'outbound spam',
      ],
    },
    verdict: { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Microsoft stopped our own account from sending, mostly after unusual amounts of mail.',
          remedy: 'Have the administrator of the sending account look into it and lift the block at Microsoft.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft laat ons eigen account niet verzenden, meestal na ongewone hoeveelheden mail.',
          remedy: 'Laat de beheerder van het verzendaccount het uitzoeken en de blokkade bij Microsoft opheffen.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.1.8 Access denied, bad outbound sender info@example.com',
        '550 5.7.705 Access denied, tenant has exceeded threshold',
      ],
      negative: ['550 5.1.8 Bad sender domain'],
    },
  },
  {
    id: 'microsoft.attribution',
    version: 1,
    when: { phrases: ['tenantattribution', 'tenant attribution', 'tenantinboundattribution'] },
    verdict: { category: 'relay-denied', permanence: 'as-replied', scope: 'sender' },
    sources: [ndr],
    examples: {
      positive: ['550 5.7.64 TenantAttribution; Relay Access Denied [mx1.example.net]'],
      negative: ['550 5.7.1 attribution missing'],
    },
  },
  {
    id: 'microsoft.forwarding-disabled',
    version: 1,
    when: { phrases: ['your organization does not allow external forwarding', 'external forwarding'] },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.520 Access denied, your organization does not allow external forwarding. Please contact your administrator. AS(7555)',
      ],
      negative: ['550 5.7.1 Access denied'],
    },
  },
  {
    id: 'microsoft.transport-rule',
    version: 1,
    when: { phrases: ['transport.rules.rejectmessage', 'transport rules rejectmessage'] },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'A mail rule of the receiving organisation refused the message.',
          remedy: "Ask the recipient's administrator which rule it was.",
        },
      },
      nl: {
        support: {
          cause: 'Een mailregel van de ontvangende organisatie weigerde het bericht.',
          remedy: 'Vraag de beheerder van de ontvanger welke regel dat was.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: ['550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy'],
      negative: ['550 5.7.1 Rejected by a rule'],
    },
  },
  {
    id: 'microsoft.busy',
    version: 1,
    when: {
      phrases: [
        'server busy. please try again later from',
        'access denied, please try again later',
        'pfa agent busy',
        '(as843)',
        '(as844)',
      ],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Microsoft asks our server to slow down: it does not know it well enough, or sees unusual traffic.',
          remedy: 'Nothing to do for this recipient: the message is tried again later.',
        },
      },
      nl: {
        support: {
          cause:
            'Microsoft vraagt onze server om het rustiger aan te doen: het kent de server nog niet goed of ziet ongewoon verkeer.',
          remedy: 'Niets te doen voor deze ontvanger: het bericht wordt later opnieuw geprobeerd.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: ['451 4.7.500 Server busy. Please try again later from [203.0.113.7]. (AS843)'],
      negative: ['451 4.3.0 Server busy'],
    },
  },
];
