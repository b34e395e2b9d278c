import { checkRuleset, compile, defaultRuleset, parseReply } from '@bezorgd/rules';
import { describe, expect, test } from 'vitest';
import { importKumoMta, importZoneMta } from '../../src/import/import-rules.ts';

const options = { id: 'theirs', source: 'https://example.org/rules', read: '2026-11-23' };

const kumo = `
[rules]
InvalidRecipient = [
  "^550.+nobody of that name", # a comment
]
QuotaIssues = [ "^452 4\\\\.2\\\\.2.+shelf is full" ]
SpamBlock = [ "^554.+your network is not welcome" ]
InventedClass = [ "^550 x" ]
`;
const zone = `
# 550 192.0.2.1 on our list
^550[ \\-]+[\\d\\.]+\\s+on our list,defer,blacklist,Sender IP blacklisted
^550.*nobody of that name,reject,recipient,Unknown user
^450(,reject,recipient,Broken
`;

function verdictsOf(plugin: Parameters<typeof compile>[0]['plugins'][number], replies: readonly string[]) {
  const classifier = compile({ plugins: [plugin] });
  return replies.map((reply) => {
    const { verdict, bounceType, ruleId } = classifier.classify({ reply: parseReply(reply) });
    return [ruleId, verdict.category, bounceType];
  });
}

describe('a KumoMTA file', () => {
  const { plugin, notes } = importKumoMta(kumo, options);

  test('becomes a plugin that passes the checks', () => {
    expect(checkRuleset({ plugins: [plugin] })).toEqual([]);
    expect(plugin).toMatchObject({ id: 'theirs', version: '1.0.0' });
    expect(JSON.parse(JSON.stringify(plugin))).toEqual(plugin);
  });

  test('gives the verdicts of its classes, a full mailbox never being hard', () => {
    expect(
      verdictsOf(plugin, [
        '550 5.1.1 There is nobody of that name',
        '452 4.2.2 The shelf is full',
        '554 Sorry, your network is not welcome',
      ]),
    ).toEqual([
      ['theirs.invalid-recipient-1', 'recipient-unknown', 'hard'],
      ['theirs.quota-issues-1', 'mailbox-full', 'soft'],
      ['theirs.spam-block-1', 'ip-blocked', 'soft'],
    ]);
  });

  test('says what it left out', () => {
    expect(notes).toEqual(['InventedClass is not a class we know; left out: ^550 x']);
  });

  test('a file of another kind is refused', () => {
    expect(() => importKumoMta('a = 1', options)).toThrow(/no \[rules\] table/);
    expect(() => importKumoMta('[rules]\nSpamBlock = 3', options)).toThrow(/rules\.SpamBlock is not a list/);
  });
});

describe('a ZoneMTA file', () => {
  const { plugin, notes } = importZoneMta(zone, options);

  test('becomes a plugin', () => {
    expect(verdictsOf(plugin, ['550 192.0.2.1 on our list', '550 Nobody of that name here'])).toEqual([
      ['theirs.blacklist-1', 'ip-blocked', 'soft'],
      ['theirs.recipient-1', 'recipient-unknown', 'hard'],
    ]);
  });

  test('says what is only roughly the same, and what cannot be read', () => {
    expect(notes).toEqual(['taken over roughly: ^550[ \\-]+[\\d\\.]+\\s+on our list', expect.stringContaining('cannot be read')]);
  });
});

test('before the built-in rules it wins, and the checks tell what it takes from them', () => {
  const { plugin } = importKumoMta('[rules]\nSpamBlock = ["^550.+user unknown"]', options);
  const ruleset = { plugins: [plugin, ...defaultRuleset.plugins] };
  expect(compile(ruleset).classify({ reply: parseReply('550 5.1.1 User unknown') }).ruleId).toBe('theirs.spam-block-1');
  expect(checkRuleset(ruleset).map(({ law }) => law)).toContain('positive-example-lost');
});
