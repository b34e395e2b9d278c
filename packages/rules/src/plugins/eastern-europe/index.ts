import type { NonEmpty } from '../../rule.ts';
import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';

const seznam = providerPlugin({
  id: 'seznam',
  name: 'Seznam',
  mxSuffixes: ['.seznam.cz'],
  source: 'https://napoveda.seznam.cz/uzivatel-neexistuje',
  rules: [
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ["user hasn't got the service mapped", 'szn; user'] },
      positive: ["550 5.1.1 szn; User hasn't got the service mapped"],
      negative: ['550 5.7.1 szn; policy'],
    },
  ],
});

const interia = providerPlugin({
  id: 'interia',
  name: 'Interia',
  mxSuffixes: ['.interia.pl', '.interia.eu', '.poczta.fm'],
  source: 'https://pomoc.poczta.interia.pl/news-dlaczego-wiadomosc-nie-zostala-dostarczona,nId,6589600',
  rules: [
    {
      // Said of unknown addresses, of accounts that are locked, and of full mailboxes: not enough to give up an address.
      what: 'mailbox-unavailable',
      category: 'recipient-disabled',
      when: { enhancedStatusCodes: ['5.2.1'], phrases: ['mailbox not available'] },
      hostBound: true,
      positive: ['550 5.2.1 Mailbox not available'],
      negative: ['[mx.example.org] 550 5.2.1 Mailbox not available', '550 5.1.1 Mailbox not available'],
    },
    {
      what: 'account-unavailable',
      category: 'recipient-disabled',
      when: { enhancedStatusCodes: ['5.1.1'], phrases: ['account not found'] },
      hostBound: true,
      positive: ['550 5.1.1 Account not found'],
      negative: ['[mx.example.org] 550 5.1.1 Account not found', '550 5.7.1 Account not found'],
    },
    {
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { phrases: ["recipient doesn't want your mail"] },
      positive: ["550 5.7.1 Recipient doesn't want your mail"],
      negative: ['550 5.7.1 mail is not wanted'],
    },
  ],
});

const wp = providerPlugin({
  id: 'wp',
  name: 'Wirtualna Polska',
  mxSuffixes: ['.wp.pl', '.o2.pl'],
  source: 'https://github.com/KumoCorp/kumomta/blob/main/assets/community/bounces.toml',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ["we can't accept this message because it is spam"] },
      positive: ["554 5.7.1 We can't accept this message because it is spam"],
      negative: ["554 5.7.1 We can't accept this message"],
    },
  ],
});

const forpsi = providerPlugin({
  id: 'forpsi',
  name: 'Forpsi',
  mxSuffixes: ['.forpsi.com'],
  source: 'https://support.grhosting.cz/kb/a290/email-se-vratil-odesilateli-jako-nedorucitelny.aspx',
  rules: [
    {
      what: 'mailbox-full',
      category: 'mailbox-full',
      when: { phrases: ['final recipient mailbox is full'] },
      positive: ['552 5.1.1 5.2.2 sorry, final recipient mailbox is full (chkuser)'],
      negative: ['550 5.1.1 sorry, no mailbox here by that name (chkuser)'],
    },
    {
      what: 'sender-blocked-by-recipient',
      category: 'recipient-filter',
      when: { phrases: ['sender is blacklisted'] },
      hostBound: true,
      positive: ['550 5.1.1 <info@example.org> sender is blacklisted'],
      negative: ['[mx.example.org] 550 5.1.1 sender is blacklisted', '550 5.1.1 host is blacklisted'],
    },
    {
      what: 'spf',
      category: 'auth-failure',
      when: { phrases: ['blocked by spf'] },
      positive: ['550 5.1.0 0bcW1i00G0jifNx01bcmHa blocked by SPF'],
      negative: ['550 5.1.0 blocked by rule'],
    },
  ],
});

function errorPage(number: number): NonEmpty<string> {
  return [`mail.i.ua/err/${number}/`];
}

/** I.UA names a numbered page. */
const iUa = providerPlugin({
  id: 'i-ua',
  name: 'I.UA',
  mxSuffixes: ['.i.ua', '.email.ua'],
  source: 'https://mail.i.ua/err/1/',
  rules: [
    {
      what: 'recipient-unknown',
      version: 4,
      category: 'recipient-unknown',
      when: { phrases: errorPage(2) },
      positive: ['550 5.1.1 https://mail.i.ua/err/2/'],
      negative: ['550 5.1.1 https://mail.i.ua/err/3/'],
    },
    {
      what: 'recipient-disabled',
      version: 2,
      category: 'recipient-disabled',
      when: { phrases: errorPage(3) },
      positive: ['550 5.2.1 https://mail.i.ua/err/3/'],
      negative: ['550 5.2.1 https://mail.i.ua/err/2/'],
    },
    {
      what: 'mailbox-full',
      version: 2,
      category: 'mailbox-full',
      when: { phrases: errorPage(4) },
      positive: ['552 https://mail.i.ua/err/4/'],
      negative: ['552 https://mail.i.ua/err/2/'],
    },
    {
      what: 'rate',
      version: 2,
      category: 'rate-limited',
      when: { phrases: errorPage(5) },
      positive: ['550 https://mail.i.ua/err/5/'],
      negative: ['550 https://mail.i.ua/err/2/'],
    },
    {
      what: 'relay-denied',
      category: 'relay-denied',
      when: { phrases: ['mail.i.ua/err/1/', 'mail.i.ua/err/6/'] },
      positive: ['550 https://mail.i.ua/err/1/', '550 https://mail.i.ua/err/6/'],
      negative: ['550 https://mail.i.ua/err/2/'],
    },
    {
      what: 'greeting-name',
      version: 2,
      category: 'ptr-missing',
      when: { phrases: errorPage(7) },
      positive: ['550 https://mail.i.ua/err/7/'],
      negative: ['550 https://mail.i.ua/err/2/'],
    },
    {
      what: 'sender-rejected',
      version: 2,
      category: 'sender-rejected',
      when: { phrases: errorPage(8) },
      positive: ['550 https://mail.i.ua/err/8/'],
      negative: ['550 https://mail.i.ua/err/2/'],
    },
    {
      what: 'host-listed',
      version: 2,
      category: 'ip-blocked',
      when: { phrases: errorPage(9) },
      positive: ['550 https://mail.i.ua/err/9/'],
      negative: ['550 https://mail.i.ua/err/2/'],
    },
    {
      what: 'recipient-filter',
      version: 2,
      category: 'recipient-filter',
      when: { phrases: errorPage(10) },
      positive: ['550 https://mail.i.ua/err/10/'],
      negative: ['550 https://mail.i.ua/err/2/'],
    },
  ],
});

const mailRu = providerPlugin({
  id: 'mail-ru',
  name: 'Mail.ru',
  mxSuffixes: ['.mail.ru'],
  source: 'https://smtp.codes/550',
  rules: [
    {
      what: 'recipient-disabled',
      category: 'recipient-disabled',
      when: { phrases: ['invalid mailbox … account is disabled', 'local mailbox … is unavailable: account is disabled'] },
      positive: [
        '550 Message was not accepted -- invalid mailbox. Local mailbox ann@example.com is unavailable: account is disabled',
      ],
      negative: ['550 Message was not accepted -- invalid mailbox. Local mailbox ann@example.com is unavailable: user not found'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: {
        phrases: ['local mailbox … is unavailable: user not found', 'not accepted -- invalid mailbox'],
        without: ['account is disabled'],
      },
      positive: ['550 Message was not accepted -- invalid mailbox. Local mailbox ann@example.com is unavailable: user not found'],
      negative: [
        '550 Message was not accepted -- invalid mailbox. Local mailbox ann@example.com is unavailable: account is disabled',
      ],
    },
    {
      what: 'spam-content',
      version: 2,
      category: 'spam-content',
      when: { phrases: ['spam message rejected … mail.ru', 'notspam-support'] },
      remedy: {
        en: 'Have the sending side open the link in the answer; it leads to the form for messages that were taken for spam by mistake.',
        nl: 'Laat de verzendende kant de link in het antwoord openen; die leidt naar het formulier voor berichten die ten onrechte als spam gelden.',
      },
      positive: [
        '550 spam message rejected. Please visit http://help.mail.ru/notspam-support/id?c=4711',
        '550 spam message rejected. Please visit http://help.example.net/notspam-support/id?c=4711 or report details. Error code: 4711',
      ],
      negative: ['550 spam message rejected'],
    },
    {
      what: 'dynamic-address',
      category: 'ip-blocked',
      when: { phrases: ['we do not accept mail from dynamic ips', 'hosts with dynamic ip or generic dns ptr-records'] },
      source: 'https://github.com/sisimai/go-sisimai/blob/main/reason/why-blocked.go',
      positive: ['550 We do not accept mail from dynamic IPs.', '550 Hosts with dynamic ip or generic dns ptr-records'],
      negative: ['550 We do not accept mail from you.'],
    },
    {
      what: 'sending-disabled',
      category: 'sender-rejected',
      when: { phrases: ['message sending for this account is disabled'] },
      source: 'https://mailout.ru/2015/09',
      positive: ['550 message sending for this account is disabled'],
      negative: ['550 5.2.1 this account is disabled'],
    },
  ],
});

const yandex = providerPlugin({
  id: 'yandex',
  name: 'Yandex',
  mxSuffixes: ['.yandex.ru', '.yandex.net', '.yandex.com'],
  source: 'https://yandex.com/support/mail/bounces/yandex/message-rejected-under-suspicion-of-spam.html',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['under suspicion of spam', 'blocked by spam statistics'] },
      positive: [
        '554 5.7.1 [1] Message rejected under suspicion of SPAM; https://example.net/1IrBc 4711',
        '554 5.7.1 Blocked by spam statistics - see https://example.net',
      ],
      negative: ['554 5.7.1 Spam statistics'],
    },
    {
      what: 'policy',
      category: 'recipient-filter',
      when: { phrases: ['policy rejection on the target address'] },
      source: 'https://smtp.codes/550',
      positive: ['550 5.7.1 Policy rejection on the target address'],
      negative: ['550 5.7.1 Policy rejection'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { enhancedStatusCodes: ['5.7.1'], phrases: ['no such user'] },
      hostBound: true,
      source: 'https://smtp.codes/550',
      positive: ['550 5.7.1 No such user!'],
      negative: ['[mx.example.org] 550 5.7.1 No such user!', '550 5.7.1 No such sender'],
    },
  ],
});

const rambler = providerPlugin({
  id: 'rambler',
  name: 'Rambler',
  mxSuffixes: ['.rambler.ru'],
  source: 'https://github.com/ActiveCampaign/smtp-field-manual/blob/master/data/codes/554.json',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['spam message rejected; if this is not spam'] },
      positive: ['554 5.7.1 Spam message rejected; If this is not spam contact abuse'],
      negative: ['554 5.7.1 Spam message rejected'],
    },
  ],
});

const ruCenter = providerPlugin({
  id: 'ru-center',
  name: 'RU-CENTER',
  mxSuffixes: ['.nicmail.ru', '.nic.ru'],
  source: 'https://nic.ru/help/mail-diagnostics-and-troubleshooting_14426.html',
  rules: [
    {
      what: 'greylisted',
      category: 'greylisted',
      when: { phrases: ['please try another server'], replyCodes: [451] },
      positive: ['451 Please try another server'],
      negative: ['550 Please try another server'],
    },
    {
      what: 'domain-full',
      category: 'mailbox-full',
      when: { phrases: ['prohibited. disk quota exceeded'] },
      positive: ['451 example.com prohibited. Disk quota exceeded'],
      negative: ['451 example.com prohibited'],
    },
  ],
});

/** Mailbox providers of Central and Eastern Europe. */
export const easternEurope: readonly ClassifierPlugin[] = [seznam, interia, wp, forpsi, iUa, mailRu, yandex, rambler, ruCenter];
