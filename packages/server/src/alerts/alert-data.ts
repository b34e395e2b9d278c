import type { Ruleset } from '@bezorgd/rules';
import type { AlertRow } from '../queries/alert.query.ts';
import type { AlertData } from '../push/pushed-event.ts';
import { alertText } from './alert-texts.ts';

export type { AlertRow };

/** An alert as every door shows it. */
export function alertData(row: AlertRow, ruleset: Ruleset): AlertData {
  return {
    id: row.id,
    kind: row.kind,
    ruleId: row.ruleId,
    cause: row.cause,
    forOperators: row.forOperators,
    openedAt: row.openedAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: row.acknowledgedBy,
    sequence: row.sequence,
    explanation: { en: alertText(row, ruleset, 'en'), nl: alertText(row, ruleset, 'nl') },
    detail: { ...row.detail },
  };
}
