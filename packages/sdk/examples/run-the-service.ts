// A key for the help desk, and its end; what could not be decoded and is read again, what came back, and who changed what.
import { createClient } from '@bezorgd/sdk';

const baseUrl = process.env['BEZORGD_URL'] ?? '';
const bezorgd = createClient({ baseUrl, apiKey: process.env['BEZORGD_KEY'] ?? '' });

const expiresAt = new Date(Date.now() + 90 * 86_400_000).toISOString();
const { key, apiKey } = await bezorgd.apiKeys.create({ name: 'help desk', roles: ['support'], tenant: 'default', expiresAt });
const desk = createClient({ baseUrl, apiKey: key });
const recipient = await desk.recipients.get('bob@example.com');
console.log(recipient?.check.cause, recipient?.suppressions.length);
console.log('revoked', (await bezorgd.apiKeys.revoke(apiKey.id)).revokedAt);

const late: string[] = [];
for await (const { id, errorClass, errorPath, errorMessage } of bezorgd.quarantine.list()) {
  console.log('quarantine', errorPath, errorMessage);
  if (errorClass === 'time-out-of-range') late.push(id);
}
// After RETENTION_DAYS was raised, say.
if (late.length > 0) console.log('read again', (await bezorgd.quarantine.replay(late.slice(0, 200))).replayed.length);
for await (const { kind, originalMessageId } of bezorgd.reports.list()) console.log('returned', kind, originalMessageId);
for await (const { actor, action, subject } of bezorgd.audit.list({ first: 100 })) console.log('audit', actor, action, subject);
