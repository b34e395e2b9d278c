// Tells what happened to two mails, and what to do when an event is wrong.
import { createClient, EventsRefusedError } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });
const occurredAt = new Date().toISOString();

console.log(
  await bezorgd.events.send([
    { type: 'delivered', messageId: 'm1@example.org', recipient: 'ann@example.com', occurredAt, reply: '250 2.0.0 OK' },
    { type: 'bounced', messageId: 'm1@example.org', recipient: 'bob@example.com', occurredAt, reply: '550 5.1.1 User unknown' },
  ]),
);

try {
  await bezorgd.events.send([{ type: 'delivered', messageId: 'm2@example.org', recipient: 'not an address', occurredAt }]);
} catch (error) {
  if (!(error instanceof EventsRefusedError)) throw error;
  for (const { index, path, message } of error.refused) console.log(`event ${index}, ${path}: ${message}`);
}
