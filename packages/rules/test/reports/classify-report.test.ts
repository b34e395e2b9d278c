import { describe, expect, test } from 'vitest';
import { type ClassifiedRecipient, defaultClassifier } from '../../src/index.ts';
import { classifyReport, readReport } from '../../src/reports/index.ts';
import { bytes, dsn, feedback, report, textMail } from './samples.ts';

function classified(mail: string): ClassifiedRecipient[] {
  return [...classifyReport(readReport(bytes(mail)), defaultClassifier()).recipients];
}

function status(action: string, code: string, diagnostic = ''): string {
  return report({
    fields: `Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; anna@example.com\nAction: ${action}\nStatus: ${code}\n${diagnostic}`,
  });
}

describe('each recipient gets a verdict', () => {
  const answer = { from: 'Anna <anna@example.com>', subject: 'Afwezig' };
  test.each<[string, string, string, string | null]>([
    ['a failure, by the rules', dsn, 'recipient-unknown', 'hard'],
    [
      'a delay with a cause',
      status('delayed', '4.2.2', 'Diagnostic-Code: smtp; 452 4.2.2 The mailbox is full\n'),
      'mailbox-full',
      'soft',
    ],
    ['a delivery', status('delivered', '2.0.0'), 'delivered', null],
    ['a relay', status('relayed', '2.0.0'), 'relayed', null],
    ['a complaint', feedback, 'complaint', null],
    ['a failed authentication', feedback.replace('Feedback-Type: abuse', 'Feedback-Type: auth-failure'), 'auth-failure', 'soft'],
    ['a vacation', textMail('x', { ...answer, more: ['Auto-Submitted: auto-replied'] }), 'auto-reply', null],
  ])('%s', (_, mail, category, bounceType) => {
    expect(classified(mail).map(({ classification }) => [classification.verdict.category, classification.bounceType])).toEqual([
      [category, bounceType],
    ]);
  });

  test('and the rule behind it', () => {
    for (const mail of [
      dsn,
      feedback,
      status('delivered', '2.0.0'),
      textMail('x', { ...answer, more: ['Auto-Submitted: auto-replied'] }),
    ]) {
      const [recipient] = classified(mail);
      expect(recipient?.classification).toMatchObject({
        ruleId: expect.any(String),
        ruleVersion: expect.any(Number),
        pluginId: expect.any(String),
        rulesetDigest: defaultClassifier().digest,
      });
    }
  });

  test('a report that is not spam, and one without recipients, blame nobody', () => {
    expect(
      classified(feedback.replace('Feedback-Type: abuse', 'Feedback-Type: not-spam'))[0]?.classification.verdict.category,
    ).toBe('unknown');
    expect(classified(textMail('Hello', { from: 'Piet <piet@example.nl>', subject: 'Hello', returnPath: null }))).toEqual([]);
  });
});
