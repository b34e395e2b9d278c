import type { Ruleset } from '@bezorgd/rules';

/** Mailbox domains that a provider is known by, in its own words or by its MX records; most domains are nobody's in this list. */
const mailboxDomains = {
  google: ['gmail.com', 'googlemail.com'],
  microsoft: [
    'outlook.com',
    'hotmail.com',
    'live.com',
    'msn.com',
    'outlook.de',
    'outlook.fr',
    'hotmail.de',
    'hotmail.fr',
    'hotmail.nl',
    'hotmail.co.uk',
    'hotmail.it',
    'hotmail.es',
    'live.nl',
    'live.be',
    'live.fr',
    'live.co.uk',
  ],
  yahoo: [
    'yahoo.com',
    'ymail.com',
    'rocketmail.com',
    'aol.com',
    'yahoo.co.uk',
    'yahoo.de',
    'yahoo.fr',
    'yahoo.it',
    'yahoo.es',
    'yahoo.ca',
    'yahoo.com.br',
  ],
  apple: ['icloud.com', 'me.com', 'mac.com'],
  gmx: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.com', 'web.de', 'mail.com'],
  't-online': ['t-online.de'],
  freenet: ['freenet.de'],
  kpn: ['kpnmail.nl', 'kpnplanet.nl', 'planet.nl', 'hetnet.nl'],
  orange: ['orange.fr', 'wanadoo.fr', 'laposte.net'],
  free: ['free.fr'],
  sfr: ['sfr.fr', 'neuf.fr'],
  libero: ['libero.it', 'virgilio.it'],
  comcast: ['comcast.net'],
  seznam: ['seznam.cz'],
  wp: ['wp.pl', 'o2.pl'],
  'mail-ru': ['mail.ru', 'bk.ru', 'inbox.ru', 'list.ru'],
  yandex: ['yandex.ru', 'yandex.com', 'ya.ru'],
  rambler: ['rambler.ru'],
  tencent: ['qq.com'],
  netease: ['163.com', '126.com'],
  naver: ['naver.com'],
  daum: ['daum.net', 'hanmail.net'],
  docomo: ['docomo.ne.jp'],
  fastmail: ['fastmail.com', 'fastmail.fm'],
  zoho: ['zoho.com', 'zohomail.com'],
} as const satisfies Record<string, readonly string[]>;

const byMailboxDomain: ReadonlyMap<string, string> = new Map(
  Object.entries(mailboxDomains).flatMap(([provider, domains]) => domains.map((domain) => [domain, provider])),
);

const suffixesOf = new WeakMap<Ruleset, ReadonlyMap<string, string>>();

/** Of a suffix that several plugins name, the first plugin's. */
function suffixes(ruleset: Ruleset): ReadonlyMap<string, string> {
  let known = suffixesOf.get(ruleset);
  if (!known) {
    const bySuffix = new Map<string, string>();
    for (const { id, mxSuffixes = [] } of ruleset.plugins)
      for (const suffix of mxSuffixes) if (!bySuffix.has(suffix.toLowerCase())) bySuffix.set(suffix.toLowerCase(), id);
    suffixesOf.set(ruleset, (known = bySuffix));
  }
  return known;
}

/**
 * Who runs the receiving mailboxes, as the id of the provider's plugin: by a well-known mailbox domain, else by the receiving
 * host. Null where neither names anybody: never a guess.
 */
export function providerOf(ruleset: Ruleset, domain: string, mxHost: string | null): string | null {
  const own = byMailboxDomain.get(domain);
  if (own !== undefined || mxHost === null) return own ?? null;
  const known = suffixes(ruleset);
  // The longest suffix first; a bare domain of a provider is one of its hosts, too.
  const host = `.${mxHost.toLowerCase().replace(/\.$/, '')}`;
  for (let dot = 0; dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const found = known.get(host.slice(dot));
    if (found !== undefined) return found;
  }
  return null;
}
