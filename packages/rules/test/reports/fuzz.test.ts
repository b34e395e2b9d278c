import { expect, test } from 'vitest';
import { readReport } from '../../src/reports/index.ts';
import { holdsOut } from './fuzz.ts';
import { bytes, report } from './samples.ts';

/** Inputs that once went wrong, by number. New samples change what a number makes, so each has a test of its own too. */
const once: readonly number[] = [3047, 28_902];

test('invented and damaged mails are read without a fault', { timeout: 60_000 }, () => {
  for (const seed of once) expect(() => holdsOut(seed), `input ${seed}`).not.toThrow();
  for (let seed = 1; seed <= 4000; seed++) expect(() => holdsOut(seed), `input ${seed}`).not.toThrow();
});

// From 3047 and 28902: fields that swallow what follows them.
test('a recipient is as long as an address can be', () => {
  const fields = (address: string) =>
    report({
      fields: `Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1`,
      returned: 'X: y\n',
    });
  const recipients = (mail: string) => readReport(bytes(mail)).recipients.map(({ recipient }) => recipient);
  expect(recipients(fields(`anna@example.com${'\n and so on'.repeat(500)}`))).toEqual(['anna@example.com']);
  expect(recipients(fields('x'.repeat(2000)))).toEqual([]);
});
