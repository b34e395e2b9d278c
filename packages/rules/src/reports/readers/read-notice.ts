import type { Reader } from '../reader.ts';
import { aboutMail } from '../text/failure-words.ts';
import { answerFrom, isBulk } from './answers.ts';

/** Outlook's and Notes' receipts in words, from before RFC 2298 or through a gateway that took the fields away. */
const displayedSubjects = /^(?:read|gelezen|gelesen|lu|leído|letto|lida|przeczytane|прочитано|開封済み|已读)\s*[:：]/i;
const deletedSubjects = /^(?:not read|niet gelezen|nicht gelesen|non lu|no leído|non letto|não lida)\s*[:：]/i;
const displayedWords =
  /was (?:read|displayed|opened) on |is gelezen op |werd gelezen op |is weergegeven op |wurde (?:am|gelesen)|a été lu |fue leído|se leyó|è stato letto|foi lida|została przeczytana/;
const deletedWords =
  /deleted without being read|zonder te zijn gelezen|ongelezen verwijderd|ungelesen gelöscht|ohne gelesen|sans (?:avoir été|être) lu|eliminado sin |eliminato senza |excluída sem /;

export const readNotice: Reader = {
  id: 'read-notice',
  read(mail) {
    const subject = mail.subject.trim();
    const deleted = deletedSubjects.test(subject);
    if ((!deleted && !displayedSubjects.test(subject)) || isBulk(mail)) return null;
    const words = mail.folded.slice(0, 1500);
    if (deleted || deletedWords.test(words)) return deletedWords.test(words) ? answerFrom(mail, 'delivered') : null;
    return displayedWords.test(words) && aboutMail.test(words) ? answerFrom(mail, 'displayed') : null;
  },
};
