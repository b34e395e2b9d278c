import type { Principal } from '../access/roles.ts';
import DataLoader from 'dataloader';
import { findDeliveries, type DeliveryRow } from '../queries/delivery.query.ts';
import { findActiveSuppressions, listSuppressions, type SuppressionRow } from '../queries/suppression.query.ts';
import type { Service } from '../service.ts';

/** One per request. */
export interface GraphQLContext {
  readonly service: Service;
  readonly principal: Principal;
  readonly tenant: string;
  readonly now: Date;
  readonly deliveries: DataLoader<string, DeliveryRow | null>;
  /** What blocks a recipient now, and longest. */
  readonly activeSuppressions: DataLoader<string, SuppressionRow | null>;
  /** Suppressions of a recipient, newest first. */
  readonly suppressions: DataLoader<string, readonly SuppressionRow[]>;
}

export function createContext(service: Service, principal: Principal, tenant: string, now = new Date()): GraphQLContext {
  return {
    service,
    principal,
    tenant,
    now,
    deliveries: new DataLoader(async (ids: readonly string[]) => {
      const rows = new Map((await findDeliveries(service.readsOf(tenant), tenant, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id) ?? null);
    }),
    activeSuppressions: new DataLoader(async (ids: readonly string[]) => {
      const rows = await findActiveSuppressions(service.readsOf(tenant), tenant, ids, now);
      return ids.map((id) => rows.get(id) ?? null);
    }),
    suppressions: new DataLoader(async (ids: readonly string[]) => {
      const rows = Map.groupBy(await listSuppressions(service.readsOf(tenant), tenant, ids, now), (row) => row.recipientId);
      return ids.map((id) => rows.get(id) ?? []);
    }),
  };
}
