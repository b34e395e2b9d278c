import type { Label } from '@bezorgd/rules';
import type { Principal } from '../access/roles.ts';
import { asciiOf } from '../addresses/address-syntax.ts';
import { badArgument, Fault } from '../errors.ts';
import { findAttention, type AttentionFilter, type AttentionRow } from '../queries/attention.query.ts';
import type { DeliveryRow } from '../queries/delivery.query.ts';
import type { TimelineRow } from '../queries/timeline.query.ts';
import type { Service } from '../service.ts';
import { changeOf } from './change-suppressions.ts';
import { givenInstant } from './instant.ts';
import { wordsOf } from './text.ts';

/** Which addresses, as callers say it; every part that is given must hold. */
export interface AskedAttention {
  readonly label?: Label | null | undefined;
  readonly domain?: string | null | undefined;
  readonly since?: Date | null | undefined;
  readonly blocked?: boolean | null | undefined;
  readonly reviewed?: boolean | null | undefined;
}

/** Throws a fault that names the field. */
export function attentionFilter({ label, domain, since, blocked, reviewed }: AskedAttention, path = ''): AttentionFilter {
  const ascii = typeof domain === 'string' ? asciiOf(domain.trim()) : undefined;
  if (ascii !== undefined && !/^[^\s\p{Cc}@]{1,253}$/u.test(ascii))
    throw badArgument(`${path}domain`, 'give a domain, such as example.com');
  return {
    label: label ?? undefined,
    domain: ascii,
    since: givenInstant(`${path}since`, since),
    blocked: blocked ?? undefined,
    reviewed: reviewed ?? undefined,
  };
}

export interface ReviewInput {
  readonly address: string;
  /** What came of it. */
  readonly note: string | null;
  readonly onBehalfOf?: string | null | undefined;
}

/** Notes that somebody looked at what needs attention of an address. Throws a fault that says what is missing. */
export async function reviewAddress(
  service: Service,
  principal: Principal,
  tenant: string,
  { address, note, onBehalfOf }: ReviewInput,
  now: Date,
): Promise<AttentionRow> {
  const words = wordsOf('note', note ?? '', { most: 2000 });
  const { recipient, by } = changeOf(service, principal, tenant, { address, reason: 'looked at', onBehalfOf });
  const attention = await findAttention(service.readsOf(tenant, principal), tenant, recipient.recipientId, now);
  if (!attention) throw new Fault('nothing-to-review', 'address: nothing about this address needs attention');
  const review = { by, note: words === '' ? null : words };
  const seen = { tenant, recipientId: recipient.recipientId, seenEvent: attention.decidedBy, ...review };
  await service.reviews.add(seen, now);
  return { ...attention, review: { at: now, ...review }, reviewed: true };
}

/** The timeline's part in which a delivery was decided. */
export function decidingMoment(delivery: DeliveryRow): DeliveryRow {
  return { ...delivery, firstEventAt: delivery.statusAt, lastEventAt: delivery.statusAt };
}

/** The entry with the server's own words; null: it sent none. */
export function decidingReply(
  entries: readonly TimelineRow[],
  { category }: DeliveryRow,
): (TimelineRow & { readonly reply: string }) | null {
  const spoken = entries.filter((entry): entry is TimelineRow & { readonly reply: string } => entry.reply !== null);
  return spoken.find((entry) => entry.category === category) ?? spoken[0] ?? null;
}
