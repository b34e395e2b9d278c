import type { LiveStream } from '../push/live.ts';
import type { Reads } from '../queries/reads.ts';
import type { Principal } from '../access/roles.ts';
import DataLoader from 'dataloader';
import type { Page } from '../queries/cursor.ts';
import { findDeliveries, listDeliveriesOfEach, type AskedPage, type DeliveryRow } from '../queries/delivery.query.ts';
import { findMessages, type MessageRow } from '../queries/message.query.ts';
import { findRecipients, type RecipientRow } from '../queries/recipient.query.ts';
import {
  findSuppressionsAt,
  listSuppressions,
  type AskedSuppression,
  type SuppressionRow,
} from '../queries/suppression.query.ts';
import { findRetirements, type RetirementRow } from '../queries/retirement.query.ts';
import { readTimelines, type AskedTimeline, type TimelineRow } from '../queries/timeline.query.ts';
import type { Service } from '../service.ts';

/** One per request. */
export interface GraphQLContext {
  readonly service: Service;
  readonly principal: Principal;
  readonly tenant: string;
  /** For what may belong to every tenant, such as keys: the tenant that is asked for; null: all that the caller may see. */
  readonly askedTenant: string | null;
  /** The tenant's rows, as the caller may see them. */
  readonly reads: Reads;
  readonly now: Date;
  /** Of a subscription: told of the stream that it opens. */
  readonly onStream?: (stream: LiveStream) => void;
  readonly deliveries: DataLoader<string, DeliveryRow | null>;
  readonly timelines: DataLoader<AskedTimeline, readonly TimelineRow[], string>;
  /** Pages of recipients' and messages' own deliveries. */
  readonly deliveryPages: DataLoader<AskedPage, Page<DeliveryRow>, string>;
  /** By message id. */
  readonly messages: DataLoader<string, MessageRow | null>;
  readonly recipients: DataLoader<string, RecipientRow | null>;
  /** What blocks a recipient at a moment, and longest. */
  readonly suppressionsAt: DataLoader<AskedSuppression, SuppressionRow | null, string>;
  /** By recipient. */
  readonly retirements: DataLoader<string, RetirementRow | null>;
  /** Suppressions of a recipient, newest first. */
  readonly suppressions: DataLoader<string, readonly SuppressionRow[]>;
}

export function createContext(
  service: Service,
  principal: Principal,
  tenant: string,
  askedTenant: string | null,
  now = new Date(),
): GraphQLContext {
  const reads = service.readsOf(tenant, principal);
  return {
    reads,
    service,
    principal,
    tenant,
    askedTenant,
    now,
    deliveries: new DataLoader(async (ids: readonly string[]) => {
      const rows = new Map((await findDeliveries(reads, tenant, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    }),
    timelines: new DataLoader((asked: readonly AskedTimeline[]) => readTimelines(reads, tenant, asked), {
      cacheKeyFn: ({ id, firstEventAt, lastEventAt }) => `${id} ${firstEventAt.getTime()} ${lastEventAt.getTime()}`,
    }),
    deliveryPages: new DataLoader(
      async (asked: readonly AskedPage[]) => {
        const alike = Map.groupBy(asked, (one) => JSON.stringify({ ...one, value: null }));
        const pages = new Map<AskedPage, Page<DeliveryRow>>();
        for (const group of alike.values()) {
          const found = await listDeliveriesOfEach(reads, tenant, group);
          for (const [index, one] of group.entries()) pages.set(one, found[index]!);
        }
        return asked.map((one) => pages.get(one)!);
      },
      { cacheKeyFn: (asked) => JSON.stringify(asked) },
    ),
    messages: new DataLoader(async (ids: readonly string[]) => {
      const rows = await findMessages(reads, tenant, ids);
      return ids.map((id) => rows.get(id) ?? null);
    }),
    recipients: new DataLoader(async (ids: readonly string[]) => {
      const rows = await findRecipients(reads, tenant, ids);
      return ids.map((id) => rows.get(id) ?? null);
    }),
    suppressionsAt: new DataLoader((asked: readonly AskedSuppression[]) => findSuppressionsAt(reads, tenant, asked), {
      cacheKeyFn: ({ recipientId, at, stream }) => `${recipientId} ${at.getTime()} ${stream}`,
    }),
    retirements: new DataLoader(async (ids: readonly string[]) => {
      const rows = await findRetirements(reads, tenant, ids);
      return ids.map((id) => rows.get(id) ?? null);
    }),
    suppressions: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await listSuppressions(reads, tenant, ids, now), (row) => row.recipientId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}
