import { expect, test } from 'vitest';
import { compile, engineVersion, parseReply, type ClassifyInput, type Rule, type RuleVerdict } from '../src/index.ts';

function rule(id: string, when: Rule['when'], verdict: RuleVerdict, hostBound = false): Rule {
  return {
    id,
    version: 1,
    when,
    verdict,
    hostBound,
    sources: [{ url: 'https://example.com/manual', read: '2026-11-23' }],
    examples: { positive: ['550 x'], negative: ['250 x'] },
  };
}
const recipient = { category: 'recipient-unknown', permanence: 'as-replied', scope: 'recipient' } as const;
const full = { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' } as const;
const policy = { category: 'policy', permanence: 'as-replied', scope: 'sender' } as const;
const spam = { category: 'spam-content', permanence: 'as-replied', scope: 'message' } as const;

/** Small, and never to be changed: what changes below is then the engine. */
const classifier = compile({
  plugins: [
    {
      id: 'provider',
      version: '1.0.0',
      name: 'A provider',
      mxSuffixes: ['.mx.example'],
      rules: [rule('provider.own', { phrases: ['code 17'] }, full, true), rule('provider.any', { phrases: ['(x17)'] }, spam)],
    },
    {
      id: 'words',
      version: '1.0.0',
      name: 'Words',
      rules: [
        rule('words.sender', { phrases: ['sender unknown'], commands: ['MAIL'] }, policy),
        rule('words.unknown', { phrases: ['user unknown', 'no such … here', 'onbekend'], without: ['not your'] }, recipient),
        rule('words.policy', { phrases: ['refused', 'unknown'], replyCodes: [550, 450] }, policy),
        rule('words.full', { phrases: ['quota'] }, full),
      ],
    },
    {
      id: 'codes',
      version: '1.0.0',
      name: 'Codes',
      rules: [
        rule('codes.x-1-1', { enhancedStatusCodes: ['5.1.1', '4.1.1'], without: ['refused'] }, recipient),
        rule('codes.x-7', { enhancedStatusCodes: ['x.7.*'] }, policy),
        rule('codes.552', { replyCodes: [552] }, full),
      ],
    },
  ],
});

const cases: readonly (readonly [raw: string, more?: Partial<ClassifyInput>])[] = [
  ['550 5.1.1 User unknown'],
  ['450 4.1.1 USER  UNKNOWN'],
  ['550 4.1.1 user unknown'],
  ['User unknown'],
  ['550 5.1.1 user unknown', { command: 'RCPT' }],
  ['550 5.1.1 user unknown', { command: 'MAIL' }],
  ['550 5.1.1 gone', { command: 'MAIL' }],
  ['550 5.1.1 sender unknown', { command: 'MAIL' }],
  ['550 5.1.1 sender unknown', { command: 'RCPT' }],
  ['550 No such mailbox or alias here'],
  ['550-5.1.1 No such\r\n550 5.1.1 mailbox here'],
  ['550 user unknown, not your mail'],
  ['550 5.1.1 refused'],
  ['551 refused'],
  ['550 users unknowns'],
  ['550 gebruiker ONBEKEND'],
  ['550 5.7.1 over quota, refused'],
  ['552 5.7.1 no'],
  ['552 no'],
  ['550 no', { status: '5.1.1' }],
  ['no', { status: '4.7.1' }],
  ['550 5.2.2 no', { status: '5.1.1' }],
  ['550 code 17 user unknown'],
  ['550 code 17 user unknown', { mxHost: 'a.MX.example.' }],
  ['550 user unknown (x17)'],
  ['550 user unknown (x17)', { mxHost: 'mx.example' }],
  ['550 user unknown (x17)', { mxHost: 'notmx.example' }],
  ['host mx.example[192.0.2.1] said: 550 5.1.1 user unknown (in reply to RCPT TO command)'],
  ['smtp; 550 quota (#5.2.2)'],
  [''],
];

test('the same rules say the same of the same replies, or the engine has another version', async () => {
  const decisions = cases.map(([raw, more]) => {
    const reply = parseReply(raw);
    const {
      rulesetDigest: _,
      pluginVersion: _version,
      ruleVersion: _ruleVersion,
      ...said
    } = classifier.classify({ reply, ...more });
    return { raw, ...more, reply, said: { ...said, runnersUp: said.runnersUp.map(({ ruleId }) => ruleId) } };
  });
  await expect(`${JSON.stringify(decisions, null, 1)}\n`).toMatchFileSnapshot(`engine-decisions/${engineVersion}.json`);
});
