import { describe, expect, test } from 'vitest';
import { actors, audiences, categories, defaultRuleset, explain, languages, type Explanation, type Rule } from '../src/index.ts';

const rules = defaultRuleset.plugins.flatMap((plugin) => plugin.rules);
const own = rules.filter(({ explain: texts }) => texts !== undefined);

/** Words that only people who run mail servers use. A recipient must not need them. */
const jargon =
  /\b(?:smtp|mx|dns|spf|dkim|dmarc|arc|ptr|tls|rfc|ip|bounce[sd]?|mta|helo|greylist\w*|suppress\w*|server code|enhanced|header|quota|relay\w*|host|domein|domain|\d{3}|\d\.\d\.\d+)\b/i;

describe('explain', () => {
  test('has a cause, a remedy and an actor for every category, language and audience', () => {
    for (const category of categories) {
      for (const language of languages) {
        for (const audience of audiences) {
          const { cause, remedy, actor } = explain({ category }, defaultRuleset, { language, audience });
          for (const sentence of [cause, remedy])
            expect({ category, language, audience, sentence: wellFormed(sentence) }).toEqual({
              category,
              language,
              audience,
              sentence,
            });
          expect(actors).toContain(actor);
        }
      }
    }
  });

  test('speaks Dutch in Dutch: no sentence is left in English', () => {
    for (const category of categories) {
      for (const audience of audiences) {
        const en = explain({ category }, defaultRuleset, { language: 'en', audience });
        const nl = explain({ category }, defaultRuleset, { language: 'nl', audience });
        expect({ category, audience, same: en.cause === nl.cause || en.remedy === nl.remedy }).toEqual({
          category,
          audience,
          same: false,
        });
      }
    }
  });

  test('uses no jargon towards the person who was mailed', () => {
    for (const category of categories) {
      for (const language of languages) {
        const { cause, remedy } = explain({ category }, defaultRuleset, { language, audience: 'recipient' });
        expect({ category, language, jargon: jargon.exec(`${cause} ${remedy}`)?.[0] ?? null }).toEqual({
          category,
          language,
          jargon: null,
        });
      }
    }
    for (const { id, explain: texts } of own) {
      for (const { recipient } of Object.values(texts ?? {}))
        if (recipient) expect({ id, found: jargon.test(recipient.cause + recipient.remedy) }).toEqual({ id, found: false });
    }
  });

  test('claims no more than the evidence', () => {
    for (const language of languages) {
      for (const audience of audiences) {
        const { cause } = explain({ category: 'delivered' }, defaultRuleset, { language, audience });
        expect(cause).toMatch(/accepted|geaccepteerd|aangenomen|nam de verantwoordelijkheid/);
        expect(cause).not.toMatch(/inbox|postvak|has been read|gelezen/i);
      }
    }
  });

  test('every text of a rule is a whole sentence, in both languages', () => {
    for (const { id, explain: texts } of own) {
      expect({ id, languages: Object.keys(texts ?? {}).toSorted() }).toEqual({ id, languages: ['en', 'nl'] });
      for (const byAudience of Object.values(texts ?? {})) {
        for (const { cause, remedy } of Object.values(byAudience) as Explanation[]) {
          for (const sentence of [cause, remedy]) expect({ id, sentence: wellFormed(sentence) }).toEqual({ id, sentence });
        }
      }
    }
  });

  describe('read as a colleague would write them', () => {
    const said = rules.flatMap(({ id, verdict }) =>
      languages.flatMap((language) =>
        audiences.map((audience) => {
          const { cause, remedy } = explain({ category: verdict.category, scope: verdict.scope, ruleId: id }, defaultRuleset, {
            language,
            audience,
          });
          return { id, language, audience, cause, remedy };
        }),
      ),
    );
    const those = (is: (text: (typeof said)[number]) => boolean) =>
      said.filter(is).map(({ id, cause, remedy }) => ({ id, cause, remedy }));

    test('whoever runs the sending is not told to pass it on to whoever runs the sending', () => {
      expect(
        those(
          ({ audience, remedy }) => audience === 'developer' && /whoever runs the sending|wie de verzending beheert/.test(remedy),
        ),
      ).toEqual([]);
    });

    test('nobody is told to do nothing and something in one breath', () => {
      expect(
        those(({ remedy }) => /^(?:Nothing to do|Niets te doen): (?:try|send|ask|probeer|verstuur|vraag)/.test(remedy)),
      ).toEqual([]);
    });

    test('no English word stands between Dutch ones', () => {
      const english = /\b(?:and|the|with|our|your|says|refused)\b/;
      expect(
        those(
          ({ language, cause, remedy }) => language === 'nl' && english.test(`${cause} ${remedy}`.replaceAll(/https?:\S+/g, '')),
        ),
      ).toEqual([]);
    });
  });

  test('where the answer leaves open why, the person who was mailed is not told that it is known', () => {
    for (const ruleId of ['common-phrases.address-refused', 'google.group-refused', 'microsoft.recipient-refused'] as const) {
      const category = 'recipient-filter';
      expect(explain({ category, ruleId }, defaultRuleset, { language: 'en', audience: 'recipient' }).cause).toBe(
        'Your e-mail provider did not accept our message for you, and did not say why.',
      );
    }
  });

  test('a mailbox with another owner is to be mailed no more, since a stranger would read it', () => {
    const reader = { language: 'en', audience: 'support' } as const;
    const { remedy } = explain({ category: 'recipient-moved', ruleId: 'enhanced-status-codes.x-7-17' }, defaultRuleset, reader);
    expect(remedy).toContain('Do not mail this address any more');
  });

  test('every reply code and enhanced status code is explained', () => {
    const byCode = rules.filter((rule) => rule.id.startsWith('smtp-reply-codes.'));
    for (const { id, explain: texts } of byCode) expect({ id, has: texts !== undefined }).toEqual({ id, has: true });
    const codes = new Set(byCode.flatMap(({ when }) => when.replyCodes ?? []));
    for (const code of [421, 450, 451, 452, 454, 501, 503, 504, 521, 530, 535, 550, 551, 552, 553, 554])
      expect([...codes]).toContain(code);
  });

  const mine: Rule = {
    id: 'mine.rule',
    version: 1,
    when: { phrases: ['x'] },
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    explain: { en: { support: { cause: 'Own cause.', remedy: 'Own remedy.' } } },
    sources: [{ url: 'https://example.com', read: '2026-11-23' }],
    examples: { positive: ['550 x'], negative: ['550 y'] },
  };
  const ruleset = { plugins: [{ id: 'mine', version: '1.0.0', name: 'Mine', rules: [mine] }] };

  test("prefers the rule's own text, and falls back to English and to support", () => {
    expect(explain({ category: 'policy', ruleId: 'mine.rule' }, ruleset, { language: 'nl', audience: 'developer' })).toEqual({
      cause: 'Own cause.',
      remedy: 'Own remedy.',
      actor: 'sending-operator',
    });
  });

  test('never shows a recipient what was written for staff', () => {
    const { cause } = explain({ category: 'policy', ruleId: 'mine.rule' }, ruleset, { language: 'en', audience: 'recipient' });
    expect(cause).toBe('Your e-mail provider refused our message by one of its rules.');
  });

  test('explains what it does not know as unknown', () => {
    const reader = { language: 'en', audience: 'support' } as const;
    // An open enum: a newer server may send a category that this version lacks.
    const newer = { category: 'quantum-loss' as 'unknown', ruleId: 'gone.rule' };
    expect(explain(newer, ruleset, reader)).toEqual(explain({ category: 'unknown' }, ruleset, reader));
  });

  test.each([
    ['mailbox-full', 'recipient', 'recipient'],
    ['recipient-unknown', 'recipient', 'sender'],
    ['auth-failure', 'sender', 'sending-operator'],
    ['remote-error', 'domain', 'receiving-operator'],
    ['greylisted', 'message', 'nobody'],
    ['rate-limited', 'sender', 'sending-operator'],
    ['rate-limited', 'recipient', 'nobody'],
  ] as const)('%s about the %s is the move of: %s', (category, scope, actor) => {
    expect(explain({ category, scope }, defaultRuleset, { language: 'en', audience: 'support' }).actor).toBe(actor);
  });
});

describe('whether the sending server still tries', () => {
  /** Of every category, and of every rule as it judges. */
  const told = [
    ...categories.map((category) => ({ category, ruleId: null, scope: null })),
    ...rules.map(({ id, verdict: { category, scope } }) => ({ category, ruleId: id, scope })),
  ];
  const readers = languages.flatMap((language) => audiences.map((audience) => ({ language, audience })));
  const explained = (action: 'delayed' | 'failed') =>
    told.flatMap((input) =>
      readers.map((reader) => ({ ...input, ...reader, ...explain({ ...input, action }, defaultRuleset, reader) })),
    );

  test('while it does, nobody is asked to send again', () => {
    const again =
      /(?<!do not |before )\bsend(?:ing)? (?:it |the message )?again\b|\bstuur\w*[^.]* opnieuw|opnieuw te (?:ver)?sturen|(?<!niet ongecontroleerd )\bverstuur opnieuw/i;
    expect(explained('delayed').filter(({ remedy }) => again.test(remedy))).toEqual([]);
  });

  test('once it does not, nobody is told to wait', () => {
    const wait =
      /(?<!not )(?:is|normally) (?:tried|offered) again|we (?:try|keep trying)|nothing to do[^.]*again|vanzelf opnieuw|wij (?:proberen|blijven)|niets te doen[^.]*opnieuw/i;
    expect(explained('failed').filter(({ category, remedy }) => category !== 'delayed' && wait.test(remedy))).toEqual([]);
  });

  test('whole sentences either way, without jargon towards the person who was mailed', () => {
    for (const { cause, remedy, audience } of [...explained('delayed'), ...explained('failed')]) {
      expect([wellFormed(cause), wellFormed(remedy)]).toEqual([cause, remedy]);
      if (audience === 'recipient') expect(jargon.exec(`${cause} ${remedy}`)).toBeNull();
    }
  });

  test.each([
    ['mailbox-full', 'recipient', 'delayed', 'recipient'],
    ['mailbox-full', 'recipient', 'failed', 'recipient'],
    ['greylisted', 'message', 'delayed', 'nobody'],
    ['greylisted', 'message', 'failed', 'sender'],
    ['network-error', 'network', 'failed', 'sender'],
    ['remote-error', 'domain', 'delayed', 'nobody'],
    ['remote-error', 'domain', 'failed', 'receiving-operator'],
    ['rate-limited', 'sender', 'delayed', 'sending-operator'],
    ['recipient-unknown', 'recipient', 'delayed', 'sender'],
  ] as const)('%s about the %s, %s, is the move of: %s', (category, scope, action, actor) => {
    const { actor: found } = explain({ category, scope, action }, defaultRuleset, { language: 'en', audience: 'support' });
    expect(found).toBe(actor);
  });
});

/** The sentence itself when it begins in upper case and ends in a full stop; otherwise what is wrong. */
function wellFormed(sentence: string): string {
  if (!/^\p{Lu}/u.test(sentence)) return 'begins in lower case';
  if (!/[.]$/.test(sentence)) return 'has no full stop';
  if (/ {2}|!|\.\./.test(sentence)) return 'has odd punctuation';
  return sentence;
}
