// May these addresses be mailed; who blocked one, and how to lift it.
import { createClient, ServiceError } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });

for (const check of await bezorgd.suppressions.check(['ann@example.com', 'bob@example.com'], { stream: 'transactional' }))
  console.log(check.address, check.maySend, check.cause, check.until, check.ruleId);

await bezorgd.suppressions.add({ address: 'cas@example.com', reason: 'asked by phone', onBehalfOf: 'Noor, front desk' });
console.log(await bezorgd.suppressions.lift({ address: 'cas@example.com', reason: 'asked again' }));
try {
  await bezorgd.suppressions.lift({ address: 'cas@example.com', reason: 'once more' });
} catch (error) {
  if (!(error instanceof ServiceError) || error.code !== 'suppression-unknown') throw error;
  console.log(error.message);
}
