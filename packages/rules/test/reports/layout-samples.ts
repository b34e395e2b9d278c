import { returnedHeader, textMail } from './samples.ts';

export interface Sample {
  readonly from?: string;
  readonly subject?: string;
  readonly more?: readonly string[];
  readonly returnPath?: string | null;
  readonly body: string;
  /** `recipient | reply`, one a recipient; `nothing` where no reply is quoted. */
  readonly says: readonly string[];
  readonly kind?: string;
}

const anna = 'anna@example.com';
const copy = `\n${returnedHeader}\nDag Anna,\n`;
const multipart = (...parts: readonly string[]) => `${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`;
const mixed = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="b"'];
const wrapped = `Content-Type: message/rfc822\n\n${returnedHeader}\nDag Anna,\n`;

/** Layouts old and new, in words of our own where the program leaves room for them. */
export const layoutSamples: Readonly<Record<string, Sample>> = {
  'a list of failed recipients (WebShield)': {
    subject: 'Returned Mail',
    body: `------ Here is your List of Failed Recipients ------\n\n<${anna}>\nReason: 550 Nobody here\n\n-------- Here is your Returned Mail --------\n${copy}`,
    says: [`${anna} | 550 Nobody here`],
  },
  'an expanded alias under Sendmail': {
    subject: 'Returned mail: Host unknown',
    body: `   ----- The following addresses had permanent fatal errors -----\n${anna}\n    (expanded from: <team@example.org>)\n\n   ----- Transcript of session follows -----\n550 5.1.2 ${anna}... Host unknown (Name server: example.com: host not found)\n\n   ----- Original message follows -----\n${copy}`,
    says: [`${anna} | 550 5.1.2 ${anna}... Host unknown (Name server: example.com: host not found)`],
  },
  'Sendmail with several recipients': {
    subject: 'Returned mail: see transcript for details',
    body: `The original message was received at Mon, 2 Nov 2026 10:00:00 +0100\n\n   ----- The following addresses had permanent fatal errors -----\n<${anna}>\n    (reason: 550 5.1.1 Nobody here)\n<bert@example.org>\n    (reason: 552 5.2.2 Full)\n\n   ----- Transcript of session follows -----\n... while talking to mx1.example.com.:\n>>> RCPT To:<${anna}>\n<<< 550 5.1.1 Nobody here\n550 5.1.1 <${anna}>... User unknown\n... while talking to mx1.example.org.:\n>>> RCPT To:<bert@example.org>\n<<< 552 5.2.2 Full\n552 5.2.2 <bert@example.org>... Full\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`, 'bert@example.org | 552 5.2.2 Full'],
  },
  'InterScan VirusWall': {
    from: 'postmaster@mx.example.net',
    subject: 'Mail could not be delivered',
    body: `****** Message from InterScan E-Mail VirusWall NT ******\n\nSent <<< RCPT TO:<${anna}>\nReceived >>> 550 5.1.1 Nobody here\n\nUnable to deliver message to <${anna}>.\n\n************************     End of message     **********************\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  smail: {
    subject: 'mail failed, returning to sender',
    body: `|------------------------- Message log follows: -------------------------|\n no valid recipients were found for this message\n|------------------------- Failed addresses follow: ---------------------|\n ${anna} ... unknown host\n|------------------------- Message text follows: ------------------------|\n${copy}`,
    says: [`${anna} | unknown host`],
  },
  'smail as T-Online has it': {
    subject: 'Mail failed, returning to sender',
    body: `|------------------------- Message log follows: -------------------------|\n|------------------------- Failed addresses follow: ---------------------|\n <${anna}>\n   552 5.2.2 <${anna}> Postfach voll\n\n|------------------------- Message header follows: ----------------------|\n${copy}`,
    says: [`${anna} | 552 5.2.2 <${anna}> Postfach voll`],
  },
  'a machine generated message': {
    subject: 'failure notice',
    body: `This is the machine generated message from mail service.\n\nUnable to deliver to the following address:\n\n<${anna}>:\n550 Nobody here\n\n--- Below the next line is a copy of the message.\n${copy}`,
    says: [`${anna} | 550 Nobody here`],
  },
  'one fact a line: intended recipient': {
    subject: 'Undeliverable Mail',
    body: `Your mail could not be delivered.\n\nIntended recipient:  ${anna}\nReason: the mailbox is full\n\n--------RETURNED MAIL FOLLOWS--------\n${copy}`,
    says: [`${anna} | the mailbox is full`],
  },
  'one fact a line: undeliverable address': {
    subject: 'Mail delivery error',
    body: `We could not deliver your mail.\n\nUndeliverable Address: ${anna}\nReason: Over quota\n\nOriginal message attached.\n${copy}`,
    says: [`${anna} | Over quota`],
  },
  'addressed to, in quotes': {
    subject: 'Mail failure',
    body: `This message was created automatically by mail delivery software.\n\nYour message addressed to '${anna}' could not be delivered:\n    no such mailbox\n\n---- START OF RETURNED MESSAGE ----\n${copy}`,
    says: [`${anna} | could not be delivered: no such mailbox`],
  },
  'Microsoft SMTPSVC, old': {
    subject: 'Undeliverable mail',
    body: `The email below could not be delivered to the following user:\n\n<${anna}>\n\nReason: user unknown\n\nOld message:\n${copy}`,
    says: [`${anna} | user unknown`],
  },
  'Yahoo for other domains': {
    subject: 'Failure Notice',
    body: `Message from example.com.\nUnable to deliver message to the following address(es).\n\n<${anna}>:\nThis user doesn't have a example.com account (${anna}) [-5]\n\n--- Original message follows.\n${copy}`,
    says: [`${anna} | This user doesn't have a example.com account (${anna}) [-5]`],
  },
  Kundenserver: {
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of\nits recipients. The following addresses failed:\n\n<${anna}>\n\nSMTP error from remote server after RCPT command:\nhost mx1.example.com[192.0.2.25]:\n550 5.1.1 Nobody here\n\n--- The header of the original message is following. ---\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'Microsoft SMTPSVC': {
    from: 'postmaster@mx.example.net',
    subject: 'Delivery Status Notification (Failure)',
    body: `This is an automatically generated Delivery Status Notification.\n\nDelivery to the following recipients failed.\n\n       ${anna}\n       bert@example.org\n`,
    says: [`${anna} | Delivery to the following recipients failed.`, 'bert@example.org | nothing'],
  },
  'delivery was aborted': {
    subject: 'Undeliverable mail',
    body: `Delivery to the following recipients was aborted after 2 second(s):\n\n  * ${anna}\n`,
    says: [`${anna} | nothing`],
  },
  'Domino: was not delivered to': {
    from: 'Postmaster@example.com',
    subject: 'DELIVERY FAILURE: User anna not listed in public Name & Address Book',
    body: `Your message\n\n  Subject: x\n\nwas not delivered to:\n\n  ${anna}\n\nbecause:\n\n  User anna (${anna}) not listed in public Name & Address Book\n`,
    says: [`${anna} | User anna (${anna}) not listed in public Name & Address Book`],
  },
  Earthlink: {
    subject: 'Mail could not be delivered',
    body: `Sorry, unable to deliver your message to ${anna} for the following reason:\n552 Quota violation for ${anna}\n\nA copy of the original message below this line:\n${copy}`,
    says: [`${anna} | 552 Quota violation for ${anna}`],
  },
  'a message could not be delivered to': {
    from: 'Postmaster@example.com',
    subject: 'Undelivered message',
    body: `A message could not be delivered to:\n\n  ${anna}\n\nSubject: Uw afspraak\nThe mailbox does not exist.\n`,
    says: [`${anna} | The mailbox does not exist.`],
  },
  'IMail, invalid user': {
    subject: 'Undeliverable Mail',
    more: ['X-Mailer: <SMTP32 v8.22>'],
    body: `Invalid final delivery userid: ${anna}\n\nOriginal message follows.\n${copy}`,
    says: [`${anna} | Invalid final delivery userid: ${anna}`],
  },
  'IMail, undeliverable to': {
    subject: 'Undeliverable Mail',
    more: ['X-Mailer: <SMTP32 v20001>'],
    body: `undeliverable to ${anna}\n\nOriginal message follows.\n${copy}`,
    says: [`${anna} | undeliverable to ${anna}`],
  },
  'IMail, delivery failed': {
    subject: 'Undeliverable Mail',
    more: ['X-Mailer: <IMail v9>'],
    body: `Delivery failed 20 attempts: ${anna}\n\n\nOriginal message follows.\n${copy}`,
    says: [`${anna} | Delivery failed 20 attempts: ${anna}`],
  },
  'IMail with the host’s words': {
    subject: 'Undeliverable Mail',
    more: ['X-Mailer: <SMTP32 v8.22>'],
    body: `Unknown user: ${anna}\n\nRCPT TO generated following response:\n550 5.1.1 Nobody here\n\nOriginal message follows.\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'failed recipients between dashes': {
    subject: 'Mail failed',
    body: `------ Failed Recipients ------\n\n <${anna}>: 550 Nobody here\n\n-------- Returned Mail --------\n${copy}`,
    says: [`${anna} | 550 Nobody here`],
  },
  LSMTP: {
    subject: 'Undelivered mail',
    body: `The attached mail was not delivered.\n\n--> Error description:\nError-for:  ${anna}\nError-Code: 3\nError-Text: No such local user\nError-End:  One error reported.\n\n${copy}`,
    says: [`${anna} | No such local user`],
  },
  'in three languages, Spanish first': {
    subject: 'failure notice',
    body: `Su mensaje no se pudo entregar.\nYour message could not be delivered.\nSua mensagem não pôde ser entregue.\n\n<${anna}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n${copy}`,
    says: [`${anna} | 5.1.1 Sorry, no mailbox here by that name. (#5.1.1)`],
  },
  'encountered delivery problems': {
    subject: 'Delivery failure',
    body: `Your message has encountered delivery problems\nto the following recipient(s):\n\nDelivery failed\nbecause addressed to ${anna} (unknown user)\n\nYour message reads (in part):\n${copy}`,
    says: [`${anna} | because addressed to ${anna} (unknown user)`],
  },
  'Exchange 5.5 IMC': {
    from: 'System Administrator <postmaster@example.com>',
    subject: 'Undeliverable: Uw afspraak',
    body: `Your message\n\n  To:      ${anna}\n  Subject: Uw afspraak\n  Sent:    Mon, 2 Nov 2026 10:00:00 +0100\n\ndid not reach the following recipient(s):\n\n${anna} on Mon, 2 Nov 2026 10:00:05 +0100\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=nl;a= ;p=example;l=MX0-1\n    MSEXCH:IMS:EXAMPLE:HQ:MX 0 (000C05A6) Unknown Recipient\n`,
    says: [
      `${anna} | The recipient name is not recognized The MTS-ID of the original message is: c=nl;a= ;p=example;l=MX0-1 MSEXCH:IMS:EXAMPLE:HQ:MX 0 (000C05A6) Unknown Recipient`,
    ],
  },
  'Exchange 5.5 by X.400 name': {
    from: 'System Administrator <postmaster@example.com>',
    subject: 'Undeliverable: Uw afspraak',
    body: `Your message\n\n  To:      ${anna}\n  Subject: Uw afspraak\n\ndid not reach the following recipient(s):\n\nc=NL;a= ;p=Example;o=HQ;dda:SMTP=${anna}; on Mon, 2 Nov 2026 10:00:05\n+0100\n    The recipient name is not recognized\n`,
    says: [
      `${anna} | c=NL;a= ;p=Example;o=HQ;dda:SMTP=${anna}; on Mon, 2 Nov 2026 10:00:05 +0100 The recipient name is not recognized`,
    ],
  },
  EYOU: {
    subject: 'failure notice',
    body: `Hi. This is the deliver program at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\n${anna}\nThe user's mailbox is over quota.\n\n--- Below this line is a copy of the message.\n${copy}`,
    says: [`${anna} | The user's mailbox is over quota.`],
  },
  'an email server that is not qmail': {
    subject: 'failure notice',
    body: `Hi. This is the email server at mx.example.net.\nI was not able to deliver your message to ${anna}, mailbox full.\n\n--- Below this line is a copy of the message.\n${copy}`,
    says: [`${anna} | mailbox full.`],
  },
  'no such user here': {
    from: 'Postmaster@mx.example.net',
    subject: 'Undeliverable mail',
    body: `${anna} - no such user here.\n\nThere is no user by that name at this server.\n`,
    says: [`${anna} | no such user here.`],
  },
  'could not be reached': {
    from: 'Postmaster <postmaster@mx.example.net>',
    subject: 'Undeliverable: x',
    body: `The following recipient(s) could not be reached:\n\n${anna}\n   Error Type: SMTP\n   Remote server (192.0.2.25) issued an error.\n   hMailServer sent: RCPT TO:<${anna}>\n   Remote server replied: 550 5.1.1 Nobody here\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'Failed Recipient': {
    from: 'postmaster@mx.example.net',
    subject: 'Delivery Failure',
    body: `Could not deliver message to the following recipient(s):\n\nFailed Recipient: ${anna}\nReason: Remote host said: 550 5.1.1 Nobody here\n\n   -- The header and top 20 lines of the message follows --\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'message not delivered to, with error detail': {
    subject: 'Mail not delivered',
    body: `Message not delivered to the following addresses:\n\n  ${anna}\n\nError detail:\n\n  No such person at this address.\n`,
    says: [`${anna} | No such person at this address.`],
  },
  'Dovecot, automatically rejected': {
    subject: 'Automatically rejected mail',
    body: `Your message to <${anna}> was automatically rejected:\nQuota exceeded (mailbox for user is full)\n`,
    says: [`${anna} | Your message to <${anna}> was automatically rejected: Quota exceeded (mailbox for user is full)`],
  },
  'a rejection by Exim': {
    subject: 'Mail delivery failed: returning message to sender',
    body: `A message that you sent was rejected by the local scanning code that\nchecks incoming messages on this system. The following error was given:\n\n  550 5.7.1 This message contains a virus\n\n------ This is a copy of your message, including all the headers. ------\nTo: ${anna}\n${copy}`,
    says: [`${anna} | 550 5.7.1 This message contains a virus`],
  },
  MailEnable: {
    from: 'Postmaster@mx.example.net',
    subject: 'Message Delivery Failure',
    body: `MailEnable: Message Delivery Failure.\n\nMessage could not be delivered to some recipients.\nThe following recipient(s) could not be reached:\n\n\tRecipient: [SMTP:${anna}]\n\tReason: Remote server returned: 550 5.1.1 Nobody here\n\nMessage headers follow:\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'a delivery failure notification with dashes': {
    from: 'postmaster@mx.example.net',
    subject: 'Delivery failure',
    body: `This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- ${anna}\n\ncould not be delivered. The problem appears to be :\n-- Recipient email server rejected the message\n\nAdditional information follows :\n-- 550 5.1.1 Nobody here\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'Netscape Messaging Server': {
    subject: 'Mail System Error - Returned Mail',
    body: `This Message was undeliverable due to the following reason:\n\nThe following destination addresses were unknown (please check\nthe addresses and re-mail the message):\n\nSMTP <${anna}>\n\nPlease reply to Postmaster@mx.example.net\nif you feel this message to be in error.\n`,
    says: [`${anna} | The following destination addresses were unknown (please check the addresses and re-mail the message):`],
  },
  'GroupWise, mail failure': {
    from: 'Mailer-Daemon@example.com',
    subject: 'Message status - undeliverable',
    more: ['X-Mailer: Novell GroupWise Internet Agent'],
    body: `The message that you sent was undeliverable to the following:\n\t${anna} (no such user)\n`,
    says: [`${anna} | ${anna} (no such user)`],
  },
  'GroupWise, name without a domain': {
    from: 'Mailer-Daemon@example.com',
    subject: 'Message status - undeliverable',
    more: ['X-Mailer: Novell GroupWise Internet Agent'],
    body: `The message that you sent was undeliverable to the following:\n\tanna (user not found)\n`,
    says: [`${anna} | user not found`],
  },
  'AOL, names without a domain': {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@aol.example>',
    subject: 'Mail Delivery Problem',
    body: `Your mail to the following recipients could not be delivered because they are not accepting mail from afspraken@zorg.example.nl:\n\n\tanna\n\tbert\n`,
    says: ['anna@aol.example | nothing', 'bert@aol.example | nothing'],
  },
  CompuServe: {
    from: 'CompuServe Postmaster <auto.reply@compuserve.example>',
    subject: 'Undeliverable message',
    body: `Receiver not found: anna\n\nYour message could not be delivered as addressed.\n\nInvalid receiver address: ${anna}\n\n--- Returned Message ---\n${copy}`,
    says: [`${anna} | Invalid receiver address: ${anna}`],
  },
  Caiwireless: {
    subject: 'Delivery failed',
    body: `The following recipients did not receive this message:\n\n     <${anna}>\n\nPlease check the address.\n`,
    says: [`${anna} | nothing`],
  },
  'Lotus cc:Mail': {
    from: 'ccMail SMTPLINK <postmaster@example.com>',
    subject: 'cc:Mail Link to SMTP Undeliverable Message',
    body: `Message is undeliverable.\nReason: User "anna" is not known at this post office.\n\nOriginal text follows:\n-------------------\nTo: ${anna}\n${copy}`,
    says: [`${anna} | Message is undeliverable. Reason: User "anna" is not known at this post office.`],
  },
  'MS-Mail gateway': {
    from: 'Microsoft Mail Server <postmaster@example.com>',
    subject: 'Undeliverable: Uw afspraak',
    body: `[002] Mail was received that was addressed to unknown addresses.\nMail item was not delivered to:\n  HQ/POSTOFFICE1/ANNA <${anna}>\n`,
    says: [`${anna} | HQ/POSTOFFICE1/ANNA <${anna}>`],
  },
  'PMDF and Sun Messaging': {
    subject: 'Delivery Notification: Delivery has failed',
    body: `This report relates to a message you sent with the following header fields:\n\n  Message-id: <afspraak-1@zorg.example.nl>\n  Date: Mon, 02 Nov 2026 10:00:00 +0100\n  From: afspraken@zorg.example.nl\n  To: ${anna}\n  Subject: Uw afspraak\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: ${anna}\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 Nobody here\n  Remote system: dns;mx1.example.com (TCP|192.0.2.7|587|192.0.2.25|25)\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'PMDF, old': {
    subject: 'Undeliverable mail',
    body: `The message could not be delivered to:\n\nAddressee: ${anna}\nReason: illegal host/domain name found.\n\n---------------- Returned message follows\n${copy}`,
    says: [`${anna} | illegal host/domain name found.`],
  },
  Mercury: {
    subject: 'Postmaster notify: delivery failure.',
    body: `** This message was generated automatically by the\n   Mercury mail transport system. **\n\nOne or more addresses in your message have failed with the following\nresponses from the mail transport system:\n\n*   ${anna}:  550 Nobody here\n\nYour message has been returned in full below.\n\n------- Returned message begins\n${copy}`,
    says: [`${anna} | 550 Nobody here`],
  },
  'ESMTP of a university': {
    subject: 'Message not delivered',
    body: `Message not delivered to the following:\n\n\tanna\t   No matches to nameserver query\n\n--------Error Detail (phquery V4.1):\n\nNobody by that name.\n`,
    from: 'Postmaster@example.com',
    says: ['anna@example.com | No matches to nameserver query'],
  },
  'Post.Office': {
    subject: 'User unknown',
    body: `This Message was undeliverable due to the following reason:\n\nEach of the following recipients was rejected by a remote mail server.\nThe reasons given by the server are included to help you determine why\neach recipient was rejected.\n\n    Recipient: <${anna}>\n    Reason:    <${anna}>... User unknown\n\nPlease reply to Postmaster@mx.example.net\n`,
    says: [`${anna} | <${anna}>... User unknown`],
  },
  SurfControl: {
    from: 'Postmaster@example.net',
    subject: 'Undeliverable message',
    more: ['X-Mailer: SurfControl E-mail Filter'],
    body: `Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: ${anna}\n\nMon 2 Nov 2026 10:00:00 +0100\nFailed to send to identified host,\n${anna}: [192.0.2.25], 550 ${anna}... Nobody here\n--- Message non-deliverable.\n`,
    says: [`${anna} | 550 ${anna}... Nobody here`],
  },
  'Apache James': {
    from: 'postmaster@mx.example.net',
    subject: '[BOUNCE]',
    body: `Hi. This is the James mail server at mx.example.net.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\nError message below:\n550 5.1.1 Nobody here\n\nMessage details:\n  Subject: Uw afspraak\n  Sent date: Mon Nov 02 10:00:00 CET 2026\n  MAIL FROM: afspraken@zorg.example.nl\n  RCPT TO: ${anna}\n  From: afspraken@zorg.example.nl\n  To: ${anna}\n  Size (in bytes): 1024\n  Number of lines: 64\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'an error sending your mail': {
    subject: 'There was an error sending your mail',
    body: `We had trouble delivering your message. Full details follow:\n\nSubject: 'Uw afspraak'\nDate: 'Mon, 2 Nov 2026 10:00:00 +0100'\n\n1 error(s):\n\nSMTP Server <mx1.example.com> rejected recipient <${anna}>\n  (Error following RCPT command). It responded as follows: [550 5.1.1 Nobody here]\n\nThe attachment contains the original mail headers.\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  BIGLOBE: {
    from: 'postmaster@biglobe.example',
    subject: 'Returned mail: User unknown',
    body: `   ----- The following addresses had delivery problems -----\n${anna}\n\n   ----- Non-delivered information -----\nMail Delivery Failed... User unknown\n\n`,
    says: [`${anna} | Mail Delivery Failed... User unknown`],
  },
  'Exchange 2007 with a date before the reply': {
    from: 'postmaster@example.com',
    subject: 'Undeliverable: Uw afspraak',
    body: `Diagnostic information for administrators:\n\nGenerating server: mx.example.com\n\n${anna}\nmx2.example.com\nRemote Server returned '550 5.1.1 RESOLVER.ADR.RecipNotFound; not found'\n11/2/2026 10:00:56 AM - Remote Server at example.com (192.0.2.25) returned '550 4.4.7 QUEUE.Expired; message expired'\n\nOriginal message headers:\n${copy}`,
    says: [`${anna} | 550 5.1.1 RESOLVER.ADR.RecipNotFound; not found`],
  },
  'Postfix 1.x': {
    subject: 'Undelivered Mail Returned to Sender',
    body: `This is the Postfix program at host mx.example.net.\n\nI'm sorry to have to inform you that the message returned\nbelow could not be delivered to one or more destinations.\n\n\t\t\tThe Postfix program\n\n<${anna}>: host mx1.example.com[192.0.2.25] said: 550 <${anna}>: Nobody\n    here\n<bert@example.org>: Name service error for example.org: Host not found\n\n`,
    says: [`${anna} | 550 <${anna}>: Nobody here`, 'bert@example.org | Name service error for example.org: Host not found'],
  },
  'a delay by Postfix': {
    subject: 'Delayed Mail (still being retried)',
    body: `This is the mail system at host mx.example.net.\n\n####################################################################\n# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n####################################################################\n\nYour message could not be delivered for more than 4 hour(s).\nIt will be retried until it is 5 day(s) old.\n\n<${anna}>: connect to mx1.example.com[192.0.2.25]:25: Connection timed out\n`,
    says: [`${anna} | connect to mx1.example.com[192.0.2.25]:25: Connection timed out`],
    kind: 'delayed',
  },
  'Symantec on the desktop': {
    from: 'Symantec Email Proxy <postmaster@localhost>',
    subject: 'Your email message was unable to be sent',
    body: `Symantec Email Proxy:\n\nThe following message to <${anna}> was undeliverable.\nThe reason for the problem:\n5.1.0 - Unknown address error 550-'Nobody here'\n`,
    says: [`${anna} | 550 'Nobody here'`],
  },
  'MDaemon in one line': {
    subject: 'Permanent Delivery Failure',
    from: 'MDaemon@mx.example.net',
    body: `----- START -----\n\nThe attached message had PERMANENT fatal delivery errors!\n\nYour message to [${anna}] was not delivered: 550 5.1.1 Nobody here\n\n----- END -----\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  XMail: {
    from: 'root@mx.example.net',
    subject: 'Error sending message [1234] from [zorg.example.nl]',
    body: `[<00>] XMail bounce: Rcpt=[${anna}];Error=[550 5.1.1 Nobody here]\n\n[<01>] Error sending message [1234] from [zorg.example.nl].\n\nID:        <S1>\nMail From: <afspraken@zorg.example.nl>\nRcpt To:   <${anna}>\nServer:    <mx1.example.com> [192.0.2.25]\n\n[<02>] The reason of the delivery failure was:\n\n550 5.1.1 Nobody here\n\n[<05>] Here is listed the initial part of the message:\n\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'ArGoSoft and others: your message to … could not be delivered': {
    from: 'Mail Server <mailserver@mx.example.net>',
    subject: 'Delivery failure',
    body: `Your message to ${anna} could not be delivered.\nThe server answered:\n550 5.1.1 Nobody here\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  Merak: {
    subject: 'Delivery failure',
    from: 'Postmaster@mx.example.net',
    body: `Your message wasn't delivered because of an error.\n\nFailed to deliver to '${anna}'\nSMTP module(domain example.com) reports:\n message text rejected by mx1.example.com:\n 550 5.7.1 Refused as bulk mail\n`,
    says: [`${anna} | 550 5.7.1 Refused as bulk mail`],
  },
  'CommuniGate Pro': {
    subject: 'Undeliverable mail: Uw afspraak',
    body: `Failed to deliver to '${anna}'\nLOCAL module(account anna) reports:\n account is full (quota exceeded)\n`,
    says: [`${anna} | LOCAL module(account anna) reports: account is full (quota exceeded)`],
  },
  Kerio: {
    subject: 'Mail Delivery Failure',
    body: `Your e-mail "Uw afspraak" could not be delivered to the following recipients:\n\n${anna}: 550 5.1.1 Nobody here\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'Zimbra quota': {
    subject: 'Undelivered Mail Returned to Sender',
    body: `This is the mail system at host mx.example.net.\n\n<${anna}>: host mx1.example.com[192.0.2.25] said: 552 5.2.2 Over\n    quota (in reply to end of DATA command)\n`,
    says: [`${anna} | 552 5.2.2 Over quota`],
  },
  NTMail: {
    subject: 'Failed mail',
    from: 'postmaster@mx.example.net',
    body: `Your message was not delivered to ${anna}\nThis address no longer exists.\n\nThe original message follows:\n${copy}`,
    says: [`${anna} | This address no longer exists.`],
  },
  'an old Unix': {
    subject: 'Returned mail: User unknown',
    body: `   ----- Transcript of session follows -----\n550 ${anna}... User unknown\n\n   ----- Unsent message follows -----\n${copy}`,
    says: [`${anna} | 550 ${anna}... User unknown`],
  },
  MMDF: {
    subject: 'Failed mail  (msg.aa00123)',
    from: 'Memo Service (MMDF) <mmdf@mx.example.net>',
    body: `    Your message could not be delivered to\n'${anna} (host: example.com) (queue: smtp)' for the following\nreason:  ' <${anna}>... User unknown'\n\n    Your message follows:\n${copy}`,
    says: [`${anna} | '${anna} (host: example.com) (queue: smtp)' for the following reason:  ' <${anna}>... User unknown'`],
  },
  'an attachment in HTML, in Dutch': {
    from: 'postmaster@example.com',
    subject: 'Onbestelbaar: Uw afspraak',
    more: mixed,
    body: multipart(
      `Content-Type: text/html; charset=utf-8\n\n<html><body><p>Bezorgen is mislukt bij deze ontvangers of groepen:</p><p><a href="mailto:${anna}">Anna</a> (${anna})<br>Het postvak is vol.</p></body></html>`,
      wrapped,
    ),
    says: [`${anna} | Anna (${anna}) Het postvak is vol.`],
  },
  'a transcript by Microsoft': {
    from: 'Postmaster@msn.example',
    subject: 'Undeliverable: Uw afspraak',
    more: mixed,
    body: multipart(
      `Content-Type: text/plain\n\n------Transcript of session follows -------\n${anna}\nThe user's email name is not found.\n`,
      wrapped,
    ),
    says: [`${anna} | The user's email name is not found.`],
  },
  'between commas': {
    from: 'Postmaster <postmaster@lab.example>',
    subject: 'Mail delivery failure',
    body: `The mail that you sent to , ${anna} , could not be delivered.\nHost unknown\n`,
    says: [`${anna} | could not be delivered. Host unknown`],
  },
  'IMail, a local name': {
    from: 'Postmaster <postmaster@example.com>',
    subject: 'Undeliverable Mail',
    more: ['X-Mailer: <SMTP32 v8.22>'],
    body: `User mailbox exceeds allowed size: anna\n\nOriginal message follows.\n${copy}`,
    says: [`${anna} | User mailbox exceeds allowed size: anna`],
  },
  'in two parts by a web mailer': {
    from: 'mailer-daemon@post.example',
    subject: '=?GB2312?B?zbbF48qnsNw=?=',
    more: mixed,
    body: multipart(
      `Content-Type: text/plain; charset=utf-8\n\n很抱歉，您的邮件无法投递。\n\n<${anna}>\n550 5.1.1 没有此用户\n`,
      wrapped,
    ),
    says: [`${anna} | 550 5.1.1 没有此用户`],
  },
  'Amavis, undelivered': {
    from: '"Content-filter at mx.example.net" <postmaster@mx.example.net>',
    subject: 'Undeliverable mail, MTA-BLOCKED',
    body: `This message was generated by the mail delivery system of the content filter.\n\nThe message WAS NOT relayed to:\n<${anna}>:\n   550 5.1.1 Nobody here\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  McAfee: {
    from: 'postmaster@mx.example.net',
    subject: 'Delivery Status',
    body: `--- The following addresses had delivery problems ---\n\n<${anna}>   (User unknown ${anna})\n`,
    says: [`${anna} | <${anna}>   (User unknown ${anna})`],
  },
  Activehunter: {
    from: 'MAILER-DAEMON@ahost.example',
    subject: 'FAILURE NOTICE :',
    body: `  ----- The following addresses had permanent fatal errors -----\n\n>>> ${anna} <${anna}>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n`,
    says: [`${anna} | 550 5.1.1 sorry, no mailbox here by that name (#5.1.1 - chkusr)`],
  },
  Bigfoot: {
    subject: 'Returned mail: ',
    body: `   ----- The following addresses had permanent fatal errors -----\n<${anna}>\n\n   ----- Transcript of session follows -----\n>>> DATA\n<<< 553 Invalid recipient ${anna} (Mode: normal)\n`,
    says: [`${anna} | 553 Invalid recipient ${anna} (Mode: normal)`],
  },
  Barracuda: {
    from: 'postmaster@barracuda.example',
    subject: '**Message you sent blocked by our bulk email filter**',
    body: `Your message to: ${anna}\nwas blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:\n\nSubject: Uw afspraak\n`,
    says: [
      `${anna} | Your message to: ${anna} was blocked by our Spam Firewall. The email you sent with the following subject has NOT BEEN DELIVERED:`,
    ],
  },
  MailFoundry: {
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'Message delivery has failed',
    body: `Unable to deliver message to: <${anna}>\nDelivery failed for the following reason:\nServer mx1.example.com[192.0.2.25] failed with: 550 <${anna}> Nobody here\n\nThis has been a permanent failure.  No further delivery attempts will be made.\n`,
    says: [`${anna} | 550 <${anna}> Nobody here`],
  },
  Verizon: {
    from: 'post_master@vtext.example',
    subject: 'Undeliverable Message',
    body: `Error:\tNo valid recipients in this MM\n\nMessage could not be delivered to mobile.\nError: No valid recipients in this MM\n\nTo: ${anna}\n`,
    says: [`${anna} | Message could not be delivered to mobile. Error: No valid recipients in this MM`],
  },
  Courier: {
    from: '"Courier mail server at mx.example.net" <@>',
    subject: 'NOTICE: mail delivery status.',
    body: `This is a delivery status notification from mx.example.net,\nrunning the Courier mail server, version 1.\n\nThe original message was received on Mon, 2 Nov 2026 10:00:00 +0100\nfrom localhost\n\n---------------------------------------------------------------------------\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<${anna}>:\n    mx1.example.com [192.0.2.25]:\n    >>> RCPT TO:<${anna}>\n    <<< 550 <${anna}>: Nobody here\n\n---------------------------------------------------------------------------\n`,
    says: [`${anna} | 550 <${anna}>: Nobody here`],
  },
  'Notes in Japanese': {
    from: 'postmaster@example.com',
    subject: 'Undeliverable message',
    body: `------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n${anna}\n\n------- Returned Message --------\n${copy}`,
    says: [`${anna} | User not listed in public Name & Address Book`],
  },
  Yandex: {
    from: 'mailer-daemon@yandex.example',
    subject: 'Недоставленное сообщение',
    body: `This is the mail system at host yandex.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<${anna}>: host mx1.example.com[192.0.2.25] said: 550 5.1.1 Nobody here (in reply to RCPT TO command)\n`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'mailbox full, in one line of a portal': {
    from: 'Mail Administrator <postmaster@portal.example>',
    subject: 'Mail System Error - Returned Mail',
    body: `This Message was undeliverable due to the following reason:\n\nYour message was not delivered because the destination computer refused\nto accept it (the error message is reproduced below).\n\nHost mx1.example.com is not responding.\n\nThe following recipients did not receive this message:\n\n     <${anna}>\n\nPlease reply to <postmaster@portal.example>\nif you feel this message to be in error.\n`,
    says: [`${anna} | Host mx1.example.com is not responding.`],
  },
  'qmail in German': {
    subject: 'failure notice',
    body: `Hallo. Hier ist das Postprogramm auf mx.example.net.\nLeider konnte die Nachricht nicht zugestellt werden.\n\n<${anna}>:\n192.0.2.25 does not like recipient.\nRemote host said: 550 5.1.1 Nobody here\nGiving up on 192.0.2.25.\n\n--- Enclosed are the original headers of the message.\n${copy}`,
    says: [`${anna} | 550 5.1.1 Nobody here`],
  },
  'Sendmail, a program behind an alias': {
    subject: 'Returned mail: see transcript for details',
    body: `   ----- The following addresses had permanent fatal errors -----\n"|/usr/local/bin/filter anna"\n    (reason: 73)\n    (expanded from: <${anna}>)\n\n   ----- Transcript of session follows -----\nsh: filter: not found\n554 5.3.0 unknown mailer error 73\n`,
    says: [`${anna} | 554 5.3.0 unknown mailer error 73`],
  },
  'Outlook with Exchange': {
    from: 'System Administrator <postmaster@example.com>',
    subject: 'Undeliverable: Uw afspraak',
    body: `Your message did not reach some or all of the intended recipients.\n\n      Subject:\tUw afspraak\n      Sent:\t2-11-2026 10:00\n\nThe following recipient(s) could not be reached:\n\n      ${anna} on 2-11-2026 10:00\n            There is no such account.\n            <mx.example.com #5.1.1>\n`,
    says: [`${anna} | 5.1.1 There is no such account. <mx.example.com #5.1.1>`],
  },
  'Outlook with Exchange, in Dutch': {
    from: 'Systeembeheerder <postmaster@example.com>',
    subject: 'Onbestelbaar: Uw afspraak',
    body: `Uw bericht is niet aangekomen bij enkele of alle geadresseerden.\n\n      Onderwerp:\tUw afspraak\n\nDe volgende geadresseerden zijn niet bereikt:\n\n      ${anna} op 2-11-2026 10:00\n            Er is geen account van die naam.\n            <mx.example.com #5.1.1>\n`,
    says: [`${anna} | 5.1.1 Er is geen account van die naam. <mx.example.com #5.1.1>`],
  },
  'an address at the end of a line': {
    from: 'postmaster@example.com',
    subject: 'Mailbox full',
    body: `Your message to ${anna}\nhas been rejected because the mailbox is full.\n`,
    says: [`${anna} | Your message to ${anna} has been rejected because the mailbox is full.`],
  },
  'IronPort, a delay': {
    subject: 'Delivery Status Notification (Delay)',
    body: `The following message to <${anna}> has been delayed.\nThe message has not yet been delivered: 4.3.0 - Other mail system problem 451-'try later'\n`,
    says: [`${anna} | 451 'try later'`],
    kind: 'delayed',
  },
  'a virus scanner': {
    from: 'Scanner <postmaster@example.net>',
    subject: '{Virus?} Warning: mail refused',
    body: `A virus was found in a message you sent:\n  To: ${anna}\n  Subject: Uw afspraak\nIt has not been delivered because of the virus.\n`,
    says: [`${anna} | It has not been delivered because of the virus.`],
  },
  German: {
    subject: 'Unzustellbar: Termin',
    body: `Ihre Nachricht konnte nicht zugestellt werden.\n\nEmpfänger: ${anna}\nGrund: 550 5.1.1 Unbekannter Empfänger\n`,
    says: [`${anna} | 550 5.1.1 Unbekannter Empfänger`],
  },
  French: {
    subject: 'Échec de la remise : rendez-vous',
    body: `Votre message n'a pas pu être remis au destinataire suivant :\n\n  ${anna}\n\nMotif : la boîte est pleine\n`,
    says: [`${anna} | la boîte est pleine`],
  },
  Spanish: {
    subject: 'No se puede entregar: cita',
    body: `No se pudo entregar su mensaje a:\n\n  <${anna}>\n\nMotivo: buzón lleno\n`,
    says: [`${anna} | buzón lleno`],
  },
  Portuguese: {
    subject: 'Não entregue: consulta',
    body: `Não foi possível entregar a sua mensagem para:\n\n  ${anna}\n\nMotivo: caixa postal cheia\n`,
    says: [`${anna} | caixa postal cheia`],
  },
  Italian: {
    subject: 'Mancato recapito: appuntamento',
    body: `Impossibile recapitare il messaggio a:\n\n  ${anna}\n\nMotivo: casella piena\n`,
    says: [`${anna} | casella piena`],
  },
  Polish: {
    subject: 'Nie dostarczono: wizyta',
    body: `Nie można dostarczyć wiadomości do:\n\n  ${anna}\n\nPowód: skrzynka jest pełna\n`,
    says: [`${anna} | skrzynka jest pełna`],
  },
  Russian: {
    subject: 'Не доставлено: приём',
    body: `Ваше сообщение не может быть доставлено:\n\n  ${anna}\n\nПричина: почтовый ящик переполнен\n`,
    says: [`${anna} | почтовый ящик переполнен`],
  },
  Japanese: {
    subject: '配信不能: 予約',
    body: `次の宛先にメールを配信できませんでした。\n\n  ${anna}\n\n理由: メールボックスがいっぱいです\n`,
    says: [`${anna} | メールボックスがいっぱいです`],
  },
  Chinese: {
    subject: '退信: 预约',
    body: `您的邮件无法投递到:\n\n  ${anna}\n\n原因: 收件人邮箱已满\n`,
    says: [`${anna} | 收件人邮箱已满`],
  },
  Korean: {
    subject: '메일 발송 실패 안내',
    body: `다음 수신자에게 메일을 전송할 수 없습니다.\n\n  ${anna}\n\n사유: 편지함 용량 초과\n`,
    says: [`${anna} | 편지함 용량 초과`],
  },
};

/** The same as whole mails. */
export const layoutMails: readonly string[] = Object.values(layoutSamples).map(({ body, from, subject, more, returnPath }) =>
  textMail(body, {
    ...(from !== undefined && { from }),
    ...(subject !== undefined && { subject }),
    ...(more && { more }),
    ...(returnPath !== undefined && { returnPath }),
  }),
);
