import type { Report } from '../report.ts';
import { domainOf } from './original.ts';

/** What is ours: mail domains (also for all below them), and hosts that hand our mail out, by name or address. */
export interface Ours {
  readonly ownDomains: readonly string[];
  readonly ownHosts: readonly string[];
}

/**
 * Why a report is taken to be about a mail of ours, or not:
 *
 * - `host-ours`, `hosts-foreign`: a host of ours handled the mail; or hosts did, none of them ours.
 * - `signed-by-us`: a DKIM signature of one of our domains (not verified here).
 * - `message-id-ours`, `message-id-foreign`: where its Message-ID was made.
 * - `authenticated-ours`: somebody logged in with an account of ours. With other signs against it: a stolen password.
 * - `from-foreign`: not even From names us.
 * - `nothing-returned`: the report gives no header back.
 */
export type OriginReason =
  | 'host-ours'
  | 'hosts-foreign'
  | 'signed-by-us'
  | 'message-id-ours'
  | 'message-id-foreign'
  | 'authenticated-ours'
  | 'from-foreign'
  | 'nothing-returned';

export interface Origin {
  readonly origin: 'ours' | 'backscatter' | 'unsure';
  readonly reasons: readonly OriginReason[];
}

/**
 * Whether a report speaks of a mail that we sent, or of one that somebody else sent in our name (backscatter). Says
 * `backscatter` only when two things speak against us and none for us: a bounce ignored by mistake is a mailing that goes on. Who
 * names nothing as ours hears `unsure`.
 */
export function judgeOrigin({ original }: Pick<Report, 'original'>, { ownDomains, ownHosts }: Ours): Origin {
  const { messageId, from, hosts, signedBy, authenticatedSender } = original;
  const made = messageId === null ? '' : domainOf(messageId);
  const isOurs = (domain: string) => ownDomains.some((own) => within(domain, own)) || ownHosts.some((own) => within(domain, own));
  const handled = hosts.some(isOurs);
  const reasons: OriginReason[] = [];
  if (handled) reasons.push('host-ours');
  if (signedBy.some(isOurs)) reasons.push('signed-by-us');
  if (made !== '' && isOurs(made)) reasons.push('message-id-ours');
  if (authenticatedSender !== null && authenticatedSender.includes('@') && isOurs(domainOf(authenticatedSender)))
    reasons.push('authenticated-ours');
  const speaksForUs = reasons.length > 0;
  // "localhost" and names without a dot are everybody's.
  const known = ownDomains.length > 0;
  if (known && made.includes('.') && !isOurs(made) && made !== 'localhost.localdomain') reasons.push('message-id-foreign');
  if (hosts.length > 0 && !handled && ownHosts.length > 0) reasons.push('hosts-foreign');
  if (known && from !== null && !isOurs(domainOf(from))) reasons.push('from-foreign');
  if (messageId === null && from === null && hosts.length === 0) reasons.push('nothing-returned');
  return { origin: verdict(reasons, speaksForUs), reasons };
}

function verdict(reasons: readonly OriginReason[], speaksForUs: boolean): Origin['origin'] {
  const has = (reason: OriginReason) => reasons.includes(reason);
  // A Message-ID is easily copied: with hosts known and all of them strange it proves nothing.
  if (speaksForUs) return has('hosts-foreign') && !has('signed-by-us') && !has('authenticated-ours') ? 'unsure' : 'ours';
  const against = reasons.filter((reason) => reason !== 'nothing-returned').length;
  return against >= 2 ? 'backscatter' : 'unsure';
}

function within(host: string, own: string): boolean {
  const wanted = own.toLowerCase();
  const name = host.toLowerCase();
  return name === wanted || (name.length > wanted.length && name.endsWith(`.${wanted}`) && wanted !== '');
}
