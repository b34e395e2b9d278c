import type { Category } from '../verdict.ts';
import type { Texts } from './texts.ts';

/** What each category means, in English. `recipient` is read by the person who was mailed: plain words, addressed as "you". */
export const en = {
  'recipient-unknown': {
    support: [
      'The receiving server says that this mailbox does not exist.',
      'Check the address for typing errors and ask the recipient for the right one.',
    ],
    developer: [
      'The receiving server refused the recipient as unknown.',
      'Stop sending to this address until it has been corrected; correct it at the source.',
    ],
    recipient: [
      'Our message to you was returned: the e-mail address that we have for you does not exist.',
      'Give us your current e-mail address.',
    ],
  },
  'recipient-moved': {
    support: [
      'The receiving server says that this mailbox has moved and does not forward.',
      'Ask the recipient for the new address; the answer of the server may name it.',
    ],
    developer: [
      'The receiving server reports that the recipient has moved, without forwarding.',
      'Stop sending to this address; store the new one once the recipient has confirmed it.',
    ],
    recipient: [
      'Our message to you was returned: your e-mail address has changed and nothing is passed on.',
      'Give us your new e-mail address.',
    ],
  },
  'recipient-disabled': {
    support: [
      'The mailbox exists, but it is switched off, suspended or long unused.',
      'Ask the recipient through another channel whether the mailbox is still in use.',
    ],
    developer: [
      'The receiving server reports the mailbox as disabled or inactive.',
      'Do not repeat at once; give the address up only if the answer stays the same.',
    ],
    recipient: [
      'Our message to you was returned: your mailbox is switched off at the moment.',
      'Sign in to your mailbox or ask your e-mail provider, or give us another address.',
    ],
  },
  'address-syntax': {
    support: [
      'The address contains characters that are not allowed, or is not written like an e-mail address.',
      'Correct the address.',
    ],
    developer: [
      'The address is not valid by the rules for e-mail addresses.',
      'Correct the address and check addresses where they are entered.',
    ],
    recipient: ['The e-mail address that we have for you is not written correctly.', 'Give us your e-mail address again.'],
  },
  'domain-unknown': {
    support: [
      'The part of the address behind the @ does not exist, often because of a typing error.',
      'Check that part letter by letter and ask the recipient for the right address.',
    ],
    developer: [
      'The domain of the recipient does not exist in DNS, or the receiving side does not know it.',
      'Stop sending to this domain until the address has been corrected.',
    ],
    recipient: [
      'Our message could not be sent: the part behind the @ of your e-mail address does not exist.',
      'Give us your e-mail address again.',
    ],
  },
  'domain-no-mail': {
    support: [
      'The domain of the address has no mail server, or declares that it takes no mail.',
      'Check the address for a typing error and ask the recipient for another address.',
    ],
    developer: [
      'The domain has no MX and no address record, or a null MX (RFC 7505), or a host that takes no mail (RFC 7504).',
      'Stop sending to this domain until the address has been corrected.',
    ],
    recipient: [
      'Our message could not be delivered: no e-mail can be received at the part behind the @ of your address.',
      'Give us another e-mail address.',
    ],
  },
  'mailbox-full': {
    support: [
      'The mailbox of the recipient is full.',
      'Tell the recipient through another channel, and send again after they have made room.',
    ],
    developer: [
      'The receiving server reports that the mailbox is over its quota.',
      'The message can go again once there is room. Do not suppress the address for this.',
    ],
    recipient: [
      'Your mailbox is full, so our message could not be delivered.',
      'Make room in your mailbox; then we can send the message again.',
    ],
  },
  greylisted: {
    support: [
      'The receiving server asks for a second try a little later; it does so with senders it does not know yet.',
      'Nothing to do: the message is normally offered again by itself.',
    ],
    developer: [
      'The receiving server uses greylisting.',
      'Retry from the same address after some minutes, with the same sender and recipient.',
    ],
    recipient: [
      'Your e-mail provider asked us to offer our message again later.',
      'Nothing to do; the message may arrive a little later.',
    ],
  },
  'rate-limited': {
    support: [
      'Too many messages or connections came at once, so the receiving server asks to slow down.',
      'Nothing to do for this recipient; the sending side should slow down and try again.',
    ],
    developer: [
      'The receiving server limits the rate or the number of connections or recipients.',
      'Lower the rate and the number of connections and recipients at once, and retry later.',
    ],
    recipient: ['Your e-mail provider could not take so much mail at once.', 'Nothing to do; we try again later.'],
  },
  'remote-error': {
    support: [
      'The receiving server has a problem of its own at the moment.',
      'Try again later. If it stays, tell the recipient through another channel.',
    ],
    developer: ['The receiving server reports an error on its side.', 'Have the sending server retry at growing intervals.'],
    recipient: [
      'There was a problem at your e-mail provider, so our message could not be delivered.',
      'Nothing to do yet. If it stays, ask your e-mail provider.',
    ],
  },
  'remote-full': {
    support: ['The receiving server has no room left; this is not about the mailbox of the recipient alone.', 'Try again later.'],
    developer: [
      'The receiving system is out of storage or other resources.',
      'Have the sending server retry at growing intervals.',
    ],
    recipient: [
      'Your e-mail provider has no room left for new messages at the moment.',
      'Nothing to do yet. If it stays, ask your e-mail provider.',
    ],
  },
  'local-delivery-error': {
    support: [
      'The receiving server had the message but could not put it into the mailbox.',
      'Try again later. If it stays, ask the mail administrator of the recipient.',
    ],
    developer: [
      'A program or a file of the local delivery at the receiving side failed.',
      'A later attempt may succeed; the cause lies with the receiving side.',
    ],
    recipient: ['Your e-mail provider could not put our message into your mailbox.', 'Ask your e-mail provider to look into it.'],
  },
  'network-error': {
    support: [
      'No working connection to the receiving server could be made.',
      'Try again later. If it stays, check the domain of the address.',
    ],
    developer: [
      'The connection failed: no answer, a broken connection, a name lookup without a result for now, or a loop.',
      'Have the sending server retry; check the network and name service of the sending side if many domains are hit.',
    ],
    recipient: [
      'We could not reach the e-mail service of your provider.',
      'Nothing to do yet. If it stays, ask your e-mail provider.',
    ],
  },
  expired: {
    support: [
      'The message was tried again and again, until its time was over. It was not delivered.',
      'Send it again, or tell the recipient through another channel.',
    ],
    developer: [
      'The retry time ran out without a final answer.',
      'Look at the earlier answers for the cause before sending again.',
    ],
    recipient: [
      'We tried for a long time to deliver our message to you, without success.',
      'Ask your e-mail provider whether there was a problem, or give us another address.',
    ],
  },
  'protocol-error': {
    support: ['The two mail servers did not understand each other.', 'Pass this on to whoever runs the sending.'],
    developer: [
      'The receiving server refused a command or an option of ours.',
      'Compare the conversation with the standard; check recent changes of the sending server.',
    ],
    recipient: ['Our message could not be delivered because of a technical problem.', 'Nothing to do; we look into it.'],
  },
  'message-too-large': {
    support: [
      'The message is larger than the receiving server accepts, mostly because of an attachment.',
      'Send it without the attachment, or share the file by a link.',
    ],
    developer: [
      'The message exceeds a size limit of the receiving side.',
      'Reduce the size; attachments grow by about a third on the way.',
    ],
    recipient: ['Our message was too large for your mailbox.', 'Ask us for a smaller version or a link to the file.'],
  },
  'recipient-filter': {
    support: [
      "The recipient's side does not let this message through to this recipient.",
      'Ask the recipient through another channel whether mail from us is allowed.',
    ],
    developer: [
      'A filter or a setting of the recipient refused the message; the answer does not prove that the address is dead.',
      'Keep the address; do not change the route to get around the filter.',
    ],
    recipient: [
      'Your mailbox did not let our message through.',
      'Allow our address in your mailbox, or ask your e-mail provider to do so.',
    ],
  },
  policy: {
    support: [
      'The receiving server refused the message by a rule of its own.',
      'Pass this on to whoever runs the sending, with the full answer.',
    ],
    developer: [
      'A policy of the receiving side refused the message; the address itself is not in doubt.',
      'Read the answer for the rule; ask the administrator of the receiving side if it is not named.',
    ],
    recipient: [
      'Your e-mail provider refused our message by one of its rules.',
      'Nothing to do; if it stays, ask your e-mail provider to allow our messages.',
    ],
  },
  'ip-blocked': {
    support: [
      'The receiving server refuses mail from the server that we send with.',
      'Pass this on to whoever runs the sending; the recipient cannot change it.',
    ],
    developer: [
      'The IP address or host name of the sending server is blocked or listed.',
      'Look the address up in the list that the answer names, remove the cause, and ask for removal.',
    ],
    recipient: [
      'Your e-mail provider refused our message because it does not trust our mail server at the moment.',
      'Nothing to do; we look into it.',
    ],
  },
  reputation: {
    support: [
      'The receiving side trusts our sending too little at the moment, for instance after complaints.',
      'Pass this on to whoever runs the sending; the recipient cannot change it.',
    ],
    developer: [
      'The reputation of the IP address or the domain is too low at the receiving side.',
      'Send less and only to people who want it, look at complaints, and see the postmaster page of the provider.',
    ],
    recipient: [
      'Your e-mail provider refused our message because it does not trust our messages enough at the moment.',
      'Nothing to do; we look into it.',
    ],
  },
  'sender-rejected': {
    support: [
      'The receiving server refuses our sender address.',
      'Pass this on to whoever runs the sending; the address of the recipient is not the problem.',
    ],
    developer: [
      'The sender address or its domain does not exist, takes no mail, or may not be used.',
      'Use a sender address that exists, whose domain has an MX record, and that this server may use.',
    ],
    recipient: ['Your e-mail provider refused our message because of our sender address.', 'Nothing to do; we look into it.'],
  },
  'relay-denied': {
    support: [
      'The server does not pass on mail for this domain, or not for us.',
      'Pass this on to whoever runs the sending; it may also be a setting of the receiving side.',
    ],
    developer: [
      'The server refuses to relay: it is not responsible for the domain, or wants us to log in first.',
      'Check the MX records of the domain, the route and the login; if those are right, the receiving side must repair its settings.',
    ],
    recipient: [
      'Our message reached a mail server that does not handle mail for your address.',
      'Ask your e-mail provider to check the settings of your address.',
    ],
  },
  'ptr-missing': {
    support: ['The receiving server cannot verify the name of our mail server.', 'Pass this on to whoever runs the sending.'],
    developer: [
      'The IP address has no reverse DNS (PTR), or it does not agree with the HELO name.',
      'Set a PTR record that resolves back to the same IP address, and use that name in HELO.',
    ],
    recipient: [
      'Your e-mail provider refused our message because of a setting of our mail server.',
      'Nothing to do; we look into it.',
    ],
  },
  'credentials-or-tls': {
    support: ['The two mail servers could not agree on login or encryption.', 'Pass this on to whoever runs the sending.'],
    developer: [
      'SMTP AUTH or TLS was asked for and missing, or failed.',
      'Check login, certificates, protocol versions, MTA-STS and DANE.',
    ],
    recipient: [
      'Our message could not be delivered because no safe connection could be made.',
      'Nothing to do; we look into it.',
    ],
  },
  'auth-failure': {
    support: [
      'The receiving server could not verify that the message really came from our domain.',
      'Have the settings of the sender domain checked (SPF, DKIM and DMARC).',
    ],
    developer: [
      'SPF, DKIM, DMARC or ARC failed for the sender domain.',
      'Publish SPF for the sending servers, sign with DKIM for the From domain, and check the DMARC policy.',
    ],
    recipient: ['Your e-mail provider could not verify that our message really came from us.', 'Nothing to do; we look into it.'],
  },
  'spam-content': {
    support: [
      'A spam filter refused the message.',
      'Look at text and links of the message, or ask the recipient to allow our address.',
    ],
    developer: ['The receiving side classified the message as spam.', 'Check content, links, list hygiene and authentication.'],
    recipient: [
      'Your e-mail provider took our message for unwanted mail.',
      'Add our address to your contacts or ask your e-mail provider to allow our messages.',
    ],
  },
  virus: {
    support: ['A virus filter refused the message.', 'Have the message and its attachments checked before sending again.'],
    developer: [
      'The receiving side found malware or a forbidden attachment in the message.',
      'Scan the attachment and the system it came from; do not send it again unchecked.',
    ],
    recipient: ['Your e-mail provider refused our message because of its attachment.', 'Ask us to send the file in another way.'],
  },
  'content-rejected': {
    support: [
      'The receiving server refused the form or content of the message.',
      'Look at attachments, links and headers, and send it in another form.',
    ],
    developer: [
      'The message was refused for its content, headers or attachments.',
      'Check it against RFC 5322 and against the rule that the answer names.',
    ],
    recipient: ['Your e-mail provider refused the content of our message.', 'Ask us to send it in another way.'],
  },
  suppressed: {
    support: [
      'The message was not sent, because this address is on a suppression list.',
      'Look at the cause of the block; lift it only if the cause is gone.',
    ],
    developer: [
      'The sending service withheld the message because of an earlier bounce, complaint or unsubscription.',
      'Filter suppressed addresses before sending.',
    ],
    recipient: [
      'We did not send the message because earlier messages to you failed or were unwanted.',
      'Tell us if you want to receive our messages again.',
    ],
  },
  complaint: {
    support: [
      'The recipient marked a message from us as unwanted.',
      'Do not send to this address any more, unless the recipient asks for it.',
    ],
    developer: [
      'A feedback report says that the recipient marked the message as spam.',
      'Stop sending this stream to the address; look at consent and frequency.',
    ],
    recipient: ['You marked a message from us as unwanted.', 'Tell us if that was a mistake.'],
  },
  'auto-reply': {
    support: ['An automatic answer came back, for instance because of a holiday. The message was received.', 'Nothing to do.'],
    developer: ['The mail is an automatic reply, not a delivery failure.', 'Do not count it as a bounce and do not answer it.'],
    recipient: ['Your mailbox answered our message automatically.', 'Nothing to do.'],
  },
  'challenge-response': {
    support: [
      "The recipient's mailbox asks us to confirm that a person sent the message.",
      'Confirm once, if the answer is really from the recipient.',
    ],
    developer: [
      'A challenge-response system holds the message until the sender confirms.',
      'Have a person decide; never confirm automatically.',
    ],
    recipient: ['Your mailbox asks us to confirm our message before it lets it through.', 'Allow our address in your mailbox.'],
  },
  delivered: {
    support: ['The receiving server accepted the message. Where it put it afterwards is not known.', 'Nothing to do.'],
    developer: ['The receiving server accepted responsibility for the message.', 'Nothing to do.'],
    recipient: ['Your e-mail provider accepted our message.', 'If you do not see it, look in your folder for unwanted mail.'],
  },
  relayed: {
    support: [
      'The message was passed on to a server that sends no further notices.',
      'Nothing to do; whether it arrived is not known.',
    ],
    developer: ['The message was relayed to a system without delivery notices.', 'Nothing to do; no further report will come.'],
    recipient: [
      'Our message was passed on to your e-mail provider.',
      'If you do not see it, look in your folder for unwanted mail.',
    ],
  },
  delayed: {
    support: ['The message has not been delivered yet; it is still being tried.', 'Nothing to do yet.'],
    developer: [
      'Delivery is delayed, and the reporting server keeps trying.',
      'Wait for the final report; do not send a second copy.',
    ],
    recipient: ['Our message to you is on its way but delayed.', 'Nothing to do yet.'],
  },
  displayed: {
    support: ["The recipient's mail program reports that the message was shown.", 'Nothing to do.'],
    developer: ['A disposition notification says that the message was displayed.', 'Nothing to do.'],
    recipient: ['Your mail program told us that the message was shown.', 'Nothing to do.'],
  },
  'unsubscribe-request': {
    support: ['The recipient asks to be taken off the list.', 'Take the address off the list and confirm it if asked.'],
    developer: ['The mail is a request to unsubscribe.', 'Suppress the address for this stream.'],
    recipient: ['You asked us to stop sending these messages.', 'Nothing to do; we stop sending them.'],
  },
  'not-a-report': {
    support: ['This mail says nothing about a delivery.', 'Read it as ordinary mail.'],
    developer: ['The mail is not a report.', 'Hand it to a person or a mailbox.'],
    recipient: ['We received your message.', 'Nothing to do.'],
  },
  unknown: {
    support: [
      'The answer does not say why the message was not accepted.',
      'Read the answer itself; ask the administrator of the receiving side if it matters.',
    ],
    developer: [
      'No rule recognises this answer, or it names no cause.',
      'Keep the address. Look at the answer and propose a rule for it.',
    ],
    recipient: ['Our message could not be delivered, and we do not know why yet.', 'Nothing to do yet; we look into it.'],
  },
} as const satisfies Record<Category, Texts>;
