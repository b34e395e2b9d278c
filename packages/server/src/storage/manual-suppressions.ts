import { randomUUID } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { Recipient as RecipientIdentity } from '../events/ids.ts';
import type { Stream } from '../suppressions/judge-suppressions.ts';
import { Recipient, Suppression } from './entities.ts';
import { holdRecipientsSql } from './recipient.store.ts';

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

/** What a person blocks. */
export interface Block {
  readonly cause: ManualCause;
  /** Null: for ever. */
  readonly until: Date | null;
  /** Null: every stream. */
  readonly stream: Stream | null;
}

/** What a person lifts, by the ids of the facts. */
export interface Lift {
  readonly blocks: readonly string[];
  readonly earlier: readonly string[];
  /** For a complaint: the recipient has asked their mail service to forget it. */
  readonly recipientAgreed: boolean;
}

/** Blocks made and lifted by people. What events cause stands beside it; a lifted row stays, with who lifted it and why. */
export class ManualSuppressions {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  async add(change: Change, { cause, until, stream }: Block, now: Date): Promise<string> {
    const { tenant, recipient, by, reason } = change;
    const suppressionId = randomUUID();
    await this.#orm.em.fork().transactional(async (em) => {
      await em.execute(holdRecipientsSql);
      await addRecipient(em, tenant, recipient, now);
      await em.insert(Suppression, {
        tenant,
        recipientId: recipient.recipientId,
        suppressionId,
        cause,
        since: now,
        until,
        stream,
        byReport: false,
        createdBy: by,
        reason,
      });
      await audit(em, change, 'suppression.add', suppressionId);
      await tell(em, change);
    });
    return suppressionId;
  }

  /**
   * Lifts blocks, and earlier facts with them; those that others lifted in the meantime stay as they are. Resolves to how many
   * blocks were lifted; where none is left, nothing happens.
   */
  async lift(change: Change, { blocks, earlier, recipientAgreed }: Lift, now: Date): Promise<number> {
    const { tenant, recipient, by, reason } = change;
    return this.#orm.em.fork().transactional(async (em) => {
      const update = (ids: readonly string[]): Promise<number> =>
        em.nativeUpdate(
          Suppression,
          { tenant, recipientId: recipient.recipientId, suppressionId: { $in: [...ids] }, liftedAt: null },
          { liftedAt: now, liftedBy: by, liftReason: reason },
        );
      const lifted = await update(blocks);
      if (lifted === 0) return 0;
      if (earlier.length > 0) await update(earlier);
      await audit(em, change, 'suppression.lift', recipient.recipientId, recipientAgreed ? { recipientAgreed } : {});
      await tell(em, change);
      return lifted;
    });
  }
}

/** The row of a recipient that may not be there yet. */
export async function addRecipient(
  em: MikroORM['em'],
  tenant: string,
  { recipientId, address, domain }: RecipientIdentity,
  now: Date,
): Promise<void> {
  await em.upsert(
    Recipient,
    { tenant, recipientId, address, domain, firstSeenAt: now },
    { onConflictFields: ['recipientId', 'tenant'], onConflictAction: 'ignore' },
  );
}

export async function audit(
  em: MikroORM['em'],
  { tenant, by, reason }: Change,
  action: string,
  subject: string,
  more: object = {},
): Promise<void> {
  await em.execute('insert into audit_log (tenant, actor, action, subject, detail) values (?, ?, ?, ?, ?::jsonb)', [
    tenant,
    by,
    action,
    subject,
    JSON.stringify({ reason, ...more }),
  ]);
}

/** For those who are told of blocks, in the transaction of the change. */
export async function tell(em: MikroORM['em'], { tenant, recipient }: Change): Promise<void> {
  await em.execute('insert into outbox (tenant, recipients) values (?, array[?]::uuid[])', [tenant, recipient.recipientId]);
}
