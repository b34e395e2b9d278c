import type { Rule } from '../../rule.ts';
import { page } from '../../sources.ts';

const codes = page('https://support.google.com/a/answer/3726730');

/** What Google says of mailboxes. */
export const recipients: readonly Rule[] = [
  {
    id: 'google.recipient-unknown',
    version: 1,
    when: { phrases: ['account that you tried to reach does not exist', 'p=nosuchuser'] },
    verdict: { category: 'recipient-unknown', permanence: 'as-replied', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'Google says that there is no such account.',
          remedy: 'Check the address for typing errors and ask the recipient for the right one.',
        },
        developer: { cause: 'Gmail knows no account by this address.', remedy: 'Take the address off the list; do not retry.' },
      },
      nl: {
        support: {
          cause: 'Google zegt dat dit account niet bestaat.',
          remedy: 'Controleer het adres op typefouten en vraag de ontvanger om het juiste adres.',
        },
        developer: {
          cause: 'Gmail kent geen account met dit adres.',
          remedy: 'Haal het adres van de lijst; probeer het niet opnieuw.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550 5.1.1 unnecessary spaces. 4711 - gsmtp",
        '550 5.1.1 For more information, go to https://support.google.com/mail/?p=NoSuchUser 4711 - gsmtp',
      ],
      negative: ['550 5.2.1 The email account that you tried to reach is disabled. 4711 - gsmtp'],
    },
  },
  {
    // What Gmail shows its own users of a lookup without result; the domain is the recipient's.
    id: 'google.domain-not-found',
    version: 1,
    when: { phrases: ["because the domain … couldn't be found"] },
    verdict: { category: 'domain-unknown', permanence: 'as-replied', scope: 'domain' },
    sources: [page('https://support.google.com/a/answer/6596')],
    examples: {
      positive: [
        "Your message wasn't delivered to ann@example.com because the domain example.com couldn't be found. Check for typos or unnecessary spaces and try again.",
      ],
      negative: ["Your message wasn't delivered to ann@example.com because the address couldn't be found."],
    },
  },
  {
    id: 'google.recipient-disabled',
    version: 1,
    when: {
      phrases: [
        'account that you tried to reach is disabled',
        'account that you tried to reach is inactive',
        'p=disableduser',
        'p=inactiveuser',
      ],
    },
    verdict: { category: 'recipient-disabled', permanence: 'transient', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'Google says that the account exists but is switched off or long unused.',
          remedy: 'Ask the recipient through another channel whether the account is still in use.',
        },
        developer: {
          cause: 'Gmail has the account but does not deliver to it: it is disabled or inactive.',
          remedy: 'Stop sending for now; the account can come back, so the address is not given up for one answer.',
        },
      },
      nl: {
        support: {
          cause: 'Google zegt dat het account bestaat maar uitstaat of al lang niet gebruikt is.',
          remedy: 'Vraag de ontvanger langs een andere weg of het account nog in gebruik is.',
        },
        developer: {
          cause: 'Gmail heeft het account maar bezorgt er niet: het is uitgeschakeld of inactief.',
          remedy: 'Stop voorlopig met verzenden; het account kan terugkomen, dus om één antwoord wordt het adres niet opgegeven.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.2.1 https://support.google.com/mail/?p=InactiveUser 4711 - gsmtp',
        '550 5.2.1 The email account that you tried to reach is disabled. 4711 - gsmtp',
        '550 5.2.1 The email account that you tried to reach is inactive. 4711 - gsmtp',
        '550 5.2.1 For more information, go to https://support.google.com/mail/?p=DisabledUser 4711 - gsmtp',
      ],
      negative: ['550 5.1.1 The email account that you tried to reach does not exist. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.mailbox-full-inactive',
    version: 1,
    when: { phrases: ['out of storage space and inactive', 'p=overquotaperm'] },
    verdict: { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'The Google account is full and has not been used for a long time.',
          remedy: 'Ask the recipient for another address; it is unlikely that this one will be emptied.',
        },
        developer: {
          cause: 'The storage of the account is used up and nobody uses it; Gmail answers 5xx instead of the usual 4xx.',
          remedy: 'Leave the address alone until the recipient has answered through another channel.',
        },
      },
      nl: {
        support: {
          cause: 'Het Google-account is vol en al lang niet gebruikt.',
          remedy: 'Vraag de ontvanger om een ander adres; waarschijnlijk wordt dit niet meer leeggemaakt.',
        },
        developer: {
          cause:
            'De opslag van het account is vol en niemand gebruikt het; Gmail antwoordt met 5xx in plaats van de gebruikelijke 4xx.',
          remedy: 'Laat het adres met rust tot de ontvanger langs een andere weg heeft geantwoord.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm 4711 - gsmtp',
        "552 5.2.2 The recipient's inbox is out of storage space and inactive. 4711 - gsmtp",
      ],
      negative: ["452 4.2.2 The recipient's inbox is out of storage space. 4711 - gsmtp"],
    },
  },
  {
    id: 'google.mailbox-full',
    version: 1,
    when: { phrases: ['inbox is out of storage space', 'account that you tried to reach is over quota', 'p=overquotatemp'] },
    verdict: { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'The recipient has used up the storage of their Google account; that can also be photos or files.',
          remedy: 'Tell the recipient through another channel, and send again after they have made room.',
        },
        developer: {
          cause: 'The storage of the account is used up; it is shared with Drive and Photos.',
          remedy: 'Retry for some days, less and less often; then stop until there is news of the recipient.',
        },
      },
      nl: {
        support: {
          cause: 'De opslagruimte van het Google-account van de ontvanger is op; dat kan ook door foto’s of bestanden komen.',
          remedy: 'Laat het de ontvanger langs een andere weg weten en verstuur opnieuw zodra er ruimte is.',
        },
        developer: {
          cause: "De opslag van het account is vol; die wordt gedeeld met Drive en Foto's.",
          remedy: 'Probeer het enkele dagen, steeds minder vaak; stop dan tot er nieuws van de ontvanger is.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '452 4.2.2 https://support.google.com/mail/?p=OverQuotaTemp 4711 - gsmtp',
        "452 4.2.2 The recipient's inbox is out of storage space. 4711 - gsmtp",
        '552 5.2.2 The email account that you tried to reach is over quota. 4711 - gsmtp',
      ],
      negative: ['452 4.5.3 Your message has too many recipients. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.recipient-rate',
    version: 2,
    when: {
      phrases: [
        'is receiving mail at a rate',
        'is receiving mail too quickly',
        'p=receivingrate…',
        'is receiving email at a rate',
        'is receiving email too quickly',
      ],
    },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'This recipient gets more mail at the moment than Google lets through.',
          remedy: 'Nothing to do: the message is tried again later.',
        },
        developer: {
          cause: 'Gmail limits what this one recipient gets in a short time; the sender is not the cause.',
          remedy: 'Retry later and slower to this recipient; other recipients are not affected.',
        },
      },
      nl: {
        support: {
          cause: 'Deze ontvanger krijgt op dit moment meer mail dan Google doorlaat.',
          remedy: 'Niets te doen: het bericht wordt later opnieuw geprobeerd.',
        },
        developer: {
          cause: 'Gmail beperkt wat deze ene ontvanger in korte tijd krijgt; de afzender is niet de oorzaak.',
          remedy: 'Probeer het later en langzamer naar deze ontvanger; andere ontvangers merken er niets van.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '450 4.2.1 https://support.google.com/mail/?p=ReceivingRate 4711 - gsmtp',
        '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. 4711 - gsmtp',
        '450 4.2.1 The user you are trying to contact is receiving email at a rate that prevents additional messages from being delivered. 4711 - gsmtp',
        '450 4.2.1 The user you are trying to contact is receiving email too quickly. 4711 - gsmtp',
        '450 4.2.1 The user you are trying to contact is receiving mail too quickly. 4711 - gsmtp',
      ],
      negative: ['421 4.7.28 Unusual rate of mail from your IP address. 4711 - gsmtp'],
    },
  },
];
