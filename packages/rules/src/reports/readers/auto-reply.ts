import { headerValue } from '../headers.ts';
import type { Mail } from '../mail.ts';
import type { Reader } from '../reader.ts';
import { hasNullPath, isDaemon } from '../sender.ts';
import { Phrases } from '../text/phrases.ts';
import { answerFrom, isBulk, isMachineAnswer } from './answers.ts';

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
  '[request received]',
  '[ticket received]',
  '[aanvraag ontvangen]',
  '[verzoek ontvangen]',
  'request received',
  'ticket received',
  'aanvraag ontvangen',
  'vacation',
  'on vacation',
  'on holiday',
  'away from',
  'i am away',
  'away:',
  'absence:',
  'out of the office',
  'away from my mail',
  'away from the office',
  'auto response:',
  'auto-antwort',
  'auto-réponse',
  'autoréponse',
  'thank you for contacting',
  'thank you for your email',
  'thank you for your e-mail',
  'thank you for your enquiry',
  'thank you for your inquiry',
  'thank you for your message',
  'we have received your message',
  'we have received your email',
  'we have received your e-mail',
  'we have received your request',
  'we have received your enquiry',
  'we have received your question',
  'we received your message',
  'we received your email',
  'we received your e-mail',
  'we received your request',
  'your message has been received',
  'your request has been received',
  'acknowledgement of',
  'no longer with',
  'no longer works',
  'maternity leave',
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
  'uw bericht is ontvangen',
  'uw e-mail is ontvangen',
  'bevestiging van ontvangst',
  'bedankt voor uw bericht',
  'bedankt voor uw e-mail',
  'bedankt voor uw mail',
  'op vakantie',
  'ik ben afwezig',
  'niet op kantoor',
  'uit dienst',
  'zwangerschapsverlof',
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
  'urlaub',
  'im urlaub',
  'auto-reply',
  'absence du',
  'je suis absent',
  'vacaciones',
  'ferie',
  'in ferie',
  'assente',
  'assenza',
  'férias',
  'urlop',
  'отпуск',
  'вне офиса',
  'я в отпуске',
  'отсутствую',
  '不在',
  '自動返答',
  '自动答复',
  '自動答覆',
  '休假',
  '外出',
  '자동 응답',
  '자동회신',
  '자동응답',
  '부재중',
  '自動応答',
  '自動返信',
  '不在通知',
  '自动回复',
  '自動回覆',
  '자동 회신',
  'رد تلقائي',
  'תשובה אוטומטית',
];

/** The same in the words themselves, near their beginning. */
const autoWords: readonly string[] = [
  'out of the office',
  'out of office',
  'away from the office',
  'i am on vacation',
  'i am on leave',
  'i am currently away',
  'i am away from',
  'i will be away',
  'on annual leave',
  // The examples of procmailex(5) and vacation(1).
  "i won't be back until",
  'i will not be reading my mail',
  'this is an automatic reply',
  'this is an automated re',
  'this is an auto',
  'automatic response',
  'automatically generated reply',
  'no longer with the company',
  'we have received your message',
  'we have received your e-mail',
  'we have received your email',
  'we have received your request',
  'your ticket has been',
  'a ticket has been created',
  'your case number',
  'your request has been received',
  'dit is een automatisch',
  'automatische ontvangstbevestiging',
  'wij hebben uw bericht',
  'uw bericht is ontvangen',
  'uw e-mail is ontvangen',
  'uw melding is geregistreerd',
  'ik ben afwezig',
  'ik ben niet aanwezig',
  'ik ben momenteel niet',
  'ik ben op vakantie',
  'ik ben met vakantie',
  'ik ben vandaag niet',
  'niet op kantoor',
  'nicht im büro',
  'nicht im hause',
  'bin ich nicht erreichbar',
  'automatische antwort',
  'ich bin im urlaub',
  'ich befinde mich im urlaub',
  'je suis absent',
  'absente du bureau',
  'réponse automatique',
  'je suis en congé',
  'estoy fuera de la oficina',
  'respuesta automática',
  'sono fuori ufficio',
  'risposta automatica',
  'estou fora do escritório',
  'resposta automática',
  'jestem poza biurem',
  'automatyczna odpowiedź',
  'я в отпуске',
  'автоматический ответ',
  '不在にしております',
  '自動返信',
  '自动回复',
  '자동 회신',
  '자동응답',
];

const spoken = new Phrases(autoWords);

export const autoReply: Reader = {
  id: 'auto-reply',
  read(mail) {
    // A report that nobody could read is no answer of a person's mailbox.
    if (isBulk(mail) || mail.top.type === 'multipart/report' || isDaemon(mail) || isInvitation(mail)) return null;
    const { headers } = mail.top;
    const auto = headerValue(headers, 'auto-submitted').toLowerCase();
    const precedence = headerValue(headers, 'precedence').toLowerCase().replaceAll('-', '_');
    if (auto.startsWith('auto-replied') || precedence === 'auto_reply' || hasAutoHeader(mail))
      return answerFrom(mail, 'auto-reply');
    const whole = mail.subject.trim().toLowerCase();
    const subject = whole.replace(/^\[[^\]]{1,100}\]\s*/, '');
    const phrase = autoSubjects.find((known) => subject.startsWith(known) || whole.startsWith(known));
    const machine = isMachineAnswer(mail);
    const answers = mail.has('in-reply-to') || mail.has('references');
    // Words alone are not enough: people write "Automatic reply: is it any use?" too.
    if (
      phrase !== undefined &&
      ((machine && (answers || !isMailing(mail, phrase))) || (answers && !isTopic(phrase) && isPrefix(subject, phrase)))
    )
      return answerFrom(mail, 'auto-reply');
    if (!machine || isOnlyGenerated(mail) || !(answers || /^(?:re|aw|antw|sv|vs|odp|rép|回复|回覆)\s*[:：]/.test(subject)))
      return null;
    const words = mail.folded.slice(0, 1000);
    return spoken.in(words) ? answerFrom(mail, 'auto-reply') : null;
  },
};

/** What travel agents and friends write about too. */
function isTopic(phrase: string): boolean {
  return /^(?:on )?(?:vacation|vacaciones|(?:in )?ferie|férias|(?:im )?urlaub|urlop|(?:met |op )?vakantie|on holiday|отпуск|休假|外出|ausente|maternity|zwangerschap|thank you|bedankt)/.test(
    phrase,
  );
}

/** Sent by nothing that says it answers: in bulk, or generated by a shop, a school or a tracker. */
function isMailing(mail: Mail, phrase: string): boolean {
  if (isOnlyGenerated(mail)) return isTopic(phrase) || !/auto|received|ontvangen/.test(phrase);
  return isTopic(phrase) && !hasNullPath(mail) && !mail.has('x-auto-response-suppress');
}

/** `Auto-Submitted: auto-generated` alone says that it answers no mail (RFC 3834 §5). */
function isOnlyGenerated(mail: Mail): boolean {
  return !hasNullPath(mail) && !mail.has('x-auto-response-suppress') && !mail.has('precedence');
}

/** An invitation to somebody's holiday, or the answer to one (RFC 5546). */
function isInvitation(mail: Mail): boolean {
  return mail.leaves.some(({ type }) => type === 'text/calendar');
}

/** `Automatic reply: Uw afspraak`: the phrase, nothing more, and the subject that it answers. */
function isPrefix(subject: string, phrase: string): boolean {
  return /^\s{0,3}(?:autoreply)?\s?[:：]/.test(subject.slice(phrase.endsWith(':') ? phrase.length - 1 : phrase.length));
}

const autoHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoresponse',
  'x-auto-reply',
  'x-auto-respond',
  'x-auto-response',
  'x-autogenerated',
  'x-mail-autoreply',
  'x-autoreply-from',
  'x-autoreply-domain',
  'x-amazon-auto-reply',
  'x-vacation',
  'x-hs-autoresponse',
];

function hasAutoHeader(mail: Mail): boolean {
  const program = headerValue(mail.top.headers, 'x-mailer').toLowerCase();
  if (/^(?:vacation|autorespond|autoreply|goldfish)/.test(program)) return true;
  return autoHeaders.some((name) => {
    if (!mail.has(name)) return false;
    const value = headerValue(mail.top.headers, name).toLowerCase();
    return value !== 'no' && value !== 'false' && value !== '0' && (name !== 'x-autogenerated' || value.startsWith('repl'));
  });
}
