import type { Report, ReportKind } from '../../report.ts';
import { headerValue } from '../headers.ts';
import { bareMessageId, type Mail } from '../mail.ts';
import type { Reader, Reading } from '../reader.ts';

/** Mails that a recipient's mailbox, program or finger on "unsubscribe" sends back: the mail itself arrived. */

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

export const challengeResponse: Reader = {
  id: 'challenge-response',
  read(mail) {
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
      /tmda|spam arrest|spamarrest|boxbe/i.test(
        `${mail.header('x-mailer')} ${mail.header('user-agent')} ${mail.header('x-delivery-agent')} ${mail.header('from')}`,
      );
    const words = mail.folded.slice(0, 4000);
    const said =
      challenges.some((phrase) => words.includes(phrase)) ||
      /\bconfirm\b.{0,40}\b(?:message|mail)\b|^\[confirm\]|please confirm your message/i.test(mail.subject);
    const action = /https?:\/\/|reply|respond|beantwoord|antwort|répond|respond/.test(words);
    if (!said || !action || isEnrolment(words) || !(tool || isMachineAnswer(mail))) return null;
    return answerFrom(mail, 'challenge-response');
  },
};

/** Confirming an account or a subscription is ordinary mail of a web shop or list. */
function isEnrolment(words: string): boolean {
  return /(?:confirm|verify|activate|bevestig|bestätigen) (?:your|uw|je|ihre|ihr) (?:subscription|account|registration|e-?mail ?adres|email address|e-mail address|aanmelding|inschrijving|order|booking)/.test(
    words,
  );
}

const unsubscribeSubjects =
  /^(?:re:\s*)?(?:unsubscribe|unsubscribe me|please unsubscribe(?: me)?|unsub|opt[- ]?out|remove me|afmelden|uitschrijven|meld mij af|abmelden|abmeldung|austragen|désabonnement|désinscription|se désabonner|desuscribir|darse de baja|baja|cancelar suscripción|disiscrivi|annulla iscrizione|wypisz|отписаться|配信停止)[.!]?$/i;

export const unsubscribeRequest: Reader = {
  id: 'unsubscribe-request',
  read(mail) {
    if (isBulk(mail)) return null;
    const to = mail.header('to').toLowerCase();
    // With a token behind it: a plain `afmelden@` is also where parents report a sick child.
    const addressed =
      /(?:^|<|\s)(?:unsubscribe|unsub|list-unsubscribe|opt-?out|afmelden|uitschrijven|abmelden)(?:[-+._=][^@\s]*@|@)|[-+._](?:unsubscribe|unsub|opt-?out|leave)@/.test(
        to,
      ) && !/(?:^|<|\s)(?:afmelden|uitschrijven|abmelden)@/.test(to);
    const asked = unsubscribeSubjects.test(mail.subject.trim());
    const words = mail.notice.trim().length;
    if (
      headerValue(mail.top.headers, 'x-apple-unsubscribe').toLowerCase() === 'true' ||
      (addressed && words < 400) ||
      (asked && words < 200)
    )
      return answerFrom(mail, 'unsubscribe-request');
    return null;
  },
};

/** What vacation programs put before or in place of the subject, in the languages of Europe and some more. */
const autoSubjects: readonly string[] = [
  'automatic reply',
  'auto reply',
  'auto-reply',
  'autoreply',
  'automatic response',
  'auto response',
  'auto-response',
  'autoresponse',
  'autorespons',
  'auto:',
  'automated reply',
  'automated response',
  'out of office',
  'out-of-office',
  'ooo:',
  'out of the office',
  'vacation',
  'on vacation',
  'on holiday',
  'away from',
  'i am away',
  'away:',
  'absence:',
  'automatisch antwoord',
  'automatische reactie',
  'automatisch bericht',
  'automatische beantwoording',
  'afwezig',
  'afwezigheid',
  'niet aanwezig',
  'buiten kantoor',
  'met vakantie',
  'vakantie:',
  'met verlof',
  'ontvangstbevestiging',
  'wij hebben uw bericht ontvangen',
  'automatische antwort',
  'automatische rückantwort',
  'automatische rückmeldung',
  'abwesenheit',
  'abwesend',
  'nicht im büro',
  'eingangsbestätigung',
  'réponse automatique',
  'message automatique',
  'absence du bureau',
  'absent du bureau',
  'en congé',
  'accusé de réception',
  'respuesta automática',
  'respuesta automatica',
  'fuera de la oficina',
  'ausente',
  'risposta automatica',
  'fuori sede',
  'fuori ufficio',
  'resposta automática',
  'resposta automatica',
  'fora do escritório',
  'ausência',
  'autoodpowiedź',
  'automatyczna odpowiedź',
  'odpowiedź automatyczna',
  'poza biurem',
  'nieobecność',
  'autosvar',
  'automatiskt svar',
  'automatisk svar',
  'frånvaro',
  'fravær',
  'ikke til stede',
  'automaattinen vastaus',
  'poissa',
  'automatická odpověď',
  'automatická odpoveď',
  'mimo kancelář',
  'automatikus válasz',
  'răspuns automat',
  'otomatik yanıt',
  'ofis dışında',
  'автоматический ответ',
  'автоответ',
  'автоматична відповідь',
  'αυτόματη απάντηση',
  '自動応答',
  '自動返信',
  '不在通知',
  '自动回复',
  '自動回覆',
  '자동 회신',
  'رد تلقائي',
  'תשובה אוטומטית',
];

export const autoReply: Reader = {
  id: 'auto-reply',
  read(mail) {
    if (isBulk(mail)) return null;
    const auto = headerValue(mail.top.headers, 'auto-submitted').toLowerCase();
    const precedence = headerValue(mail.top.headers, 'precedence').toLowerCase().replaceAll('-', '_');
    if (auto.startsWith('auto-replied') || precedence === 'auto_reply' || hasAutoHeader(mail))
      return answerFrom(mail, 'auto-reply');
    const subject = mail.subject
      .trim()
      .toLowerCase()
      .replace(/^\[[^\]]{1,30}\]\s*/, '');
    if (!autoSubjects.some((phrase) => subject.startsWith(phrase))) return null;
    // Words alone are not enough: people write "Automatic reply: is it any use?" too.
    return isMachineAnswer(mail) ? answerFrom(mail, 'auto-reply') : null;
  },
};

function hasAutoHeader(mail: Mail): boolean {
  return [
    'x-autoreply',
    'x-autorespond',
    'x-autoresponder',
    'x-auto-reply',
    'x-auto-respond',
    'x-autogenerated',
    'x-mail-autoreply',
    'x-autoreply-from',
    'x-vacation',
  ].some((name) => {
    const value = headerValue(mail.top.headers, name).toLowerCase();
    return (
      mail.has(name) &&
      value !== 'no' &&
      value !== 'false' &&
      value !== '0' &&
      (name !== 'x-autogenerated' || value.startsWith('repl'))
    );
  });
}

/** Newsletters and lists, whatever they write. */
function isBulk(mail: Mail): boolean {
  return (
    mail.has('list-id') ||
    mail.has('list-unsubscribe') ||
    mail.has('list-post') ||
    headerValue(mail.top.headers, 'precedence').toLowerCase() === 'list'
  );
}

function isMachineAnswer(mail: Mail): boolean {
  const { headers } = mail.top;
  const auto = headerValue(headers, 'auto-submitted').toLowerCase();
  return (
    auto.startsWith('auto-') ||
    headerValue(headers, 'return-path') === '<>' ||
    mail.has('x-auto-response-suppress') ||
    /^(?:bulk|junk|auto.reply)/i.test(headerValue(headers, 'precedence'))
  );
}

/** The recipient of our mail is the sender of theirs; what they answer is named in In-Reply-To (RFC 3834 §3.1.5). */
function answerFrom(mail: Mail, kind: ReportKind): Reading {
  const original: Report['original'] = {
    messageId: bareMessageId(headerValue(mail.top.headers, 'in-reply-to')) ?? lastReference(mail),
    envelopeId: null,
    from: null,
    subject: null,
  };
  const address = mail.from;
  return {
    kind,
    recipients:
      address === ''
        ? []
        : [
            {
              recipient: address,
              originalRecipient: null,
              action: null,
              reply: null,
              status: null,
              remoteMta: null,
              command: null,
            },
          ],
    original,
  };
}

function lastReference(mail: Mail): string | null {
  const references = headerValue(mail.top.headers, 'references');
  const open = references.lastIndexOf('<');
  return open < 0 ? null : bareMessageId(references.slice(open));
}
