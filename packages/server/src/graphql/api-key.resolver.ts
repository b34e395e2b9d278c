import { GraphQLDateTimeISO } from 'graphql-scalars';
import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import { roles, type Role, type Scope } from '../access/roles.ts';
import { encodeKeyCursor, type ApiKey } from '../access/api-keys.ts';
import { createApiKey } from '../answers/create-api-key.ts';
import { listApiKeys } from '../answers/list-api-keys.ts';
import type { GraphQLContext } from './context.ts';
import { globalId, innerId, NodeType } from './node.ts';
import { connectionOf, PageInfoType } from './page-info.type.ts';

const RoleEnum = Object.fromEntries(roles.map((role) => [role.toUpperCase(), role]));
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What the holder of a key is.',
  valuesConfig: {
    SENDER: { description: 'A mail platform or an app: tells events, checks suppressions.' },
    SUPPORT: { description: 'Staff who answer "did it arrive?": read mail, check suppressions.' },
    DEVELOPER: { description: 'Who builds and runs the sending: tells events, reads mail.' },
    OPERATOR: { description: 'Who runs this service: also sees what could not be decoded, of all tenants.' },
    ADMIN: { description: 'Everything, keys included.' },
  },
});

@ObjectType('ApiKey', {
  implements: NodeType,
  description: 'A key for programs and people. Its secret is not kept.',
  simpleResolvers: true,
})
class ApiKeyType {
  @Field(() => String, { description: 'As it stands in the key and in the audit log.' })
  readonly keyId!: string;
  @Field(() => String)
  readonly name!: string;
  @Field(() => String, { nullable: true, description: 'Null: for every tenant.' })
  readonly tenant!: string | null;
  @Field(() => [RoleEnum])
  readonly roles!: readonly Role[];
  @Field(() => GraphQLDateTimeISO)
  readonly createdAt!: Date;
  @Field(() => String, { description: 'The key with which it was made.' })
  readonly createdBy!: string;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Null: does not end.' })
  readonly expiresAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true })
  readonly revokedAt!: Date | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'To the day; null: never used.' })
  readonly lastUsedOn!: Date | null;
}

@ObjectType('ApiKeyEdge', { simpleResolvers: true })
class ApiKeyEdgeType {
  @Field(() => String)
  readonly cursor!: string;
  @Field(() => ApiKeyType)
  readonly node!: ApiKey;
}

@ObjectType('ApiKeyConnection', { description: 'A page of keys, newest first.', simpleResolvers: true })
class ApiKeyConnectionType {
  @Field(() => [ApiKeyEdgeType])
  readonly edges!: readonly ApiKeyEdgeType[];
  @Field(() => [ApiKeyType])
  readonly nodes!: readonly ApiKey[];
  @Field(() => PageInfoType)
  readonly pageInfo!: PageInfoType;
}

@ObjectType('CreatedApiKey', { description: 'A new key, with what to send.', simpleResolvers: true })
class CreatedApiKeyType {
  @Field(() => String, { description: 'Send it as "authorization: Bearer <key>". Shown this once.' })
  readonly key!: string;
  @Field(() => ApiKeyType)
  readonly apiKey!: ApiKey;
}

@InputType('CreateApiKeyInput', { description: 'What the new key is for.' })
class CreateApiKeyInput {
  @Field(() => String, { description: 'Who or what will use it.' })
  readonly name!: string;
  @Field(() => [RoleEnum])
  readonly roles!: Role[];
  @Field(() => String, {
    nullable: true,
    description: 'The one you ask for when absent; a key of every tenant that asks for none makes one for every tenant.',
  })
  readonly tenant?: string | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'From then on it does not work.' })
  readonly expiresAt?: Date | null;
}

@Resolver(() => ApiKeyType)
export class ApiKeyResolver {
  @FieldResolver(() => ID, { name: 'id' })
  globalId(@Root() { keyId }: ApiKeyType): string {
    return globalId('ApiKey', keyId);
  }

  @Authorized<Scope>('keys:write')
  @Query(() => ApiKeyConnectionType, { description: 'The keys of your tenant, newest first.' })
  async apiKeys(
    @Arg('first', () => Int, { defaultValue: 50, description: 'Page size, 1 to 200.' }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { service, askedTenant }: GraphQLContext,
  ): Promise<ApiKeyConnectionType> {
    const { rows, hasNextPage } = await listApiKeys(service, askedTenant, { first, after });
    return connectionOf(rows, hasNextPage, (row) => encodeKeyCursor(row.keyId));
  }

  @Authorized<Scope>('keys:write')
  @Mutation(() => CreatedApiKeyType, {
    description: 'Makes a key. To rotate one, make the next, change over, and revoke the first.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
    @Ctx() { service, principal, askedTenant, now }: GraphQLContext,
  ): Promise<CreatedApiKeyType> {
    return createApiKey(service, principal, askedTenant, input, now, 'input.');
  }

  @Authorized<Scope>('keys:write')
  @Mutation(() => ApiKeyType, {
    nullable: true,
    description: 'Ends a key; null when there is none. Other servers know it within half a minute.',
  })
  revokeApiKey(
    @Arg('id', () => ID) id: string,
    @Ctx() { service, principal, askedTenant }: GraphQLContext,
  ): Promise<ApiKey | null> {
    return service.apiKeys.revoke(innerId('ApiKey', id), askedTenant, principal.name);
  }
}
