/** RFC 2142, and the names that Dutch and English organisations use most. */
const roles: ReadonlySet<string> = new Set(
  `abuse noc security postmaster hostmaster usenet news webmaster www uucp ftp info marketing sales support
  admin administrator root sysadmin hello contact help helpdesk service servicedesk office mail email enquiries inquiries billing accounts
  accounting finance invoice invoices payroll hr jobs careers recruitment legal privacy dpo compliance press media team reception orders
  bookings reservations customerservice feedback newsletter
  administratie beheer bestuur secretariaat secretaris penningmeester voorzitter boekhouding facturen factuur crediteuren debiteuren
  financien klantenservice verkoop inkoop receptie balie planning personeel personeelszaken vacatures sollicitatie pers redactie
  ledenadministratie directie algemeen afspraak afspraken klachten praktijk aanmelden aanmelding bestellingen reserveringen`
    .split(/\s+/)
    .filter(Boolean),
);
const noReply = /^(?:no|do-?not|niet|geen)[-_.]?(?:reply|beantwoorden|antwoord)$/;

/** Whose address it is by its name: a function's, nobody's; null: a person's, as far as can be told. */
export function roleOf(localPart: string): 'role' | 'no-reply' | null {
  const name = localPart.toLowerCase().replace(/\+.*$/, '');
  if (noReply.test(name)) return 'no-reply';
  return roles.has(name) ? 'role' : null;
}
