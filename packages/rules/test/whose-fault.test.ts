import { describe, expect, test } from 'vitest';
import { defaultClassifier, parseReply } from '../src/index.ts';

/**
 * Sentences about the sender, its host, its network, its rate or its message, though many of them name a user, a recipient
 * or a mailbox. Servers say them under codes that mean "no such address".
 */
const notTheRecipient: Readonly<Record<string, readonly string[]>> = {
  'the sender address': [
    'Sender user unknown',
    'Sender mailbox does not exist',
    'sender does not exist',
    'The sending user was not found',
    'Mailbox of the sender is unavailable',
    'Invalid sender mailbox',
    'From address: user unknown',
    'MAIL FROM user does not exist',
    'Return-path mailbox not found',
    'Envelope-from address does not exist',
    'the reply-to address was not found',
    'Your e-mail address does not exist',
    'Your address is unknown to us',
    'Your account does not exist here',
    'Your mailbox was not found in our list of senders',
    'No such user: info@example.org (sender)',
    'sender verify failed: no such user here',
    'Sender callout: 550 user unknown',
    'Recipient of bounces does not exist: sender address unverifiable',
    'User info@example.org is not a member of this list',
    'Only subscribed users may post to this recipient',
    'You are not allowed to mail this user',
    'Sender not in the list of allowed users for this mailbox',
    'mailbox accepts mail from known senders only',
    'This user does not accept mail from senders without a valid mailbox',
    'Unroutable sender address',
    'sender mailbox full',
    'sender inactive user',
    'Absender: Benutzer unbekannt',
    'Absenderadresse existiert nicht',
    'Afzender: gebruiker onbekend',
    'Het adres van de afzender bestaat niet',
    "L'adresse de l'expéditeur est introuvable",
    'Expéditeur : utilisateur inconnu',
    'El remitente: usuario desconocido',
    'Mittente: utente sconosciuto',
    'Remetente: usuário desconhecido',
    'Odesílatel: uživatel neexistuje',
    'Nadawca: nie ma takiego użytkownika',
    'Отправитель: пользователь не найден',
    '发件人不存在',
    '发件人邮箱不存在',
    '발신자: 존재하지 않는 사용자',
    '送信者のアドレスが見つかりません',
  ],
  "the sender's domain": [
    'sender domain does not exist',
    'Sender domain not found',
    'Domain of sender address does not resolve',
    'your domain does not exist',
    'Your domain has no MX, recipient cannot reply',
    'domain in MAIL FROM not found',
    'Mail from domain does not exist',
    'From: domain is invalid',
    'unknown sender domain',
    'unresolvable sender domain',
    'No such domain: sender must resolve',
    'uw domein bestaat niet',
    'Ihre Domain existiert nicht',
    'votre domaine est inconnu',
    'su dominio no existe',
    'il tuo dominio non esiste',
  ],
  'the sending host': [
    'HELO host not found',
    'HELO name is unknown',
    'EHLO argument does not exist',
    'Your server is unknown to us',
    'your hostname was not found',
    'Client host unknown',
    'PTR record not found',
    'reverse DNS does not exist',
    'rDNS name not found',
    'no such host: your mail server',
    'Your IP address is unknown',
    'IP address not found in the list of allowed hosts',
    'Your host does not exist in the DNS',
    'Relay host unknown',
    'no PTR for 203.0.113.7, user rejected',
    'recipient does not want mail from hosts without a PTR',
    'hostname of your server is invalid',
    'ihre IP-Adresse ist unbekannt',
    'uw server is onbekend',
  ],
  'blocklists and reputation': [
    '203.0.113.7 is listed in a DNSBL, user protected',
    'Recipient is protected by Spamhaus, your address is listed',
    'blacklisted, contact the user by phone',
    'this user is protected from spammers',
    'Mailbox protected, spam source',
    'your IP is banned by this user',
    'rejected for recipient: poor reputation',
    'mailbox refuses mail from blocked networks',
    'invalid recipient rate too high from your IP',
    'blocked: too many unknown users from your host',
    'the user you mail is shielded by an RBL',
    'your network is not allowed to mail this mailbox',
    'uw IP-adres staat op een blokkeerlijst, ontvanger beschermd',
  ],
  'rates and limits': [
    '203.0.113.7 has sent to too many recipients this hour',
    'too many unknown users',
    'too many invalid recipients',
    'Too many users in this transaction',
    'too many messages to this mailbox per hour',
    'recipient limit reached for this sender',
    'user has been sent too many messages by you',
    'Too many connections, user unknown',
    'rate limit for unknown recipients exceeded',
    'message limit for this recipient domain, slow down',
    'sender exceeded the number of invalid addresses',
    'recipients per hour exceeded, mailbox not available',
    'greylisted: recipient unknown to this sender',
    'te veel onbekende ontvangers',
  ],
  authentication: [
    'SPF record does not exist',
    'DKIM key not found',
    'DKIM selector does not exist',
    'DMARC record not found, user protected',
    'signature not found',
    'sender not authenticated for this mailbox',
    'authentication required for this user',
    'you must authenticate before mailing this user',
    'TLS required by recipient',
    'recipient requires TLS',
    'certificate name does not exist in the list of the recipient',
    'unauthenticated mail is not accepted by this user',
    'SPF: user unknown policy',
    'message failed DMARC, mailbox unavailable for such mail',
  ],
  'the message': [
    'header From: user unknown',
    'Message-ID does not exist',
    'attachment not accepted by this recipient',
    'spam not accepted for this user',
    'virus found, mailbox protected',
    'recipient does not accept this content',
    'mailbox does not accept messages with attachments',
    'From header not found',
    'Subject header not found',
    'content rejected by user filter',
    'unsolicited mail, no such user wants it',
  ],
  'relaying and policy': [
    'relaying to unknown user denied',
    'relay access denied for recipient',
    'policy: this mailbox takes no mail from outside',
    'administrative policy, user not reachable from outside',
    'access denied for sender, recipient unknown to your relay',
    'security policy of the recipient',
    'Your message to this user was prohibited',
    'external senders not allowed to mail this user',
  ],
  'servers and lookups': [
    'user lookup failed, try again later',
    'mailbox server not available, try again',
    'recipient verification temporarily unavailable',
    'Temporary error: user database unavailable',
    'LDAP server not found',
    'connection to mailbox host timed out',
    'Recipient address rejected: undeliverable address: connect to mx: Connection refused',
    'Recipient address rejected: unverified address: Address verification in progress',
  ],
};

const classifier = defaultClassifier();
const sentences = Object.entries(notTheRecipient).flatMap(([about, list]) =>
  list.map((sentence): [string, string] => [about, sentence]),
);

describe('whose fault first: no address is given up for a fault that is not its own', () => {
  test('the table is long enough to mean something', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(120);
  });

  test.each(sentences)('%s: %s', (_, sentence) => {
    for (const codes of [
      '550 5.1.1',
      '550 5.1.2',
      '554 5.1.3',
      '550 5.1.6',
      '556 5.1.10',
      '550 5.1.0',
      '550 5.7.1',
      '550',
      '553',
      '551',
    ]) {
      for (const address of ['', '<ann@example.com>: ']) {
        const raw = `${codes} ${address}${sentence}`;
        for (const command of ['RCPT', 'DOT', null] as const) {
          const { bounceType, ruleId } = classifier.classify({ reply: parseReply(raw), command });
          expect({ raw, command, bounceType, ruleId }).toEqual({ raw, command, bounceType: 'soft', ruleId });
        }
      }
    }
  });
});
