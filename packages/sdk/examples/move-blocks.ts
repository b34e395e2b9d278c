// Takes blocks over from another system, and writes all of them down.
import { createClient } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });

const file = 'address,cause,stream,since\ndee@example.com,unsubscribe,marketing,2026-01-05T10:00:00Z\nnonsense,manual,,\n';
const { added, duplicates, refused } = await bezorgd.suppressions.import(file, 'csv');
console.log(added + duplicates, refused);
console.log((await bezorgd.suppressions.export('csv')).split('\n').length);
for await (const { address, cause, since } of bezorgd.suppressions.list({ activeOnly: true })) console.log(address, cause, since);
console.log(await bezorgd.suppressions.policy());
