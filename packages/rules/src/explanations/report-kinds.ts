import type { ReportKind } from '../report.ts';
import type { Language } from '../rule.ts';

/** What a mail that came back is, in one sentence that claims no more than the mail shows. */
export const reportKindTexts: { readonly [L in Language]: { readonly [K in ReportKind]: string } } = {
  en: {
    bounce: 'A mail system says that a mail was not delivered.',
    delayed: 'A mail system says that a mail has not been delivered yet, and that it goes on trying.',
    delivered: 'A mail system says that it delivered a mail or handed it on.',
    complaint: 'A mail provider passes on a report about a mail, such as "this is spam".',
    'auto-reply': 'A mailbox answered by itself, as it does when somebody is away.',
    'challenge-response': 'A mailbox holds a mail back until the sender confirms that a person sent it.',
    displayed: 'A mail program says what the reader did with a mail, such as opening it.',
    'unsubscribe-request': 'Somebody asks to get no more of these mails.',
    'not-a-report': 'This looks like an ordinary mail: it does not tell what became of another one.',
    unknown: 'This mail speaks of another one, but we cannot read of whom it speaks, or why.',
  },
  nl: {
    bounce: 'Een mailsysteem meldt dat een mail niet is bezorgd.',
    delayed: 'Een mailsysteem meldt dat een mail nog niet is bezorgd, en dat het blijft proberen.',
    delivered: 'Een mailsysteem meldt dat het een mail heeft bezorgd of doorgegeven.',
    complaint: 'Een mailprovider geeft een melding over een mail door, zoals "dit is spam".',
    'auto-reply': 'Een mailbox antwoordde vanzelf, zoals wanneer iemand afwezig is.',
    'challenge-response': 'Een mailbox houdt een mail tegen tot de afzender bevestigt dat een mens die stuurde.',
    displayed: 'Een mailprogramma meldt wat de lezer met een mail deed, zoals openen.',
    'unsubscribe-request': 'Iemand vraagt om deze mails niet meer te krijgen.',
    'not-a-report': 'Dit lijkt een gewone mail: er staat niet in wat er van een andere mail is geworden.',
    unknown: 'Deze mail gaat over een andere mail, maar we kunnen niet lezen over wie, of waarom.',
  },
};
