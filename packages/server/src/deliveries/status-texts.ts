import type { Actor, Explanation, Language } from '@bezorgd/rules';
import type { DeliveryStatus } from './delivery-state.ts';

/** What a status means where no cause says more, and what it does not prove. */
export interface StatusText {
  readonly actor: Actor;
  readonly text: Readonly<Record<Language, Explanation & { readonly caveat: string }>>;
}

export const statusTexts = {
  processed: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The mail was taken on and is on its way; the receiving server has not confirmed it yet.',
        caveat: 'That it was taken on does not say that it was handed over, nor that the address exists.',
        remedy: 'Wait: most mails arrive within minutes. If nothing follows within a day, ask whoever runs the sending.',
      },
      nl: {
        cause: 'De mail is aangenomen en onderweg; de ontvangende server heeft hem nog niet bevestigd.',
        caveat: 'Dat hij is aangenomen zegt nog niet dat hij is overgedragen, of dat het adres bestaat.',
        remedy:
          'Wacht even: de meeste mails komen binnen enkele minuten aan. Volgt er binnen een dag niets, vraag het dan na bij de beheerder van de verzending.',
      },
    },
  },
  suspended: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The mail is set aside and planned for later.',
        caveat: 'It has not been offered to the receiving server yet, so nothing is known about the address.',
        remedy: 'Nothing has to be done; it goes out by itself.',
      },
      nl: {
        cause: 'De mail is opzijgezet en gepland voor later.',
        caveat: 'Hij is nog niet aan de ontvangende server aangeboden; over het adres is dus nog niets bekend.',
        remedy: 'Er hoeft niets te gebeuren; hij gaat vanzelf uit.',
      },
    },
  },
  deferred: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The receiving server could not take the mail yet.',
        caveat: 'It has neither arrived nor failed. Many servers turn a first attempt away and take the next.',
        remedy: 'It is tried again by itself. Look again later.',
      },
      nl: {
        cause: 'De ontvangende server kon de mail nog niet aannemen.',
        caveat: 'Hij is niet aangekomen en ook niet mislukt. Veel servers weren een eerste poging en nemen de volgende aan.',
        remedy: 'Het wordt vanzelf opnieuw geprobeerd. Kijk later nog eens.',
      },
    },
  },
  delivered: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The receiving server has confirmed that it accepted the mail.',
        caveat:
          'Whether it reached the inbox is not known: a spam filter can still have moved or dropped it, usually without a word. A bounce can still follow days later.',
        remedy: 'If the recipient does not see it, ask them to look in the spam folder.',
      },
      nl: {
        cause: 'De ontvangende server heeft bevestigd dat hij de mail heeft aangenomen.',
        caveat:
          'Of hij in de inbox staat is niet bekend: een spamfilter kan hem alsnog verplaatsen of weggooien, meestal zonder bericht. Een bounce kan dagen later nog volgen.',
        remedy: 'Ziet de ontvanger hem niet, vraag dan om in de map met ongewenste mail te kijken.',
      },
    },
  },
  discarded: {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail was not delivered because of a setting of the sending system.',
        caveat: 'It says nothing about the address: the receiving server was not asked.',
        remedy: 'Look at the reason given, or ask whoever runs the sending.',
      },
      nl: {
        cause: 'De mail is niet bezorgd vanwege een instelling van het verzendende systeem.',
        caveat: 'Het zegt niets over het adres: de ontvangende server is niets gevraagd.',
        remedy: 'Bekijk de opgegeven reden, of vraag het na bij de beheerder van de verzending.',
      },
    },
  },
  rejected: {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail was not sent: this address is on the list of addresses that must not be mailed now.',
        caveat: 'It does not say that the address fails now: it was not tried this time.',
        remedy: 'Look why the address is on the list, correct it, or wait until the block ends.',
      },
      nl: {
        cause: 'De mail is niet verzonden: dit adres staat op de lijst van adressen die nu niet gemaild mogen worden.',
        caveat: 'Het zegt niet dat het adres nu niet werkt: deze keer is het niet geprobeerd.',
        remedy: 'Bekijk waarom het adres op de lijst staat, verbeter het, of wacht tot de blokkade voorbij is.',
      },
    },
  },
  'soft-bounced': {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail did not arrive, for a reason that may be passing. It is not tried again.',
        caveat: 'It does not say that the address is wrong: a later mail may arrive.',
        remedy: 'Send it again later, or reach the recipient in another way if it is urgent.',
      },
      nl: {
        cause: 'De mail is niet aangekomen, om een reden die tijdelijk kan zijn. Er wordt niet opnieuw geprobeerd.',
        caveat: 'Het zegt niet dat het adres fout is: een volgende mail kan wel aankomen.',
        remedy: 'Verstuur hem later opnieuw, of benader de ontvanger op een andere manier als het dringend is.',
      },
    },
  },
  'hard-bounced': {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail did not arrive, and later mails to this address will not arrive either.',
        caveat: 'The receiving server says so, and servers can be wrong or be set up wrongly. The address may work again later.',
        remedy: 'Check the address with the recipient and correct it.',
      },
      nl: {
        cause: 'De mail is niet aangekomen, en latere mails naar dit adres komen ook niet aan.',
        caveat:
          'De ontvangende server zegt dat, en een server kan zich vergissen of verkeerd zijn ingesteld. Het adres kan later weer werken.',
        remedy: 'Controleer het adres bij de ontvanger en verbeter het.',
      },
    },
  },
  complained: {
    actor: 'recipient',
    text: {
      en: {
        cause: "The mail arrived, and the recipient's mail service reported that it was marked as unwanted.",
        caveat: 'Many people press that button without meaning it, or to tidy up. It does not say that the content was wrong.',
        remedy: 'Do not mail this address until the recipient has agreed and has undone the mark on their side.',
      },
      nl: {
        cause: 'De mail is aangekomen, en de maildienst van de ontvanger meldde dat hij als ongewenst is gemarkeerd.',
        caveat:
          'Veel mensen drukken op die knop zonder het zo te bedoelen, of om op te ruimen. Het zegt niet dat de inhoud fout was.',
        remedy: 'Mail dit adres niet tot de ontvanger akkoord is en de markering aan zijn kant ongedaan heeft gemaakt.',
      },
    },
  },
} as const satisfies Record<DeliveryStatus, StatusText>;

/** The second axis: what came back from the reader. */
export const engagementTexts = {
  opened: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The images of the mail were loaded, very likely by somebody who looked at it.',
        caveat:
          'Somebody else with access to the mailbox, or a machine, may have loaded them. That nothing was loaded does not say that the mail was not read: many programs load no images.',
        remedy: 'Nothing has to be done.',
      },
      nl: {
        cause: 'De afbeeldingen van de mail zijn geladen, zeer waarschijnlijk door iemand die hem bekeek.',
        caveat:
          'Iemand anders met toegang tot de mailbox, of een machine, kan ze hebben geladen. Dat er niets is geladen zegt niet dat de mail niet gelezen is: veel programma’s laden geen afbeeldingen.',
        remedy: 'Er hoeft niets te gebeuren.',
      },
    },
  },
  clicked: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'A link of the mail was followed, very likely by somebody who read it.',
        caveat: 'Somebody else with access to the mailbox, or a filter that checks links, may have followed it.',
        remedy: 'Nothing has to be done.',
      },
      nl: {
        cause: 'Een link in de mail is gevolgd, zeer waarschijnlijk door iemand die hem las.',
        caveat: 'Iemand anders met toegang tot de mailbox, of een filter dat links controleert, kan hem hebben gevolgd.',
        remedy: 'Er hoeft niets te gebeuren.',
      },
    },
  },
} as const satisfies Record<'opened' | 'clicked', StatusText>;
