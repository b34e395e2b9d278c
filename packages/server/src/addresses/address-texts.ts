import type { FindingText } from './finding.ts';
import type { SyntaxFault } from './address-syntax.ts';

const wrong = (en: string, nl: string): FindingText => ({ severity: 'problem', en, nl });

const syntaxTexts = {
  'syntax-empty': wrong('There is no address.', 'Er is geen adres ingevuld.'),
  'syntax-address-too-long': wrong(
    'The address is longer than 254 octets; ask the recipient for another.',
    'Het adres is langer dan 254 octetten; vraag de ontvanger om een ander adres.',
  ),
  'syntax-white-space': wrong('There is a space in the address; take it out.', 'Er staat een spatie in het adres; haal die weg.'),
  'syntax-control-character': wrong(
    'There is a line end, a tab or another control character in the address; type the address anew.',
    'Er staat een regeleinde, tab of ander stuurteken in het adres; typ het adres opnieuw.',
  ),
  'syntax-invisible-character': wrong(
    'There is a character in the address that cannot be seen, likely from copying; type the address anew.',
    'Er staat een onzichtbaar teken in het adres, waarschijnlijk door kopiëren; typ het adres opnieuw.',
  ),
  'syntax-angle-bracket': wrong(
    'There are angle brackets around the address or in it; give the address alone, without a name.',
    'Er staan punthaken om of in het adres; geef alleen het adres, zonder naam.',
  ),
  'syntax-at-missing': wrong('There is no @ in the address.', 'Er staat geen @ in het adres.'),
  'syntax-at-twice': wrong('There is more than one @ in the address.', 'Er staat meer dan één @ in het adres.'),
  'syntax-local-part-missing': wrong('There is nothing in front of the @.', 'Er staat niets vóór de @.'),
  'syntax-local-part-too-long': wrong(
    'The part in front of the @ is longer than 64 octets.',
    'Het deel vóór de @ is langer dan 64 octetten.',
  ),
  'syntax-local-part-character': wrong(
    'The character “{part}” may not stand in front of the @.',
    'Het teken “{part}” mag niet vóór de @ staan.',
  ),
  'syntax-local-part-dot-first': wrong('The address may not begin with a dot.', 'Het adres mag niet met een punt beginnen.'),
  'syntax-local-part-dot-last': wrong('There may be no dot right in front of the @.', 'Er mag geen punt vlak vóór de @ staan.'),
  'syntax-local-part-dots-together': wrong(
    'There are two dots together in front of the @.',
    'Er staan twee punten achter elkaar vóór de @.',
  ),
  'syntax-quote-open': wrong('A quotation mark is never closed.', 'Een aanhalingsteken wordt niet gesloten.'),
  'syntax-quote-inside': wrong(
    'Quotation marks may only stand around the whole part in front of the @.',
    'Aanhalingstekens mogen alleen om het hele deel vóór de @ staan.',
  ),
  'syntax-domain-missing': wrong('There is nothing after the @.', 'Er staat niets achter de @.'),
  'syntax-domain-too-long': wrong('The domain is longer than 253 octets.', 'De domeinnaam is langer dan 253 octetten.'),
  'syntax-domain-character': wrong(
    'The character “{part}” may not stand in a domain.',
    'Het teken “{part}” mag niet in een domeinnaam staan.',
  ),
  'syntax-domain-dot-first': wrong('There may be no dot right after the @.', 'Er mag geen punt vlak achter de @ staan.'),
  'syntax-domain-dot-last': wrong(
    'There is a dot at the end of the address; take it away.',
    'Er staat een punt aan het eind van het adres; haal die weg.',
  ),
  'syntax-domain-dots-together': wrong(
    'There are two dots together in the domain.',
    'Er staan twee punten achter elkaar in de domeinnaam.',
  ),
  'syntax-domain-hyphen': wrong(
    'No part of a domain may begin or end with a hyphen.',
    'Geen deel van een domeinnaam mag met een streepje beginnen of eindigen.',
  ),
  'syntax-domain-label-too-long': wrong(
    'A part of the domain is longer than 63 octets.',
    'Een deel van de domeinnaam is langer dan 63 octetten.',
  ),
  'syntax-domain-without-dot': wrong(
    'The domain lacks its end, such as .nl or .com.',
    'De domeinnaam mist het einde, zoals .nl of .com.',
  ),
  'syntax-domain-top-level-numeric': wrong(
    'The domain ends in digits; no domain does.',
    'De domeinnaam eindigt op cijfers; dat doet geen enkele domeinnaam.',
  ),
  'syntax-domain-international': wrong(
    'The domain is not a valid international name (RFC 5891).',
    'De domeinnaam is geen geldige internationale naam (RFC 5891).',
  ),
  'syntax-literal-without-brackets': wrong(
    'After the @ stands a number of a computer, not a domain; ask the recipient for their address.',
    'Achter de @ staat een nummer van een computer, geen domeinnaam; vraag de ontvanger om het juiste adres.',
  ),
  'syntax-literal-wrong': wrong(
    'What stands in square brackets is not an IP address.',
    'Wat tussen rechte haken staat is geen IP-adres.',
  ),
} as const satisfies Record<`syntax-${SyntaxFault}`, FindingText>;

/** What a check of an address can find. */
export const addressTexts = {
  ...syntaxTexts,
  'address-literal': {
    severity: 'advice',
    en: 'The address names a computer by its number instead of a domain; nearly all servers refuse such mail.',
    nl: 'Het adres noemt een computer bij zijn nummer in plaats van een domeinnaam; vrijwel alle servers weigeren zulke mail.',
  },
  'address-international': {
    severity: 'advice',
    en: 'The part in front of the @ is not in ASCII; both your server and the recipient’s must speak SMTPUTF8 (RFC 6531).',
    nl: 'Het deel vóór de @ bevat tekens buiten ASCII; zowel uw server als die van de ontvanger moet SMTPUTF8 spreken (RFC 6531).',
  },
  'mail-server': {
    severity: 'ok',
    en: 'Mail for {domain} is taken by {servers}. That does not say that this mailbox exists.',
    nl: 'Mail voor {domain} wordt aangenomen door {servers}. Dat zegt niet dat deze mailbox bestaat.',
  },
  'mail-server-without-mx': {
    severity: 'advice',
    en: 'The domain {domain} names no mail server (MX); mail goes to the computer of that name, if it takes any.',
    nl: 'De domeinnaam {domain} noemt geen mailserver (MX); mail gaat naar de computer met die naam, als die mail aanneemt.',
  },
  'domain-unknown': {
    severity: 'problem',
    en: 'The domain {domain} does not exist, often by a typing error; ask the recipient for their address.',
    nl: 'De domeinnaam {domain} bestaat niet, vaak door een typefout; vraag de ontvanger om het juiste adres.',
  },
  'domain-null-mx': {
    severity: 'problem',
    en: 'The domain {domain} says of itself that it takes no mail (null MX, RFC 7505); ask the recipient for another address.',
    nl: 'De domeinnaam {domain} zegt zelf dat hij geen mail aanneemt (null MX, RFC 7505); vraag de ontvanger om een ander adres.',
  },
  'domain-without-mail-server': {
    severity: 'problem',
    en: 'The domain {domain} exists, but has no mail server; often a typing error, sometimes a mistake of whoever runs the domain.',
    nl: 'De domeinnaam {domain} bestaat, maar heeft geen mailserver; vaak een typefout, soms een fout van de beheerder van de domeinnaam.',
  },
  'mail-server-unusable': {
    severity: 'problem',
    en: 'The domain {domain} names mail servers that cannot be reached: {servers} has no usable address. Whoever runs the domain has to mend that.',
    nl: 'De domeinnaam {domain} noemt mailservers die niet te bereiken zijn: {servers} heeft geen bruikbaar adres. De beheerder van de domeinnaam moet dat herstellen.',
  },
  'domain-could-not-check': {
    severity: 'could-not-check',
    en: 'Whether {domain} takes mail could not be checked ({reason}). That says nothing against the address; check again later.',
    nl: 'Of {domain} mail aanneemt kon niet worden nagegaan ({reason}). Dat zegt niets ten nadele van het adres; probeer het later opnieuw.',
  },
  'look-alike': {
    severity: 'advice',
    en: 'The domain {domain} looks like {known}. Did you mean {suggestion}? Ask the recipient; it may be right as it stands.',
    nl: 'De domeinnaam {domain} lijkt op {known}. Bedoelt u {suggestion}? Vraag het de ontvanger; het kan ook kloppen zoals het er staat.',
  },
  'typing-error': {
    severity: 'advice',
    en: 'Most likely {suggestion} is meant: the domain looks like {known}. Ask the recipient.',
    nl: 'Waarschijnlijk wordt {suggestion} bedoeld: de domeinnaam lijkt op {known}. Vraag het de ontvanger.',
  },
  disposable: {
    severity: 'advice',
    en: 'The domain {domain} hands out addresses for a short time; mail will not reach this person later.',
    nl: 'De domeinnaam {domain} geeft adressen uit voor korte tijd; later bereikt mail deze persoon niet meer.',
  },
  role: {
    severity: 'advice',
    en: 'This is the address of a function, not of a person; several people may read it, or none.',
    nl: 'Dit is het adres van een functie, niet van een persoon; misschien lezen meer mensen mee, of niemand.',
  },
  'no-reply': {
    severity: 'advice',
    en: 'Addresses of this name are mostly for sending only; nobody may read what arrives.',
    nl: 'Adressen met deze naam zijn meestal alleen om te verzenden; misschien leest niemand wat er aankomt.',
  },
  'history-none': {
    severity: 'ok',
    en: 'You have not mailed this address before.',
    nl: 'U hebt dit adres nog niet eerder gemaild.',
  },
  'history-arrived': {
    severity: 'ok',
    en: 'The server of the recipient accepted your mail of {date}.',
    nl: 'De server van de ontvanger heeft uw mail van {date} aangenomen.',
  },
  'history-pending': {
    severity: 'ok',
    en: 'Your mail of {date} is on its way.',
    nl: 'Uw mail van {date} is onderweg.',
  },
  'history-failed': {
    severity: 'advice',
    en: 'Your mail of {date} did not arrive; see the delivery for why.',
    nl: 'Uw mail van {date} is niet aangekomen; zie bij die mail waarom.',
  },
  'history-complained': {
    severity: 'advice',
    en: 'The recipient reported your mail of {date} as unwanted.',
    nl: 'De ontvanger heeft uw mail van {date} als ongewenst gemeld.',
  },
  blocked: {
    severity: 'problem',
    en: 'You do not mail this address now: {cause}, since {since}, until {until}.',
    nl: 'U mailt dit adres nu niet: {cause}, sinds {since}, tot {until}.',
  },
  'blocked-for-ever': {
    severity: 'problem',
    en: 'You do not mail this address: {cause}, since {since}, until somebody lifts it.',
    nl: 'U mailt dit adres niet: {cause}, sinds {since}, tot iemand dat opheft.',
  },
  retired: {
    severity: 'problem',
    en: 'The address is out of use since {since}.',
    nl: 'Het adres is niet meer in gebruik sinds {since}.',
  },
  'retired-with-successor': {
    severity: 'problem',
    en: 'The address is out of use since {since}; mail {successor} instead.',
    nl: 'Het adres is niet meer in gebruik sinds {since}; mail in plaats daarvan {successor}.',
  },
} as const satisfies Record<string, FindingText>;
