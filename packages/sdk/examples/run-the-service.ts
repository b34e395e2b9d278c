// A key for the help desk, and its end; what could not be decoded, what came back, and who changed what.
import { createClient } from '@bezorgd/sdk';

const baseUrl = process.env['BEZORGD_URL'] ?? '';
const bezorgd = createClient({ baseUrl, apiKey: process.env['BEZORGD_KEY'] ?? '' });

const expiresAt = new Date(Date.now() + 90 * 86_400_000).toISOString();
const { key, apiKey } = await bezorgd.apiKeys.create({ name: 'help desk', roles: ['support'], tenant: 'default', expiresAt });
const desk = createClient({ baseUrl, apiKey: key });
const recipient = await desk.recipients.get('bob@example.com');
console.log(recipient?.check.cause, recipient?.suppressions.length);
console.log('revoked', (await bezorgd.apiKeys.revoke(apiKey.id)).revokedAt);

for await (const { errorPath, errorMessage } of bezorgd.quarantine.list()) console.log('quarantine', errorPath, errorMessage);
for await (const { kind, originalMessageId } of bezorgd.reports.list()) console.log('returned', kind, originalMessageId);
for await (const { actor, action, subject } of bezorgd.audit.list({ first: 100 })) console.log('audit', actor, action, subject);
