import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Recipient as RecipientIdentity } from '../events/ids.ts';
import { Recipient, Suppression } from './entities.ts';

/** What staff may block by hand. */
export const manualCauses = ['manual', 'unsubscribe'] as const;
export type ManualCause = (typeof manualCauses)[number];

/** Who changes something, and why. */
export interface Change {
  readonly tenant: string;
  readonly recipient: RecipientIdentity;
  /** The principal; with the person it acts for where one was named. */
  readonly by: string;
  readonly reason: string;
}

export type Lifted =
  | { readonly kind: 'lifted'; readonly count: number }
  /** Nothing blocks the recipient. */
  | { readonly kind: 'nothing' }
  /** The recipient complained: they have to undo that first. */
  | { readonly kind: 'needs-recipient' };

/** Blocks made and lifted by people. What events cause stands beside it; a lifted row stays, with who lifted it and why. */
export class ManualSuppressions {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  async add(change: Change, cause: ManualCause, until: Date | null, now: Date): Promise<string> {
    const { tenant, recipient, by, reason } = change;
    const suppressionId = randomUUID();
    await this.#orm.em.fork().transactional(async (em) => {
      await em.upsert(
        Recipient,
        { tenant, recipientId: recipient.recipientId, address: recipient.address, domain: recipient.domain, firstSeenAt: now },
        { onConflictFields: ['recipientId', 'tenant'], onConflictAction: 'ignore' },
      );
      await em.insert(Suppression, {
        tenant,
        recipientId: recipient.recipientId,
        suppressionId,
        cause,
        since: now,
        until,
        byReport: false,
        createdBy: by,
        reason,
      });
      await audit(em, change, 'suppression.add', suppressionId);
    });
    return suppressionId;
  }

  /** Lifts all that blocks now. A complaint only when the recipient has undone it on their side. */
  async lift(change: Change, recipientAgreed: boolean, now: Date): Promise<Lifted> {
    const { tenant, recipient, by, reason } = change;
    return this.#orm.em.fork().transactional(async (em): Promise<Lifted> => {
      const rows = await em.find(Suppression, {
        tenant,
        recipientId: recipient.recipientId,
        liftedAt: null,
        $or: [{ until: null }, { until: { $gt: now } }],
      });
      if (rows.length === 0) return { kind: 'nothing' };
      if (rows.some((row) => row.cause === 'complaint') && !recipientAgreed) return { kind: 'needs-recipient' };
      for (const row of rows) Object.assign(row, { liftedAt: now, liftedBy: by, liftReason: reason });
      await audit(em, change, 'suppression.lift', recipient.recipientId);
      return { kind: 'lifted', count: rows.length };
    });
  }
}

async function audit(em: MikroORM['em'], { tenant, by, reason }: Change, action: string, subject: string): Promise<void> {
  await em.execute('insert into audit_log (tenant, actor, action, subject, detail) values (?, ?, ?, ?, ?::jsonb)', [
    tenant,
    by,
    action,
    subject,
    JSON.stringify({ reason }),
  ]);
}
