import { cleanAddress, isAddress } from './address.ts';

/** Words that a return path begins with, and the numbers of mailing and list that stand before the recipient. */
const lead =
  /^(?:.{0,80}[-+._=])?(?:bounces?|bnc|return|returns|verp|errors?|owner|rp|ret|mailer|noreply|no-reply|news|nl|mail|msg)[-+._=](?:[0-9]+[-._](?:[0-9a-f]{4,8}-)?)*/i;

/**
 * The recipient inside a return path (VERP): `bounces+ann=example.com@…`, `news-ann=example.com@…`, `bounce-17-ann=example.com@…`.
 * A tag (BATV) or a rewritten sender (SRS) looks alike and names none.
 */
export function verpRecipient(returnPath: string): string | null {
  const at = returnPath.lastIndexOf('@');
  const local = at > 0 && at <= 320 ? returnPath.slice(0, at) : '';
  const equals = local.lastIndexOf('=');
  if (equals < 3 || /^(?:srs[01][-+=]|prvs=|btv1=|msprvs)/i.test(local)) return null;
  const domain = local.slice(equals + 1).toLowerCase();
  if (!/^[a-z0-9\u0080-\uffff-]{1,63}(?:\.[a-z0-9\u0080-\uffff-]{1,63}){1,8}$/.test(domain)) return null;
  const before = local.slice(0, equals);
  const plus = before.indexOf('+');
  let user = before;
  if (plus >= 0) user = before.slice(plus + 1).replace(/^[0-9]+-[0-9a-f]{4,8}-/i, '');
  else {
    const known = lead.exec(before)?.[0].length ?? 0;
    const separator = before.search(/[-._]/);
    if (known === 0 && separator < 0) return null;
    user = before.slice(known > 0 ? known : separator + 1);
  }
  if (user.includes('=')) user = user.slice(user.lastIndexOf('=') + 1);
  const address = cleanAddress(`${user}@${domain}`);
  return user !== '' && isAddress(address) ? address : null;
}
