import 'reflect-metadata';
import type { GraphQLInterfaceType, GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { Fault } from '../errors.ts';
import { AlertResolver, SilentDeliveryResolver } from './alert.resolver.ts';
import { AddressCheckResolver, DomainCheckResolver, FindingResolver } from './address.resolver.ts';
import { AttentionResolver, RetirementResolver } from './attention.resolver.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import { AuditResolver } from './audit.resolver.ts';
import { ClassifyResolver } from './classify.resolver.ts';
import { describe } from './descriptions.ts';
import type { GraphQLContext } from './context.ts';
import { DeliveryResolver, TimelineEntryResolver } from './delivery.resolver.ts';
import { MessageOfDeliveryResolver, MessageResolver } from './message.resolver.ts';
import { QuarantineResolver, ReportResolver } from './operations.resolver.ts';
import type { TypedNode } from './node.ts';
import { NodeResolver } from './node.resolver.ts';
import { PolicyResolver } from './policy.resolver.ts';
import { PrivacyResolver } from './privacy.resolver.ts';
import { RecipientResolver, RejectedDeliveryResolver, SuppressionResolver } from './recipient.resolver.ts';
import { StatisticsResolver } from './statistics.resolver.ts';
import { AlertChangeResolver, DeliveryChangeResolver, NewsResolver, SuppressionChangeResolver } from './subscription.resolver.ts';
import { WebhookMessageResolver, WebhookResolver } from './webhook.resolver.ts';

export async function createSchema(): Promise<GraphQLSchema> {
  const schema = await buildSchema({
    resolvers: [
      NodeResolver,
      DeliveryResolver,
      TimelineEntryResolver,
      MessageResolver,
      MessageOfDeliveryResolver,
      RecipientResolver,
      SuppressionResolver,
      RejectedDeliveryResolver,
      PolicyResolver,
      AddressCheckResolver,
      FindingResolver,
      DomainCheckResolver,
      AttentionResolver,
      RetirementResolver,
      PrivacyResolver,
      ApiKeyResolver,
      AuditResolver,
      ClassifyResolver,
      ReportResolver,
      QuarantineResolver,
      StatisticsResolver,
      AlertResolver,
      SilentDeliveryResolver,
      WebhookResolver,
      WebhookMessageResolver,
      NewsResolver,
      DeliveryChangeResolver,
      SuppressionChangeResolver,
      AlertChangeResolver,
    ],
    // Asked for by type-graphql; every subscription brings a source of its own.
    pubSub: { publish: noTopics, subscribe: noTopics },
    // Arguments are checked where they are used, with errors that name them.
    validate: false,
    // On queries and mutations only: a check on every field would cost more than the fields.
    authChecker: ({ context }: { context: GraphQLContext }, wanted: readonly string[]) => {
      const missing = wanted.find((scope) => !context.principal.scopes.has(scope as Scope));
      if (missing) throw new Fault('forbidden', `This API key may not do this: it needs ${missing}`);
      return true;
    },
  });
  // A node says itself what it is; the builder would wrap this into a promise, which compiled execution cannot wait for.
  (schema.getType('Node') as GraphQLInterfaceType).resolveType = (value: TypedNode) => value.__typename;
  describe(schema);
  return schema;
}

function noTopics(): never {
  throw new Error('No subscription has a topic');
}
