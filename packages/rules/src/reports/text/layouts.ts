import { Phrases } from './phrases.ts';

/** How one program or provider writes its bounces, recognised by words that only it uses. */
export interface Layout {
  /** Named in `Report.reader`. */
  readonly id: string;
  /** In lower case, white space folded; one of them occurs in the words of the mail. */
  readonly says: readonly string[];
  /** The words prove a bounce by themselves. Otherwise the sender or the subject must speak for it too. */
  readonly certain: boolean;
  /** A header field that only this program writes. */
  readonly field?: string;
  /** What stands directly before the failed address, in lower case, where the lines around it would mislead. */
  readonly before?: readonly string[];
  /** It may list names without a domain: that of the reporter. */
  readonly names?: boolean;
}

/** Asked in this order; the first that fits names the reader. How recipient and reply are found is the same for all. */
export const layouts: readonly Layout[] = [
  {
    id: 'qmail',
    says: ['this is the qmail-send program', "i'm afraid i wasn't able to deliver your message to the following addresses"],
    certain: true,
  },
  { id: 'mail-ru', says: ['письмо создано автоматически сервером mail.ru'], certain: true },
  { id: 'yandex', says: ['this is the mail system at host yandex', 'yandex.ru/support/mail'], certain: false },
  { id: 'mxlogic', says: ['a message that you have sent could not be delivered to one or more recipients'], certain: true },
  {
    id: 'exim',
    says: [
      'this message was created automatically by mail delivery software',
      'this message was created automatically by the mail system',
    ],
    certain: true,
  },
  {
    id: 'postfix',
    says: [
      'this is the postfix program at host',
      'this is the mail system at host',
      'this is the postfix on ',
      'this is the mail delivery system at ',
    ],
    certain: true,
  },
  {
    id: 'sendmail',
    says: [
      'the following addresses had permanent fatal errors',
      'the following addresses had permanent delivery errors',
      'the following addresses had transient non-fatal errors',
      'the following addresses had delivery problems',
      'transcript of session follows',
      'the following addresses had delivery errors',
    ],
    certain: true,
  },
  {
    id: 'exchange',
    says: [
      'did not reach the following recipient',
      'your message did not reach some or all of the intended recipients',
      'the following recipient(s) could not be reached',
      'the following recipient(s) cannot be reached',
    ],
    certain: false,
  },
  {
    id: 'office-365',
    says: [
      'diagnostic information for administrators',
      "couldn't be delivered to the following recipients",
      'delivery has failed to these recipients or groups',
      'delivery has failed to these recipients or distribution lists',
      'rejected your message to the following e',
    ],
    certain: false,
  },
  {
    id: 'gmail',
    says: [
      'delivery to the following recipient failed permanently',
      'delivery to the following recipient has been delayed',
      'delivery to the following recipients failed permanently',
      'technical details of permanent failure',
      'technical details of temporary failure',
    ],
    certain: true,
  },
  { id: 'google-groups', says: ['groups.google.com/support'], certain: false },
  { id: 'opensmtpd', says: ['this is the mailer-daemon, please do not reply to this'], certain: true },
  { id: 'dragonfly', says: ['this is the dragonfly mail agent', 'there was an error delivering your mail to'], certain: true },
  {
    id: 'domino',
    says: [
      'your message could not be delivered to the following recipient because',
      'failed to deliver to the following',
      'your message was not delivered because',
    ],
    certain: false,
  },
  { id: 'notes', says: ['------- failure reasons', 'failure reasons -----'], certain: true },
  {
    id: 'courier',
    says: ['this is a delivery status notification from', 'the original message was received on'],
    certain: false,
  },
  { id: 'smail', says: ['message log follows:', 'failed addresses follow:'], certain: true },
  { id: 'm-filter', says: ['-------server message'], certain: true },
  {
    id: 'ezweb',
    says: [
      'each of the following recipients was rejected by a remote mail server',
      'could not be delivered to: <',
      'the user(s) account is disabled',
      'the user(s) account is temporarily limited',
    ],
    certain: true,
  },
  { id: 'mailfoundry', says: ['unable to deliver message to: <', 'this has been a permanent failure'], certain: true },
  { id: 'mailmarshal', says: ['your message was not delivered to the following recipients', 'mailmarshal'], certain: false },
  {
    id: 'messaging-server',
    says: [
      'this report relates to a message you sent with the following header fields',
      'your message cannot be delivered to the following recipients',
    ],
    certain: true,
  },
  {
    id: 'mimecast',
    says: ['an email that you attempted to send to the following address could not be delivered'],
    certain: true,
  },
  { id: 'interscan', says: ['message from interscan', 'interscan messaging security suite'], certain: false },
  {
    id: 'barracuda',
    says: ['your message to: <', 'was blocked by our spam firewall', 'blocked by the barracuda'],
    certain: false,
  },
  {
    id: 'imail',
    says: [
      'invalid final delivery userid',
      'user mailbox exceeds allowed size',
      'unknown user: ',
      'unknown host: ',
      'undeliverable to ',
    ],
    certain: false,
    names: true,
  },
  { id: 'verizon', says: ['message could not be delivered to mobile', 'error message below:'], certain: false },
  { id: 'workmail', says: ['an error occurred while trying to deliver the mail to the following recipients'], certain: true },
  { id: 'x2', says: ['unable to deliver message to the following address(es)'], certain: true },
  { id: 'x3', says: ['this is an automatically generated delivery status notification'], certain: false },
  { id: 'x4', says: ['your mail message to the following address(es) could not be delivered'], certain: true },
  { id: 'yahoo', says: ['sorry, we were unable to deliver your message to the following address'], certain: true },
  { id: 'aol', says: ['your mail to the following recipients could not be delivered'], certain: true, names: true },
  {
    id: 'groupwise',
    says: ['the message that you sent was undeliverable to the following'],
    certain: true,
    names: true,
  },
  { id: 'phquery', says: ['message not delivered to the following:'], certain: false, names: true },
  { id: 'xmail', says: ['xmail bounce: rcpt=['], certain: true, before: ['xmail bounce: rcpt=['] },
  { id: 'apache-james', says: ['this is the james mail server at'], certain: true },
  { id: 'surfcontrol', says: ['failed to send to identified host'], certain: false },
  { id: 'mercury', says: ['mercury mail transport system'], certain: false },
  { id: 'mailenable', says: ['mailenable: message delivery failure'], certain: true },
  { id: 'lsmtp', says: ['--> error description:'], certain: false },
  { id: 'netscape', says: ['this message was undeliverable due to the following reason'], certain: true },
  { id: 'x6', says: ['we had trouble delivering your message. full details follow'], certain: true },
  { id: 'compuserve', says: ['invalid receiver address:'], certain: false },
  { id: 'webshield', says: ['here is your list of failed recipients'], certain: true },
  { id: 'communigate', says: ['module(domain ', 'module(account '], certain: false },
  { id: 'facebook', says: ['your message was not delivered to this facebook', 'facebookmail.com'], certain: false },
  {
    id: 'fml',
    says: ['you are not a member of this mailing list', 'duplicated message-id in <'],
    certain: true,
    field: 'x-mlserver',
    before: ['member of this mailing list <', 'duplicated message-id in <'],
  },
  // Its templates `list:user:notice:rejected.txt`, in the languages it comes with.
  {
    id: 'mailman',
    says: [
      'the original message as received by mailman is attached',
      'mit folgender begründung abgelehnt',
      'le message original reçu par mailman',
      'tal y como ha sido recibido por mailman',
      'il messaggio originale ricevuto da mailman',
      'a mensagem original recebida pelo mailman',
      'el missatge original rebut per mailman',
      'původní zpráva kterou od vás distribuční list dostal',
      'la originala mesaĝo ricevita de mailman',
      'originálna správa, ktorú prijal mailman',
      'ההודעה המקורית שהתקבלה על ידי mailman',
      'orijinal mesaj mailman tarafından',
      'mailman이받은 원본 메시지',
      '附上 mailman 接收到的原始消息',
    ],
    certain: true,
    field: 'x-mailman-version',
    before: [
      'your message to the ',
      'nachricht an die mailingliste ',
      'à destination de la liste de diffusion ',
      'mensaje a la lista de correos ',
      'messaggio alla mailing list ',
      'mensagem para a lista de discussão ',
      'missatge a la llista de correu ',
      "příspěvek do mailing-listu '",
      'mesaĝo al la dissendolisto ',
      'vaša správa pre konferenciu ',
      'הודעתך לרשימת הדיוור ',
      '你发给 ',
    ],
  },
  // Its texts `deny-post`: in every language they name the program; the subject tells that this is no other text of it.
  { id: 'mlmmj', says: ['mlmmj'], certain: false },
];

const phrases = new Phrases(layouts.flatMap(({ says }) => says));
const layoutOfPhrase = layouts.flatMap((layout) => layout.says.map(() => layout));
/** How far into a notice a program introduces itself. */
const farthest = 16_000;

/** The first of the list whose words occur; the text in lower case and folded. */
export function layoutOf(text: string): Layout | undefined {
  return layoutOfPhrase[phrases.first(text, farthest)];
}

export const layoutFields: readonly string[] = layouts.flatMap(({ field }) => (field === undefined ? [] : [field]));
