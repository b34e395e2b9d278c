import { isbot } from 'isbot';

/** What a user agent says of who is behind it. */
export type Agent = 'not-told' | 'none' | 'program' | 'machine' | 'mail-filter' | 'privacy-proxy' | 'image-proxy' | 'prefetcher';

/**
 * Apple's Mail Privacy Protection loads the images of every mail, read or not, and says this and no more
 * (ua-parser/uap-core issue 509, read 2026-11-23).
 */
const applePrivacyProxy = 'Mozilla/5.0';

/**
 * Gmail loads images itself as soon as a mail comes in (mautic/mautic pull request 10245, mssola/user_agent issue 71, read
 * 2026-11-23); its ordinary proxy loads them when a person opens the mail (matomo-org/device-detector issue 5359).
 */
const prefetchers = /Edge\/12\.246 (?:Mozilla\/5\.0|Gmail-content-sampling)$/;
const imageProxies = /GoogleImageProxy|YahooMailProxy/;

/** Names that mail filters give themselves. */
const mailFilters =
  /barracuda|proofpoint|mimecast|forcepoint|ironport|ciscosecureemail|symantec|fireeye|fortimail|fortiguard|sophos|trend ?micro|safelinks|urlanalyzer|zscaler|checkpoint|avanan|hornetsecurity|virustotal|urlscan/i;

/** Programs rather than people, whatever else they say. */
const programs = /\b(?:curl|wget|python|java|okhttp|go-http-client|node-fetch|axios|libwww|headlesschrome|phantomjs)\b/i;

const known = new Map<string, Agent>();

export function agentOf(userAgent: string | null): Agent {
  // Many platforms do not pass it on: that says nothing.
  if (userAgent === null) return 'not-told';
  const trimmed = userAgent.trim();
  const remembered = known.get(trimmed);
  if (remembered) return remembered;
  const agent = judge(trimmed);
  // Bounded: strangers choose their user agents.
  if (known.size >= 5000) known.clear();
  known.set(trimmed, agent);
  return agent;
}

function judge(userAgent: string): Agent {
  if (userAgent === '') return 'none';
  if (userAgent === applePrivacyProxy) return 'privacy-proxy';
  if (prefetchers.test(userAgent)) return 'prefetcher';
  if (imageProxies.test(userAgent)) return 'image-proxy';
  if (mailFilters.test(userAgent)) return 'mail-filter';
  if (programs.test(userAgent) || isbot(userAgent)) return 'machine';
  return 'program';
}
