import type { ClassifierPlugin } from '../../plugin.ts';
import type { NonEmpty, Rule } from '../../rule.ts';
import { rfc } from '../../sources.ts';
import { caused } from '../caused.ts';
import { doubtCues, senderCues } from '../sender-cues.ts';
import { statusMeanings, type StatusMeaning } from './table.ts';

const steps = ['CONNECT', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'RSET', 'QUIT'] as const;
const successes = ['2.0.0', '2.1.0', '2.1.5', '2.2.0', '2.3.0', '2.4.0', '2.5.0', '2.6.0', '2.7.0'] as const;

/** Codes that are about the recipient, where the words are about the sender: the code is borrowed. */
const borrowed: Rule = {
  id: 'enhanced-status-codes.borrowed',
  version: 2,
  when: { enhancedStatusCodes: ['x.1.1', 'x.1.2', 'x.1.3', 'x.1.6', 'x.1.10', 'x.7.17', 'x.7.18'], phrases: senderCues },
  verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
  explain: {
    en: {
      support: {
        cause:
          'The code speaks of the recipient, but the words speak of the sender: this is a rule about us, not a dead address.',
        remedy: 'Keep the address. Have the sending side look at the full answer.',
      },
    },
    nl: {
      support: {
        cause:
          'De code gaat over de ontvanger, maar de woorden gaan over de afzender: dit is een regel over ons, geen dood adres.',
        remedy: 'Houd het adres. Laat de verzendende kant het volledige antwoord bekijken.',
      },
    },
  },
  sources: [rfc(3463, '3.2')],
  examples: {
    positive: ['550 5.1.1 <ann@example.com> our records on your domain are incomplete'],
    negative: ['550 5.1.1 <ann@example.com> ref 4711', '550 5.0.0 our records on your domain are incomplete'],
  },
};

const acceptedStep: Rule = {
  id: 'enhanced-status-codes.accepted-step',
  version: 1,
  when: { enhancedStatusCodes: successes, commands: steps },
  verdict: { category: 'delayed', permanence: null, scope: null },
  explain: {
    en: {
      support: {
        cause: 'The receiving server accepted one step of the conversation; the message itself was not yet handed over.',
        remedy: 'Nothing to do. Wait for its answer to the whole message.',
      },
    },
    nl: {
      support: {
        cause: 'De ontvangende server aanvaardde één stap van het gesprek; het bericht zelf was nog niet overgedragen.',
        remedy: 'Niets te doen. Wacht op het antwoord op het hele bericht.',
      },
    },
  },
  sources: [rfc(3463, '3.1')],
  examples: { positive: ['[RCPT] 250 2.1.5 Ok'], negative: ['[DOT] 250 2.0.0 Ok', '[RCPT] 550 5.1.1 ref 4711'] },
};

const accepted: Rule = {
  id: 'enhanced-status-codes.accepted',
  version: 1,
  when: { enhancedStatusCodes: successes },
  verdict: { category: 'delivered', permanence: null, scope: null },
  sources: [rfc(3463, '3.1')],
  examples: { positive: ['250 2.0.0 4711', '[DOT] 250 2.6.0 4711 by mx1.example.net'], negative: ['450 4.0.0 4711'] },
};

const relayed: Rule = {
  id: 'enhanced-status-codes.relayed',
  version: 1,
  when: { enhancedStatusCodes: ['2.1.9'] },
  verdict: { category: 'relayed', permanence: null, scope: null },
  sources: [rfc(3886, '3.3.4')],
  examples: { positive: ['250 2.1.9 4711'], negative: ['250 2.1.5 4711'] },
};

/** The registry of RFC 5248 as rules. They come after all words, since codes are borrowed more often than words. */
export const enhancedStatusCodes: ClassifierPlugin = {
  id: 'enhanced-status-codes',
  version: '1.0.0',
  name: 'Enhanced mail system status codes',
  rules: [acceptedStep, accepted, relayed, borrowed, ...statusMeanings.map(ruleOf)],
};

function ruleOf(meaning: StatusMeaning): Rule {
  const { code, verdict, en, nl, remedy, source, unlessAboutSender, only, replyCodes } = meaning;
  const tail = code.slice(1);
  const classes: NonEmpty<string> = only ? [only] : ['5', '4'];
  const codes: NonEmpty<string> = [`${classes[0]}${tail}`, ...classes.slice(1).map((digit) => digit + tail)];
  const reply = replyCodes ? replyCodes[0] : Number(`${classes[0]}50`);
  const name = `${only ?? 'x'}${tail}${replyCodes ? '-host' : ''}`.replaceAll('.', '-');
  return {
    id: `enhanced-status-codes.${name}`,
    version: unlessAboutSender ? 3 : 1,
    when: {
      ...(replyCodes && { replyCodes }),
      enhancedStatusCodes: codes,
      ...(unlessAboutSender && { without: doubtCues }),
    },
    verdict,
    explain: {
      en: caused(verdict.category, 'en', en, remedy?.en),
      nl: caused(verdict.category, 'nl', nl, remedy?.nl),
    },
    sources: [source],
    examples: {
      positive: [`${reply} ${codes[0]} ref 4711 at mx1.example.net`],
      negative: [
        `${reply} ${codes[0]}9 ref 4711 at mx1.example.net`,
        ...(unlessAboutSender ? [`${reply} ${codes[0]} ref 4711, your domain is on hold here`] : []),
      ],
    },
  };
}
