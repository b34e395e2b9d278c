import type { Actor, Explanation, Language } from '@bezorgd/rules';
import type { DeliveryStatus } from './delivery-state.ts';

/** What became of a message as a whole: a summary of its deliveries, which never says "delivered" while one has failed. */
export const messageOutcomes = ['pending', 'delivered', 'partly-failed', 'failed'] as const;
export type MessageOutcome = (typeof messageOutcomes)[number];

/** How many of a message's deliveries have which status; statuses without any may be absent. */
export type StatusCounts = Readonly<Partial<Record<DeliveryStatus, number>>>;

const fateOf = {
  processed: 'pending',
  suspended: 'pending',
  deferred: 'pending',
  delivered: 'arrived',
  // Whoever complains has got it.
  complained: 'arrived',
  discarded: 'failed',
  rejected: 'failed',
  'soft-bounced': 'failed',
  'hard-bounced': 'failed',
} as const satisfies Record<DeliveryStatus, 'pending' | 'arrived' | 'failed'>;

/** Counts of at least one delivery. */
export function messageOutcome(counts: StatusCounts): MessageOutcome {
  const totals = { pending: 0, arrived: 0, failed: 0 };
  for (const [status, count] of Object.entries(counts)) totals[fateOf[status as DeliveryStatus]] += count;
  if (totals.failed > 0) return totals.pending + totals.arrived === 0 ? 'failed' : 'partly-failed';
  return totals.pending > 0 ? 'pending' : 'delivered';
}

interface Summary {
  readonly outcome: MessageOutcome;
  readonly sent: boolean;
  readonly reported: number;
}

/** A message's outcome in plain words. */
export function explainMessage(
  { outcome, sent, reported }: Summary,
  language: Language,
): Explanation & { readonly actor: Actor } {
  if (!sent) return { ...unsentText[language], actor: 'sending-operator' };
  const { actor, text } = outcomeTexts[outcome];
  const { cause, remedy } = text[language];
  return { cause: reported > 0 ? `${cause} ${reportedText[language]}` : cause, remedy, actor };
}

const unsentText = {
  en: {
    cause: 'Only a returned mail speaks of this message; the sending system never told of it. Anybody can send such a mail.',
    remedy: 'Look whether the sending system knows the message. If it does, its events do not come in; if not, it was not ours.',
  },
  nl: {
    cause:
      'Alleen een teruggestuurde mail noemt dit bericht; het verzendende systeem heeft er nooit iets over gemeld. Zo’n mail kan iedereen sturen.',
    remedy:
      'Kijk of het verzendende systeem het bericht kent. Zo ja, dan komen zijn gebeurtenissen niet binnen; zo nee, dan was het niet van ons.',
  },
} as const satisfies Record<Language, Explanation>;

const reportedText = {
  en: 'A returned mail names another recipient, of whom we were never told: the mail was forwarded, or the report is not genuine.',
  nl: 'Een teruggestuurde mail noemt nog een ontvanger, over wie ons nooit iets is gemeld: de mail is doorgestuurd, of het rapport is niet echt.',
} as const satisfies Record<Language, string>;

const outcomeTexts = {
  pending: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The message is on its way; not every receiving server has answered yet, and none has refused it.',
        remedy: 'Wait, and look again later.',
      },
      nl: {
        cause: 'Het bericht is onderweg; nog niet elke ontvangende server heeft geantwoord, en geen heeft het geweigerd.',
        remedy: 'Wacht even en kijk later nog eens.',
      },
    },
  },
  delivered: {
    actor: 'nobody',
    text: {
      en: {
        cause: 'The receiving server of every recipient has accepted the message.',
        remedy: 'If a recipient does not see it, ask them to look in the spam folder.',
      },
      nl: {
        cause: 'De ontvangende server van elke ontvanger heeft het bericht aangenomen.',
        remedy: 'Ziet een ontvanger het niet, vraag dan om in de map met ongewenste mail te kijken.',
      },
    },
  },
  'partly-failed': {
    actor: 'sender',
    text: {
      en: {
        cause: 'The message did not arrive for some of its recipients.',
        remedy: 'Look at the deliveries that failed: each says why, and what to do.',
      },
      nl: {
        cause: 'Het bericht is bij een deel van de ontvangers niet aangekomen.',
        remedy: 'Bekijk de mislukte bezorgingen: elk zegt waarom, en wat te doen.',
      },
    },
  },
  failed: {
    actor: 'sender',
    text: {
      en: {
        cause: 'The message arrived for none of its recipients.',
        remedy: 'Look at its deliveries: each says why, and what to do.',
      },
      nl: {
        cause: 'Het bericht is bij geen enkele ontvanger aangekomen.',
        remedy: 'Bekijk de bezorgingen: elk zegt waarom, en wat te doen.',
      },
    },
  },
} as const satisfies Record<MessageOutcome, { readonly actor: Actor; readonly text: Readonly<Record<Language, Explanation>> }>;
