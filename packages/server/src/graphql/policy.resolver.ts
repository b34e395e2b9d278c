import { GraphQLDateTimeISO } from 'graphql-scalars';
import { Arg, Authorized, Ctx, Field, Float, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Scope } from '../access/roles.ts';
import { setSuppressionPolicy } from '../answers/set-policy.ts';
import { findPolicy, type PolicyRow } from '../queries/policy.query.ts';
import type { GraphQLContext } from './context.ts';

@ObjectType('HardBouncePolicy', { description: 'How long a hard bounce blocks.', simpleResolvers: true })
@InputType('HardBouncePolicyInput', { description: 'How long a hard bounce blocks. What is absent has its default.' })
class HardBouncePolicyType {
  @Field(() => Int, { defaultValue: 7, description: 'Counted from the bounce.' })
  readonly days!: number;
  @Field(() => Float, {
    defaultValue: 2,
    description: 'How much longer each further one blocks that comes after such a block was over. 1: always the same.',
  })
  readonly growth!: number;
  @Field(() => Int, { defaultValue: 90, description: 'The longest that one blocks.' })
  readonly maxDays!: number;
}

@ObjectType('SoftBouncePolicy', { description: 'When soft bounces block, and for how long.', simpleResolvers: true })
@InputType('SoftBouncePolicyInput', { description: 'When soft bounces block, and for how long.' })
class SoftBouncePolicyType {
  @Field(() => Int, { description: 'So many soft bounces …' })
  readonly count!: number;
  @Field(() => Int, { description: '… within so many days, no mail accepted in between …' })
  readonly withinDays!: number;
  @Field(() => Int, { description: '… block for so long.' })
  readonly days!: number;
}

@ObjectType('SuppressionPolicy', { description: 'What blocks an address, and for how long.', simpleResolvers: true })
class SuppressionPolicyType {
  @Field(() => HardBouncePolicyType)
  readonly hardBounce!: HardBouncePolicyType;
  @Field(() => SoftBouncePolicyType, { nullable: true, description: 'Null: soft bounces never block.' })
  readonly softBounce!: SoftBouncePolicyType | null;
  @Field(() => GraphQLDateTimeISO, { nullable: true, description: 'Null: nobody changed anything.' })
  readonly updatedAt!: Date | null;
  @Field(() => String, { nullable: true })
  readonly updatedBy!: string | null;
}

@InputType('SuppressionPolicyInput', { description: 'What blocks an address, and for how long. What is absent has its default.' })
class SuppressionPolicyInput {
  @Field(() => HardBouncePolicyType, { nullable: true })
  readonly hardBounce?: HardBouncePolicyType | null;
  @Field(() => SoftBouncePolicyType, { nullable: true, description: 'Null: soft bounces never block.' })
  readonly softBounce?: SoftBouncePolicyType | null;
}

@Resolver()
export class PolicyResolver {
  @Authorized<Scope>('suppressions:check')
  @Query(() => SuppressionPolicyType, { description: 'What blocks an address of your tenant, and for how long.' })
  async suppressionPolicy(@Ctx() { reads, tenant }: GraphQLContext): Promise<SuppressionPolicyType> {
    return policyType(await findPolicy(reads, tenant));
  }

  @Authorized<Scope>('policy:write')
  @Mutation(() => SuppressionPolicyType, {
    description: 'Sets the whole policy. It holds at once, for earlier bounces, too.',
  })
  async setSuppressionPolicy(
    @Arg('input', () => SuppressionPolicyInput) { hardBounce, softBounce }: SuppressionPolicyInput,
    @Ctx() { service, principal, tenant, now }: GraphQLContext,
  ): Promise<SuppressionPolicyType> {
    const given = { hardBounce: hardBounce ?? {}, softBounce: softBounce ?? null };
    return policyType(await setSuppressionPolicy(service, principal, tenant, given, now));
  }
}

function policyType({
  suppression,
  updatedAt,
  updatedBy,
}: Pick<PolicyRow, 'suppression' | 'updatedAt' | 'updatedBy'>): SuppressionPolicyType {
  return { ...suppression, updatedAt, updatedBy };
}
