import type { Audience, Explanation, Language } from '../rule.ts';
import type { Category } from '../verdict.ts';

/** Causes whose remedy is a later attempt: who makes it depends on whether the sending server still tries. */
export const passingCategories: ReadonlySet<Category> = new Set([
  'mailbox-full',
  'greylisted',
  'rate-limited',
  'remote-error',
  'remote-full',
  'local-delivery-error',
  'network-error',
]);

/** While the sending server still tries: what support does in place of sending again. */
export const remedyWhileTried: Readonly<Record<Language, string>> = {
  en: 'It is tried again by itself. Look again later, and do not send it a second time.',
  nl: 'Het wordt vanzelf opnieuw geprobeerd. Kijk later nog eens en verstuur de mail niet nog een keer.',
};

/** Before a remedy that holds all the same, such as correcting the address. */
export const stillTried: Readonly<Record<Language, Readonly<Record<Exclude<Audience, 'recipient'>, string>>>> = {
  en: { support: 'It is still being tried.', developer: 'The sending server keeps trying: do not send a second copy.' },
  nl: {
    support: 'Het wordt nog geprobeerd.',
    developer: 'De verzendende server blijft het proberen: verstuur geen tweede exemplaar.',
  },
};

/** A full mailbox is the one passing cause that the recipient can end in time. */
export const fullWhileTried: Readonly<Record<Language, { readonly support: string; readonly recipient: Explanation }>> = {
  en: {
    support: 'It is tried again by itself for some time: ask the recipient through another channel to make room.',
    recipient: {
      cause: 'Your mailbox is full, so our message has not arrived yet.',
      remedy: 'Make room in your mailbox; we keep trying for some time.',
    },
  },
  nl: {
    support: 'Het wordt nog een tijd vanzelf opnieuw geprobeerd: vraag de ontvanger langs een andere weg om ruimte te maken.',
    recipient: {
      cause: 'Uw mailbox is vol, dus ons bericht is nog niet aangekomen.',
      remedy: 'Maak ruimte in uw mailbox; wij blijven het nog een tijd proberen.',
    },
  },
};

/** Once the sending server has given up: nothing comes by itself any more. */
export const remedyOnceGivenUp: Readonly<Record<Language, Readonly<Record<'support' | 'operator' | 'recipient', string>>>> = {
  en: {
    support: 'It is not tried again: send it again later, or tell the recipient through another channel.',
    operator: 'It is not tried again: pass this on to whoever runs the sending, and send it again later.',
    recipient: 'Our message will not arrive by itself any more: ask us to send it again.',
  },
  nl: {
    support:
      'Het wordt niet opnieuw geprobeerd: verstuur de mail later opnieuw, of laat het de ontvanger langs een andere weg weten.',
    operator: 'Het wordt niet opnieuw geprobeerd: geef dit door aan wie de verzending beheert en verstuur de mail later opnieuw.',
    recipient: 'Ons bericht komt niet meer vanzelf aan: vraag ons het opnieuw te versturen.',
  },
};

export const greylistedOnceGivenUp: Readonly<Record<Language, string>> = {
  en: 'The sending server gave up before its next attempt was taken: check its retry times, then send again.',
  nl: 'De verzendende server gaf het op voordat een volgende poging werd aangenomen: controleer de tijden waarop hij opnieuw probeert en verstuur dan opnieuw.',
};
