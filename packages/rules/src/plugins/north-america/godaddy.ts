import { providerPlugin } from '../provider.ts';

/** GoDaddy puts IB and three digits behind sentences that come under any code, 5.1.1 too. */
export const godaddy = providerPlugin({
  id: 'godaddy',
  name: 'GoDaddy',
  mxSuffixes: ['.secureserver.net'],
  source: 'https://www.godaddy.com/help/fix-rejected-email-with-a-bounce-error-40685',
  rules: [
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['ib007', 'ib101', 'ib504', 'ib510', 'ib605', 'ib607'] },
      remedy: {
        en: 'Nothing to do for this recipient; the sending side should open fewer connections and send less per hour.',
        nl: 'Niets te doen voor deze ontvanger; de verzendende kant moet minder verbindingen openen en per uur minder verzenden.',
      },
      positive: [
        '550 5.1.1 <ann@example.com> - 203.0.113.7 has sent to too many recipients this hour. <http://x.example.net/rlbounce?ip=203.0.113.7> IB607',
        '421 mx1.example.net bizsmtp Connection refused, too many sessions from This IP. Lower the number of concurrent sessions. IB007',
        '550 5.1.1 IB101',
        '550 5.1.1 IB504',
        '550 5.1.1 IB510',
        '550 5.1.1 IB605',
      ],
      negative: ['554 Connection refused. IB103'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { phrases: ['ib104', 'ib105', 'ib106', 'ib110', 'ib111', 'ib112', 'ib113', 'rbl reject'] },
      positive: [
        '554 mx1.example.net bizsmtp IB105. Connection refused. 203.0.113.7 is listed on the Exploits Block List',
        '554 This IP has been temporarily blocked for attempting to mail too many invalid recipients. IB112',
        '554 IB104',
        '554 IB106',
        '554 IB110',
        '554 IB111',
        '554 IB113',
        '554 Rbl reject',
      ],
      negative: ['421 Reverse DNS for this IP failed. IB108'],
    },
    {
      what: 'low-reputation',
      category: 'reputation',
      when: { phrases: ['ib103'] },
      positive: ['554 Connection refused. This IP has a poor reputation on Cloudmark Sender Intelligence (CSI). IB103'],
      negative: ['554 IB104'],
    },
    {
      what: 'reverse-dns',
      category: 'ptr-missing',
      when: { phrases: ['ib108'] },
      positive: ['421 Temporarily rejected. Reverse DNS for 203.0.113.7 failed. IB108'],
      negative: ['421 IB101'],
    },
    {
      what: 'sender-address',
      category: 'sender-rejected',
      when: { phrases: ['ib501', 'ib502', 'ib506'] },
      positive: [
        '550 5.2.0 example.org From: Domain is invalid. Please provide a valid From: IB506',
        '550 5.2.0 IB501',
        '550 5.2.0 IB502',
      ],
      negative: ['550 IB508'],
    },
    {
      what: 'spf',
      category: 'auth-failure',
      when: { phrases: ['ib508'] },
      positive: ['550 info@example.org Invalid SPF record. Inspect your SPF settings, and try again. IB508'],
      negative: ['550 IB506'],
    },
    {
      what: 'login-not-allowed',
      category: 'credentials-or-tls',
      when: { phrases: ['ib401'] },
      positive: ['535 Authentication not allowed on IBSMTP Servers. IB401'],
      negative: ['535 IB501'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['ib212', 'message rejected for spam or virus content'] },
      positive: [
        '552 This message has been rejected due to content judged to be spam by the internet community. IB212',
        '552 Message rejected for spam or virus content',
      ],
      negative: ['552 IB705'],
    },
    {
      what: 'virus',
      category: 'virus',
      when: { phrases: ['ib705'] },
      positive: ['552 Virus infected message rejected. IB705'],
      negative: ['552 IB212'],
    },
    {
      what: 'mailbox-full',
      category: 'mailbox-full',
      when: { phrases: ['account storage limit'] },
      positive: ['552 5.2.2 Account storage limit'],
      negative: ['552 5.3.4 Account limit'],
    },
  ],
});
