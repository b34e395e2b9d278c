import type { Rule } from '../../rule.ts';
import { cited } from '../../sources.ts';

const codes = cited('https://support.google.com/a/answer/3726730');
const guidelines = cited('https://support.google.com/mail/answer/81126');

/** What Google says of senders and messages. */
export const senders: readonly Rule[] = [
  {
    id: 'google.sender-unauthenticated',
    version: 1,
    when: {
      enhancedStatusCodes: ['x.7.26', 'x.7.27', 'x.7.24', 'x.7.30', 'x.7.32', 'x.7.40'],
      phrases: ['unauthenticated', 'spf', 'dkim', 'dmarc', 'authenticate', 'authentication', 'aligned'],
    },
    hostBound: true,
    verdict: { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Google could not verify that the message came from our domain.',
          remedy:
            'Have SPF, DKIM and DMARC of the sender domain checked; Google asks every sender for at least one of the first two.',
        },
      },
      nl: {
        support: {
          cause: 'Google kon niet vaststellen dat het bericht van ons domein kwam.',
          remedy:
            'Laat SPF, DKIM en DMARC van het afzenderdomein controleren; Google vraagt van elke afzender ten minste een van de eerste twee.',
        },
      },
    },
    sources: [codes, guidelines],
    examples: {
      positive: [
        '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 4711 - gsmtp',
        '421 4.7.27 Your email has been rate limited because SPF authentication did not pass. 4711 - gsmtp',
        '550 5.7.30 Your email has been blocked because DKIM authentication did not pass. 4711 - gsmtp',
      ],
      negative: [
        '[mx1.example.com] 550 5.7.26 Your email has been blocked because the sender is unauthenticated.',
        '421 4.7.28 Unusual rate of mail - gsmtp',
      ],
    },
  },
  {
    id: 'google.no-encryption',
    version: 1,
    when: { enhancedStatusCodes: ['x.7.29'], phrases: ['tls', 'secure transport connection', 'not sent over a tls connection'] },
    hostBound: true,
    verdict: { category: 'credentials-or-tls', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Google wants mail from this sender over an encrypted connection only.',
          remedy: 'Switch on TLS for the sending server.',
        },
      },
      nl: {
        support: {
          cause: 'Google wil mail van deze afzender alleen over een versleutelde verbinding.',
          remedy: 'Zet TLS aan op de verzendende server.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '421 4.7.29 Your email has been rate limited because this message was not sent over a TLS connection. 4711 - gsmtp',
      ],
      negative: ['550 5.7.29 ARC chain broken - gsmtp'],
    },
  },
  {
    id: 'google.reverse-dns',
    version: 1,
    when: { enhancedStatusCodes: ['x.7.23', 'x.7.25'], phrases: ['ptr record', 'ptr', 'ip address sending this message'] },
    hostBound: true,
    verdict: { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: ['550 5.7.25 The IP address sending this message does not have a PTR record setup. 4711 - gsmtp'],
      negative: ['550 5.7.23 SPF check failed - gsmtp'],
    },
  },
  {
    id: 'google.header-rejected',
    version: 1,
    when: {
      phrases: [
        'rfcmessagenoncompliant',
        'missing a valid address in the from: header',
        'missing a valid message-id: header',
        'is not rfc 5322 compliant',
        'mail message is malformed',
        'encoded-word syntax is not permitted',
        'unicode character in a disallowed header',
      ],
    },
    verdict: { category: 'content-rejected', permanence: 'as-replied', scope: 'message' },
    explain: {
      en: {
        support: {
          cause: 'Google refused the form of the message: one of its header fields is missing, double or malformed.',
          remedy: 'Have the program that writes our messages corrected; the answer names the field.',
        },
      },
      nl: {
        support: {
          cause: 'Google weigerde de vorm van het bericht: een van de kopregels ontbreekt, staat dubbel of is fout.',
          remedy: 'Laat het programma dat onze berichten maakt verbeteren; het antwoord noemt de kopregel.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.1 Messages missing a valid Message-ID: header are not accepted. 4711 - gsmtp',
        '554 5.6.0 Mail message is malformed. Not accepted. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 Message-ID 4711 was blocked - gsmtp'],
    },
  },
  {
    id: 'google.ipv6-guidelines',
    version: 1,
    when: { phrases: ['does not meet ipv6 sending guidelines', 'p=ipv6autherror'] },
    verdict: { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Google takes mail over IPv6 only from servers with a name and from domains that can be verified.',
          remedy: 'Give the IPv6 address of the sending server a PTR record, and publish SPF or sign with DKIM.',
        },
      },
      nl: {
        support: {
          cause: 'Google neemt mail over IPv6 alleen aan van servers met een naam en van domeinen die te controleren zijn.',
          remedy: 'Geef het IPv6-adres van de verzendende server een PTR-record, en publiceer SPF of onderteken met DKIM.',
        },
      },
    },
    sources: [codes, guidelines],
    examples: {
      positive: [
        '550 5.7.1 This message does not meet IPv6 sending guidelines regarding PTR records and authentication. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 IPv6 is not supported'],
    },
  },
  {
    id: 'google.host-not-authorised',
    version: 1,
    when: {
      phrases: [
        'is not authorized to send email directly to our servers',
        'p=notauthorizederror',
        'ip not in whitelist for rcpt domain',
      ],
    },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: [
        "550 5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers. 4711 - gsmtp",
        '421 4.7.0 IP not in whitelist for RCPT domain, closing connection. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 not authorized - gsmtp'],
    },
  },
  {
    id: 'google.encryption-required',
    version: 1,
    when: { phrases: ['tls required for rcpt domain'] },
    verdict: { category: 'credentials-or-tls', permanence: 'as-replied', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: ['421 4.7.0 TLS required for RCPT domain, closing connection. 4711 - gsmtp'],
      negative: ['421 4.7.0 Try again later - gsmtp'],
    },
  },
  {
    id: 'google.low-reputation',
    version: 1,
    when: { phrases: ['very low reputation', 'low reputation of the sending', 'suspicious due to the very low reputation'] },
    verdict: { category: 'reputation', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Google gives our sending domain or address too low a reputation.',
          remedy: 'Have the sending side look at Google Postmaster Tools and at complaints.',
        },
      },
      nl: {
        support: {
          cause: 'Google geeft ons verzendende domein of adres een te lage reputatie.',
          remedy: 'Laat de verzendende kant Google Postmaster Tools en klachten bekijken.',
        },
      },
    },
    sources: [codes, cited('https://support.google.com/mail/answer/188131')],
    examples: {
      positive: [
        '550 5.7.1 [203.0.113.7] Gmail has detected that this message is likely suspicious due to the very low reputation of the sending domain. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 Gmail has detected that this message is likely unsolicited mail. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.unsolicited-rate',
    version: 1,
    when: {
      phrases: ['unusual rate of unsolicited mail', 'unusual rate of mail', 'unsolicitedratelimiterror', 'unsolicitediperror'],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Google sees more unwanted mail from us than usual and slows us down.',
          remedy: 'Nothing to do for this recipient; the sending side should send less and look at complaints.',
        },
      },
      nl: {
        support: {
          cause: 'Google ziet meer ongewenste mail van ons dan gewoonlijk en remt ons af.',
          remedy: 'Niets te doen voor deze ontvanger; de verzendende kant moet minder verzenden en klachten bekijken.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address. 4711 - gsmtp',
        '550 5.7.1 Our system has detected an unusual rate of unsolicited mail from your domain. 4711 - gsmtp',
      ],
      negative: ['421 4.7.0 Try again later, closing connection. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.likely-unsolicited',
    version: 1,
    when: {
      phrases: [
        'likely unsolicited mail',
        'this message is likely suspicious',
        'unsolicitedmessageerror',
        'nature of the content and/or the links within',
      ],
    },
    verdict: { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.1 [203.0.113.7] Gmail has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 Message blocked by the policy of example.com'],
    },
  },
  {
    id: 'google.blocked-attachment',
    version: 1,
    when: {
      phrases: [
        'detected an illegal attachment',
        'content presents a potential … security issue',
        'content presents a potential',
        'p=blockedmessage',
      ],
    },
    verdict: { category: 'content-rejected', permanence: 'as-replied', scope: 'message' },
    explain: {
      en: {
        support: {
          cause: 'Google refuses this kind of content or attachment as a possible danger.',
          remedy: 'Share the file by a link instead.',
        },
      },
      nl: {
        support: {
          cause: 'Google weigert dit soort inhoud of bijlage als mogelijk gevaar.',
          remedy: 'Deel het bestand in plaats daarvan via een link.',
        },
      },
    },
    sources: [cited('https://support.google.com/mail/answer/6590')],
    examples: {
      positive: ['552 5.7.0 This message was blocked because its content presents a potential security issue. 4711 - gsmtp'],
      negative: ['550 5.7.1 Message rejected due to content restrictions'],
    },
  },
  {
    id: 'google.sending-limit',
    version: 1,
    when: {
      phrases: [
        'daily user sending limit exceeded',
        'daily user sending quota exceeded',
        'daily smtp relay',
        'smtp relay recipients exceeded',
      ],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    sources: [codes],
    examples: {
      positive: ['550 5.4.5 Daily user sending limit exceeded. 4711 - gsmtp'],
      negative: ['452 4.2.2 The account is over quota. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.group-refused',
    version: 1,
    when: {
      phrases: ['the group you tried to contact … may not exist', 'may not have permission to post messages to the group'],
    },
    verdict: { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'The address is a Google group that does not exist or does not let us write to it; Google does not say which.',
          remedy: 'Ask the owner of the group.',
        },
      },
      nl: {
        support: {
          cause: 'Het adres is een Google-groep die niet bestaat of ons niet laat schrijven; Google zegt niet welk van beide.',
          remedy: 'Vraag het de eigenaar van de groep.',
        },
      },
    },
    sources: [cited('https://support.google.com/groups/')],
    examples: {
      positive: [
        "We're writing to let you know that the group you tried to contact (news) may not exist, or you may not have permission to post messages to the group.",
      ],
      negative: ['550 5.1.1 The group does not exist'],
    },
  },
  {
    id: 'google.domain-policy',
    version: 1,
    when: { phrases: ['has a policy that prohibited the mail', 'has a policy that prohibits the mail'] },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'The domain of the recipient (or ours) has a rule at Google that forbids this message.',
          remedy: "Ask the recipient's administrator to allow mail from us.",
        },
      },
      nl: {
        support: {
          cause: 'Het domein van de ontvanger (of het onze) heeft bij Google een regel die dit bericht verbiedt.',
          remedy: 'Vraag de beheerder van de ontvanger om mail van ons toe te staan.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 DMARC policy of example.com'],
    },
  },
];
