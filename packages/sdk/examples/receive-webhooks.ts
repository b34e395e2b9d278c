// Has changes pushed to an address of ours, and believes only what the service signed.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient, verifyWebhook } from '@bezorgd/sdk';

const bezorgd = createClient({ baseUrl: process.env['BEZORGD_URL'] ?? '', apiKey: process.env['BEZORGD_KEY'] ?? '' });
let secret = '';
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  try {
    const event = await verifyWebhook(secret, request.headers, body);
    console.log('verified', event.type);
    response.writeHead(204).end(() => received());
  } catch (error) {
    console.error(error);
    response.writeHead(400).end();
  }
}).listen(0, '127.0.0.1');
let received: () => void = () => {};
const arrived = new Promise<void>((resolve) => (received = resolve));
await new Promise((resolve) => receiver.once('listening', resolve));

const made = await bezorgd.webhooks.add({
  name: 'example',
  url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
});
secret = made.secret;
await bezorgd.webhooks.ping(made.webhook.id);
await arrived;
await bezorgd.webhooks.remove(made.webhook.id);
receiver.close();
