import type { BlockList } from 'node:net';
import type { Classifier } from '@bezorgd/rules';
import type { Principal } from './access/roles.ts';
import type { Reads } from './queries/reads.ts';
import type { Callers } from './access/callers.ts';
import type { RateLimit } from './access/rate-limit.ts';
import type { Manifest, TrustMode } from './graphql/trusted-documents.ts';
import type { ApiKeys } from './access/api-keys.ts';
import type { Dns } from './addresses/dns.ts';
import type { AddressChecks } from './answers/check-address.ts';
import type { SuppressionChecks } from './answers/check-suppressions.ts';
import type { RecipientIds } from './events/ids.ts';
import type { Ingest } from './ingest/ingest.ts';
import type { Quarantine } from './ingest/replay.ts';
import type { ManualSuppressions } from './storage/manual-suppressions.ts';
import type { Retirements } from './storage/retirements.ts';
import type { Reviews } from './storage/reviews.ts';
import type { Erasures } from './storage/erasures.ts';
import type { SuppressionImports } from './storage/suppression-imports.ts';
import type { Policies } from './storage/policies.ts';
import type { PrepareOptions } from './ingest/prepare.ts';
import type { Alerts } from './alerts/alerts.ts';
import type { LiveEvents } from './push/live.ts';
import type { WebhookEndpoints } from './webhooks/webhooks.ts';

/** What the doors (GraphQL, REST) are given; built once in `start-server.ts`. */
export interface Service {
  /** For reading what is one tenant's, as its reader may see it; a statement that takes too long is ended by the database. */
  readonly readsOf: (tenant: string, principal: Pick<Principal, 'scopes'>) => Reads;
  /** The same for counting, apart: neither waits for the other. */
  readonly countsOf: (tenant: string) => Reads;
  /** For what may belong to no tenant, and what is an operator's: quarantine, the log. */
  readonly operatorReads: Reads;
  readonly ingest: Ingest;
  readonly prepare: PrepareOptions;
  readonly quarantine: Quarantine;
  readonly classifier: Classifier;
  readonly recipientIds: RecipientIds;
  readonly suppressionChecks: SuppressionChecks;
  readonly addressChecks: AddressChecks;
  readonly dns: Dns;
  readonly apiKeys: ApiKeys;
  readonly callers: Callers;
  readonly rateLimit: RateLimit;
  /** Whether only known GraphQL documents are answered, and which those are. */
  readonly trust: TrustMode;
  readonly documents: Manifest;
  readonly manualSuppressions: ManualSuppressions;
  readonly retirements: Retirements;
  readonly reviews: Reviews;
  readonly policies: Policies;
  readonly erasures: Erasures;
  readonly suppressionImports: SuppressionImports;
  readonly machineNetworks: BlockList;
  /** Run GraphQL operations as compiled functions. */
  readonly compileQueries: boolean;
  readonly live: LiveEvents;
  readonly webhooks: WebhookEndpoints;
  readonly alerts: Alerts;
  readonly defaultTenant: string;
  /** What is not ready, in words; empty when all is. */
  readonly notReady: () => Promise<readonly string[]>;
  readonly notHealthy: () => readonly string[];
  /** What fails beside the questions: what is pushed, alerts. */
  readonly warnings: () => readonly string[];
}
