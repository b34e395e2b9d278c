import type { DsnAction, ReportedRecipient, ReportKind } from '../../report.ts';
import { isAddress, typedAddress } from '../address.ts';
import { cutReply, type CutReply } from '../cut-reply.ts';
import { decodeWords, unixLines } from '../decode.ts';
import { type Fields, first, hostOf, readFields } from '../fields.ts';
import { headerParam, headerValue } from '../headers.ts';
import { bareMessageId, isReturnedPart, isStatusPart, type Mail } from '../mail.ts';
import { textOf } from '../mime.ts';
import type { Reader, Reading } from '../reader.ts';
import { hasNullPath, isDaemon } from '../sender.ts';
import { completeRecipients, withoutBorrowedReplies } from './complete-recipients.ts';

const fieldNames = new Set([
  'original-envelope-id',
  'original-message-id',
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
const isField = (name: string) => fieldNames.has(name) || (name.startsWith('x-') && !name.includes(' '));
const opensBlock = (name: string) => name === 'final-recipient' || name === 'original-recipient';

/** Delivery status notifications (RFC 3464, 6522, 6533), also such as lost their MIME structure on the way. */
export const dsn: Reader = {
  id: 'dsn',
  read(mail) {
    const declared = isDeclared(mail);
    const parts = declared || isMachine(mail) ? readBlocks(mail, statusBlocks(mail)) : null;
    // A ticket system quotes reports too, and calls its mails automatic.
    return parts ?? (declared || isDaemon(mail) || hasNullPath(mail) ? readBlocks(mail, blocksInNotice(mail)) : null);
  },
};

/** `multipart/report` for a delivery status, or without saying what for (RFC 6522 §3). */
function isDeclared(mail: Mail): boolean {
  if (mail.top.type !== 'multipart/report') return false;
  const type = headerParam(headerValue(mail.top.headers, 'content-type'), 'report-type').toLowerCase();
  return type === '' || type.endsWith('delivery-status');
}

/** People forward reports too: without the declaration, sender or return path must be a machine's. */
function isMachine(mail: Mail): boolean {
  return isDaemon(mail) || hasNullPath(mail) || headerValue(mail.top.headers, 'auto-submitted').toLowerCase().startsWith('auto-');
}

/** The fields in the midst of the words: the parts were lost on the way, or never made. */
function blocksInNotice(mail: Mail): Fields[] {
  const { notice } = mail;
  const final = notice.search(/^(?:final|original)-recipient:/im);
  if (final <= 0) return [];
  const reporting = notice.slice(0, final).search(/^reporting-mta:/im);
  const begin = reporting >= 0 ? reporting : notice.lastIndexOf('\n\n', final) + 2;
  return readFields(mail.notice.slice(begin), isField, opensBlock);
}

function statusBlocks(mail: Mail): Fields[] {
  const blocks: Fields[] = [];
  for (const leaf of mail.leaves) {
    if (isStatusPart(leaf)) blocks.push(...readFields(unixLines(textOf(mail.source, leaf)), isField, opensBlock));
  }
  if (blocks.length > 0) return blocks;
  // Gateways call the part what they like; its first field tells what it is.
  for (const leaf of mail.leaves) {
    if (leaf === mail.top || isReturnedPart(leaf) || leaf.type.startsWith('image/')) continue;
    const text = unixLines(textOf(mail.source, leaf)).trimStart();
    if (
      /^(?:reporting-mta|original-envelope-id|final-recipient|original-recipient|arrival-date|x-postfix-queue-id)\s*:/i.test(text)
    )
      blocks.push(...readFields(text, isField, opensBlock));
  }
  return blocks;
}

function readBlocks(mail: Mail, blocks: readonly Fields[]): Reading | null {
  const recipients: ReportedRecipient[] = [];
  let message: Fields | undefined;
  for (const block of joined(blocks)) {
    const recipient = recipientOf(block);
    if (!recipient) message ??= block;
    else if (!completed(recipients, recipient)) recipients.push(recipient);
  }
  if (recipients.length === 0) return null;
  const region = mail.region;
  completeRecipients(recipients, mail, region);
  const head = message ?? blocks[0]!;
  const reported = withoutBorrowedReplies(recipients.map(whoseTimeIsUp), mail);
  return {
    kind: kindOf(reported),
    recipients: reported,
    returned: region.returned,
    original: {
      envelopeId: first(head, 'original-envelope-id') || null,
      messageId: bareMessageId(first(head, 'original-message-id') || first(head, 'x-original-message-id')),
    },
    reportingMta: hostOf(first(head, 'reporting-mta')),
  };
}

/** The rest of what was said of the recipient before: blank lines cut the group in two, each with an address. */
function completed(recipients: ReportedRecipient[], next: ReportedRecipient): boolean {
  const last = recipients.at(-1);
  if (!last || last.recipient.toLowerCase() !== next.recipient.toLowerCase()) return false;
  const half = (part: ReportedRecipient) => part.action === null || part.status === null;
  if (!half(last) && !half(next)) return false;
  recipients[recipients.length - 1] = {
    ...last,
    originalRecipient: last.originalRecipient ?? next.originalRecipient,
    action: last.action ?? next.action,
    reply: last.reply ?? next.reply,
    status: last.status ?? next.status,
    remoteMta: last.remoteMta ?? next.remoteMta,
    command: last.command ?? next.command,
  };
  return true;
}

/** A blank line in the midst of a group cuts its fields off: they belong to the recipient above them. */
function joined(blocks: readonly Fields[]): readonly Fields[] {
  const whole: Fields[] = [];
  for (const block of blocks) {
    const above = whole.at(-1);
    const rest = !isGroup(block) && !messageFields.some((name) => block.has(name));
    if (above && rest && isGroup(above) && ![...block.keys()].some((name) => above.has(name)))
      whole[whole.length - 1] = new Map([...above, ...block]);
    else whole.push(block);
  }
  return whole;
}

const messageFields = [
  'reporting-mta',
  'received-from-mta',
  'arrival-date',
  'original-envelope-id',
  'dsn-gateway',
  'message-id',
  'from',
];

function isGroup(block: Fields): boolean {
  return block.has('final-recipient') || block.has('original-recipient');
}

function recipientOf(block: Fields): ReportedRecipient | null {
  const final = typedAddress(first(block, 'final-recipient'));
  const original = typedAddress(first(block, 'original-recipient'));
  const recipient = final || original;
  // RFC 5321 §4.5.3.1 allows 64 and 255 characters: what is much longer is not a name.
  if (!recipient || recipient.length > 500) return null;
  const cut = replyOf(block);
  return {
    // An address that only means something inside the reporter's house: the sender knows the other one.
    recipient:
      isAddress(original) && (!isAddress(final) || !final.slice(final.lastIndexOf('@')).includes('.')) ? original : recipient,
    originalRecipient: original.length > 500 ? null : original || null,
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
  const best = values.find((value) => value.length > 10) ?? values[0] ?? first(block, 'x-supplementary-info');
  if (best) return cutReply(decodeWords(withoutType(best)));
  // `Status: 4.0.0 (host name lookup failure)`: the comment is all that some say.
  const comment = /\(([^()]{5,200})\)/.exec(first(block, 'status').slice(0, 300))?.[1] ?? '';
  return comment === '' || /^(?:permanent|persistent|temporary|transient)? ?(?:transient )?failure$|undefined/i.test(comment)
    ? none
    : cutReply(comment);
}

/** `smtp; 550 …` → `550 …` (RFC 3464 §2.3.6). */
function withoutType(value: string): string {
  const semicolon = value.slice(0, 30).indexOf(';');
  return semicolon >= 0 && !value.slice(0, semicolon).trim().includes(' ') ? value.slice(semicolon + 1).trim() : value;
}

/** OpenSMTPD says "delayed" for the last time when it deletes the message. */
function whoseTimeIsUp(recipient: ReportedRecipient): ReportedRecipient {
  const { action, status, reply } = recipient;
  return action === 'delayed' && status === '4.4.7' && reply !== null && /^envelope expired\b/i.test(reply.text)
    ? { ...recipient, action: 'failed' }
    : recipient;
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

function kindOf(recipients: readonly ReportedRecipient[]): ReportKind {
  const actions = new Set(
    recipients.map(
      ({ action, status }) => action ?? (status?.startsWith('4') ? 'delayed' : status?.startsWith('2') ? 'delivered' : 'failed'),
    ),
  );
  if (actions.has('failed')) return 'bounce';
  return actions.has('delayed') ? 'delayed' : 'delivered';
}
