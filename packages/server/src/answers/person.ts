import type { Principal } from '../access/roles.ts';
import { badArgument, Fault } from '../errors.ts';
import { mailAddressSchema } from '../events/mail-event.ts';
import { listReviews } from '../queries/attention.query.ts';
import { listDeliveries, cursorOf } from '../queries/delivery.query.ts';
import { readLogEntries, readPushed, readReportsOf } from '../queries/erasure.query.ts';
import { findRecipients } from '../queries/recipient.query.ts';
import { listSuppressionFacts } from '../queries/suppression.query.ts';
import { maxEntries, readTimelines } from '../queries/timeline.query.ts';
import type { Found } from '../storage/erasures.ts';
import type { Service } from '../service.ts';
import type { Erasure } from '../queries/erasure.query.ts';
import { judgedTimeline } from './judged-timeline.ts';
import { reasonOf } from './text.ts';

/** Forgets a person, and keeps the blocks. Throws a fault that names the field. */
export async function erasePerson(
  service: Service,
  principal: Principal,
  tenant: string,
  { address, reason }: { readonly address: string; readonly reason: string },
  now: Date,
): Promise<Erasure> {
  const { recipientId, domain } = recipientOf(service, tenant, address);
  const why = reasonOf(reason);
  if (why.toLowerCase().includes(address.toLowerCase()))
    throw badArgument('reason', 'names the address: it would be kept; give the number of the request instead');
  const erasure = await service.erasures.erase(tenant, { recipientId, address, domain }, principal.name, why, now);
  service.recipientIds.forget();
  if (!erasure) throw new Fault('recipient-unknown', 'address: we know nothing of this address');
  return erasure;
}

const deliveriesAtOnce = 100;

/**
 * All that is known of a person, as one JSON document in pieces: address, blocks, deliveries with all that happened to them, and
 * what is about them or names them: returned mails and quarantined messages whole (base64), entries of the log, what was pushed.
 * Throws a fault when nothing is known.
 */
export async function* exportPerson(
  service: Service,
  principal: Principal,
  tenant: string,
  address: string,
  now: Date,
): AsyncGenerator<string> {
  const { recipientId, domain } = recipientOf(service, tenant, address);
  const reads = service.readsOf(tenant, principal);
  const recipient = (await findRecipients(reads, tenant, [recipientId])).get(recipientId) ?? null;
  const find = (): Promise<Found> => service.erasures.find(tenant, { recipientId, address, domain });
  const named = recipient === null ? await find() : null;
  if (named && Object.values(named).every((found) => found.length === 0))
    throw new Fault('recipient-unknown', 'address: we know nothing of this address');
  const suppressions = await listSuppressionFacts(reads, tenant, [recipientId], now);
  const reviews = await listReviews(reads, tenant, recipientId);
  yield `{"exportedAt":${JSON.stringify(now)},"recipient":${JSON.stringify(recipient)},"suppressions":${JSON.stringify(suppressions)},"reviews":${JSON.stringify(reviews)},"deliveries":[`;
  const reportIds = new Set<string>();
  let separator = '';
  for (let after = null; ;) {
    const page = await listDeliveries(reads, tenant, { recipientId }, deliveriesAtOnce, after);
    const timelines = await readTimelines(reads, tenant, page.rows);
    for (const [index, row] of page.rows.entries()) {
      const entries = [...timelines[index]!];
      while (entries.length > 0 && entries.length % maxEntries === 0) {
        const [more = []] = await readTimelines(reads, tenant, [row], entries.length);
        if (more.length === 0) break;
        entries.push(...more);
      }
      const timeline = judgedTimeline(service, row, entries);
      for (const { reportId } of timeline) if (reportId !== null) reportIds.add(reportId);
      yield `${separator}${JSON.stringify({ ...row, timeline })}`;
      separator = ',';
    }
    if (!page.hasNextPage) break;
    after = cursorOf(page.rows.at(-1)!);
  }
  const found = named ?? (await find());
  yield '],"reports":[';
  separator = '';
  for (const reportId of new Set([...reportIds, ...found.reportIds])) {
    for (const { receivedAt, raw } of await readReportsOf(reads, tenant, [reportId])) {
      yield `${separator}${JSON.stringify({ reportId, receivedAt, raw: raw.toString('base64') })}`;
      separator = ',';
    }
  }
  yield '],"quarantined":[';
  separator = '';
  for (const id of found.quarantineIds) {
    const content = await service.quarantine.content(tenant, id);
    if (!content) continue;
    yield `${separator}${JSON.stringify({ id, content: Buffer.from(content).toString('base64') })}`;
    separator = ',';
  }
  const log = await readLogEntries(service.operatorReads, tenant, found.auditIds);
  const pushed = await readPushed(service.operatorReads, tenant, [...found.pushed, ...found.answers]);
  yield `],"log":${JSON.stringify(log)},"pushed":${JSON.stringify(pushed)}}`;
}

function recipientOf(
  service: Service,
  tenant: string,
  address: string,
): { readonly recipientId: string; readonly domain: string } {
  if (!mailAddressSchema.safeParse(address).success) throw badArgument('address', 'give one mail address, local-part@domain');
  return service.recipientIds.of(tenant, address);
}
