import type { OriginalMail, ReportSign } from '../report.ts';
import { addressesIn, cleanAddress, isAddress, mailboxOf } from './address.ts';
import { type Header, headerText, headerValue, headerValues } from './headers.ts';
import { bareMessageId, type Mail } from './mail.ts';
import { hostsOf } from './received.ts';
import { verpRecipient } from './verp.ts';

export const noOriginal: OriginalMail = {
  messageId: null,
  envelopeId: null,
  from: null,
  subject: null,
  feedbackId: null,
  returnPath: null,
  recipientFromVerp: null,
  date: null,
  listId: null,
  authenticatedSender: null,
  hosts: [],
  signedBy: [],
};

/** Fields in which senders and their platforms mark a mail so that feedback finds it again, the standard one first. */
const feedbackFields = ['cfbl-feedback-id', 'feedback-id', 'x-feedback-id', 'x-msfbl', 'x-sg-eid', 'x-mailgun-sid', 'x-mj-mid'];

/** Where a mailbox notes the address that a mail was delivered for: our return path, when the mail is a report. */
const deliveryFields = ['x-original-to', 'delivered-to', 'envelope-to', 'x-envelope-to', 'x-delivered-to', 'to'];

/** Reads what a returned header tells; `found` is what the report itself says of the mail, and outranks it. */
export function linkOriginal(mail: Mail, header: readonly Header[] | null, found: Partial<OriginalMail>): OriginalMail {
  const returned = header ?? [];
  if (returned.length === 0) {
    const messageId = found.messageId ?? answered(mail) ?? (header === null ? null : namedInWords(mail));
    return { ...noOriginal, recipientFromVerp: verpOf(mail, ''), ...found, messageId };
  }
  const received = headerValues(returned, 'received').slice(0, 30);
  const from = found.from ?? (mailboxOf(headerText(returned, 'from')) || null);
  const returnPath = found.returnPath ?? pathOf(returned);
  return {
    messageId: found.messageId ?? bareMessageId(headerValue(returned, 'message-id')) ?? answered(mail) ?? namedInWords(mail),
    envelopeId: found.envelopeId ?? null,
    from,
    subject: found.subject ?? (headerText(returned, 'subject') || null),
    feedbackId: found.feedbackId ?? feedbackIdOf(returned),
    returnPath,
    recipientFromVerp: found.recipientFromVerp ?? verpOf(mail, returnPath ?? ''),
    date: found.date ?? isoDate(headerValue(returned, 'date')),
    listId: found.listId ?? listIdOf(headerValue(returned, 'list-id')),
    authenticatedSender: found.authenticatedSender ?? accountOf(returned, received),
    hosts: hostsOf(received),
    signedBy: signersOf(returned),
  };
}

/** The signs of `ReportSign`, in the order of that list. */
export function signsOf(original: OriginalMail, returned: readonly Header[]): ReportSign[] {
  if (returned.length === 0) return ['no-returned-header'];
  const signs: ReportSign[] = [];
  const { authenticatedSender: account, from, messageId, returnPath } = original;
  if (account !== null) signs.push('authenticated-sender');
  if (account !== null && from !== null && account.includes('@') && account.toLowerCase() !== from.toLowerCase())
    signs.push('authenticated-other');
  if (returned.some(({ name }) => scriptFields.has(name))) signs.push('web-script');
  const home = from === null ? '' : domainOf(from);
  const made = messageId === null ? '' : domainOf(messageId);
  if (home !== '' && made.includes('.') && !related(made, home)) signs.push('foreign-message-id');
  if (home !== '' && returnPath !== null && returnPath !== '' && !related(domainOf(returnPath), home))
    signs.push('foreign-return-path');
  return signs;
}

const scriptFields = new Set(['x-php-originating-script', 'x-php-script', 'x-source-dir', 'x-source-args']);

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** The same domain, or one below the other, or both below one that is not a country's. */
function related(a: string, b: string): boolean {
  if (a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)) return true;
  const shared = tailOf(a);
  return shared === tailOf(b) && shared !== '' && a.includes('.') && b.includes('.');
}

/** Last two labels; three where the second from the end is as short as `co.uk`'s. */
function tailOf(domain: string): string {
  const labels = domain.split('.');
  return labels.slice(labels.length > 2 && (labels.at(-2) ?? '').length <= 3 ? -3 : -2).join('.');
}

/** As ISO 8601. A date without a zone is taken for UTC: what we read must not depend on where we run. */
export function isoDate(value: string): string | null {
  if (value === '' || value.length > 100) return null;
  const zoned = /[+-]\d{2}:?\d{2}\b|\b(?:gmt|utc?|z|[ecmp][sd]t)\b|\dz$/i.test(value);
  const date = new Date(zoned ? value : `${value} UTC`);
  return Number.isNaN(date.valueOf()) ? null : date.toISOString();
}

/** Exchange, Gmail and others answer the mail with their report (RFC 5322 §3.6.4). */
function answered(mail: Mail): string | null {
  const { headers } = mail.top;
  const references = headerValue(headers, 'references');
  const open = references.lastIndexOf('<');
  return (
    bareMessageId(headerValue(headers, 'in-reply-to')) ??
    (open < 0 ? null : bareMessageId(references.slice(open))) ??
    bareMessageId(headerValue(headers, 'x-original-message-id'))
  );
}

/** `Message-id: <…>` among the facts that some reports give in words. */
function namedInWords(mail: Mail): string | null {
  return /message[- ]?id\s{0,3}[:=]\s{0,3}<([^<>\s]{3,500})>/i.exec(mail.region.text.slice(0, 8000))?.[1] ?? null;
}

/** The recipient in the address that the report was delivered for, or in the return path given. */
export function verpOf(mail: Mail, returnPath: string): string | null {
  for (const name of deliveryFields) {
    const value = headerValue(mail.top.headers, name);
    const found = value.includes('=') ? verpRecipient(mailboxOf(value) || cleanAddress(value)) : null;
    if (found) return found;
  }
  return returnPath.includes('=') ? verpRecipient(returnPath) : null;
}

function pathOf(returned: readonly Header[]): string | null {
  for (const name of ['return-path', 'x-envelope-from', 'x-original-return-path']) {
    const address = cleanAddress(headerValue(returned, name));
    if (isAddress(address)) return address;
  }
  return null;
}

function feedbackIdOf(returned: readonly Header[]): string | null {
  for (const name of feedbackFields) {
    const value = headerValue(returned, name);
    if (value !== '') return value.slice(0, 2000);
  }
  return null;
}

function listIdOf(value: string): string | null {
  const open = value.lastIndexOf('<');
  const close = value.indexOf('>', open + 1);
  return (open >= 0 && close > open ? value.slice(open + 1, close) : value).trim().slice(0, 255) || null;
}

function signersOf(returned: readonly Header[]): string[] {
  const domains = new Set<string>();
  for (const { name, raw } of returned) {
    if (name !== 'dkim-signature' || domains.size >= 10) continue;
    const domain = /(?:^|[;\s])d\s{0,5}=\s{0,5}([a-z0-9.-]{1,253})/i.exec(raw.slice(0, 2000))?.[1];
    if (domain) domains.add(domain.toLowerCase());
  }
  return [...domains];
}

const accountFields = [
  'x-authenticated-sender',
  'x-authenticated-user',
  'x-authenticated-id',
  'x-auth-user',
  'x-authuser',
  'x-sasl-user',
];

/** cPanel writes `host: ann@example.com`, Postfix a comment in Received, Exim an ID behind a word. */
function accountOf(returned: readonly Header[], received: readonly string[]): string | null {
  for (const name of accountFields) {
    const value = headerValue(returned, name).slice(0, 400);
    const account = addressesIn(value, 1)[0]?.address ?? value.split(/[\s:]+/).at(-1) ?? '';
    if (account !== '') return account;
  }
  for (const value of [headerValue(returned, 'x-get-message-sender-via'), ...received]) {
    const found =
      /\(authenticated sender:\s{0,5}([^\s()]{1,320})\)|authenticated_id: ([^\s()]{1,320})|\(authenticated as ([^\s()]{1,320})\)/i.exec(
        value.slice(0, 2000),
      );
    const account = found?.[1] ?? found?.[2] ?? found?.[3];
    if (account) return cleanAddress(account);
  }
  return null;
}
