import type { ClassifierPlugin } from '../../plugin.ts';
import { providerPlugin } from '../provider.ts';

const zoho = providerPlugin({
  id: 'zoho',
  name: 'Zoho Mail',
  mxSuffixes: ['.zoho.com', '.zoho.eu', '.zoho.in'],
  source: 'https://www.zoho.com/mail/help/spam-reason.html',
  rules: [
    {
      what: 'spam-content',
      category: 'spam-content',
      when: { phrases: ['reason: email flagged as spam'] },
      positive: ['554 5.7.1 Email cannot be delivered. Reason: Email flagged as Spam.'],
      negative: ['554 5.7.1 Email cannot be delivered.'],
    },
    {
      what: 'policy',
      category: 'policy',
      when: {
        phrases: [
          'email policy violation detected',
          'mailpolicy violation',
          'restricted by policy error',
          'mailbox delivery failure policy error',
        ],
      },
      source: 'https://github.com/sisimai/go-sisimai/blob/main/rhost/for-zoho.go',
      positive: [
        '554 5.7.7 Email policy violation detected',
        '554 5.2.3 MailPolicy violation Error delivering to mailboxes',
        '552 5.1.1 <ann@example.com> Mailbox delivery failure policy error',
        '554 5.7.7 Restricted by policy error',
      ],
      negative: ['554 5.7.7 violation detected'],
    },
    {
      what: 'recipient-filter',
      category: 'recipient-filter',
      when: { replyCodes: [541], phrases: ['mail rejected by destination domain'] },
      hostBound: true,
      source: 'https://github.com/sisimai/go-sisimai/blob/main/rhost/for-zoho.go',
      positive: ['541 5.4.1 Mail rejected by destination domain (4711)'],
      negative: [
        '[mx.example.org] 541 5.4.1 Mail rejected by destination domain',
        '550 5.4.1 Mail rejected by destination domain',
      ],
    },
    {
      what: 'virus',
      category: 'virus',
      when: { phrases: ['detected by zoho mail'] },
      source: 'https://github.com/sisimai/go-sisimai/blob/main/rhost/for-zoho.go',
      positive: ['552 5.7.1 virus 4711 detected by Zoho Mail'],
      negative: ['552 5.7.1 Zoho Mail'],
    },
  ],
});

const cloudflare = providerPlugin({
  id: 'cloudflare',
  name: 'Cloudflare Email Routing',
  mxSuffixes: ['.mx.cloudflare.net'],
  source: 'https://developers.cloudflare.com/email-routing/postmaster/',
  rules: [
    {
      what: 'host-listed',
      category: 'ip-blocked',
      when: { phrases: ['found on one or more dnsbls'] },
      positive: [
        '554 mx1.example.net found on one or more DNSBLs (abusixip). Refer to https://developers.example.com/postmaster/',
      ],
      negative: ['554 found'],
    },
    {
      what: 'upstream',
      category: 'remote-error',
      when: { phrases: ['upstream error, please check', 'upstream error'] },
      remedy: {
        en: 'The server behind the forwarding refused or failed: the words behind "upstream" say why.',
        nl: 'De server achter de doorsturing weigerde of faalde: de woorden achter "upstream" zeggen waarom.',
      },
      positive: ['521 5.3.0 Upstream error, please check the server. 4711'],
      negative: ['521 5.3.0 error'],
    },
  ],
});

const forwardEmail = providerPlugin({
  id: 'forward-email',
  name: 'Forward Email',
  mxSuffixes: ['.forwardemail.net'],
  source: 'https://github.com/KumoCorp/kumomta/blob/main/assets/community/bounces.toml',
  rules: [
    {
      what: 'plan-too-small',
      category: 'recipient-disabled',
      when: { phrases: ['requires an upgrade to enhanced protection'] },
      positive: ["550 Your message wasn't delivered due to an error; example.com requires an upgrade to Enhanced Protection"],
      negative: ['550 upgrade'],
    },
  ],
});

const amazon = providerPlugin({
  id: 'amazon',
  name: 'Amazon (SES, WorkMail)',
  mxSuffixes: ['.amazonaws.com', '.amazonses.com', '.awsapps.com'],
  source: 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html',
  rules: [
    {
      what: 'sender-not-verified',
      category: 'sender-rejected',
      when: {
        phrases: ['email address is not verified', 'identities failed the check in region', 'account not subscribed to ses'],
      },
      remedy: {
        en: 'Verify the sender address or its domain in the Amazon account that sends.',
        nl: 'Verifieer het afzenderadres of het domein ervan in het Amazon-account dat verzendt.',
      },
      positive: [
        '554 Message rejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: info@example.org',
        '554 Account not subscribed to ses',
      ],
      negative: ['554 Message rejected'],
    },
    {
      what: 'sending-rate',
      category: 'rate-limited',
      when: { phrases: ['throttling failure', 'maximum sending rate exceeded', 'daily message quota exceeded'] },
      positive: [
        '454 Throttling failure: Maximum sending rate exceeded.',
        '454 Throttling failure: Daily message quota exceeded.',
      ],
      negative: ['454 failure'],
    },
    {
      what: 'not-authorised',
      category: 'credentials-or-tls',
      when: { phrases: ['is not authorized to perform ses:…', 'is not authorized to perform: ses:…'] },
      positive: [
        '554 Access denied: User arn:aws:iam::4711:user/ann is not authorized to perform ses:SendRawEmail on resource',
        '554 Is not authorized to perform: ses:',
      ],
      negative: ['554 Access denied'],
    },
  ],
});

const fastmail = providerPlugin({
  id: 'fastmail',
  name: 'Fastmail',
  mxSuffixes: ['.messagingengine.com', '.fastmail.com'],
  source: 'https://fastmail.help/hc/en-us/articles/7010500320655-Why-messages-bounce-back',
  rules: [
    {
      what: 'recipient-unknown',
      category: 'recipient-unknown',
      when: {
        phrases: ['recipient address rejected: user unknown in virtual mailbox table', 'sorry, user address unknown'],
        without: ['sender address rejected'],
      },
      hostBound: true,
      positive: [
        '550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown in virtual mailbox table',
        '550 5.1.1 Sorry, user address unknown',
      ],
      negative: [
        '[mx.example.org] 550 5.1.1 Sorry, user address unknown',
        '550 5.1.0 <info@example.com>: Sender address rejected: User unknown in virtual mailbox table',
      ],
    },
    {
      what: 'sender-not-allowed',
      category: 'sender-rejected',
      when: { phrases: ['not authorised to send from this header address'] },
      remedy: {
        en: 'Send from an address that the Fastmail account owns, or add the address to the account as a sending identity.',
        nl: 'Verzend vanaf een adres van het Fastmail-account, of voeg het adres aan dat account toe als afzender.',
      },
      positive: ['551 5.7.1 Not authorised to send from this header address'],
      negative: ['551 5.7.1 Not authorised to send'],
    },
  ],
});

/** Services that take mail for domains of their customers. */
export const mailServices: readonly ClassifierPlugin[] = [zoho, cloudflare, forwardEmail, amazon, fastmail];
