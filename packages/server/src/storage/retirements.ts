import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Recipient as RecipientIdentity } from '../events/ids.ts';
import { Suppression } from './entities.ts';
import { addRecipient, audit, tell, type Change } from './manual-suppressions.ts';

export interface Retirement {
  /** From when on; may lie before or ahead of now. */
  readonly since: Date;
  /** Whom to mail instead. */
  readonly successor: RecipientIdentity | null;
}

const open = { cause: 'retired', liftedAt: null } as const;

/** Addresses that are out of use: facts among the suppressions, so that whatever asks whom it may mail learns of them. */
export class Retirements {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** In place of an earlier date, where there is one. */
  async retire(change: Change, { since, successor }: Retirement, now: Date): Promise<void> {
    const { tenant, recipient, by, reason } = change;
    await this.#orm.em.fork().transactional(async (em) => {
      // In one order, so that two calls cannot deadlock.
      const both = [recipient, ...(successor ? [successor] : [])].toSorted((a, b) => (a.recipientId < b.recipientId ? -1 : 1));
      for (const one of both) await addRecipient(em, tenant, one, now);
      await em.nativeUpdate(
        Suppression,
        { tenant, recipientId: recipient.recipientId, ...open },
        { liftedAt: now, liftedBy: by, liftReason: 'retired anew' },
      );
      const suppressionId = randomUUID();
      await em.insert(Suppression, {
        tenant,
        recipientId: recipient.recipientId,
        suppressionId,
        cause: open.cause,
        since,
        byReport: false,
        createdBy: by,
        reason,
        successorId: successor?.recipientId ?? null,
      });
      await audit(em, change, 'address.retire', suppressionId);
      await tell(em, change);
    });
  }

  /** Resolves to whether it was retired, or about to be. */
  async bringBack(change: Change, now: Date): Promise<boolean> {
    const { tenant, recipient, by, reason } = change;
    return this.#orm.em.fork().transactional(async (em) => {
      const lifted = await em.nativeUpdate(
        Suppression,
        { tenant, recipientId: recipient.recipientId, ...open },
        { liftedAt: now, liftedBy: by, liftReason: reason },
      );
      if (lifted === 0) return false;
      await audit(em, change, 'address.bring-back', recipient.recipientId);
      await tell(em, change);
      return true;
    });
  }
}
