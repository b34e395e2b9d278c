import type { ReportedRecipient } from '../../report.ts';
import type { SmtpReply } from '../../reply.ts';
import { addressesIn, isAddress, mailboxOf } from '../address.ts';
import { headerText } from '../headers.ts';
import type { Mail } from '../mail.ts';
import { sendersOf } from '../sender.ts';
import { type Failure, failuresIn } from '../text/failures.ts';
import type { Region } from '../text/region.ts';

/** What the fields leave out often stands in the words: the server's sentence, the command it answered, the real address. */
export function completeRecipients(recipients: ReportedRecipient[], mail: Mail, region: Region): void {
  if (recipients.every(({ action }) => action === 'delivered' || action === 'relayed' || action === 'expanded')) return;
  const only = recipients.length === 1;
  const named = addressesIn(mail.header('x-failed-recipients'), 100).map(({ address }) => address);
  const failures = failuresIn(region.text, sendersOf(mail, region.returned), only ? [recipients[0]!.recipient] : []);
  const byAddress = new Map<string, Failure>();
  for (const failure of failures) {
    if (failure.originalRecipient) byAddress.set(failure.originalRecipient.toLowerCase(), failure);
  }
  for (const failure of failures) byAddress.set(failure.recipient.toLowerCase(), failure);
  // "See the attached report" explains nothing: only words that name the recipient, or a code, do.
  const words = region.text.toLowerCase();
  for (const [index, known] of recipients.entries()) {
    const recipient =
      isAddress(known.recipient) || !only
        ? known.recipient
        : (named[0] ??
          failures.find((failure) => isAddress(failure.recipient))?.recipient ??
          (mailboxOf(headerText(region.returned, 'to')) || known.recipient));
    const told =
      byAddress.get(recipient.toLowerCase()) ??
      byAddress.get(known.recipient.toLowerCase()) ??
      byAddress.get((known.originalRecipient ?? '').toLowerCase());
    const own = told !== undefined && (only || isOwn(told, known.reply));
    recipients[index] = {
      ...known,
      recipient,
      originalRecipient: known.originalRecipient ?? told?.originalRecipient ?? null,
      reply:
        own &&
        (told.reply?.replyCode || (words.includes(told.recipient.toLowerCase()) && saysSomething(told))) &&
        isBetter(told.reply, known.reply)
          ? told.reply
          : known.reply,
      remoteMta: known.remoteMta ?? told?.remoteMta ?? null,
      command: known.command ?? (own ? told.command : null),
    };
  }
}

/** `ann@example.com; Action: delayed` repeats the fields. */
function saysSomething({ recipient, reply }: Failure): boolean {
  const rest = (reply?.text ?? '').toLowerCase().replace(recipient.toLowerCase(), '');
  return /\p{L}{2}/u.test(rest.replace(/action: *\w+/, ''));
}

/** A transcript tells of all recipients: what a field says in a code gives way only to words that are surely of the same. */
function isOwn({ recipient, reply }: Failure, reported: SmtpReply | null): boolean {
  if (reported === null || reported.replyCode === null) return true;
  if (reply === null || reply.replyCode !== reported.replyCode) return false;
  const words = reply.text.toLowerCase();
  return words.includes(recipient.toLowerCase()) || words.includes(reported.text.toLowerCase());
}

/**
 * nullmailer writes the answer to its first recipient into the group of each, James (RemoteDelivery) the answer to any one of
 * them, and masqmail (tpl/failmsg.tpl) one answer below the list of all. Whoever is not the one that the answer names has had
 * none of their own, so nothing is known of them but that the mail failed. Where an answer names nobody, the last two are known
 * to spread it.
 */
export function withoutBorrowedReplies(recipients: readonly ReportedRecipient[], mail: Mail): readonly ReportedRecipient[] {
  const namesOf = ({ recipient, originalRecipient }: ReportedRecipient) =>
    [recipient, originalRecipient].flatMap((name) => (name === null ? [] : [name.toLowerCase()]));
  const known = new Set(recipients.flatMap(namesOf));
  if (known.size < 2) return recipients;
  const spread = /this is the james mail server at|by the mailer daemon \(masqmail/.test(mail.folded.slice(0, 16_000));
  return recipients.map((one) => {
    const named = addressesIn(one.reply?.text ?? '', 10).map(({ address }) => address.toLowerCase());
    const own = namesOf(one).some((name) => named.includes(name));
    const borrowed = named.some((name) => known.has(name)) || (spread && typeof one.reply?.replyCode === 'number');
    return !own && borrowed ? { ...one, reply: null, status: null } : one;
  });
}

/** The words may also hold the reply whole where the field has only its first line. */
function isBetter(told: SmtpReply | null, reported: SmtpReply | null): boolean {
  if (worth(told) !== worth(reported)) return worth(told) > worth(reported);
  return (
    told !== null &&
    reported !== null &&
    told.replyCode === reported.replyCode &&
    told.text.length > reported.text.length &&
    told.text.startsWith(reported.text.slice(0, 20))
  );
}

/** A code from a server weighs more than words, words more than nothing. */
function worth(reply: SmtpReply | null): number {
  if (!reply) return 0;
  return (reply.replyCode === null ? 0 : 4) + (reply.enhancedStatusCode === null ? 0 : 1) + (reply.text.length >= 12 ? 2 : 0) + 1;
}
