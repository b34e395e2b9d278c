export {
  createClient,
  type AddressCheck,
  type BezorgdClient,
  type ClassifiedReply,
  type ClassifyOptions,
  type ClientOptions,
  type Delivery,
  type DeliveryQuery,
  type Explanation,
  type IngestAnswer,
  type LiftSuppressions,
  type ListedDelivery,
  type MailEvent,
  type NewSuppression,
} from './client.ts';
export {
  BezorgdError,
  ConnectionError,
  EventsRefusedError,
  RulesetMismatchError,
  ServiceError,
  type Problem,
  type RefusedEvent,
} from './errors.ts';
export type { CallOptions, RetryPolicy } from './request.ts';
