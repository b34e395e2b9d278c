import type { Rule } from '../../rule.ts';
import { cited } from '../../sources.ts';

const codes = cited('https://support.google.com/a/answer/3726730');

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
      },
      nl: {
        support: {
          cause: 'Google zegt dat dit account niet bestaat.',
          remedy: 'Controleer het adres op typefouten en vraag de ontvanger om het juiste adres.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        "550-5.1.1 The email account that you tried to reach does not exist. Please try\n550-5.1.1 double-checking the recipient's email address for typos or\n550 5.1.1 unnecessary spaces. 4711 - gsmtp",
      ],
      negative: ['550 5.2.1 The email account that you tried to reach is disabled. 4711 - gsmtp'],
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
      },
      nl: {
        support: {
          cause: 'Google zegt dat het account bestaat maar uitstaat of al lang niet gebruikt is.',
          remedy: 'Vraag de ontvanger langs een andere weg of het account nog in gebruik is.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '550 5.2.1 The email account that you tried to reach is disabled. 4711 - gsmtp',
        '550 5.2.1 The email account that you tried to reach is inactive. 4711 - gsmtp',
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
      },
      nl: {
        support: {
          cause: 'Het Google-account is vol en al lang niet gebruikt.',
          remedy: 'Vraag de ontvanger om een ander adres; waarschijnlijk wordt dit niet meer leeggemaakt.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: ["552 5.2.2 The recipient's inbox is out of storage space and inactive. 4711 - gsmtp"],
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
      },
      nl: {
        support: {
          cause: 'De opslagruimte van het Google-account van de ontvanger is op; dat kan ook door foto’s of bestanden komen.',
          remedy: 'Laat het de ontvanger langs een andere weg weten en verstuur opnieuw zodra er ruimte is.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        "452 4.2.2 The recipient's inbox is out of storage space. 4711 - gsmtp",
        '552 5.2.2 The email account that you tried to reach is over quota. 4711 - gsmtp',
      ],
      negative: ['452 4.5.3 Your message has too many recipients. 4711 - gsmtp'],
    },
  },
  {
    id: 'google.recipient-rate',
    version: 1,
    when: { phrases: ['is receiving mail at a rate', 'is receiving mail too quickly', 'p=receivingrate…'] },
    verdict: { category: 'rate-limited', permanence: 'transient', scope: 'recipient' },
    explain: {
      en: {
        support: {
          cause: 'This recipient gets more mail at the moment than Google lets through.',
          remedy: 'Nothing to do: try again later.',
        },
      },
      nl: {
        support: {
          cause: 'Deze ontvanger krijgt op dit moment meer mail dan Google doorlaat.',
          remedy: 'Niets te doen: probeer het later opnieuw.',
        },
      },
    },
    sources: [codes],
    examples: {
      positive: [
        '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. 4711 - gsmtp',
      ],
      negative: ['421 4.7.28 Unusual rate of mail from your IP address. 4711 - gsmtp'],
    },
  },
];
