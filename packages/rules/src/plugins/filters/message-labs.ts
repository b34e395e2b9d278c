import { providerPlugin } from '../provider.ts';

export const messageLabs = providerPlugin({
  id: 'message-labs',
  name: 'Symantec Email Security.cloud (MessageLabs)',
  mxSuffixes: ['.messagelabs.com'],
  source: 'https://knowledge.broadcom.com/external/article/169652/email-error-and-bounce-codes-for-email-s.html',
  rules: [
    {
      what: 'unauthenticated',
      category: 'auth-failure',
      when: { phrases: ['domain authentication fail'] },
      positive: ['553-SPF (Sender Policy Framework) domain authentication fail. Refer to the Troubleshooting page'],
      negative: ['553 authentication fail'],
    },
    {
      what: 'low-reputation',
      category: 'reputation',
      when: { phrases: ['connection rejected by policy [7.7]', 'connection rejected by policy … messagelabs'] },
      source: 'https://knowledge.broadcom.com/external/article/164955',
      remedy: {
        en: 'Have the sending side look its address up at ipremoval.sms.symantec.com and ask for removal there.',
        nl: 'Laat de verzendende kant het adres opzoeken op ipremoval.sms.symantec.com en daar om verwijdering vragen.',
      },
      positive: ['501 Connection rejected by policy [7.7] 20805, please visit www.messagelabs.com/support for more details'],
      negative: ['501 Connection rejected by policy'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: {
        phrases: [
          'mail rejected because your ip is in the pbl',
          'sorry, your ip address … has been blocked',
          'your ip address has been blacklisted',
        ],
      },
      positive: [
        '553-mail rejected because your IP is in the PBL. See http://www.example.org/pbl',
        '553 Sorry, your IP address has been blocked',
        '553 Your ip address has been blacklisted',
      ],
      negative: ['553 Sorry, your domain has been blocked'],
    },
    {
      what: 'sender-blocked',
      category: 'sender-rejected',
      when: {
        phrases: [
          'sender envelope domain not allowed for sender ip address',
          'sorry, your domain has been blocked',
          'sorry, your email address … has been blocked',
          'sorry, your email address has been blacklisted',
          'sorry, your domain has been blacklisted',
          'your email address has been blacklisted',
        ],
      },
      positive: [
        '553 Sorry, your email address has been blocked',
        '550 sender envelope domain not allowed for sender IP address (#5.1.8)',
        '553-Sorry, your email address has been blacklisted. Please visit www.messagelabs.com/support',
        '553 sorry, your domain has been blocked',
        '553 sorry, your domain has been blacklisted',
      ],
      negative: ['553 Sorry, your IP address has been blocked'],
    },
    {
      what: 'bare-line-feeds',
      category: 'content-rejected',
      when: { phrases: ['stray linefeeds in message'] },
      positive: ['553 Stray linefeeds in message (#5.6.2)'],
      negative: ['553 linefeeds'],
    },
    {
      what: 'encryption-required',
      category: 'credentials-or-tls',
      when: { phrases: ['tls/sslv3 connection required'] },
      source: 'https://knowledge.broadcom.com/external/article/162152',
      positive: ['451 TLS/SSLv3 Connection required. (#4.7.1)'],
      negative: ['451 Connection required'],
    },
    {
      what: 'relay-denied',
      category: 'relay-denied',
      when: { phrases: ['trying to use me … as a relay'] },
      source: 'https://knowledge.broadcom.com/external/article/162137',
      positive: [
        '553 you are trying to use me [server-1.example.net] as a relay, but I have not been configured to let you [203.0.113.7, mail.example.org] do this. (#5.7.1)',
      ],
      negative: ['553 relay'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['message filtered', 'filtered by outbound scanning'] },
      hostBound: true,
      source: 'https://knowledge.broadcom.com/external/article/173867',
      positive: [
        '553 Message filtered. Refer to the Troubleshooting page for more information. (#5.7.1)',
        '553 Filtered by outbound scanning',
      ],
      negative: ['[mx.example.org] 553 Message filtered', '553 Message refused'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['too many messages (#4.3.0)', 'too many recipients received this hour'] },
      source: 'https://knowledge.broadcom.com/external/article/164767',
      positive: ['460 too many messages (#4.3.0)', '452 Too many recipients received this hour'],
      negative: ['452 Too many recipients'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['recipient mailbox is not allowed', 'invalid recipient'], without: ['sender', 'too many'] },
      hostBound: true,
      source: 'https://knowledge.broadcom.com/external/article/165163',
      positive: ['553 Recipient mailbox is not allowed', '550-Invalid recipient <ann@example.com> 550 (#5.1.1)'],
      negative: ['[mx.example.org] 553 Recipient mailbox is not allowed', '553 sender mailbox is not allowed'],
    },
  ],
});
