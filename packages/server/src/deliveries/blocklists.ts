/** A list of senders that receivers look into. */
interface KnownBlocklist {
  readonly name: string;
  readonly words: RegExp;
  /** Where its operator says why an address is listed, and how it gets off. */
  readonly lookup: string | null;
  /** Lists nobody any more; who still asks it is mistaken. */
  readonly closed?: string;
}

const known: readonly KnownBlocklist[] = [
  { name: 'Spamhaus', words: /spamhaus|abuseat|\b(?:sbl|css)\d{4,}\b/i, lookup: 'https://check.spamhaus.org/' },
  { name: 'SpamCop', words: /spamcop/i, lookup: 'https://www.spamcop.net/bl.shtml' },
  { name: 'Barracuda', words: /barracuda/i, lookup: 'https://www.barracudacentral.org/lookups' },
  { name: 'Abusix', words: /abusix/i, lookup: 'https://lookup.abusix.com/' },
  { name: 'Invaluement', words: /invaluement/i, lookup: 'https://www.invaluement.com/lookup/' },
  { name: 'UCEPROTECT', words: /uceprotect/i, lookup: 'https://www.uceprotect.net/en/rblcheck.php' },
  { name: 'PSBL', words: /\bpsbl\b|psbl\.surriel/i, lookup: 'https://psbl.org/' },
  { name: 'Mailspike', words: /mailspike/i, lookup: 'https://mailspike.io/' },
  { name: 'DroneBL', words: /dronebl/i, lookup: 'https://dronebl.org/lookup' },
  { name: 'Cloudmark', words: /cloudmark/i, lookup: 'https://csi.cloudmark.com/en/reset/' },
  { name: 'Proofpoint', words: /proofpoint|ppops|pphosted/i, lookup: 'https://ipcheck.proofpoint.com/' },
  { name: 'Cisco Talos', words: /talosintelligence|senderbase/i, lookup: 'https://talosintelligence.com/reputation_center' },
  { name: 'Trend Micro', words: /trendmicro|trend micro|mail-abuse\.(?:com|org)/i, lookup: 'https://www.ers.trendmicro.com/' },
  { name: 'SORBS', words: /\bsorbs\b/i, lookup: null, closed: '2024-06-05' },
  // https://heise.de/-10248714
  { name: 'NiX Spam', words: /manitu\.net|nixspam/i, lookup: null, closed: '2025-01-16' },
];

const label = '[a-z\\d-]{1,63}';
/** Postfix names the zone that it asked; elsewhere one of its labels gives it away. What stands before is an address, or a key. */
const asked = new RegExp(`\\bblocked using ((?:${label}\\.){1,8}[a-z]{2,24})\\b`, 'i');
const listing = new RegExp(`\\b((?:dns)?(?:bl|rbl|blacklist|blocklist)\\.(?:${label}\\.){0,4}[a-z]{2,24})\\b`, 'i');
/** Longer replies say it at the start, or not at all. */
const maxCharacters = 2000;

/** The list that a reply names: by its name, or by the zone that was asked. Null: it names none, or a host of its own. */
export function blocklistOf(reply: string, receivingDomain: string): string | null {
  const text = reply.slice(0, maxCharacters);
  const found = known.find(({ words }) => words.test(text));
  if (found) return found.name;
  const zone = listing.exec(text)?.[1] ?? asked.exec(text)?.[1]?.replace(/^(?:\d+\.)+/, '');
  if (zone === undefined || `.${zone.toLowerCase()}`.endsWith(`.${receivingDomain}`)) return null;
  return zone.toLowerCase();
}

/** What is known of a list; null: no more than its name. */
export function knownBlocklist(name: string): Pick<KnownBlocklist, 'lookup' | 'closed'> | null {
  return known.find((list) => list.name === name) ?? null;
}
