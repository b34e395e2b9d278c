import type { Rule } from '../../rule.ts';
import { page } from '../../sources.ts';

const ndr = page(
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
);
const senderCodes = page('https://github.com/root-io/vmail/issues/71');
const blockList = page('https://github.com/simple-login/app/issues/1875');

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
        developer: {
          cause: 'Outlook.com blocks the network that we send from; the code in brackets names the list.',
          remedy:
            'Check other senders of the same network, then ask for removal through the form that the answer links to, with the whole answer.',
        },
      },
      nl: {
        support: {
          cause:
            'Microsoft (Outlook.com) weigert mail van het netwerk waar wij vandaan verzenden. Het adres van de ontvanger is niet het probleem.',
          remedy: 'Laat de verzendende kant Microsoft om verwijdering vragen, met het volledige antwoord.',
        },
        developer: {
          cause: 'Outlook.com blokkeert het netwerk waarvan wij verzenden; de code tussen haakjes noemt de lijst.',
          remedy:
            'Controleer andere verzenders van hetzelfde netwerk en vraag dan om verwijdering met het formulier waar het antwoord naar verwijst, met het hele antwoord erbij.',
        },
      },
    },
    sources: [blockList],
    examples: {
      positive: [
        "550 5.7.1 Unfortunately, messages from [203.0.113.7] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150).",
        '550 5.7.1 (s3140)',
        '550 5.7.1 (s3114)',
        '550 5.7.1 (s3115)',
        '550 5.7.1 (as3140)',
        '550 5.7.1 (as3150)',
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
        developer: {
          cause: 'Outlook.com refuses the connection by a code for reputation, content or a dynamic address.',
          remedy: 'Look the code up at the postmaster pages of Outlook.com, and the address in SNDS.',
        },
      },
      nl: {
        support: {
          cause: 'Outlook.com weigert de server waarmee wij verzenden, vanwege zijn reputatie of het soort adres.',
          remedy: 'Laat de verzendende kant de code opzoeken op de postmasterpagina van Outlook.com.',
        },
        developer: {
          cause: 'Outlook.com weigert de verbinding met een code voor reputatie, inhoud of een dynamisch adres.',
          remedy: "Zoek de code op in de postmasterpagina's van Outlook.com, en het adres in SNDS.",
        },
      },
    },
    sources: [senderCodes],
    examples: {
      positive: [
        '550 SC-001 (BAY004-MC1F1) Unfortunately, messages from 203.0.113.7 were refused.',
        '550 DY-001 (BAY004-MC1F1) Dynamic address space',
        '550 SC-002',
        '550 SC-003',
        '550 SC-004',
        '550 DY-002',
        '550 OU-001',
        '550 OU-002',
        '550 HC-001',
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
    explain: {
      en: {
        support: {
          cause: 'Microsoft limits how much it takes from us, or how much our account there may send.',
          remedy: 'Nothing to do for this recipient; the sending side should send less at once.',
        },
        developer: {
          cause: 'A limit on rate, connections or recipients was passed, or slows down an address of low reputation.',
          remedy: 'Lower the rate and the number of connections, and retry with growing pauses; the code says which limit.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft beperkt hoeveel het van ons aanneemt, of hoeveel ons account daar mag verzenden.',
          remedy: 'Niets te doen voor deze ontvanger; de verzendende kant moet minder tegelijk verzenden.',
        },
        developer: {
          cause: 'Een grens aan tempo, verbindingen of ontvangers is overschreden, of remt een adres met een lage reputatie.',
          remedy:
            'Verlaag het tempo en het aantal verbindingen, en probeer het opnieuw met groeiende pauzes; de code zegt welke grens.',
        },
      },
    },
    sources: [ndr, page('https://github.com/Mailu/Mailu/issues/3013')],
    examples: {
      positive: [
        '421 RP-001 (BAY004-MC1F1) The sending rate of 203.0.113.7 is over the limit for its standing',
        '451 4.7.650 The mail server [203.0.113.7] has been temporarily rate limited due to IP reputation (S77719)',
        '550 5.7.508 Access denied, [2001:db8::1] has exceeded permitted limits within 2001:db8::/64 range',
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
        '550 5.2.2 Submission quota exceeded',
        '421 RP-002',
        '421 RP-003',
        '421 (s77714)',
        '421 Has exceeded the maximum number of connections',
        '421 Number of concurrent connections per resource forest',
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
        developer: {
          cause: 'Microsoft 365 has banned the sending address or account.',
          remedy:
            'Find out what was sent from it, then use the delist portal at sender.office.com with the address from the answer.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft 365 heeft het adres van onze verzendende server uitgesloten.',
          remedy: 'Laat de verzendende kant om verwijdering vragen op sender.office.com.',
        },
        developer: {
          cause: 'Microsoft 365 heeft het verzendende adres of account verbannen.',
          remedy: 'Zoek uit wat ervan is verzonden en gebruik dan het portaal sender.office.com met het adres uit het antwoord.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.606 Access denied, banned sending IP [203.0.113.7]. To request removal from this list please visit https://sender.office.com',
        '550 5.7.501 Access denied, spam abuse detected',
        '550 5.7.502 Access denied, banned sender',
        '550 5.7.708 Access denied, traffic not accepted from this IP',
        '550 5.7.513 Service unavailable, Client host [192.0.2.7] blocked by example.com using Customer Block list (AS16012607)',
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
        developer: {
          cause: 'The sending address has no PTR record, or the server greeted with a name that is not its own.',
          remedy: 'Publish a PTR record that leads back to the address, and use that name in EHLO.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft wil dat de verzendende server een eigen naam heeft en die in de begroeting gebruikt.',
          remedy: 'Geef het adres van de verzendende server een PTR-record en gebruik die naam in HELO.',
        },
        developer: {
          cause: 'Het verzendende adres heeft geen PTR-record, of de server begroette met een naam die niet de zijne is.',
          remedy: 'Publiceer een PTR-record dat naar het adres terugleidt, en gebruik die naam in EHLO.',
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
    explain: {
      en: {
        support: {
          cause: 'The receiving organisation at Microsoft 365 keeps mail from us, or to this recipient, out.',
          remedy: "Ask the recipient's administrator to let us through.",
        },
        developer: {
          cause: 'The recipient, or the way to it over IPv6, is blocked on the receiving side.',
          remedy: 'Send over IPv4 if the answer names IPv6; else ask the receiving administrator.',
        },
      },
      nl: {
        support: {
          cause: 'De ontvangende organisatie bij Microsoft 365 houdt mail van ons, of aan deze ontvanger, tegen.',
          remedy: 'Vraag de beheerder van de ontvanger ons door te laten.',
        },
        developer: {
          cause: 'De ontvanger, of de weg ernaartoe over IPv6, is aan de ontvangende kant geblokkeerd.',
          remedy: 'Verzend over IPv4 als het antwoord IPv6 noemt; vraag het anders de ontvangende beheerder.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.507 Access denied, rejected by recipient',
        '550 5.7.510 Access denied, example.com does not accept email over IPv6',
        '550 5.7.505 Access denied, banned recipient',
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
    explain: {
      en: {
        support: {
          cause: 'Microsoft refused the form of the message.',
          remedy: 'Have the program that writes our messages corrected.',
        },
        developer: {
          cause: 'The header is not RFC 5322, too long, or the message is nested too deeply.',
          remedy: 'Check that From holds one valid address, and take nested attachments apart.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft weigerde de vorm van het bericht.',
          remedy: 'Laat het programma dat onze berichten maakt corrigeren.',
        },
        developer: {
          cause: 'De kop volgt RFC 5322 niet, is te lang, of het bericht is te diep genest.',
          remedy: 'Controleer of From één geldig adres bevat, en haal geneste bijlagen uit elkaar.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant',
        '550 5.0.350 Remote server returned an error -> 554 5.6.0 Requested action not taken: policy violation detected (AS345)',
        '550 5.0.350 Remote server returned an error: x-dg-ref header is too long',
        '550 5.7.512 Agent generated message depth exceeded',
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
        developer: {
          cause: 'SPF, DKIM or DMARC failed at Microsoft; the answer says which.',
          remedy:
            'Check that the domain in From matches the one that SPF or DKIM verifies, and that the sending address is in the SPF record.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft kon niet vaststellen dat het bericht van ons domein kwam.',
          remedy: 'Laat SPF, DKIM en DMARC van het afzenderdomein controleren.',
        },
        developer: {
          cause: 'SPF, DKIM of DMARC faalde bij Microsoft; het antwoord zegt welke.',
          remedy:
            'Controleer of het domein in From gelijk is aan dat wat SPF of DKIM verifieert, en of het verzendende adres in het SPF-record staat.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.509 Access denied, sending domain [EXAMPLE.NL] does not pass DMARC verification and has a DMARC policy of reject.',
        "550 5.7.515 Access denied, sending domain EXAMPLE.NL doesn't meet the required authentication level. Spf= Fail , Dkim= Pass , DMARC= Pass",
        '550 5.7.23 The message was rejected because of Sender Policy Framework violation',
        '450 4.7.26 Access denied, a message sent over IPv6 [2001:db8::1] must pass either SPF or DKIM validation, this message is not signed',
        '550 5.7.509 Message failed spf',
        '550 5.7.509 Failed the sender policy framework',
        '550 5.7.509 5322.from address',
      ],
      negative: ['550 5.7.1 Access denied'],
    },
  },
  {
    id: 'microsoft.outbound-blocked',
    version: 2,
    when: {
      phrases: [
        'bad outbound sender',
        'tenant has exceeded threshold',
        'client blocked from sending from unregistered domain…',
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
        developer: {
          cause: 'Our account or tenant at Microsoft may not send: it passed a limit, or was blocked after unusual mail.',
          remedy: 'Look for a stolen account first; then lift the restriction in the Defender portal.',
        },
        recipient: {
          cause: 'Our own mail account was not allowed to send.',
          remedy: 'You need not do anything: this is ours to mend.',
        },
      },
      nl: {
        support: {
          cause: 'Microsoft laat ons eigen account niet verzenden, meestal na ongewone hoeveelheden mail.',
          remedy: 'Laat de beheerder van het verzendaccount het uitzoeken en de blokkade bij Microsoft opheffen.',
        },
        developer: {
          cause:
            'Ons account of onze tenant bij Microsoft mag niet verzenden: een grens is overschreden, of het is geblokkeerd na ongewone mail.',
          remedy: 'Zoek eerst naar een gestolen account; hef daarna de beperking op in het Defender-portaal.',
        },
        recipient: {
          cause: 'Ons eigen mailaccount mocht niet verzenden.',
          remedy: 'U hoeft niets te doen: dit moeten wij herstellen.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.1.8 Access denied, bad outbound sender info@example.com',
        '550 5.7.705 Access denied, tenant has exceeded threshold',
        '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains',
        '550 5.1.8 Your organization has exceeded',
        '550 5.1.8 Outbound spam',
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
      positive: [
        '550 5.7.64 TenantAttribution; Relay Access Denied [mx1.example.net]',
        '550 5.7.64 Tenant attribution',
        '550 5.7.64 tenantinboundattribution',
      ],
      negative: ['550 5.7.1 attribution missing'],
    },
  },
  {
    id: 'microsoft.forwarding-disabled',
    version: 1,
    when: { phrases: ['your organization does not allow external forwarding', 'external forwarding'] },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    sources: [
      page(
        'https://github.com/MicrosoftDocs/defender-docs/blob/public/defender-office-365/outbound-spam-policies-external-email-forwarding.md',
      ),
    ],
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
        developer: {
          cause: 'A mail flow rule of the receiving organisation rejected the message; its text may say why.',
          remedy:
            'Send the whole answer to the receiving administrator; nothing in the sending set-up needs to change before that.',
        },
      },
      nl: {
        support: {
          cause: 'Een mailregel van de ontvangende organisatie weigerde het bericht.',
          remedy: 'Vraag de beheerder van de ontvanger welke regel dat was.',
        },
        developer: {
          cause: 'Een regel voor e-mailstroom van de ontvangende organisatie weigerde het bericht; de tekst zegt soms waarom.',
          remedy:
            'Stuur het hele antwoord aan de ontvangende beheerder; voor die tijd hoeft er niets aan de verzendende kant te veranderen.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy',
        '550 5.7.1 Transport rules rejectmessage',
      ],
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
        developer: {
          cause: 'Exchange Online holds the connection back while it looks at the sender; this is a passing limit.',
          remedy: 'Retry with growing pauses. If it lasts for days, send less at once and look at the reputation of the address.',
        },
      },
      nl: {
        support: {
          cause:
            'Microsoft vraagt onze server om het rustiger aan te doen: het kent de server nog niet goed of ziet ongewoon verkeer.',
          remedy: 'Niets te doen voor deze ontvanger: het bericht wordt later opnieuw geprobeerd.',
        },
        developer: {
          cause: 'Exchange Online houdt de verbinding op terwijl het de afzender bekijkt; dit is een tijdelijke grens.',
          remedy:
            'Probeer het opnieuw met groeiende pauzes. Duurt het dagen, verzend dan minder tegelijk en kijk naar de reputatie van het adres.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '451 4.7.500 Server busy. Please try again later from [203.0.113.7]. (AS843)',
        '451 4.7.500 Access denied, please try again later',
        '451 4.7.500 Pfa agent busy',
        '451 4.7.500 (as844)',
      ],
      negative: ['451 4.3.0 Server busy'],
    },
  },
];
