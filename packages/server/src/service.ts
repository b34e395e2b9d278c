import type { Classifier } from '@bezorgd/rules';
import type { Reads } from './queries/reads.ts';
import type { ApiKeys } from './access/api-keys.ts';
import type { SuppressionChecks } from './answers/check-suppressions.ts';
import type { RecipientIds } from './events/ids.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { ManualSuppressions } from './storage/manual-suppressions.ts';
import type { PrepareOptions } from './ingest/prepare.ts';

/** What the doors (GraphQL, REST) are given; built once in `start-server.ts`. */
export interface Service {
  /** For reading what is one tenant's; a statement that takes too long is ended by the database. */
  readonly readsOf: (tenant: string) => Reads;
  /** For what belongs to no tenant, or to an operator: quarantine. */
  readonly operatorReads: Reads;
  readonly ingest: Ingest;
  readonly prepare: PrepareOptions;
  readonly classifier: Classifier;
  readonly recipientIds: RecipientIds;
  readonly suppressionChecks: SuppressionChecks;
  readonly apiKeys: ApiKeys;
  readonly manualSuppressions: ManualSuppressions;
  readonly defaultTenant: string;
  /** What is not ready, in words; empty when all is. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly notHealthy: () => readonly string[];
}
