/** Domains of mailboxes that very many people have, in the Netherlands, in Belgium and everywhere. */
export const wellKnownDomains: readonly string[] = [
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'outlook.nl',
  'outlook.be',
  'hotmail.com',
  'hotmail.nl',
  'hotmail.be',
  'hotmail.fr',
  'hotmail.de',
  'hotmail.co.uk',
  'live.com',
  'live.nl',
  'live.be',
  'msn.com',
  'passport.com',
  'yahoo.com',
  'yahoo.nl',
  'yahoo.be',
  'yahoo.de',
  'yahoo.fr',
  'yahoo.co.uk',
  'ymail.com',
  'rocketmail.com',
  'aol.com',
  'icloud.com',
  'me.com',
  'mac.com',
  'proton.me',
  'protonmail.com',
  'pm.me',
  'tutanota.com',
  'tuta.com',
  'fastmail.com',
  'zoho.com',
  'mail.com',
  'email.com',
  'hushmail.com',
  'gmx.com',
  'gmx.net',
  'gmx.de',
  'gmx.at',
  'gmx.ch',
  'web.de',
  't-online.de',
  'freenet.de',
  'posteo.de',
  'mailbox.org',
  'ziggo.nl',
  'kpnmail.nl',
  'kpnplanet.nl',
  'planet.nl',
  'hetnet.nl',
  'home.nl',
  'upcmail.nl',
  'chello.nl',
  'casema.nl',
  'quicknet.nl',
  'xs4all.nl',
  'telfort.nl',
  'tele2.nl',
  'tiscali.nl',
  'zonnet.nl',
  'wxs.nl',
  'solcon.nl',
  'caiway.nl',
  'caiway.net',
  'online.nl',
  'zeelandnet.nl',
  'kabelfoon.nl',
  'versatel.nl',
  'onsmail.nl',
  'freedom.nl',
  'delta.nl',
  'glasoperator.nl',
  'concepts.nl',
  'filternet.nl',
  'telenet.be',
  'skynet.be',
  'proximus.be',
  'scarlet.be',
  'belgacom.net',
  'pandora.be',
  'orange.fr',
  'wanadoo.fr',
  'free.fr',
  'laposte.net',
  'sfr.fr',
  'libero.it',
  'btinternet.com',
  'sky.com',
  'comcast.net',
  'verizon.net',
  'yandex.com',
  'yandex.ru',
  'mail.ru',
  'qq.com',
  '163.com',
  '126.com',
  'naver.com',
  'wp.pl',
  'o2.pl',
  'onet.pl',
  'interia.pl',
];
const wellKnown: ReadonlySet<string> = new Set(wellKnownDomains);

/** Keys beside each other on a QWERTY keyboard. */
const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours: ReadonlySet<string> = new Set(
  keyboard.flatMap((row, line) =>
    [...row].flatMap((key, place) =>
      [row[place + 1], keyboard[line + 1]?.[place - 1], keyboard[line + 1]?.[place]].flatMap((other) =>
        other === undefined ? [] : [key + other, other + key],
      ),
    ),
  ),
);
/** Ways to slip that count for little. */
const cheap = 0.6;

/**
 * The known domain that was most likely meant: one slip away, or two in a long name; null: none, or the domain is known itself.
 * `others`: those to which mails of this sender arrive.
 */
export function lookAlike(domain: string, others: readonly string[] = []): string | null {
  if (wellKnown.has(domain) || others.includes(domain)) return null;
  let best: { readonly domain: string; readonly cost: number } | null = null;
  for (const candidate of [...wellKnownDomains, ...others]) {
    const allowed = allowedCost(domain, candidate);
    if (Math.abs(domain.length - candidate.length) > 2) continue;
    const cost = slips(domain, candidate);
    if (cost <= allowed && (best === null || cost < best.cost)) best = { domain: candidate, cost };
  }
  return best?.domain ?? null;
}

/** In a short name one letter makes another name: `mai.nl` is no slip of `mail.ru`, but `gmial.com` is one of `gmail.com`. */
function allowedCost(domain: string, candidate: string): number {
  const [name, end] = parts(candidate);
  const [ownName, ownEnd] = parts(domain);
  // The same name under another end is a slip only where the end is not one of its own: hotmail.de and ziggo.com may be real.
  if (name === ownName) return realEnds.has(ownEnd) ? (onlyEnd.has(candidate) ? Number.POSITIVE_INFINITY : -1) : 2;
  if (name.length <= 3) return -1;
  if (end !== ownEnd && realEnds.has(ownEnd)) return -1;
  return name.length >= 7 ? 2 : name.length >= 5 ? 1 : cheap;
}

/** Ends that many domains have; anything else that is near to one of them is a slip. */
const realEnds: ReadonlySet<string> = new Set(
  'com net org nl be de fr eu uk co.uk it es at ch pl se no dk fi info biz io me us ca co ru cn jp com.au lu pt ie cz online shop app dev amsterdam frl gov edu int'.split(
    ' ',
  ),
);
/** Providers that have their name under one end only. */
const onlyEnd: ReadonlySet<string> = new Set([
  'gmail.com',
  'icloud.com',
  'ziggo.nl',
  'kpnmail.nl',
  'kpnplanet.nl',
  'hetnet.nl',
  'upcmail.nl',
  'chello.nl',
  'casema.nl',
  'xs4all.nl',
  'telenet.be',
  'skynet.be',
  'protonmail.com',
  'googlemail.com',
  'zeelandnet.nl',
  'caiway.nl',
]);

function parts(domain: string): readonly [name: string, end: string] {
  const dot = domain.indexOf('.');
  return [domain.slice(0, dot), domain.slice(dot + 1)];
}

/** Damerau-Levenshtein distance (adjacent letters swapped count once), where a neighbouring key and a doubled letter count less. */
function slips(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1]!, b[j - 1]!];
      const replaced = x === y ? 0 : neighbours.has(x + y) ? cheap : 1;
      const dropped = x === a[i - 2] ? cheap : 1;
      const added = y === b[j - 2] ? cheap : 1;
      row[j] = Math.min(rows[i - 1]![j - 1]! + replaced, rows[i - 1]![j]! + dropped, row[j - 1]! + added);
      if (i > 1 && j > 1 && x === b[j - 2] && y === a[i - 2]) row[j] = Math.min(row[j]!, rows[i - 2]![j - 2]! + cheap);
    }
  }
  return rows[a.length]![b.length]!;
}
