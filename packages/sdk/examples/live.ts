// Follows what changes, until the first news of one mail.
import { createClient } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });
const messageId = `live-${Date.now()}@example.org`;

// A stream tells what comes after it was opened: so one recipient more, until it has told of one.
let sent = 0;
const tell = setInterval(() => {
  const recipient = `ann+${sent++}@example.com`;
  void bezorgd.events.send([{ type: 'processed', messageId, recipient, occurredAt: new Date().toISOString() }]);
}, 300);
for await (const { event } of bezorgd.stream({ messageId })) {
  console.log(event.type, event.timestamp);
  break;
}
clearInterval(tell);
