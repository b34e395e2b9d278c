import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';
import { netease } from './netease.ts';

const tencent = providerPlugin({
  id: 'tencent',
  name: 'Tencent (QQ Mail)',
  mxSuffixes: ['.qq.com'],
  source: 'https://service.mail.qq.com/detail/122',
  rules: [
    {
      // Under these words Tencent files too many wrong addresses from one sender: about us, though they name a mailbox.
      what: 'mailbox-or-access',
      category: 'rate-limited',
      when: { phrases: ['mailbox unavailable or access denied', 'mailbox unavailable or access denined'] },
      hostBound: true,
      source: 'https://service.mail.qq.com/detail/122/166',
      positive: ['550 Mailbox unavailable or access denined', '550 Mailbox unavailable or access denied'],
      negative: ['[mx.example.org] 550 Mailbox unavailable or access denied', '550 Mailbox not found'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['mailbox not found'], without: ['sender'] },
      hostBound: true,
      source: 'https://service.mail.qq.com/detail/122/169',
      positive: ['550 Mailbox not found. https://service.example.net/detail/122/169'],
      negative: ['[mx.example.org] 550 Mailbox not found', '550 Mailbox unavailable'],
    },
    {
      what: 'frequency',
      category: 'rate-limited',
      when: {
        phrases: [
          'ip frequency limited',
          'domain frequency limited',
          'sender frequency limited',
          'connection frequency limited',
          'frequency of receiving messages is limited',
          'frequency limited',
        ],
      },
      positive: [
        '550 Ip frequency limited. https://service.example.net/detail/122/172',
        '421 Sender frequency limited',
        '550 Domain frequency limited',
        '550 Connection frequency limited',
        '550 Frequency of receiving messages is limited',
      ],
      negative: ['550 frequency of use'],
    },
    {
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { phrases: ['mail is rejected by recipients'] },
      source: 'https://service.mail.qq.com/detail/122/92',
      positive: ['550 Mail is rejected by recipients [4711]'],
      negative: ['550 Mail is rejected'],
    },
    {
      what: 'host-suspected',
      category: 'ip-blocked',
      when: { phrases: ['suspected bounce attacks', 'suspected spam ip', 'connection denied'] },
      hostBound: true,
      positive: [
        '550 Suspected spam ip',
        '550 Connection denied. https://service.example.net/detail/122/170',
        '550 Suspected bounce attacks',
      ],
      negative: ['[mx.example.org] 550 Connection denied', '550 Suspected'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['spam is embedded in the email', 'mail content denied'] },
      positive: ['550 Mail content denied. https://service.example.net/detail/122/171', '550 Spam is embedded in the email'],
      negative: ['550 Mail denied'],
    },
    {
      what: 'sender-suspected',
      category: 'reputation',
      when: { phrases: ['suspected spam'], without: ['suspected spam ip', 'content'] },
      hostBound: true,
      source: 'https://service.mail.qq.com/detail/122/71',
      positive: ['550 Suspected spam'],
      negative: ['[mx.example.org] 550 Suspected spam', '550 Suspected spam ip'],
    },
    {
      what: 'recipient-disabled',
      category: 'recipient-disabled',
      when: { phrases: ['is a deactivated mailbox'] },
      positive: ['550 ann@example.com is a deactivated mailbox'],
      negative: ['550 a mailbox'],
    },
  ],
});

const sina = providerPlugin({
  id: 'sina',
  name: 'Sina',
  mxSuffixes: ['.sina.com.cn', '.sina.com'],
  source: 'https://blog.sina.com.cn/s/blog_8dc13ec50101fxxr.html',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['black ip', 'rbl deny', 'openrelay check', 'smtpport check error'] },
      hostBound: true,
      positive: ['550 black ip', '554 rbl deny', '550 Openrelay check', '550 Smtpport check error'],
      negative: ['[mx.example.org] 550 black ip', '550 user is locked'],
    },
    {
      what: 'recipient-disabled',
      category: 'recipient-disabled',
      when: { phrases: ['user is locked'] },
      positive: ['550 user is locked'],
      negative: ['550 the sending user was locked'],
    },
    {
      what: 'sender-rejected',
      category: 'sender-rejected',
      when: {
        phrases: [
          'host denies the sender',
          'black mail address',
          'sender is unvalidated',
          'mail from invalid',
          'remote ip check error',
        ],
      },
      positive: [
        '553 host denies the sender',
        '552 mail from invalid',
        '553 Black mail address',
        '553 Sender is unvalidated',
        '553 Remote ip check error',
      ],
      negative: ['553 host denies relay'],
    },
    {
      what: 'greeting-name',
      category: 'ptr-missing',
      when: { phrases: ['helohost error'] },
      positive: ['555 helohost error'],
      negative: ['555 host error'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['rejected by anti-spam engine', 'too many same size mails'] },
      positive: ['552 message rejected by anti-spam engine', '552 Too many same size mails'],
      negative: ['552 message rejected'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['out of allow rcpt numbers'] },
      positive: ['451 out of allow RCPT numbers'],
      negative: ['451 RCPT'],
    },
  ],
});

const naver = providerPlugin({
  id: 'naver',
  name: 'Naver',
  mxSuffixes: ['.naver.com'],
  source: 'https://puffinknight.tistory.com/102',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['realip.naver.com', 'is filtered and this connection will be closed'] },
      positive: [
        '421 4.3.2 Your IP(203.0.113.7) is filtered, register it at http://realip.naver.com',
        '421 4.3.2 Your IP(203.0.113.7) is filtered and this connection will be closed. You must register your IP',
      ],
      negative: ['421 4.3.2 this connection will be closed'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['you send too many messages', 'since you sent too many e-mails'] },
      positive: ['421 4.3.1 You send too many messages.', '421 4.3.1 Since you sent too many e-mails'],
      negative: ['421 4.3.1 too busy'],
    },
    {
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { phrases: ["by user's reject list", 'mail is denied, by spam filter'] },
      positive: ["550 You are registered as spammer (by user's reject list)", '550 Mail is denied, by spam filter'],
      negative: ['550 You are registered as spammer'],
    },
    {
      what: 'recipient-disabled',
      version: 2,
      category: 'recipient-disabled',
      when: { phrases: ['inactive mbox'] },
      positive: ['550 5.1.1 Inactive mbox'],
      negative: ['550 5.1.1 mbox', '550 5.1.1 Suspended user'],
    },
  ],
});

/** Four letters behind the code name the reason. */
const daum = providerPlugin({
  id: 'daum',
  name: 'Kakao (Daum, Hanmail)',
  mxSuffixes: ['.daum.net', '.hanmail.net'],
  source: 'https://oliveit.tistory.com/39',
  rules: [
    {
      what: 'busy',
      category: 'remote-error',
      when: { enhancedStatusCodes: ['4.4.1'], phrases: ['chic'] },
      hostBound: true,
      positive: ['421 4.4.1 CHIC 203.0.113.7: Network is busy.'],
      negative: ['[mx.example.org] 421 4.4.1 CHIC', '421 4.4.5 CCRT 203.0.113.7'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { enhancedStatusCodes: ['4.4.5'], phrases: ['ccrt', 'server is busy(rt)'] },
      hostBound: true,
      positive: ['421 4.4.5 CCRT 203.0.113.7: Connection refused. Server is busy(RT)'],
      negative: ['[mx.example.org] 421 4.4.5 CCRT', '421 4.4.1 CHIC 203.0.113.7'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { enhancedStatusCodes: ['5.1.1'], phrases: ['rusr … no such user'] },
      positive: ['550 5.1.1 RUSR 203.0.113.7: No such user: <ann@example.com>'],
      negative: ['550 5.7.1 RUSR 203.0.113.7'],
    },
    {
      what: 'spam-system',
      category: 'spam-content',
      when: { phrases: ['blocked automatically by anti-spam system', 'das51'] },
      source: 'https://auctionpro.co.kr/?p=2544',
      positive: ['554 5.7.1 DAS51 203.0.113.7: Your mail is blocked automatically by anti-spam system. (E06)'],
      negative: ['554 5.7.1 DAS5'],
    },
  ],
});

const docomo = providerPlugin({
  id: 'docomo',
  name: 'NTT docomo',
  mxSuffixes: ['.docomo.ne.jp'],
  source: 'https://note.com/sendmagic/n/neb6bbe7e51cf',
  rules: [
    {
      what: 'mailbox-full',
      category: 'mailbox-full',
      when: { replyCodes: [552], phrases: ['too much mail data'] },
      positive: ['552 Too much mail data ann@example.com'],
      negative: ['550 Too much mail data'],
    },
    {
      // At the end of the message it is the reader's own filter, in the words of an unknown address.
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { replyCodes: [550], phrases: ['unknown user'], commands: ['DATA', 'DOT'] },
      hostBound: true,
      source: 'https://github.com/sisimai/go-sisimai/blob/main/rhost/for-nttdocomo.go',
      positive: ['[DOT] 550 Unknown user ann@example.com'],
      negative: ['[RCPT] 550 Unknown user ann@example.com', '[mx.example.org] [DOT] 550 Unknown user ann@example.com'],
    },
    {
      what: 'line-too-long',
      version: 2,
      category: 'content-rejected',
      when: { replyCodes: [500], phrases: ['line too long'] },
      hostBound: true,
      positive: ['500 Line Too Long'],
      negative: ['550 Line', '[mx.example.org] 500 5.5.2 Command line too long'],
    },
    {
      what: 'too-many-recipients',
      version: 2,
      category: 'rate-limited',
      when: { replyCodes: [552], phrases: ['too many recipients'] },
      hostBound: true,
      source: 'https://github.com/sisimai/go-sisimai/blob/main/rhost/for-nttdocomo.go',
      positive: ['552 Too many recipients'],
      negative: ['452 Too many recipients', '[mx.example.org] 552 too many recipients'],
    },
  ],
});

const kddi = providerPlugin({
  id: 'kddi',
  name: 'KDDI (au)',
  mxSuffixes: ['.au.com', '.ezweb.ne.jp'],
  source: 'https://github.com/sisimai/go-sisimai/blob/main/rhost/for-kddi.go',
  rules: [
    {
      // Without the address in front of it, the reader's own filter. The service puts {recipient} for the address.
      what: 'recipient-filter',
      version: 2,
      category: 'recipient-filter',
      when: { replyCodes: [550], phrases: ['user unknown'], without: ['…@…', '{recipient}'] },
      hostBound: true,
      positive: ['550 : User unknown'],
      negative: ['550 <ann@example.com>: User unknown', '550 <{recipient}>: User unknown', '[mx.example.org] 550 : User unknown'],
    },
  ],
});

const softbank = providerPlugin({
  id: 'softbank',
  name: 'SoftBank',
  mxSuffixes: ['.softbank.jp', '.softbank.ne.jp'],
  source: 'https://note.com/sendmagic/n/n5afbf98aeb25',
  rules: [
    {
      what: 'sender-domain',
      category: 'sender-rejected',
      when: { replyCodes: [553], phrases: ['does not exist'] },
      hostBound: true,
      remedy: {
        en: 'Give the domain of the sender address an address or mail record.',
        nl: 'Geef het domein van het afzenderadres een adres- of mailrecord.',
      },
      positive: ['553 mail.example.org does not exist'],
      negative: ['[mx.example.org] 553 mail.example.org does not exist', '550 ann does not exist'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { replyCodes: [550], phrases: ['invalid recipient'] },
      hostBound: true,
      positive: ['550 Invalid recipient: <ann@example.com>'],
      negative: ['[mx.example.org] 550 Invalid recipient', '553 Invalid recipient'],
    },
  ],
});

/** Coremail, the mail system of many Chinese providers and organisations. */
const coremail = providerPlugin({
  id: 'coremail',
  name: 'Coremail',
  mxSuffixes: ['.icoremail.net'],
  source: 'https://www.icoremail.vip/support/index.php?cate_id=84&page=5&start=0',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['ip is hangup', 'ip is rejected', 'action not taken: invalid ip'] },
      positive: ['550 IP is rejected', '451 Requested mail action not taken: Invalid IP', '550 Ip is hangup'],
      negative: ['550 mail is rejected'],
    },
    {
      what: 'sender-rejected',
      category: 'sender-rejected',
      when: { phrases: ['sender is rejected', 'action not taken: fake sender', 'action not taken: null sender is not allowed'] },
      positive: [
        '550 sender is rejected',
        '550 Requested mail action not taken: Fake sender',
        '550 Action not taken: null sender is not allowed',
      ],
      negative: ['550 rcpt is rejected'],
    },
    {
      what: 'recipient-disabled',
      version: 2,
      category: 'recipient-disabled',
      when: { phrases: ['user hangup'] },
      positive: ['450 User hangup'],
      negative: ['550 User rejected', '550 User suspended: ann@example.com'],
    },
    {
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { phrases: ['rcpt is rejected', 'user rejected', 'action not taken: local user only', 'user in blacklist'] },
      positive: [
        '550 rcpt is rejected',
        '550 Requested action not taken: Local user only',
        '550 User rejected',
        '550 User in blacklist',
      ],
      negative: ['550 User not found'],
    },
  ],
});

export const asia: readonly ClassifierPlugin[] = [tencent, netease, sina, coremail, naver, daum, docomo, kddi, softbank];
