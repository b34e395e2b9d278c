import { z } from 'zod';

/** How long a tenant keeps what. */
export interface RetentionPolicy {
  /** Deliveries with their events, blocks that are over, and addresses without either. */
  readonly days: number;
  /** Returned mails as they came. */
  readonly reportDays: number;
  /** Figures by the hour, of mails that are deleted; never less long than the mails. Null: for good. */
  readonly statisticsDays: number | null;
}

const mostStatisticsDays = 36_500;

/** @param most The service's own limit: older events are not even taken. */
export function retentionPolicySchema(most: number) {
  const days = z
    .int()
    .min(1, { message: 'give at least 1 day' })
    .max(most, { message: `give at most ${most} days: the service keeps nothing longer (RETENTION_DAYS)` });
  return z
    .strictObject({
      days: days.default(most).meta({ description: 'Deliveries with their events, and what follows from them.' }),
      reportDays: days.optional().meta({ description: 'Returned mails as they came; as long as the rest when absent.' }),
      statisticsDays: z
        .int()
        .min(1, { message: 'give at least 1 day' })
        .max(mostStatisticsDays, { message: `give at most ${mostStatisticsDays} days, or null: for good` })
        .nullish()
        .meta({ description: 'Figures by the hour; never less long than the mails, and for good when absent.' }),
    })
    .transform((policy): RetentionPolicy => within(policy, most));
}

/** A policy as it was stored, within what the service keeps now. Null: nobody decided anything. */
export function retentionOf(stored: unknown, most: number): RetentionPolicy {
  return within((stored ?? {}) as Partial<RetentionPolicy>, most);
}

interface GivenPolicy {
  readonly days?: number | undefined;
  readonly reportDays?: number | undefined;
  readonly statisticsDays?: number | null | undefined;
}

function within(
  { days: asked = Number.POSITIVE_INFINITY, reportDays, statisticsDays }: GivenPolicy,
  most: number,
): RetentionPolicy {
  const days = Math.min(asked, most);
  return {
    days,
    reportDays: Math.min(reportDays ?? days, days),
    statisticsDays: statisticsDays == null ? null : Math.max(statisticsDays, days),
  };
}
