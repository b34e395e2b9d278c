import { addressesIn, isAddress, typedAddress } from '../address.ts';
import { cutReply } from '../cut-reply.ts';
import { first, readFields } from '../fields.ts';
import { headerParam, headerValue } from '../headers.ts';
import { bareMessageId, isStatusPart, type Mail } from '../mail.ts';
import { textOf } from '../mime.ts';
import type { Reader } from '../reader.ts';
import { reportedOnly } from './answers.ts';

const isField = (name: string) =>
  /^(?:reporting-ua|mdn-gateway|original-recipient|final-recipient|original-message-id|disposition|action|arrival-date|last-attempt-date|failure|error|warning|x-[a-z-]+)$/.test(
    name,
  );
const never = () => false;

/**
 * Sieve filters refuse mail with a receipt (RFC 5429 §2.2): "deleted", and the reason in words. So say Dovecot once, Cyrus
 * (imap/lmtp_sieve.c), Apache James (RejectAction.java) and GNU Mailutils.
 */
const refusal =
  /(?:was automatically rejected|was refused by (?:the )?recipient's mail filtering program)(?:[^:]{0,90}\breason[^:]{0,40})?:/i;

/** Message disposition notifications (RFC 8098). Whatever became of the mail, it had arrived; only "displayed" says more. */
export const disposition: Reader = {
  id: 'disposition',
  read(mail) {
    const part = receiptIn(mail);
    const declared = headerParam(headerValue(mail.top.headers, 'content-type'), 'report-type')
      .toLowerCase()
      .endsWith('disposition-notification');
    if (!part && !declared) return null;
    const [fields = new Map<string, readonly string[]>()] = part
      ? readFields(textOf(mail.source, part).replaceAll('\r', ''), isField, never)
      : [];
    const recipient = typedAddress(first(fields, 'final-recipient') || first(fields, 'original-recipient'));
    const address = isAddress(recipient) ? recipient : (addressesIn(mail.header('from'), 1)[0]?.address ?? '');
    const type = first(fields, 'disposition').toLowerCase().split(';', 2)[1] ?? '';
    const refused = refusal.exec(mail.notice.slice(0, 2000));
    if (refused && !type.includes('displayed') && address !== '') {
      const { reply } = cutReply(mail.notice.slice(refused.index + refused[0].length), address);
      return {
        kind: 'bounce',
        recipients: [{ ...reportedOnly(address), action: 'failed', reply }],
        returned: mail.returned,
        original: { messageId: bareMessageId(first(fields, 'original-message-id')) },
      };
    }
    return {
      kind: fields.has('disposition') ? (type.includes('displayed') ? 'displayed' : 'delivered') : 'unknown',
      recipients:
        address === ''
          ? []
          : [
              {
                recipient: address,
                originalRecipient: typedAddress(first(fields, 'original-recipient')) || null,
                action: 'delivered',
                reply: null,
                status: null,
                remoteMta: null,
                command: null,
              },
            ],
      returned: mail.returned,
      original: { messageId: bareMessageId(first(fields, 'original-message-id')) },
    };
  },
};

/** GNU Mailutils calls its receipts a delivery status (libmu_sieve/actions.c). */
function receiptIn(mail: Mail) {
  return (
    mail.leaves.find(
      ({ type }) => type === 'message/disposition-notification' || type === 'message/global-disposition-notification',
    ) ?? mail.leaves.find((leaf) => isStatusPart(leaf) && /^disposition:/im.test(textOf(mail.source, leaf)))
  );
}
