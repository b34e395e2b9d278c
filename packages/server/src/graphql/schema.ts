import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { ClassifyResolver } from './classify.resolver.ts';
import { DeliveryResolver, TimelineEntryResolver } from './delivery.resolver.ts';
import { QuarantineResolver, ReportResolver } from './operations.resolver.ts';
import { RecipientResolver, SuppressionResolver } from './recipient.resolver.ts';

export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: [
      DeliveryResolver,
      TimelineEntryResolver,
      RecipientResolver,
      SuppressionResolver,
      ClassifyResolver,
      ReportResolver,
      QuarantineResolver,
    ],
    // Arguments are checked where they are used, with errors that name them.
    validate: false,
  });
}
