import type { ClassifierPlugin } from '../../plugin.ts';
import { accepted } from './accepted.ts';
import { content } from './content.ts';
import { domains } from './domains.ts';
import { limits } from './limits.ts';
import { loginAndEncryption } from './login-and-encryption.ts';
import { mailboxCapacity } from './mailbox-capacity.ts';
import { mailboxState } from './mailbox-state.ts';
import { recipientUnknown } from './recipient-unknown.ts';
import { refusals } from './refusals.ts';
import { relay } from './relay.ts';
import { senderAddress } from './sender-address.ts';
import { senderAuthentication } from './sender-authentication.ts';
import { sendingHost } from './sending-host.ts';
import { transport } from './transport.ts';

/**
 * Whose fault first: sentences about the sender, its host and the message come before those about the recipient, since the
 * same words ("not found", "does not exist", "rejected") stand in both.
 */
export const commonPhrases: ClassifierPlugin = {
  id: 'common-phrases',
  version: '1.0.0',
  name: 'Wording that many servers share',
  rules: [
    ...accepted,
    ...senderAuthentication,
    ...senderAddress,
    ...loginAndEncryption,
    ...relay,
    ...limits,
    ...sendingHost,
    ...content,
    ...mailboxCapacity,
    ...mailboxState,
    ...recipientUnknown,
    ...domains,
    ...transport,
    ...refusals,
  ],
};
