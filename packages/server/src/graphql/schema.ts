import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { Fault } from '../errors.ts';
import { ApiKeyResolver } from './api-key.resolver.ts';
import { ClassifyResolver } from './classify.resolver.ts';
import type { GraphQLContext } from './context.ts';
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
      ApiKeyResolver,
      ClassifyResolver,
      ReportResolver,
      QuarantineResolver,
    ],
    // Arguments are checked where they are used, with errors that name them.
    validate: false,
    // On queries and mutations only: a check on every field would cost more than the fields.
    authChecker: ({ context }: { context: GraphQLContext }, wanted: readonly string[]) => {
      const missing = wanted.find((scope) => !context.principal.scopes.has(scope as Scope));
      if (missing) throw new Fault('forbidden', `This API key may not do this: it needs ${missing}`);
      return true;
    },
  });
}
