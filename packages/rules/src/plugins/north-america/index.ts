import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';
import { godaddy } from './godaddy.ts';
import { spectrum } from './spectrum.ts';

const apple = providerPlugin({
  id: 'apple',
  name: 'Apple (iCloud Mail)',
  mxSuffixes: ['.mail.icloud.com', '.apple.com', '.me.com'],
  source: 'https://support.apple.com/en-us/102322',
  rules: [
    {
      what: 'unauthenticated',
      category: 'auth-failure',
      when: { phrases: ['[hme1]', 'blocked for failing both spf and dkim'] },
      remedy: {
        en: 'Publish SPF for the sending servers and sign with DKIM; Apple wants at least one of the two to pass.',
        nl: 'Publiceer SPF voor de verzendende servers en onderteken met DKIM; Apple wil dat ten minste een van de twee slaagt.',
      },
      positive: ['554 5.7.1 [HME1] This message was blocked for failing both SPF and DKIM authentication checks.'],
      negative: ['554 5.7.1 [CS01] Message rejected due to local policy.'],
    },
    {
      what: 'content-policy',
      category: 'policy',
      when: { phrases: ['[cs01]', '[cs02]'] },
      remedy: {
        en: 'Have text and links of the message checked; the recipient can add our address to the contacts.',
        nl: 'Laat tekst en links van het bericht nakijken; de ontvanger kan ons adres aan de contacten toevoegen.',
      },
      positive: ['550 5.7.1 [CS01] Message rejected due to local policy.', '550 5.7.1 [CS02]'],
      negative: ['550 5.7.1 Message rejected due to local policy.'],
    },
    {
      what: 'domain-listed',
      category: 'reputation',
      when: { phrases: ['rejected due to having a domain present in'] },
      positive: ['550 5.7.1 Your email was rejected due to having a domain present in the Spamhaus DBL'],
      negative: ['550 5.7.1 Mail from IP 203.0.113.7 was rejected due to listing in Spamhaus SBL.'],
    },
    {
      // Postfix says the last one, and Proofpoint names its page, for whoever uses them.
      what: 'host-listed',
      version: 2,
      category: 'ip-blocked',
      when: {
        phrases: ['was rejected due to listing in', 'support.proofpoint.com/dnsbl-lookup', 'esmtp not accepting connections'],
      },
      hostBound: true,
      positive: [
        '550 5.7.1 Mail from IP 203.0.113.7 was rejected due to listing in Spamhaus SBL.',
        '550 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=203.0.113.7',
        '554 mx1.example.net ESMTP not accepting connections',
      ],
      negative: [
        '421 4.3.2 not accepting connections at the moment',
        '[mx.example.org] 554 mx.example.org ESMTP not accepting connections',
      ],
    },
    {
      what: 'volume',
      category: 'rate-limited',
      when: { phrases: ['deferred due to excessive volume'] },
      positive: ['421 4.7.1 Messages to ann@example.com deferred due to excessive volume. Try again later'],
      negative: ['421 4.7.0 Error: too many errors'],
    },
    {
      what: 'recipient-moved',
      category: 'recipient-moved',
      when: { enhancedStatusCodes: ['5.1.6'], phrases: ['recipient no longer on server'] },
      hostBound: true,
      positive: ['550 5.1.6 recipient no longer on server: bob@example.com'],
      negative: [
        '[mx.example.org] 550 5.1.6 recipient no longer on server: bob@example.com',
        '550 5.1.1 unknown or illegal alias: ann@example.com',
      ],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['unknown or illegal alias'] },
      positive: ['550 5.1.1 unknown or illegal alias: ann@example.com'],
      negative: ['550 5.7.1 unknown sender'],
    },
  ],
});

const comcast = providerPlugin({
  id: 'comcast',
  name: 'Comcast (Xfinity)',
  mxSuffixes: ['.comcast.net'],
  source: 'https://postmaster.comcast.net/smtp-error-codes.php',
  rules: [
    {
      what: 'residential-address',
      category: 'ip-blocked',
      when: { phrases: ['es000001', 'es000010'] },
      remedy: {
        en: 'Comcast counts the sending address among home connections: send through a real mail server with a name of its own.',
        nl: 'Comcast rekent het verzendende adres tot de thuisaansluitingen: verzend via een echte mailserver met een eigen naam.',
      },
      positive: [
        '550 5.2.0 203.0.113.7 blocked, see http://postmaster.example.net/smtp-error-codes.php#ES000010',
        '550 5.2.0 ES000001',
      ],
      negative: ['550 5.2.0 see http://postmaster.example.net/#ES0000109'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { phrases: ['bl000…', 'bl001…', 'found on one or more dnsbls'] },
      positive: [
        '554 mx1.example.net 203.0.113.7 found on one or more DNSBLs, see http://postmaster.example.net/smtp-error-codes.php#BL000010',
        '550 203.0.113.7 blocked, see #BL000001',
        '554 BL001',
      ],
      negative: ['550 5.1.1 Not our Customer'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['rl000…', 'too many sessions opened', 'throttled … postmaster.comcast.net'] },
      positive: [
        '421 4.2.0 Throttled - try again later. Please see http://postmaster.comcast.net/',
        '421 4.2.0 203.0.113.7 Throttled, see http://postmaster.example.net/smtp-error-codes.php#RL000010',
        '421 4.2.0 Too many sessions opened',
      ],
      negative: ['421 4.3.2 Service busy'],
    },
    {
      what: 'reverse-dns',
      category: 'ptr-missing',
      when: { phrases: ['pt000…', 'reverse dns failure'] },
      positive: ['421 Reverse DNS failure : Try again later', '554 5.7.1 see #PT000001'],
      negative: ['421 DNS failure'],
    },
    {
      what: 'dmarc',
      category: 'auth-failure',
      when: { phrases: ['dm000…'] },
      positive: ['550 5.2.0 Message rejected due to DMARC, see http://postmaster.example.net/smtp-error-codes.php#DM000001'],
      negative: ['550 5.2.0 Message rejected due to DMARC'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['recipient mailbox unallocated', 'not our customer'], without: ['sender', 'your'] },
      positive: ['550 5.1.1 Not our Customer', '550 5.1.1 <ann@example.com> recipient mailbox unallocated'],
      negative: ['550 5.7.1 your server is not our customer'],
    },
  ],
});

const att = providerPlugin({
  id: 'att',
  name: 'AT&T',
  mxSuffixes: ['.att.net', '.prodigy.net', '.bellsouth.net', '.sbcglobal.net'],
  source: 'https://smtp.codes/550',
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['dnsbl:attrbl', 'dnsbl:rbl … _is_blocked', '_is_blocked', 'att.net/blocks', 'abuse-att.net'] },
      remedy: {
        en: 'Have the sending side send the full answer to the address at AT&T that it names.',
        nl: 'Laat de verzendende kant het volledige antwoord sturen naar het adres bij AT&T dat erin staat.',
      },
      source: 'https://github.com/zone-eu/zone-mta/blob/master/config/bounces.txt',
      positive: [
        '553 5.3.0 203.0.113.7 is blocked, see http://att.net/blocks',
        '521 203.0.113.7 is blocked. Mail abuse_rbl at abuse-att.net',
        '553 5.3.0 flpd594 DNSBL:RBL 521< 203.0.113.7 >_is_blocked.For assistance forward this email to abuse@example.net',
        '553 5.3.0 DNSBL:ATTRBL',
      ],
      negative: ['553 5.3.0 ann is blocked'],
    },
    {
      what: 'reverse-dns',
      version: 2,
      category: 'ptr-missing',
      when: { phrases: ['servers without a valid sender domain'] },
      positive: [
        '550 5.7.1 Connections not accepted from servers without a valid sender domain. Fix reverse DNS for 203.0.113.7',
      ],
      negative: ['550 5.7.1 Sender domain not valid', '550 5.7.1 Fix reverse DNS for 203.0.113.7'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['blank mailhost - invalid address', 'addressee unknown, relay='] },
      positive: [
        '550 5.2.1 <ann@example.com>... Addressee unknown, relay=[203.0.113.7]',
        '550 5.2.1 <ann@example.com>... blank mailhost - invalid address, relay=[203.0.113.7]',
      ],
      negative: ['550 5.7.1 relay=[203.0.113.7] denied'],
    },
    {
      what: 'text-messages-restricted',
      category: 'recipient-filter',
      when: { phrases: ['has restricted sms e-mail'] },
      source: 'https://github.com/sisimai/go-sisimai/blob/main/reason/why-filtered.go',
      positive: ['550 5.1.1 ann@example.com has restricted SMS e-mail'],
      negative: ['550 5.1.1 SMS e-mail is unknown here'],
    },
    {
      what: 'sender-refused',
      category: 'policy',
      when: { phrases: ['sender rejected aup', 'rejected aup'] },
      source: 'https://github.com/KumoCorp/kumomta/blob/main/assets/community/bounces.toml',
      positive: ['552 5.2.0 sender rejected AUP'],
      negative: ['552 5.2.0 rejected AUPX'],
    },
  ],
});

const rackspace = providerPlugin({
  id: 'rackspace',
  name: 'Rackspace Email',
  mxSuffixes: ['.emailsrvr.com'],
  source: 'https://github.com/zone-eu/zone-mta/blob/master/config/bounces.txt',
  rules: [
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { phrases: ['acl dns_rbl', 'blagr.emailsrvr.com'] },
      positive: [
        '554 5.7.1 Client host [203.0.113.7] blocked using blagr.emailsrvr.com',
        '554 5.7.1 ACL dns_rbl; Client host [203.0.113.7] blocked using list.example.net=127.0.0.2',
      ],
      negative: ['554 5.7.1 ACL dns_rblx'],
    },
  ],
});

const facebook = providerPlugin({
  id: 'facebook',
  name: 'Facebook',
  mxSuffixes: ['.facebook.com'],
  source: 'https://www.facebook.com/postmaster/response_codes',
  rules: [
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['rcp-p1', 'int-p1', 'int-p3', 'int-p4'] },
      hostBound: true,
      positive: ['550 5.1.1 RCP-P1 no such user', '550 5.1.1 INT-P1', '550 5.1.1 INT-P3', '550 5.1.1 INT-P4'],
      negative: ['[mx.example.net] 550 5.1.1 RCP-P1', '550 5.1.1 RCP-P2'],
    },
    {
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { phrases: ['rcp-p2', 'rcp-p3'] },
      positive: ['550 5.1.1 RCP-P2 Refused due to recipient preferences', '550 5.1.1 RCP-P3'],
      negative: ['550 5.1.1 RCP-P1'],
    },
    {
      what: 'recipient-disabled',
      category: 'recipient-disabled',
      when: { phrases: ['rcp-t4'] },
      positive: ['450 4.2.1 RCP-T4 deactivated'],
      negative: ['450 4.2.1 RCP-T1'],
    },
    {
      what: 'server-problem',
      category: 'remote-error',
      when: { phrases: ['rcp-t1'] },
      positive: ['450 4.3.0 RCP-T1'],
      negative: ['450 4.2.1 RCP-T4'],
    },
    {
      what: 'unauthenticated',
      category: 'auth-failure',
      when: { phrases: ['pol-p7'] },
      positive: ['554 5.7.1 POL-P7 domain authentication'],
      negative: ['554 5.7.1 POL-P6'],
    },
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['pol-p1', 'pol-p2', 'pol-p3', 'pol-p4', 'pol-t1', 'pol-t2', 'pol-t3'] },
      positive: [
        '554 5.7.1 POL-P1 your address is listed',
        '421 4.7.1 POL-T2 try again',
        '554 5.7.1 POL-P2',
        '554 5.7.1 POL-P3',
        '554 5.7.1 POL-P4',
        '554 5.7.1 POL-T1',
        '554 5.7.1 POL-T3',
      ],
      negative: ['554 5.7.1 POL-P7'],
    },
    {
      what: 'content',
      category: 'content-rejected',
      when: { phrases: ['pol-p6', 'msg-p2', 'msg-p3'] },
      positive: ['554 5.7.1 POL-P6 a link in the message is blocked', '554 5.7.1 MSG-P2', '554 5.7.1 MSG-P3'],
      negative: ['554 5.7.1 POL-P5'],
    },
    {
      what: 'virus',
      category: 'virus',
      when: { phrases: ['pol-p5'] },
      positive: ['554 5.7.1 POL-P5'],
      negative: ['554 5.7.1 POL-P6'],
    },
    {
      what: 'sender-domain',
      category: 'sender-rejected',
      when: { phrases: ['dns-p1', 'dns-p2', 'dns-t1'] },
      positive: ['550 5.1.8 DNS-P1 sender domain does not exist', '550 5.1.8 DNS-P2', '550 5.1.8 DNS-T1'],
      negative: ['550 5.1.8 DNS-P3'],
    },
    {
      what: 'reverse-dns',
      category: 'ptr-missing',
      when: { phrases: ['dns-p3', 'dns-t2'] },
      positive: ['550 5.7.1 DNS-P3', '550 5.7.1 DNS-T2'],
      negative: ['550 5.7.1 DNS-P1'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['con-t1', 'con-t2', 'con-t3', 'con-t4', 'msg-t1'] },
      positive: [
        '421 4.7.0 CON-T2 too many connections',
        '421 4.7.0 CON-T1',
        '421 4.7.0 CON-T3',
        '421 4.7.0 CON-T4',
        '421 4.7.0 MSG-T1',
      ],
      negative: ['421 4.7.0 POL-T1'],
    },
    {
      what: 'message-too-large',
      category: 'message-too-large',
      when: { phrases: ['msg-p1', 'int-p2'] },
      positive: ['552 5.3.4 MSG-P1', '552 5.3.4 INT-P2'],
      negative: ['552 5.3.4 MSG-P2'],
    },
  ],
});

/** Mailbox providers of the United States that answer in words or codes of their own. */
export const northAmerica: readonly ClassifierPlugin[] = [apple, comcast, att, spectrum, godaddy, rackspace, facebook];
