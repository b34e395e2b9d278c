import type { ReportedRecipient } from '../../report.ts';
import { addressesIn, mailboxOf } from '../address.ts';
import { cutReply } from '../cut-reply.ts';
import { headerText, headerToken, headerValue } from '../headers.ts';
import type { Mail } from '../mail.ts';
import { verpOf } from '../original.ts';
import type { Reader, Reading } from '../reader.ts';
import { hasNullPath, isDaemon, isOffice, sendersOf } from '../sender.ts';
import { aboutMail, delayWords, failureSubjects, failureWords } from '../text/failure-words.ts';
import { type Layout, layoutFields, layoutOf } from '../text/layouts.ts';
import { folded, Phrases } from '../text/phrases.ts';
import { type Failure, failuresIn } from '../text/failures.ts';
import { isAggregateReport } from './answers.ts';
import { withoutBorrowedReplies } from './complete-recipients.ts';

const failing = new Phrases(failureWords);
const subjects = new Phrases(failureSubjects);
const delay = new Phrases(delayWords);

/** Bounces in words alone, by MTAs that know no DSN: the first layout that fits names the reader, else it is `generic`. */
export const freeText: Reader = {
  id: 'generic',
  read(mail) {
    const evidence = evidenceOf(mail);
    if (!evidence) return null;
    const layout = layoutOf(mail.folded);
    if (layout && isReturned(mail, evidence, layout)) {
      const reading = readText(mail, layout);
      return reading && { ...reading, reader: layout.id };
    }
    return isReturned(mail, evidence, null) ? readText(mail) : null;
  },
};

/** What speaks for a machine that returns a mail. Words alone prove nothing: people quote bounces. */
interface Evidence {
  /** The sender calls itself a mail system. */
  readonly daemon: boolean;
  /** The sender is an office that also people write from, such as postmaster. */
  readonly office: boolean;
  /** MAIL FROM:<> (RFC 5321 §4.5.5). */
  readonly nullPath: boolean;
  readonly subject: boolean;
  readonly failedRecipients: boolean;
}

function evidenceOf(mail: Mail): Evidence | null {
  if (mail.has('list-id') || mail.has('list-unsubscribe') || mail.has('list-post') || isAggregateReport(mail)) return null;
  const evidence: Evidence = {
    daemon: isDaemon(mail),
    office: isOffice(mail),
    nullPath: hasNullPath(mail),
    subject: speaksOfFailure(mail),
    failedRecipients: mail.has('x-failed-recipients'),
  };
  const { daemon, office, nullPath, subject } = evidence;
  // A mailbox that answers by itself may say what it likes of mail that does not arrive.
  if (!daemon && !office && !subject && isAutoReplied(mail)) return null;
  const answer = mail.has('in-reply-to') || /^(?:re|aw|antw|fwd?|fw|doorst|wg|tr|rv)\s*:/i.test(mail.subject);
  if (answer && !daemon && !office && !nullPath) return null;
  return daemon || office || nullPath || subject || layoutFields.some((field) => mail.has(field)) ? evidence : null;
}

function isReturned(
  mail: Mail,
  { daemon, office, nullPath, subject, failedRecipients }: Evidence,
  layout: Layout | null,
): boolean {
  if (failedRecipients && (daemon || office || nullPath || subject)) return true;
  if (layout?.certain)
    return (
      daemon ||
      office ||
      nullPath ||
      (layout.field !== undefined && mail.has(layout.field)) ||
      (subject && (opensWith(mail, layout) || machineMade(mail)))
    );
  const words = layout !== null || failing.in(mail.folded, 3000);
  if (daemon) return words || subject || quotesReply(mail);
  if (office) return words && (subject || nullPath || isAutomatic(mail) || layout !== null);
  return (
    (subject || nullPath) &&
    words &&
    aboutMail.test(mail.folded.slice(0, 3000)) &&
    ((subject && nullPath) || (machineMade(mail) && (nullPath || layout !== null || showsMail(mail))))
  );
}

/** In whatever language the words are: a recipient, and beside it what its server answered. */
function quotesReply(mail: Mail): boolean {
  return failuresIn(mail.region.text, sendersOf(mail, mail.region.returned), []).some(
    ({ reply }) => reply !== null && reply.replyCode !== null && reply.replyCode >= 400,
  );
}

/** The mail itself, or what a server said of it: shops and monitors speak of messages and addresses too. */
function showsMail(mail: Mail): boolean {
  return mail.region.returned.length > 0 || /\b[45]\.\d{1,3}\.\d{1,3}\b|\b[45]\d\d[ -]/.test(mail.folded.slice(0, 3000));
}

function speaksOfFailure(mail: Mail): boolean {
  return subjects.in(mail.subject.toLowerCase());
}

function isAutomatic(mail: Mail): boolean {
  return headerValue(mail.top.headers, 'auto-submitted').toLowerCase().startsWith('auto-');
}

function isAutoReplied(mail: Mail): boolean {
  return headerValue(mail.top.headers, 'auto-submitted').toLowerCase().startsWith('auto-replied') || mail.has('x-autoreply');
}

function machineMade(mail: Mail): boolean {
  return isAutomatic(mail) || mail.returned.length > 0 || /^(?:system|server|[^@]*(?:daemon|no-?reply))/.test(mail.from);
}

/** The layout's words open the notice: nobody above them writes about them. */
function opensWith(mail: Mail, { says }: Layout): boolean {
  return says.some((phrase) => {
    const at = mail.folded.indexOf(phrase);
    return at >= 0 && at < 12;
  });
}

function readText(mail: Mail, layout?: Layout): Reading | null {
  const region = mail.region;
  const named = addressesIn(mail.header('x-failed-recipients'), 100).map(({ address }) => address);
  const marked = layout?.before ? addressAfter(region.text, layout.before) : null;
  const failures = marked
    ? [{ recipient: marked, originalRecipient: null, ...cutReply(region.text, marked) }]
    : failuresIn(region.text, sendersOf(mail, region.returned), named);
  const delayed = isDelayed(mail, region.text);
  const { returned } = region;
  if (failures.length > 0) {
    const recipients = failures.map((failure) => reported(failure, delayed));
    return { kind: delayed ? 'delayed' : 'bounce', recipients: withoutBorrowedReplies(recipients, mail), returned };
  }
  // The words name nobody, and what they wrap is a report itself: that one tells.
  if (mail.depth === 0 && headerToken(returned, 'content-type') === 'multipart/report') return null;
  if (layout?.names) {
    const byName = namedWithoutDomain(region.text, mail.from.slice(mail.from.lastIndexOf('@') + 1));
    if (byName.length > 0) return { kind: 'bounce', recipients: byName.map((failure) => reported(failure, false)), returned };
  }
  const addressee =
    mailboxOf(headerText(region.returned, 'x-envelope-to')) ||
    mailboxOf(headerText(region.returned, 'to')) ||
    addressedTo(region.text) ||
    verpOf(mail, '') ||
    '';
  // Services say that something could not be delivered, too.
  if (addressee === '')
    return layout || isDaemon(mail) || hasNullPath(mail) ? { kind: 'unknown', recipients: [], returned } : null;
  const [failure] = failuresIn(region.text, new Set(), [addressee]);
  return { kind: delayed ? 'delayed' : 'bounce', recipients: failure ? [reported(failure, delayed)] : [], returned };
}

/** `To: ann@example.com`, where a notice tells of the mail in lines of its own. */
function addressedTo(text: string): string {
  const line =
    /^[ \t>]{0,9}(?:to|aan|an|à|para|a|do|кому|宛先)[ \t]{0,3}:[ \t]{0,9}(\S.{0,400})$/im.exec(text.slice(0, 8000))?.[1] ?? '';
  return addressesIn(line, 1)[0]?.address ?? '';
}

/** Lines of one word below a heading, with a reason in brackets or behind a gap: `\tann (no such user)`. */
function namedWithoutDomain(text: string, domain: string): Failure[] {
  if (!domain.includes('.')) return [];
  const failures: Failure[] = [];
  let listing = false;
  const [, alone] = facts.exec(text.slice(0, 4000)) ?? [];
  if (alone) return [{ recipient: `${alone}@${domain}`, originalRecipient: null, ...cutReply(text) }];
  for (const line of text.split('\n', 500)) {
    if (line.trimEnd().endsWith(':')) listing = true;
    const found = listing
      ? /^[ \t]+([a-z0-9][a-z0-9._-]{0,63})(?:[ \t]+\(([^()]{1,300})\)|[ \t]{2,}(\S[^\t]{0,300}))?\s*$/i.exec(line)
      : null;
    if (!found) {
      if (failures.length > 0) break;
      continue;
    }
    const reason = found[2] ?? found[3];
    const cut = reason === undefined ? nothingSaid : cutReply(reason);
    failures.push({ recipient: `${found[1]!}@${domain}`, originalRecipient: null, ...cut });
  }
  return failures;
}

/** SMTP32 tells of local users by name alone. */
const facts =
  /^[ \t]{0,9}(?:unknown user|invalid final delivery userid|user mailbox exceeds allowed size|undeliverable to|delivery failed[^:\n]{0,40})[ \t]{0,3}:?[ \t]{1,9}([a-z0-9][a-z0-9._-]{0,63})[ \t\r]{0,9}$/im;

const nothingSaid = { reply: null, command: null, remoteMta: null } as const;

function addressAfter(text: string, marks: readonly string[]): string | null {
  const lower = text.toLowerCase();
  for (const mark of marks) {
    const at = lower.indexOf(mark);
    const found = at < 0 ? undefined : addressesIn(text.slice(at + mark.length, at + mark.length + 330), 1)[0];
    if (found?.start === 0) return found.address;
  }
  return null;
}

function isDelayed(mail: Mail, text: string): boolean {
  const words = folded(text.slice(0, 3000));
  if (/(?:has|have) (?:failed|been returned)|permanent error|giving up\b/.test(words)) return false;
  return delay.in(words) || /delayed mail|\(delay\)|delivery delayed|notification: warning/i.test(mail.subject);
}

function reported({ recipient, originalRecipient, reply, command, remoteMta }: Failure, delayed: boolean): ReportedRecipient {
  return { recipient, originalRecipient, action: delayed ? 'delayed' : 'failed', reply, status: null, remoteMta, command };
}
