import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';

const free = providerPlugin({
  id: 'free',
  name: 'Free',
  mxSuffixes: ['.free.fr', '.proxad.net'],
  source: 'https://postmaster.free.fr/',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['spam detected'] },
      hostBound: true,
      positive: ['550 spam detected'],
      negative: ['[mx.example.org] 550 spam detected', '550 user unknown'],
    },
    {
      what: 'host-blocked',
      category: 'reputation',
      when: { phrases: ['too many spams from your ip', 'too many errors from your ip'] },
      remedy: {
        en: 'Have the sending side stop the unwanted mail and remove addresses that do not exist; the block ends after a day at most.',
        nl: 'Laat de verzendende kant de ongewenste mail stoppen en niet-bestaande adressen verwijderen; de blokkade eindigt na hooguit een dag.',
      },
      positive: [
        '421 Too many spams from your IP (203.0.113.7), please visit http://postmaster.example.net/',
        '421 Too many errors from your ip (203.0.113.7), please visit http://postmaster.example.net/',
      ],
      negative: ['421 4.7.0 Error: too many errors'],
    },
  ],
});

const sfr = providerPlugin({
  id: 'sfr',
  name: 'SFR',
  mxSuffixes: ['.sfr.fr', '.neuf.fr'],
  source: 'https://www.postmastery.com/sfr-deliverability-explaining-error-codes-gu_eib-and-the-ongoing-error-threshold/',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['abus detecte', 'gu_eib_…', 'sfr_in_…'] },
      remedy: {
        en: 'Have the sending side look at complaints and at addresses that do not exist; SFR blocks for two hours at a time.',
        nl: 'Laat de verzendende kant naar klachten en niet-bestaande adressen kijken; SFR blokkeert telkens twee uur.',
      },
      positive: [
        '554 5.7.1 <mail.example.com[203.0.113.7]>: Client host rejected: Abus detecte GU_EIB_04',
        '450 4.7.1 SFR_IN_101 Service refused due to bad behavior - Too many spam messages',
      ],
      negative: ['554 5.7.1 abus'],
    },
  ],
});

/** Its page says what each number stands for. */
const gandi = providerPlugin({
  id: 'gandi',
  name: 'Gandi',
  mxSuffixes: ['.mail.gandi.net'],
  source: 'https://postmaster.gandi.net/',
  rules: [
    {
      what: 'virus',
      category: 'virus',
      when: { phrases: ['reject for policy reason … rule1_1'] },
      positive: ['550 5.7.1 Reject for policy reason RULE1_1. See http://postmaster.example.net'],
      negative: ['550 5.7.1 Reject for policy reason. See http://postmaster.example.net', '550 5.7.1 RULE1_1'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: {
        phrases: [
          'reject for policy reason … rule2_1',
          'reject for policy reason … rule2_2',
          'reject for policy reason … rule3_1',
          'reject for policy reason … rule3_2',
        ],
      },
      positive: [
        '550 5.7.1 Reject for policy reason RULE2_1. See http://postmaster.example.net',
        '550 5.7.1 Reject for policy reason RULE2_2. See http://postmaster.example.net',
        '550 5.7.1 Reject for policy reason RULE3_1. See http://postmaster.example.net',
        '550 5.7.1 Reject for policy reason RULE3_2. See http://postmaster.example.net',
      ],
      negative: ['550 5.7.1 Reject for policy reason RULE4. See http://postmaster.example.net'],
    },
  ],
});

export const france: readonly ClassifierPlugin[] = [free, sfr, gandi];
