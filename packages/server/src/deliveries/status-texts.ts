import type { Actor, Explanation, Language } from '@bezorgd/rules';
import type { DeliveryStatus } from './delivery-state.ts';

/** What a status means, and what it does not prove, where no cause says more. */
export interface StatusText {
  readonly actor: Actor;
  readonly text: Readonly<Record<Language, Explanation>>;
}

export const statusTexts = {
  processed: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The mail was taken on and is on its way; the receiving server has not confirmed it yet.',
        remedy: 'Wait: most mails arrive within minutes. If nothing follows within a day, ask whoever runs the sending.',
      },
      nl: {
        cause: 'De mail is aangenomen en onderweg; de ontvangende server heeft hem nog niet bevestigd.',
        remedy:
          'Wacht even: de meeste mails komen binnen enkele minuten aan. Volgt er binnen een dag niets, vraag het dan na bij de beheerder van de verzending.',
      },
    },
  },
  suspended: {
    actor: 'nobody',
    text: {
      en: { cause: 'The mail is set aside and planned for later.', remedy: 'Nothing has to be done; it goes out by itself.' },
      nl: { cause: 'De mail is opzijgezet en gepland voor later.', remedy: 'Er hoeft niets te gebeuren; hij gaat vanzelf uit.' },
    },
  },
  deferred: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The receiving server could not take the mail yet.',
        remedy: 'It is tried again by itself. Look again later.',
      },
      nl: {
        cause: 'De ontvangende server kon de mail nog niet aannemen.',
        remedy: 'Het wordt vanzelf opnieuw geprobeerd. Kijk later nog eens.',
      },
    },
  },
  delivered: {
    actor: 'nobody',
    text: {
      en: {
        cause:
          'The receiving server has confirmed that it accepted the mail. Whether it reached the inbox is not known: a spam filter can still have moved it.',
        remedy: 'If the recipient does not see it, ask them to look in the spam folder.',
      },
      nl: {
        cause:
          'De ontvangende server heeft bevestigd dat hij de mail heeft aangenomen. Of hij in de inbox staat is niet bekend: een spamfilter kan hem alsnog hebben verplaatst.',
        remedy: 'Ziet de ontvanger hem niet, vraag dan om in de map met ongewenste mail te kijken.',
      },
    },
  },
  discarded: {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail was not delivered because of a setting of the sending system.',
        remedy: 'Look at the reason given, or ask whoever runs the sending.',
      },
      nl: {
        cause: 'De mail is niet bezorgd vanwege een instelling van het verzendende systeem.',
        remedy: 'Bekijk de opgegeven reden, of vraag het na bij de beheerder van de verzending.',
      },
    },
  },
  rejected: {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail was not sent: this address is on the list of addresses that must not be mailed now.',
        remedy: 'Look why the address is on the list, correct it, or wait until the block ends.',
      },
      nl: {
        cause: 'De mail is niet verzonden: dit adres staat op de lijst van adressen die nu niet gemaild mogen worden.',
        remedy: 'Bekijk waarom het adres op de lijst staat, verbeter het, of wacht tot de blokkade voorbij is.',
      },
    },
  },
  'soft-bounced': {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail did not arrive, for a reason that may be passing. It is not tried again.',
        remedy: 'Send it again later, or reach the recipient in another way if it is urgent.',
      },
      nl: {
        cause: 'De mail is niet aangekomen, om een reden die tijdelijk kan zijn. Er wordt niet opnieuw geprobeerd.',
        remedy: 'Verstuur hem later opnieuw, of benader de ontvanger op een andere manier als het dringend is.',
      },
    },
  },
  'hard-bounced': {
    actor: 'sender',
    text: {
      en: {
        cause: 'The mail did not arrive, and later mails to this address will not arrive either.',
        remedy: 'Check the address with the recipient and correct it.',
      },
      nl: {
        cause: 'De mail is niet aangekomen, en latere mails naar dit adres komen ook niet aan.',
        remedy: 'Controleer het adres bij de ontvanger en verbeter het.',
      },
    },
  },
  complained: {
    actor: 'recipient',
    text: {
      en: {
        cause: "The mail arrived, and the recipient's mail service reported that it was marked as unwanted.",
        remedy: 'Do not mail this address until the recipient has agreed and has undone the mark on their side.',
      },
      nl: {
        cause: 'De mail is aangekomen, en de maildienst van de ontvanger meldde dat hij als ongewenst is gemarkeerd.',
        remedy: 'Mail dit adres niet tot de ontvanger akkoord is en de markering aan zijn kant ongedaan heeft gemaakt.',
      },
    },
  },
} as const satisfies Record<DeliveryStatus, StatusText>;
