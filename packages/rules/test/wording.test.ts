import { describe, expect, test } from 'vitest';
import { defaultClassifier, parseReply, type BounceType, type Category } from '../src/index.ts';

/** Sentences that support pages quote, in two languages. */
describe('sentences that people ask support about', () => {
  test.each<[string, Category, BounceType]>([
    ['550 5.1.1 Het e-mailaccount dat u probeerde te bereiken, bestaat niet.', 'recipient-unknown', 'hard'],
    ['gebruiker onbekend', 'recipient-unknown', 'hard'],
    ['554 Deze gebruiker heeft geen yahoo.com-account', 'recipient-unknown', 'hard'],
    ['550-5.1.1 The email account that you tried to reach does not exist.', 'recipient-unknown', 'hard'],
    ['User unknown', 'recipient-unknown', 'hard'],
    ["554 This user doesn't have a yahoo.com account", 'recipient-unknown', 'hard'],
    ['550 Mailbox unavailable', 'recipient-unknown', 'hard'],
    ['550 Recipient rejected', 'recipient-unknown', 'hard'],
    ['Sorry, no mailbox here by that name', 'recipient-unknown', 'hard'],
    ['552 Adres van ontvanger afgewezen: Mailbox vol', 'mailbox-full', 'soft'],
    ['552 5.2.2 Recipient address rejected: Mailbox full', 'mailbox-full', 'soft'],
    ['Het e-mailaccount dat u probeerde te bereiken, heeft het quotum overschreden.', 'mailbox-full', 'soft'],
    ['452 4.2.2 The email account that you tried to reach is over quota.', 'mailbox-full', 'soft'],
    ['554 5.2.2 Quota exceeded (mailbox for user is full)', 'mailbox-full', 'soft'],
    ['Dit bericht is geblokkeerd omdat de inhoud ervan een potentieel beveiligingsprobleem vormt.', 'content-rejected', 'soft'],
    [
      '552 5.7.0 This message was blocked because its content presents a potential\u00a0security issue.',
      'content-rejected',
      'soft',
    ],
    ['554 Message rejected due to content restrictions', 'content-rejected', 'soft'],
    ['554 Message blocked due to virus content of the message', 'virus', 'soft'],
    ['Host or domain name not found. Name service error for name=example.nl type=A: Host not found', 'domain-unknown', 'hard'],
    ['552 Message size exceeds fixed limit', 'message-too-large', 'soft'],
    ['Connection timed out', 'network-error', 'soft'],
  ])('%s', (raw, category, bounceType) => {
    const { verdict, bounceType: type } = defaultClassifier().classify({ reply: parseReply(raw) });
    expect({ category: verdict.category, bounceType: type }).toEqual({ category, bounceType });
  });
});

describe('what a code means where the words say nothing', () => {
  test.each<[string, string | null, Category, BounceType | null]>([
    ['421', null, 'remote-error', 'soft'],
    ['450', null, 'remote-error', 'soft'],
    ['451', null, 'remote-error', 'soft'],
    ['452', null, 'remote-full', 'soft'],
    ['454', null, 'credentials-or-tls', 'soft'],
    ['501', null, 'protocol-error', 'soft'],
    ['503', null, 'protocol-error', 'soft'],
    ['504', null, 'protocol-error', 'soft'],
    ['521', null, 'domain-no-mail', 'soft'],
    ['530', null, 'credentials-or-tls', 'soft'],
    ['535', null, 'credentials-or-tls', 'soft'],
    ['550', null, 'unknown', 'soft'],
    ['550', 'RCPT', 'recipient-filter', 'soft'],
    ['550', 'MAIL', 'sender-rejected', 'soft'],
    ['550', 'DOT', 'policy', 'soft'],
    ['551', 'RCPT', 'recipient-moved', 'hard'],
    ['552', 'RCPT', 'mailbox-full', 'soft'],
    ['552', 'DOT', 'message-too-large', 'soft'],
    ['553', null, 'unknown', 'soft'],
    ['554', null, 'unknown', 'soft'],
    ['556', null, 'domain-no-mail', 'hard'],
    ['250', 'DOT', 'delivered', null],
    ['250', 'RCPT', 'delayed', null],
    ['550 5.1.1', null, 'recipient-unknown', 'hard'],
    ['450 4.1.1', null, 'recipient-unknown', 'soft'],
    ['550 5.1.1 your domain is on hold', null, 'policy', 'soft'],
    ['550 5.2.1', null, 'recipient-disabled', 'soft'],
    ['550 5.7.1', null, 'policy', 'soft'],
    ['550 5.0.911', null, 'unknown', 'soft'],
  ])('%s to %s', (raw, command, category, bounceType) => {
    const { verdict, bounceType: type } = defaultClassifier().classify({
      reply: parseReply(raw),
      command: command as 'RCPT' | null,
    });
    expect({ category: verdict.category, bounceType: type }).toEqual({ category, bounceType });
  });
});
