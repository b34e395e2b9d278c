import type { Reader } from '../reader.ts';
import { hasNullPath, isDaemon, isOffice } from '../sender.ts';
import { Phrases } from '../text/phrases.ts';
import { answerFrom, isBulk, isMachineAnswer } from './answers.ts';

/** Phrases of services that hold a mail until its sender proves to be a person. */
const challenges: readonly string[] = [
  'confirm that you sent',
  'confirm you sent this',
  'confirm this message',
  'confirm your message',
  'confirm delivery of',
  'confirm your email to',
  'your message is being held',
  'your message has been held',
  'your mail has been held',
  'your email is being held',
  'message is awaiting your confirmation',
  'waiting for your verification',
  'requires verification',
  'verify that you are a human',
  'verify that you are human',
  'verify you are human',
  'prove that you are human',
  'verify your identity as a sender',
  'sender verification',
  'sender address verification required',
  'to deliver your message, please',
  'approved senders',
  'approved sender list',
  'added to my guest list',
  'to be added to my',
  'guest list',
  'not on the guest list',
  'not on my guest list',
  'added to the guest list',
  'verify that you sent',
  'verify your email',
  'verify your message',
  'this one-time',
  'i need to verify',
  'complete the verification',
  'spamblocker',
  'real live human',
  'complete this verification',
  'needs you to verify',
  'suspect email',
  'allowed senders',
  'sender list',
  'choicemail',
  'request permission',
  'permission to send',
  'verification required',
  'confirmation required',
  'prove you are human',
  'not a spammer',
  'click the link below to deliver',
  'click here to deliver',
  'in order to deliver your message',
  'release your message',
  'messages from unknown senders',
  'unknown senders',
  'first time you have',
  'para que sua mensagem',
  'autorize o recebimento',
  'autorização',
  'confirme o envio',
  'confirmação de envio',
  'antispam uol',
  'bevestig eenmalig',
  'eenmalige bevestiging',
  'nog niet afgeleverd omdat wij u niet kennen',
  'klik op de onderstaande link om uw bericht',
  'einmalige bestätigung',
  'bestätigung erforderlich',
  'cliquez sur le lien ci-dessous pour que votre message',
  'vous authentifier',
  'para que su mensaje',
  'confirmar que usted',
  'per consegnare il messaggio',
  'potwierdź, że',
  'подтвердите, что вы',
  'подтвердить отправку',
  'spam arrest',
  'spamarrest',
  'boxbe',
  'challenge-response',
  'challenge response',
  'tmda',
  'anti-spam challenge',
  'one-time confirmation',
  'one time confirmation',
  'just once',
  'i am protecting myself from',
  'bevestig dat u een mens bent',
  'bevestig uw bericht',
  'bevestig dat u dit bericht',
  'uw bericht wordt vastgehouden',
  'uw bericht wordt bewaard totdat',
  'bestätigen sie, dass sie',
  'bestätigen sie ihre nachricht',
  'ihre nachricht wird zurückgehalten',
  'confirmez que vous',
  'confirmer votre message',
  'votre message est en attente',
  'confirme que usted',
  'confirmar su mensaje',
  'su mensaje está en espera',
  'confermare il messaggio',
];

const challenge = new Phrases(challenges);

export const challengeResponse: Reader = {
  id: 'challenge-response',
  read(mail) {
    // A challenge answers a mail; what a shop generates to confirm an account does not.
    const machine =
      isMachineAnswer(mail) &&
      (hasNullPath(mail) || mail.has('in-reply-to') || mail.has('references') || /^re:/i.test(mail.subject));
    if (isBulk(mail)) return null;
    const tool =
      [
        'x-tmda-fingerprint',
        'x-spamarrest',
        'x-boxbe-challenge',
        'x-ask-auth',
        'x-challenge-response',
        'x-mailin-challenge',
      ].some((name) => mail.has(name)) ||
      /\bverify#\w{2}|\bconf#\w{3}/i.test(mail.subject) ||
      /tmda|spam ?arrest|boxbe|choicemail|antispam ?uol|anti-?spam.{0,20}uol|knowspam|mailblocks|spamblocker|0spam|sendio|active spam killer|bluebottle|mailroute|spamlion|vanquish/i.test(
        `${mail.header('x-mailer')} ${mail.header('user-agent')} ${mail.header('x-delivery-agent')} ${mail.header('from')}`,
      );
    // A mail system holds nothing until somebody proves anything: it bounces.
    if (!tool && (!machine || isDaemon(mail) || isOffice(mail))) return null;
    const words = mail.folded.slice(0, 4000);
    const said =
      challenge.in(words) ||
      (tool && /verif|confirm|approv|autoriz|permission|guest list|click/.test(words)) ||
      /\bconfirm\b.{0,40}\b(?:message|mail)\b|^\[confirm\]|please confirm your message|requires (?:verification|confirmation)/i.test(
        mail.subject,
      );
    const action = /https?:\/\/|reply|respond|beantwoord|antwort|répond|clique|click|klik/.test(words);
    if (!said || !action || isEnrolment(`${mail.subject.toLowerCase()} ${words}`) || isFailure(words)) return null;
    return answerFrom(mail, 'challenge-response');
  },
};

/** "… is not in the list of approved senders" is a refusal, and the end of it. */
function isFailure(words: string): boolean {
  return /could not be delivered|was not delivered to|\b5\d\d [5#]|permanent(?:ly)? (?:error|fail)|undeliverable/.test(
    words.slice(0, 1500),
  );
}

/** Confirming an account or a subscription is ordinary mail of a web shop or list. */
function isEnrolment(words: string): boolean {
  return /(?:confirm|verify|activate|bevestig|bestätigen) (?:your|uw|je|ihre|ihr) (?:subscription|account|registration|e-?mail ?adres|email address|e-mail address|aanmelding|inschrijving|order|booking)/.test(
    words,
  );
}
