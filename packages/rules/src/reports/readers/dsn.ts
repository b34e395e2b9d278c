import type { DsnAction, ReportedRecipient, ReportKind } from '../../report.ts';
import { isAddress, typedAddress } from '../address.ts';
import { cutReply, type CutReply } from '../cut-reply.ts';
import { type Fields, first, readFields } from '../fields.ts';
import { isStatusPart, type Mail, originalOf } from '../mail.ts';
import { textOf } from '../mime.ts';
import type { Reader, Reading } from '../reader.ts';

const known = new Set([
  'original-envelope-id',
  'reporting-mta',
  'dsn-gateway',
  'received-from-mta',
  'arrival-date',
  'original-recipient',
  'final-recipient',
  'action',
  'status',
  'remote-mta',
  'diagnostic-code',
  'last-attempt-date',
  'final-log-id',
  'will-retry-until',
  'localized-reason',
  'failure-reason',
  'version',
  'subject',
  'from',
  'to',
  'date',
  'message-id',
  'received',
  'return-path',
]);
const isField = (name: string) => known.has(name) || (name.startsWith('x-') && !name.includes(' '));
const opensBlock = (name: string) => name === 'final-recipient' || name === 'original-recipient';

/** Delivery status notifications (RFC 3464, 6522, 6533), also such as lost their MIME structure on the way. */
export const dsn: Reader = {
  id: 'dsn',
  read(mail) {
    const blocks = statusBlocks(mail);
    return blocks.length > 0 ? readBlocks(mail, blocks) : null;
  },
};

function statusBlocks(mail: Mail): Fields[] {
  const blocks: Fields[] = [];
  for (const leaf of mail.leaves) {
    if (isStatusPart(leaf)) blocks.push(...readFields(normal(textOf(mail.source, leaf)), isField, opensBlock));
  }
  return blocks;
}

function normal(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
}

function readBlocks(mail: Mail, blocks: readonly Fields[]): Reading | null {
  const recipients: ReportedRecipient[] = [];
  let message: Fields | undefined;
  for (const block of blocks) {
    const recipient = recipientOf(block);
    if (recipient) recipients.push(recipient);
    else message ??= block;
  }
  if (recipients.length === 0) return null;
  const head = message ?? blocks[0]!;
  return {
    kind: kindOf(recipients),
    recipients,
    original: originalOf(mail.returned, first(head, 'original-envelope-id') || null),
    reportingMta: hostOf(first(head, 'reporting-mta')),
  };
}

function recipientOf(block: Fields): ReportedRecipient | null {
  const final = typedAddress(first(block, 'final-recipient'));
  const original = typedAddress(first(block, 'original-recipient'));
  const recipient = final || original;
  if (!recipient) return null;
  const cut = replyOf(block);
  return {
    recipient: !isAddress(final) && isAddress(original) ? original : recipient,
    originalRecipient: original || null,
    action: actionOf(first(block, 'action')),
    reply: cut.reply,
    status: statusOf(first(block, 'status')),
    remoteMta: hostOf(first(block, 'remote-mta')) ?? cut.remoteMta,
    command: cut.command,
  };
}

const none: CutReply = { reply: null, command: null, remoteMta: null };

function replyOf(block: Fields): CutReply {
  const values = block.get('diagnostic-code') ?? [];
  const best = values.find((value) => value.length > 10) ?? values[0];
  return best ? cutReply(withoutType(best)) : none;
}

/** `smtp; 550 …` → `550 …` (RFC 3464 §2.3.6). */
function withoutType(value: string): string {
  const semicolon = value.slice(0, 30).indexOf(';');
  return semicolon >= 0 && !value.slice(0, semicolon).trim().includes(' ') ? value.slice(semicolon + 1).trim() : value;
}

function actionOf(value: string): DsnAction | null {
  switch (value.toLowerCase().split(/[^a-z]/, 1)[0]) {
    case 'failed':
    case 'failure':
    case 'fail':
    case 'error':
      return 'failed';
    case 'delayed':
      return 'delayed';
    case 'delivered':
    case 'deliverable':
      return 'delivered';
    case 'relayed':
      return 'relayed';
    case 'expanded':
      return 'expanded';
    default:
      return null;
  }
}

/** First `class.subject.detail` of the field: reporters add comments. */
function statusOf(value: string): string | null {
  return /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(value.slice(0, 200))?.[0] ?? null;
}

/** `dns; mx.example.com (192.0.2.1)` → `mx.example.com`. */
export function hostOf(value: string): string | null {
  const semicolon = value.indexOf(';');
  const host = (semicolon < 0 ? value : value.slice(semicolon + 1)).trim().split(/[\s(]/, 1)[0]!.toLowerCase();
  const bare = host.endsWith('.') ? host.slice(0, -1) : host;
  return bare === '' ? null : bare;
}

function kindOf(recipients: readonly ReportedRecipient[]): ReportKind {
  const actions = new Set(
    recipients.map(
      ({ action, status }) => action ?? (status?.startsWith('4') ? 'delayed' : status?.startsWith('2') ? 'delivered' : 'failed'),
    ),
  );
  if (actions.has('failed')) return 'bounce';
  return actions.has('delayed') ? 'delayed' : 'delivered';
}
