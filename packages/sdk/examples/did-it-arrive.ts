// Did it arrive, if not why, and whose move is it: in Dutch, for the help desk.
import { createClient } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });

const message = await bezorgd.messages.get('m1@example.org', { language: 'nl' });
console.log(message?.outcome, message?.counts);
for await (const delivery of bezorgd.deliveries.list({ messageId: 'm1@example.org', language: 'nl' })) {
  console.log(
    delivery.recipient.address,
    delivery.status,
    delivery.explanation.cause,
    delivery.explanation.remedy,
    delivery.caveat,
  );
  const whole = await bezorgd.deliveries.get(delivery.id);
  for (const { occurredAt, type, reply, classification } of whole?.timeline ?? [])
    console.log(' ', occurredAt, type, reply?.text ?? '', classification?.ruleId ?? '');
}
