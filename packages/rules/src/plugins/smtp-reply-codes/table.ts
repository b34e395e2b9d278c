import { page, rfc } from '../../sources.ts';
import type { NonEmpty, RuleVerdict, SmtpCommand, Source } from '../../rule.ts';

/** One meaning of a reply code that stands alone. */
export interface ReplyCodeMeaning {
  /** Last part of the rule's id. */
  readonly name: string;
  readonly codes: NonEmpty<number>;
  readonly commands?: NonEmpty<SmtpCommand>;
  /** True: only where no word of the reply speaks of the sender. */
  readonly unlessAboutSender?: boolean;
  readonly verdict: RuleVerdict;
  /** Without a remedy: what the category advises. */
  readonly en: readonly [cause: string, remedy?: string];
  readonly nl: readonly [cause: string, remedy?: string];
  readonly sources: NonEmpty<Source>;
}

const replies = rfc(5321, '4.2.3');
const auth = rfc(4954, '6');
const noFailure: RuleVerdict = { category: 'delayed', permanence: null, scope: null };
const ours: RuleVerdict = { category: 'protocol-error', permanence: 'as-replied', scope: 'sender' };
const credentials: RuleVerdict = { category: 'credentials-or-tls', permanence: 'as-replied', scope: 'sender' };

/** In order of precedence. Bare codes are weak evidence, so few of them give up an address. */
export const replyCodeMeanings: readonly ReplyCodeMeaning[] = [
  {
    name: 'accepted-step',
    codes: [220, 221, 235, 250, 251, 252, 334, 354],
    commands: ['CONNECT', 'EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'RSET', 'QUIT'],
    verdict: noFailure,
    en: [
      'The receiving server accepted one step of the conversation; the message itself was not yet handed over.',
      'Nothing to do. Wait for its answer to the whole message.',
    ],
    nl: [
      'De ontvangende server aanvaardde één stap van het gesprek; het bericht zelf was nog niet overgedragen.',
      'Niets te doen. Wacht op het antwoord op het hele bericht.',
    ],
    sources: [replies, auth],
  },
  {
    name: 'forwarded',
    codes: [251],
    verdict: { category: 'relayed', permanence: null, scope: null },
    en: [
      'The receiving server took the message and will forward it to another address.',
      'Nothing to do. Note that the address has moved.',
    ],
    nl: [
      'De ontvangende server heeft het bericht aangenomen en stuurt het door naar een ander adres.',
      'Niets te doen. Houd er rekening mee dat het adres is verhuisd.',
    ],
    sources: [replies, rfc(5321, '3.4')],
  },
  {
    name: 'accepted',
    codes: [250],
    verdict: { category: 'delivered', permanence: null, scope: null },
    en: ['The receiving server accepted the message. Where it put it afterwards is not known.', 'Nothing to do.'],
    nl: ['De ontvangende server heeft het bericht geaccepteerd. Waar het daarna terechtkwam, is niet bekend.', 'Niets te doen.'],
    sources: [replies],
  },
  {
    name: 'conversation',
    codes: [211, 214, 220, 221, 235, 252, 334, 354],
    verdict: noFailure,
    en: ['The receiving server gave information or asked to go on; nothing is decided yet.', 'Nothing to do.'],
    nl: ['De ontvangende server gaf informatie of vroeg om verder te gaan; er is nog niets beslist.', 'Niets te doen.'],
    sources: [replies, auth],
  },
  {
    name: '421',
    codes: [421],
    verdict: { category: 'remote-error', permanence: 'transient', scope: 'domain' },
    en: ['The receiving server is not available at the moment and closes the connection.'],
    nl: ['De ontvangende server is op dit moment niet beschikbaar en verbreekt de verbinding.'],
    sources: [replies],
  },
  {
    name: '432',
    codes: [432],
    verdict: credentials,
    en: [
      'The account that we use to send must first get a new password.',
      'Set a new password for the sending account: until then nothing goes out.',
    ],
    nl: [
      'Het account waarmee wij verzenden heeft eerst een nieuw wachtwoord nodig.',
      'Stel een nieuw wachtwoord in voor het verzendaccount: tot dan gaat er niets uit.',
    ],
    sources: [auth],
  },
  {
    name: '450',
    codes: [450],
    verdict: { category: 'remote-error', permanence: 'transient', scope: 'recipient' },
    en: [
      'The mailbox cannot be reached at the moment, for instance because it is locked or because the server wants to see a second try.',
    ],
    nl: [
      'De mailbox is op dit moment niet bereikbaar, bijvoorbeeld omdat deze vergrendeld is of omdat de server een tweede poging wil zien.',
    ],
    sources: [replies],
  },
  {
    name: '451',
    codes: [451],
    verdict: { category: 'remote-error', permanence: 'transient', scope: 'domain' },
    en: ['The receiving server ran into a problem of its own while it handled the message.'],
    nl: ['De ontvangende server kreeg zelf een storing bij het verwerken van het bericht.'],
    sources: [replies],
  },
  {
    name: '452',
    codes: [452],
    verdict: { category: 'remote-full', permanence: 'transient', scope: 'domain' },
    en: ['The receiving server has too little room at the moment.'],
    nl: ['De ontvangende server heeft op dit moment te weinig opslagruimte.'],
    sources: [replies],
  },
  {
    name: '454',
    codes: [454],
    verdict: credentials,
    en: [
      'The login or the encryption of the connection failed for the moment.',
      'Try again later; if it stays, check the login and the certificates of the sending server.',
    ],
    nl: [
      'Het inloggen of de versleuteling van de verbinding is tijdelijk mislukt.',
      'Probeer het later opnieuw; controleer de inloggegevens en certificaten van de verzendende server als het blijft.',
    ],
    sources: [auth, rfc(3207, '4')],
  },
  {
    name: '455',
    codes: [455],
    verdict: ours,
    en: [
      'The receiving server cannot handle the options of this message at the moment.',
      'Try again later, or send without those options.',
    ],
    nl: [
      'De ontvangende server kan de opties van dit bericht op dit moment niet verwerken.',
      'Probeer het later opnieuw of verstuur zonder die opties.',
    ],
    sources: [replies, rfc(5321, '4.1.1.11')],
  },
  {
    name: '500',
    codes: [500, 502],
    verdict: ours,
    en: [
      'The receiving server did not know the command that our server gave.',
      'Have the sending server checked: the two speak a different dialect.',
    ],
    nl: [
      'De ontvangende server kende de opdracht van onze server niet.',
      'Laat de verzendende server nakijken: de twee spreken een ander dialect.',
    ],
    sources: [replies],
  },
  {
    name: '553-sender',
    codes: [553, 550, 501],
    commands: ['MAIL'],
    verdict: { category: 'sender-rejected', permanence: 'as-replied', scope: 'sender' },
    en: [
      'The receiving server refused our sender address and did not say why.',
      'Check that the sender address and its domain exist and may be used by the sending server.',
    ],
    nl: [
      'De ontvangende server weigerde ons afzenderadres en zei niet waarom.',
      'Controleer of het afzenderadres en het domein bestaan en door de verzendende server gebruikt mogen worden.',
    ],
    sources: [replies],
  },
  {
    name: '501',
    codes: [501, 555],
    verdict: ours,
    en: [
      'The receiving server found a mistake in what our server wrote, for instance in the way an address is written.',
      'Check how the addresses are written, and the settings of the sending server.',
    ],
    nl: [
      'De ontvangende server vond een fout in wat onze server schreef, bijvoorbeeld in de schrijfwijze van een adres.',
      'Controleer de schrijfwijze van de adressen en de instellingen van de verzendende server.',
    ],
    sources: [replies],
  },
  {
    name: '503',
    codes: [503],
    verdict: ours,
    en: ['The receiving server expected other commands first.', 'Have the sending server checked; often it must log in first.'],
    nl: [
      'De ontvangende server verwachtte eerst andere opdrachten.',
      'Laat de verzendende server nakijken; vaak moet die eerst inloggen.',
    ],
    sources: [replies],
  },
  {
    name: '504',
    codes: [504],
    verdict: ours,
    en: [
      'The receiving server does not support an option that our server used.',
      'Have the settings of the sending server checked.',
    ],
    nl: [
      'De ontvangende server ondersteunt een optie van onze server niet.',
      'Laat de instellingen van de verzendende server nakijken.',
    ],
    sources: [replies],
  },
  {
    // By the standard this host never takes mail, but some use the code to turn one sender away: not enough to give up a domain.
    name: '521',
    codes: [521],
    verdict: { category: 'domain-no-mail', permanence: 'transient', scope: 'domain' },
    en: [
      'The server refuses all mail: the domain takes none, or the server is out of use.',
      'Check the domain in the address. If it is right, ask the recipient through another channel.',
    ],
    nl: [
      'De server weigert alle mail: het domein neemt geen mail aan of de server is buiten gebruik.',
      'Controleer het domein in het adres. Klopt het, vraag de ontvanger dan langs een andere weg.',
    ],
    sources: [rfc(7504, '3')],
  },
  {
    name: '523',
    codes: [523, 524, 538],
    verdict: credentials,
    en: ['The receiving server wants the connection to be encrypted first.', 'Switch on encryption for the sending server.'],
    nl: ['De ontvangende server wil eerst een versleutelde verbinding.', 'Zet versleuteling aan op de verzendende server.'],
    sources: [rfc(5248, '2.4'), auth],
  },
  {
    name: '530',
    codes: [530],
    verdict: credentials,
    en: [
      'The receiving server wants our server to log in or to encrypt the connection first.',
      'Set the login and the encryption of the sending server.',
    ],
    nl: [
      'De ontvangende server wil dat onze server eerst inlogt of de verbinding versleutelt.',
      'Stel het inloggen en de versleuteling van de verzendende server in.',
    ],
    sources: [auth, rfc(3207, '4')],
  },
  {
    name: '535',
    codes: [534, 535],
    verdict: credentials,
    en: ['The login of our server was refused.', 'Check user name, password and login method of the sending server.'],
    nl: [
      'Het inloggen van onze server is geweigerd.',
      'Controleer gebruikersnaam, wachtwoord en inlogmethode van de verzendende server.',
    ],
    sources: [auth],
  },
  {
    // Not in a standard; filters use it for "refused by the recipient's side".
    name: '541',
    codes: [541],
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    en: [
      "The recipient's side refused the message by a rule of its own and did not say which.",
      "Ask the recipient's mail administrator for the reason.",
    ],
    nl: [
      'De kant van de ontvanger weigerde het bericht om een eigen regel en zei niet welke.',
      'Vraag de mailbeheerder van de ontvanger naar de reden.',
    ],
    // A code that the standard does not name counts by its first digit.
    sources: [rfc(5321, '4.2')],
  },
  {
    // The standard names three causes for 550: no such mailbox, no access, policy. Only words tell which.
    name: '550-recipient',
    codes: [550, 553],
    commands: ['RCPT'],
    unlessAboutSender: true,
    verdict: { category: 'recipient-filter', permanence: 'transient', scope: 'recipient' },
    en: [
      'The receiving server refused this recipient and did not say why: the address may not exist, or mail from outside is not let through.',
      'Check the address, and ask the recipient through another channel if it matters.',
    ],
    nl: [
      'De ontvangende server weigerde deze ontvanger en zei niet waarom: het adres bestaat misschien niet, of mail van buiten wordt niet doorgelaten.',
      'Controleer het adres en vraag de ontvanger zo nodig langs een andere weg.',
    ],
    sources: [replies],
  },
  {
    name: '550-policy',
    codes: [550, 554],
    commands: ['CONNECT', 'EHLO', 'MAIL', 'DATA', 'DOT'],
    verdict: { category: 'policy', permanence: 'as-replied', scope: 'sender' },
    en: [
      'The receiving server refused the message by a rule of its own and did not say which.',
      'Ask the administrator of the receiving server for the reason, with the full answer and the time.',
    ],
    nl: [
      'De ontvangende server weigerde het bericht om een eigen regel en zei niet welke.',
      'Vraag de beheerder van de ontvangende server naar de reden, met het volledige antwoord en het tijdstip.',
    ],
    sources: [replies],
  },
  {
    name: '551-recipient',
    codes: [551],
    commands: ['RCPT'],
    unlessAboutSender: true,
    verdict: { category: 'recipient-moved', permanence: 'as-replied', scope: 'recipient' },
    en: [
      'The recipient no longer has a mailbox on this server; the answer may name the new address.',
      'Ask the recipient for the new address.',
    ],
    nl: [
      'De ontvanger heeft geen mailbox meer op deze server; het antwoord noemt mogelijk het nieuwe adres.',
      'Vraag de ontvanger om het nieuwe adres.',
    ],
    sources: [replies, rfc(5321, '3.4')],
  },
  {
    name: '552-message',
    codes: [552],
    commands: ['MAIL', 'DATA', 'DOT'],
    verdict: { category: 'message-too-large', permanence: 'as-replied', scope: 'message' },
    en: [
      'The message needs more room than the receiving server grants.',
      'Send a smaller message, or share large files by a link.',
    ],
    nl: [
      'Het bericht vraagt meer ruimte dan de ontvangende server toestaat.',
      'Stuur een kleiner bericht of deel grote bestanden via een link.',
    ],
    sources: [replies, rfc(1870, '6.1')],
  },
  {
    name: '552',
    codes: [522, 552],
    verdict: { category: 'mailbox-full', permanence: 'transient', scope: 'recipient' },
    en: [
      'The room that the recipient has for mail is used up.',
      'Try again later, or tell the recipient through another channel.',
    ],
    nl: [
      'De ruimte die de ontvanger voor mail heeft, is op.',
      'Probeer het later opnieuw of laat het de ontvanger langs een andere weg weten.',
    ],
    sources: [replies],
  },
  {
    name: '556',
    codes: [556],
    unlessAboutSender: true,
    verdict: { category: 'domain-no-mail', permanence: 'permanent', scope: 'domain' },
    en: [
      "The recipient's domain declares that it takes no mail at all.",
      'Check the domain in the address, and ask the recipient for another one.',
    ],
    nl: [
      'Het domein van de ontvanger verklaart dat het helemaal geen mail aanneemt.',
      'Controleer het domein in het adres en vraag de ontvanger om een ander adres.',
    ],
    sources: [rfc(7504, '4'), rfc(7505, '4.1')],
  },
  {
    name: 'no-reason',
    codes: [550, 551, 553, 554],
    verdict: { category: 'unknown', permanence: 'as-replied', scope: null },
    en: [
      'The receiving server refused the message; its answer does not say why.',
      'Ask the administrator of the receiving server, with the full answer and the time.',
    ],
    nl: [
      'De ontvangende server weigerde het bericht; het antwoord zegt niet waarom.',
      'Vraag het de beheerder van de ontvangende server, met het volledige antwoord en het tijdstip.',
    ],
    sources: [replies, page('https://www.iana.org/assignments/smtp-enhanced-status-codes/smtp-enhanced-status-codes.xhtml')],
  },
];
