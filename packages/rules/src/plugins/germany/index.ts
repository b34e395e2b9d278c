import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';

/** One mail platform answers for GMX, WEB.DE, mail.com and the customers of IONOS; it sends no enhanced codes. */
const gmx = providerPlugin({
  id: 'gmx',
  name: 'GMX/WEB.DE/IONOS',
  mxSuffixes: ['.gmx.net', '.web.de', '.mail.com', '.kundenserver.de', '.ionos.com', '.1and1.com', '.perfora.net'],
  source: 'https://postmaster.gmx.net/en/error-messages',
  rules: [
    {
      what: 'unauthenticated',
      category: 'auth-failure',
      when: { phrases: ['case?c=spf', 'error-messages?c=spf'] },
      hostBound: true,
      positive: [
        '550 Transaction failed. For explanation visit http://postmaster.gmx.com/en/error-messages?c=spf&i=ip',
        '550 Transaction failed 550 For explanation visit https://postmaster.example.net/en/case?c=spf&i=ip',
      ],
      negative: ['[mx.example.org] 550 case?c=spf'],
    },
    {
      what: 'reverse-dns',
      category: 'ptr-missing',
      when: { phrases: ['case?c=rdns', 'error-messages?c=rdns', 'bad dns ptr resource record'] },
      positive: [
        '554 No SMTP service. For explanation visit https://postmaster.gmx.net/en/case?c=rdns&i=ip',
        '554 No SMTP service. For explanation visit http://postmaster.gmx.com/en/error-messages?c=rdns&i=ip',
        '554-example.net (mxgmx104) Nemesis ESMTP Service not available 554-No SMTP service 554-Bad DNS PTR resource record.',
      ],
      negative: ['554-No SMTP service'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { phrases: ['ip address is block listed', 'ip address is black listed', 'case?c=r0201'] },
      positive: [
        '554-example.net (mxgmx104) Nemesis ESMTP Service not available 554-No SMTP service 554-IP address is block listed. 554 For explanation visit https://postmaster.example.net/en/case?c=r0201&i=ip&v=203.0.113.7',
        '554 Ip address is black listed',
      ],
      negative: ['554-No SMTP service'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['rate limit reached'], replyCodes: [421, 450, 451] },
      hostBound: true,
      positive: ['421 Rate limit reached. Please try again later'],
      negative: ['[mx.example.org] 421 Rate limit reached', '550 Rate limit reached'],
    },
    {
      what: 'sending-practice',
      category: 'reputation',
      when: { phrases: ['reject due to policy violations', 'reject due to policy restrictions'], replyCodes: [421, 450] },
      hostBound: true,
      remedy: {
        en: 'Have the sending side remove addresses that do not exist and use one fixed name in HELO; the block passes by itself.',
        nl: 'Laat de verzendende kant niet-bestaande adressen verwijderen en één vaste naam in HELO gebruiken; de blokkade gaat vanzelf over.',
      },
      positive: ['450 Reject due to policy violations.', '421 Reject due to policy restrictions'],
      negative: ['550 Reject due to policy restrictions'],
    },
    {
      what: 'policy',
      category: 'policy',
      when: { phrases: ['reject due to policy restrictions', 'reject due to policy violations'], replyCodes: [550, 554] },
      hostBound: true,
      positive: ['550-Transaction failed 550-Reject due to policy restrictions.', '550 Reject due to policy violations'],
      negative: ['450 Reject due to policy restrictions'],
    },
    {
      what: 'mailbox-full',
      category: 'mailbox-full',
      when: {
        phrases: [
          'user has exhausted allowed storage space',
          'user has too many messages on the server',
          'exceeded storage allocation quota exceeded',
          'speichervolumen ueberschritten',
        ],
      },
      source: 'http://www.sitepackage.de/service/dokumentation/auswertung/typische-fehlermeldungen-bei-unzustellbarkeit.html',
      positive: [
        '550 Benutzer hat das Speichervolumen ueberschritten. / User has exhausted allowed storage space.',
        '550 User has too many messages on the server',
        '550 Exceeded storage allocation quota exceeded',
      ],
      negative: ['550 User has exhausted our patience'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: {
        phrases: ['requested action not taken: mailbox unavailable', 'benutzer nicht bekannt', 'unknown local part'],
        without: ['sender', 'try again'],
      },
      hostBound: true,
      source:
        'https://www.ionos.com/help/email/troubleshooting-mail-basicmail-business/error-messages-caused-by-undeliverable-email/',
      positive: [
        '550 Requested action not taken: mailbox unavailable 550 For explanation visit us',
        '550 Benutzer nicht bekannt/User unknown',
        '550 Unknown local part',
      ],
      negative: ['550-Requested action not taken: mailbox unavailable 550 Failure sending mail. Try again later'],
    },
    {
      what: 'refused-for-now',
      category: 'remote-error',
      when: { phrases: ['mailbox unavailable … try again later'] },
      hostBound: true,
      source: 'https://github.com/jstedfast/MailKit/issues/968',
      positive: ['550-Requested action not taken: mailbox unavailable\r\n550 Failure sending mail. Try again later'],
      negative: ['550 Requested action not taken: mailbox unavailable'],
    },
  ],
});

const tOnline = providerPlugin({
  id: 't-online',
  name: 'Telekom (T-Online)',
  mxSuffixes: ['.t-online.de'],
  source: 'https://postmaster.t-online.de/',
  rules: [
    {
      what: 'host-unknown-to-them',
      version: 2,
      category: 'reputation',
      when: {
        phrases: [
          'none/bad reputation',
          '(nowl)',
          'a problem occurred … (bl)',
          'a problem occurred. (ask your postmaster',
          'ip=… - a problem occurred',
          'rx.t-online.de',
        ],
        without: ['expurgate-id', 'spam or virus', 'fpr@rx'],
      },
      remedy: {
        en: 'Have the sending side write to the address that the answer names; Telekom admits unknown mail servers on request.',
        nl: 'Laat de verzendende kant schrijven naar het adres dat in het antwoord staat; Telekom laat onbekende mailservers op verzoek toe.',
      },
      source: 'https://timmehosting.de/leitfaden-wenn-t-online-e-mails-blockiert-ursachen-und-loesungen',
      positive: [
        '554 IP=203.0.113.7 - ask your postmaster for help or to contact https://rx.t-online.de',
        '450 4.7.1 [EAB] 554 IP=203.0.113.7 - A problem occurred.',
        '554 IP=203.0.113.7 - None/bad reputation. Ask your postmaster for help or to contact us for reset. (NOWL)',
        '554 IP=203.0.113.7 - A problem occurred. (Ask your postmaster for help or to contact us to clarify.) (BL)',
      ],
      negative: ['550 5.7.0 Message considered as spam or virus, rejected'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['considered as spam or virus', 'expurgate-id', 'als spam oder virus eingestuft'] },
      source: 'https://it-kosmopolit.de/deutsche-telekom-stuft-bit-ly-links-in-newslettern-als-spam-ein/',
      remedy: {
        en: 'Take shortened links out of the message, and write to the address that the answer names if it was a mistake.',
        nl: 'Haal verkorte links uit het bericht en schrijf naar het adres in het antwoord als het een vergissing was.',
      },
      positive: [
        '550-5.7.0 Message considered as spam or virus, rejected\r\n550-5.7.0 Expurgate-ID: 4711\r\n550 5.7.0 end',
        '550 5.7.0 Als spam oder virus eingestuft',
      ],
      negative: ['550 5.7.0 Message contains a virus'],
    },
  ],
});

const strato = providerPlugin({
  id: 'strato',
  name: 'STRATO',
  mxSuffixes: ['.rzone.de', '.strato.com'],
  source: 'https://www.strato.nl/faq/mail/waarom-krijg-ik-foutmeldingen-bij-het-werken-met-e-mail/',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: {
        phrases: [
          'no spam please! (b-…',
          'no spam please … b-url',
          'no spam please … b-text',
          'no spam please … b-score',
          'no spam please … b-ex',
        ],
      },
      remedy: {
        en: 'Take the suspicious link or text out of the message; the letters at the end of the answer say which.',
        nl: 'Haal de verdachte link of tekst uit het bericht; de letters achter aan het antwoord zeggen welke.',
      },
      positive: [
        '554 5.7.1 Refused by local policy. No SPAM please! (B-TEXT)',
        '554 5.7.1 Refused by local policy. No SPAM please! (B-SCORE)',
        '554 5.7.1 Refused by local policy. No SPAM please! (B-EX)',
        '554 5.7.1 Refused by local policy. No SPAM please! (B-URL)',
      ],
      negative: ['554 5.7.1 Refused by local policy.'],
    },
    {
      what: 'attachment',
      category: 'virus',
      when: { phrases: ['no spam please … b-attach'] },
      positive: ['554 5.7.1 Refused by local policy. No SPAM please! B-ATTACH'],
      negative: ['554 5.7.1 Refused by local policy. No SPAM please!'],
    },
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['refused by local policy. no spam please'], without: ['b-url', 'b-text', 'b-score', 'b-ex', 'b-attach'] },
      positive: ['554 5.7.1 Refused by local policy. No SPAM please!'],
      negative: ['554 5.7.1 Refused by local policy. No SPAM please! (B-URL)'],
    },
    {
      what: 'phishing',
      category: 'spam-content',
      when: { phrases: ['suspected phishing attempt'] },
      positive: ['554 5.7.1 Suspected phishing attempt'],
      negative: ['554 5.7.1 Suspected attempt'],
    },
  ],
});

const freenet = providerPlugin({
  id: 'freenet',
  name: 'Freenet',
  mxSuffixes: ['.freenet.de'],
  source: 'https://postmaster.freenet.de/en/recommendations/index.html',
  rules: [
    {
      what: 'reverse-dns',
      category: 'ptr-missing',
      when: { phrases: ['inconsistent/missing dns ptr record'] },
      remedy: {
        en: 'Give every address that the server sends from a PTR record whose name leads back to it; over IPv6, let the server send from one fixed address.',
        nl: 'Geef elk adres waarvan de server verzendt een PTR-record waarvan de naam naar dat adres terugleidt; laat de server over IPv6 van één vast adres verzenden.',
      },
      source: 'https://seeseekey.net/archive/tag/freenet',
      positive: ['550-Inconsistent/Missing DNS PTR record (RFC 1912 2.1) (example.org) 550 [2001:db8::1]:34865'],
      negative: ['550 DNS record missing'],
    },
  ],
});

export const germany: readonly ClassifierPlugin[] = [gmx, tOnline, strato, freenet];
