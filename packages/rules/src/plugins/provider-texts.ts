import type { Language, RuleVerdict } from '../rule.ts';
import type { Category } from '../verdict.ts';

type Verdict = Omit<RuleVerdict, 'category'>;

const final: Verdict = { permanence: 'as-replied', scope: 'recipient' };
const ours: Verdict = { permanence: 'as-replied', scope: 'sender' };
const message: Verdict = { permanence: 'as-replied', scope: 'message' };

/** What a category usually is when a provider names it. None but the first two can give an address up. */
export const usualVerdicts = {
  'recipient-unknown': final,
  'recipient-moved': final,
  'recipient-disabled': { permanence: 'transient', scope: 'recipient' },
  'mailbox-full': { permanence: 'transient', scope: 'recipient' },
  greylisted: { permanence: 'transient', scope: 'message' },
  'rate-limited': { permanence: 'transient', scope: 'sender' },
  'remote-error': { permanence: 'transient', scope: 'domain' },
  'message-too-large': message,
  'protocol-error': ours,
  'recipient-filter': ours,
  policy: ours,
  'ip-blocked': ours,
  reputation: ours,
  'sender-rejected': ours,
  'relay-denied': ours,
  'ptr-missing': ours,
  'credentials-or-tls': ours,
  'auth-failure': ours,
  'spam-content': message,
  virus: message,
  'content-rejected': message,
} as const satisfies { readonly [C in Category]?: Verdict };
export type ProviderCategory = keyof typeof usualVerdicts;

type Sentence = (name: string) => string;

/** What happened, with the provider's name in front. */
export const providerCauses: Readonly<Record<ProviderCategory, Readonly<Record<Language, Sentence>>>> = {
  'recipient-unknown': {
    en: (name) => `${name} says that this address does not exist there.`,
    nl: (name) => `${name} zegt dat dit adres daar niet bestaat.`,
  },
  'recipient-moved': {
    en: (name) => `${name} says that this mailbox is no longer there.`,
    nl: (name) => `${name} zegt dat deze mailbox daar niet meer is.`,
  },
  'recipient-disabled': {
    en: (name) => `${name} says that this mailbox exists but is switched off.`,
    nl: (name) => `${name} zegt dat deze mailbox bestaat maar uitstaat.`,
  },
  'mailbox-full': {
    en: (name) => `${name} says that the mailbox of the recipient is full.`,
    nl: (name) => `${name} zegt dat de mailbox van de ontvanger vol is.`,
  },
  greylisted: {
    en: (name) => `${name} wants to see a second try before it takes the message.`,
    nl: (name) => `${name} wil een tweede poging zien voordat het bericht wordt aangenomen.`,
  },
  'rate-limited': {
    en: (name) => `${name} says that too many messages or connections came in a short time.`,
    nl: (name) => `${name} zegt dat er in korte tijd te veel berichten of verbindingen kwamen.`,
  },
  'remote-error': {
    en: (name) => `${name} could not take the message at the moment because of a problem of its own.`,
    nl: (name) => `${name} kon het bericht op dit moment niet aannemen door een eigen storing.`,
  },
  'message-too-large': {
    en: (name) => `${name} found the message too large.`,
    nl: (name) => `${name} vond het bericht te groot.`,
  },
  'protocol-error': {
    en: (name) => `${name} did not understand what our mail server said.`,
    nl: (name) => `${name} begreep niet wat onze mailserver zei.`,
  },
  'recipient-filter': {
    en: (name) => `${name} did not let this message through to the recipient; the address itself may be in order.`,
    nl: (name) => `${name} liet dit bericht niet door naar de ontvanger; het adres zelf kan in orde zijn.`,
  },
  policy: {
    en: (name) => `${name} refused the message by a rule of its own.`,
    nl: (name) => `${name} weigerde het bericht om een eigen regel.`,
  },
  'ip-blocked': {
    en: (name) => `${name} refuses mail from the server that we send with.`,
    nl: (name) => `${name} weigert mail van de server waarmee wij verzenden.`,
  },
  reputation: {
    en: (name) => `${name} trusts our sending too little at the moment.`,
    nl: (name) => `${name} vertrouwt onze verzending op dit moment te weinig.`,
  },
  'sender-rejected': {
    en: (name) => `${name} refuses our sender address.`,
    nl: (name) => `${name} weigert ons afzenderadres.`,
  },
  'relay-denied': {
    en: (name) => `${name} does not take mail for this domain from us.`,
    nl: (name) => `${name} neemt voor dit domein geen mail van ons aan.`,
  },
  'ptr-missing': {
    en: (name) => `${name} could not check the name of our mail server.`,
    nl: (name) => `${name} kon de naam van onze mailserver niet controleren.`,
  },
  'credentials-or-tls': {
    en: (name) => `${name} asked for a login or for encryption that failed.`,
    nl: (name) => `${name} vroeg om inloggen of versleuteling en dat mislukte.`,
  },
  'auth-failure': {
    en: (name) => `${name} could not verify that the message came from our domain.`,
    nl: (name) => `${name} kon niet vaststellen dat het bericht van ons domein kwam.`,
  },
  'spam-content': {
    en: (name) => `${name} took the message for spam.`,
    nl: (name) => `${name} zag het bericht aan voor spam.`,
  },
  virus: {
    en: (name) => `${name} found something harmful or forbidden in the message.`,
    nl: (name) => `${name} vond iets schadelijks of verbodens in het bericht.`,
  },
  'content-rejected': {
    en: (name) => `${name} refused the form or the content of the message.`,
    nl: (name) => `${name} weigerde de vorm of inhoud van het bericht.`,
  },
};
