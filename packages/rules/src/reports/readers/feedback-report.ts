import type { ReportedRecipient, ReportKind } from '../../report.ts';
import { addressesIn, isAddress, typedAddress } from '../address.ts';
import { type Fields, first, hostOf, readFields } from '../fields.ts';
import { type Header, headerParam, headerText, headerValue } from '../headers.ts';
import type { Mail } from '../mail.ts';
import { textOf } from '../mime.ts';
import type { Reader, Reading } from '../reader.ts';
import { verpRecipient } from '../verp.ts';

const known = new Set([
  'feedback-type',
  'user-agent',
  'version',
  'original-envelope-id',
  'original-mail-from',
  'arrival-date',
  'received-date',
  'reporting-mta',
  'source-ip',
  'incidents',
  'authentication-results',
  'original-rcpt-to',
  'reported-domain',
  'reported-uri',
  'removal-recipient',
  'redacted-address',
  'abuse-type',
  'auth-failure',
  'delivery-result',
  'identity-alignment',
  'spf-dns',
  'source',
  'source-port',
  'subscription-link',
  'cfbl-feedback-id',
]);
const isField = (name: string) =>
  known.has(name) || name.startsWith('x-') || name.startsWith('dkim-') || name.startsWith('original-');
const never = () => false;

/** Feedback reports (RFC 5965, 6430, 6591), with or without their MIME structure, and Microsoft's older form. */
export const feedbackReport: Reader = {
  id: 'feedback-report',
  read(mail) {
    const fields = reportFields(mail);
    if (fields) return readReportFields(mail, fields);
    if (mail.has('x-xarf') || mail.has('x-arf')) return readXarf(mail);
    if (mail.has('x-spamcop-sourceip')) return spamCopReport(mail);
    return isJunkMailReport(mail) ? junkMailReport(mail) : null;
  },
};

function reportFields(mail: Mail): Fields | null {
  for (const leaf of mail.leaves) {
    if (leaf.type !== 'message/feedback-report') continue;
    const fields = merge(readFields(textOf(mail.source, leaf).replaceAll('\r', ''), isField, never));
    if (fields.size > 0) return fields;
  }
  const declared = headerParam(headerValue(mail.top.headers, 'content-type'), 'report-type').toLowerCase() === 'feedback-report';
  for (const leaf of declared ? mail.leaves.slice(0, 10) : []) {
    if (leaf === mail.top || leaf.type.startsWith('message/') || leaf.type.startsWith('text/')) continue;
    const text = textOf(mail.source, leaf).replaceAll('\r', '');
    if (/^\s{0,9}(?:feedback-type|user-agent|version):/i.test(text)) return merge(readFields(text, isField, never));
  }
  if (!declared && (mail.has('in-reply-to') || !mail.notice.includes('Feedback-Type:'))) return null;
  for (const fields of readFields(mail.notice, isField, never)) {
    if (fields.has('feedback-type') && fields.has('user-agent') && fields.has('version')) return fields;
  }
  return declared ? new Map() : null;
}

/** A blank line inside the part is a slip of the reporter, not a second report. */
function merge(blocks: readonly Fields[]): Fields {
  const all = new Map<string, readonly string[]>();
  for (const block of blocks) for (const [name, values] of block) all.set(name, [...(all.get(name) ?? []), ...values]);
  return all;
}

function readReportFields(mail: Mail, fields: Fields): Reading {
  const feedbackType =
    first(fields, 'feedback-type')
      .toLowerCase()
      .split(/[^a-z-]/, 1)[0] || null;
  const returned = returnedOf(mail);
  const named = ['original-rcpt-to', 'removal-recipient', 'x-original-rcpt-to']
    .flatMap((name) => fields.get(name) ?? [])
    .flatMap((value) => (value.includes(',') ? addressesIn(value, 50).map(({ address }) => address) : [typedAddress(value)]))
    .filter(isAddress);
  const returnPath = typedAddress(first(fields, 'original-mail-from')) || null;
  return {
    kind: kindOf(feedbackType),
    recipients: recipients(named.length > 0 ? named : (addressees(returned) ?? pathRecipient(returnPath))),
    returned,
    original: {
      envelopeId: first(fields, 'original-envelope-id') || null,
      returnPath,
      feedbackId: first(fields, 'cfbl-feedback-id') || null,
    },
    reportingMta: hostOf(first(fields, 'reporting-mta')),
    feedbackType,
  };
}

/** "This is not spam" is the reverse of a complaint (RFC 6430), and a request to opt out is only that. */
function kindOf(feedbackType: string | null): ReportKind {
  if (feedbackType === 'not-spam') return 'unknown';
  if (feedbackType === 'opt-out' || feedbackType === 'opt-out-list') return 'unsubscribe-request';
  return 'complaint';
}

/** X-ARF (RFC 9477 §3.2 names it beside ARF): fields as YAML or JSON in the second part. Only reports about mail concern us. */
function readXarf(mail: Mail): Reading {
  const about = mail.leaves
    .slice(0, 5)
    .filter(({ type }) => type === 'text/plain' || type === 'application/json' || type === 'text/json')
    .map((leaf) => textOf(mail.source, leaf).slice(0, 65_536))
    .join('\n');
  const type = /["']?report-?type["']?\s{0,5}:\s{0,5}["']?([a-z-]{1,40})/i.exec(about)?.[1]?.toLowerCase() ?? null;
  const to =
    /["']?(?:smtp-?rcpt-?to-?(?:address)?|original-rcpt-to)["']?\s{0,5}:\s{0,5}["']?([^\s"',]{3,320})/i.exec(about)?.[1] ?? '';
  const returned = returnedOf(mail);
  const mailed = type === 'spam' || type === 'abuse' || type === 'phishing' || type === 'fraud';
  const named = isAddress(typedAddress(to)) ? [typedAddress(to)] : (addressees(returned) ?? []);
  return {
    kind: mailed ? 'complaint' : 'unknown',
    recipients: mailed ? recipients(named) : [],
    returned,
    feedbackType: type === 'spam' ? 'abuse' : type,
  };
}

/** SpamCop quotes the mail in its own words and hides who complained. */
function spamCopReport(mail: Mail): Reading {
  const { returned } = mail.region;
  return { kind: 'complaint', recipients: recipients(addressees(returned) ?? []), returned, feedbackType: 'abuse' };
}

function recipients(addresses: readonly string[]): ReportedRecipient[] {
  return [...new Set(addresses)].slice(0, 1000).map((recipient) => ({
    recipient,
    originalRecipient: null,
    action: null,
    reply: null,
    status: null,
    remoteMta: null,
    command: null,
  }));
}

/** Of the returned mail, which some reporters send as plain text. */
function returnedOf(mail: Mail): readonly Header[] {
  return mail.returned.length > 0 ? mail.returned : mail.region.returned;
}

function addressees(returned: readonly Header[]): string[] | null {
  for (const name of ['x-hmxmroriginalrecipient', 'x-apparently-to', 'x-original-to', 'to', 'delivered-to']) {
    const found = addressesIn(headerText(returned, name), 50).map(({ address }) => address);
    if (found.length > 0) return found;
  }
  return null;
}

/** Many loops hide the recipient; our own return path may tell. */
function pathRecipient(returnPath: string | null): string[] {
  const recipient = returnPath === null ? null : verpRecipient(returnPath);
  return recipient === null ? [] : [recipient];
}

/** Microsoft's Junk Mail Reporting Program before ARF: the mail alone, with the address in a field of its own. */
function isJunkMailReport(mail: Mail): boolean {
  return (
    mail.returned.some(({ name }) => name === 'x-hmxmroriginalrecipient') &&
    /^(?:staff@hotmail|.*@.*hotmail|.*@.*outlook|.*@.*microsoft)/.test(mail.from)
  );
}

function junkMailReport(mail: Mail): Reading {
  return {
    kind: 'complaint',
    recipients: recipients(addressees(mail.returned) ?? []),
    returned: mail.returned,
    feedbackType: 'abuse',
  };
}
