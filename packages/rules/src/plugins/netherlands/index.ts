import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';

const kpn = providerPlugin({
  id: 'kpn',
  name: 'KPN',
  mxSuffixes: ['.kpnmail.nl'],
  source: 'https://blacklist.kpnmail.nl/Help/17',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['blacklist.kpnmail.nl', 'your ip … is blacklisted, please see'] },
      remedy: {
        en: 'Have the sending side open the page that the answer names; KPN lifts most blocks by itself after an hour.',
        nl: 'Laat de verzendende kant de pagina openen die het antwoord noemt; KPN heft de meeste blokkades na een uur vanzelf op.',
      },
      positive: ['554 5.7.1 Your IP: 203.0.113.7 is blacklisted, please see http://blacklist.example.nl/Help/17'],
      negative: ['554 5.7.1 blacklist.example.nl'],
    },
  ],
});

export const netherlands: readonly ClassifierPlugin[] = [kpn];
