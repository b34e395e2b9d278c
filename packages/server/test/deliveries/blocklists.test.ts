import { describe, expect, test } from 'vitest';
import { blocklistOf, knownBlocklist } from '../../src/deliveries/blocklists.ts';

describe('the list that a reply names', () => {
  test.each([
    [
      '554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.1',
      'Spamhaus',
    ],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using abc123.zen.dq.spamhaus.net', 'Spamhaus'],
    ['550 5.7.1 Rejected by cbl.abuseat.org', 'Spamhaus'],
    [
      '550 5.7.1 Service unavailable; client [192.0.2.1] blocked using bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.1',
      'SpamCop',
    ],
    [
      '554 Service unavailable; Client host [mail.example.com] blocked using Barracuda Reputation; http://www.barracudanetworks.com/reputation/?r=1&ip=192.0.2.1',
      'Barracuda',
    ],
    ['554 5.7.1 Your IP is on a UCEPROTECT list', 'UCEPROTECT'],
    ['550 5.7.1 Client host rejected: listed in dnsbl.sorbs.net', 'SORBS'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using rbl.example.nl; see our page', 'rbl.example.nl'],
    ['554 5.7.1 Client host blocked using all.s5h.net', 'all.s5h.net'],
    ['550 Your host is in dnsbl.example.org', 'dnsbl.example.org'],
    ['550 5.7.1 [192.0.2.1] has been blocked. Contact postmaster@example.com', null],
    ['550 5.7.1 rejected by policy of example.com', null],
    ['550 5.7.1 our blocklist says no', null],
    ['550 5.7.1 Your message was rejected by mx.jansen.example because of poor reputation', null],
    ['550 5.7.1 rejected by gmail.com', null],
    ['550 5.7.1 blocked using rbl.jansen.example', null],
    ['550 5.7.1 blocked using 4.3.2.1.bl.example.org', 'bl.example.org'],
    ['550 5.7.1 blocked using key123abc.dnsbl.example.net', 'dnsbl.example.net'],
  ])('%s: %s', (reply, name) => expect(blocklistOf(reply, 'jansen.example')).toBe(name));

  test('is known by where to look, or by when it closed', () => {
    expect(knownBlocklist('Spamhaus')).toMatchObject({ lookup: expect.stringMatching(/^https:/) });
    expect(knownBlocklist('NiX Spam')).toMatchObject({ lookup: null, closed: '2025-01-16' });
    expect(knownBlocklist('rbl.example.nl')).toBeNull();
  });
});
