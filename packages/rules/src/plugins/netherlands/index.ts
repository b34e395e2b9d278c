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
      positive: [
        '554 5.7.1 Your IP: 203.0.113.7 is blacklisted, please see http://blacklist.kpnmail.nl/Help/17',
        '554 5.7.1 Your IP: 203.0.113.7 is blacklisted, please see http://blacklist.example.nl/Help/17',
      ],
      negative: ['554 5.7.1 blacklist.example.nl'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { replyCodes: [521, 554], phrases: ['your ip … has been blacklisted'] },
      source: 'https://github.com/monk24215/mailcow-repo/blob/1e54eb4d8d8c7070394a9c813cb07d1e61e1a7cf/scripts/parser-test.mjs',
      positive: ['521 5.5.0 Your IP [203.0.113.7] has been blacklisted. Please contact the abuse desk for more information.'],
      negative: ['521 5.5.0 Your IP [203.0.113.7] is welcome.'],
    },
  ],
});

/** The relay that TransIP's virtual servers send through. */
const transIp = providerPlugin({
  id: 'transip',
  name: 'TransIP',
  mxSuffixes: ['.transip.email', '.transip.nl'],
  source: 'https://www.transip.eu/knowledgebase/entry/349',
  rules: [
    {
      what: 'sender-not-authorised',
      category: 'sender-rejected',
      when: { phrases: ['x-transip-mail-auth'] },
      remedy: {
        en: 'Publish the x-transip-mail-auth record of the control panel in the DNS of the sender domain.',
        nl: 'Zet het record x-transip-mail-auth uit het controlepaneel in de DNS van het afzenderdomein.',
      },
      source:
        'https://github.com/ByteInternet/hypernode-docs-next/blob/1196d63cf2caacd357543be1f1d0e39104a0d5fc/docs/hypernode-platform/email/how-to-manage-your-email-queue.md',
      positive: [
        "421 4.7.0 No valid 'x-transip-mail-auth' DNS record found for 'example.nl'. Please see https://www.example.net/entry/349 for more information.",
      ],
      negative: ["421 4.7.0 No valid DNS record found for 'example.nl'."],
    },
  ],
});

export const netherlands: readonly ClassifierPlugin[] = [kpn, transIp];
