import { explain, type Category, type Explanation, type Language, type Permanence, type Ruleset } from '@bezorgd/rules';
import { explainDelivery } from '../answers/explain-delivery.ts';
import type { DeliveryStatus } from '../deliveries/delivery-state.ts';
import type { AlertRow } from '../queries/alert.query.ts';
import { knownBlocklist } from '../deliveries/blocklists.ts';
import type { Rate } from './rates.ts';

/** What each kind keeps of what it saw. */
export interface MailFailedDetail {
  readonly deliveryId: string;
  readonly messageId: string;
  readonly domain: string;
  readonly status: DeliveryStatus;
  readonly category: Category | null;
  readonly permanence: Permanence | null;
  readonly ruleId: string | null;
  /** Too many failed at once: this one speaks for so many. */
  readonly count: number;
}
export interface MailSilentDetail {
  readonly domain: string;
  readonly count: number;
  readonly oldest: string;
  /** Up to twenty. */
  readonly deliveryIds: readonly string[];
}
export interface RateDetail {
  readonly rate: Rate;
  readonly measured: number;
  readonly above: number;
  readonly count: number;
  readonly volume: number;
  readonly windowMinutes: number;
}
export interface SenderTroubleDetail {
  readonly category: Category;
  /** The list that the replies name. */
  readonly blocklist: string | null;
  /** The receiver with the most replies. */
  readonly domain: string;
  /** How many receivers: more than one where many have the same cause. */
  readonly domains: number;
  readonly count: number;
  readonly windowMinutes: number;
  readonly deliveryId: string;
  readonly permanence: Permanence | null;
  readonly ruleId: string | null;
}
export interface WebhookFailingDetail {
  readonly endpointId: string;
  readonly name: string;
  readonly host: string;
  readonly failingSince: string;
  readonly reason: string;
}

const rateNames = {
  bounce: { en: 'bounces', nl: 'bounces' },
  'hard-bounce': { en: 'hard bounces', nl: 'hard bounces' },
  complaint: { en: 'complaints', nl: 'klachten' },
  rejected: { en: 'mails to blocked addresses', nl: 'mails aan geblokkeerde adressen' },
  deferred: { en: 'deferrals', nl: 'uitstel' },
} as const satisfies Record<Rate, Record<Language, string>>;

const rateRemedies = {
  bounce: {
    en: 'Look at the latest bounces: a new cause at many addresses is a fault on our side; many unknown addresses come from an old or mistyped list.',
    nl: 'Bekijk de laatste bounces: een nieuwe oorzaak bij veel adressen is een fout aan onze kant; veel onbekende adressen komen van een oude of verkeerd getypte lijst.',
  },
  'hard-bounce': {
    en: 'Stop the mailing that causes it and check where its addresses come from; remove those that do not exist.',
    nl: 'Stop de mailing die het veroorzaakt en controleer waar de adressen vandaan komen; verwijder adressen die niet bestaan.',
  },
  complaint: {
    en: 'Find which mail people mark as unwanted, stop it, and make unsubscribing easy: mail services block senders above 0.3 %.',
    nl: 'Zoek welke mail mensen als ongewenst markeren, stop die, en maak afmelden makkelijk: maildiensten blokkeren afzenders boven 0,3 %.',
  },
  rejected: {
    en: 'Mails are offered for addresses that must not be mailed. Ask the check before sending, and remove these addresses from your lists.',
    nl: 'Er worden mails aangeboden voor adressen die niet gemaild mogen worden. Vraag vóór het verzenden of het mag, en haal deze adressen van je lijsten.',
  },
  deferred: {
    en: 'Receivers postpone our mail. Look at the reasons of the latest deferrals; send more slowly if they speak of rate or reputation.',
    nl: 'Ontvangers stellen onze mail uit. Bekijk de redenen van de laatste keren; verzend langzamer als het om snelheid of reputatie gaat.',
  },
} as const satisfies Record<Rate, Record<Language, string>>;

/** What happened and what to do; a kind from a newer version says that it is not known. */
export function alertText(alert: Pick<AlertRow, 'kind' | 'detail'>, ruleset: Ruleset, language: Language): Explanation {
  const en = language === 'en';
  switch (alert.kind) {
    case 'mail-failed': {
      const detail = alert.detail as unknown as MailFailedDetail;
      const { cause, remedy } = explainDelivery(
        { ...detail, scope: null, deliveredAt: null, clicks: 0 },
        ruleset,
        language,
        'support',
      );
      if (detail.count === 1)
        return {
          cause: `${en ? `A mail to ${detail.domain} failed.` : `Een mail aan ${detail.domain} is mislukt.`} ${cause}`,
          remedy,
        };
      return {
        cause: en
          ? `${detail.count} more mails failed within an hour. The latest, to ${detail.domain}: ${cause}`
          : `Binnen een uur zijn nog ${detail.count} mails mislukt. De laatste, aan ${detail.domain}: ${cause}`,
        remedy: en
          ? `So many at once point at one cause: look at the list of failed deliveries. For the latest: ${remedy}`
          : `Zoveel tegelijk wijst op één oorzaak: bekijk de lijst van mislukte mails. Voor de laatste: ${remedy}`,
      };
    }
    case 'mail-silent': {
      const { domain, count, oldest } = alert.detail as unknown as MailSilentDetail;
      return {
        cause: en
          ? `Of ${count} ${count === 1 ? 'mail' : 'mails'} to ${domain} nothing final was heard in the usual time; the oldest is from ${oldest}.`
          : `Van ${count} ${count === 1 ? 'mail' : 'mails'} aan ${domain} is binnen de gebruikelijke tijd niets definitiefs gehoord; de oudste is van ${oldest}.`,
        remedy: en
          ? 'Look whether the sending system still has them in its queue, and whether its events still come in.'
          : 'Kijk of het verzendende systeem ze nog in de wachtrij heeft, en of zijn gebeurtenissen nog binnenkomen.',
      };
    }
    case 'rate': {
      const { rate, measured, above, count, volume, windowMinutes } = alert.detail as unknown as RateDetail;
      const name = rateNames[rate]?.[language] ?? rate;
      return {
        cause: en
          ? `Of what became known in the last ${windowMinutes} minutes, ${percent(measured, 'en')} were ${name} (${count} of ${volume}); the limit is ${percent(above, 'en')}.`
          : `Van wat in de laatste ${windowMinutes} minuten bekend werd, was ${percent(measured, 'nl')} ${name} (${count} van ${volume}); de grens is ${percent(above, 'nl')}.`,
        remedy: rateRemedies[rate]?.[language] ?? '',
      };
    }
    case 'sender-trouble': {
      const { category, blocklist, permanence, ruleId, domain, domains, count } = alert.detail as unknown as SenderTroubleDetail;
      const who =
        domains === 1
          ? domain
          : en
            ? `${domain} and ${domains - 1} other domains`
            : `${domain} en ${domains - 1} andere domeinen`;
      const verb =
        domains === 1 ? (en ? 'refuses or delays' : 'weigert of vertraagt') : en ? 'refuse or delay' : 'weigeren of vertragen';
      const { cause, remedy } = explain({ category, permanence, scope: 'sender', ruleId }, ruleset, {
        language,
        audience: 'developer',
      });
      return {
        cause: en
          ? `${who} ${verb} our mail because of the sender (${count} ${count === 1 ? 'reply' : 'replies'}). ${cause}`
          : `${who} ${verb} onze mail vanwege de afzender (${count} ${count === 1 ? 'antwoord' : 'antwoorden'}). ${cause}`,
        remedy: blocklist ? `${aboutBlocklist(blocklist, language)} ${remedy}` : remedy,
      };
    }
    case 'webhook-failing': {
      const { name, host, failingSince, reason } = alert.detail as unknown as WebhookFailingDetail;
      return {
        cause: en
          ? `The webhook ${name} (${host}) has failed since ${failingSince} and was switched off (${reason}).`
          : `De webhook ${name} (${host}) mislukt sinds ${failingSince} en is uitgezet (${reason}).`,
        remedy: en
          ? 'Repair the receiver, switch the webhook on again, and re-send what it missed.'
          : 'Herstel de ontvanger, zet de webhook weer aan en verstuur opnieuw wat hij gemist heeft.',
      };
    }
    default:
      return {
        cause: en
          ? 'An alert of a kind that this version does not know.'
          : 'Een waarschuwing van een soort die deze versie niet kent.',
        remedy: en ? 'Look at its details.' : 'Bekijk de details.',
      };
  }
}

function aboutBlocklist(name: string, language: Language): string {
  const en = language === 'en';
  const { lookup = null, closed } = knownBlocklist(name) ?? {};
  if (closed !== undefined)
    return en
      ? `They still ask the list of ${name}, which was closed on ${closed}: tell them.`
      : `Ze vragen nog de lijst van ${name}, die op ${closed} is gestopt: laat het ze weten.`;
  const named = en ? `The list is that of ${name}` : `Het is de lijst van ${name}`;
  return lookup === null ? `${named}.` : `${named}: ${lookup}`;
}

function percent(share: number, language: Language): string {
  return `${(share * 100).toLocaleString(language, { maximumFractionDigits: 2 })} %`;
}
