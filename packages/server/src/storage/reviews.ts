import type pg from 'pg';

export interface NewReview {
  readonly tenant: string;
  readonly recipientId: string;
  /** The deciding event of what was looked at. */
  readonly seenEvent: string;
  readonly by: string;
  readonly note: string | null;
}

/** Who looked at an address that needed a person, when, and what came of it; all of them are kept. */
export class Reviews {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async add({ tenant, recipientId, seenEvent, by, note }: NewReview, now: Date): Promise<void> {
    await this.#pool.query(
      `with seen as (
         insert into recipient_review (tenant, recipient_id, reviewed_at, seen_event, reviewed_by, note) values ($1, $2, $3, $4, $5, $6)
         on conflict (recipient_id, reviewed_at, tenant) do nothing)
       insert into audit_log (tenant, actor, action, subject) values ($1, $5, 'address.review', $2::text)`,
      [tenant, recipientId, now, seenEvent, by, note],
    );
  }
}
