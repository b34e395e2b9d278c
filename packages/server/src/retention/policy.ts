import { z } from 'zod';

/** How long a tenant keeps what. */
export interface RetentionPolicy {
  /** Deliveries with their events, blocks that are over, and addresses without either. */
  readonly days: number;
  /** Returned mails as they came. */
  readonly reportDays: number;
}

/** @param most The service's own limit: older events are not even taken. */
export function retentionPolicySchema(most: number) {
  const days = z
    .int()
    .min(1, { message: 'give at least 1 day' })
    .max(most, { message: `give at most ${most} days: the service keeps nothing longer (RETENTION_DAYS)` });
  return z
    .object({
      days: days.default(most).meta({ description: 'Deliveries with their events, and what follows from them.' }),
      reportDays: days.optional().meta({ description: 'Returned mails as they came; as long as the rest when absent.' }),
    })
    .transform(({ days: all, reportDays }): RetentionPolicy => ({ days: all, reportDays: Math.min(reportDays ?? all, all) }));
}

/** A policy as it was stored, within what the service keeps now. Null: nobody decided anything. */
export function retentionOf(stored: unknown, most: number): RetentionPolicy {
  const { days = most, reportDays = days } = (stored ?? {}) as Partial<RetentionPolicy>;
  const all = Math.min(days, most);
  return { days: all, reportDays: Math.min(reportDays, all) };
}
