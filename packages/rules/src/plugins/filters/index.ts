import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';
import { messageLabs } from './message-labs.ts';
import { mimecast } from './mimecast.ts';

const fieldManual = 'https://smtp.codes/550';

const proofpoint = providerPlugin({
  id: 'proofpoint',
  name: 'Proofpoint',
  mxSuffixes: ['.pphosted.com', '.ppe-hosted.com'],
  source: fieldManual,
  rules: [
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['support.proofpoint.com/dnsbl-lookup', 'ipcheck.proofpoint.com', 'proofpoint dynamic reputation'] },
      source: 'https://ipcheck.proofpoint.com/',
      remedy: {
        en: 'Have the sending side look its address up at ipcheck.proofpoint.com and ask for removal there.',
        nl: 'Laat de verzendende kant het adres opzoeken op ipcheck.proofpoint.com en daar om verwijdering vragen.',
      },
      positive: [
        '550 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=203.0.113.7',
        '550 5.7.0 Proofpoint dynamic reputation',
      ],
      negative: ['550 5.7.0 Blocked'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: {
        phrases: ['user email address is marked as invalid', 'this is not a valid email address. please verify'],
        without: ['sender'],
      },
      positive: [
        '550 5.7.1 <ann@example.com>: Recipient address rejected: User email address is marked as invalid.',
        '550 5.1.1 - This is not a valid email address. Please verify that you have the correct email address for your recipient.',
      ],
      negative: ['550 5.7.1 the sender: user email address is marked as invalid'],
    },
  ],
});

const barracuda = providerPlugin({
  id: 'barracuda',
  name: 'Barracuda',
  mxSuffixes: ['.barracudanetworks.com'],
  source: fieldManual,
  rules: [
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['cuda_nsu 5.1.1', 'cuda_nsu … user unknown', 'cuda_nsu no such user'] },
      positive: ['550 cuda_nsu 5.1.1 <ann@example.com>... User unknown', '550 cuda_nsu no such user'],
      negative: ['550 cuda_nsu 5.4.1 [ann@example.com]: Recipient address rejected: Access denied'],
    },
    {
      what: 'recipient-refused-behind',
      category: 'recipient-filter',
      when: { phrases: ['cuda_nsu … recipient address rejected: access denied'] },
      positive: ['550 cuda_nsu 5.4.1 [ann@example.com]: Recipient address rejected: Access denied [mx1.example.net]'],
      negative: ['550 cuda_nsu 5.1.1 <ann@example.com>... User unknown'],
    },
    {
      // What the next server said stands behind the recipient's address; here the verdict on the sender.
      what: 'blocked-for-recipient',
      version: 2,
      category: 'policy',
      when: { phrases: ['permanent failure for one or more recipients …:blocked)'] },
      source: 'https://github.com/zone-eu/zone-mta/blob/master/config/bounces.txt',
      remedy: {
        en: 'Have the sending side look its address up at barracudacentral.org; if it is not listed there, ask the recipient to allow us.',
        nl: 'Laat de verzendende kant het adres opzoeken op barracudacentral.org; staat het daar niet, vraag dan de ontvanger ons toe te staan.',
      },
      positive: ['550 permanent failure for one or more recipients (ann@example.com:blocked)'],
      negative: ['550 permanent failure', '550 permanent failure for one or more recipients (ann@example.com:550 No such user)'],
    },
    {
      what: 'spoofed',
      category: 'auth-failure',
      when: { phrases: ['rejecting spoofed message'] },
      positive: ['550 rejecting spoofed message'],
      negative: ['550 rejecting message'],
    },
    {
      what: 'spam-link',
      version: 2,
      category: 'spam-content',
      when: { phrases: ['rejected due to spam url in content', 'rejecting mail content'] },
      source: 'https://github.com/ActiveCampaign/smtp-field-manual/blob/master/data/codes/554.json',
      positive: ['554 rejected due to spam URL in content', '554 Rejecting mail content'],
      negative: ['554 rejected due to content', '554 rejecting banned content'],
    },
    {
      what: 'licence-expired',
      category: 'remote-error',
      when: { phrases: ['license expired'], replyCodes: [421, 422] },
      source: 'https://github.com/ActiveCampaign/smtp-field-manual/blob/master/data/codes/421.json',
      remedy: {
        en: "The recipient's organisation must renew the licence of its filter: tell the recipient through another channel.",
        nl: 'De organisatie van de ontvanger moet de licentie van haar filter verlengen: laat het de ontvanger langs een andere weg weten.',
      },
      positive: ['422 License Expired'],
      negative: ['550 License Expired'],
    },
  ],
});

const trendMicro = providerPlugin({
  id: 'trend-micro',
  name: 'Trend Micro',
  mxSuffixes: ['.trendmicro.com', '.trendmicro.eu'],
  source: 'https://github.com/ActiveCampaign/smtp-field-manual/blob/master/data/codes/554.json',
  rules: [
    {
      what: 'sender-blocked',
      category: 'recipient-filter',
      when: { phrases: ['recipient address rejected: block-send…', 'recipient address rejected: block-rcpt'] },
      positive: [
        '554 5.7.1 <ann@example.com>: Recipient address rejected: BLOCK-SEND-ER.',
        '554 5.7.1 Recipient address rejected: block-rcpt',
      ],
      negative: ['554 5.7.1 <ann@example.com>: Recipient address rejected: Invalid-Recipient.'],
    },
    {
      what: 'domain-not-served',
      category: 'relay-denied',
      when: { phrases: ['recipient address rejected: no-domain'] },
      positive: ['554 5.7.1 <ann@example.com>: Recipient address rejected: NO-DOMAIN.'],
      negative: ['554 5.7.1 <ann@example.com>: Recipient address rejected: domain'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['recipient address rejected: invalid-recipient'] },
      positive: ['554 5.7.1 <ann@example.com>: Recipient address rejected: Invalid-Recipient.'],
      negative: ['554 5.7.1 <ann@example.com>: Recipient address rejected: NO-DOMAIN.'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: {
        phrases: ['trend micro rbl', 'trend micro email reputation', 'ers.trendmicro.com', 'mail-abuse.org', 'mail-abuse.com'],
      },
      source:
        'https://success.trendmicro.com/solution/1097055-frequently-asked-questions-faqs-about-messages-blocked-by-email-reputation-services-ers',
      remedy: {
        en: 'Have the sending side ask Trend Micro Email Reputation Services for removal.',
        nl: 'Laat de verzendende kant Trend Micro Email Reputation Services om verwijdering vragen.',
      },
      positive: [
        '550 Blocked using Trend Micro Email Reputation Service. Please see https://ers.trendmicro.com/reputations',
        '550 Service unavailable; Client host [203.0.113.7] blocked using Trend Micro RBL+. Please see http://www.mail-abuse.com/cgi-bin/lookup?ip_address=203.0.113.7',
        '550 Service unavailable; Client host [203.0.113.7] blocked, see http://www.mail-abuse.org/cgi-bin/lookup?203.0.113.7',
        '550 Service unavailable; Client host [203.0.113.7] blocked using Trend Micro RBL+. Please see http://www.example.net/lookup',
        '550 Trend micro email reputation',
      ],
      negative: ['550 trend'],
    },
  ],
});

const cisco = providerPlugin({
  id: 'cisco',
  name: 'Cisco Secure Email (IronPort)',
  mxSuffixes: ['.iphmx.com'],
  source:
    'https://www.cisco.com/c/en/us/support/docs/security/email-security-appliance/200436-Identify-and-allow-poor-SenderBase-Reput.html',
  rules: [
    {
      what: 'low-reputation',
      category: 'reputation',
      when: {
        phrases: [
          "due to the sending mta's poor reputation",
          'poor reputation of a domain used in message transfer',
          'to submit messages to this e-mail system has been rejected',
          'access to this mail system has been rejected',
        ],
      },
      remedy: {
        en: 'Have the sending side look its address up at talosintelligence.com; the block passes as the reputation recovers.',
        nl: 'Laat de verzendende kant het adres opzoeken op talosintelligence.com; de blokkade gaat over als de reputatie herstelt.',
      },
      positive: [
        "554-mx1.example.net\r\n554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
        '550 #5.7.1 Your access to submit messages to this e-mail system has been rejected.',
        '554 Poor reputation of a domain used in message transfer',
      ],
      negative: ['550 #5.1.0 Address rejected.'],
    },
    {
      what: 'spf',
      category: 'auth-failure',
      when: { phrases: ['spf unauthorized mail is prohibited', 'error occurred during spf verification'] },
      source: 'https://manualsbrain.com/it/manuals/1649627/?page=293',
      positive: ['550 #5.7.1 SPF unauthorized mail is prohibited.', '550 Error occurred during spf verification'],
      negative: ['550 #5.7.1 mail is prohibited'],
    },
  ],
});

/** A relay for hosting companies: the tag in brackets says which control fired. */
const mailChannels = providerPlugin({
  id: 'mailchannels',
  name: 'MailChannels',
  mxSuffixes: ['.mailchannels.net'],
  source: 'https://docs.mailchannels.com/outbound/smtp-errors',
  rules: [
    {
      what: 'unauthenticated',
      category: 'auth-failure',
      when: { phrases: ['[bfd] sender prohibited', 'sender is not authorized to send from'] },
      source: 'https://docs.mailchannels.com/email-api/sending-policies',
      positive: ['550 5.7.1 [BFD] Sender prohibited by SPF', '550 5.7.1 This sender is not authorized to send from example.com'],
      negative: ['550 5.7.1 Sender prohibited'],
    },
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { replyCodes: [550], phrases: ['[ss]'] },
      hostBound: true,
      positive: ['550 5.7.1 [SS] Message blocked'],
      negative: ['[mx.example.org] 550 5.7.1 [SS] Message blocked', '550 5.7.1 Message blocked'],
    },
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { replyCodes: [550], phrases: ['[rbl]'] },
      positive: ['550 5.7.1 [RBL] Sender blocked 203.0.113.7'],
      negative: ['550 5.7.1 Sender blocked 203.0.113.7'],
    },
    {
      what: 'too-many-unknown',
      category: 'rate-limited',
      when: { phrases: ['excessively high number of invalid recipients'] },
      source: 'https://docs.mailchannels.com/email-api/sending-policies',
      positive: [
        '550 5.7.1 [BR] Our system has detected an excessively high number of invalid recipients originating from your account.',
      ],
      negative: ['550 5.1.1 invalid recipients'],
    },
    {
      what: 'unsubscribed',
      category: 'recipient-filter',
      when: { phrases: ['recipient has unsubscribed'] },
      source: 'https://docs.mailchannels.com/email-api/sending-policies',
      positive: ['550 5.7.1 [UNS] Recipient has unsubscribed from your list.'],
      negative: ['550 5.7.1 Recipient has not subscribed to your list.'],
    },
    {
      what: 'sender-blocked',
      category: 'sender-rejected',
      when: { replyCodes: [550], phrases: ['[esa]'] },
      hostBound: true,
      source: 'https://docs.mailchannels.com/email-api/sending-policies',
      positive: ['550 5.7.1 [ESA] Sender blocked.'],
      negative: ['[mx.example.org] 550 5.7.1 [ESA] Sender blocked.', '550 5.7.1 Sender blocked.'],
    },
  ],
});

/** The number says what the filter saw, under details that the registry does not know. */
const hornetsecurity = providerPlugin({
  id: 'hornetsecurity',
  name: 'Hornetsecurity',
  mxSuffixes: ['.hornetsecurity.com', '.antispameurope.com'],
  source: 'https://support.everycloud.com/support/solutions/articles/4000007755-workspace-classification-codes',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { enhancedStatusCodes: ['5.5.5', '5.6.1', '5.6.2', '5.6.3'], replyCodes: [554] },
      hostBound: true,
      positive: ['554 5.6.2 Spam Link rejected', '554 5.5.5 refused 4711'],
      negative: ['[mx.example.org] 554 5.6.2 refused', '550 5.6.2 refused'],
    },
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { enhancedStatusCodes: ['5.5.4'], replyCodes: [554] },
      hostBound: true,
      positive: ['554 5.5.4 Spam IP rejected'],
      negative: ['[mx.example.org] 554 5.5.4 refused', '501 5.5.4 Invalid arguments'],
    },
    {
      what: 'virus',
      category: 'virus',
      when: { enhancedStatusCodes: ['5.6.4', '5.5.7'], replyCodes: [554] },
      hostBound: true,
      positive: ['554 5.6.4 Virus E-Mail Blocked'],
      negative: ['[mx.example.org] 554 5.6.4 refused', '550 5.6.4 refused'],
    },
    {
      what: 'message-too-large',
      category: 'message-too-large',
      when: { enhancedStatusCodes: ['5.5.3', '5.5.2'], replyCodes: [552, 554] },
      hostBound: true,
      positive: ['554 5.5.3 e-mail Rejected Content Filter Size'],
      negative: ['[mx.example.org] 554 5.5.3 refused', '550 5.5.3 refused'],
    },
    {
      what: 'deferred',
      category: 'greylisted',
      when: { enhancedStatusCodes: ['4.5.5', '4.5.6', '4.5.7'], replyCodes: [450] },
      hostBound: true,
      positive: ['450 4.5.6 Temporary Blocked'],
      negative: ['[mx.example.org] 450 4.5.6 Temporary Blocked', '450 4.5.3 refused'],
    },
    {
      // One sentence for a domain that is not theirs and a recipient that is not on the list.
      what: 'domain-or-recipient-unknown',
      category: 'recipient-filter',
      when: { phrases: ['unknown domain or unknown recipient'] },
      verdict: { permanence: 'transient', scope: 'recipient' },
      positive: ['554 5.7.1 <ann@example.com>: unknown domain or unknown recipient'],
      negative: ['554 5.7.1 unknown domain'],
    },
  ],
});

/** Used by many hosting companies in the Netherlands. */
const spamExperts = providerPlugin({
  id: 'spamexperts',
  name: 'SpamExperts (N-able Mail Assure)',
  mxSuffixes: ['.antispamcloud.com', '.spamexperts.com'],
  source:
    'https://support.appliedi.net/kb/what-are-the-message-classification-status-codes-displayed-in-the-web-interface-premium-feature/',
  rules: [
    {
      what: 'destination-not-verified',
      category: 'remote-error',
      when: { phrases: ['unable to verify destination address'] },
      remedy: {
        en: "The recipient's own server cannot be reached behind its filter; a later attempt may succeed.",
        nl: 'De eigen server van de ontvanger is achter zijn filter niet bereikbaar; een latere poging kan slagen.',
      },
      positive: ['451 Unable to verify destination address'],
      negative: ['451 Unable to verify sender'],
    },
    {
      // The second is what each Exim says.
      what: 'connection-limit',
      version: 2,
      category: 'rate-limited',
      when: { phrases: ['per-minute connection limit exceeded', 'too many concurrent smtp connections'] },
      hostBound: true,
      positive: ['451 Per-minute connection limit exceeded', '421 Too many concurrent SMTP connections from this IP address'],
      negative: [
        '451 limit',
        '[mx.example.org] 421 Too many concurrent SMTP connections from this IP address; please try again later.',
      ],
    },
  ],
});

export const filters: readonly ClassifierPlugin[] = [
  mimecast,
  proofpoint,
  barracuda,
  messageLabs,
  trendMicro,
  cisco,
  mailChannels,
  hornetsecurity,
  spamExperts,
];
