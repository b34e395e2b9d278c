// Judges a reply in this process, by the service's own rules, and proves that they are the same.
import { createClient } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });

await bezorgd.rules.load();
await bezorgd.rules.requireSame();
const { classification, explanation } = await bezorgd.classify('452 4.2.2 Mailbox full', {
  language: 'nl',
  audience: 'recipient',
});
console.log(classification.verdict.category, classification.bounceType, classification.ruleId, explanation.cause);
