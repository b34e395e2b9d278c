import type { Explanation, Language } from '../rule.ts';
import type { ProviderCategory } from './provider-texts.ts';

/** What happened and what to do, with the provider's name in the first sentence. */
type Text = (name: string) => readonly [cause: string, remedy: string];

const nothingToDo = {
  en: 'You need not do anything; we try again by ourselves.',
  nl: 'U hoeft niets te doen; wij proberen het vanzelf opnieuw.',
};
const ours = { en: 'You need not do anything: this is ours to mend.', nl: 'U hoeft niets te doen: dit moeten wij herstellen.' };
const newAddress = { en: 'Please give us your present e-mail address.', nl: 'Geef ons alstublieft uw huidige e-mailadres door.' };
const welcome = {
  en: 'If you want our mail, ask them to let it through.',
  nl: 'Wilt u onze mail ontvangen, vraag hun dan die door te laten.',
};

/** For the person who was mailed: plain words, nothing about how mail works. */
export const recipientTexts: Readonly<Record<ProviderCategory, Readonly<Record<Language, Text>>>> = {
  'recipient-unknown': {
    en: (name) => [`${name} says that the address we have for you does not exist.`, newAddress.en],
    nl: (name) => [`Volgens ${name} bestaat het adres dat wij van u hebben niet.`, newAddress.nl],
  },
  'recipient-moved': {
    en: (name) => [`${name} says that the mailbox we have for you is no longer there.`, newAddress.en],
    nl: (name) => [`Volgens ${name} is de mailbox die wij van u kennen er niet meer.`, newAddress.nl],
  },
  'recipient-disabled': {
    en: (name) => [
      `${name} says that your mailbox is switched off.`,
      'Ask them to switch it on again, or give us another address.',
    ],
    nl: (name) => [`Volgens ${name} staat uw mailbox uit.`, 'Vraag hun die weer aan te zetten, of geef ons een ander adres.'],
  },
  'mailbox-full': {
    en: (name) => [
      `${name} says that your mailbox is full.`,
      'Make room in it, or give us another address, and ask us to send the message again.',
    ],
    nl: (name) => [
      `Volgens ${name} is uw mailbox vol.`,
      'Maak er ruimte in of geef ons een ander adres, en vraag ons het bericht opnieuw te sturen.',
    ],
  },
  greylisted: {
    en: (name) => [`${name} asked us to offer our message a second time.`, nothingToDo.en],
    nl: (name) => [`${name} vroeg ons het bericht een tweede keer aan te bieden.`, nothingToDo.nl],
  },
  'rate-limited': {
    en: (name) => [`${name} did not take our message yet, because much mail came in at once.`, nothingToDo.en],
    nl: (name) => [`${name} nam ons bericht nog niet aan, omdat er veel mail tegelijk kwam.`, nothingToDo.nl],
  },
  'remote-error': {
    en: (name) => [`${name} could not take our message at that moment.`, nothingToDo.en],
    nl: (name) => [`${name} kon ons bericht op dat moment niet aannemen.`, nothingToDo.nl],
  },
  'message-too-large': {
    en: (name) => [`${name} found our message too large.`, 'Tell us if we can give you the contents in another way.'],
    nl: (name) => [`${name} vond ons bericht te groot.`, 'Laat ons weten of wij u de inhoud op een andere manier kunnen geven.'],
  },
  'protocol-error': {
    en: (name) => [`${name} did not understand our mail program.`, ours.en],
    nl: (name) => [`${name} begreep ons mailprogramma niet.`, ours.nl],
  },
  'recipient-filter': {
    en: (name) => [
      `${name} did not let our message through to your mailbox.`,
      'If you want our mail, look at what your settings or your organisation keep out.',
    ],
    nl: (name) => [
      `${name} liet ons bericht niet door naar uw mailbox.`,
      'Wilt u onze mail ontvangen, kijk dan wat uw instellingen of uw organisatie tegenhouden.',
    ],
  },
  policy: {
    en: (name) => [`${name} refused our message by one of its rules.`, welcome.en],
    nl: (name) => [`${name} weigerde ons bericht om een eigen regel.`, welcome.nl],
  },
  'ip-blocked': {
    en: (name) => [`${name} took no mail from us at that moment.`, ours.en],
    nl: (name) => [`${name} nam op dat moment geen mail van ons aan.`, ours.nl],
  },
  reputation: {
    en: (name) => [`${name} trusted our mail too little to take it.`, ours.en],
    nl: (name) => [`${name} vertrouwde onze mail te weinig om die aan te nemen.`, ours.nl],
  },
  'sender-rejected': {
    en: (name) => [`${name} did not accept the address that we send from.`, ours.en],
    nl: (name) => [`${name} nam geen genoegen met het adres waarvan wij verzenden.`, ours.nl],
  },
  'relay-denied': {
    en: (name) => [`${name} did not want to pass our message on to you.`, ours.en],
    nl: (name) => [`${name} wilde ons bericht niet aan u doorgeven.`, ours.nl],
  },
  'ptr-missing': {
    en: (name) => [`${name} could not see who sends our mail.`, ours.en],
    nl: (name) => [`${name} kon niet zien wie onze mail verzendt.`, ours.nl],
  },
  'credentials-or-tls': {
    en: (name) => [`${name} asked for a safer way of sending than we used.`, ours.en],
    nl: (name) => [`${name} vroeg om een veiliger manier van verzenden dan wij gebruikten.`, ours.nl],
  },
  'auth-failure': {
    en: (name) => [`${name} could not make sure that the message really came from us.`, ours.en],
    nl: (name) => [`${name} kon niet nagaan of het bericht echt van ons kwam.`, ours.nl],
  },
  'spam-content': {
    en: (name) => [`${name} took our message for unwanted mail.`, welcome.en],
    nl: (name) => [`${name} zag ons bericht aan voor ongewenste mail.`, welcome.nl],
  },
  virus: {
    en: (name) => [`${name} thought that something in our message could do harm.`, ours.en],
    nl: (name) => [`${name} dacht dat iets in ons bericht schade kon doen.`, ours.nl],
  },
  'content-rejected': {
    en: (name) => [`${name} did not take our message because of what is in it or how it is made.`, ours.en],
    nl: (name) => [`${name} nam ons bericht niet aan om wat erin staat of hoe het is gemaakt.`, ours.nl],
  },
};

/** Where the answer leaves open whether the address is wrong or our mail is kept out. */
export const unsaidWhy: Readonly<Record<Language, Explanation>> = {
  en: {
    cause: 'Your e-mail provider did not accept our message for you, and did not say why.',
    remedy: 'Tell us if the address that we have for you is still right.',
  },
  nl: {
    cause: 'Uw e-mailprovider nam ons bericht aan u niet aan en zei niet waarom.',
    remedy: 'Laat ons weten of het adres dat wij van u hebben nog klopt.',
  },
};
