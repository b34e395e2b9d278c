import { GraphQLDateTimeISO, GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { auditLog } from '../answers/audit-log.ts';
import { encodeAuditCursor } from '../queries/audit.query.ts';
import type { GraphQLContext } from './context.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';

@ObjectType('AuditEntry', { description: 'Who changed what, and when.', simpleResolvers: true })
class AuditEntryType {
  @Field(() => String, { description: 'As REST knows it.' })
  readonly auditId!: string;
  @Field(() => GraphQLDateTimeISO, { description: 'When it was changed.' })
  readonly at!: Date;
  @Field(() => String, { nullable: true, description: 'Whose it is; null: it concerns every tenant.' })
  readonly tenant!: string | null;
  @Field(() => String, { description: 'Who changed it: the person where one was named, and the key.' })
  readonly actor!: string;
  @Field(() => String, { description: 'What was done, such as suppression.lift or api-key.create. An open list.' })
  readonly action!: string;
  @Field(() => String, { description: 'The id of what was changed.' })
  readonly subject!: string;
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'More of it, such as the reason.' })
  readonly detail!: Readonly<Record<string, unknown>> | null;
}

@ObjectType('AuditEntryEdge', { simpleResolvers: true })
class AuditEntryEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => AuditEntryType)
  readonly node!: AuditEntryType;
}

@ObjectType('AuditEntryConnection', { description: 'A page of the audit log, newest first.', simpleResolvers: true })
class AuditEntryConnectionType {
  @Field(() => [AuditEntryEdgeType])
  readonly edges!: readonly AuditEntryEdgeType[];
  @Field(() => [AuditEntryType])
  readonly nodes!: readonly AuditEntryType[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@Resolver(() => AuditEntryType)
export class AuditResolver {
  @Authorized<Scope>('audit:read')
  @Query(() => AuditEntryConnectionType, {
    description: 'Who changed what, newest first. What concerns every tenant is shown to keys of every tenant.',
  })
  async auditLog(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Arg('action', () => String, { nullable: true, description: 'Only this, such as suppression.lift.' }) action:
      | string
      | undefined,
    @Arg('actor', () => String, { nullable: true, description: 'Only what this one did, as it stands in an entry.' })
    actor: string | undefined,
    @Arg('subject', () => String, { nullable: true, description: 'Only what was done to this.' }) subject: string | undefined,
    @Ctx() { service, principal, tenant }: GraphQLContext,
  ): Promise<AuditEntryConnectionType> {
    const { rows, hasNextPage } = await auditLog(service, principal, tenant, { first, after, action, actor, subject });
    return connectionOf(rows, hasNextPage, (row) => encodeAuditCursor(row.auditId));
  }
}
