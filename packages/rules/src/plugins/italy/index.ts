import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';

const libero = providerPlugin({
  id: 'libero',
  name: 'Libero',
  mxSuffixes: ['.libero.it', '.virgilio.it'],
  source: 'https://aiuto.libero.it/articolo/mail/messaggi-di-errore-piu-frequenti-dopo-invio-email',
  rules: [
    {
      what: 'mailbox-full',
      category: 'mailbox-full',
      when: { phrases: ['mailbox full (user quota exceeded)', 'user quota exceeded'] },
      hostBound: true,
      positive: ['552 5.2.2 MAILBOX FULL (User quota exceeded)'],
      negative: ['[mx.example.org] 552 5.2.2 MAILBOX FULL (User quota exceeded)', '550 5.1.1 User unknown'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['bad destination mailbox address'], without: ['syntax'] },
      hostBound: true,
      positive: ['550 5.1.1 BAD DESTINATION MAILBOX ADDRESS'],
      negative: [
        '501 5.1.3 Bad destination mailbox address syntax',
        '[mx.example.org] 550 5.1.1 Bad destination mailbox address',
      ],
    },
    {
      what: 'relay-denied',
      category: 'relay-denied',
      when: { phrases: ['relaying not allowed', 'relay disabled'] },
      hostBound: true,
      positive: ['550 Relay Disabled', '550 Relaying not allowed'],
      negative: ['[mx.example.org] 550 Relay Disabled'],
    },
  ],
});

export const italy: readonly ClassifierPlugin[] = [libero];
