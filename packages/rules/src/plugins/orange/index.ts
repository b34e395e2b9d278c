import type { ClassifierPlugin } from '../../plugin.ts';
import type { NonEmpty, Rule, RuleVerdict, Source } from '../../rule.ts';
import { page } from '../../sources.ts';
import { speaking } from '../speaking.ts';

/** The codes of 2026, as the postmaster page gives them. */
const senderRequirements = page('https://egressif.io/resources/sender-requirements/orange');
/** Replies in full, with the sentence before the number. */
const replies = page('https://github.com/sisimai/p5-sisimai/issues/240');
const errorCodes = page('https://www.postmastery.com/orange-postmaster-smtp-error-codes-ofr/');

const other = '550 5.2.0 Mail rejete. Mail rejected. OFR_599 [599]';

function phrasesOf(number: string): string[] {
  return [`ofr…_${number}`, `lpn…_${number}`, `ouk…_${number}`];
}

function repliesWith(reply: string, number: string): string[] {
  return [`${reply} OFR_${number} [${number}]`, `${reply} LPN007_${number}`, `${reply} OUK_${number} [${number}]`];
}

/** Orange, Wanadoo and La Poste put a number behind `OFR` or `LPN`; the sentence before it is French and English. */
function coded(
  what: string,
  numbers: readonly [string, ...string[]],
  verdict: RuleVerdict,
  reply: string,
  { version = 1, sources = [errorCodes] }: { readonly version?: number; readonly sources?: NonEmpty<Source> } = {},
): Rule {
  const [first, ...others] = numbers;
  const [phrase, ...phrases] = [first, ...others].flatMap(phrasesOf);
  return {
    id: `orange.${what}`,
    version,
    when: { phrases: [phrase ?? `ofr_${first}`, ...phrases] },
    verdict,
    sources,
    examples: {
      positive: [`${reply} OFR_${first} [${first}]`, ...numbers.flatMap((number) => repliesWith(reply, number)).slice(1)],
      negative: [other],
    },
  };
}

export const orange: ClassifierPlugin = speaking('Orange', {
  id: 'orange',
  version: '1.0.0',
  name: 'Orange, Wanadoo, La Poste',
  mxSuffixes: ['.orange.fr', '.wanadoo.fr', '.laposte.net'],
  rules: [
    coded(
      'too-many-connections',
      ['103', '104', '105', '109'],
      { category: 'rate-limited', permanence: 'transient', scope: 'sender' },
      '421 mwinf5c04 ME Trop de connexions, veuillez verifier votre configuration. Too many connections, slow down.',
      { version: 2 },
    ),
    coded(
      'host-blocked',
      ['101', '102', '510', '630'],
      { category: 'ip-blocked', permanence: 'as-replied', scope: 'sender' },
      '550 mwinf5c04 ME Adresse IP source bloquee pour incident de spam.',
    ),
    coded(
      'recipient-unknown',
      ['416'],
      { category: 'recipient-unknown', permanence: 'as-replied', scope: 'recipient' },
      '550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient.',
    ),
    coded(
      'mailbox-full',
      ['417'],
      { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' },
      '552 5.1.1 Boite du destinataire pleine. Recipient overquota.',
    ),
    coded(
      'recipient-disabled',
      ['420', '426'],
      { category: 'recipient-disabled', permanence: 'transient', scope: 'recipient' },
      '550 5.5.0 Le compte du destinataire est bloque. The recipient account is blocked.',
    ),
    coded(
      'sender-rejected',
      ['403', '405', '415', '418', '421'],
      { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
      '501 5.1.0 Emetteur invalide. Invalid Sender.',
    ),
    coded(
      'service-refused',
      ['108', '201', '423', '424', '505', '999'],
      { category: 'remote-error', permanence: 'transient', scope: 'domain' },
      '421 4.2.0 Service refuse. Veuillez essayer plus tard. Service refused, please try later.',
      { version: 2 },
    ),
    coded(
      'spam-content',
      ['506', '536'],
      { category: 'spam-content', permanence: 'as-replied', scope: 'message' },
      '550 5.2.0 Mail rejete. Mail rejected.',
      { version: 2, sources: [errorCodes, senderRequirements] },
    ),
    coded(
      'spf',
      ['401', '397', '398'],
      { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
      '550 5.5.0 SPF: example.org is not allowed to send mail.',
      { version: 2, sources: [errorCodes, senderRequirements] },
    ),
    coded(
      'dmarc',
      ['517', '515'],
      { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
      '571 5.7.1 Message refused, DMARC verification Failed.',
      { version: 2, sources: [errorCodes, senderRequirements] },
    ),
    coded(
      'dkim',
      ['535'],
      { category: 'auth-failure', permanence: 'as-replied', scope: 'sender' },
      '550 5.7.1 Message refused.',
      { sources: [senderRequirements] },
    ),
    coded(
      'reverse-dns',
      ['107'],
      { category: 'ptr-missing', permanence: 'as-replied', scope: 'sender' },
      '421 4.2.0 Service refuse. Veuillez essayer plus tard. Service refused, please try later.',
      { sources: [senderRequirements] },
    ),
    coded(
      'reputation',
      ['988', '989', '990'],
      { category: 'reputation', permanence: 'as-replied', scope: 'sender' },
      '421 4.2.0 Service refuse. Veuillez essayer plus tard. Service refused, please try later.',
      { sources: [senderRequirements] },
    ),
    coded(
      'login-required',
      ['305', '402'],
      { category: 'credentials-or-tls', permanence: 'as-replied', scope: 'sender' },
      '550 5.5.0 Authentification requise. Authentication Required.',
    ),
    coded(
      'message-too-large',
      ['513', '514'],
      { category: 'message-too-large', permanence: 'as-replied', scope: 'message' },
      '552 5.2.0 Mail rejete. Mail rejected.',
      { version: 2, sources: [errorCodes, replies] },
    ),
  ],
});
