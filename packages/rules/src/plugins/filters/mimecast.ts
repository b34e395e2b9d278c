import { providerPlugin } from '../provider.ts';

export const mimecast = providerPlugin({
  id: 'mimecast',
  name: 'Mimecast',
  mxSuffixes: ['.mimecast.com', '.mimecast.co.za'],
  source: 'https://mimecastsupport.zendesk.com/hc/en-us/articles/34000709564691-Policies-Mimecast-SMTP-Error-Codes',
  rules: [
    {
      what: 'unauthenticated',
      category: 'auth-failure',
      when: {
        phrases: [
          'spf sender invalid - envelope rejected',
          'dkim sender invalid - envelope rejected',
          'dmarc sender invalid - envelope rejected',
        ],
      },
      positive: [
        '550 SPF Sender Invalid - envelope rejected - https://community.example.net/docs/DOC-1369#550 [4711]',
        '550 Dkim sender invalid - envelope rejected',
        '550 Dmarc sender invalid - envelope rejected',
      ],
      negative: ['550 envelope rejected'],
    },
    {
      what: 'spoofed',
      category: 'policy',
      when: { phrases: ['anti-spoofing policy'] },
      remedy: {
        en: "The recipient's organisation takes mail from its own domain only through its own servers: ask its administrator to allow us.",
        nl: 'De organisatie van de ontvanger neemt mail uit het eigen domein alleen via eigen servers aan: vraag de beheerder ons toe te staan.',
      },
      positive: [
        '550 Rejected by header based Anti-Spoofing policy: info@example.org - https://community.example.net/docs/DOC-1369#550',
      ],
      negative: ['550 Rejected by policy'],
    },
    {
      what: 'greylisted',
      category: 'greylisted',
      when: { phrases: ['internal resource temporarily unavailable', 'internal resources are temporarily unavailable'] },
      positive: [
        '451 Internal resource temporarily unavailable - https://community.example.net/docs/DOC-1369#451 [4711]',
        '451 Internal resources are temporarily unavailable',
      ],
      negative: ['451 Internal error'],
    },
    {
      what: 'low-reputation',
      category: 'reputation',
      when: { phrases: ['poor reputation sender', 'local ct ip reputation'] },
      positive: [
        '550 csi.example.org Poor Reputation Sender. - https://community.example.net/docs/DOC-1369#550 [4711]',
        '550 Local ct ip reputation',
      ],
      negative: ['550 Reputation'],
    },
    {
      what: 'host-blocked',
      category: 'ip-blocked',
      when: { phrases: ['ip temporarily blacklisted'] },
      positive: ['451 IP temporarily blacklisted'],
      negative: ['451 temporarily'],
    },
    {
      what: 'country-not-allowed',
      category: 'policy',
      when: { phrases: ['host network not allowed', 'host network, not allowed'] },
      hostBound: true,
      remedy: {
        en: "The recipient's organisation takes no mail from the country of our mail server: ask its administrator to allow us.",
        nl: 'De organisatie van de ontvanger neemt geen mail aan uit het land van onze mailserver: vraag de beheerder ons toe te staan.',
      },
      positive: [
        '554 Host network not allowed - https://community.example.net/docs/DOC-1369#554 [4711]',
        '554 Host network, not allowed',
      ],
      negative: ['[mx.example.org] 554 Host network not allowed', '554 Host not allowed'],
    },
    {
      what: 'sender-blocked',
      category: 'recipient-filter',
      when: {
        phrases: [
          'administrative prohibition - envelope blocked',
          'administrative prohibition envelope blocked',
          'envelope blocked - user entry',
          'envelope blocked - user domain entry',
          'header based manually blocked senders',
          'header-based manually blocked senders',
          'header based blocked senders',
          'header-based blocked senders',
          'block policy for envelope from address',
        ],
      },
      remedy: {
        en: 'The recipient or their administrator has put us on a list of blocked senders: ask them to take us off it.',
        nl: 'De ontvanger of diens beheerder heeft ons op een lijst van geblokkeerde afzenders gezet: vraag hen ons eraf te halen.',
      },
      positive: [
        '550 Administrative prohibition - envelope blocked - https://community.example.net/docs/DOC-1369#550 [4711]',
        '550 Rejected by header based manually Blocked Senders: info@example.org',
        '550 Envelope blocked - User Entry',
        '550 Administrative prohibition envelope blocked',
        '550 Envelope blocked - user domain entry',
        '550 header-based manually blocked senders',
        '550 Header based blocked senders',
        '550 header-based blocked senders',
        '550 Block policy for envelope from address',
      ],
      negative: ['550 Administrative prohibition'],
    },
    {
      what: 'encryption-required',
      category: 'credentials-or-tls',
      when: {
        phrases: [
          'this route requires encryption',
          'this route requires tls',
          'this route requires high-strength ciphers',
          'configuration is invalid for this certificate',
        ],
      },
      positive: [
        '553 This route requires encryption (TLS)',
        '553 This route requires tls',
        '553 This route requires high-strength ciphers',
        '553 Configuration is invalid for this certificate',
      ],
      negative: ['553 This route is closed'],
    },
    {
      what: 'rate',
      category: 'rate-limited',
      when: { phrases: ['account service is temporarily unavailable', 'exceeding outbound thread limit'] },
      positive: ['451 Account service is temporarily unavailable', '451 Exceeding outbound thread limit'],
      negative: ['451 Service is temporarily unavailable'],
    },
    {
      what: 'inbound-switched-off',
      category: 'remote-error',
      when: { phrases: ['account inbounds disabled', 'account outbounds disabled', 'the incorrect hostname used for inbounds'] },
      positive: [
        '451 Account inbounds disabled',
        '451 Account outbounds disabled',
        '451 The incorrect hostname used for inbounds',
      ],
      negative: ['451 Account disabled'],
    },
    {
      what: 'security-policy',
      category: 'policy',
      when: {
        phrases: [
          'email rejected due to security policies',
          'content examination policy',
          'message bounced due to organizational settings',
        ],
      },
      source: 'https://smtp.codes/550',
      positive: [
        '554 Email rejected due to security policies - https://community.example.net/docs/DOC-1369#554 [4711]',
        '554 Content examination policy',
        '554 Message bounced due to organizational settings',
      ],
      negative: ['554 Email rejected'],
    },
    {
      what: 'busy',
      category: 'remote-error',
      when: {
        phrases: [
          'unable to process connection at this time',
          'unable to process an email at this time',
          'unable to process command',
        ],
      },
      positive: [
        '421 Unable to process connection at this time',
        '421 Unable to process an email at this time',
        '421 Unable to process command',
      ],
      negative: ['421 Unable'],
    },
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: { phrases: ['invalid recipient'], without: ['sender', 'too many'] },
      hostBound: true,
      positive: ['550 Invalid Recipient - https://community.example.net/docs/DOC-1369#550 [4711]'],
      negative: ['[mx.example.org] 550 Invalid Recipient', '550 too many invalid recipient tries'],
    },
  ],
});
