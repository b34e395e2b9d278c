import type { FindingText } from './finding.ts';

/** What a check of a sending domain can find. */
export const domainTexts = {
  'domain-not-found': {
    severity: 'problem',
    en: 'The domain {domain} does not exist. Register it, or send from another.',
    nl: 'De domeinnaam {domain} bestaat niet. Registreer hem, of verzend vanaf een andere.',
  },
  'mx-found': {
    severity: 'ok',
    en: 'Answers and bounces to {domain} are taken by {servers}.',
    nl: 'Antwoorden en bounces aan {domain} worden aangenomen door {servers}.',
  },
  'mx-missing': {
    severity: 'advice',
    en: 'The domain {domain} has no MX record, so answers and bounces may be lost. Publish one that names your mail server.',
    nl: 'De domeinnaam {domain} heeft geen MX-record; antwoorden en bounces kunnen verloren gaan. Publiceer er een met de naam van uw mailserver.',
  },
  'mx-null': {
    severity: 'problem',
    en: 'The domain {domain} says that it takes no mail (null MX). Servers may refuse mail from a domain that cannot be answered (RFC 7505 §4.2): publish an MX record, or send from another domain.',
    nl: 'De domeinnaam {domain} zegt dat hij geen mail aanneemt (null MX). Servers mogen mail weigeren van een domein waaraan niet te antwoorden is (RFC 7505 §4.2): publiceer een MX-record, of verzend vanaf een ander domein.',
  },
  'mx-unusable': {
    severity: 'problem',
    en: 'The MX records of {domain} name {servers}, which has no usable address. Correct the records.',
    nl: 'De MX-records van {domain} noemen {servers}, zonder bruikbaar adres. Verbeter die records.',
  },
  'mx-could-not-check': {
    severity: 'could-not-check',
    en: 'The mail servers of {domain} could not be looked up ({reason}); check again later.',
    nl: 'De mailservers van {domain} konden niet worden opgezocht ({reason}); probeer het later opnieuw.',
  },
  'spf-found': {
    severity: 'ok',
    en: 'There is one SPF record, and it takes {count} of 10 lookups: {record}',
    nl: 'Er is één SPF-record, dat {count} van de 10 opzoekingen gebruikt: {record}',
  },
  'spf-missing': {
    severity: 'problem',
    en: 'The domain {domain} has no SPF record, so nobody can tell who may send for it. Publish one, with everybody who sends for you in it.',
    nl: 'De domeinnaam {domain} heeft geen SPF-record; niemand kan zien wie ervoor mag verzenden. Publiceer er een, met iedereen erin die voor u verzendt.',
  },
  'spf-several': {
    severity: 'problem',
    en: 'The domain {domain} has {count} SPF records; with more than one, none of them counts (RFC 7208 §4.5). Put all into one.',
    nl: 'De domeinnaam {domain} heeft {count} SPF-records; bij meer dan één telt er geen enkele (RFC 7208 §4.5). Voeg ze samen tot één.',
  },
  'spf-wrong': {
    severity: 'problem',
    en: 'The SPF record cannot be evaluated, so it protects nothing: {detail}. Correct it.',
    nl: 'Het SPF-record kan niet worden uitgevoerd en beschermt dus niets: {detail}. Verbeter het.',
  },
  'spf-too-many-lookups': {
    severity: 'problem',
    en: 'The SPF record takes {count} lookups; above 10 it does not count at all (RFC 7208 §4.6.4). Take out includes that you do not need, or give a part of your mail a subdomain of its own.',
    nl: 'Het SPF-record vraagt {count} opzoekingen; boven de 10 telt het helemaal niet (RFC 7208 §4.6.4). Haal includes weg die u niet nodig hebt, of geef een deel van uw mail een eigen subdomein.',
  },
  'spf-too-many-void': {
    severity: 'problem',
    en: 'Of the SPF record’s lookups {count} find nothing; more than 2 make it fail (RFC 7208 §4.6.4). Take these out: {names}',
    nl: 'Van de opzoekingen van het SPF-record vinden er {count} niets; bij meer dan 2 mislukt het (RFC 7208 §4.6.4). Haal deze weg: {names}',
  },
  'spf-void': {
    severity: 'advice',
    en: 'The SPF record asks for names that do not exist: {names}. Take them out before there are more.',
    nl: 'Het SPF-record vraagt naar namen die niet bestaan: {names}. Haal ze weg voordat het er meer worden.',
  },
  'spf-allows-all': {
    severity: 'problem',
    en: 'The SPF record lets everybody send for this domain (such as +all). End it with ~all or -all.',
    nl: 'Met dit SPF-record mag iedereen voor dit domein verzenden (zoals +all). Laat het eindigen op ~all of -all.',
  },
  'spf-neutral': {
    severity: 'advice',
    en: 'The SPF record says nothing of those it does not name (?all, or no all). End it with ~all, and with -all once you are sure that it is complete.',
    nl: 'Het SPF-record zegt niets over wie het niet noemt (?all, of geen all). Laat het eindigen op ~all, en op -all zodra u zeker weet dat het volledig is.',
  },
  'spf-ptr': {
    severity: 'advice',
    en: 'The SPF record uses ptr, which is slow and should not be used (RFC 7208 §5.5). Name the addresses instead.',
    nl: 'Het SPF-record gebruikt ptr; dat is traag en hoort niet meer (RFC 7208 §5.5). Noem in plaats daarvan de adressen.',
  },
  'spf-passes': { severity: 'ok', en: 'SPF lets {ip} send.', nl: 'Volgens SPF mag {ip} verzenden.' },
  'spf-fails': {
    severity: 'problem',
    en: 'SPF does not let {ip} send ({result}). Add it to the record, if it sends for you.',
    nl: 'Volgens SPF mag {ip} niet verzenden ({result}). Zet het in het record, als het voor u verzendt.',
  },
  'spf-could-not-check': {
    severity: 'could-not-check',
    en: 'SPF of {domain} could not be checked ({reason}); check again later.',
    nl: 'SPF van {domain} kon niet worden nagegaan ({reason}); probeer het later opnieuw.',
  },
  'dkim-selector-unknown': {
    severity: 'advice',
    en: 'DKIM was not checked: DNS has no list of keys. Give the selectors; a sent mail has its own as s= in DKIM-Signature.',
    nl: 'DKIM is niet nagegaan: DNS kent geen lijst van sleutels. Geef de selectors; in een verzonden mail staat hij als s= in DKIM-Signature.',
  },
  'dkim-found': {
    severity: 'ok',
    en: 'At {name} stands a {type} key of {bits} bits.',
    nl: 'Op {name} staat een {type}-sleutel van {bits} bits.',
  },
  'dkim-missing': {
    severity: 'problem',
    en: 'There is no DKIM key at {name}. Publish there what your mail platform gives you; signatures with this selector fail.',
    nl: 'Er staat geen DKIM-sleutel op {name}. Publiceer daar wat uw mailplatform opgeeft; handtekeningen met deze selector mislukken.',
  },
  'dkim-several': {
    severity: 'problem',
    en: 'There are {count} TXT records at {name}; which of them counts is chance. Leave one.',
    nl: 'Er staan {count} TXT-records op {name}; welke telt is toeval. Laat er één staan.',
  },
  'dkim-revoked': {
    severity: 'problem',
    en: 'The key at {name} is revoked (an empty p=); signatures with this selector fail. Use another selector.',
    nl: 'De sleutel op {name} is ingetrokken (een lege p=); handtekeningen met deze selector mislukken. Gebruik een andere selector.',
  },
  'dkim-wrong': {
    severity: 'problem',
    en: 'The key at {name} cannot be read: {detail}. Publish it again, whole and in one record.',
    nl: 'De sleutel op {name} is niet te lezen: {detail}. Publiceer hem opnieuw, heel en in één record.',
  },
  'dkim-too-short': {
    severity: 'problem',
    en: 'The key at {name} has {bits} bits; below 1024 no receiver takes it (RFC 8301). Make one of 2048.',
    nl: 'De sleutel op {name} heeft {bits} bits; onder de 1024 neemt geen ontvanger hem aan (RFC 8301). Maak er een van 2048.',
  },
  'dkim-short': {
    severity: 'advice',
    en: 'The key at {name} has {bits} bits; 2048 is what is advised now (RFC 8301).',
    nl: 'De sleutel op {name} heeft {bits} bits; 2048 is wat nu wordt aangeraden (RFC 8301).',
  },
  'dkim-testing': {
    severity: 'advice',
    en: 'The key at {name} is marked as a test (t=y); receivers may act as if there were no signature. Take that out.',
    nl: 'De sleutel op {name} staat als proef gemerkt (t=y); ontvangers mogen doen alsof er geen handtekening is. Haal dat weg.',
  },
  'dkim-could-not-check': {
    severity: 'could-not-check',
    en: 'The key at {name} could not be looked up ({reason}); check again later.',
    nl: 'De sleutel op {name} kon niet worden opgezocht ({reason}); probeer het later opnieuw.',
  },
  'dmarc-found': {
    severity: 'ok',
    en: 'The DMARC policy of {domain} is {policy}: {record}',
    nl: 'Het DMARC-beleid van {domain} is {policy}: {record}',
  },
  'dmarc-inherited': {
    severity: 'ok',
    en: 'The DMARC policy is that of {domain}, here {policy}: {record}',
    nl: 'Het DMARC-beleid is dat van {domain}, hier {policy}: {record}',
  },
  'dmarc-missing': {
    severity: 'problem',
    en: 'There is no DMARC record for {domain}; large providers ask for one. Begin with p=none, which only reports.',
    nl: 'Er is geen DMARC-record voor {domain}; grote providers vragen erom. Begin met p=none, dat alleen rapporteert.',
  },
  'dmarc-several': {
    severity: 'problem',
    en: 'There are {count} DMARC records for {domain}; with more than one, none of them counts (RFC 9989 §4.10). Leave one.',
    nl: 'Er zijn {count} DMARC-records voor {domain}; bij meer dan één telt er geen enkele (RFC 9989 §4.10). Laat er één staan.',
  },
  'dmarc-wrong': {
    severity: 'problem',
    en: 'The DMARC record of {domain} does not count, since it cannot be read or has no policy (p=): {record}',
    nl: 'Het DMARC-record van {domain} telt niet, omdat het niet te lezen is of geen beleid (p=) heeft: {record}',
  },
  'dmarc-none': {
    severity: 'advice',
    en: 'The policy none only reports: forged mail is still let in. Once the reports show that all your mail passes, go on to quarantine.',
    nl: 'Het beleid none rapporteert alleen: vervalste mail komt nog binnen. Zodra de rapporten laten zien dat al uw mail slaagt, ga dan naar quarantine.',
  },
  'dmarc-testing': {
    severity: 'advice',
    en: 'The DMARC record is marked as a test (t=y): receivers act by one step less than it says.',
    nl: 'Het DMARC-record staat als proef gemerkt (t=y): ontvangers handelen een stap milder dan er staat.',
  },
  'dmarc-strict': {
    severity: 'advice',
    en: 'Alignment is strict (adkim=s or aspf=s): signatures or bounce addresses of a subdomain of {domain} do not count. That is right only if all your mail uses {domain} itself.',
    nl: 'De uitlijning is strikt (adkim=s of aspf=s): handtekeningen of bounce-adressen van een subdomein van {domain} tellen niet. Dat klopt alleen als al uw mail {domain} zelf gebruikt.',
  },
  'dmarc-without-reports': {
    severity: 'advice',
    en: 'The DMARC record asks for no reports (rua=), so you cannot see who sends in the name of {domain}.',
    nl: 'Het DMARC-record vraagt geen rapporten (rua=); u ziet dus niet wie er uit naam van {domain} verzendt.',
  },
  'dmarc-reports-refused': {
    severity: 'advice',
    en: 'Reports about {domain} should go to {target}, which has not agreed to that in DNS, so they are not sent. Whoever runs {target} has to publish the record.',
    nl: 'Rapporten over {domain} moeten naar {target}, dat daar in DNS niet mee heeft ingestemd; ze worden dus niet verstuurd. De beheerder van {target} moet het record publiceren.',
  },
  'dmarc-could-not-check': {
    severity: 'could-not-check',
    en: 'The DMARC policy of {domain} could not be looked up ({reason}); check again later.',
    nl: 'Het DMARC-beleid van {domain} kon niet worden opgezocht ({reason}); probeer het later opnieuw.',
  },
  'ptr-found': {
    severity: 'ok',
    en: 'The address {ip} has the name {name}, and that leads back to it.',
    nl: 'Het adres {ip} heeft de naam {name}, en die leidt ernaar terug.',
  },
  'ptr-generic': {
    severity: 'advice',
    en: 'The address {ip} has the name {name}, as networks give to all customers; some servers refuse such names. Have it named after your mail server.',
    nl: 'Het adres {ip} heeft de naam {name}, zoals netwerken alle klanten geven; sommige servers weigeren zulke namen. Laat het naar uw mailserver noemen.',
  },
  'ptr-missing': {
    severity: 'problem',
    en: 'The address {ip} has no name (PTR); many servers refuse mail from it. Whoever gave you the address can set one, and the name has to lead back to it.',
    nl: 'Het adres {ip} heeft geen naam (PTR); veel servers weigeren mail ervan. Wie u het adres gaf kan die instellen, en de naam moet ernaar terugleiden.',
  },
  'ptr-unconfirmed': {
    severity: 'problem',
    en: 'The address {ip} has the name {names}, which does not lead back to it; many servers refuse mail from it. Publish an A or AAAA record for that name, or have the PTR record changed.',
    nl: 'Het adres {ip} heeft de naam {names}, die er niet naar terugleidt; veel servers weigeren mail ervan. Publiceer een A- of AAAA-record voor die naam, of laat het PTR-record wijzigen.',
  },
  'ptr-could-not-check': {
    severity: 'could-not-check',
    en: 'The name of {ip} could not be looked up ({reason}); check again later.',
    nl: 'De naam van {ip} kon niet worden opgezocht ({reason}); probeer het later opnieuw.',
  },
} as const satisfies Record<string, FindingText>;
