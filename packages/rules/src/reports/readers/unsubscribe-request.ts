import { headerValue } from '../headers.ts';
import type { Reader } from '../reader.ts';
import { answerFrom, isBulk } from './answers.ts';

const unsubscribeSubjects =
  /^(?:re:\s*)?(?:unsubscribe|unsubscribe me|please unsubscribe(?: me)?|unsub|opt[- ]?out|remove me|afmelden|uitschrijven|meld mij af|abmelden|abmeldung|austragen|désabonnement|désinscription|se désabonner|desuscribir|darse de baja|baja|cancelar suscripción|disiscrivi|annulla iscrizione|wypisz|отписаться|配信停止)[.!]?$/i;

/** Courses are left with the same word. */
const lists =
  /unsub|subscri|opt[- ]?out|mail|list|remove|stop|nieuwsbrief|lijst|abonn|newsletter|liste|désinscri|boletín|suscri|lista|iscri|рассыл|配信/i;

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
    const subject = mail.subject.trim();
    const asked =
      unsubscribeSubjects.test(subject) ||
      // RFC 2369 §3.2: the subject that we put into the mailto link ourselves, with our token.
      /^(?:unsubscribe|unsub|optout|opt-out)[\s:_=-]{1,3}(?=\S*\d)\S{6,200}$/i.test(subject) ||
      (subject === '' && unsubscribeSubjects.test(mail.notice.slice(0, 200).trim()));
    const words = mail.notice.trim().length;
    if (
      headerValue(mail.top.headers, 'x-apple-unsubscribe').toLowerCase() === 'true' ||
      (addressed && words < 400) ||
      (asked && (words < 40 || (words < 200 && lists.test(mail.notice))))
    )
      return answerFrom(mail, 'unsubscribe-request');
    return null;
  },
};
