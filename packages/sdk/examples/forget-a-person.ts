// All that is known of a person, and forgetting them.
import { createClient } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });
const address = 'eve@example.com';
await bezorgd.events.send([
  { type: 'processed', messageId: 'e@example.org', recipient: address, occurredAt: new Date().toISOString() },
]);

const document = await bezorgd.privacy.export(address);
console.log(Object.keys(document));
console.log((await bezorgd.privacy.erase({ address, reason: 'request 2026-117' })).cleared);
console.log(await bezorgd.privacy.retention());
