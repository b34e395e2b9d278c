import type { Classifier } from '@bezorgd/rules';
import type pg from 'pg';
import type { SuppressionChecks } from './answers/check-suppressions.ts';
import type { RecipientIds } from './events/ids.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { PrepareOptions } from './ingest/prepare.ts';

/** What the doors (GraphQL, REST) are given; built once in `main.ts`. */
export interface Service {
  /** For reading; a statement that takes too long is ended by the database. */
  readonly reads: pg.Pool;
  readonly ingest: Ingest;
  readonly prepare: PrepareOptions;
  readonly classifier: Classifier;
  readonly recipientIds: RecipientIds;
  readonly suppressionChecks: SuppressionChecks;
  readonly defaultTenant: string;
  /** What is not ready, in words; empty when all is. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly notHealthy: () => readonly string[];
}
