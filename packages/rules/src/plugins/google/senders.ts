import type { Rule } from '../../rule.ts';
import { page } from '../../sources.ts';
import { unsaidWhy } from '../recipient-texts.ts';

const codes = page('https://support.google.com/a/answer/3726730');
const guidelines = page('https://support.google.com/a/answer/81126');

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
        developer: {
          cause:
            'Gmail found no valid SPF or DKIM for the sender domain, or DMARC refused what there was; the answer says which check failed.',
          remedy:
            'Compare the domains in From, in the envelope and in d= of the signature; publish SPF for the sending address and sign with DKIM, and for bulk mail publish a DMARC record.',
        },
      },
      nl: {
        support: {
          cause: 'Google kon niet vaststellen dat het bericht van ons domein kwam.',
          remedy:
            'Laat SPF, DKIM en DMARC van het afzenderdomein controleren; Google vraagt van elke afzender ten minste een van de eerste twee.',
        },
        developer: {
          cause:
            'Gmail vond geen geldige SPF of DKIM voor het afzenderdomein, of DMARC weigerde wat er was; het antwoord zegt welke controle faalde.',
          remedy:
            'Vergelijk de domeinen in From, in de envelop en in d= van de handtekening; publiceer SPF voor het verzendende adres en onderteken met DKIM, en publiceer voor bulkmail een DMARC-record.',
        },
      },
    },
    sources: [codes, guidelines],
    examples: {
      positive: [
        '550-5.7.26 Your email has been blocked because the sender is unauthenticated.\n550 5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. 4711 - gsmtp',
        '421 4.7.27 Your email has been rate limited because SPF authentication did not pass. 4711 - gsmtp',
        '550 5.7.30 Your email has been blocked because DKIM authentication did not pass. 4711 - gsmtp',
        "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy. 4711 - gsmtp",
        "421 4.7.32 Your email has been rate limited because the From: header (RFC5322) in this message isn't aligned with either the authenticated SPF or DKIM organizational domain. 4711 - gsmtp",
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
        developer: {
          cause: 'Gmail requires TLS of this sender, and the connection had none.',
          remedy: 'Let the sending server use STARTTLS whenever it is offered, and look in its log why it did not.',
        },
      },
      nl: {
        support: {
          cause: 'Google wil mail van deze afzender alleen over een versleutelde verbinding.',
          remedy: 'Zet TLS aan op de verzendende server.',
        },
        developer: {
          cause: 'Gmail eist TLS van deze afzender, en de verbinding had het niet.',
          remedy:
            'Laat de verzendende server STARTTLS gebruiken zodra het wordt aangeboden, en kijk in het logboek waarom dat niet gebeurde.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '421 4.7.29 Your email has been rate limited because this message was not sent over a TLS connection. 4711 - gsmtp',
        '421 4.7.29 Secure transport connection',
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
    explain: {
      en: {
        support: {
          cause: 'Google found no name for the address of our sending server, or a name that does not lead back to it.',
          remedy: 'Have the PTR record of the sending server mended.',
        },
        developer: {
          cause: 'Gmail requires a PTR record whose name resolves to the same address.',
          remedy: 'Publish PTR and A or AAAA records that match, for each address that the server sends from, IPv6 too.',
        },
      },
      nl: {
        support: {
          cause: 'Google vond geen naam bij het adres van onze verzendende server, of een naam die er niet naar terugleidt.',
          remedy: 'Laat het PTR-record van de verzendende server herstellen.',
        },
        developer: {
          cause: 'Gmail eist een PTR-record waarvan de naam naar hetzelfde adres leidt.',
          remedy:
            'Publiceer overeenstemmende PTR- en A- of AAAA-records voor elk adres waarvan de server verzendt, ook voor IPv6.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: ['550 5.7.25 The IP address sending this message does not have a PTR record setup. 4711 - gsmtp'],
      negative: ['550 5.7.23 SPF check failed - gsmtp'],
    },
  },
  {
    id: 'google.header-rejected',
    version: 2,
    when: {
      phrases: [
        'rfcmessagenoncompliant',
        'missing a valid address in the from: header',
        'missing a valid message-id: header',
        'is not rfc 5322 compliant',
        'mail message is malformed',
        'encoded-word syntax is not permitted',
        'unicode character in a disallowed header',
        'email message is malformed',
        'messages with multiple addresses in the from: header',
      ],
    },
    verdict: { category: 'content-rejected', permanence: 'as-replied', scope: 'message' },
    explain: {
      en: {
        support: {
          cause: 'Google refused the form of the message: one of its header fields is missing, double or malformed.',
          remedy: 'Have the program that writes our messages corrected; the answer names the field.',
        },
        developer: {
          cause: 'The message breaks RFC 5322: From, Message-ID or another field is missing, double or malformed.',
          remedy:
            'Take the raw message and compare its header with the field that the answer names; every field of which one is allowed may stand there once.',
        },
      },
      nl: {
        support: {
          cause: 'Google weigerde de vorm van het bericht: een van de kopregels ontbreekt, staat dubbel of is fout.',
          remedy: 'Laat het programma dat onze berichten maakt verbeteren; het antwoord noemt de kopregel.',
        },
        developer: {
          cause: 'Het bericht schendt RFC 5322: From, Message-ID of een ander veld ontbreekt, staat er dubbel of is verminkt.',
          remedy:
            'Neem het ruwe bericht en vergelijk de kop met het veld dat het antwoord noemt; elk veld waarvan er één mag zijn, mag er één keer staan.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.1 Messages missing a valid Message-ID: header are not accepted. 4711 - gsmtp',
        '554 5.6.0 Mail message is malformed. Not accepted. 4711 - gsmtp',
        '550 5.7.1 [192.0.2.7] Messages missing a valid address in the From: header, or having no From: header, are not accepted. 4711 - gsmtp',
        '550 5.7.1 This message is not RFC 5322 compliant because it has duplicate headers. 4711 - gsmtp',
        '550 5.7.1 Encoded-word syntax is not permitted in message header Received. 4711 - gsmtp',
        '550 5.7.1 The message contains a unicode character in a disallowed header. 4711 - gsmtp',
        '554 5.6.0 Email message is malformed. Not accepted. 4711 - gsmtp',
        '550 5.7.1 Messages with multiple addresses in the From: header are not accepted. 4711 - gsmtp',
        '550 5.7.1 Message refused. https://support.google.com/mail/?p=RfcMessageNonCompliant 4711 - gsmtp',
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
        developer: {
          cause: 'Over IPv6, Gmail takes mail only from addresses with a PTR record and from authenticated domains.',
          remedy: 'Give the IPv6 address a PTR record that leads back to it, or send over IPv4; check SPF and DKIM.',
        },
      },
      nl: {
        support: {
          cause: 'Google neemt mail over IPv6 alleen aan van servers met een naam en van domeinen die te controleren zijn.',
          remedy: 'Geef het IPv6-adres van de verzendende server een PTR-record, en publiceer SPF of onderteken met DKIM.',
        },
        developer: {
          cause: 'Over IPv6 neemt Gmail alleen mail aan van adressen met een PTR-record en van geauthenticeerde domeinen.',
          remedy: 'Geef het IPv6-adres een PTR-record dat ernaar terugleidt, of verzend over IPv4; controleer SPF en DKIM.',
        },
      },
    },
    sources: [codes, guidelines],
    examples: {
      positive: [
        '550 5.7.1 This message does not meet IPv6 sending guidelines regarding PTR records and authentication. 4711 - gsmtp',
        '550 5.7.1 Message refused. https://support.google.com/mail/?p=IPv6AuthError 4711 - gsmtp',
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
    explain: {
      en: {
        support: {
          cause: 'Google takes no mail straight from this address of ours.',
          remedy: 'Have the sending side send through the mail server of its provider.',
        },
        developer: {
          cause:
            "Gmail takes the sending address for one that should not deliver mail directly, or the recipient's domain accepts listed addresses only.",
          remedy: "Send through the provider's smart host, or ask the receiving administrator to allow the address.",
        },
      },
      nl: {
        support: {
          cause: 'Google neemt van dit adres van ons niet rechtstreeks mail aan.',
          remedy: 'Laat de verzendende kant verzenden via de mailserver van haar provider.',
        },
        developer: {
          cause:
            'Gmail houdt het verzendende adres voor een dat niet rechtstreeks mail hoort te bezorgen, of het domein van de ontvanger laat alleen bekende adressen toe.',
          remedy: 'Verzend via de smarthost van de provider, of vraag de ontvangende beheerder het adres toe te laten.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        "550 5.7.1 The IP you're using to send mail is not authorized to send email directly to our servers. 4711 - gsmtp",
        '421 4.7.0 IP not in whitelist for RCPT domain, closing connection. 4711 - gsmtp',
        '550 5.7.1 Message refused. https://support.google.com/mail/?p=NotAuthorizedError 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 not authorized - gsmtp'],
    },
  },
  {
    id: 'google.encryption-required',
    version: 1,
    when: { phrases: ['tls required for rcpt domain'] },
    verdict: { category: 'credentials-or-tls', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'The domain of the recipient takes mail over an encrypted connection only.',
          remedy: 'Switch on TLS for the sending server.',
        },
        developer: {
          cause: 'The receiving Workspace domain requires TLS, and the connection had none.',
          remedy: 'Let the sending server use STARTTLS for this domain, with a current TLS version.',
        },
      },
      nl: {
        support: {
          cause: 'Het domein van de ontvanger neemt alleen mail aan over een versleutelde verbinding.',
          remedy: 'Zet TLS aan op de verzendende server.',
        },
        developer: {
          cause: 'Het ontvangende Workspace-domein eist TLS, en de verbinding had het niet.',
          remedy: 'Laat de verzendende server voor dit domein STARTTLS gebruiken, met een actuele TLS-versie.',
        },
      },
    },
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
        developer: {
          cause: 'Gmail gives the sending address or domain a very low reputation; the answer says which of the two.',
          remedy:
            'Look at Postmaster Tools, at complaints and at old addresses in the list; send less, to people who asked for it, until it recovers.',
        },
      },
      nl: {
        support: {
          cause: 'Google geeft ons verzendende domein of adres een te lage reputatie.',
          remedy: 'Laat de verzendende kant Google Postmaster Tools en klachten bekijken.',
        },
        developer: {
          cause: 'Gmail geeft het verzendende adres of domein een zeer lage reputatie; het antwoord zegt welk van de twee.',
          remedy:
            'Kijk in Postmaster Tools, naar klachten en naar oude adressen in de lijst; verzend minder, aan mensen die erom vroegen, tot het herstelt.',
        },
      },
    },
    sources: [codes, page('https://github.com/ActiveCampaign/smtp-field-manual/blob/master/data/codes/550.json')],
    examples: {
      positive: [
        '550 5.7.1 [203.0.113.7] Gmail has detected that this message is likely suspicious due to the very low reputation of the sending domain. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 Gmail has detected that this message is likely unsolicited mail. 4711 - gsmtp'],
    },
  },
  {
    // The same finding with the door shut, not ajar.
    id: 'google.unsolicited-blocked',
    version: 1,
    when: {
      phrases: [
        'unusual rate of unsolicited mail … has been blocked',
        'unusual rate of unsolicited mail … has been temporarily blocked',
        'unusual rate of unsolicited mail … have been temporarily blocked',
        'unusual rate of unsolicited email … has been blocked',
        'unusual rate of unsolicited email … has been temporarily blocked',
      ],
    },
    verdict: { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
    sources: [codes, page('https://newsletterstudio.it/errori-smtp.php')],
    examples: {
      positive: [
        '421 4.7.0 Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily blocked. 4711 - gsmtp',
      ],
      negative: [
        '421 4.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP address. To protect our users from spam, mail sent from your IP address has been temporarily rate limited. 4711 - gsmtp',
      ],
    },
  },
  {
    id: 'google.unsolicited-rate',
    version: 2,
    when: {
      phrases: [
        'unusual rate of unsolicited mail',
        'unusual rate of mail',
        'unsolicitedratelimiterror',
        'unsolicitediperror',
        'unusual rate of unsolicited email',
        'unusual rate of email',
        'unusual amount of unsolicited email',
        'exceeded the quota for sending messages that have the same message-id',
      ],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'Google sees more unwanted mail from us than usual and slows us down.',
          remedy: 'Nothing to do for this recipient; the sending side should send less and look at complaints.',
        },
        developer: {
          cause: 'Gmail limits this address, network, domain or link because of the amount of unwanted mail it saw.',
          remedy:
            'Slow down and retry later; the answer names what is limited. Look for a burst, a stolen account or a form that sends mail.',
        },
      },
      nl: {
        support: {
          cause: 'Google ziet meer ongewenste mail van ons dan gewoonlijk en remt ons af.',
          remedy: 'Niets te doen voor deze ontvanger; de verzendende kant moet minder verzenden en klachten bekijken.',
        },
        developer: {
          cause: 'Gmail beperkt dit adres, netwerk, domein of deze link om de hoeveelheid ongewenste mail die het zag.',
          remedy:
            'Vertraag en probeer het later; het antwoord noemt wat wordt beperkt. Zoek naar een piek, een gestolen account of een formulier dat mail verzendt.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address. 4711 - gsmtp',
        '550 5.7.1 Our system has detected an unusual rate of unsolicited mail from your domain. 4711 - gsmtp',
        '421 4.7.28 Gmail has detected an unusual rate of unsolicited email originating from your DKIM domain example.org. 4711 - gsmtp',
        '421 4.7.28 Gmail has detected an unusual rate of email. 4711 - gsmtp',
        '421 4.7.28 Gmail has detected an unusual amount of unsolicited email originating from your IP address. 4711 - gsmtp',
        '421 4.7.28 Gmail has detected this sender exceeded the quota for sending messages that have the same Message-ID:. 4711 - gsmtp',
        '421 4.7.28 Gmail has detected an unusual rate of mail. 4711 - gsmtp',
        '421 4.7.0 Refused. https://support.google.com/mail/?p=UnsolicitedRateLimitError 4711 - gsmtp',
        '421 4.7.0 Refused. https://support.google.com/mail/?p=UnsolicitedIPError 4711 - gsmtp',
      ],
      negative: ['421 4.7.0 Try again later, closing connection. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.likely-unsolicited',
    version: 2,
    when: {
      phrases: [
        'likely unsolicited mail',
        'this message is likely suspicious',
        'unsolicitedmessageerror',
        'nature of the content and/or the links within',
        'likely unsolicited email',
        'nature of the content or the links within',
      ],
    },
    verdict: { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
    explain: {
      en: {
        support: {
          cause: 'Google takes the message for unwanted mail.',
          remedy: 'Have the sending side look at the content and links, and at who is mailed.',
        },
        developer: {
          cause: 'Gmail rejected the message by its content, its links or the history of its sender.',
          remedy: 'Do not retry it unchanged. Check links and authentication, and send only to people who asked for it.',
        },
      },
      nl: {
        support: {
          cause: 'Google houdt het bericht voor ongewenste mail.',
          remedy: 'Laat de verzendende kant naar inhoud en links kijken, en naar wie er wordt gemaild.',
        },
        developer: {
          cause: 'Gmail weigerde het bericht om de inhoud, de links of het verleden van de afzender.',
          remedy:
            'Probeer het niet ongewijzigd opnieuw. Controleer links en authenticatie, en verzend alleen aan mensen die erom vroegen.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.1 [203.0.113.7] Gmail has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. 4711 - gsmtp',
        '550 5.7.1 This message is likely unsolicited email. 4711 - gsmtp',
        '421 4.7.0 This message is suspicious due to the nature of the content or the links within. 4711 - gsmtp',
        '550 5.7.1 Refused. https://support.google.com/mail/?p=UnsolicitedMessageError 4711 - gsmtp',
        '550 5.7.1 This message is likely suspicious',
        '550 5.7.1 Nature of the content and/or the links within',
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
        developer: {
          cause: 'Gmail refuses the content or a file type that it blocks for safety, also inside an archive.',
          remedy: "Look up the blocked file types in Gmail's help and send a link instead of the file.",
        },
      },
      nl: {
        support: {
          cause: 'Google weigert dit soort inhoud of bijlage als mogelijk gevaar.',
          remedy: 'Deel het bestand in plaats daarvan via een link.',
        },
        developer: {
          cause: 'Gmail weigert de inhoud of een bestandstype dat het om veiligheid blokkeert, ook in een archief.',
          remedy: 'Zoek de geblokkeerde bestandstypen op in de hulp van Gmail en stuur een link in plaats van het bestand.',
        },
      },
    },
    sources: [codes, page('https://doc.sorbsecurity.com/gmail-blocks-some-emails-because-of-the-attachment-file-types')],
    examples: {
      positive: [
        '552 5.7.0 https://support.google.com/mail/?p=BlockedMessage 4711 - gsmtp',
        '552 5.7.0 This message was blocked because its content presents a potential security issue. 4711 - gsmtp',
        '552 5.7.0 Detected an illegal attachment',
      ],
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
    explain: {
      en: {
        support: {
          cause: 'Our own Google account has sent as much as it may in a day.',
          remedy: 'Wait for a day, or have the sending side spread its mail.',
        },
        developer: {
          cause: 'The sending Google account, or the Workspace relay, reached its daily limit; the recipient is not the cause.',
          remedy: 'Queue the rest for the next day, or send bulk mail through a service made for it.',
        },
        recipient: {
          cause: 'Our mail account had sent as much as it may in one day.',
          remedy: 'You need not do anything: this is ours to mend.',
        },
      },
      nl: {
        support: {
          cause: 'Ons eigen Google-account heeft verzonden wat het op een dag mag.',
          remedy: 'Wacht een dag, of laat de verzendende kant haar mail spreiden.',
        },
        developer: {
          cause:
            'Het verzendende Google-account, of de relay van Workspace, bereikte de dagelijkse grens; de ontvanger is niet de oorzaak.',
          remedy: 'Zet de rest in de wachtrij voor de volgende dag, of verzend bulkmail via een dienst die daarvoor is.',
        },
        recipient: {
          cause: 'Ons mailaccount had verzonden wat het op een dag mag.',
          remedy: 'U hoeft niets te doen: dit moeten wij herstellen.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.4.5 Daily user sending limit exceeded. 4711 - gsmtp',
        '550 5.4.5 Daily SMTP relay limit exceeded for user. 4711 - gsmtp',
        '550 5.4.5 Daily user sending quota exceeded',
        '550 5.4.5 Smtp relay recipients exceeded',
      ],
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
        developer: {
          cause:
            'Google Groups gives one answer for a group that does not exist and for one that takes no mail from this sender.',
          remedy: 'Do not give the address up for this answer; ask the owner whether the group exists and lets outsiders post.',
        },
        recipient: unsaidWhy.en,
      },
      nl: {
        support: {
          cause: 'Het adres is een Google-groep die niet bestaat of ons niet laat schrijven; Google zegt niet welk van beide.',
          remedy: 'Vraag het de eigenaar van de groep.',
        },
        developer: {
          cause:
            'Google Groups geeft één antwoord voor een groep die niet bestaat en voor een die van deze afzender geen mail aanneemt.',
          remedy:
            'Geef het adres om dit antwoord niet op; vraag de eigenaar of de groep bestaat en berichten van buiten toelaat.',
        },
        recipient: unsaidWhy.nl,
      },
    },
    // The group is there, and takes no mail from outsiders.
    sources: [page('https://github.com/Mobiperf/MobiPerf/issues/149')],
    examples: {
      positive: [
        "We're writing to let you know that the group you tried to contact (news) may not exist, or you may not have permission to post messages to the group.",
      ],
      negative: ['550 5.1.1 The group does not exist'],
    },
  },
  {
    id: 'google.domain-policy',
    version: 2,
    when: {
      phrases: [
        'has a policy that prohibited the mail',
        'has a policy that prohibits the mail',
        'has a policy that prohibits the email',
      ],
    },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'The domain of the recipient (or ours) has a rule at Google that forbids this message.',
          remedy: "Ask the recipient's administrator to allow mail from us.",
        },
        developer: {
          cause: 'A rule in Google Workspace, of the receiving domain or of ours, forbids the message.',
          remedy:
            'If the sender uses Workspace, look at its own rules first; else ask the receiving administrator which rule it was.',
        },
      },
      nl: {
        support: {
          cause: 'Het domein van de ontvanger (of het onze) heeft bij Google een regel die dit bericht verbiedt.',
          remedy: 'Vraag de beheerder van de ontvanger om mail van ons toe te staan.',
        },
        developer: {
          cause: 'Een regel in Google Workspace, van het ontvangende domein of van ons, verbiedt het bericht.',
          remedy:
            'Gebruikt de afzender Workspace, kijk dan eerst naar de eigen regels; vraag anders de ontvangende beheerder welke regel het was.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibited the mail that you sent. 4711 - gsmtp',
        '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibits the email that you sent. 4711 - gsmtp',
        '550 5.7.1 The user or domain that you are sending to (or from) has a policy that prohibits the mail that you sent. 4711 - gsmtp',
      ],
      negative: ['550 5.7.1 DMARC policy of example.com'],
    },
  },
];
