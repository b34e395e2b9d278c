import type { Rule } from '../../rule.ts';
import { cited, page } from '../../sources.ts';
import { unsaidWhy } from '../recipient-texts.ts';

const ndr = page(
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
);
/** Replies that the page's table does not list. */
const unlisted = cited(
  'https://learn.microsoft.com/en-us/exchange/mail-flow-best-practices/non-delivery-reports-in-exchange-online/non-delivery-reports-in-exchange-online',
);

/** What Microsoft says of mailboxes and domains. */
export const recipients: readonly Rule[] = [
  {
    id: 'microsoft.recipient-unknown',
    version: 1,
    when: {
      phrases: [
        'resolver.adr.recipientnotfound',
        'resolver.adr.recipnotfound',
        'resolver.adr.exrecipnotfound',
        'recipient not found by smtp address lookup',
        'remote server returned unknown recipient or mailbox unavailable',
      ],
    },
    verdict: { category: 'recipient-unknown', permanence: 'as-replied', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'The Microsoft 365 organisation of the recipient has no such address.',
          remedy: 'Check the address for typing errors and ask the recipient for the right one.',
        },
        developer: {
          cause: 'The directory of the receiving organisation has no such recipient.',
          remedy:
            'Take the address off the list; a reply to an old Outlook contact may also carry an internal name that no longer exists.',
        },
      },
      nl: {
        support: {
          cause: 'De Microsoft 365-organisatie van de ontvanger kent dit adres niet.',
          remedy: 'Controleer het adres op typefouten en vraag de ontvanger om het juiste adres.',
        },
        developer: {
          cause: 'De adreslijst van de ontvangende organisatie heeft deze ontvanger niet.',
          remedy:
            'Haal het adres van de lijst; een antwoord aan een oud Outlook-contact kan ook een interne naam dragen die niet meer bestaat.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
        '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> no such user',
        '550 5.1.10 resolver.adr.recipnotfound',
        '550 5.1.10 resolver.adr.exrecipnotfound',
      ],
      negative: ['550 5.4.1 Recipient address rejected: Access denied'],
    },
  },
  {
    // Microsoft checks recipients at its edge, but the same sentence comes for domains whose records or connectors are wrong,
    // and in waves of its own errors: not enough to give up an address.
    id: 'microsoft.recipient-refused',
    version: 1,
    when: {
      enhancedStatusCodes: ['5.4.1', '4.4.1'],
      phrases: [
        'recipient address rejected: access denied',
        'all recipient addresses rejected : access denied',
        'recipient address rejected',
        'recipient addresses rejected',
      ],
    },
    verdict: { category: 'recipient-filter', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause:
            "Microsoft 365 refused the recipient at its edge: the address may not exist there, or the recipient's domain is not set up correctly.",
          remedy: 'Check the address, and ask the recipient through another channel before giving it up.',
        },
        developer: {
          cause:
            "Directory-based edge blocking refused the recipient, or the domain's connectors or records are wrong: the same sentence stands for both.",
          remedy:
            'Do not give the address up for one such answer; if it stays for this one address while others of the domain work, it probably does not exist.',
        },
        recipient: unsaidWhy.en,
      },
      nl: {
        support: {
          cause:
            'Microsoft 365 weigerde de ontvanger aan de poort: het adres bestaat daar misschien niet, of het domein van de ontvanger is niet goed ingesteld.',
          remedy: 'Controleer het adres en vraag de ontvanger langs een andere weg voordat u het opgeeft.',
        },
        developer: {
          cause:
            'De adrescontrole aan de rand van Microsoft 365 weigerde de ontvanger, of de connectors of records van het domein kloppen niet: dezelfde zin staat voor beide.',
          remedy:
            "Geef het adres niet op om één zo'n antwoord; blijft het bij dit ene adres terwijl andere van het domein werken, dan bestaat het waarschijnlijk niet.",
        },
        recipient: unsaidWhy.nl,
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.4.1 Recipient address rejected: Access denied. [mx1.example.net]',
        '550 5.4.1 All recipient addresses rejected : Access denied',
      ],
      negative: ['550 5.1.1 Recipient address rejected: User unknown', '550 5.7.1 Access denied'],
    },
  },
  {
    id: 'microsoft.recipient-restricted',
    version: 1,
    when: {
      phrases: [
        'resolver.rst.authrequired',
        'resolver.rst.notauthorized',
        'resolver.rst.restrictedtogrouppermission',
        'resolver.rst.restrictedtorecipientspermission',
        'resolver.rst.sendernotauthenticatedforgroup',
        'resolver.rst.sendernotauthenticatedformailbox',
        'resolver.rst.sendernotauthenticatedforpublicfolder',
        'not authenticated for group',
        'not authenticated for mailbox',
        'not in allowed-senders list',
        'sender not in allowed',
      ],
    },
    verdict: { category: 'recipient-filter', permanence: 'as-replied', scope: 'sender' },
    explain: {
      en: {
        support: {
          cause: 'The mailbox or group exists, but takes mail from chosen senders only.',
          remedy: 'Ask the owner or administrator of the recipient to allow us.',
        },
        developer: {
          cause: 'The recipient exists and takes mail from authenticated or listed senders only.',
          remedy: 'Nothing to change in the sending set-up: the receiving side must allow the sender.',
        },
      },
      nl: {
        support: {
          cause: 'De mailbox of groep bestaat, maar neemt alleen mail aan van gekozen afzenders.',
          remedy: 'Vraag de eigenaar of beheerder van de ontvanger om ons toe te staan.',
        },
        developer: {
          cause: 'De ontvanger bestaat en neemt alleen mail aan van aangemelde of toegelaten afzenders.',
          remedy: 'Aan de verzendende kant valt niets te veranderen: de ontvangende kant moet de afzender toelaten.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required',
        '550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized',
        '550 5.7.133 Sender not authenticated for group',
        '550 5.7.124 Sender not in allowed-senders list',
        '550 5.7.134 RESOLVER.RST.SenderNotAuthenticatedForMailbox; not authenticated for mailbox',
        '550 5.7.133 resolver.rst.authrequired',
        '550 5.7.133 resolver.rst.restrictedtogrouppermission',
        '550 5.7.133 resolver.rst.restrictedtorecipientspermission',
        '550 5.7.133 resolver.rst.sendernotauthenticatedforpublicfolder',
      ],
      negative: ['550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient'],
    },
  },
  {
    id: 'microsoft.recipient-rate',
    version: 2,
    when: {
      phrases: [
        'recipient thread limit exceeded',
        "recipient's per hour message receive limit",
        'recipient has exceeded their limit for the number of messages',
        'per hour message receive limit',
        'mailbox is being throttled',
      ],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'This recipient gets more mail at the moment than Microsoft lets through.',
          remedy: 'Nothing to do: the message is tried again later.',
        },
        developer: {
          cause: 'The hourly limit of this recipient, or of this sender to it, was passed.',
          remedy: 'Retry later, and join messages to this recipient; others are not affected.',
        },
      },
      nl: {
        support: {
          cause: 'Deze ontvanger krijgt op dit moment meer mail dan Microsoft doorlaat.',
          remedy: 'Niets te doen: het bericht wordt later opnieuw geprobeerd.',
        },
        developer: {
          cause: 'De uurgrens van deze ontvanger, of van deze afzender aan hem, is overschreden.',
          remedy: 'Probeer het later en voeg berichten aan deze ontvanger samen; anderen merken er niets van.',
        },
      },
    },
    sources: [ndr],
    examples: {
      positive: [
        '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
        "550 5.2.121 Recipient's per hour message receive limit from specific sender exceeded",
        '432 4.3.2 Recipient has exceeded their limit for the number of messages',
        '432 4.3.2 Mailbox is being throttled',
      ],
      negative: ['432 4.3.2 STOREDRV.Deliver; server unavailable'],
    },
  },
  {
    // The tenant is there, but nobody in it has a mailbox, or its subscription ended: its administrator can change that.
    id: 'microsoft.tenant-without-mail',
    version: 1,
    when: { phrases: ['hosted tenant which has no mail-enabled subscriptions', 'tenant has no mail-enabled subscriptions'] },
    verdict: { category: 'domain-no-mail', permanence: 'transient', scope: 'domain' },
    explain: {
      en: {
        support: {
          cause: 'The Microsoft 365 organisation behind this domain has no mailboxes at the moment.',
          remedy: 'Check the domain in the address, and ask the recipient through another channel.',
        },
        developer: {
          cause: 'The domain points to Exchange Online, but its tenant has no subscription with mailboxes.',
          remedy: 'Treat it as a domain without mail until its owner has mended it.',
        },
      },
      nl: {
        support: {
          cause: 'De Microsoft 365-organisatie achter dit domein heeft op dit moment geen mailboxen.',
          remedy: 'Controleer het domein in het adres en vraag de ontvanger langs een andere weg.',
        },
        developer: {
          cause: 'Het domein wijst naar Exchange Online, maar de tenant heeft geen abonnement met mailboxen.',
          remedy: 'Behandel het als een domein zonder mail tot de eigenaar het heeft hersteld.',
        },
      },
    },
    sources: [unlisted],
    examples: {
      positive: [
        '451 4.4.4 Mail received as unauthenticated, incoming to a recipient domain configured in a hosted tenant which has no mail-enabled subscriptions. ATTR5',
        '451 4.4.4 Tenant has no mail-enabled subscriptions',
      ],
      negative: ['451 4.4.4 no mail'],
    },
  },
  {
    id: 'microsoft.address-form',
    version: 1,
    when: { phrases: ['recipient addresses in single label domains not accepted', 'recipient address reserved by rfc 2606'] },
    verdict: { category: 'address-syntax', permanence: 'as-replied', scope: 'recipient' },
    sources: [
      page(
        'https://github.com/SPollardMS/OfficeDocs-Exchange/blob/610032bde990172673e0344204db313bd68a4472/Exchange/ExchangeServer/mail-flow/non-delivery-reports-and-bounce-messages/non-delivery-reports-and-bounce-messages.md',
      ),
    ],
    examples: {
      positive: [
        '550 5.1.6 Recipient addresses in single label domains not accepted',
        '550 5.1.5 Recipient address reserved by RFC 2606',
      ],
      negative: ['550 5.1.6 single label'],
    },
  },
  {
    id: 'microsoft.domain-unknown',
    version: 1,
    when: { enhancedStatusCodes: ['5.4.310'], phrases: ['dns domain … does not exist', 'dns domain'] },
    verdict: { category: 'domain-unknown', permanence: 'as-replied', scope: 'domain' },
    sources: [unlisted],
    examples: {
      positive: ['550 5.4.310 DNS domain example.nl does not exist [Message=InfoDomainNonexistent]'],
      negative: ['550 5.4.312 Message expired, DNS query failed'],
    },
  },
];
