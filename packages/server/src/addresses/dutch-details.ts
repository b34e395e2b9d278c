/** What name servers and the reader of SPF and DKIM records say inside our sentences, in Dutch. */
const dutch: readonly (readonly [said: RegExp, inDutch: string])[] = [
  [/^no answer in time$|^DNS timeout$/, 'geen antwoord op tijd'],
  [/^the name server failed$/, 'de naamserver faalde'],
  [/^the name server refused$/, 'de naamserver weigerde'],
  [/^DNS request refused by server when resolving (.*)$/, 'de naamserver weigerde te antwoorden over $1'],
  [/^the name server cannot be reached$/, 'de naamserver is niet bereikbaar'],
  [/^the answer cannot be read$/, 'het antwoord is niet te lezen'],
  [/^the service stops$/, 'de dienst stopt'],
  [/^too many questions at once$/, 'te veel vragen tegelijk'],
  [/^too many mail servers$/, 'te veel mailservers'],
  [/^SPF evaluation time limit exceeded$/, 'het duurde te lang'],
  [/^DNS error when resolving (\S+): .*$/, 'DNS-fout bij $1'],
  [/^no SPF records? found for (.*)$/, 'er is geen SPF-record voor $1'],
  [/^Unknown mechanism "(.*)"$/, 'onbekend woord “$1”'],
  [/^Invalid "(.*)" term$/, '“$1” is niet goed geschreven'],
  [/^Missing domain-spec for "(.*)"$/, 'bij “$1” ontbreekt de domeinnaam'],
  [/^Empty domain-spec$/, 'er ontbreekt een domeinnaam'],
  [/^Invalid domain-spec "(.*)"$|^Invalid domain (.*)$/, 'ongeldige domeinnaam $1$2'],
  [/^Invalid CIDR length "(.*)"$/, 'ongeldige netwerklengte “$1”'],
  [/^Invalid IP address (.*)$/, 'ongeldig IP-adres $1'],
  [/^Invalid modifier name "(.*)"$/, 'ongeldige naam “$1”'],
  [/^Unexpected value for "all"$/, 'achter “all” staat een waarde'],
  [/^(?:Invalid macro|Unknown macro letter) "(.*?)".*$/, 'ongeldige macro “$1”'],
  [/^Unexpected % in macro$|^Unterminated macro$|^Invalid character in macro string$/, 'een macro is niet goed geschreven'],
  [/^DNS response includes invalid characters$/, 'het antwoord van DNS bevat ongeldige tekens'],
  [/^empty tag-spec$/, 'er staat een leeg deel tussen puntkomma’s'],
  [/^tag-spec without "=": (.*)$/, 'er ontbreekt een = in $1'],
  [/^invalid tag name: (.*)$/, 'ongeldige naam $1'],
  [/^duplicate tag: (.*)$/, '$1 staat er twee keer'],
];

/** What is not known stays as it was said. */
export function inDutch(said: string): string {
  const known = dutch.find(([words]) => words.test(said));
  return known ? said.replace(known[0], known[1]) : said;
}
